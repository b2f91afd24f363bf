"""report.xlsx: every sheet, text that stays text, the limits of the format, equal bytes."""

from __future__ import annotations

from io import BytesIO

import msgspec
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from report_sample import sample_report, small_rubric

from checker.report import excel
from checker.report.excel import CELL_LIMIT, to_xlsx
from checker.report.words import words

SHEETS = {
    "th": ["สรุป", "ชุดข้อมูล", "ตารางรายการ", "ลิงก์", "สิ่งที่ต้องแก้", "หลักฐาน"],
    "en": ["Summary", "Datasets", "Items", "Links", "To mend", "Evidence"],
}


def opened(content: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(BytesIO(content))}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_sheets_are_there_with_filters_and_heads_that_stay(lang: str) -> None:
    found = opened(to_xlsx(sample_report(), lang=lang))
    assert list(found) == SHEETS[lang]
    tables = [found[name] for name in SHEETS[lang][1:]]
    assert [sheet.freeze_panes for sheet in tables] == ["D2", "D2", "D2", "D2", "B2"]
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in tables)
    assert [sheet.max_row for sheet in tables] == [31, 31, 85, tables[3].max_row, 58]


def test_no_cell_is_a_formula_or_a_link_whatever_the_catalog_says() -> None:
    found = opened(to_xlsx(sample_report()))
    cells = [cell for sheet in found.values() for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")) and cell.data_type == "s"]
    assert {str(cell.value)[0] for cell in risky} == {"=", "+", "-", "@"}
    assert all(cell.quotePrefix for cell in risky)


def test_the_summary_shows_the_sum_and_every_part() -> None:
    sheet = opened(to_xlsx(sample_report(), lang="en"))["Summary"]
    values = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["50 + 20 + 13.4 = 83.4"] in values
    assert ["Agency data catalog", 10, 10, 10, 10, "✓ passed"] in [row[:6] for row in values]
    assert ["Total", 83.4, 100] in values


def test_the_matrix_shows_a_sign_and_a_colour_for_each_item() -> None:
    report = sample_report(hostile=False)
    sheet = opened(to_xlsx(report))["ตารางรายการ"]
    assert [cell.value for cell in sheet[1]][4:6] == ["1 ประเภทข้อมูล", "2 ชื่อชุดข้อมูล"]
    signs = {cell.value for row in sheet.iter_rows(min_row=2, min_col=5) for cell in row}
    assert signs <= {words()["outcome_sign"][name].th for name in words()["outcome_sign"]}
    fills = {cell.value: cell.fill.fgColor.rgb for row in sheet.iter_rows(min_row=2, min_col=5) for cell in row}
    assert fills["✓"] == "FFE2F2E8"
    assert fills["✗"] == "FFF3B8AE"


def test_equal_reports_give_equal_bytes_whenever_they_are_written() -> None:
    report = sample_report()
    run = msgspec.structs.replace(report.run, id="other", started=report.run.cutoff, finished=None)
    assert to_xlsx(report) == to_xlsx(msgspec.structs.replace(report, run=run))


def test_a_text_longer_than_a_cell_is_cut() -> None:
    report = sample_report(1)
    line = report.datasets[0]
    long = msgspec.structs.replace(line, standing=msgspec.structs.replace(line.standing, title="ก" * 40_000))
    sheet = opened(to_xlsx(msgspec.structs.replace(report, datasets=(long,))))["ชุดข้อมูล"]
    assert len(str(sheet["C2"].value)) == CELL_LIMIT


def test_a_sheet_that_is_full_says_so_in_its_last_row() -> None:
    content = to_xlsx(sample_report(30), lang="en", row_limit=12)
    sheet = opened(content)["Datasets"]
    assert sheet.max_row == 12
    assert sheet["A12"].value == "This sheet holds 10 of 30 rows; the rest stand in report.json"


def test_a_report_of_nothing_and_one_of_another_rubric_are_workbooks() -> None:
    assert opened(to_xlsx(sample_report(0)))["ชุดข้อมูล"].max_row == 1
    assert opened(to_xlsx(sample_report(4, rubric=small_rubric()), lang="en"))["Items"].max_column == 7


def test_the_format_itself_sets_the_row_limit() -> None:
    assert excel.ROW_LIMIT == 1_048_576
