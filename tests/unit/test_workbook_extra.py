"""The sheet Extra_Fields read: values put back where they belong, whatever somebody wrote into it."""

import time
from typing import Any

import pytest

from checker.normalise import normalise
from checker.workbook.extra import FIRST_ROW, armoured, value_of, written_value
from checker.workbook.reading import MAX_ROWS, Cell, Sheet
from checker.workbook.template2 import workbook_of

HEADERS = {1: "code", 26: "reference_data"}
DATASET = {"name": "DataSet_11_01", "title": "รายได้", "owner_org": "กรมตัวอย่าง", "geo_coverage": "ลุ่มน้ำ"}
PLACES = {"name": 1, "title": 3, "owner_org": 4, "geo_coverage": 12}
FILE_PLACES = {"dataset_name": 1, "name": 2, "url": 3}


def sheet(name: str, rows: dict[int, dict[int, str]], *, cut: bool = False) -> Sheet:
    held = {
        number: {column: Cell(place=f"{name}!A{number}", text=text) for column, text in row.items()}
        for number, row in rows.items()
    }
    return Sheet(name=name, rows=held, cut=cut)


def form(code: str = "DataSet_11_01") -> Sheet:
    row = {PLACES[name]: text for name, text in {**DATASET, "name": code}.items()}
    return sheet("Temp2_Meta_Record", {4: {n: f"h{n}" for n in range(1, 27)}, 6: row})


def files(*names: str) -> Sheet:
    rows = {n: {1: "DataSet_11_01", 2: name, 3: "http://x"} for n, name in enumerate(names, 6)}
    return sheet("Temp3_Resource_Record", {4: {n: f"h{n}" for n in range(1, 10)}, **rows})


def extra_sheet(*extras: tuple[str, str, str, str, str, str], cut: bool = False) -> Sheet:
    """Rows of (code, number, name of the file, field, value, cell)."""
    rows = {}
    for number, (code, file, name, field, value, cell) in enumerate(extras, FIRST_ROW):
        texts = (code, file, name, field, "", value, cell)
        rows[number] = {column: text for column, text in enumerate(texts, 1) if text}
    return sheet("Extra_Fields", rows, cut=cut)


def package(
    *extras: tuple[str, str, str, str, str, str], names: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[str]]:
    book = workbook_of([form(), files(*names), extra_sheet(*extras)], "w.xlsx")
    packages, problems = book.packages(), book.problems
    return packages["DataSet_11_01"], [f"{each.code} {each.place}" for each in problems]


@pytest.mark.parametrize("code", ["DataSet_11_01", "dataset_11_01"])
def test_a_value_without_a_cell_is_put_back(code: str) -> None:
    found, problems = package((code, "", "", "allow_harvest", "True", ""))
    assert (found["allow_harvest"], problems) == ("True", [])


@pytest.mark.parametrize(("cell", "wanted"), [("ลุ่มน้ำ", "อื่นๆ"), ("จังหวัด", "ลุ่มน้ำ"), ("", "ลุ่มน้ำ")])
def test_a_value_counts_only_while_its_cell_is_as_it_was(cell: str, wanted: str) -> None:
    found, problems = package(("DataSet_11_01", "", "", "geo_coverage", "อื่นๆ", cell))
    assert (found["geo_coverage"], problems) == (wanted, [])


def test_a_text_of_others_goes_by_the_cell_of_its_field() -> None:
    found, _ = package(
        ("DataSet_11_01", "", "", "geo_coverage_other", "ลุ่มน้ำ", "ลุ่มน้ำ"),
        ("DataSet_11_01", "", "", "data_format_other", "SPSS", "CSV, SPSS"),
    )
    assert (found["geo_coverage_other"], "data_format_other" in found) == ("ลุ่มน้ำ", False)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("Temp2_Meta_Record", None), ("Temp2_Meta_Other", "ข้อมูลระเบียน"), ("Temp2_Meta_Record: x", "ข้อมูลระเบียน")],
)
def test_a_type_that_was_blank_stays_so_until_the_row_moves_to_another_sheet(cell: str, wanted: str | None) -> None:
    assert package(("DataSet_11_01", "", "", "data_type", "", cell))[0].get("data_type") == wanted


@pytest.mark.parametrize(
    ("number", "name", "names", "marked"),
    [
        ("2", "ข", ("ก", "ข"), [None, "True"]),
        ("2", "ข", ("ข", "ก"), ["True", None]),
        ("2", "ค", ("ก", "ข"), [None, None]),
        ("2", "ก", ("ก", "ก"), [None, "True"]),
        ("3", "ก", ("ก", "ก"), [None, None]),
        ("9" * 50, "ก", ("ก",), ["True"]),
        ("-1", "ก", ("ก", "ก"), [None, None]),
        ("๑", "ก", ("ก", "ก"), [None, None]),
    ],
)
def test_a_file_is_found_by_number_and_name_or_by_its_name_alone(
    number: str, name: str, names: tuple[str, ...], marked: list[str | None]
) -> None:
    found, problems = package(("DataSet_11_01", number, name, "resource_private", "True", ""), names=names)
    assert ([each.get("resource_private") for each in found["resources"]], problems) == (marked, [])


def test_an_organization_is_the_one_behind_the_name_in_the_cell() -> None:
    known = '{"id": "1", "name": "dept", "title": "กรมตัวอย่าง"}'
    found, _ = package(("*", "", "", "organization", known, "กรมตัวอย่าง"))
    assert found["organization"] == {"id": "1", "name": "dept", "title": "กรมตัวอย่าง"}
    other, _ = package(("*", "", "", "organization", known, "กรมอื่น"))
    assert "organization" not in other
    none, _ = package(("DataSet_11_01", "", "", "organization", "", "กรมตัวอย่าง"))
    assert (none["organization"], none["owner_org"]) == (None, "กรมตัวอย่าง")


@pytest.mark.parametrize("field", ["resources", "id", "extras", "groups", "__proto__", "d_type", "กขค"])
def test_only_fields_that_there_are_can_be_set(field: str) -> None:
    found, problems = package(("DataSet_11_01", "", "", field, '[{"url": "http://evil"}]', ""), names=("ก",))
    assert [each["name"] for each in found["resources"]] == ["ก"]
    assert problems == [f"unknown_field Extra_Fields!D{FIRST_ROW}"]


def test_a_row_of_a_dataset_that_is_gone_says_nothing() -> None:
    assert package(("other", "", "", "allow_harvest", "True", ""))[1] == []


def test_a_dataset_never_loses_its_name() -> None:
    assert package(("DataSet_11_01", "", "", "name", "", ""))[0]["name"] == "dataset_11_01"
    assert package(("DataSet_11_01", "", "", "name", "DataSet-11/01", "DataSet_11_01"))[0]["name"] == "DataSet-11/01"


@pytest.mark.parametrize(
    "value", ["[" * 5_000, '{"a": ' * 5_000, "[1e999999]", '"', "{}", "[[[[]]]]", "[null]", "9" * 9_000]
)
def test_any_value_leaves_a_dataset_that_can_be_read(value: str) -> None:
    for field in ("notes", "objective", "tag_string", "private", "organization", "name", "data_type", "allow_harvest"):
        found, _ = package(("DataSet_11_01", "", "", field, value, DATASET.get("owner_org", "")))
        assert normalise(found).title == "รายได้"
        found, _ = package(("DataSet_11_01", "", "", field, value, ""))
        assert normalise(found).title == "รายได้"


def test_a_sheet_full_of_rows_is_read_in_time() -> None:
    rows = [("DataSet_11_01", str(n), "ก", "resource_private", "True", "") for n in range(MAX_ROWS // 4)]
    everyone = [("*", "", "", "organization", "{}", f"กรมที่ {n}") for n in range(MAX_ROWS // 4)]
    started = time.process_time()
    problems = workbook_of([form(), files(*["ก"] * 5_000), extra_sheet(*rows, *everyone, cut=True)], "w.xlsx").problems
    assert time.process_time() - started < 4
    assert [each.code for each in problems] == ["too_many_rows"]


@pytest.mark.parametrize(
    "value",
    ["ข้อความ", '"คำ"', "[1]", "{x}", "", ["a", "b"], ["ก, ข"], {"id": "1"}, "a\u200bb", "_x000D_", "a\x00b", "ก\n ข"],
)
def test_a_value_is_read_as_it_was_written(value: Any) -> None:
    assert value_of(armoured(value)) == value
    assert value_of(written_value(value)) == value
    assert armoured(value).isascii()
    assert "_" not in armoured(value)
