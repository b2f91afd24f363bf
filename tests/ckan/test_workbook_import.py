"""Importing the official workbook: what is right goes in, with the importer's own rights."""

from __future__ import annotations

import pytest
from workbook_values import call, checked, edited, imported, organization, unique

from checker.testing import a_record, a_workbook

pytestmark = pytest.mark.usefixtures("with_request_context")


@pytest.fixture
def place():
    return organization()


def outcomes(told):
    return [each["outcome"] for each in told["datasets"]]


def test_a_complete_dataset_is_shown_before_and_public_afterwards(place):
    name = unique("school")
    batch = checked(*place, a_workbook(a_record(name)))
    assert (batch["state"], batch["total"]) == ("previewed", 1)
    assert [(each["kind"], each["missing"], each["private"]) for each in batch["datasets"]] == [("new", [], False)]
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert (told["state"], told["done"], outcomes(told)) == ("done", 1, ["created"])
    made = call("package_show", None, id=name)
    assert made["owner_org"] == place[0]["id"]
    assert made["created_date"] == "2021-02-03"
    assert made["objective"] == ["พันธกิจหน่วยงาน"]
    assert sorted(tag["name"] for tag in made["tags"]) == ["การศึกษา", "โรงเรียน"]
    assert made["resources"][0]["resource_created_date"] == "2021-02-03"


def test_an_incomplete_dataset_becomes_a_private_draft(place):
    name = unique("draft")
    body = a_workbook(a_record(name, notes="", maintainer=""))
    batch = checked(*place, body)
    assert [item["no"] for item in batch["datasets"][0]["missing"]] == ["4", "7"]
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert outcomes(told) == ["draft"]
    made = call("package_show", place[1], id=name)
    assert (made["private"], made["state"]) == (True, "draft")


def test_what_is_exported_and_imported_again_changes_nothing(place):
    body = a_workbook(a_record(unique("one")), a_record(unique("two")))
    imported(*place, body)
    out = call("dgmaturity_workbook_export", place[1], organization_id=place[0]["id"])
    assert out["datasets"] == 2
    again = call("dgmaturity_workbook_check", place[1], organization_id=place[0]["id"], content=out["content"])
    assert [(each["kind"], each["changes"], each["files"]) for each in again["datasets"]] == [("same", [], [])] * 2


def test_an_update_shows_the_difference_and_blanks_nothing(place):
    name = unique("update")
    imported(*place, a_workbook(a_record(name, reference_url_catalog="https://gd.example/x")))
    body = edited(a_workbook(a_record(name)), {"C6": "ชื่อใหม่", "H6": None})
    batch = checked(*place, body)
    one = batch["datasets"][0]
    assert (one["kind"], [(each["field"], each["new"]) for each in one["changes"]]) == ("update", [("title", "ชื่อใหม่")])
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert outcomes(told) == ["updated"]
    now = call("package_show", None, id=name)
    assert now["title"] == "ชื่อใหม่"
    assert now["notes"] == a_record(name)["notes"]
    assert now["reference_url_catalog"] == "https://gd.example/x"
