"""Coordinates: columns of latitude and longitude, pairs in one cell, geometry as text.

Degrees, anywhere in the world; metres (UTM) only in the zones of Thailand. Zero and zero is no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from checker.grid import Cell
from checker.tables.areas.gazetteer import data
from checker.tables.areas.words import header_kinds
from checker.tables.columns import ColumnCells

SHARE = 0.8  #: of the filled cells that must be coordinates
LOOKED_AT = 200  #: cells
MOST_PAIRS = 6  #: columns of each axis that are tried together
TRIED = 10  #: cells of which one must pass before the others are looked at

_NAMED = frozenset({"point", "latitude", "neutral"})
_PAIR = re.compile(r"[(\[]?\s*(-?\d{1,3}\.\d{2,})\s*[,;\s]\s*(-?\d{1,3}\.\d{2,})\s*[)\]]?")
_GEOMETRY = re.compile(r"(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*(?:Z|M|ZM)?\s*\(", re.IGNORECASE)
_GEOJSON = re.compile(r'\{\s*"(?:type|coordinates)"\s*:\s*["\[]')
_DEGREES = re.compile(r"\d{1,3}\s*[°º]\s*\d{1,2}\s*['′’]")


def point_columns(columns: Sequence[ColumnCells]) -> list[ColumnCells]:
    """The columns that together hold coordinates that differ by row; none: there are none."""
    kinds = {column.number: header_kinds(column.name) for column in columns}
    for north, east, tests in (
        ("latitude", "longitude", (_WORLD, _THAILAND, _METRES, _SWAPPED)),
        ("y", "x", (_THAILAND, _METRES)),
    ):
        upwards = [column for column in columns if north in kinds[column.number]][:MOST_PAIRS]
        eastwards = [column for column in columns if east in kinds[column.number]][:MOST_PAIRS]
        for first in upwards:
            for second in (column for column in eastwards if column is not first):
                if any(_mostly(first, upward) and _mostly(second, across) for upward, across in tests):
                    return [first, second]
    for column in columns:
        if _mostly(column, is_geometry) or (kinds[column.number] & _NAMED and _mostly(column, is_pair)):
            return [column]
    return []


def _mostly(column: ColumnCells, test: Callable[[Cell], bool]) -> bool:
    """Most of the filled cells pass, and they are not all the same."""
    if not any(map(test, _sample(column.cells[:TRIED]) or _sample(column.cells))):
        return False
    cells = _sample(column.cells)
    return len(set(cells)) > 1 and sum(map(test, cells)) >= SHARE * len(cells)


def _sample(cells: Sequence[Cell]) -> list[Cell]:
    step = len(cells) // LOOKED_AT + 1
    return [cell for cell in cells[::step] if cell is not None and cell != "" and cell != 0 and cell != "0"]


def number(cell: Cell) -> float | None:
    """The number of a cell, ``None`` where there is none."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell) if abs(cell) < 1e9 else None
    if isinstance(cell, str) and 0 < len(cell) <= 30:
        try:
            return float(cell.replace(",", ""))
        except ValueError:
            return None
    return None


def _within(name: str, cell: Cell) -> bool:
    low, high = data()["thailand"][name]
    found = number(cell)
    return found is not None and low <= found <= high


def _degrees(most: int, cell: Cell) -> bool:
    """Degrees have decimals: a whole number is none."""
    if isinstance(cell, str) and len(cell) <= 40 and _DEGREES.search(cell):
        return True
    found = number(cell)
    return found is not None and abs(found) <= most and found != int(found)


_Test = Callable[[Cell], bool]
#: What a column of each axis must hold, northward and eastward
_WORLD: tuple[_Test, _Test] = (partial(_degrees, 90), partial(_degrees, 180))
_THAILAND: tuple[_Test, _Test] = (partial(_within, "latitude"), partial(_within, "longitude"))
_SWAPPED = _THAILAND[::-1]
_METRES: tuple[_Test, _Test] = (partial(_within, "northing"), partial(_within, "easting"))


def is_pair(cell: Cell) -> bool:
    """``13.7563, 100.5018`` in one cell, in either order."""
    if not isinstance(cell, str) or len(cell) > 60:
        return False
    found = _PAIR.fullmatch(cell.strip())
    if found is None:
        return False
    first, second = abs(float(found[1])), abs(float(found[2]))
    return min(first, second) <= 90 and max(first, second) <= 180


def is_geometry(cell: Cell) -> bool:
    """Well-known text or GeoJSON."""
    if not isinstance(cell, str):
        return False
    head = cell[:40].lstrip()
    return head[:1] in "SMPLsmpl{" and (_GEOMETRY.match(head) is not None or _GEOJSON.match(head) is not None)


def count(columns: Iterable[ColumnCells]) -> int:
    """Rows in which all of these columns are filled."""
    return sum(
        all(cell is not None and cell != "" for cell in row) for row in zip(*(c.cells for c in columns), strict=False)
    )
