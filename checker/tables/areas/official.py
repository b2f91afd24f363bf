"""One column of official names or codes → its level, and how many of its cells are areas of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.grid import Cell
from checker.tables.areas import gazetteer
from checker.tables.areas.gazetteer import BITS, LEVELS, code_level, fillers, levels
from checker.tables.areas.words import header_kinds
from checker.tables.columns import ColumnCells

LOOKED_AT = 12  #: cells that are tried before a whole column is read
MOST = 300  #: different cells that name no area, after which no more are read
SURE_CODES = 5  #: different codes of six digits that need no header


class Found(Struct, frozen=True, kw_only=True, gc=False):
    """The areas of one column."""

    column: ColumnCells
    level: str
    known: frozenset[Cell]  #: different cells that are areas of this level
    looked_at: int  #: different cells that were read


def official(column: ColumnCells) -> Found | None:
    """The level of a column of official names or codes."""
    kinds = header_kinds(column.name)
    tried = filled(spread(column.cells, LOOKED_AT)) or filled(column.cells)[:LOOKED_AT]
    if not tried or not _half(tried, kinds):
        return None
    bits, others = _of_cells(column.cells, kinds)
    level = _level(bits, len(bits) + others, kinds)
    if not level:
        return None
    known = frozenset(cell for cell, found in bits.items() if found & BITS[level] or (level == "region" and found))
    return Found(column=column, level=level, known=known, looked_at=len(bits) + others)


def _half(tried: Sequence[Cell], kinds: frozenset[str]) -> bool:
    """Whether half of the cells name areas; no more are read than it takes to say no."""
    others = 0
    for cell in tried:
        if not _bits(cell, kinds):
            others += 1
            if others * 2 > len(tried):
                return False
    return True


def _of_cells(cells: Iterable[Cell], kinds: frozenset[str]) -> tuple[dict[Cell, int], int]:
    """Different cells that name an area, with the levels; and how many others were looked at, up to a limit."""
    different = dict.fromkeys(cells)
    by_name = gazetteer.thai_names()
    bits: dict[Cell, int] = {name: by_name[name] for name in by_name.keys() & different.keys()}
    others = 0
    for cell in different:
        if cell is None or cell == "" or cell in bits:
            continue
        if others >= MOST:
            break
        if found := _bits(cell, kinds):
            bits[cell] = found
        elif not _filler(cell):
            others += 1
    return bits, others


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that hold something, totals and fillers left out."""
    return [cell for cell in cells if cell is not None and cell != "" and not _filler(cell)]


def spread(cells: Sequence[Cell], most: int) -> Sequence[Cell]:
    """At most ``most`` cells, evenly from all."""
    return cells if len(cells) <= most else cells[:: len(cells) // most + 1]


def _filler(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 20 and cell.replace(" ", "").casefold() in fillers()


def _bits(cell: Cell, kinds: frozenset[str]) -> int:
    """Levels that a cell can name under this header."""
    if isinstance(cell, str):
        text = cell.strip().removesuffix(".0")
        if not text.isdecimal():
            return levels(text)
        return _code_bits(text, kinds)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 10 <= cell <= 999999 and cell == int(cell):
        return _code_bits(str(int(cell)), kinds)
    return 0


def _code_bits(text: str, kinds: frozenset[str]) -> int:
    bit = code_level(text) if text.isascii() and not kinds & {"postal", "count"} else 0
    if not bit:
        return 0
    named = {BITS[level] for level in LEVELS if level in kinds}
    return bit if bit in named or bit == BITS["subdistrict"] else 0


def _level(bits: dict[Cell, int], total: int, kinds: frozenset[str]) -> str:
    """The coarsest level that enough of the different cells have; empty: none."""
    shares = gazetteer.data()["shares"]
    alike = Counter(bits.values())
    counts = {bit: sum(number for found, number in alike.items() if found & bit) for bit in BITS.values()}
    if all(not isinstance(cell, str) or cell.strip().isdecimal() for cell in bits):
        return _code_level(counts, total, kinds, shares["codes"])
    regions = sum(number for found, number in alike.items() if found & (BITS["region"] | gazetteer.MAYBE_REGION))
    if "region" in kinds and regions >= shares["with_header"] * total:
        return "region"
    for level in LEVELS:
        if level in kinds and counts[BITS[level]] >= shares["with_header"] * total:
            return level
    beside = sum(number for found, number in alike.items() if found & BITS["region"] and not found & BITS["province"])
    if 2 * beside < total:  # regions among provinces are their sums
        total -= beside
    prefixed = sum(number for found, number in alike.items() if found & gazetteer.PREFIXED)
    unmistakable = prefixed >= shares["with_header"] * total or bool(kinds & {"neutral", "region", *LEVELS})
    for level in (*LEVELS, "region"):
        enough = counts[BITS[level]] >= shares["without_header"] * total
        if enough and (unmistakable or level in ("province", "region")):
            return level
    return ""


def _code_level(counts: dict[int, int], total: int, kinds: frozenset[str], share: float) -> str:
    for level in LEVELS:
        if counts[BITS[level]] >= share * total and (level in kinds or total >= SURE_CODES):
            return level
    return ""
