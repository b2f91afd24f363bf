"""OpenDocument spreadsheets, read as a stream (ODF 1.2 part 1, chapter 9).

A cell or a row may say that it stands a million times over, which is how blank ends of sheets are written: these are
never written out. So the part is read here, and not by a library that would.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from checker.errors import Unreadable
from checker.grid import Cell, Row, Sheet
from checker.tables.bounds import CELL, CELLS, COLUMNS, DEPTH, ROWS, SHEETS
from checker.tables.markup import expat_errors, parser
from checker.tables.packages import each_chunk, opened
from checker.tables.workbooks import FORMULAS, MERGED, column_letters

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?")
_NUMBERS = frozenset({"float", "currency", "percentage"})


class _Reader:
    """Gathers the sheets while the part is parsed."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.depth = 0
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.left = CELLS
        self.in_cell = False
        self.aside = 0  #: open annotations: notes of a cell, not its text
        self.text: list[str] = []
        self._begin("", False)

    def _begin(self, name: str, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.rows: list[Row] = []
        self.blank_rows = 0
        self.more = False
        self.row: list[Cell] = []
        self.blanks = 0
        self.column = 0
        self.merged: list[str] = []
        self.formulas: list[str] = []
        self.formula_count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise Unreadable("damaged", f"nested deeper than {DEPTH} levels")
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.attributes, self.text, self.in_cell = attributes, [], True
            if tag == "table:table-cell":
                self._about(attributes)
        elif tag == "table:table-row":
            self.repeated = _count(attributes, "table:number-rows-repeated")
            self.row, self.blanks, self.column = [], 0, 0
        elif tag == "table:table":
            self._begin(attributes.get("table:name", ""), attributes.get("table:style-name", "") in self.hidden_styles)
        elif tag == "office:annotation":
            self.aside += 1
        elif tag == "text:p" and self.in_cell and self.text:
            self.text.append("\n")
        elif tag == "text:s" and self.in_cell and not self.aside:
            self.text.append(" ")
        elif tag == "style:style":
            self.style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def data(self, text: str) -> None:
        if self.in_cell and not self.aside:
            self.text.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.in_cell = False
            self._cell(self._value(), _count(self.attributes, "table:number-columns-repeated"))
        elif tag == "table:table-row":
            self._row()
        elif tag == "table:table":
            self._end()
        elif tag == "office:annotation":
            self.aside -= 1

    def _about(self, attributes: dict[str, str]) -> None:
        """What is merged and what is a formula; both stand at the cell's beginning."""
        here = (self.column, len(self.rows) + self.blank_rows)
        across = _count(attributes, "table:number-columns-spanned")
        down = _count(attributes, "table:number-rows-spanned")
        if (across > 1 or down > 1) and len(self.merged) < MERGED:
            first, last = _address(*here), _address(here[0] + across - 1, here[1] + down - 1)
            self.merged.append(f"{first}:{last}")
        if "table:formula" in attributes:
            self.formula_count += 1
            if len(self.formulas) < FORMULAS:
                self.formulas.append(_address(*here))

    def _value(self) -> Cell:
        attributes = self.attributes
        kind = attributes.get("office:value-type", "")
        text = "".join(self.text)[:CELL]
        if kind in _NUMBERS:
            try:
                number = float(attributes.get("office:value", ""))
                return int(number) if number.is_integer() and abs(number) < 1e15 else number
            except (ValueError, OverflowError):
                return text
        if kind == "date":
            return _date(attributes.get("office:date-value", "")) or text
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        return text or None

    def _cell(self, value: Cell, times: int) -> None:
        if value is None:
            self.blanks += times
        elif len(self.row) + self.blanks < COLUMNS:
            self.row += [None] * self.blanks
            self.row += [value] * min(times, COLUMNS - len(self.row))
            self.blanks = 0
        self.column += times

    def _row(self) -> None:
        if not self.row:
            self.blank_rows += self.repeated
            return
        if len(self.rows) + self.blank_rows >= ROWS:
            self.more = True
            return
        self.rows += [()] * self.blank_rows
        self.blank_rows = 0
        times = min(self.repeated, ROWS - len(self.rows), self.left // len(self.row))
        self.more = self.more or times < self.repeated
        self.left -= len(self.row) * times
        self.rows += [tuple(self.row)] * times

    def _end(self) -> None:
        if self.rows and len(self.sheets) < SHEETS:
            self.sheets.append(
                Sheet(rows=self.rows, format="ods", name=self.name, hidden=self.hidden, complete=not self.more,
                      merged=tuple(self.merged), formulas=tuple(self.formulas), formula_count=self.formula_count)
            )  # fmt: skip


def _address(column: int, row: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _date(text: str) -> date | datetime | None:
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[0]) if found[4] else date.fromisoformat(found[0])
    except ValueError:
        return None


def ods(body: bytes) -> list[Sheet]:
    """The sheets of an ODS that hold anything. Raises :class:`Unreadable`."""
    with opened(body) as archive:
        if "content.xml" not in archive.namelist():
            raise Unreadable("damaged", "no content in the archive")
        if "META-INF/manifest.xml" in archive.namelist():
            seen = bytearray()
            each_chunk(archive, "META-INF/manifest.xml", seen.extend)
            if b"encryption-data" in seen:
                raise Unreadable("encrypted", "the file asks for a password")
        reader = _Reader()
        reading = parser(reader.start, reader.end)
        reading.CharacterDataHandler = reader.data
        reading.buffer_text = True
        with expat_errors():
            each_chunk(archive, "content.xml", lambda piece: reading.Parse(piece, False))
            reading.Parse(b"", True)
    return reader.sheets
