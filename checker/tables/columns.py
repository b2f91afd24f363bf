"""One column of a table, as those see it who ask it for periods and areas."""

from __future__ import annotations

from msgspec import Struct

from checker.grid import Cell


class ColumnCells(Struct, frozen=True, kw_only=True, gc=False):
    """The data of one column below the header, all rows that were read: no blank rows, subtotals or notes."""

    number: int  #: from 1
    name: str  #: as in the header; two header rows: joined with a blank; empty: unnamed
    rows: tuple[int, ...]  #: row number of each cell in the file or sheet, from 1
    cells: tuple[Cell, ...]  #: as long as ``rows``; ``None`` and ``""`` where nothing stands
    member: str = ""  #: file inside an archive
    sheet: str = ""
