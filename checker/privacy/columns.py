"""A table as the guard sees it: a sample of its rows, column by column, with the header wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import cast

from msgspec import Struct

from checker.grid import Cell, Row, Sheet
from checker.privacy import patterns
from checker.privacy.words import header_key, words

#: between the cells of a column that are searched as one text; no expression runs over it
BETWEEN = "\0"


class Column(Struct, frozen=True, kw_only=True, gc=False):
    """One column of the sample."""

    number: int  #: from 1
    header: str  #: as written; empty: none was found
    key: str  #: the header as it is compared
    own: str  #: the same of its lowest cell alone
    cells: list[str]  #: one for each row of the sample; empty: nothing, or nothing that could be personal
    joined: str  #: the cells in one text
    filled: int  #: cells that hold something

    def named(self, kind: str) -> bool:
        """Whether the header names this kind of personal data."""
        return words().headers[kind].told_by(self.key, self.own)


class Table(Struct, frozen=True, kw_only=True, gc=False):
    """The sample of one sheet."""

    columns: list[Column]
    first: int  #: number in the file of the sample's first row
    step: int  #: one row of so many was taken
    sample: int  #: rows of the sample that hold something

    def row(self, index: int) -> int:
        """The number in the file of a row of the sample."""
        return self.first + index * self.step


def table(sheet: Sheet) -> Table | None:
    """The sample of a sheet; ``None`` where it holds nothing."""
    limits = words().limits
    header = 0 if sheet.records and sheet.rows else _header_row(sheet.rows[: limits.header_rows])
    body = sheet.rows[header + 1 :]
    if not body:
        return None
    width = min(max(map(len, sheet.rows[header : header + 1] + body[:200]), default=0), limits.columns)
    most = max(min(limits.rows, limits.cells // max(width, 1)), 1)
    step = -(-len(body) // most)
    rows = body[::step]
    if max(map(len, rows)) > limits.columns:
        rows = [row[: limits.columns] for row in rows]
    titles = _titles(sheet.rows, header)
    columns = [
        _column(number, titles.get(number, []), cells, limits.cell)
        for number, cells in enumerate(zip_longest(*rows, fillvalue=""), 1)
    ]
    return Table(columns=columns, first=header + 2, step=step, sample=sum(map(any, rows)))


def _column(number: int, titles: list[str], cells: Sequence[Cell], longest: int) -> Column:
    texts, joined = _texts(cells)
    if joined.count(BETWEEN) >= len(texts) or max(map(len, texts)) > longest:
        texts = [text[:longest].replace(BETWEEN, " ") for text in texts]
        joined = BETWEEN.join(texts)
    filled = len(texts) - texts.count("")
    header, own = " ".join(titles), titles[-1] if titles else ""
    key, own = header_key(header), header_key(own)
    return Column(number=number, header=header, key=key, own=own, cells=texts, joined=joined, filled=filled)


def _texts(cells: Sequence[Cell]) -> tuple[list[str], str]:
    """The cells as texts, and all of them as one. Nearly all files hold texts alone, which need no look at each."""
    texts = cast("list[str]", list(cells))
    try:
        return texts, BETWEEN.join(texts)
    except TypeError:
        texts = [shown(cell) for cell in cells]
        return texts, BETWEEN.join(texts)


def shown(cell: Cell) -> str:
    """A cell as a text; empty where its type holds no personal data (dates, fractions, yes or no)."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else ""
    return str(cell) if isinstance(cell, int) and abs(cell) < 10**15 else ""


def _header_row(rows: Sequence[Row]) -> int:
    """The index of the row that names the columns; -1 where the data begin at once."""
    limits = words().limits
    filled = [sum(1 for cell in row[: limits.columns] if _written(cell)) for row in rows]
    enough = limits.header_fill * max(filled, default=0)
    for index, row in enumerate(rows):
        if filled[index] and filled[index] >= enough:
            if not _names_columns(row[: limits.columns]):
                return -1
            below = rows[index + 1 : index + 2]
            return index + 1 if below and _names_the_rest(row[: limits.columns], below[0][: limits.columns]) else index
    return -1


def _names_the_rest(upper: Row, lower: Row) -> bool:
    """Whether a row names columns that the row of groups above it leaves blank."""
    rest = any(_written(cell) and not _written(above) for above, cell in zip_longest(upper, lower))
    words_only = all(isinstance(cell, str) and not any(map(str.isdecimal, cell)) for cell in lower if _written(cell))
    return rest and words_only and _names_columns(lower)


def _written(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _names_columns(row: Row) -> bool:
    """Whether most cells are words and none is a value of a person."""
    written = [cell for cell in row if _written(cell)]
    texts = [cell for cell in written if isinstance(cell, str) and not cell.strip().replace(".", "").isdecimal()]
    return 2 * len(texts) >= len(written) and not any(map(_value, texts))


def _value(text: str) -> bool:
    long_number = sum(map(str.isdecimal, text[:100])) >= 9
    return "@" in text or long_number or patterns.full_name().search(text[:200]) is not None


def _titles(rows: Sequence[Row], header: int) -> dict[int, list[str]]:
    """The header of each column: its own cell, and above it those of a header of several rows."""
    found: dict[int, list[str]] = {}
    for index in range(max(header - 2, 0), header + 1):
        row = rows[index]
        if index < header and sum(map(_written, row)) < 2:  # a title of the whole table
            continue
        for number, cell in enumerate(row[: words().limits.columns], 1):
            if isinstance(cell, str) and cell.strip():
                found.setdefault(number, []).append(cell.strip())
    return found
