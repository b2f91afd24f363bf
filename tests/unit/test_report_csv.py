"""The tables of a report as CSV: the same values as report.json, right in a spreadsheet, harmless in it."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hostile_report import PAYLOADS, hostile_report
from hypothesis import given
from hypothesis import strategies as st
from report_sample import sample_report, small_rubric
from tables_sample import full_report

from checker.model import Outcome
from checker.report.csv import MARK, cell, csv_chunks, guarded, plain
from checker.report.json import to_json
from checker.report.model import Report
from checker.report.tables import rows, tables
from checker.run import ALL, FORMATS, write_reports

SOFFICE = shutil.which("soffice")
ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
#: where each table stands in report.json: its rows and, for those of a dataset, the dataset of each row
WITHIN = {"items", "resources", "findings", "criteria"}
#: columns that the rubric's words and our numbers add
ADDED = {"finding_th", "finding_en", "fix_th", "fix_en"}


def written(report: Report, table: str, *, canonical: bool = False) -> list[dict[str, str]]:
    """The rows of a table as a reader gets them."""
    body = b"".join(csv_chunks(report, table, canonical=canonical))
    assert body.startswith(MARK)
    return list(csv.DictReader(StringIO(body.removeprefix(MARK).decode(), newline=""), strict=True))


def expected(found: dict[str, Any], table: str) -> list[tuple[dict[str, Any], Any]]:
    """(dataset, value) of each row, walked out of report.json without the help of the tables."""
    if table == "summary":
        return [({}, found)]
    if table == "components":
        return [({}, each) for each in found["score"]["components"]]
    if table == "unreadable":
        return [({}, each) for each in found["catalog"]["unreadable"]]
    if table in ("decisions", "signatures"):
        decided = found.get("decisions", {})
        return [({}, each) for each in decided.get("entries" if table == "decisions" else table, [])]
    if table == "datasets":
        return [(each, None) for each in found["datasets"]]
    if table == "items":
        return [
            (each, {"item": no, "outcome": each["items"].get(no), "elsewhere": (each["items_elsewhere"] or {}).get(no)})
            for each in found["datasets"]
            for no in sorted(each["items"], key=int)
        ]
    if table == "criteria":
        return [(each, grade) for each in found["datasets"] for grade in each["openness"]["grades"]]
    if table in WITHIN:
        return [(each, own) for each in found["datasets"] for own in each[table]]
    return [({}, each) for each in found[table]]


def shown(value: Any, kind: str) -> str:
    """A value of report.json as its cell must say it."""
    if value is None:
        return ""
    if kind in ("object", "array"):
        return json.dumps(value, sort_keys=True)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


@pytest.mark.parametrize("canonical", [False, True])
@pytest.mark.parametrize("table", tables())
@pytest.mark.parametrize("report", [full_report(), sample_report(30, hostile=False)], ids=["full", "plain"])
def test_a_table_holds_what_report_json_holds(report: Report, table: str, canonical: bool) -> None:
    found = json.loads(to_json(report, canonical=canonical))
    values = expected(found, table)
    lines = written(report, table, canonical=canonical)
    assert len(lines) == len(values)
    for line, (dataset, own) in zip(lines, values, strict=True):
        for name, column in tables()[table].columns.items():
            if name in ADDED or column.source.endswith(".no"):
                continue
            value: Any = {"dataset": dataset, "this": own}
            for part in column.source.split("."):
                value = None if value is None else value.get(part)
            got = line[name]
            if column.type in ("object", "array") and got:
                got = json.dumps(json.loads(got), sort_keys=True)
            elif column.type == "string":
                value, got = (guarded(value) if value else value), got
            assert got == shown(value, column.type), (name, column.source)


@pytest.mark.parametrize("table", tables())
def test_every_column_of_a_table_is_filled_somewhere(table: str) -> None:
    held = list(rows(full_report(), table))
    columns = list(tables()[table].columns)
    assert [name for place, name in enumerate(columns) if all(row[place] in (None, "", ()) for row in held)] == []


def test_numbers_count_from_one_in_the_order_of_the_report() -> None:
    report = sample_report(5, hostile=False)
    assert [line["dataset_no"] for line in written(report, "datasets")] == ["1", "2", "3", "4", "5"]
    assert [(line["dataset_no"], line["resource_no"]) for line in written(report, "resources")][:4] == [
        ("1", "1"), ("1", "2"), ("1", "3"), ("2", "1"),
    ]  # fmt: skip


def test_what_a_finding_says_stands_beside_it_in_both_languages() -> None:
    report = sample_report(3, hostile=False)
    line = next(each for each in written(report, "findings") if each["reason"] == "unknown")
    assert line["finding_th"].endswith("เป็น “ค่าที่พบ” ซึ่งไม่อยู่ในรายการที่กำหนด")
    assert line["finding_en"].endswith(" is “ค่าที่พบ”, which is not one of the choices")
    assert (line["fix_th"], line["fix_en"]) == ("เลือก “ค่าที่พบ”", "Choose “ค่าที่พบ”")


def test_lines_end_as_rfc_4180_says_and_begin_with_the_mark_that_excel_needs() -> None:
    body = b"".join(csv_chunks(sample_report(3, hostile=False), "datasets"))
    assert body.startswith(b"\xef\xbb\xbfdataset_no,dataset_id,code,")
    assert body.endswith(b"\r\n")
    assert body.count(b"\r\n") == body.count(b"\n") == 4


def test_an_empty_report_has_every_table_with_its_head() -> None:
    report = msgspec.structs.replace(sample_report(0), evidence=(), matches=(), warnings=())
    for table in set(tables()) - {"summary", "components", "unreadable"}:
        assert b"".join(csv_chunks(report, table)) == MARK + ",".join(tables()[table].columns).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("text", "cell_text"),
    [
        ("=1+1", "'=1+1"),
        ("+66 2 123 4567", "'+66 2 123 4567"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("|calc", "'|calc"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        ("\r\n=1", "'\r\n'=1"),
        ("'quoted'", "''quoted'"),
        ("'", "''"),
        ("รายงาน = สรุป", "รายงาน = สรุป"),
        ("ก-ข", "ก-ข"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("\x1b[31m", "\ufffd[31m"),
        ("\ud83d", "\ufffd"),
        ("", ""),
        ("a;=1+1", "a;'=1+1"),
        ('a; "+1;b', "a;' \"+1;b"),
        ("a\t=1\t@x", "a\t'=1\t'@x"),
        ("a\n- b\r\n=1", "a\n'- b\r\n'=1"),
        (";\t =1", ";\t' =1"),
        ("a;'b", "a;''b"),
        ("a; b=1", "a; b=1"),
    ],
)
def test_a_text_that_acts_is_guarded(text: str, cell_text: str) -> None:
    assert guarded(text) == cell_text


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp"]))
    | st.text(st.sampled_from(";\t\r\n '\"=+-@a"))
)
def test_the_guard_can_be_taken_away_again(text: str) -> None:
    assert plain(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.sampled_from(";\t\n \"'=+,a")), st.sampled_from([";", "\t"]), st.sampled_from(["string", "array"]))
def test_no_cell_acts_whatever_a_spreadsheet_takes_for_the_separator(text: str, separator: str, kind: str) -> None:
    held = StringIO()
    csv.writer(held, lineterminator="\r\n").writerow([1, cell([text] if kind == "array" else text, kind), 2])
    for line in csv.reader(StringIO(held.getvalue(), newline=""), delimiter=separator):
        assert [each for each in line if each.lstrip(' "').startswith(("=", "+"))] == []


def test_json_with_separators_in_it_is_still_the_same() -> None:
    value = {"a;=1": ['b; "+1', "c;d"]}
    assert json.loads(cell(value, "object")) == value


def test_a_text_of_separators_alone_takes_no_time() -> None:
    assert guarded("\t" * 200_000 + "=") == "'" + "\t" * 200_000 + "'="
    assert guarded("; " * 200_000) == "; " * 200_000


def test_numbers_are_never_guarded() -> None:
    assert cell(-1, "integer") == "-1"
    assert cell("-0.5", "number") == "-0.5"
    assert cell(False, "boolean") == "false"
    assert cell(Outcome.CANNOT_TELL, "string") == "cannot_tell"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_hostile_report_acts(payload: str) -> None:
    report = hostile_report(payload)
    for table in tables():
        body = b"".join(csv_chunks(report, table)).removeprefix(MARK).decode()
        assert ACTS.search(body) is None
        for line in csv.reader(StringIO(body, newline=""), strict=True):
            assert len(line) == len(tables()[table].columns)
            assert [text[:40] for text in line if text.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_another_rubric_has_its_own_items_and_parts() -> None:
    rubric = small_rubric()
    report = sample_report(3, rubric=rubric)
    assert [line["component"] for line in written(report, "components")] == [part.id for part in rubric.components]
    assert {line["item"] for line in written(report, "items")} == {item.no for item in rubric.items}


def test_the_files_stand_in_a_folder_and_equal_reports_give_equal_bytes(tmp_path: Path) -> None:
    first = write_reports(sample_report(4), tmp_path / "a", formats=("csv",))
    second = write_reports(sample_report(4), tmp_path / "b", formats=("csv",))
    assert [path.relative_to(tmp_path / "a").as_posix() for path in first] == [f"csv/{name}.csv" for name in tables()]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sorted(path.name for path in (tmp_path / "a" / "csv").iterdir()) == sorted(
        f"{name}.csv" for name in tables()
    )


def test_all_formats_are_written_once_each(tmp_path: Path) -> None:
    assert ALL not in FORMATS
    paths = write_reports(sample_report(2), tmp_path, formats=FORMATS)
    assert len(paths) == len(set(paths))
    assert {"report.html", "report.xlsx", "report.json", "report.ttl", "report.jsonld"} < {path.name for path in paths}


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("payload", ["formula", "minus", "line", "tab"])
def test_a_spreadsheet_reads_thai_and_no_formula(payload: str, tmp_path: Path) -> None:
    report = hostile_report(payload)
    write_reports(report, tmp_path, formats=("csv",))
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx",
         "--infilter=CSV:44,34,76,1,,1033,false,true", "--outdir", str(tmp_path), str(tmp_path / "csv" / "items.csv"),
         str(tmp_path / "csv" / "resources.csv"), str(tmp_path / "csv" / "summary.csv")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for table in ("items", "resources", "summary"):
        sheet = openpyxl.load_workbook(tmp_path / f"{table}.xlsx").active
        assert sheet is not None
        cells = list(sheet.iter_rows())
        assert [each.value for each in cells[0]] == list(tables()[table].columns)
        assert {each.data_type for row in cells for each in row} <= {"s", "n", "b", "d"}
    plain_report = sample_report(2, hostile=False)
    write_reports(plain_report, tmp_path, formats=("csv",))
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx",
         "--infilter=CSV:44,34,76,1", "--outdir", str(tmp_path), str(tmp_path / "csv" / "datasets.csv")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "datasets.xlsx").active
    assert book is not None
    assert book["E2"].value == plain_report.datasets[0].standing.title
