"""One cell under its header → what it writes: a bare number is a year, a month or a day where the header says so."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from checker.grid import Cell
from checker.tables.periods.words import words
from checker.tables.periods.written import Written, is_year, read, seconds

BUDDHIST_UNTIL = 70  #: a bare number of two digits below this one, and above the Gregorian ones, is a year ``25yy``


def meaning(cell: Cell, kinds: frozenset[str]) -> Written | None:
    """What a cell writes under a header with these words."""
    if isinstance(cell, str):
        number = _whole(cell)
        if number is None:
            written = read(cell)
            return None if written is None else _in_context(written, kinds)
        return _number(number, kinds)
    if isinstance(cell, datetime):
        clock = cell.hour * 3600 + cell.minute * 60 + cell.second
        return Written("day", cell.year, cell.month, cell.day, clock)
    if isinstance(cell, date):
        return Written("day", cell.year, cell.month, cell.day)
    if isinstance(cell, time):
        return Written("time", clock=seconds(str(cell.hour), str(cell.minute), str(cell.second)))
    if isinstance(cell, bool) or cell is None:
        return None
    return _number(int(cell), kinds, serial=True) if cell == cell and abs(cell) < 1e8 and cell == int(cell) else None


def _whole(text: str) -> int | None:
    """A text that is a whole number and nothing else (``2565``, ``๒๕๖๕``, ``2565.0``, ``2,565``)."""
    text = text.strip().removesuffix(".0")
    if len(text) == 5 and text[1] == ",":
        text = text.replace(",", "")
    return int(text) if text.isdecimal() and len(text) <= 8 else None


def _in_context(written: Written, kinds: frozenset[str]) -> Written | None:
    """Two numbers are what the header says: month, quarter, semester; else an academic year or nothing."""
    if (
        written.unit == "year"
        and not written.said
        and not kinds & {"year", "fiscal", "academic", "neutral", "year_month"}
    ):
        return None
    if written.unit == "time" and ("quantity" in kinds or not kinds & {"time", "hours", "neutral", "date"}):
        return None
    if written.unit != "part":
        return written
    if written.academic and "no_ranges" not in kinds and (written.year > 100 or kinds & {"year", "academic"}):
        return written._replace(unit="year", part=0)
    written = written._replace(academic=False)
    for kind, unit, most in (("quarter", "quarter", 4), ("half_year", "half_year", 3), ("year_month", "month", 12),
                             ("month", "month", 12)):  # fmt: skip
        if kind in kinds and written.part <= most:
            return written._replace(unit=unit)
    return written._replace(unit="month") if "date" in kinds and written.part <= 12 else None


def _number(number: int, kinds: frozenset[str], *, serial: bool = False) -> Written | None:
    if "quantity" in kinds:
        return None
    if is_year(number):
        if kinds & {"year", "fiscal", "academic", "neutral", "month", "quarter", "year_month"}:
            return Written("year", number)
        return None
    if kinds & {"fiscal", "academic"} and words()["two_digit_gregorian_until"] < number < BUDDHIST_UNTIL:
        return Written("year", number)
    for kind, unit, most in (("month", "month", 12), ("quarter", "quarter", 4), ("half_year", "half_year", 3),
                             ("week", "week", 53)):  # fmt: skip
        if kind in kinds and 1 <= number <= most:
            return Written(unit, part=number)
    if kinds & {"day", "days"} and 1 <= number <= 31:
        return Written("day", day=number)
    if "hours" in kinds and 0 <= number <= 24:
        return Written("time", clock=number * 3600)
    return _compact(number, kinds, serial)


def _compact(number: int, kinds: frozenset[str], serial: bool) -> Written | None:
    """``20220131`` and Excel's day numbers under a date, ``202201`` under a month."""
    year, rest = divmod(number, 10000)
    if "date" in kinds and is_year(year) and 1 <= rest // 100 <= 12 and 1 <= rest % 100 <= 31:
        return Written("day", year, rest // 100, rest % 100)
    year, month = divmod(number, 100)
    if kinds & {"year_month", "month", "date"} and is_year(year) and 1 <= month <= 12:
        return Written("month", year, month)
    low, high = words()["serials"]
    if "date" in kinds and low <= number <= high:
        found = date(1899, 12, 30) + timedelta(days=number)
        return Written("day", found.year, found.month, found.day)
    return None


def month_for_sure(cell: Cell) -> bool:
    """Two numbers that are no academic year (``2000-02``): then its neighbour ``2000-01`` is none either."""
    if not isinstance(cell, str) or not 6 <= len(cell) <= 8 or cell[4:5] not in ("-", "/"):
        return False
    written = read(cell)
    return written is not None and written.unit == "part" and written.part <= 12 and not written.academic
