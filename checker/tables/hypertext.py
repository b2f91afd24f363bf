"""The tables of an HTML page that was saved as an Excel file, as web reports do: ``<table>`` under the name ``.xls``.

Tags are looked for by one pattern that never looks back; what stands outside of cells is left out.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct, field

from checker.encoding import decode
from checker.errors import Unreadable
from checker.grid import Row, Sheet
from checker.tables.bounds import CELL, CELLS, COLUMNS, ROWS, SHEETS, TEXT

_TAG = re.compile(r"<(/?)(table|tr|td|th)(?=[\s>/])([^<>]{0,2000})>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br[\s/]{0,5}>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s{0,5}=\s{0,5}[\"']?(\d{1,4})", re.IGNORECASE)


class _Table(Struct):
    """One table while it is read."""

    rows: list[list[str]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)  #: column (from 0) → rows that a cell above still covers
    merged: list[str] = field(default_factory=list)

    def start_row(self) -> None:
        if self.rows:
            self.fill()
        self.rows.append([])

    def fill(self) -> None:
        """Blank cells where one of a row above reaches down."""
        row = self.rows[-1]
        while self.covered.get(len(row), 0) > 0 and len(row) < COLUMNS:
            self.covered[len(row)] -= 1
            row.append("")

    def add(self, text: str, down: int, across: int) -> None:
        if not self.rows:
            self.rows.append([])
        self.fill()
        row, top = self.rows[-1], len(self.rows)
        left = len(row)
        across = min(across, COLUMNS - left)
        if across < 1:
            return
        row += [text, *[""] * (across - 1)]
        if down > 1:
            self.covered |= dict.fromkeys(range(left, left + across), down - 1)
        if down > 1 or across > 1:
            self.merged.append(f"{_letters(left)}{top}:{_letters(left + across - 1)}{top + down - 1}")


def is_hypertext(body: bytes) -> bool:
    """Whether the bytes begin as markup does, and not as a workbook."""
    return body[:256].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def hypertext(body: bytes, format: str) -> list[Sheet]:
    """The tables of a page. Raises :class:`Unreadable`, where it has none too."""
    decoded = decode(body[:TEXT], complete=len(body) <= TEXT)
    if decoded is None:
        raise Unreadable("damaged", "no text")
    found = [table for table in _tables(decoded.text) if table.rows]
    if not found:
        raise Unreadable("damaged", "no table in the page")
    whole = len(body) <= TEXT and sum(len(table.rows) for table in found) < ROWS
    return [
        Sheet(rows=[*map(_row, table.rows)], format=format, encoding=decoded.encoding or "", complete=whole,
              merged=tuple(table.merged))
        for table in found
    ]  # fmt: skip


def _row(cells: list[str]) -> Row:
    return tuple(cell or None for cell in cells)


def _tables(text: str) -> list[_Table]:
    found: list[_Table] = []
    cell: tuple[int, int, int] | None = None  # where its text begins, rows down, columns across
    rows = cells = 0
    for tag in _TAG.finditer(text):
        closes, name = tag[1], tag[2].lower()
        if cell is not None and found:
            found[-1].add(_text(text[cell[0] : tag.start()]), cell[1], cell[2])
            cell, cells = None, cells + 1
        if rows >= ROWS or cells >= CELLS:
            break
        if name == "table" and not closes:
            if len(found) == SHEETS:
                break
            found.append(_Table())
        elif name == "tr" and not closes and found:
            found[-1].start_row()
            rows += 1
        elif name in ("td", "th") and not closes:
            spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(tag[3])}
            cell = (tag.end(), max(1, spans.get("row", 1)), max(1, spans.get("col", 1)))
    return found


def _text(markup: str) -> str:
    if "<" in markup:
        markup = _ANY_TAG.sub("", _BREAK.sub("\n", markup))
    return unescape(markup[: 4 * CELL]).replace("\xa0", " ").strip()[:CELL]


def _letters(column: int) -> str:
    """The name of a column, from 0: ``A``, ``AB``."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name
