"""Where the header of a table stands, told by contrast: words above numbers and dates are names of columns.

What cannot be told (a table of words alone) is taken for a table for computers, with its header in the first row that
is as wide as the others: a sign that is wrong costs an agency more than one that is missed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from checker.grid import Cell, Row
from checker.tables import cells
from checker.tables.cells import is_year, kind_of, kinds_of, number_in
from checker.tables.words import words

SAMPLE = 40  #: rows below that a header is held against
SKIPPED = 3  #: rows at the top of a longer table that are not in the sample: they may be header rows
MOST = 4  #: further rows that a header may take
SURE = 0.8  #: share of a column's cells of one kind from which it is of it

_WORDED = re.compile("[A-Za-z\u0e01-\u0e4e]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\- ]{0,60}")
_NUMBERED = re.compile(r"\([0-9๐-๙]{1,2}\)")
_IN_BRACKETS = re.compile(r"[(\[].{1,60}[)\]]")


class Below(Struct, frozen=True, kw_only=True):
    """What stands below a header."""

    kinds: dict[int, str]  #: columns (from 0) of numbers (``n``) or dates (``d``), nearly all of them
    yearly: frozenset[int]  #: columns of numbers that may all be years
    values: dict[int, Counter[Cell]]  #: the values of each column
    texts: tuple[int, ...]  #: columns that hold something and are not of numbers


NOTHING = Below(kinds={}, yearly=frozenset(), values={}, texts=())


class Header(Struct, frozen=True, kw_only=True):
    """Rows count from 0 here."""

    rows: tuple[int, ...] = ()  #: of the header; empty: there is none
    titles: tuple[int, ...] = ()  #: rows above it with something else in them
    below: Below = NOTHING


def usual_width(filled: Sequence[int]) -> int:
    """How many cells a row of the table has filled: the height times the width that covers the most."""
    counted = Counter(filled)
    rows = 0
    best = (0, 0)
    for width in sorted((width for width in counted if width), reverse=True):
        rows += counted[width]
        best = max(best, (rows * width, width))
    return best[1]


def header_of(rows: Sequence[Row], filled: Sequence[int], merged: Sequence[tuple[int, int, int, int]]) -> Header:
    """The header. ``filled``: cells of each row that hold something; ``merged``: top, left, bottom, right, from 0."""
    usual = usual_width(filled)
    present = [number for number, count in enumerate(filled) if count]
    least = max(1, words().measures["same_width"] * usual) if usual > 1 else 0
    wide = [number for number in present if filled[number] > least]
    if not wide:
        return Header()
    top = wide[0]
    below = _below(rows, wide)
    above = present[: present.index(top)]
    said = verdict(rows[top], below)
    if said == "data":
        lead = above[-1] if above and above[-1] == top - 1 else None
        if lead is None or filled[lead] < 2 or not _labels(rows[lead], below) or is_title(rows[lead]):
            return Header(titles=tuple(above), below=below)
        return Header(rows=(lead,), titles=tuple(above[:-1]), below=below)
    header = [*_upper(rows, filled, above, top, below, merged), top]
    header += _lower(rows, filled, header, below, merged)
    titles = tuple(number for number in above if number < header[0])
    return Header(rows=tuple(header), titles=titles, below=below)


def _below(rows: Sequence[Row], wide: Sequence[int]) -> Below:
    body = wide[SKIPPED + 1 :] if len(wide) > 3 * SKIPPED else wide[1:]
    spread = [rows[number] for number in body[:: len(body) // SAMPLE + 1]]
    sample = [row for row in spread if row != rows[wide[0]]] or spread  # the header may stand there again
    width = max(map(len, sample), default=0)
    kinds: dict[int, str] = {}
    yearly: set[int] = set()
    values: dict[int, Counter[Cell]] = {}
    texts: list[int] = []
    for column in range(width):
        values[column] = Counter([row[column] for row in sample if column < len(row)])
        found = kinds_of(values[column])
        count = found.total()
        if not count:
            continue
        if found[cells.INTEGER] + found[cells.NUMBER] + found[cells.UNIT] >= SURE * count:
            kinds[column] = "n"
            if all(is_year(cell) for cell in values[column] if kind_of(cell)):
                yearly.add(column)
        else:
            texts.append(column)
            if found[cells.DATE] >= SURE * count:
                kinds[column] = "d"
    return Below(kinds=kinds, yearly=frozenset(yearly), values=values, texts=tuple(texts))


def verdict(row: Row, below: Below) -> str:
    """``label``, ``data``, or ``open`` for a row that could be either."""
    labels, data = _counts(row, below)
    if labels or data:
        return "label" if labels > data else "data"
    return _without_contrast(row, below)


def _counts(row: Row, below: Below) -> tuple[int, int]:
    """Cells of the row that name what stands below them, and cells that are of its kind."""
    labels = data = 0
    in_order = _in_order(row, below)
    for column, kind in below.kinds.items():
        cell = row[column] if column < len(row) else None
        told = kind_of(cell)
        if not told:
            continue
        if told == cells.WORDS or (told == cells.CODE and _WORDED.search(str(cell))):
            labels += 1
        elif told == cells.DATE and kind == "n":
            labels += 1  # months across the header
        elif column in in_order:
            labels += 1
        elif told != cells.CODE:
            data += 1
    return labels, data


def _in_order(row: Row, below: Below) -> frozenset[int]:
    """Columns whose cells in this row are years, or 1, 2, 3 … from left to right, above other numbers."""
    found = sorted((column, abs(int(number))) for column in below.kinds if (number := _whole(row, column)) is not None)
    numbers = [number for _, number in found]
    columns = frozenset(column for column, _ in found)
    steps = {after - before for before, after in zip(numbers, numbers[1:], strict=False)}
    if all(map(is_year, numbers)) and not columns & below.yearly and (len(steps) <= 1 or steps <= {0, 1, -1}):
        return columns
    return columns if steps == {1} and len(numbers) > 3 and numbers[0] in (0, 1, 2) else frozenset()


def _whole(row: Row, column: int) -> float | None:
    """The integer in a cell; one in brackets, as columns are numbered, is one."""
    if column >= len(row):
        return None
    number = number_in(row[column])
    if kind_of(row[column]) == cells.INTEGER or _NUMBERED.fullmatch(str(row[column]).strip()):
        return number
    return None


def _without_contrast(row: Row, below: Below) -> str:
    """A row above words: names do not stand among the values below them, values often do."""
    seen = [column for column, cell in enumerate(row) if kind_of(cell)]
    again = [column for column in seen if below.values.get(column, Counter())[row[column]]]
    return "data" if len(again) > 1 and 2 * len(again) >= len(seen) else "open"


def names_columns(row: Row, below: Below, *, titled: bool = False) -> bool:
    """Whether a row further down is surely another header: two names at least, and nothing that could be data.

    Below a title of its own one name is enough.
    """
    labels, data = _counts(row, below)
    return labels > (0 if titled else 1) and not data


def _labels(row: Row, below: Below) -> bool:
    labels, data = _counts(row, below)
    return not data and (labels > 0 or not below.kinds)


def is_title(row: Row) -> bool:
    return any(isinstance(cell, str) and cell.strip().casefold().startswith(words().titles) for cell in row)


def _upper(
    rows: Sequence[Row], filled: Sequence[int], above: Sequence[int], top: int, below: Below,
    merged: Sequence[tuple[int, int, int, int]],
) -> list[int]:  # fmt: skip
    """Rows right above that group the columns: several labels spread over the width, or merged over a part of it."""
    found: list[int] = []
    width = max((len(rows[top]), *(column + 1 for column in below.kinds)))
    for number in reversed(above):
        if number != top - len(found) - 1 or len(found) == MOST or is_title(rows[number]):
            break
        held = [column for column, cell in enumerate(rows[number]) if not cells.blank(cell)]
        _, data = _counts(rows[number], below)
        groups = any(first == number == last and left > 0 for first, left, last, _ in merged)
        spread = 2 * (held[-1] + 1) > width
        above_numbers = held[0] > 0 and held[0] == next((column for column in below.kinds), 0)
        if data or not (groups or above_numbers or filled[number] > 2 or (filled[number] == 2 and spread)):
            break
        found.append(number)
    return found[::-1]


def _lower(
    rows: Sequence[Row], filled: Sequence[int], header: list[int], below: Below,
    merged: Sequence[tuple[int, int, int, int]],
) -> list[int]:  # fmt: skip
    """Rows right below that still name columns."""
    found: list[int] = []
    last = max((bottom for first, _, bottom, _ in merged if first in header and bottom > first), default=-1)
    while len(found) < MOST:
        number = header[-1] + len(found) + 1
        if number >= len(rows) - 1 or not filled[number]:
            break
        named = [rows[each] for each in (*header, *found)]
        if not (number <= min(last, header[-1] + MOST) or _goes_on(rows[number], named, below)):
            break
        found.append(number)
    return found


def _goes_on(row: Row, header: Sequence[Row], below: Below) -> bool:
    """Whether a row below a header row is one more."""
    if _numbers_columns(row, below):
        return True
    labels, data = _counts(row, below)
    if data:
        return False
    gaps = _gaps(row, header, below)
    if _repeats_below(row, below):
        return False
    if labels > 1:
        return _different(row, below) or any(cells.blank(cell) for cell in row)
    if labels == 1 and len(below.kinds) == 1:
        column = next(iter(below.kinds))
        cell = str(row[column]).strip()
        return gaps > 0 or bool(_IN_BRACKETS.fullmatch(cell)) or _translates(row, header[-1])
    return gaps > 1 and any(cells.blank(cell) for cell in row)


def _numbers_columns(row: Row, below: Below) -> bool:
    """Whether a row counts the columns: ``(1) (2) (3)``, or 1, 2, 3 above words too."""
    numbers = [_whole(row, column) for column, cell in enumerate(row) if not cells.blank(cell)]
    whole = [abs(int(number)) for number in numbers if number is not None]
    if len(whole) < 3 or len(whole) < len(numbers) or whole != [*range(whole[0], whole[0] + len(whole))]:
        return False
    return whole[0] in (0, 1, 2) and not {*below.texts}.isdisjoint(at for at, c in enumerate(row) if not cells.blank(c))


def _repeats_below(row: Row, below: Below) -> bool:
    """Whether a word of the row stands below it too, in a column of words: then it is no name."""
    return any(
        column < len(row) and kind_of(row[column]) == cells.WORDS and below.values[column][row[column]] > 1
        for column in below.texts
    )


def _different(row: Row, below: Below) -> bool:
    """Names differ; one word in several columns of numbers is a mark for a missing value."""
    labels = [row[column] for column in below.kinds if column < len(row) and not cells.blank(row[column])]
    return len(set(labels)) > 1


def _gaps(row: Row, header: Sequence[Row], below: Below) -> int:
    """Columns that the header so far leaves unnamed and this row names."""
    return sum(
        kind_of(cell) in (cells.WORDS, cells.CODE)
        and all(column >= len(named) or cells.blank(named[column]) for named in header)
        and column in below.values
        for column, cell in enumerate(row)
    )


def _translates(row: Row, header: Row) -> bool:
    """Latin names, all of them, under Thai ones."""
    held = [str(cell).strip() for cell in row if not cells.blank(cell)]
    above = [str(cell) for cell in header if not cells.blank(cell)]
    return (
        len(held) == len(above)
        and all(_NAME.fullmatch(name) for name in held)
        and not any(name.isascii() for name in above)
    )
