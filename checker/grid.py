"""Cells as a table reader hands them on: one value whatever file they came from, for profiles and for the guard.

Nothing here is stored; what is kept of a sheet are the facts of :mod:`checker.content`.
"""

from __future__ import annotations

from datetime import date, datetime, time

from msgspec import Struct

#: What one cell holds. Text formats give text alone; spreadsheets and JSON give their own types.
Cell = str | int | float | bool | date | datetime | time | None
Row = tuple[Cell, ...]


class Sheet(Struct, frozen=True, kw_only=True, gc=False):
    """One table of a file, as far as it was read. ``rows[0]`` is row 1 of the file or sheet, blank rows included."""

    rows: list[Row]
    format: str  #: format id of what it was read from (inside an archive: of the member)
    member: str = ""  #: name of the file inside an archive
    name: str = ""  #: of the sheet
    hidden: bool = False
    complete: bool = True  #: every row was read
    encoding: str = ""  #: of a text
    delimiter: str = ""  #: of a delimited text
    merged: tuple[str, ...] = ()  #: ranges of merged cells, ``A1:C1``, in the order of the file
    formulas: tuple[str, ...] = ()  #: addresses of cells that hold a formula, the first few
    formula_count: int = 0
    records: bool = False  #: every row is a record with named fields (JSON, XML, DBF): the first row holds the names
    geometry: bool = False  #: rows have coordinates beside their columns (a map layer)
