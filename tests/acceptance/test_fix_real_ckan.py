"""Fixes written to a real CKAN 2.12 and taken back: plain, with the fields in extras; and with ckanext-scheming."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from ckanapi import NotFound, RemoteCKAN

import checker
from checker.config import Settings
from checker.fix.model import Fixed
from checker.fix.suggest import suggest
from checker.fix.written import written
from checker.run.fix_site import raw_packages
from checker.run.fixes import Way, fix, undo
from checker.store import Store
from tests.acceptance.filling import fill as fill_records
from tests.acceptance.real_records import KEPT, records
from tests.stack import Stack
from tests.stack.scheming import scheming_site

pytestmark = [pytest.mark.stack, pytest.mark.slow]

LOOPBACK = ("127.0.0.1/32",)
QUICK = Settings(allow_networks=LOOPBACK, host_interval=0.0)
STAMPS = frozenset({"metadata_modified"})
FIELDS = {"data_type": "ข้อมูลระเบียน", "update_frequency_unit": "ปี", "geo_coverage": "ประเทศ"}
#: What is asked of the first dataset: a core column, another's absent field, lists, keywords, a date, resources.
FIXES = """
datasets:
  fix-one:
    title: จำนวนนักเรียน ปีการศึกษา 2564
    maintainer: สำนักข้อมูล
    objective: [พันธกิจหน่วยงาน, เพื่อการให้บริการประชาชน]
    data_format: [CSV]
    update_frequency_unit: รายเดือน
    last_updated_date: 10 ก.ย. 2564
    geo_coverage: null
    tag_string: [school, students]
    owner_org: หน่วยงานทดสอบสอง
    resources:
      a.csv: {format: csv, resource_data_collect: บุคคล, description: รายโรงเรียน}
      b.xls: {name: ตาราง 2}
  fix-two: {notes: ข้อมูลรายโรงเรียน}
"""


class Office:
    """A scanned site with two datasets, and the person who mends them."""

    def __init__(self, url: str, token: str, folder: Path) -> None:
        self.url, self.token, self.store = url, token, folder / "dgcheck.sqlite"
        self.file = folder / "fixes.yaml"
        self.ckan = RemoteCKAN(url, apikey=token)

    def scan(self, organization: str = "fix-agency") -> None:
        checker.scan(self.url, organization=organization, store=self.store, allow_networks=LOOPBACK, content=False,
                     confirm="later", host_interval=0.0)  # fmt: skip

    def show(self, name: str) -> dict[str, Any]:
        """A dataset as the catalog shows it, without what it stamps itself; extras have no order in a CKAN."""
        found = _without_stamps(self.ckan.action.package_show(id=name))
        return {**found, "extras": sorted(found.get("extras", []), key=lambda each: each["key"])}

    def way(self, apply: bool) -> Way:
        return Way(settings=QUICK, token=self.token, apply=apply)

    def fix(self, text: str, *, apply: bool = True) -> Fixed:
        self.file.write_text(text, encoding="utf-8")
        return fix("latest", self.store, self.file, self.way(apply))

    def undo(self) -> Fixed:
        return undo("latest", self.store, "latest", self.way(True))


def _without_stamps(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_stamps(each) for name, each in value.items() if name not in STAMPS}
    return [_without_stamps(each) for each in value] if isinstance(value, list) else value


def fill(ckan: RemoteCKAN, **shape: Any) -> None:
    """Two organizations, two datasets."""
    for name, title in (("fix-agency", "หน่วยงานทดสอบหนึ่ง"), ("fix-agency-two", "หน่วยงานทดสอบสอง")):
        try:
            ckan.action.organization_show(id=name)
        except NotFound:
            ckan.action.organization_create(name=name, title=title)
    for name in ("fix-one", "fix-two", "fix-three"):
        with suppress(NotFound):
            ckan.action.dataset_purge(id=name)
    resources = [
        {"name": "a.csv", "url": "https://files.example/a.csv", "format": "CSV"},
        {"name": "b.xls", "url": "https://files.example/b.xls", "format": "XLS", "resource_created_date": "2020-01-01"},
    ]
    for name in ("fix-one", "fix-two"):
        ckan.action.package_create(name=name, title=f"จำนวนนักเรียน {name}", owner_org="fix-agency",
                                   notes="เดิม", resources=resources, **shape)  # fmt: skip


def office(url: str, token: str, folder: Path, **shape: Any) -> Office:
    made = Office(url, token, folder)
    fill(made.ckan, **shape)
    made.scan()
    return made


@pytest.fixture
def plain(stack: Stack, tmp_path: Path) -> Office:
    extras = {**FIELDS, "data_format": '["XLS"]', "ของหน่วยงาน": "คงไว้"}
    shown = [{"key": key, "value": value} for key, value in extras.items()]
    return office(stack.ckan_url, stack.token, tmp_path, extras=shown, tags=[{"name": "school"}, {"name": "old"}])


@pytest.fixture(scope="module")
def scheming_url(stack: Stack) -> Iterator[str]:
    with scheming_site(stack) as url:
        yield url


@pytest.fixture
def scheming(stack: Stack, scheming_url: str, tmp_path: Path) -> Office:
    return office(scheming_url, stack.token, tmp_path, **FIELDS, data_format=["XLS"], tag_string="school,old")


def endings(fixed: Fixed) -> list[tuple[str, str, tuple[object, ...]]]:
    return [(each.name, each.outcome, (*each.reasons, *each.problems)) for each in fixed.datasets]


def names(found: dict[str, Any]) -> list[str]:
    return [each["name"] for each in found["tags"]]


def test_a_plain_ckan_holds_the_fixes_and_then_again_what_it_held(plain: Office) -> None:
    before = [plain.show(name) for name in ("fix-one", "fix-two")]
    fixed = plain.fix(FIXES)
    assert endings(fixed) == [("fix-one", "done", ()), ("fix-two", "done", ())]
    held = plain.show("fix-one")
    assert {each["key"]: each["value"] for each in held["extras"]} == {
        "data_type": "ข้อมูลระเบียน",
        "update_frequency_unit": "เดือน",
        "objective": '["พันธกิจหน่วยงาน", "เพื่อการให้บริการประชาชน"]',
        "data_format": '["CSV"]',
        "last_updated_date": "2021-09-10",
        "ของหน่วยงาน": "คงไว้",
    }
    assert (held["title"], held["maintainer"], names(held), held["organization"]["name"]) == (
        "จำนวนนักเรียน ปีการศึกษา 2564", "สำนักข้อมูล", ["school", "students"], "fix-agency-two",
    )  # fmt: skip
    first, second = held["resources"]
    assert (first["resource_data_collect"], first["description"], second["name"]) == ("บุคคล", "รายโรงเรียน", "ตาราง 2")
    assert second["resource_created_date"] == "2020-01-01"
    assert plain.undo().whole
    assert [plain.show(name) for name in ("fix-one", "fix-two")] == before


def test_a_site_with_a_form_holds_the_fixes_and_then_again_what_it_held(scheming: Office) -> None:
    before = [scheming.show(name) for name in ("fix-one", "fix-two")]
    fixed = scheming.fix(FIXES)
    assert endings(fixed) == [("fix-one", "done", ()), ("fix-two", "done", ())]
    held = scheming.show("fix-one")
    assert {name: held.get(name) for name in (*FIELDS, "objective", "data_format", "last_updated_date")} == {
        "data_type": "ข้อมูลระเบียน",
        "update_frequency_unit": "เดือน",
        "geo_coverage": "",
        "objective": ["เพื่อการให้บริการประชาชน", "พันธกิจหน่วยงาน"],  # in the order of the form
        "data_format": ["CSV"],
        "last_updated_date": "2021-09-10",
    }
    assert (names(held), held.get("extras", [])) == (["school", "students"], [])
    assert held["organization"]["name"] == "fix-agency-two"
    assert held["resources"][0]["resource_data_collect"] == "บุคคล"
    assert scheming.undo().whole
    assert [scheming.show(name) for name in ("fix-one", "fix-two")] == before


def test_what_a_site_refuses_is_told_by_field_and_the_others_are_written(plain: Office) -> None:
    fixed = plain.fix("datasets:\n  fix-one: {tag_string: [การศึกษา]}\n  fix-two: {notes: ใหม่}\n")
    [refused, done] = fixed.datasets
    assert (refused.outcome, done.outcome, fixed.whole) == ("failed", "done", False)
    [reason] = refused.reasons
    assert (reason.code, [field for field, _ in reason.fields]) == ("invalid", ["tags"])
    assert names(plain.show("fix-one")) == ["old", "school"]


def test_a_token_that_is_none_writes_nothing(plain: Office) -> None:
    before = plain.show("fix-one")
    plain.token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.bm90aGluZw.bm90aGluZw"
    fixed = plain.fix(FIXES)
    assert {reason.code for each in fixed.datasets for reason in each.reasons} == {"denied"}
    assert plain.show("fix-one") == before


def test_later_work_of_others_survives_the_undoing(plain: Office) -> None:
    plain.fix(FIXES)
    plain.ckan.action.package_patch(id="fix-one", title="ของคนอื่น", version="2")
    undone = plain.undo()
    assert [reason.code for each in undone.datasets for reason in each.reasons] == ["changed_after"]
    held = plain.show("fix-one")
    assert (held["title"], held["version"], held["maintainer"]) == ("ของคนอื่น", "2", None)


def test_a_field_that_the_form_of_a_site_does_not_have_goes_into_extras_and_out_again(scheming: Office) -> None:
    before = scheming.show("fix-two")
    assert scheming.fix("datasets:\n  fix-two: {calculation_method: นับ}\n").whole
    extras = [{"key": "calculation_method", "value": "นับ"}]
    assert scheming.show("fix-two") == {**before, "extras": extras}
    assert scheming.undo().whole
    assert scheming.show("fix-two") == before


def test_suggestions_for_real_records_are_written_and_taken_back(stack: Stack, tmp_path: Path) -> None:
    """Sixty real datasets: ``XSL``, sara am in two code points, doubled tone marks; 23 values of 13 are mended."""
    names = fill_records(stack.ckan_url, stack.token, records(KEPT), "http://files.example")
    real = Office(stack.ckan_url, stack.token, tmp_path)
    real.scan(organization="")
    with Store.open(real.store, create=False) as store:
        head = store.resolve("latest")
        found = [each for package in raw_packages(store, head).values() if (each := suggest(package)) is not None]
    before = {name: real.show(name) for name in names}
    count = sum(len(each.fields) + sum(len(those) for _, _, those in each.resources) for each in found)
    assert (len(found), count) == (13, 23)
    fixed = real.fix("\n".join(written(found, head.id, "th")))
    assert [each for each in fixed.datasets if each.outcome != "done"] == []
    after = {name: real.show(name) for name in names}
    changed = [name for name in names if after[name] != before[name]]
    assert sorted(changed) == sorted(each.name for each in found)
    assert [each for name in names for each in after[name]["resources"] if each["format"] == "XSL"] == []
    assert real.undo().whole
    assert {name: real.show(name) for name in names} == before
