"""The data package: valid by frictionless, whatever a catalog says; the same bytes for the same report."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import msgspec
import pytest
from hostile_report import PAYLOADS, hostile_report
from report_sample import sample_report, small_rubric
from tables_sample import full_report

from checker.model import Outcome
from checker.report.csv import MARK, plain
from checker.report.model import Report
from checker.report.tables import choices, tables
from checker.run import write_reports

ZIP = "report.datapackage.zip"


def packed(report: Report, out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The descriptor of a package that was written into ``out``, which becomes the place where relative paths begin."""
    write_reports(report, out, formats=("datapackage",))
    monkeypatch.chdir(out)
    found: dict[str, Any] = json.loads((out / "csv" / "datapackage.json").read_bytes())
    return found


def problems(name: str) -> list[list[Any]]:
    """What frictionless finds wrong."""
    return frictionless.validate(name).flatten(["name", "rowNumber", "fieldName", "type", "message"])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_report_makes_a_valid_package(payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(full_report(payload), tmp_path, monkeypatch)
    assert problems("csv/datapackage.json") == []


@pytest.mark.parametrize("report", [sample_report(30), sample_report(0), sample_report(6, rubric=small_rubric())],
                         ids=["all", "none", "other rubric"])  # fmt: skip
def test_the_folder_and_the_zip_are_valid_and_complete(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = packed(report, tmp_path, monkeypatch)
    for name in ("csv/datapackage.json", ZIP):
        assert problems(name) == []
    assert [each["name"] for each in described["resources"]] == list(tables())
    found = frictionless.validate("csv/datapackage.json")
    assert {task.name: task.stats.get("rows", 0) for task in found.tasks}["datasets"] == len(report.datasets)


def replaced(path: Path, old: bytes, new: bytes) -> None:
    """One piece of a file changed, its length kept out of it."""
    body = path.read_bytes()
    assert old in body
    path.write_bytes(body.replace(old, new, 1))


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("datasets", b"\r\n2,d1,", b"\r\n1,d1,", "primary-key"),
        ("resources", b"\r\n3,d2,", b"\r\n99,d2,", "foreign-key"),
        ("resources", b"e0-0", b"e0-9", "foreign-key"),
        ("findings", b",failed,violation,", b",broken,violation,", "constraint-error"),
        ("datasets", b",passed,", b",,", "constraint-error"),
        ("summary", b",83.4,", b",a lot,", "type-error"),
    ],
)
def test_a_table_that_says_otherwise_is_not_valid(
    table: str, old: bytes, new: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(sample_report(6, hostile=False), tmp_path, monkeypatch)
    replaced(tmp_path / "csv" / f"{table}.csv", old, new)
    kinds = {row[3] for row in problems("csv/datapackage.json")}
    assert expected in kinds


def test_a_file_that_was_changed_does_not_have_the_hash_that_the_package_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(sample_report(6, hostile=False), tmp_path, monkeypatch)
    replaced(tmp_path / "csv" / "datasets.csv", "กรมตัวอย่าง".encode(), "กรมอื่น".encode())
    assert {row[3] for row in problems("csv/datapackage.json")} == {"byte-count", "hash-count"}


def test_fields_have_types_words_keys_and_closed_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = sample_report(3)
    described = packed(report, tmp_path, monkeypatch)
    schemas = {each["name"]: each["schema"] for each in described["resources"]}
    for name, table in tables().items():
        assert [field["name"] for field in schemas[name]["fields"]] == list(table.columns)
        for field in schemas[name]["fields"]:
            assert set(field["descriptions"]) == {"th", "en"}
            assert all(field["descriptions"].values())
    assert schemas["findings"]["primaryKey"] == ["dataset_no", "finding_no"]
    assert schemas["findings"]["foreignKeys"] == [
        {"fields": ["dataset_no"], "reference": {"resource": "datasets", "fields": ["dataset_no"]}},
        {"fields": ["evidence_id"], "reference": {"resource": "evidence", "fields": ["evidence_id"]}},
    ]
    lists = {
        field["name"]: field["constraints"]["enum"]
        for schema in schemas.values()
        for field in schema["fields"]
        if "enum" in field.get("constraints", {})
    }
    assert lists["severity"] == ["violation", "warning", "info"]
    assert lists["verdict"] == list(choices(report.rubric)["verdict"])
    assert lists["outcome"] == [each.value for each in Outcome]


def test_a_key_that_does_not_hold_is_not_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = sample_report(6, hostile=False)
    fewer = msgspec.structs.replace(report, evidence=report.evidence[:3])
    schemas = {each["name"]: each["schema"] for each in packed(fewer, tmp_path, monkeypatch)["resources"]}
    to = {
        name: [key["reference"]["resource"] for key in schema.get("foreignKeys", [])]
        for name, schema in schemas.items()
    }
    assert (to["resources"], to["criteria"], to["findings"]) == (["datasets"], ["datasets"], ["datasets", "evidence"])
    assert problems("csv/datapackage.json") == []


def test_the_package_says_whose_findings_when_and_from_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    described = packed(sample_report(3), tmp_path, monkeypatch)
    assert described["created"] == "2022-09-30T16:59:00+00:00"
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["sources"] == [{"title": "ระบบบัญชีข้อมูลกรมตัวอย่าง", "path": "https://catalog.example.go.th/"}]
    assert set(described["titles"]) == {"th", "en"}
    assert "กรมตัวอย่าง" in described["title"]


def test_an_address_that_acts_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    described = packed(hostile_report("address"), tmp_path, monkeypatch)
    assert [set(each) for each in described["sources"]] == [{"title"}]


def poisoned_titles(*titles: str) -> Report:
    """A report whose datasets are called so."""
    report = sample_report(len(titles), hostile=False)
    lines = tuple(
        msgspec.structs.replace(line, standing=msgspec.structs.replace(line.standing, title=title))
        for line, title in zip(report.datasets, titles, strict=True)
    )
    return msgspec.structs.replace(report, datasets=lines)


def test_a_reader_gets_the_text_back_by_what_the_package_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = poisoned_titles("=1+1; =2", "a\t'=1", "- ก\n- ข")
    described = packed(report, tmp_path, monkeypatch)
    guard = next(each for each in described["resources"] if each["name"] == "datasets")["guard"]
    with frictionless.Package("csv/datapackage.json").get_resource("datasets") as resource:
        titles = [row["title"] for row in resource.row_stream]
    places = "|".join(map(re.escape, guard["behind"]))
    said = re.compile(rf"(?:\A|(?<={places})){guard['prefix']}")
    assert [said.sub("", title) for title in titles] == [line.standing.title for line in report.datasets]
    assert [plain(title) for title in titles] == [line.standing.title for line in report.datasets]


def test_equal_reports_give_equal_bytes_and_the_tables_are_those_of_csv(tmp_path: Path) -> None:
    report = sample_report(8)
    write_reports(report, tmp_path / "a", formats=("csv", "datapackage"))
    write_reports(report, tmp_path / "b", formats=("datapackage", "csv"))
    first, second = ((tmp_path / name / ZIP).read_bytes() for name in ("a", "b"))
    assert first == second
    with zipfile.ZipFile(tmp_path / "a" / ZIP) as archive:
        assert archive.namelist() == ["datapackage.json", *(f"{name}.csv" for name in tables())]
        assert {each.date_time for each in archive.infolist()} == {(2022, 9, 30, 16, 59, 0)}
        for name in tables():
            assert archive.read(f"{name}.csv") == (tmp_path / "b" / "csv" / f"{name}.csv").read_bytes()
            assert archive.read(f"{name}.csv").startswith(MARK)


def test_canonical_packages_of_two_runs_over_the_same_answers_are_the_same(tmp_path: Path) -> None:
    first = sample_report(4)
    second = msgspec.structs.replace(first, run=msgspec.structs.replace(first.run, id="other", finished=None))
    for name, report in (("a", first), ("b", second)):
        write_reports(report, tmp_path / name, formats=("datapackage",), canonical=True)
    assert (tmp_path / "a" / ZIP).read_bytes() == (tmp_path / "b" / ZIP).read_bytes()
