"""Villages and branches: areas without an official list of names.

Readings (assumed):
a number of a village counts beside a subdistrict or a district, a name of a village under a header that says so; so do
village codes (eight digits that begin with a subdistrict's code).
A branch is a unit that serves the public: its header says branch, service unit or centre, or its cells say สาขา.
A field of study (สาขาวิชา) is none. Schools, hospitals and offices that are merely named are no branches.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.grid import Cell
from checker.tables.areas.gazetteer import code_level
from checker.tables.areas.official import MOST, Found, filled, spread
from checker.tables.areas.words import header_kinds
from checker.tables.columns import ColumnCells
from checker.text import arabic_digits

SHARE = 0.6  #: of the different cells
MOST_VILLAGES = 40  #: the highest number of a village in a subdistrict
LONGEST = 100  #: characters of a name
_NUMBER_WORDS = ("หมู่ที่", "หมู่", "ม.", "moo", "no.")
_VILLAGE_WORDS = ("บ้าน", "หมู่บ้าน", "ชุมชน", "ban ", "baan ")


def village(column: ColumnCells, found: Sequence[Found]) -> Found | None:
    """A column of villages, by name, number or code."""
    kinds = header_kinds(column.name)
    if not kinds & {"village", "code"} or kinds & {"count", "no_village"}:
        return None
    different = spread(filled(dict.fromkeys(column.cells)), MOST)
    if not different:
        return None
    known = [cell for cell in different if _is_code(cell)]
    if not known and "village" in kinds:
        known = [cell for cell in different if _is_name(cell, sure="village_names" in kinds)]
        if not known and any(one.level in ("subdistrict", "district") for one in found):
            known = [cell for cell in different if _is_number(cell)]
    return _found(column, "village", known, len(different))


def branch(column: ColumnCells) -> Found | None:
    """A column of branches by their names."""
    kinds = header_kinds(column.name)
    if "no_branch" in kinds or "count" in kinds:
        return None
    sure = "branch" in kinds
    tried = [cell for cell in spread(column.cells, 24) if isinstance(cell, str) and cell]
    if not sure and sum("สาขา" in cell[:LONGEST] for cell in tried) * 2 <= len(tried):
        return None
    different = spread(filled(dict.fromkeys(column.cells)), MOST)
    known = [cell for cell in different if _is_branch(cell, sure)]
    return _found(column, "branch", known, len(different))


def _found(column: ColumnCells, level: str, known: list[Cell], looked_at: int) -> Found | None:
    if not known or len(known) < SHARE * looked_at:
        return None
    return Found(column=column, level=level, known=frozenset(known), looked_at=looked_at)


def _is_code(cell: Cell) -> bool:
    """A village code: the subdistrict's six digits and two more."""
    if isinstance(cell, float):
        cell = int(cell) if cell == cell and abs(cell) < 1e9 and cell == int(cell) else None
    text = str(cell).strip() if isinstance(cell, (int, str)) and not isinstance(cell, bool) else ""
    return len(text) == 8 and text.isdecimal() and text.isascii() and code_level(text[:6]) > 0


def _number(cell: Cell) -> int:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if 0 < cell <= MOST_VILLAGES and cell == int(cell) else 0
    if not isinstance(cell, str) or len(cell) > 20:
        return 0
    text = arabic_digits(cell.strip().casefold())
    for word in _NUMBER_WORDS:
        text = text.removeprefix(word).strip()
    return int(text) if text.isdecimal() and len(text) <= 2 and 0 < int(text) <= MOST_VILLAGES else 0


def _is_number(cell: Cell) -> bool:
    return _number(cell) > 0


def _is_name(cell: Cell, *, sure: bool) -> bool:
    if not isinstance(cell, str) or len(cell) > LONGEST or _number(cell):
        return False
    if sure:
        return sum(map(str.isalpha, cell)) > 1
    return cell.strip().casefold().startswith(_VILLAGE_WORDS)


def _is_branch(cell: Cell, sure: bool) -> bool:
    if not isinstance(cell, str) or not 1 < len(cell.strip()) <= LONGEST:
        return False
    return any(map(str.isalpha, cell)) and (sure or "สาขา" in cell)
