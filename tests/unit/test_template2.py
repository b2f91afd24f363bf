"""Templates 2 and 3 as agencies fill them: the ten sheets, both generations, and everything that is wrong named."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from checker.errors import WorkbookError
from checker.normalise import normalise
from checker.resources import load_yaml, schemas_dir
from checker.workbook.template2 import read_file, read_workbook
from tests.unit.plan_values import workbook

LAYOUTS = load_yaml(schemas_dir() / "metadata" / "template2.yaml")
HINTS = ("Temp1_Dataset", "(เลือกจากตัวเลือก)", "(กรอกชื่อชุดข้อมูล)")
TOURISM = {
    "name": "DataSet_11_01", "d_type": "ข้อมูลระเบียบ", "title": "รายได้จากการท่องเที่ยว",
    "owner_org": "สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา", "maintainer": "กลุ่มสารสนเทศด้านเศรษฐกิจ",
    "maintainer_email": "policy@mots.go.th", "tag_string": "รายได้, ท่องเที่ยว, จังหวัด",
    "notes": "รายได้จากการท่องเที่ยว จำแนกรายจังหวัด",
    "objective": "- เพื่อรายงานสถานการณ์ด้านการท่องเที่ยว\n- พันธกิจของ สป.กก.", "update_frequency_unit": "รายปี",
    "update_frequency_interval": 2, "geo_coverage": "จังหวัด", "data_source": "รายงานสถานการณ์ด้านการท่องเที่ยว",
    "data_format": "Text, csv", "data_category": "ข้อมูลสาธารณะ", "license_id": "DGA Open Government License",
}  # fmt: skip
LABOUR = {**TOURISM, "name": "DataSet_11_02", "d_type": "ข้อมูลสถิติ", "title": "จำนวนกำลังแรงงานรวม",
          "data_format": "Database, XLS, text, SPSS", "license_id": "License not specified"}  # fmt: skip


def columns(sheet: str, generation: int = 1) -> list[str]:
    role = "datasets" if sheet.startswith("Temp2") else "resources"
    found = list(LAYOUTS[role][sheet]["columns"])
    return [*found[:15], "data_classification", *found[15:]] if generation == 2 else found


def form(sheet: str, *records: dict[str, Any], generation: int = 1) -> tuple[tuple[object, ...], ...]:
    """The rows of an official sheet: three of titles, the header, the hints, then the records."""
    names = columns(sheet, generation)
    rows = (tuple(record.get(name) for name in names) for record in records)
    return (("แบบฟอร์มคำอธิบายข้อมูล (Metadata)",), ("นิยาม",), ("Mandatory Metadata",), tuple(names), HINTS, *rows)


def read(**sheets: tuple[tuple[object, ...], ...]) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, str]]]:
    book = read_workbook(workbook(**sheets), "w.xlsx")
    return book.packages(), [(one.place, one.value, one.code) for one in book.problems]


def record(**fields: object) -> dict[str, Any]:
    """What one record sheet gives for one dataset."""
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, **fields}))
    assert problems == []
    return packages["DataSet_11_01"]


@pytest.mark.parametrize(
    ("sheet", "data_type"),
    [
        ("Temp2_Meta_Record", "ข้อมูลระเบียน"), ("Temp2_Meta_Stat", "ข้อมูลสถิติ"),
        ("Temp2_Meta_GIS", "ข้อมูลภูมิสารสนเทศเชิงพื้นที่"), ("Temp2_Meta_Multi", "ข้อมูลหลากหลายประเภท"),
        ("Temp2_Meta_Other", "ข้อมูลประเภทอื่นๆ"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("generation", [1, 2])
def test_every_sheet_of_both_generations_is_read(sheet: str, data_type: str, generation: int) -> None:
    fields = {**TOURISM, "d_type": None, "data_classification": "เปิดเผย", "data_language": "ไทย"}
    packages, problems = read(**{sheet: form(sheet, fields, generation=generation)})
    found = normalise(packages["DataSet_11_01"])
    assert problems == []
    assert (found.name, found.title) == ("dataset_11_01", "รายได้จากการท่องเที่ยว")
    assert [found.fields.get(name) for name in ("data_type", "license_id", "data_language", "data_classification")] == [
        data_type, "DGA Open Government License", ("ไทย",), "เปิดเผย" if generation == 2 else None]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "count"),
    [("Temp2_Meta_Record", 25), ("Temp2_Meta_Stat", 29), ("Temp2_Meta_GIS", 30), ("Temp2_Meta_Multi", 25),
     ("Temp2_Meta_Other", 25), ("Temp3_Resource_Record", 9), ("Temp3_Resource_Stat", 14), ("Temp3_Resource_GIS", 12)],
)  # fmt: skip
def test_the_layouts_have_the_columns_of_the_official_workbook(sheet: str, count: int) -> None:
    assert len(columns(sheet)) == count


def test_both_filled_examples_of_the_source_are_read_as_a_catalog_would_hold_them() -> None:
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", TOURISM),
                              Temp2_Meta_Stat=form("Temp2_Meta_Stat", LABOUR))  # fmt: skip
    tourism, labour = (normalise(package) for package in packages.values())
    assert problems == []
    assert tourism.fields["data_format"] == ("Text", "CSV")
    assert tourism.fields["update_frequency_unit"] == "ปี"
    assert tourism.fields["update_frequency_interval"] == "2"
    assert tourism.fields["tag_string"] == ("รายได้", "ท่องเที่ยว", "จังหวัด")
    assert tourism.publisher is not None
    assert tourism.publisher.id == "สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา"
    assert labour.fields["data_format"] == ("Database", "XLS", "Text", "อื่นๆ")
    assert labour.fields["data_format_other"] == "SPSS"


@pytest.mark.parametrize(
    "written",
    [datetime(2021, 9, 10), "2564-09-10", "2021-09-10", "10/09/2564", "10/9/2021", "๑๐ ก.ย. ๒๕๖๔", "10 กันยายน 2564",
     datetime(2564, 9, 10)],
)  # fmt: skip
def test_dates_are_read_in_both_eras_and_as_real_cells(written: object) -> None:
    assert record(created_date=written)["created_date"] == "2021-09-10"


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("created_date", "10/9/64", "bad_date_two_digit_year"),
        ("created_date", "2564", "bad_date_incomplete"),
        ("last_updated_date", "31/02/2564", "bad_date_impossible"),
        ("last_updated_date", "เมื่อวาน", "bad_date_unreadable"),
        ("high_value_dataset", "บางส่วน", "bad_boolean"),
    ],
)
def test_a_cell_that_is_wrong_is_named_and_the_rest_is_read(field: str, written: str, code: str) -> None:
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, field: written}))
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[columns("Temp2_Meta_Record").index(field)]
    assert problems == [(f"Temp2_Meta_Record!{letter}6", written, code)]
    assert packages["DataSet_11_01"][field] == written  # as a catalog would hold it, for the checks to speak of
    assert packages["DataSet_11_01"]["title"] == "รายได้จากการท่องเที่ยว"


def test_a_blank_boolean_stays_blank() -> None:
    found = record(high_value_dataset=None, reference_data="-")
    assert ("high_value_dataset" in found, "reference_data" in found) == (False, False)


@pytest.mark.parametrize(
    ("written", "stored"), [("True", "True"), (True, "True"), ("ใช่", "True"), ("ไม่ใช่", "False"), (0, "False")]
)
def test_booleans_are_read_in_words_too(written: object, stored: str) -> None:
    assert record(high_value_dataset=written)["high_value_dataset"] == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("CSV, XLS", ("CSV", "XLS")), ("CSV;XLS", ("CSV", "XLS")), ("CSV/XLS", ("CSV", "XLS")),
        ("CSV\nXLS", ("CSV", "XLS")),
        ("DOC/DOCX", ("DOC/DOCX",)), ("XLS/XLSX, PDF", ("XLS", "PDF")),
    ],
)  # fmt: skip
def test_several_choices_in_one_cell_are_several_choices(written: str, stored: tuple[str, ...]) -> None:
    assert normalise(record(data_format=written)).fields["data_format"] == stored


def test_municipality_is_one_choice() -> None:
    assert normalise(record(geo_coverage="เทศบาล/อบต.")).fields["geo_coverage"] == "เทศบาล/อบต."


def test_a_code_with_thai_letters_is_read_under_a_name_that_a_catalog_can_hold() -> None:
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, "name": "ชุดข้อมูล_๑๑_๐๑"}))
    assert {code: package["name"] for code, package in packages.items()} == {"ชุดข้อมูล_๑๑_๐๑": "dataset_11_01"}
    assert problems == [("Temp2_Meta_Record!A6", "ชุดข้อมูล_๑๑_๐๑", "unsafe_code")]


def test_a_wrong_column_count_is_told_and_nothing_of_the_sheet_is_read() -> None:
    rows = form("Temp2_Meta_Record", TOURISM)
    short = tuple(row[:20] for row in rows)
    packages, problems = read(Temp2_Meta_Record=short, Temp2_Meta_Stat=form("Temp2_Meta_Stat", LABOUR))
    assert list(packages) == ["DataSet_11_02"]
    assert problems == [("Temp2_Meta_Record!U4", "", "columns")]


def test_empty_rows_are_no_failures() -> None:
    rows = (*form("Temp2_Meta_Record", TOURISM), (), (None, "ข้อมูลระเบียน"), (), ("DataSet_11_03", "ข้อมูลระเบียน", "ก"))
    packages, problems = read(Temp2_Meta_Record=rows)
    assert (list(packages), problems) == (["DataSet_11_01", "DataSet_11_03"], [])


def test_a_row_without_a_code_and_a_code_that_stands_twice_are_named() -> None:
    rows = form("Temp2_Meta_Record", TOURISM, {"title": "ก"}, {**TOURISM, "name": "dataset_11_01", "title": "ข"})
    packages, problems = read(Temp2_Meta_Record=rows)
    assert [package["title"] for package in packages.values()] == ["รายได้จากการท่องเที่ยว"]
    assert problems == [("Temp2_Meta_Record!A7", "", "no_code"),
                        ("Temp2_Meta_Record!A8", "dataset_11_01", "duplicate_row")]  # fmt: skip


def test_data_in_the_row_of_hints_is_read_and_told_of() -> None:
    rows = list(form("Temp2_Meta_Record", TOURISM))
    rows[4] = tuple({**TOURISM, "name": "DataSet_11_00"}.get(name) for name in columns("Temp2_Meta_Record"))
    packages, problems = read(Temp2_Meta_Record=tuple(rows))
    assert list(packages) == ["DataSet_11_00", "DataSet_11_01"]
    assert problems == [("Temp2_Meta_Record!A5", "", "hints_row")]


def test_the_sheet_decides_the_type_and_a_cell_that_says_another_is_told_of() -> None:
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, "d_type": "ข้อมูลสถิติ"}))
    assert packages["DataSet_11_01"]["data_type"] == "ข้อมูลระเบียน"
    assert problems == [("Temp2_Meta_Record!B6", "ข้อมูลสถิติ", "other_type")]


@pytest.mark.parametrize(
    ("written", "data_type", "other"),
    [
        ("ภาพถ่ายทางอากาศ", "ข้อมูลประเภทอื่นๆ", "ภาพถ่ายทางอากาศ"),
        ("ข้อมูลสถิติ", "ข้อมูลสถิติ", None),
        ("ข้อมูลประเภทอื่นๆ", "ข้อมูลประเภทอื่นๆ", None),
        (None, "ข้อมูลประเภทอื่นๆ", None),
    ],
)  # fmt: skip
def test_the_column_of_the_other_type_may_name_one_of_the_list(
    written: str | None, data_type: str, other: str | None
) -> None:
    packages, _ = read(Temp2_Meta_Other=form("Temp2_Meta_Other", {**TOURISM, "data_type_other": written}))
    found = packages["DataSet_11_01"]
    assert (found["data_type"], found.get("data_type_other")) == (data_type, other)


def test_resources_join_their_datasets_and_one_bad_one_does_not_stop_the_rest() -> None:
    resources = (
        {"dataset_name": "dataset_11_01", "name": "ไฟล์ 1", "url": "https://a/1.csv", "format": "CSV",
         "resource_last_updated_date": "10/09/2564", "resource_created_date": "ไม่ทราบ"},
        {"dataset_name": "DataSet_99", "name": "ไฟล์ 2"},
        {"name": "ไฟล์ 3"},
        {"dataset_name": "DataSet_11_01", "name": "ไฟล์ 4", "url": "https://a/4.csv", "format": "CSV"},
    )  # fmt: skip
    packages, problems = read(Temp2_Meta_Record=form("Temp2_Meta_Record", TOURISM),
                              Temp3_Resource_Record=form("Temp3_Resource_Record", *resources))  # fmt: skip
    assert [
        (each["name"], each.get("resource_last_updated_date")) for each in packages["DataSet_11_01"]["resources"]
    ] == [("ไฟล์ 1", "2021-09-10"), ("ไฟล์ 4", None)]
    assert [(place, code) for place, _, code in problems] == [
        ("Temp3_Resource_Record!H6", "bad_date_unreadable"),
        ("Temp3_Resource_Record!A7", "unknown_dataset"),
        ("Temp3_Resource_Record!A8", "no_code"),
    ]


def test_a_workbook_without_template_2_names_its_sheets() -> None:
    with pytest.raises(WorkbookError) as caught:
        read(Temp1_Dataset=(("ก",),))
    assert str(caught.value) == "w.xlsx: there is no sheet Temp2_Meta_…; the sheets are: Temp1_Dataset"


def test_a_file_that_is_no_workbook_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_text("<!doctype html>")
    with pytest.raises(WorkbookError) as caught:
        read_workbook((tmp_path / "w.xlsx").read_bytes(), str(tmp_path / "w.xlsx"))
    assert str(caught.value) == f"{tmp_path / 'w.xlsx'}: cannot be used: it is a web page"
    with pytest.raises(WorkbookError, match="cannot be read: No such file"):
        read_file(tmp_path / "none.xlsx")


def test_every_column_is_a_field_that_catalogs_store() -> None:
    known = load_yaml(schemas_dir() / "vocabulary" / "fields.yaml")
    for sheet, layout in LAYOUTS["datasets"].items():
        assert set(layout["columns"]) - {"name", "d_type", "url"} <= set(known["dataset"]), sheet
    for sheet, layout in LAYOUTS["resources"].items():
        assert set(layout["columns"]) - {"dataset_name", "name", "url", "description", "format"} <= set(
            known["resource"]
        ), sheet
