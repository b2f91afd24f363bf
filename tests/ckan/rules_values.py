"""Datasets for the tests that run inside CKAN: complete ones, and the call that makes them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers

COMPLETE: dict[str, Any] = {
    "title": "จำนวนกำลังแรงงานรวม",
    "notes": "จำนวนผู้ที่มีอายุ 15 ปีขึ้นไปซึ่งมีงานทำ ว่างงาน หรือรอฤดูกาล จำแนกรายจังหวัด",
    "maintainer": "กองสถิติพยากรณ์",
    "maintainer_email": "services@example.org",
    "tags": [{"name": "แรงงาน"}, {"name": "การมีงานทำ"}],
    "data_type": "ข้อมูลสถิติ",
    "objective": ["พันธกิจหน่วยงาน"],
    "update_frequency_unit": "เดือน",
    "update_frequency_interval": "1",
    "geo_coverage": "จังหวัด",
    "data_source": "โครงการสำรวจภาวะการทำงานของประชากร",
    "data_format": ["CSV"],
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Open Data Common",
    "allow_harvest": "True",
    "private": False,
}  # fmt: skip
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
