"""Datasets for the tests of the form, and the plugins that they need."""

from __future__ import annotations

import uuid

import pytest
from ckan import model, plugins
from ckan.lib.search import rebuild
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers


@pytest.fixture(scope="module")
def extension():
    """The plugins of the ini file, loaded once for a module: CKAN's own fixture loads them for each test."""
    plugins.load_all()
    yield
    plugins.unload_all()


def full(**other):
    """A dataset that has all 14 items."""
    organization = other.pop("owner_org", None) or factories.Organization()["id"]
    return {
        "name": f"form-{uuid.uuid4().hex[:12]}",
        "title": "จำนวนนักท่องเที่ยวรายจังหวัด",
        "data_type": "ข้อมูลสถิติ",
        "owner_org": organization,
        "maintainer": "กองสถิติพยากรณ์",
        "maintainer_email": "unit@agency.example",
        "tags": [{"name": "tourism"}],
        "notes": "จำนวนนักท่องเที่ยวของทุกจังหวัดเป็นรายปี ใช้วางแผนการท่องเที่ยว",
        "objective": ["ยุทธศาสตร์ชาติ", "พันธกิจหน่วยงาน"],
        "update_frequency_unit": "ปี",
        "update_frequency_interval": "1",
        "geo_coverage": "จังหวัด",
        "data_source": "แบบสำรวจของหน่วยงาน",
        "data_format": ["CSV", "XLS"],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "Open Data Common",
        **other,
    }


def call(action, **data):
    """As the site itself, through every validator."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return helpers.call_action(action, {"user": user}, **data)


def older(package, **values):
    """The dataset as another system stored it, before this form was there."""
    stored = model.Package.get(package["id"])
    stored.extras.update({key: value for key, value in values.items() if key != "license_id"})
    if "license_id" in values:
        stored.license_id = values["license_id"]
    model.Session.commit()
    rebuild(package["id"])
    return call("package_show", id=package["id"])
