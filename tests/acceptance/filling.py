"""Puts the real records into a real, plain CKAN through its API."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ckanapi import NotFound, RemoteCKAN

from tests.acceptance.real_records import Record, as_package

#: What stock CKAN takes as a keyword. Its ``\w`` leaves out Thai vowels and tone marks, so most Thai keywords are
#: refused; they are left out here, as an agency on stock CKAN would have to.
_TAG = re.compile(r"[\w \-.]{2,100}$")
_NAME = re.compile(r"[^a-z0-9_-]+")


def fill(url: str, token: str, held: Sequence[Record], files_url: str) -> list[str]:
    """Empties the CKAN, then creates the records with links to ``files_url``; the names, and nothing left out."""
    with RemoteCKAN(url, apikey=token) as ckan:
        for name in ckan.action.package_list():
            ckan.action.dataset_purge(id=name)
        packages = [_fitting(as_package(record, files_url)) for record in held]
        for organization in {package["owner_org"]: package.pop("organization") for package in packages}.values():
            _organization(ckan, organization)
        return [ckan.action.package_create(**package)["name"] for package in packages]


def _organization(ckan: RemoteCKAN, organization: Mapping[str, Any]) -> None:
    try:
        ckan.action.organization_show(id=organization["id"])
    except NotFound:
        ckan.action.organization_create(**organization)


def _fitting(package: dict[str, Any]) -> dict[str, Any]:
    """The package without what stock CKAN refuses or makes itself."""
    resources = [{key: value for key, value in held.items() if value is not None} for held in package["resources"]]
    left = {key: value for key, value in package.items() if key not in ("metadata_modified", "num_resources")}
    return {
        **left,
        "name": _NAME.sub("-", package["name"].lower()),
        "tags": [tag for tag in package["tags"] if _TAG.match(tag["name"])],
        "resources": resources,
    }
