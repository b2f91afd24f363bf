"""Single cells, for the types of columns: is it a date, and of which era."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from checker.dates import BUDDHIST_YEARS
from checker.grid import Cell
from checker.tables.periods import calendar
from checker.tables.periods.series import spread
from checker.tables.periods.written import CENTURY, LONGEST, Written, beginnings, read

ERA_CELLS = 200  #: different cells that are looked at for the era

_HAS_DIGIT = re.compile(r"\d")


def is_date(cell: Cell) -> bool:
    """Whether a cell is a date or a month with its year, on its own; never a bare number or a month's name alone."""
    if isinstance(cell, str):
        if not 4 < len(cell) <= LONGEST or cell.isdecimal() or (cell[0].isalnum() and cell[:2] not in beginnings()):
            return False
        return not ("." in cell and cell.replace(".", "", 1).isdecimal()) and _is_date(cell)
    return isinstance(cell, date)


@lru_cache(maxsize=4096)
def _is_date(text: str) -> bool:
    if _HAS_DIGIT.search(text) is None:
        return False
    written = read(text)
    return written is not None and written.unit in ("day", "month", "part") and written.year > 0 and _complete(written)


def _complete(written: Written) -> bool:
    """Two numbers are a month only where they cannot be an academic year."""
    return written.unit != "part" or (written.year > CENTURY and written.part <= 12 and not written.academic)


def era_of(cells: Iterable[Cell]) -> str:
    """``buddhist``, ``gregorian`` or ``mixed`` of the dates among these cells; empty: none says a year."""
    years, names = set(), ""
    for cell in spread(list(dict.fromkeys(cells)), ERA_CELLS):
        if isinstance(cell, date):
            years.add(cell.year)
        elif isinstance(cell, str) and len(cell) <= LONGEST and cell:
            written = read(cell)
            if written is not None and written.year:
                years.add(written.year)
                names = names or written.names
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell in BUDDHIST_YEARS:
            years.add(int(cell))
    return calendar.era(years, calendar.century(years, names))
