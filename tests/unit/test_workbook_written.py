"""The official workbook as it is written: the printed forms, help, choices, and nothing that runs or gets lost."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from checker.model import Dataset
from checker.plan import Issue, Plan, load_plan
from checker.testing.build import a_dataset, a_resource
from checker.vocabulary import vocabulary
from checker.workbook.official.book import write_template, write_workbook
from checker.workbook.official.forms import forms
from checker.workbook.reading import MAX_ROWS, MAX_TEXT
from checker.workbook.template2 import read_workbook
from tests.unit.export_values import NO_PLAN, through_the_workbook, told

SHEETS = [
    f"{form}_{kind}"
    for form in ("Temp2_Meta", "Temp3_Resource")
    for kind in ("Record", "Stat", "GIS", "Multi", "Other")
]
STATISTICS = "Temp2_Meta_Stat"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The empty workbook in each generation and language."""
    folder = tmp_path_factory.mktemp("template")
    found = {}
    for generation in (1, 2):
        for lang in ("th", "en"):
            path = folder / f"{generation}{lang}.xlsx"
            write_template(path, generation=generation, lang=lang)
            found[f"{generation}{lang}"] = openpyxl.load_workbook(path)
            found[f"{generation}{lang} path"] = path
    return found


def sheet_of(path: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def written(path: Path, *datasets: Dataset) -> Path:
    write_workbook(datasets, NO_PLAN, path, generation=2, lang="th")
    return path


def test_the_sheets_stand_in_the_order_of_the_templates(empty: dict[str, Any]) -> None:
    assert empty["2th"].sheetnames == [
        "Temp1_Dataset", *SHEETS, "หน่วยงาน", "การใช้ประโยชน์", "หลักฐานภาพกล้อง", "ชุดข้อมูลปีก่อน", "คำอธิบาย", "ตัวอย่าง",
        "ตัวเลือก", "ตัวอย่าง Template 2", "ตัวเลือก (แบบฟอร์ม)"]  # fmt: skip
    hidden = [sheet.title for sheet in empty["2th"].worksheets if sheet.sheet_state == "hidden"]
    assert hidden == ["ตัวเลือก", "ตัวเลือก (แบบฟอร์ม)"]


def test_the_first_rows_are_as_the_source_prints_them(empty: dict[str, Any]) -> None:
    sheet = empty["1th"]["Temp2_Meta_Record"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "แบบฟอร์มคำอธิบายข้อมูล (Metadata) ที่สอดคล้องตามมาตรฐานที่ สพร. กำหนด",
        "ประเภทข้อมูลระเบียน หมายถึง ข้อมูลระเบียน (Record) ที่ได้จากระบบฐานข้อมูลทะเบียนหรือจากการบริหารงานของหน่วยงาน "
        "และที่ได้จากการสำมะโน/สำรวจด้วยตัวอย่าง",
        "รายการคำอธิบายข้อมูลส่วนหลัก (Mandatory Metadata)",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]][:16] == [
        "รหัสชุดข้อมูลตามที่กำหนดใน Temp1_Dataset", "1. ประเภทข้อมูล", "2. ชื่อชุดข้อมูล", "3. องค์กร", "4. ชื่อผู้ติดต่อ",
        "5. อีเมลผู้ติดต่อ", "6. คำสำคัญ", "7. รายละเอียด", "8. วัตถุประสงค์", "9.1 หน่วยความถี่ของการปรับปรุงข้อมูล",
        "9.2 ค่าความถี่ของการปรับปรุงข้อมูล", "10. ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่", "11. แหล่งที่มา", "12. รูปแบบการเก็บข้อมูล",
        "13. หมวดหมู่ข้อมูลตามธรรมาภิบาลข้อมูลภาครัฐ", "14. สัญญาอนุญาตให้ใช้ข้อมูล"]  # fmt: skip
    assert [cell.value for cell in sheet[5]][:16] == [
        "Temp1_Dataset", "(เลือกจากตัวเลือก)", "(กรอกชื่อชุดข้อมูล)", "(กรอกชื่อองค์กร)", "(กรอกชื่อกอง/สำนัก/ฝ่าย)",
        "(กรอกอีเมลกอง/สำนัก/ฝ่าย)", "(กรอกหัวข้อ คำ วลี แท็ก)", "(กรอกคำอธิบาย)", "(เลือกจากตัวเลือกและตอบได้มากกว่า 1 ข้อ)",
        "(เลือกจากตัวเลือก)", "(กรอกค่าตัวเลข)", "(เลือกจากตัวเลือก)", "(กรอกคำอธิบาย)",
        "(เลือกจากตัวเลือกและตอบได้มากกว่า 1 ข้อ)", "(เลือกจากตัวเลือก)", "(เลือกจากตัวเลือก)"]  # fmt: skip


def test_the_form_of_resources_is_as_the_source_prints_it(empty: dict[str, Any]) -> None:
    sheet = empty["2th"]["Temp3_Resource_Record"]
    assert sheet["A1"].value == "แบบฟอร์มคำอธิบายข้อมูลของทรัพยากร (Resource Metadata) ที่สอดคล้องตามมาตรฐานที่ สพร. กำหนด"
    assert [cell.value for cell in sheet[4]] == [
        "1.รหัสชุดข้อมูลตามที่กำหนดใน Temp1_Dataset", "2.ชื่อ", "3.URL", "4.รายละเอียด", "5.เงื่อนไขในการเข้าถึงข้อมูล",
        "6.วันที่ปรับปรุงข้อมูลล่าสุด", "7.นามสกุลของไฟล์", "8. วันที่เริ่มต้นสร้าง", "9. หน่วยที่ย่อยที่สุดของการจัดเก็บข้อมูล"]  # fmt: skip
    assert [cell.value for cell in sheet[5]][5:] == [
        "YYYY-MM-DD ในรูปแบบปี พ.ศ.", "(กรอกนามสกุลของไฟล์)", "YYYY-MM-DD ในรูปแบบปี พ.ศ.", "(เลือกจากตัวเลือก)"]  # fmt: skip


@pytest.mark.parametrize(("generation", "counts"), [(1, [25, 29, 30, 25, 25]), (2, [26, 30, 31, 26, 26])])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_each_generation_has_its_columns(empty: dict[str, Any], generation: int, counts: list[int], lang: str) -> None:
    book = empty[f"{generation}{lang}"]
    assert [sum(cell.value is not None for cell in book[name][4]) for name in SHEETS] == [*counts, 9, 14, 12, 9, 9]


@pytest.mark.parametrize("which", ["1th", "1en", "2th", "2en"])
def test_an_untouched_workbook_is_imported_as_nothing_with_nothing_to_mend(empty: dict[str, Any], which: str) -> None:
    path = empty[f"{which} path"]
    book = read_workbook(path.read_bytes(), str(path))
    assert (book.datasets, book.problems) == ((), ())
    assert load_plan(path) == Plan(source=str(path))


def test_every_header_of_the_14_items_carries_the_explanation_of_the_source(empty: dict[str, Any]) -> None:
    sheet = empty["2th"]["Temp2_Meta_Record"]
    notes = {column.name: cell.comment for column, cell in zip(forms(2, "th")[0].columns, sheet[4], strict=True)}
    for name, field in vocabulary().fields["dataset"].items():
        if field.item and name != "data_type":
            assert field.help is not None
            assert field.help.th in notes[name].text
    assert "ชุดข้อมูลนี้เป็นข้อมูลประเภทใด" in notes["d_type"].text
    assert "พ.ศ." in notes["created_date"].text


def offered(book: Any, sheet: Worksheet, column: int) -> tuple[list[str], Any]:
    """The values of a column's drop-down, and the validation itself."""
    letter = openpyxl.utils.get_column_letter(column)
    rule = next(each for each in sheet.data_validations.dataValidation if str(each.sqref).startswith(f"{letter}6"))
    if rule.type != "list":
        return [], rule
    name, _, cells = rule.formula1.lstrip("=").rpartition("!")
    return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]], rule


@pytest.mark.parametrize("generation", [1, 2])
def test_every_choice_is_offered_as_the_vocabulary_stores_it(empty: dict[str, Any], generation: int) -> None:
    book = empty[f"{generation}th"]
    seen = 0
    for form in forms(generation, "th"):
        for place, column in enumerate(form.columns, 1):
            if column.form in ("choice", "choices"):
                values, rule = offered(book, book[form.sheet], place)
                assert values == [choice.value for choice in vocabulary().lists[column.choices]]
                assert (rule.errorStyle, rule.type) == ("warning", "list")
                seen += 1
            elif column.form == "flag":
                assert offered(book, book[form.sheet], place)[0] == ["ใช่", "ไม่ใช่"]
    assert seen == {1: 56, 2: 61}[generation]


def test_dates_ask_for_the_buddhist_era_and_their_cells_are_text(empty: dict[str, Any]) -> None:
    sheet = empty["2th"]["Temp2_Meta_Record"]
    place = next(n for n, each in enumerate(forms(2, "th")[0].columns, 1) if each.name == "created_date")
    _, rule = offered(empty["2th"], sheet, place)
    assert "2564-09-10" in rule.prompt
    assert {sheet.cell(row, column).number_format for row in (6, 55) for column in range(1, 27)} == {"@"}


def test_heads_are_frozen_repeated_in_print_and_in_a_thai_font(empty: dict[str, Any]) -> None:
    for name in SHEETS:
        sheet = empty["2th"][name]
        assert sheet.freeze_panes == "B6"
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$4:$5", "landscape")
        fonts = {(cell.font.name, cell.font.charset) for row in sheet["A1:I8"] for cell in row if cell.has_style}
        assert fonts == {("TH Sarabun New", 222)}


def test_mandatory_headers_look_unlike_the_others(empty: dict[str, Any]) -> None:
    sheet = empty["2th"]["Temp2_Meta_Record"]
    colours = {
        column.name: cell.fill.fgColor.rgb for column, cell in zip(forms(2, "th")[0].columns, sheet[4], strict=True)
    }
    assert colours["title"] == colours["license_id"] != colours["data_classification"] == colours["url"]


def test_the_examples_of_the_source_stand_on_a_sheet_that_is_not_imported(empty: dict[str, Any]) -> None:
    rows = [[cell.value for cell in row] for row in empty["2th"]["ตัวอย่าง Template 2"].iter_rows(min_row=4)]
    assert [row[0] for row in rows] == [*map(str, range(1, 9)), "9.1", "9.2", *map(str, range(10, 15))]
    assert [row[5:7] for row in rows][1] == ["รายได้จากการท่องเที่ยว", "จำนวนกำลังแรงงานรวม"]
    assert [row[5:7] for row in rows][12] == ["Text, csv", "Database, XLS, text, SPSS"]


def test_the_same_datasets_are_written_into_the_same_bytes(tmp_path: Path) -> None:
    a, b = (written(tmp_path / name, a_dataset()).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert a == b


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "http://x"]
)
def test_what_looks_like_a_formula_or_a_link_stays_a_text(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "w.xlsx", a_dataset(title=text, resources=[a_resource(name=text, url=text)]))
    cell = sheet_of(path, STATISTICS)["C6"]
    file = sheet_of(path, "Temp3_Resource_Stat")["C6"]
    assert [(each.value, each.data_type, each.hyperlink) for each in (cell, file)] == [(text, "s", None)] * 2
    assert not any("hyperlink" in ZipFile(path).read(part).decode() for part in ZipFile(path).namelist()
                   if part.startswith("xl/worksheets/_rels"))  # fmt: skip


def test_a_cell_is_cut_at_what_excel_holds_and_that_is_told(tmp_path: Path) -> None:
    long = "ก" * (MAX_TEXT + 1)
    (found,), done = through_the_workbook([a_dataset(notes=long)], tmp_path / "w.xlsx")
    assert found.fields["notes"] == long[:MAX_TEXT]
    assert [(each.code, each.place) for each in done.problems] == [("cell_cut", "labour-force/notes")]


def test_a_letter_beyond_the_first_plane_counts_twice_as_excel_counts(tmp_path: Path) -> None:
    (found,), done = through_the_workbook([a_dataset(notes="\U0001f600" * 20_000)], tmp_path / "w.xlsx")
    assert len(str(found.fields["notes"])) == MAX_TEXT // 2
    assert [each.code for each in done.problems] == ["cell_cut"]


def test_dates_and_years_stand_in_buddhist_era_and_flags_in_words(tmp_path: Path) -> None:
    dataset = a_dataset(last_updated_date="2021-09-10", first_year_of_data="2015", official_statistics="True")
    path = written(tmp_path / "w.xlsx", dataset)
    cells = {column.name: sheet_of(path, STATISTICS).cell(6, place).value
             for place, column in enumerate(forms(2, "th")[1].columns, 1)}  # fmt: skip
    wanted = {"last_updated_date": "2564-09-10", "first_year_of_data": "2558", "official_statistics": "ใช่"}
    assert {name: cells[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("fields", "cell"),
    [
        ({"data_format": ["CSV", "XLS"]}, "CSV, XLS"),
        ({"data_format": ["Database", "อื่นๆ"], "data_format_other": "SPSS"}, "Database, SPSS"),
        ({"data_format": ["อื่นๆ"], "data_format_other": "SPSS, SAS"}, "SPSS, SAS"),
        ({"data_format": ["CSV", "อื่นๆ"], "data_format_other": "แฟ้ม ก, ข"}, "CSV\nแฟ้ม ก, ข"),
        ({"data_format": ["อื่นๆ"]}, "อื่นๆ"),
        ({"data_format": "DOC/DOCX"}, "DOC/DOCX"),
    ],
)
def test_the_text_of_others_stands_in_the_cell_itself(tmp_path: Path, fields: dict[str, Any], cell: str) -> None:
    dataset = a_dataset(**fields)
    path = tmp_path / "w.xlsx"
    (found,), done = through_the_workbook([dataset], path)
    place = next(n for n, each in enumerate(forms(2, "th")[1].columns, 1) if each.name == "data_format")
    assert sheet_of(path, STATISTICS).cell(6, place).value == cell
    assert (told(found), done.problems) == (told(dataset), ())


@pytest.mark.parametrize(
    ("data_type", "sheet", "second"),
    [("ข้อมูลระเบียน", "Temp2_Meta_Record", "ข้อมูลระเบียน"), ("ทะเบียนพิเศษ", "Temp2_Meta_Other", "ทะเบียนพิเศษ"),
     (None, "Temp2_Meta_Other", None), ("ข้อมูลประเภทอื่นๆ", "Temp2_Meta_Other", "แผนที่เก่า")],
)  # fmt: skip
def test_a_dataset_stands_on_the_sheet_of_its_type_and_keeps_the_type_that_it_has(
    tmp_path: Path, data_type: str | None, sheet: str, second: str | None
) -> None:
    other = {"data_type_other": "แผนที่เก่า"} if data_type == "ข้อมูลประเภทอื่นๆ" else {}
    dataset = a_dataset(data_type=data_type, **other)
    (found,), done = through_the_workbook([dataset], tmp_path / "w.xlsx")
    assert sheet_of(tmp_path / "w.xlsx", sheet)["B6"].value == second
    assert done.untyped == (sheet == "Temp2_Meta_Other" and not other)
    assert found.fields.get("data_type") == data_type
    assert told(found) == told(dataset)


def test_what_no_form_has_a_cell_for_stands_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    fields = {"allow_harvest": "True", "reference_url_catalog": "https://o.example.go.th/x", "license_id_other": "x",
              "single_source_of_truth": "True", "telephone_number": "02 123 4567", "private": True}  # fmt: skip
    dataset = a_dataset(**fields, resources=[a_resource(resource_private="True")])
    (found,), done = through_the_workbook([dataset], tmp_path / "w.xlsx")
    rows = sheet_of(tmp_path / "w.xlsx", "Extra_Fields").iter_rows(min_row=5, values_only=True)
    assert {(row[1], row[3], row[5]) for row in rows} >= {
        (None, "allow_harvest", "True"), (None, "reference_url_catalog", "https://o.example.go.th/x"),
        (None, "license_id_other", "x"), (None, "single_source_of_truth", "True"), (None, "private", "True"),
        ("1", "resource_private", "True")}  # fmt: skip
    assert (told(found), done.problems) == (told(dataset), ())


def test_a_cell_that_is_edited_counts_before_what_was_kept_of_it(tmp_path: Path) -> None:
    path = written(tmp_path / "w.xlsx", a_dataset(geo_coverage="อื่นๆ", geo_coverage_other="ลุ่มน้ำ"))
    book = openpyxl.load_workbook(path)
    place = next(n for n, each in enumerate(forms(2, "th")[1].columns, 1) if each.name == "geo_coverage")
    assert book[STATISTICS].cell(6, place).value == "ลุ่มน้ำ"
    book[STATISTICS].cell(6, place).value = "จังหวัด"
    book.save(path)
    package = read_workbook(path.read_bytes(), "w").datasets[0].package
    assert (package["geo_coverage"], package.get("geo_coverage_other", "")) == ("จังหวัด", "")


def test_rows_that_are_sorted_or_taken_out_leave_each_file_its_own_values(tmp_path: Path) -> None:
    files = [a_resource(id=str(n), name=f"ไฟล์ {n}", resource_private="True" if n == 3 else None) for n in (1, 2, 3)]
    path = written(tmp_path / "w.xlsx", a_dataset(resources=files))
    book = openpyxl.load_workbook(path)
    book["Temp3_Resource_Stat"].delete_rows(6)
    book.save(path)
    resources = read_workbook(path.read_bytes(), "w").datasets[0].package["resources"]
    assert [(each["name"], each.get("resource_private")) for each in resources] == [("ไฟล์ 2", None), ("ไฟล์ 3", "True")]


def test_names_that_differ_in_case_alone_get_codes_of_their_own(tmp_path: Path) -> None:
    datasets = [a_dataset(id=str(n), name=name) for n, name in enumerate(("abc", "ABC", "-", "๑๒", "12"))]
    found, done = through_the_workbook(datasets, tmp_path / "w.xlsx")
    assert [one.name for one in found] == ["abc", "ABC", "-", "๑๒", "12"]
    assert done.renamed == (("ABC", "ABC-2"), ("-", "dataset"), ("12", "12-2"))


def test_the_plan_stands_on_the_first_sheet(tmp_path: Path) -> None:
    plan = Plan(issues=(Issue(focus_area=9, issue="การขับเคลื่อน e-Service"),))
    write_workbook([a_dataset()], plan, tmp_path / "w.xlsx", generation=2, lang="th")
    assert load_plan(tmp_path / "w.xlsx").issues == plan.issues


def test_what_stops_the_writing_leaves_no_file(tmp_path: Path) -> None:
    def stopped() -> Any:
        yield a_dataset()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(stopped(), NO_PLAN, tmp_path / "w.xlsx", generation=2, lang="th")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_template(tmp_path / "none" / "w.xlsx", generation=2, lang="th")


def test_more_rows_than_importing_reads_are_told(tmp_path: Path) -> None:
    files = [{"name": f"{n}", "url": f"http://x/{n}"} for n in range(MAX_ROWS // 2)]
    path = tmp_path / "w.xlsx"
    done = write_workbook(
        [a_dataset(id=n, name=n, resources=files) for n in "ab"], NO_PLAN, path, generation=2, lang="th"
    )
    assert [(each.code, each.place) for each in done.problems] == [("many_datasets", "Temp3_Resource_Stat")]


@pytest.mark.parametrize(("plan", "seen"), [(Plan(), STATISTICS), (Plan(issues=(Issue(issue="ก"),)), "Temp1_Dataset")])
def test_the_workbook_opens_where_there_is_something_to_see(tmp_path: Path, plan: Plan, seen: str) -> None:
    write_workbook([a_dataset()], plan, tmp_path / "w.xlsx", generation=2, lang="th")
    assert openpyxl.load_workbook(tmp_path / "w.xlsx").active.title == seen


def test_a_disk_that_fills_up_is_told_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    """No file may be larger than some of the workbook: as on a full disk, the last of it cannot be written."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000)); "
    script = f"{limit}from checker.cli import main; main(['workbook', 'template', '--out', 'w.xlsx', '--lang', 'en'])"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        3, "dgcheck: w.xlsx: cannot be written: File too large; give another place\n")  # fmt: skip
    assert list(tmp_path.iterdir()) == []
