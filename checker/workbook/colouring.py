"""The officer's own workbook, coloured: what is to be mended stands in its cell, with the reason and the way out.

An .xlsx is opened and saved with openpyxl, which keeps texts, formulas, formats, drop-downs, widths, links and
pictures, and leaves out macros; of an .xls or .ods the texts are written into a new .xlsx.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from checker.workbook.archive import BROKEN, is_xlsx, parts_of, prove_xlsx, refusal
from checker.workbook.layouts import template
from checker.workbook.reading import MAX_TEXT, is_zip, read_sheets
from checker.workbook.remarks import LEVELS, Checked, Remark

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELLS = 600_000  #: openpyxl takes about a kilobyte for each
MAX_MERGED = 100_000  #: cells in merged, linked or commented ranges: openpyxl makes each of them
AUTHOR = "dgcheck"
BELOW = "— dgcheck —"  #: in a comment, under what was there before
WIDTH, LINE, LETTERS = 340, 17, 46  #: of a comment: pixels, pixels a line, letters a line


def coloured(body: bytes, checked: Checked, lang: str) -> bytes:
    """The bytes of the copy, an .xlsx. Raises WorkbookError for what cannot be opened whole."""
    book = _opened(body, checked.source)
    places: dict[str, dict[str, list[Remark]]] = defaultdict(lambda: defaultdict(list))
    for remark in checked.remarks:
        if remark.source == checked.source and remark.sheet in book.sheetnames:
            places[remark.sheet][remark.cell or "A1"].append(remark)
    for held in book.worksheets:
        _clean(held)
    for name, cells in places.items():
        _mark_sheet(book[name], cells, lang)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _gravity(remark: Remark) -> int:
    return LEVELS.index(remark.level)


def _colours() -> dict[str, str]:
    colours: dict[str, str] = template()["colours"]
    return colours


def _opened(body: bytes, source: str) -> Workbook:
    """The workbook with all that it holds; of another format, a new one with its texts."""
    if not is_zip(body):
        return _rewritten(body, source)
    with parts_of(body, source) as archive:
        if not is_xlsx(archive):
            return _rewritten(body, source)
        size = prove_xlsx(archive, source)
    if size.cells > MAX_CELLS or size.merged > MAX_MERGED:
        raise refusal(source, f"over {MAX_CELLS:,} cells or {MAX_MERGED:,} merged ones, too many for a coloured copy",
                      f"มีเกิน {MAX_CELLS:,} ช่อง หรือช่องที่ผสานกันเกิน {MAX_MERGED:,} ช่อง จึงทำแฟ้มระบายสีไม่ได้",
                      "bomb")  # fmt: skip
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that it does not know and leaves out
            return openpyxl.load_workbook(BytesIO(body))
    except (*BROKEN, ArithmeticError, AttributeError, SyntaxError, TypeError) as error:
        raise refusal(source, f"it cannot be opened for a copy ({type(error).__name__})",
                      "เปิดแฟ้มนี้เพื่อทำสำเนาไม่ได้", "damaged") from error  # fmt: skip


def _rewritten(body: bytes, source: str) -> Workbook:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in read_sheets(body, source, lambda _: True)[1]:
        written = book.create_sheet(sheet.name)
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                made = written.cell(row, column, _holdable(cell.text))
                made.data_type = "s"  # also of what begins like a formula
    return book


def _holdable(text: str) -> str:
    """The text without what no cell of an .xlsx may hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_TEXT]


def _clean(sheet: Worksheet) -> None:
    """Takes away what an earlier copy was marked with, so that what has been mended is marked no longer."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for cell in list(sheet._cells.values()):  # those that are there: iter_rows would make all between two far apart
        if cell.comment is None or BELOW not in cell.comment.text:
            continue
        before = cell.comment.text.partition(BELOW)[0].strip()
        cell.comment = Comment(before, cell.comment.author) if before else None
        if str(cell.fill.start_color.rgb)[-6:] in _colours().values():
            cell.fill = PatternFill()


def _mark_sheet(sheet: Worksheet, cells: dict[str, list[Remark]], lang: str) -> None:
    """All cells of a sheet, and its tab by the gravest remark."""
    from openpyxl.utils.cell import coordinate_to_tuple

    tops = _tops(sheet)
    for place, remarks in cells.items():
        at = coordinate_to_tuple(place)
        _mark(sheet.cell(*tops.get(at, at)), sorted(remarks, key=_gravity), lang)
    worst = min((remark for remarks in cells.values() for remark in remarks), key=_gravity)
    sheet.sheet_properties.tabColor = _colours()[worst.level]


def _mark(cell: Any, remarks: list[Remark], lang: str) -> None:
    """Colours one cell by its gravest remark and comments it with all, behind a comment that stands there."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    colour = _colours()[remarks[0].level]
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)
    told = [line for remark in remarks for line in _lines(remark, lang)]
    kept = [cell.comment.text] if cell.comment is not None else []
    text = _holdable("\n".join((*kept, BELOW, *told)))
    lines = sum(1 + len(line) // LETTERS for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, height=LINE * (lines + 1), width=WIDTH)


def _lines(remark: Remark, lang: str) -> list[str]:
    many = f" ({remark.count:,})" if remark.count > 1 else ""
    fix = remark.fix.get(lang)
    return [f"• {remark.text.get(lang)}{many}", *([f"→ {fix}"] if fix else [])]


def _tops(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell → the first of the merged range that it lies in, which alone can be marked."""
    return {
        (row, column): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }
