"""``report.xlsx``: the same report as a workbook, in one language: filters, frozen heads, colours with signs.

Whatever a catalog says is written as text: a cell that begins with ``=``, ``+``, ``-``, ``@`` is never a formula,
and is marked so that it does not become one when somebody edits it. The dates of the file come from the cut-off,
so equal reports give equal bytes. Rows are written as they are made, so a large catalog needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from typing import Any

import xlsxwriter

from checker.model import Outcome
from checker.report.model import Report
from checker.report.sheets import Cell, Head, Sheet, sheets
from checker.report.trend_sheet import trend_sheets
from checker.report.words import clean, say

ROW_LIMIT = 1_048_576  #: of the file format
CELL_LIMIT = 32_767  #: characters, of the file format
FONT = "Tahoma"  #: on every Windows and Mac, with good Thai
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")

#: fill and ink by outcome, as on the page
_COLOURS = {
    Outcome.PASSED: ("#E2F2E8", "#1C6B43"),
    Outcome.FAILED: ("#F3B8AE", "#6E160C"),
    Outcome.CANNOT_TELL: ("#FDF1D3", "#6E4B00"),
    Outcome.NOT_APPLICABLE: ("#E9EDF0", "#4F5B67"),
    Outcome.UNTESTED: ("#E6EAF8", "#35488A"),
}


def to_xlsx(report: Report, *, lang: str = "th", row_limit: int = ROW_LIMIT) -> bytes:
    """The workbook in ``lang`` (``th`` or ``en``), with at most so many rows on a sheet."""
    held = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "nan_inf_to_errors": True}  # fmt: skip
    workbook = xlsxwriter.Workbook(held, options)
    workbook.set_properties(
        {
            "title": say("report.title", lang),
            "subject": clean(report.rubric.title.get(lang)),
            "author": f"dgcheck {report.run.tool_version}",
            "created": report.run.cutoff.replace(tzinfo=None),
        }
    )
    styles = _Styles(workbook)
    for sheet in chain(sheets(report, lang), trend_sheets(report, lang)):
        _write(workbook, styles, sheet, lang, row_limit)
    workbook.close()
    return held.getvalue()


class _Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool], Any] = {}

    def get(self, name: str, *, quoted: bool = False) -> Any:
        key = (name, quoted)
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_BASE, **_STYLES[name], "quote_prefix": quoted})
        return self._made[key]


_BASE = {"font_name": FONT, "font_size": 10, "valign": "top"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "line": {},
    "number": {"align": "right"},
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#123F5C", "font_color": "#FFFFFF",
             "border": 1, "border_color": "#5B7FA3"},
    "title": {"bold": True, "font_size": 16, "font_color": "#123F5C"},
    "strong": {"bold": True, "text_wrap": True},
    "score": {"bold": True, "font_size": 20, "font_color": "#123F5C"},
    **{
        f"{shape}-{outcome.value}": {"bg_color": fill, "font_color": ink, "align": align, "border": 1,
                                     "border_color": "#FFFFFF", "bold": outcome is Outcome.FAILED}
        for outcome, (fill, ink) in _COLOURS.items()
        for shape, align in (("sign", "center"), ("word", "left"))
    },
}  # fmt: skip


def _write(workbook: Any, styles: _Styles, sheet: Sheet, lang: str, row_limit: int) -> None:
    page = workbook.add_worksheet(sheet.title[:31])
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2 if not sheet.table else 0)
    for place, head in enumerate(sheet.columns):
        page.set_column(place, place, head.width)
    first = 0
    if sheet.table:
        _head(page, styles, sheet.columns)
        page.freeze_panes(1, sheet.frozen)
        page.repeat_rows(0)
        first = 1
    last = _rows(page, styles, sheet, first, lang, row_limit)
    if sheet.table:
        page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)


def _head(page: Any, styles: _Styles, columns: Iterable[Head]) -> None:
    page.set_row(0, 45)
    for place, head in enumerate(columns):
        page.write_string(0, place, clean(head.title, 250), styles.get("head"))


def _rows(page: Any, styles: _Styles, sheet: Sheet, first: int, lang: str, row_limit: int) -> int:
    """Writes the rows, at most as many as the format holds, the last then saying so; gives the last row's number."""
    row = first - 1
    count = 0
    for cells in sheet.rows:
        count += 1
        if row + 1 < row_limit - 1:
            row += 1
            for place, cell in enumerate(cells):
                _cell(page, styles, row, place, cell, lang)
    if count > row - first + 1:
        row += 1
        note = say("sheet.overflow", lang, shown=row - first, count=count)
        page.write_string(row, 0, note, styles.get("strong"))
    return row


def _cell(page: Any, styles: _Styles, row: int, place: int, cell: Cell, lang: str) -> None:
    value = cell.value
    if value is None or value == "":
        return
    if isinstance(value, Outcome):
        word = say(f"outcome_sign.{value.value}", lang)
        if cell.style != "sign":
            word = f"{word} {say(f'outcome.{value.value}', lang)}"
        page.write_string(row, place, word, styles.get(f"{'sign' if cell.style == 'sign' else 'word'}-{value.value}"))
    elif isinstance(value, str):
        text = clean(value, CELL_LIMIT)
        page.write_string(row, place, text, styles.get(cell.style or "text", quoted=text.startswith(_FORMULA)))
    else:
        page.write_number(row, place, value, styles.get(cell.style or "number"))
