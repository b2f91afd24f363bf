"""What a workbook changes in a dataset that a catalog holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.normalise import normalise
from checker.plan import Plan
from checker.workbook.official.book import write_workbook
from checker.workbook.record import Package, Record
from checker.workbook.template2 import read_workbook
from checker.workbook.updating import update_of


def package(**more: Any) -> Package:
    return {
        "id": "p1",
        "name": "schools",
        "title": "รายชื่อสถานศึกษา",
        "owner_org": "o1",
        "tags": [{"name": "การศึกษา"}],
        "notes": "รายชื่อสถานศึกษาทุกสังกัด",
        "objective": ["พันธกิจหน่วยงาน"],
        "data_format": ["CSV"],
        "data_type": "ข้อมูลระเบียน",
        "data_category": "ข้อมูลสาธารณะ",
        "created_date": "2021-02-03",
        "private": False,
        "resources": [{"id": "r1", "name": "ตาราง", "url": "https://a.example/1.csv", "format": "csv", "hash": "x"}],
        **more,
    }


def record(tmp_path: Path, of: Package) -> Record:
    path = tmp_path / "w.xlsx"
    write_workbook([normalise(of)], Plan(), path, generation=2, lang="th")
    return read_workbook(path.read_bytes(), "w.xlsx").datasets[0]


def test_a_dataset_that_was_exported_changes_nothing(tmp_path: Path) -> None:
    of = package(objective=["พันธกิจหน่วยงาน", "อื่นๆ"], objective_other="ก; ข", standard="ISO 1", private=True)
    assert update_of(of, record(tmp_path, of)).patch == {}


def test_what_the_workbook_does_not_say_stays(tmp_path: Path) -> None:
    said = record(tmp_path, package(notes="", resources=[]))
    existing = package(reference_url_catalog="https://gd.example", standard="ISO 1")
    assert update_of(existing, said).patch == {}


@pytest.mark.parametrize(
    ("now", "patch"),
    [
        ({"title": "ชื่อเดิม"}, {"title": "รายชื่อสถานศึกษา"}),
        ({"tags": [{"name": "เดิม"}]}, {"tags": [{"name": "การศึกษา"}]}),
        ({"created_date": "2020-01-01"}, {"created_date": "2021-02-03"}),
        (
            {"objective": ["อื่นๆ"], "objective_other": "เดิม"},
            {"objective": ["พันธกิจหน่วยงาน"], "objective_other": ""},
        ),
        ({"data_format": ["CSV", "PDF"]}, {"data_format": ["CSV"]}),
    ],
    ids=["title", "tags", "date", "other", "many"],
)
def test_what_it_says_otherwise_is_changed_and_nothing_else(
    tmp_path: Path, now: dict[str, Any], patch: dict[str, Any]
) -> None:
    update = update_of(package(**now), record(tmp_path, package()))
    assert update.patch == patch
    assert {change.field for change in update.changes} == {"tag_string" if each == "tags" else each for each in patch}


def test_files_keep_what_the_workbook_does_not_say_of_them(tmp_path: Path) -> None:
    new = {"name": "ตารางใหม่", "url": "https://a.example/1.csv", "format": "CSV"}
    more = {"name": "อีกแฟ้ม", "url": "https://a.example/2.pdf", "format": "PDF"}
    existing = package(resources=[*package()["resources"], {"id": "r2", "name": "เก่า", "url": "https://a.example/0"}])
    update = update_of(existing, record(tmp_path, package(resources=[new, more])))
    assert update.patch["resources"] == [
        {"id": "r1", "name": "ตารางใหม่", "url": "https://a.example/1.csv", "format": "csv", "hash": "x"},
        {"id": "r2", "name": "เก่า", "url": "https://a.example/0"},
        more,
    ]
    assert [(each.kind, each.name) for each in update.files] == [("changed", "ตารางใหม่"), ("added", "อีกแฟ้ม")]


def test_a_category_that_is_not_public_closes_the_dataset(tmp_path: Path) -> None:
    update = update_of(package(), record(tmp_path, package(data_category="ข้อมูลส่วนบุคคล")))
    assert update.patch == {"data_category": "ข้อมูลส่วนบุคคล", "private": True}
