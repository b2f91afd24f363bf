"""Datasets for the tests that run inside CKAN: complete ones, and the call that makes them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers

from checker.testing import a_package

#: what the site gives a dataset itself, and what each test gives one
_ITS_OWN = ("id", "name", "owner_org", "organization", "state", "metadata_modified", "resources")
COMPLETE: dict[str, Any] = {field: value for field, value in a_package().items() if field not in _ITS_OWN}
#: a category that is not for the public, and what goes with it
CLOSED: dict[str, Any] = {"data_category": "ข้อมูลส่วนบุคคล", "license_id": "License not specified"}


def a_name() -> str:
    return f"dataset-{uuid.uuid4().hex[:12]}"


def a_dataset(organization: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A complete, public dataset; a field of ``None`` is left out."""
    owner = organization or factories.Organization()
    found = {"name": a_name(), **COMPLETE, "owner_org": owner["id"], **fields}
    return {name: value for name, value in found.items() if value is not None}


def call(action: str, **asked: Any) -> Any:
    """The action's answer to the site's own user, who may do everything."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return helpers.call_action(action, {"user": site["name"]}, **asked)


def created(organization: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """It, stored."""
    return call("package_create", **a_dataset(organization, **fields))


def errors_of(action: str, **asked: Any) -> dict[str, Any]:
    """What the action refuses."""
    with pytest.raises(tk.ValidationError) as refused:
        call(action, **asked)
    return {name: value for name, value in refused.value.error_dict.items() if name != "__type"}
