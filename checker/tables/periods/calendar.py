"""Written periods → Gregorian days: eras, years of two digits, fiscal and academic years, ends of ranges."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS
from checker.tables.periods.words import words
from checker.tables.periods.written import CENTURY, Written

MONTHS_OF = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def century(years: Iterable[int], names: str) -> int | None:
    """What to add to the years of two digits of one column; ``None``: it cannot be told.

    All up to the limit: 20yy. All above it and below 70: Buddhist 25yy, since 1936 to 1969 and 2036 to 2069
    are no years of open data. From 70 on beside a Thai month: Buddhist. Any other mixture cannot be told.
    """
    found = {year % CENTURY for year in years if 0 < year <= CENTURY}
    limit = words()["two_digit_gregorian_until"]
    if not found or max(found) <= limit:
        return 2000
    if names == "th" or (min(found) > limit and max(found) < 70):
        return 2500
    return None


def gregorian(year: int, two_digits: int | None) -> int:
    """The Gregorian year of a written one; 0: not said, or it cannot be told."""
    if 0 < year <= CENTURY:
        if two_digits is None:
            return 0
        year = year % CENTURY + two_digits
    return year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year


def era(years: Iterable[int], two_digits: int | None = None) -> str:
    """``buddhist``, ``gregorian``, ``mixed``; empty: no year is said."""
    eras = set()
    for year in years:
        if 0 < year <= CENTURY and two_digits is not None:
            year = year % CENTURY + two_digits
        if year > CENTURY:
            eras.add("buddhist" if year in BUDDHIST_YEARS else "gregorian")
    return "mixed" if len(eras) > 1 else next(iter(eras), "")


def month_span(year: int, month: int, months: int) -> tuple[date, date]:
    """First and last day of ``months`` months from the first of ``month``; months outside of 1 to 12 carry over."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_year, end_month = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def start_month(*, fiscal: bool, academic: bool) -> int:
    """Month in which the year begins, counted from January of its own number; fiscal years begin the year before."""
    if fiscal:
        return int(words()["fiscal_start"]) - 12
    return int(words()["academic_start"]) if academic else 1


def span(written: Written, year: int, until_year: int, *, fiscal: bool, academic: bool) -> tuple[date, date] | None:
    """First and last day of a period whose Gregorian ``year`` is known; ``None``: there is no such day."""
    try:
        first, last = _single(written.unit, year, written.part, written.day, fiscal, academic)
        if written.until is not None:
            _, part, day = written.until
            last = _single(written.unit, until_year or year, part, day or written.day, fiscal, academic)[1]
    except (ValueError, OverflowError):
        return None
    return (first, last) if first <= last else None


def _single(unit: str, year: int, part: int, day: int, fiscal: bool, academic: bool) -> tuple[date, date]:
    start = start_month(fiscal=fiscal, academic=academic)
    if unit == "year":
        return month_span(year, start, 12)
    if unit == "month":
        return month_span(year - 1 if fiscal and part >= 12 + start else year, part, 1)
    if unit in ("quarter", "half_year"):
        months = MONTHS_OF[unit]
        return month_span(year, start + (part - 1) * months, months)
    if unit == "week":
        first = date.fromisocalendar(year, min(part, 52), 1)
        return first, first + timedelta(days=6)
    found = date(year, part, day)
    return found, found
