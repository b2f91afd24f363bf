"""The worklist as a table: CSV and workbook, in one language. What a catalog says is text, and never a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from checker.report.csv import guarded, whole
from checker.report.words import clean, web_address
from checker.rounding import shown
from checker.rubric import Text
from checker.worth import Fix

FONT = "Tahoma"
WIDTHS = (6, 10, 10, 14, 16, 34, 14, 34, 40, 44, 28, 24, 30, 34, 40)
LONGEST = 32_000  #: characters of a cell
NUMBERS = 3  #: columns in front that hold numbers
#: columns of the table, ids of ``columns`` of ``schemas/worklist.yaml``
COLUMNS = (
    "place", "least", "most", "together", "effort", "dataset", "code", "what", "reason", "how", "owner", "resource",
    "url", "assumed", "id",
)  # fmt: skip


def rows(fixes: Sequence[Fix], assumed: Mapping[str, Text], lang: str) -> Iterator[tuple[str, ...]]:
    """The cells of each fix, in the order of :data:`COLUMNS`."""
    for number, fix in enumerate(fixes, 1):
        yield (
            str(number),
            shown(fix.worth.minimum, 4),
            shown(fix.worth.maximum, 4),
            fix.package.id if fix.package else "",
            fix.effort.title.get(lang),
            fix.title,
            fix.code,
            fix.what.get(lang),
            fix.reason.get(lang),
            fix.how.get(lang),
            fix.owner,
            fix.resource_name,
            fix.url or fix.link,
            "; ".join(assumed[name].get(lang) for name in fix.assumed),
            fix.id,
        )


def to_csv(fixes: Sequence[Fix], columns: Mapping[str, Text], assumed: Mapping[str, Text], lang: str) -> bytes:
    """UTF-8 with a byte order mark, lines that end in CR LF (RFC 4180)."""
    lines = ((*row[:NUMBERS], *map(guarded, row[NUMBERS:])) for row in rows(fixes, assumed, lang))
    return whole([columns[name].get(lang) for name in COLUMNS], lines)


def to_xlsx(
    fixes: Sequence[Fix],
    columns: Mapping[str, Text],
    assumed: Mapping[str, Text],
    lang: str,
    title: str,
    made: datetime | None = None,
) -> bytes:
    """One sheet with filters, a head that stays, and links; ``made``: the time it is stamped with, else now."""
    held = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(held, options)
    if made is not None:
        workbook.set_properties({"created": made.replace(tzinfo=None)})
    sheet = workbook.add_worksheet(title)
    base = {"font_name": FONT, "font_size": 10, "valign": "top"}
    text = workbook.add_format({**base, "text_wrap": True, "quote_prefix": True})
    number = workbook.add_format({**base, "num_format": "0.00##"})
    head = workbook.add_format(
        {**base, "bold": True, "bg_color": "#123F5C", "font_color": "#FFFFFF", "text_wrap": True}
    )
    link = workbook.add_format({**base, "font_color": "#0B5394", "underline": 1})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(0, 0, [columns[name].get(lang) for name in COLUMNS], head)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows(fixes, assumed, lang), 1):
        _write(sheet, line, row, text, number, link)
    sheet.autofilter(0, 0, max(1, len(fixes)), len(COLUMNS) - 1)
    workbook.close()
    return held.getvalue()


def _write(sheet: Any, line: int, row: tuple[str, ...], text: Any, number: Any, link: Any) -> None:
    for column, value in enumerate(row):
        address = web_address(value) if COLUMNS[column] == "url" else None
        if column < NUMBERS:
            sheet.write_number(line, column, float(value), number)
        elif address:
            sheet.write_url(line, column, address, link)
        else:
            sheet.write_string(line, column, clean(value)[:LONGEST], text)
