"""Datasets, people and forms for the tests of the panels."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from ckan.tests import factories
from ckan.tests.helpers import call_action

from checker.testing import a_package

TABLE = {"url": "https://data.example.org/a.csv", "name": "ตารางรายเดือน", "format": "CSV"}


def fields(**changes: Any) -> dict[str, Any]:
    """What a browser would send of the form of a complete dataset; a keyword replaces a field."""
    left_out = ("id", "tags", "organization", "resources", "metadata_modified")
    kept = {key: value for key, value in a_package().items() if key not in left_out}
    name = {"name": f"d-{uuid4().hex}", "tag_string": "แรงงาน, การมีงานทำ", "private": "False"}
    return {**kept, **name, **changes}


def person(capacity: str = "editor") -> tuple[dict[str, Any], dict[str, str]]:
    """An organization, and the headers of someone who is in it."""
    user = factories.UserWithToken()
    organization = factories.Organization(users=[{"name": user["name"], "capacity": capacity}])
    return organization, {"Authorization": user["token"]}


def saved(organization: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A dataset of the organization, with a table; complete and public unless a keyword says else."""
    made = {"owner_org": organization["id"], "resources": [TABLE], **changes}
    site = call_action("get_site_user")["name"]
    return dict(call_action("package_create", {"user": site}, **fields(**made)))
