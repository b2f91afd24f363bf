"""How much of a file is read at most, and why one is not read. Hostile files are why each of these has an end."""

from __future__ import annotations

from collections.abc import Iterable

ROWS = 20_000  #: rows of a sheet
COLUMNS = 500  #: columns of a sheet
SHEETS = 20  #: sheets of a workbook, tables of an archive or a database
CELLS = 2_000_000  #: cells of all sheets of a file together
MEMBERS = 2_000  #: parts of an archive that are listed
UNPACKED = 256 * 1024 * 1024  #: bytes that an archive unpacks to, by its own word and in truth
MEMBER = 64 * 1024 * 1024  #: bytes of one file inside an archive
TEXT = 64 * 1024 * 1024  #: bytes of a text
DEPTH = 64  #: levels of markup
CELL = 32_767  #: characters of a cell: what Excel itself lets one hold


def columns(names: Iterable[str]) -> tuple[str, ...]:
    """Column names, no more than are read."""
    return tuple(names)[:COLUMNS]
