"""What the cells of a column are, by a sample of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, structs

from checker.grid import Cell, Row
from checker.tables import cells
from checker.tables.cells import has_thai_digits, is_year, kind_of, kinds_of
from checker.tables.columns import ColumnCells
from checker.tables.words import words

SAMPLE = 160  #: rows whose cells are typed …
SAMPLE_CELLS = 6_000  #: … fewer in a wide table, so that they are no more cells than these
FIRST = 40  #: of them, the first ones of the table
STEP = 7_919  #: a prime: the others are spread without a rhythm that the table could have too

_NUMBERED = re.compile(r"[0-9๐-๙]{1,6}\s?[/-]\s?[0-9๐-๙]{4}")
_YEAR_KINDS = frozenset((cells.INTEGER,))


class Typed(Struct, frozen=True, kw_only=True):
    """A column with what its cells are."""

    cells: ColumnCells
    sample: ColumnCells
    type: str  #: as :class:`checker.content.Column` has it
    filled: int
    units: bool = False  #: its numbers carry their unit
    thai: bool = False  #: some cells hold Thai digits
    yearly: bool = False  #: all its cells may be years
    dated: bool = False  #: some of its cells are dates, or numbers and letters


def sample_of(count: int, columns: int) -> Sequence[int]:
    """Places of the cells that are typed: the first ones and others all over the table."""
    size = min(SAMPLE, max(FIRST, SAMPLE_CELLS // max(1, columns)))
    if count <= size:
        return range(count)
    step = (count - FIRST) // max(1, size - FIRST) or 1
    spread = (start + start * STEP % step for start in range(FIRST, count, step))
    return [*range(FIRST), *(place for place in spread if place < count)]


def typed(column: ColumnCells, filled: int, sample: Row, rows: tuple[int, ...]) -> Typed:
    """The column with its type, by a sample of its cells, from these rows; ``filled`` of all hold something."""
    counted = Counter(sample)
    kinds = kinds_of(counted)
    return Typed(
        cells=column,
        sample=structs.replace(column, cells=sample, rows=rows),
        dated=bool(kinds[cells.DATE] or kinds[cells.CODE]),
        type=_type(kinds, sample) if filled else "empty",
        filled=filled,
        units=_carries_units(kinds),
        thai=has_thai_digits("".join([cell for cell in counted if isinstance(cell, str)])),
        yearly=kinds.keys() == _YEAR_KINDS and all(is_year(cell) for cell in counted if kind_of(cell)),
    )


def _type(kinds: Counter[str], sample: Sequence[Cell]) -> str:
    """The type of a column: ``mixed`` only where words stand among numbers or dates, and are no mark of their own."""
    count = kinds.total()
    numbers = kinds[cells.INTEGER] + kinds[cells.NUMBER] + kinds[cells.UNIT]
    if not count:
        return "text"
    if kinds[cells.BOOLEAN] == count:
        return "boolean"
    for some, name in ((numbers, "number"), (kinds[cells.DATE], "date")):
        others = count - some
        if others < words().measures["mixed_share"] * count:
            return "integer" if name == "number" and kinds[cells.INTEGER] == numbers else name
        if name == "date" and _numbered_by_year(sample):
            return "text"
        if 2 * some >= count and (not kinds[cells.CODE] or name == "date"):
            return "mixed" if _mixes(sample, name) else name
    return "text"


def _numbered_by_year(sample: Sequence[Cell]) -> bool:
    """Whether these are numbers of documents (``1/2566`` to ``40/2566``), of which some look like months."""
    return all(isinstance(cell, str) and _NUMBERED.fullmatch(cell.strip()) for cell in sample if kind_of(cell))


def _mixes(sample: Sequence[Cell], name: str) -> bool:
    """Whether what is no number (no date) in a column is more than one word for a missing one."""
    own = (cells.INTEGER, cells.NUMBER, cells.UNIT) if name == "number" else (cells.DATE,)
    different = {cell for cell in sample if (kind := kind_of(cell)) and kind not in own}
    return len(different) >= words().measures["mixed_cells"]


def _carries_units(kinds: Counter[str]) -> bool:
    """Most of the cells that are numbers carry a unit, or all that is no bare number does."""
    if not kinds[cells.UNIT]:
        return False
    numbers = kinds[cells.INTEGER] + kinds[cells.NUMBER]
    if kinds[cells.UNIT] + numbers == kinds.total():
        return kinds[cells.UNIT] > 1 or kinds.total() == 1
    return kinds[cells.UNIT] >= words().measures["unit_share"] * kinds.total()
