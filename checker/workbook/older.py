"""Workbooks of other programs and other times, .xls (97) and .ods: read in a process with bounded time and memory.

The readers are those of the table room; what comes back from the process are texts and their places, nothing else.
"""

from __future__ import annotations

import re

from msgspec import Struct

from checker import tables
from checker.content import Content
from checker.errors import WorkbookError
from checker.grid import Cell as Value
from checker.grid import Sheet as Grid
from checker.read.sandbox import Job, Sandbox
from checker.workbook.archive import prove_size, refusal
from checker.workbook.reading import MAX_COLUMNS, Cell, Sheet, column_letters, text_of

SECONDS = 30.0
MEMORY = 1024 * 1024 * 1024  #: bytes of address space
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")


class Page(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One sheet as it comes through the pipe."""

    name: str
    rows: dict[int, dict[int, str]]
    cut: bool


class Pages(Content, frozen=True, kw_only=True):
    """The sheets of a file, where it gave no trouble."""

    pages: tuple[Page, ...] = ()


def read_older(body: bytes, source: str, format: str) -> tuple[Sheet, ...]:
    """The sheets that hold anything. ``format`` is ``xls`` or ``ods``. Raises WorkbookError."""
    prove_size(body, source)
    with Sandbox(workers=1, seconds=SECONDS, memory=MEMORY, target=f"{__name__}:read_job", answer=Pages) as sandbox:
        sandbox.put(Job(key=source, body=body, format=format, complete=True))
        ((_, found),) = sandbox.finish()
    if found.trouble or not isinstance(found, Pages):
        raise _refused(source, found)
    return tuple(_sheet(page) for page in found.pages)


def read_job(job: Job) -> Pages:
    """The work of the process."""
    try:
        grids = tables.sheets(job.body, job.format or "", complete=job.complete)
    except tables.Unreadable as error:
        return Pages(format=job.format, trouble=error.trouble, detail=error.detail)
    return Pages(format=job.format, pages=tuple(_page(grid) for grid in grids))


def _page(grid: Grid) -> Page:
    rows = {number: _texts(row) for number, row in enumerate(grid.rows, 1)}
    return Page(name=grid.name, rows={number: row for number, row in rows.items() if row}, cut=not grid.complete)


def _texts(row: tuple[Value, ...]) -> dict[int, str]:
    texts = enumerate(map(text_of, row[:MAX_COLUMNS]), 1)
    return {column: text for column, text in texts if text}


def _sheet(page: Page) -> Sheet:
    rows = {
        number: {
            column: Cell(place=f"{page.name}!{column_letters(column)}{number}", text=text,
                         error=_ERROR.fullmatch(text) is not None)
            for column, text in row.items()
        }
        for number, row in page.rows.items()
    }  # fmt: skip
    return Sheet(name=page.name, rows=rows, cut=page.cut)


def _refused(source: str, found: Content) -> WorkbookError:
    """The trouble of a file, in the words of a person who filled it in."""
    why_en, why_th = _WORDS.get(found.trouble, _WORDS["damaged"])
    return refusal(source, why_en, why_th, found.trouble)


_WORDS = {
    "crashed": ("the program that reads it gave up; save it as .xlsx",
                "โปรแกรมอ่านแฟ้มนี้ไม่สำเร็จ ให้บันทึกเป็น .xlsx"),
    "encrypted": ("it is locked with a password; save it without one",
                  "แฟ้มนี้มีรหัสผ่าน ให้บันทึกใหม่โดยไม่มีรหัสผ่าน"),
    "damaged": ("it is not a workbook that can be read, or it is damaged; save it as .xlsx",
                "ไม่ใช่แฟ้มที่อ่านได้ หรือแฟ้มเสียหาย ให้บันทึกเป็น .xlsx"),
    "bomb": ("its inside is deeper or longer than that of any workbook that people fill in",
             "โครงสร้างภายในแฟ้มซ้อนลึกหรือยาวผิดปกติ ไม่ใช่แฟ้มที่คนกรอก"),
    "out_of_memory": ("it asks for more memory than any workbook that people fill in; save it as .xlsx",
                      "แฟ้มนี้ต้องใช้หน่วยความจำมากผิดปกติ ให้บันทึกเป็น .xlsx"),
    "out_of_time": (f"it cannot be read within {SECONDS:g} seconds; save it as .xlsx",
                    f"อ่านแฟ้มนี้ไม่เสร็จใน {SECONDS:g} วินาที ให้บันทึกเป็น .xlsx"),
}  # fmt: skip
