"""All columns of a table → the finest area that it is by.

Readings (assumed):
names and codes count when enough of the different cells of a column are official ones (``shares`` in ``areas.yaml``),
fewer under a header that names the level. Of two levels that a column's names could be, it is the coarser one (most
districts have a subdistrict of their name). A column with one area alone does not make a table "by" it.
Coordinates that differ by row are points. A map layer is by points, unless each row is one official area.
Villages and branches: :mod:`checker.tables.areas.units`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.content import Area, Place
from checker.tables.areas import gazetteer
from checker.tables.areas.gazetteer import BITS, LEVELS, levels
from checker.tables.areas.official import Found, filled, official
from checker.tables.areas.points import count, point_columns
from checker.tables.areas.units import branch, village
from checker.tables.columns import ColumnCells

MOST_COLUMNS = 200  #: columns that are looked at
SHOWN = 80  #: characters of a header or a value that a place keeps
#: From the finest to the coarsest.
ORDER = ("point", "branch", "village", "subdistrict", "district", "province", "region", "country")


def area_of(columns: Sequence[ColumnCells], *, geometry: bool) -> Area | None:
    """The finest area; ``None``: no column says one. ``geometry``: each row has its shape on a map."""
    columns = columns[:MOST_COLUMNS]
    points = point_columns(columns)
    if points:
        return _point(points)
    found = [one for column in columns if (one := official(column)) is not None]
    found += [one for column in columns if (one := village(column, found)) is not None]
    found += [one for column in columns if (one := branch(column)) is not None]
    varied = [one for one in found if len(one.known) > 1]
    best = min(varied, key=lambda one: ORDER.index(one.level), default=None)
    if geometry and (best is None or not _row_by_row(best)):
        return _layer(columns)
    return _area(best) if best is not None else None


def finer(one: Area | None, other: Area | None) -> Area | None:
    """The finer of two areas, the first of two alike."""
    found = [area for area in (one, other) if area is not None]
    return min(found, key=lambda area: ORDER.index(area.finest), default=None)


def area_of_headers(names: Sequence[tuple[int, str]], header_row: int) -> Area | None:
    """Areas as the headers of a wide table: at least three of one level, by name or by prefix."""
    for level, bit in (*((level, BITS[level]) for level in LEVELS), ("region", BITS["region"])):
        hits = [(number, name) for number, name in names[: MOST_COLUMNS * 2] if _is_header(name, bit)]
        if len({name for _, name in hits}) >= 3:
            number, name = hits[0]
            at = Place(row=header_row, column=number, header=name[:SHOWN], value=name[:SHOWN])
            return Area(finest=level, at=at, matched=len(hits), of=len(names), distinct=len({name for _, name in hits}))
    return None


def _is_header(name: str, bit: int) -> bool:
    """Province and region by name; district and subdistrict only with their prefix."""
    if not levels(name) & bit:
        return False
    return bit in (BITS["province"], BITS["region"]) or not gazetteer.bare(name)


def _row_by_row(best: Found) -> bool:
    return len(best.known) >= 0.9 * len(filled(best.column.cells))


def _area(best: Found) -> Area:
    counts = Counter(best.column.cells)
    matched = sum(counts[cell] for cell in best.known)
    of = sum(number for cell, number in counts.items() if cell is not None and cell != "")
    index = next(index for index, cell in enumerate(best.column.cells) if cell in best.known)
    return Area(
        finest=best.level, at=_place(best.column, index), matched=matched, of=of,
        distinct=len(best.known),
    )  # fmt: skip


def _point(points: list[ColumnCells]) -> Area:
    rows = list(zip(*(column.cells for column in points), strict=False))
    index = next(index for index, row in enumerate(rows) if all(cell not in (None, "") for cell in row))
    matched = count(points)
    return Area(finest="point", at=_place(points[0], index), matched=matched, of=len(rows), distinct=len(set(rows)))


def _layer(columns: Sequence[ColumnCells]) -> Area:
    if not columns or not columns[0].rows:
        return Area(finest="point", at=Place())
    first = columns[0]
    rows = len(first.rows)
    at = Place(member=first.member, sheet=first.sheet, row=first.rows[0])
    return Area(finest="point", at=at, matched=rows, of=rows, distinct=rows)


def _place(column: ColumnCells, index: int) -> Place:
    return Place(
        member=column.member, sheet=column.sheet, row=column.rows[index], column=column.number,
        header=column.name[:SHOWN], value=str(column.cells[index])[:SHOWN],
    )  # fmt: skip
