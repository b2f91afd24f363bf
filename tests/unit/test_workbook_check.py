"""A workbook checked: every remark at its cell, the plan beside it, the coloured copy, and the command around it."""

import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from checker.cli import dgcheck
from checker.errors import UsageError, WorkbookError
from checker.plan.problems import fix_of, graded, level_of
from checker.resources import load_yaml, schemas_dir
from checker.run.rules import proved_rubric
from checker.workbook.checking import check_workbook
from checker.workbook.colouring import BELOW, coloured
from checker.workbook.plans import read_listed
from checker.workbook.remarks import LEVELS, Checked
from checker.workbook.template2 import read_workbook
from tests.unit.plan_values import SHORT_HEAD, SHORT_TABLE, saved, workbook
from tests.unit.test_template2 import LABOUR, TOURISM, columns, form
from tests.unit.test_workbook_files import altered, xls

RUBRIC = proved_rubric("data-catalog-kpi-2565")
DAY = date(2022, 9, 30)
FILE = {"dataset_name": "DataSet_11_01", "name": "รายได้รายจังหวัด", "url": "https://a.go.th/1.csv", "format": "CSV",
        "resource_last_updated_date": "2564-09-10"}  # fmt: skip
DICTIONARY = {**FILE, "name": "พจนานุกรมข้อมูล"}
GOOD = {**TOURISM, "d_type": None, "objective": "พันธกิจหน่วยงาน"}


def checked(
    *datasets: dict[str, Any], files: tuple[dict[str, Any], ...] = (FILE, DICTIONARY), **sheets: Any
) -> Checked:
    body = workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", *datasets),
                    Temp3_Resource_Record=form("Temp3_Resource_Record", *files), **sheets)  # fmt: skip
    listed, problems = read_listed(body, "w.xlsx") if "Temp1_Dataset" in sheets else (None, ())
    return check_workbook(read_workbook(body, "w.xlsx"), RUBRIC, DAY, listed=listed, problems=problems)


def told(found: Checked) -> list[tuple[str, str, str, str, bool]]:
    return [(each.place, each.value, each.code, each.level, each.failed) for each in found.remarks]


ABOUT_HARVEST = ("Temp2_Meta_Record", "", "gd_catalog_registration.not_allowed", "info", False)


def test_a_workbook_without_fault_is_told_of_what_it_cannot_say_alone() -> None:
    found = checked(GOOD)
    assert (told(found), found.failed, found.complete) == ([ABOUT_HARVEST], False, 1)
    assert found.verdicts[0].informative == 14


@pytest.mark.parametrize(
    ("field", "written", "remarks"),
    [
        ("title", None, [("C6", "", "title.blank", "violation", True)]),
        ("title", "-", [("C6", "-", "title_informative.filler", "warning", True)]),
        ("owner_org", None, [("D6", "", "owner_org.blank", "violation", True)]),
        ("owner_org", "-", [("D6", "-", "owner_org.no_organization", "violation", True)]),
        ("maintainer_email", "ไม่มี", [("F6", "ไม่มี", "maintainer_email.filler", "violation", True)]),
        ("tag_string", None, [("G6", "", "tag_string.blank", "violation", True)]),
        ("notes", "สั้น", [("H6", "สั้น", "notes_informative.short", "warning", True)]),
        ("objective", None, [("I6", "", "objective.blank", "violation", True)]),
        ("update_frequency_interval", "ทุกปี",
         [("K6", "ทุกปี", "update_frequency_interval.not_a_number", "violation", True)]),
        ("geo_coverage", "จังหวัดด",
         [("L6", "จังหวัดด", "geo_coverage_informative.not_in_vocabulary", "warning", False)]),
        ("data_format", "CSV, SPSS", [("N6", "CSV, SPSS", "data_format_informative.kept_as_other", "info", False)]),
        ("license_id", "License not specified",
         [("P6", "License not specified", "category_licence.closed_licence", "warning", True)]),
        ("created_date", "10/9/64", [("R6", "10/9/64", "bad_date_two_digit_year", "warning", True)]),
        ("high_value_dataset", "บางที", [("X6", "บางที", "bad_boolean", "warning", True)]),
        ("tag_string", "ก, รายได้", [("G6", "ก, รายได้", "unfit_keyword", "warning", True)]),
        ("d_type", "ข้อมูลสถิติ", [("B6", "ข้อมูลสถิติ", "other_type", "warning", True)]),
    ],
)  # fmt: skip
def test_each_fault_of_a_dataset_is_told_at_its_cell(
    field: str, written: object, remarks: list[tuple[Any, ...]]
) -> None:
    found = checked({**GOOD, field: written})
    assert told(found) == [ABOUT_HARVEST, *((f"Temp2_Meta_Record!{place}", *rest) for place, *rest in remarks)]
    for each in found.remarks:
        assert each.text.th
        assert each.text.en
        assert each.fix.th
        assert each.fix.en


@pytest.mark.parametrize(
    ("field", "written", "remark"),
    [
        ("name", None, ("B6", "", "resource_name.blank", "violation", True)),
        ("url", "ftp://a/b", ("C6", "ftp://a/b", "resource_url.not_http", "violation", True)),
        ("url", None, ("C6", "", "resource_url.blank", "violation", True)),
        ("format", None, ("G6", "", "resource_format.blank", "violation", True)),
        ("format", "XSL", ("G6", "XSL", "resource_format.repaired", "warning", False)),
        ("resource_last_updated_date", "1/2/64",
         ("F6", "1/2/64", "resource_last_updated.two_digit_year", "warning", True)),
        ("resource_created_date", "2564-10-01", ("H6", "2021-10-01", "resource_created.after_update", "warning", True)),
        ("resource_data_collect", "ไม่ทราบ", ("I6", "ไม่ทราบ", "resource_data_collect.all_unknown", "info", False)),
    ],
)  # fmt: skip
def test_each_fault_of_a_resource_is_told_once_at_its_cell(
    field: str, written: object, remark: tuple[Any, ...]
) -> None:
    found = checked(GOOD, files=({**FILE, field: written}, DICTIONARY))
    assert told(found) == [ABOUT_HARVEST, (f"Temp3_Resource_Record!{remark[0]}", *remark[1:])]


def test_a_fault_of_the_last_resource_stands_in_its_own_row_and_sheet() -> None:
    stat = form("Temp3_Resource_Stat", {**FILE, "url": "x"})
    found = checked(GOOD, Temp3_Resource_Stat=stat)
    assert told(found)[1:] == [("Temp3_Resource_Stat!C6", "x", "resource_url.invalid", "violation", True)]


def test_the_sheet_of_other_types_is_asked_which_type() -> None:
    rows = form("Temp2_Meta_Other", {**GOOD, "data_type_other": None})
    found = check_workbook(read_workbook(workbook(Temp2_Meta_Other=rows), "w.xlsx"), RUBRIC, DAY)
    (blank,) = (each for each in found.remarks if each.level == "violation")
    assert (blank.place, blank.code, blank.field.th) == (
        "Temp2_Meta_Other!B6", "data_type.other_without_text", "ประเภทข้อมูล")  # fmt: skip


def test_a_dataset_without_files_is_told_at_its_code() -> None:
    assert told(checked(GOOD, files=()))[1:] == [("Temp2_Meta_Record!A6", "", "resource_present.none", "warning", True)]


def test_a_cell_with_a_formula_in_error_is_told_once() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD))))
    cell = book["Temp2_Meta_Record"]["C6"]
    cell.value, cell.data_type = "#REF!", "e"
    found = check_workbook(read_workbook(saved(book), "w.xlsx"), RUBRIC, DAY)
    assert [each.code for each in found.remarks if each.cell == "C6"] == ["bad_cell"]


def test_who_may_see_a_dataset_is_no_matter_of_a_workbook() -> None:
    codes = {each.code for each in checked({**GOOD, "data_category": "ข้อมูลส่วนบุคคล", "license_id": "อื่นๆ"}).remarks}
    assert not {code for code in codes if code.startswith("category_visibility")}


def test_the_first_generation_is_not_asked_for_a_column_that_it_does_not_have() -> None:
    found = checked(GOOD, {**GOOD, "name": "DataSet_11_02"})
    (harvest,) = (each for each in found.remarks if each.code.startswith("gd_catalog"))
    assert (harvest.cell, harvest.count) == ("", 2)


# ---- The plan ----


def test_codes_that_stand_in_the_list_or_in_the_metadata_alone_are_told_at_their_cells() -> None:
    codes = (
        "รหัสชุดข้อมูล",
        "DataSet_11_01\nDataSet_11_02",
        "DataSet_21_01\nDataSet_21_02",
        "DataSet_31_01",
        "DataSet_41_01",
    )
    table = tuple((*row, code) for row, code in zip(SHORT_TABLE, codes, strict=True))
    found = checked(GOOD, {**GOOD, "name": "DataSet_99_01"}, Temp1_Dataset=(*SHORT_HEAD, (), *table))
    assert [(place, value) for place, value, code, *_ in told(found) if code == "unlisted_code"] == [
        ("Temp2_Meta_Record!A7", "DataSet_99_01")]  # fmt: skip
    assert [(place, value) for place, value, code, *_ in told(found) if code == "no_record"] == [
        ("Temp1_Dataset!E7", "DataSet_11_02"), ("Temp1_Dataset!E8", "DataSet_21_01"),
        ("Temp1_Dataset!E8", "DataSet_21_02"),
        ("Temp1_Dataset!E9", "DataSet_31_01"), ("Temp1_Dataset!E10", "DataSet_41_01")]  # fmt: skip
    assert found.listed == 6


def test_what_is_wrong_with_the_plan_is_told_beside_the_rest() -> None:
    found = checked(GOOD, Temp1_Dataset=(("1. Focus Area ที่เกี่ยวข้อง ด้านที่ไม่มี",), *SHORT_HEAD[1:], (), *SHORT_TABLE))
    assert ("Temp1_Dataset!A1", "ด้านที่ไม่มี", "unknown_area", "violation", True) in told(found)
    assert (found.complete, found.listed) == (1, None)


def test_an_empty_list_says_nothing_of_codes() -> None:
    found = checked(GOOD, Temp1_Dataset=(*SHORT_HEAD, (), SHORT_TABLE[0]))
    assert {each.code for each in found.remarks} & {"unlisted_code", "no_record"} == set()


def test_every_problem_of_a_workbook_says_how_grave_it_is_and_what_to_do() -> None:
    texts = load_yaml(schemas_dir() / "metadata" / "problems.yaml")
    levelled = [code for code in texts if graded(code)]
    assert len(levelled) >= 20
    for code in levelled:
        assert level_of(code, "warning") in LEVELS
        assert set(fix_of(code)) == {"th", "en"}


# ---- The coloured copy ----


def a_workbook_of_an_officer() -> bytes:
    """With a drop-down, a format, a comment, a formula, a merged title and a width of its own."""
    rows = form("Temp2_Meta_Record", {**GOOD, "title": None, "notes": "สั้น"}, {**GOOD, "name": "DataSet_11_02"})
    book = openpyxl.load_workbook(BytesIO(workbook(Temp2_Meta_Record=rows, บันทึก=(("=1+1", '=HYPERLINK("x")'),))))
    sheet = book["Temp2_Meta_Record"]
    sheet.add_data_validation(DataValidation(type="list", formula1='"ก,ข"', sqref="L6:L99"))
    sheet["H6"].font = Font(name="TH Sarabun New", bold=True)
    sheet["H6"].comment = Comment("ถามกองแผน", "เจ้าหน้าที่")
    sheet["C7"].fill = PatternFill("solid", start_color="00FF00")
    sheet.merge_cells("A1:F1")
    sheet.column_dimensions["H"].width = 46
    return saved(book)


def copied(body: bytes, lang: str = "th") -> openpyxl.Workbook:
    found = check_workbook(read_workbook(body, "w.xlsx"), RUBRIC, DAY)
    return openpyxl.load_workbook(BytesIO(coloured(body, found, lang)))


def marked(book: openpyxl.Workbook) -> dict[str, tuple[str, str]]:
    return {
        f"{sheet.title}!{cell.coordinate}": (str(cell.fill.start_color.rgb)[-6:], cell.comment.text)
        for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment is not None
    }  # fmt: skip


def test_the_copy_is_the_officers_own_workbook_with_the_cells_marked() -> None:
    book = copied(a_workbook_of_an_officer())
    sheet = book["Temp2_Meta_Record"]
    marks = marked(book)
    assert {place: colour for place, (colour, _) in marks.items()} == {
        "Temp2_Meta_Record!A1": "CFE6FA", "Temp2_Meta_Record!A6": "FFE08A", "Temp2_Meta_Record!A7": "FFE08A",
        "Temp2_Meta_Record!C6": "F8B4B4", "Temp2_Meta_Record!H6": "FFE08A", "บันทึก!A1": "CFE6FA"}  # fmt: skip
    assert marks["Temp2_Meta_Record!C6"][1].split("\n")[:2] == [BELOW, "• ชื่อชุดข้อมูลเว้นว่างไว้"]
    assert marks["Temp2_Meta_Record!H6"][1].startswith(f"ถามกองแผน\n{BELOW}\n• ")
    assert sheet.sheet_properties.tabColor.rgb[-6:] == "F8B4B4"
    assert [(one.formula1, str(one.sqref)) for one in sheet.data_validations.dataValidation] == [('"ก,ข"', "L6:L99")]
    assert (sheet["H6"].font.name, sheet["H6"].font.bold, sheet.column_dimensions["H"].width) == (
        "TH Sarabun New",
        True,
        46,
    )
    assert (str(sheet["C7"].fill.start_color.rgb)[-6:], [str(each) for each in sheet.merged_cells.ranges]) == (
        "00FF00",
        ["A1:F1"],
    )
    assert book["บันทึก"]["A1"].value == "=1+1"


def test_what_was_mended_is_marked_no_longer_and_what_the_officer_noted_stays() -> None:
    first = check_workbook(read_workbook(a_workbook_of_an_officer(), "w.xlsx"), RUBRIC, DAY)
    body = coloured(a_workbook_of_an_officer(), first, "th")
    assert coloured_again(body) == marked(openpyxl.load_workbook(BytesIO(body)))
    book = openpyxl.load_workbook(BytesIO(body))
    book["Temp2_Meta_Record"]["C6"] = "รายได้จากการท่องเที่ยว"
    book["Temp2_Meta_Record"]["H6"] = "รายได้จากการท่องเที่ยว จำแนกรายจังหวัด"
    again = coloured_again(saved(book))
    assert "Temp2_Meta_Record!C6" not in again
    assert again["Temp2_Meta_Record!H6"] == ("000000", "ถามกองแผน")


def coloured_again(body: bytes) -> dict[str, tuple[str, str]]:
    return marked(copied(body))


def test_of_an_old_workbook_a_new_one_is_written_with_texts_as_texts() -> None:
    rows = form("Temp2_Meta_Record", {**GOOD, "title": None, "notes": "=1+1"})
    book = copied(xls({"Temp2_Meta_Record": tuple(row for row in rows)}))
    cell = book["Temp2_Meta_Record"]["H6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert marked(book)["Temp2_Meta_Record!C6"][0] == "F8B4B4"


def test_a_comment_in_a_merged_range_stands_in_its_first_cell() -> None:
    book = openpyxl.load_workbook(
        BytesIO(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", {**GOOD, "title": None})))
    )
    book["Temp2_Meta_Record"].merge_cells("B6:C6")
    assert "Temp2_Meta_Record!B6" in marked(copied(saved(book)))


@pytest.mark.parametrize("element", ["hyperlinks><hyperlink", "mergeCells><mergeCell"])
def test_a_range_without_end_is_refused_for_a_copy(element: str) -> None:
    """openpyxl makes each of the seventeen thousand million cells."""
    found = f'</sheetData><{element} ref="A1:XFD1048576"/></{element.partition(">")[0]}>'
    body = altered("xl/worksheets/sheet1.xml", lambda part: part.replace("</sheetData>", found))
    told = check_workbook(read_workbook(body, "w.xlsx"), RUBRIC, DAY)
    with pytest.raises(WorkbookError, match="too many for a coloured copy"):
        coloured(body, told, "th")


def test_a_merged_range_without_end_is_refused_for_a_copy_and_checked_all_the_same() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD), Sheet=(("ก",),))))
    book["Sheet"].merged_cells.add("A1:XFD1048576")
    body = saved(book)
    found = check_workbook(read_workbook(body, "w.xlsx"), RUBRIC, DAY)
    assert found.complete == 1
    with pytest.raises(WorkbookError, match="w.xlsx: cannot be used: over 600,000 cells or 100,000 merged ones"):
        coloured(body, found, "th")


def test_two_cells_far_apart_cost_a_copy_nothing() -> None:
    book = openpyxl.load_workbook(
        BytesIO(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", {**GOOD, "title": None})))
    )
    book["Temp2_Meta_Record"].cell(1_048_576, 16_384).value = "ไกล"
    assert "Temp2_Meta_Record!C6" in marked_sparsely(copied(saved(book)))


def marked_sparsely(book: openpyxl.Workbook) -> set[str]:
    return {f"{sheet.title}!{cell.coordinate}" for sheet in book for cell in sheet._cells.values() if cell.comment}


# ---- The command ----


def run(*arguments: object) -> Result:
    return CliRunner().invoke(dgcheck, ["workbook", *map(str, arguments)], prog_name="dgcheck", standalone_mode=False)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    path.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD),
                              Temp3_Resource_Record=form("Temp3_Resource_Record", FILE, DICTIONARY)))  # fmt: skip
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", {**GOOD, "notes": None}),
                              Temp3_Resource_Record=form("Temp3_Resource_Record", FILE, DICTIONARY)))  # fmt: skip
    return path


def test_the_exit_status_tells_whether_anything_is_to_be_mended(good: Path, bad: Path, tmp_path: Path) -> None:
    assert run("check", good).return_value == 0
    assert run("check", bad).return_value == 1
    assert run("import", good, "--out", tmp_path / "a.jsonl").return_value == 0
    assert isinstance(run("check", tmp_path / "none.xlsx").exception, WorkbookError)


def test_a_person_reads_sheet_cell_reason_and_the_way_out(bad: Path) -> None:
    lines = run("check", bad, "--lang", "en").output.splitlines()
    at = lines.index("  ✗ H6 Description: Description is blank")
    assert lines[at + 1] == "      → Say briefly what the data is about, how it is collected and who uses it"
    assert "1 datasets, 0 with all 14 items · 2 resources" in lines
    assert run("check", bad).stdout.splitlines()[-1].startswith("✗ ต้องแก้ไข 1 ")


def test_a_machine_reads_the_same(bad: Path) -> None:
    value = json.loads(run("check", bad, "--json").output)
    assert value == json.loads(run("check", bad, "--format", "json").output)
    (blank,) = (each for each in value["remarks"] if each["level"] == "violation")
    assert {name: blank[name] for name in ("sheet", "cell", "value", "code", "failed", "dataset", "field_en")} == {
        "sheet": "Temp2_Meta_Record", "cell": "H6", "value": "", "code": "notes.blank", "failed": True,
        "dataset": "DataSet_11_01", "field_en": "Description"}  # fmt: skip
    assert (value["failed"], value["datasets"], value["complete"], value["items"]["7"]) == (True, 1, 0, 0)
    assert value["verdicts"][0]["items"]["7"] == "failed"


def test_the_copy_is_written_beside_and_never_over_a_file_unasked(bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "colour.xlsx"
    assert run("check", bad, "--colour", out).return_value == 1
    assert "Temp2_Meta_Record!H6" in marked(openpyxl.load_workbook(out))
    assert "--force" in str(run("check", bad, "--colour", out).exception)
    assert run("check", bad, "--colour", out, "--force").return_value == 1


def test_the_copy_is_an_xlsx_by_name_too(bad: Path, tmp_path: Path) -> None:
    assert "ends so" in str(run("check", bad, "--colour", tmp_path / "colour.xls").exception)


def test_few_lines_of_a_sheet_are_shown_the_gravest_first(bad: Path) -> None:
    output = run("check", bad, "--limit", 1).output
    assert "✗ H6" in output
    assert "… และอีก" in output


def test_what_is_imported_can_be_scanned(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "datasets.jsonl"
    said = run("import", good, "--out", out)
    assert said.stdout.splitlines()[-1] == f"เขียน {out} แล้ว: ชุดข้อมูล 1 ชุด ทรัพยากร 2 รายการ"
    done = CliRunner().invoke(dgcheck, ["scan", str(out), "--store", str(tmp_path / "s.sqlite"), "--out", str(tmp_path),
                                        "--format", "json", "--set", "content=false", "--set", "retries=0",
                                        "--set", "confirm=later", "--quiet"], prog_name="dgcheck")  # fmt: skip
    assert done.exit_code == 0, done.output
    (dataset,) = json.loads((tmp_path / "report.json").read_text())["datasets"]
    assert (dataset["name"], set(dataset["items"].values())) == ("dataset_11_01", {"passed"})


def test_a_wrong_column_count_does_not_stop_the_other_sheets(tmp_path: Path) -> None:
    rows = tuple(row[:20] for row in form("Temp2_Meta_Record", GOOD))
    path = tmp_path / "w.xlsx"
    path.write_bytes(workbook(Temp2_Meta_Record=rows, Temp2_Meta_Stat=form("Temp2_Meta_Stat", LABOUR)))
    value = json.loads(run("import", path, "--out", tmp_path / "a.jsonl", "--json").output)
    assert [(each["sheet"], each["cell"], each["code"], each["level"]) for each in value["remarks"]] == [
        ("Temp2_Meta_Record", "U4", "columns", "violation")]  # fmt: skip
    assert "20 columns, but this form has 25 / 26" in value["remarks"][0]["text_en"]
    assert [json.loads(line)["name"] for line in (tmp_path / "a.jsonl").read_text().splitlines()] == ["dataset_11_02"]


def test_a_remark_beside_a_form_of_the_first_generation_is_not_taken_for_the_second(tmp_path: Path) -> None:
    """25 columns and one of the officer's own are as many as those of the second generation."""
    labels = load_yaml(schemas_dir() / "vocabulary" / "fields.yaml")["dataset"]
    header = tuple(labels.get(name, {"th": "รหัส"})["th"] for name in columns("Temp2_Meta_Record"))
    rows = list(form("Temp2_Meta_Record", GOOD))
    rows[3] = (*header, "หมายเหตุของกอง")
    book = read_workbook(
        workbook(Temp2_Meta_Record=tuple(rows), Temp2_Meta_Stat=form("Temp2_Meta_Stat", LABOUR)), "w.xlsx"
    )
    assert [(one.place, one.value, one.code) for one in book.problems] == [
        ("Temp2_Meta_Record!P4", "สัญญาอนุญาตให้ใช้ข้อมูล", "moved_columns")]  # fmt: skip


def read_problems(body: bytes) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in read_workbook(body, "w.xlsx").problems]


@pytest.mark.parametrize(
    "name", ["temp2_meta_record", "TEMP2_META_RECORD", " Temp2_Meta_Record ", "Temp2 Meta Record", "Temp2-Meta-Record"]
)
def test_a_sheet_is_known_in_any_case_and_with_blanks_or_hyphens(name: str) -> None:
    book = read_workbook(workbook(**{name: form("Temp2_Meta_Record", GOOD)}), "w.xlsx")
    assert ([each.code for each in book.datasets], book.problems) == (["DataSet_11_01"], ())


@pytest.mark.parametrize("name", ["Temp2_Meta_Record (2)", "Temp2_Meta_Recrod", "Temp3_Resource", "temp 2 meta"])
def test_a_sheet_that_is_named_much_like_a_form_is_not_passed_over(name: str, tmp_path: Path) -> None:
    body = workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD), **{name: form("Temp2_Meta_Record", LABOUR)})
    assert read_problems(body) == [(name, "misnamed_sheet")]
    path = tmp_path / "w.xlsx"
    path.write_bytes(body)
    assert run("import", path, "--out", tmp_path / "a.jsonl").return_value == 1


@pytest.mark.parametrize("first", [3, 4], ids=["header in row 1", "no rows above the data"])
def test_a_form_whose_titles_were_deleted_is_not_passed_over_in_silence(first: int) -> None:
    rows = form("Temp2_Meta_Record", GOOD)
    short = rows[first:] if first == 3 else (rows[3], rows[5])
    assert read_problems(workbook(Temp2_Meta_Record=short)) == [("Temp2_Meta_Record!A4", "columns")]


def test_an_empty_form_and_an_empty_sheet_say_nothing() -> None:
    assert read_problems(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record"), Temp2_Meta_Stat=())) == []


def test_a_formula_of_which_no_value_was_saved_is_told_at_its_cell_once(tmp_path: Path) -> None:
    """As scripts write them; Excel and LibreOffice save the value beside the formula."""
    book = openpyxl.load_workbook(BytesIO(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD))))
    book["Temp2_Meta_Record"]["C6"] = '=A6&"x"'
    book["Temp2_Meta_Record"]["A1"] = "=1+1"
    book["Temp2_Meta_Record"]["AZ6"] = "=1+1"
    path = tmp_path / "w.xlsx"
    book.save(path)
    for command in (("check", path), ("import", path, "--out", tmp_path / "a.jsonl")):
        remarks = json.loads(run(*command, "--json").output)["remarks"]
        assert [(one["code"], one["failed"]) for one in remarks if one["cell"] == "C6"] == [("no_value", True)]
        assert [one["cell"] for one in remarks if one["code"] == "no_value"] == ["C6"]


@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        ({"name": None}, "B6", "resource_name.blank"), ({"url": None}, "C6", "resource_url.blank"),
        ({"format": None}, "G6", "resource_format.blank"), ({"url": "ดาวน์โหลด"}, "C6", "resource_url.invalid"),
        ({"url": "ftp://files.example/a.csv"}, "C6", "resource_url.not_http"),
        ({"url": "https://a.example/1.csv\nhttps://a.example/2.csv"}, "C6", "resource_url.invalid"),
        ({"url": "https://a.example/1.csv, http://a.example/2.csv"}, "C6", "resource_url.invalid"),
    ],
)  # fmt: skip
def test_import_tells_what_a_resource_lacks_and_writes_the_rest(
    change: dict[str, object], cell: str, code: str, tmp_path: Path
) -> None:
    path, out = tmp_path / "w.xlsx", tmp_path / "a.jsonl"
    files = form("Temp3_Resource_Record", {**FILE, **change}, DICTIONARY)
    path.write_bytes(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", GOOD), Temp3_Resource_Record=files))
    said = run("import", path, "--out", out, "--json")
    value = json.loads(said.output)
    assert [(one["sheet"], one["cell"], one["code"]) for one in value["remarks"]] == [
        ("Temp3_Resource_Record", cell, code)]  # fmt: skip
    assert (said.return_value, value["datasets"], value["resources"]) == (1, 1, 2)
    assert len(json.loads(out.read_text())["resources"]) == 2


def test_import_tells_of_mandatory_cells_that_are_blank(bad: Path, tmp_path: Path) -> None:
    value = json.loads(run("import", bad, "--out", tmp_path / "a.jsonl", "--json").output)
    assert [(one["cell"], one["code"]) for one in value["remarks"]] == [("H6", "notes.blank")]


def test_the_workbook_that_is_read_is_never_written_over(good: Path, tmp_path: Path) -> None:
    body, link = good.read_bytes(), tmp_path / "link.jsonl"
    link.symlink_to(good)
    for command in (("import", good, "--out", good), ("import", good, "--out", link), ("export", good, "--out", good)):
        told = run(*command, "--force").exception
        assert isinstance(told, UsageError), command
        assert "is the file that is read" in str(told)
    assert good.read_bytes() == body


def test_a_device_is_never_written_over(good: Path, tmp_path: Path) -> None:
    """A pipe stands for all that is no ordinary file: a file put in its place would take it from everybody."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for command in (("import", good, "--out", pipe), ("template", "--out", pipe)):
        assert isinstance(run(*command, "--force").exception, UsageError), command
    assert pipe.is_fifo()
