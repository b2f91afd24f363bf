"""A row of the workbook whose code a person has matched with a dataset is that dataset, whatever its name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from ckanext.dgmaturity.importing import telling
from desk_values import Office, value
from rules_values import created
from workbook_values import call, checked, edited

from checker.testing import a_record, a_workbook

pytestmark = pytest.mark.usefixtures("with_request_context")

WRITTEN = "ชื่อที่เขียนในแบบฟอร์ม"


class Matched:
    """An organization whose plan lists one code, which a person has matched with a dataset of another name."""

    def __init__(self) -> None:
        self.office = Office()
        self.code = f"ds-{uuid4().hex[:8]}"
        self.dataset = created(self.office.organization)
        self.office.call("plan_create", plan=value((self.code.upper(), "รายชื่อสถานศึกษา")))
        self.office.call("match_update", code=self.code.upper(), dataset=self.dataset["name"])
        self.editor = {"name": self.office.editor}

    def preview(self, *names: str) -> Any:
        """What importing rows of these codes would do; the first has another title than the catalog."""
        body = edited(a_workbook(*map(a_record, names)), {"C6": WRITTEN})
        return checked(self.office.organization, self.editor, body)


@pytest.fixture(scope="module")
def matched(site):
    return Matched()


def test_the_preview_shows_the_update_of_the_matched_dataset(matched):
    (one,) = matched.preview(matched.code)["datasets"]
    assert (one["kind"], one["package_id"], one["code"]) == ("update", matched.dataset["id"], matched.code)
    assert one["name"] == matched.dataset["name"]
    assert ("title", WRITTEN) in [(each["field"], each["new"]) for each in one["changes"]]


def test_of_two_rows_that_are_the_same_dataset_the_second_is_held(matched):
    first, second, third = matched.preview(matched.code, matched.dataset["name"], f"other-{matched.code}")["datasets"]
    assert [each["kind"] for each in (first, second, third)] == ["update", "held", "new"]
    assert (first["package_id"], second["package_id"]) == (matched.dataset["id"], None)
    assert second["why"] == telling.why("twice")
    turned = matched.preview(matched.dataset["name"], matched.code)["datasets"]
    assert [each["kind"] for each in turned] == ["update", "held"]


def test_the_import_writes_the_matched_dataset_and_makes_no_other(matched):
    told = call("dgmaturity_workbook_import", matched.editor, id=matched.preview(matched.code)["id"])
    assert [each["outcome"] for each in told["datasets"]] == ["updated"]
    now = call("package_show", None, id=matched.dataset["id"])
    assert (now["name"], now["title"]) == (matched.dataset["name"], WRITTEN)
    held = call("package_search", matched.editor, fq=f"owner_org:{matched.office.id}", include_private=True)
    assert [each["id"] for each in held["results"]] == [matched.dataset["id"]]


def test_the_match_of_another_organization_says_nothing(matched):
    office = Office()
    (one,) = checked(office.organization, {"name": office.editor}, a_workbook(a_record(matched.code)))["datasets"]
    assert (one["kind"], one["package_id"], one["name"]) == ("new", None, matched.code)
