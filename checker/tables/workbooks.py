"""Excel workbooks. Cells come from calamine, or from openpyxl's streaming reader where a sheet is too wide or too long.

calamine is six times as fast but builds each sheet as one dense block, so that two cells far apart would ask for
gigabytes; and openpyxl's streaming reader does not see merged cells. So each sheet of an XLSX is gone through once
before: it says how large the block would be, what is merged and what is a formula, and proves what the archive says
of its sizes.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from checker.errors import Unreadable
from checker.grid import Cell, Row, Sheet
from checker.tables.bounds import CELL, CELLS, COLUMNS, ROWS, SHEETS, UNPACKED
from checker.tables.markup import expat_errors, parser
from checker.tables.packages import BROKEN, each_chunk, opened, prove, read_part

DENSE = 4_000_000  #: cells of a sheet's block up to which calamine may build it (some 30 bytes each)
PACKED = 5 * 1024 * 1024  #: bytes of a file up to which calamine reads it
FORMULAS = 10  #: addresses of formulas that are kept
MERGED = 5_000  #: ranges of merged cells that are kept
ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")

_READER_ERRORS = (*BROKEN, ArithmeticError, AssertionError, AttributeError, SyntaxError, TypeError, struct.error)


class Scanned(Struct, kw_only=True):
    """What one pass over a sheet's part told."""

    name: str
    hidden: bool
    rows: int = 0  #: number of the last row with a value
    columns: int = 0  #: … column
    merged: list[str] = []
    formulas: list[str] = []
    formula_count: int = 0


def column_number(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def xlsx(body: bytes, format: str) -> list[Sheet]:
    """The sheets of an XLSX or XLSM that hold anything. Raises :class:`Unreadable`."""
    scanned = _scan(body)
    by_name = {sheet.name: sheet for sheet in scanned}
    widest = max((sheet.rows * sheet.columns for sheet in scanned), default=0)
    read = _calamine if len(body) <= PACKED and widest <= DENSE else _openpyxl
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that openpyxl does not know; nothing of them is read
            sheets = [_xlsx_sheet(by_name[name], rows, format) for name, rows in read(body, by_name)]
    except _READER_ERRORS as error:
        raise Unreadable("damaged", f"the workbook cannot be read ({type(error).__name__})") from error
    return [sheet for sheet in sheets if sheet.rows]


def _xlsx_sheet(scanned: Scanned, rows: list[Row], format: str) -> Sheet:
    rows = rows[:ROWS]
    return Sheet(
        rows=rows, format=format, name=scanned.name, hidden=scanned.hidden, complete=len(rows) >= scanned.rows,
        merged=tuple(scanned.merged), formulas=tuple(scanned.formulas), formula_count=scanned.formula_count,
    )  # fmt: skip


def calamine(body: bytes, format: str) -> list[Sheet]:
    """The sheets of an XLS or XLSB that hold anything. Raises :class:`Unreadable`."""
    import python_calamine

    prove(body)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(body))
        sheets = []
        for about in book.sheets_metadata[:SHEETS]:
            sheet = book.get_sheet_by_name(about.name)
            rows = _rows(_dense(sheet))
            merged = tuple(_range(start, end) for start, end in sheet.merged_cell_ranges or ())[:MERGED]
            hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(
                Sheet(rows=rows[:ROWS], format=format, name=about.name, hidden=hidden,
                      complete=sheet.end is None or sheet.end[0] < min(len(rows), ROWS),
                      merged=merged)
            )  # fmt: skip
    except python_calamine.PasswordError as error:
        raise Unreadable("encrypted", "the file asks for a password") from error
    except (python_calamine.CalamineError, *_READER_ERRORS) as error:
        raise Unreadable("damaged", f"the workbook cannot be read ({type(error).__name__})") from error
    return [sheet for sheet in sheets if sheet.rows]


def _range(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f"{column_letters(start[1] + 1)}{start[0] + 1}:{column_letters(end[1] + 1)}{end[0] + 1}"


def _calamine(body: bytes, wanted: dict[str, Scanned]) -> Iterator[tuple[str, list[Row]]]:
    import python_calamine

    left = dict(wanted)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(body))
        for name in wanted:
            rows = _rows(_dense(book.get_sheet_by_name(name)))
            del left[name]
            yield name, rows
    except python_calamine.CalamineError:
        yield from _openpyxl(body, left)  # each of the two reads workbooks that the other does not


def _dense(sheet: Any) -> Iterator[list[Any]]:
    """calamine's rows from row 1, each from column A: its own begin at the first column with a cell."""
    if sheet.start is None:
        return iter(())
    before = [""] * sheet.start[1]
    return (before + row for row in sheet.iter_rows()) if before else sheet.iter_rows()


def _openpyxl(body: bytes, wanted: dict[str, Scanned]) -> Iterator[tuple[str, list[Row]]]:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:SHEETS]:
            if sheet.title in wanted:
                sheet.reset_dimensions()
                yield sheet.title, _rows(sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS, values_only=True))
    finally:
        book.close()


def _rows(found: Iterable[Iterable[Any]]) -> list[Row]:
    """Rows of cells, no more than one over the limit, without the blank ones at the end."""
    rows: list[Row] = []
    left = CELLS
    last = 0
    for row in islice(found, ROWS + 1):
        cells = tuple(map(_cell, islice(row, COLUMNS)))
        rows.append(cells)
        if any(cell is not None and cell != "" for cell in cells):
            last = len(rows)
        left -= len(cells)
        if left < 0:
            break
    del rows[last:]
    return rows


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if len(value) <= CELL else value[:CELL]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, timedelta):
        return str(value)
    return value  # type: ignore[no-any-return]


def _scan(body: bytes) -> list[Scanned]:
    """The worksheets by their parts. Raises :class:`Unreadable`."""
    with opened(body) as archive:
        names = {part.filename for part in archive.infolist()}
        sheets = _parts(archive)
        found = [_scan_sheet(archive, part, name, hidden) for name, part, hidden in sheets[:SHEETS] if part in names]
        for other in sorted(names & {"xl/sharedStrings.xml", "xl/styles.xml"}):
            each_chunk(archive, other, _refuse_entities)
        return found


def _refuse_entities(piece: bytes) -> None:
    if b"<!ENTITY" in piece or b"<!DOCTYPE" in piece:
        raise Unreadable("bomb", "it declares entities")


def _parts(archive: Any) -> list[tuple[str, str, bool]]:
    """Name, part and whether it is hidden of each worksheet, in the workbook's order (ECMA-376 part 1, 18.2.19)."""
    names = {part.filename for part in archive.infolist()}
    if "xl/workbook.xml" not in names:
        raise Unreadable("damaged", "no workbook in the archive")
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str, bool]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = str(PurePosixPath("/xl") / target).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            key = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            if key in targets:
                sheets.append((attributes.get("name", ""), targets[key], attributes.get("state", "") != ""
                               and attributes["state"] != "visible"))  # fmt: skip

    _parse(read_part(archive, "xl/_rels/workbook.xml.rels", UNPACKED >> 4), relation)
    _parse(read_part(archive, "xl/workbook.xml", UNPACKED >> 4), sheet)
    return sheets


def _parse(part: bytes, start: Any) -> None:
    with expat_errors():
        parser(start).Parse(part, True)


def _scan_sheet(archive: Any, part: str, name: str, hidden: bool) -> Scanned:
    found = Scanned(name=name, hidden=hidden)
    at, row, column = "", 0, 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at, row, column
        if tag not in _SEEN:
            return
        tag = tag.rpartition(":")[2]
        if tag == "row":
            number = attributes.get("r", "")
            row, column = int(number) if number.isdecimal() and len(number) < 9 else row + 1, 0
        elif tag == "c":
            at = attributes.get("r", "")
            address = ADDRESS.fullmatch(at)
            row, column = (int(address[2]), column_number(address[1])) if address else (row, column + 1)
        elif tag in ("v", "is"):
            found.rows, found.columns = max(found.rows, row), max(found.columns, column)
        elif tag == "f":
            found.formula_count += 1
            if len(found.formulas) < FORMULAS:
                found.formulas.append(at)
        elif len(found.merged) < MERGED:
            found.merged.append(attributes.get("ref", ""))

    reading = parser(start)
    with expat_errors():
        each_chunk(archive, part, lambda piece: reading.Parse(piece, False))
        reading.Parse(b"", True)
    return found


#: elements of a sheet that are looked at, with the prefix that some programs write
_SEEN = frozenset(
    prefix + name for prefix in ("", "x:", "s:", "ss:") for name in ("row", "c", "v", "is", "f", "mergeCell")
)
