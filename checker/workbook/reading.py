"""A workbook (.xlsx, .xls, .ods) as sheets of cells, read within bounds: what comes by mail may be anything.

An .xlsx is read with openpyxl's streaming reader at every size, behind :mod:`checker.workbook.archive`: calamine is
faster, but builds each sheet as one dense block, so that two cells far apart in a file of a few hundred bytes would
ask for gigabytes. The other two are read in a process of their own (:mod:`checker.workbook.older`).
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.text import repair
from checker.workbook.archive import BROKEN, MAX_BYTES, is_xlsx, parts_of, prove_xlsx, refusal

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "Sheet",
    "column_letters",
    "column_number",
    "is_workbook",
    "is_zip",
    "read_sheets",
    "refuse_other_files",
    "text_of",
]

MAX_SHEETS = 100
MAX_ROWS = 20_000
MAX_COLUMNS = 80
MAX_TEXT = 32_767  #: what Excel itself lets a cell hold

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (*BROKEN, ArithmeticError, AssertionError, AttributeError, SyntaxError, TypeError, struct.error)


def column_letters(column: int) -> str:
    """The letters of a column, from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, from 1; 0 of none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Cell(Struct, frozen=True, kw_only=True):
    """One cell that is not blank."""

    place: str  #: ``sheet!B7``
    text: str  #: as people read it: numbers without ``.0``, dates as ``2564-09-10``; lines kept
    bold: bool = False
    error: bool = False  #: a formula in error


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet: its rows by number from 1, their cells by column from 1; blank ones left out."""

    name: str
    rows: dict[int, dict[int, Cell]]
    cut: bool = False  #: it has more rows than are read
    unvalued: tuple[str, ...] = ()  #: cells (``B7``) that are a formula of which no value was saved

    def place(self, row: int, column: int = 1) -> str:
        """``sheet!B7``."""
        return f"{self.name}!{column_letters(column)}{row}"

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or nothing."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text if cell is not None else ""


def is_zip(body: bytes) -> bool:
    """Whether the bytes are an archive, which .xlsx and .ods are."""
    return body.startswith(_ZIP)


def is_workbook(body: bytes) -> bool:
    """Whether the bytes are a ZIP, which every .xlsx and .ods is, or what an .xls is."""
    return body.startswith((_ZIP, _OLE))


def refuse_other_files(body: bytes, source: str) -> None:
    """Raises WorkbookError for what is plainly neither a workbook nor a text."""
    head = body[:512].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<script")):
        raise refusal(source, "it is a web page", "เป็นหน้าเว็บ ไม่ใช่แฟ้มที่กรอก")
    if source.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")) and not is_workbook(body):
        raise refusal(
            source,
            "it is empty" if not body else "it is not an Excel workbook (.xlsx)",
            "แฟ้มว่าง" if not body else "ไม่ใช่แฟ้ม Excel (.xlsx)",
        )
    if b"\x00" in body[:512] and not is_workbook(body):
        raise refusal(source, "it is neither text nor a workbook", "ไม่ใช่ทั้งข้อความและแฟ้ม Excel")


def read_sheets(
    body: bytes, source: str, wanted: Callable[[str], bool], *, fonts: bool = False
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """The names of all sheets, and the cells of those wanted. Raises WorkbookError.

    ``fonts``: bold is told too, of an .xlsx; the other two are read without it.
    """
    refuse_other_files(body, source)
    if body.startswith(_OLE):
        return _older(body, source, "xls", wanted)
    with parts_of(body, source) as archive:
        if "content.xml" in archive.namelist():
            return _older(body, source, "ods", wanted)
        if not is_xlsx(archive):
            raise refusal(source, "it is an archive but no Excel workbook", "เป็นแฟ้มบีบอัดที่ไม่ใช่แฟ้ม Excel")
        unvalued = prove_xlsx(archive, source).unvalued
    names, sheets = _xlsx(body, source, wanted, fonts)
    return names, tuple(replace(sheet, unvalued=tuple(unvalued.get(part, ()))) for part, sheet in sheets)


def _older(
    body: bytes, source: str, format: str, wanted: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    from checker.workbook.older import read_older  # here: it wires the sandbox

    sheets = read_older(body, source, format)
    return tuple(sheet.name for sheet in sheets), tuple(sheet for sheet in sheets if wanted(sheet.name))


def _xlsx(
    body: bytes, source: str, wanted: Callable[[str], bool], fonts: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, Sheet], ...]]:
    """The names of all sheets, and the wanted ones with the part of the archive that each is."""
    import openpyxl  # here: most commands open no workbook, and it is a third of their start

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it does not know; nothing of them is read
            book = openpyxl.load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)
            try:
                sheets = book.worksheets[:MAX_SHEETS]
                names = tuple(str(sheet.title) for sheet in sheets)
                return names, tuple(_part(sheet, fonts) for sheet in sheets if wanted(str(sheet.title)))
            finally:
                book.close()
    except _BROKEN as error:
        raise refusal(
            source,
            f"it is not an Excel workbook that can be read ({type(error).__name__})",
            "ไม่ใช่แฟ้ม Excel ที่อ่านได้ หรือแฟ้มเสียหาย",
        ) from error


def _part(sheet: Any, fonts: bool) -> tuple[str, Sheet]:
    return str(sheet._worksheet_path), _sheet(sheet, fonts)


def _sheet(sheet: Any, fonts: bool) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    name = str(sheet.title)
    sheet.reset_dimensions()
    cut = False
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS), 1):
        cells = dict(_cells(row, name, number, fonts))
        if cells and number <= MAX_ROWS:
            rows[number] = cells
        cut = cut or (bool(cells) and number > MAX_ROWS)
    return Sheet(name=name, rows=rows, cut=cut)


def _cells(row: Any, name: str, number: int, fonts: bool) -> Iterator[tuple[int, Cell]]:
    for column, cell in enumerate(row, 1):
        value = cell.value
        text = text_of(value) if value is not None else ""
        if text:
            bold = bool(fonts and cell.font is not None and cell.font.b)
            yield (
                column,
                Cell(
                    place=f"{name}!{column_letters(column)}{number}",
                    text=text,
                    bold=bold,
                    error=cell.data_type == "e",
                ),
            )


def text_of(value: object) -> str:
    """A cell's value as people read it."""
    if value is None:
        return ""
    if isinstance(value, str):
        lines = value[:MAX_TEXT].replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(repair(line).strip() for line in lines).strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
