"""The sheet Extra_Fields, written: what no form has a cell for, a row each."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from checker.workbook.extra import FIRST_ROW, Extra
from checker.workbook.official.forms import words
from checker.workbook.official.rows import extra_texts
from checker.workbook.official.sheet import A3
from checker.workbook.official.styles import Styles, height
from checker.workbook.template1 import LINE

_HEADER = FIRST_ROW - 2  #: row of the header, from 0


def write_extras(book: xlsxwriter.Workbook, styles: Styles, extras: Sequence[Extra], lang: str) -> None:
    """The sheet with its rows; none where there is nothing to put on it."""
    if not extras:
        return
    sheet = book.add_worksheet(words()["extra"]["sheet"])
    widths = _head(sheet, styles, lang)
    for row, extra in enumerate(extras, FIRST_ROW - 1):
        texts = extra_texts(extra, lang)
        for place, text in enumerate(texts):
            if text:
                sheet.write_string(row, place, text, styles["cell"])
            else:
                sheet.write_blank(row, place, None, styles["cell"])
        sheet.set_row(row, height(zip(texts, widths, strict=True)))
    sheet.freeze_panes(FIRST_ROW - 1, 0)
    sheet.autofilter(_HEADER, 0, _HEADER + len(extras), len(widths) - 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)


def _head(sheet: Worksheet, styles: Styles, lang: str) -> list[float]:
    """Titles and headers; gives the widths of the columns."""
    told = words()["extra"]
    columns = list(told["columns"].values())
    sheet.set_default_row(LINE)
    for row, text in enumerate(("title", "rule", "stored")):
        sheet.write_string(row, 0, told[text][lang], styles["line" if row else "title"])
    for place, column in enumerate(columns):
        sheet.write_string(_HEADER, place, column[lang], styles["optional"])
        sheet.set_column(place, place, column["width"], styles["typed"])
    return [column["width"] for column in columns]
