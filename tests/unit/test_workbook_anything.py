"""Whatever stands in the cells of the official sheets is read: every row is a record or is told of, nothing raises."""

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.run.rules import proved_rubric
from checker.workbook.checking import check_workbook
from checker.workbook.created import created
from checker.workbook.layouts import DATASETS, layouts
from checker.workbook.reading import Cell, Sheet, column_letters, text_of
from checker.workbook.remarks import LEVELS
from checker.workbook.template2 import workbook_of

RUBRIC = proved_rubric("data-catalog-kpi-2565")
SHEETS = [layout.sheet for layout in layouts().values()]
WRITTEN = [
    "DataSet_11_01", "dataset_11_01", "ชุดข้อมูล ๑", "-", "อื่นๆ", "CSV, XLS", "10/9/64", "2564-09-10", "๒๕๖๔", "ใช่",
    "#REF!", "a@example.org", "https://a.go.th/1.csv", "ข้อมูลสาธารณะ", "=1+1", '["a"]', "{a,b}", "<b>x</b>",
    "\x00\u202e",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(WRITTEN), st.text(max_size=30)).map(text_of)


@st.composite
def some_sheets(draw: st.DrawFn) -> list[Sheet]:
    names = draw(st.lists(st.sampled_from(SHEETS), min_size=1, max_size=3, unique=True))
    return [
        _sheet(name, draw(st.lists(st.dictionaries(st.integers(1, 32), TEXTS, max_size=8), max_size=4)))
        for name in names
    ]


def _sheet(name: str, rows: list[dict[int, str]]) -> Sheet:
    layout = next(layout for layout in layouts().values() if layout.sheet == name)
    header = dict(enumerate(layout.generations[-1], 1))
    return Sheet(
        name=name, rows={number: _cells(name, number, row) for number, row in ((4, header), *enumerate(rows, 6))}
    )


def _cells(name: str, number: int, texts: dict[int, str]) -> dict[int, Cell]:
    return {
        column: Cell(place=f"{name}!{column_letters(column)}{number}", text=text, error=text == "#REF!")
        for column, text in texts.items()
        if text
    }


def _says(sheet: Sheet, cells: dict[int, Cell]) -> bool:
    """Whether a row below the hints has more than its type, in columns of the form."""
    header = sheet.rows[4]
    return cells is not header and any(column in header and header[column].text != "d_type" for column in cells)


@given(some_sheets())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_row_is_a_record_or_is_told_of_and_every_remark_has_a_cell_of_a_row_that_is_there(
    sheets: list[Sheet],
) -> None:
    book = workbook_of(sheets, "w.xlsx", tuple(sheet.name for sheet in sheets))
    checked = check_workbook(book, RUBRIC, date(2022, 9, 30))
    rows = {(sheet.name, number) for sheet in sheets for number, cells in sheet.rows.items() if _says(sheet, cells)}
    held = {
        (row.sheet, row.number)
        for record in book.datasets
        for row in (record.row, *(each.row for each in record.resources))
    }
    told = {
        (sheet, int(re.sub(r"\D", "", cell) or 0))
        for sheet, _, cell in (one.place.rpartition("!") for one in book.problems)
    }
    assert rows - held - told == set()
    for remark in checked.remarks:
        assert remark.level in LEVELS
        assert (remark.sheet, int(re.sub(r"\D", "", remark.cell) or 0)) in held | told | {(remark.sheet, 0)}
        assert remark.text.th
        assert remark.text.en
    names = [created(record)["name"] for record in book.datasets]
    assert len(set(names)) == len(names)
    for record in book.datasets:
        assert re.fullmatch(r"[a-z0-9_-]{2,100}", record.name)


def test_a_row_is_read_on_every_sheet_of_template_2() -> None:
    kinds = [layout for layout in layouts().values() if layout.role == DATASETS]
    sheets = [_sheet(layout.sheet, [{1: f"a_{number}", 3: "ก"}]) for number, layout in enumerate(kinds)]
    book = workbook_of(sheets, "w.xlsx")
    assert [record.package["data_type"] for record in book.datasets] == [layout.data_type for layout in kinds]
