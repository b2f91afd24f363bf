"""One column → the periods of its cells, read together: header words, eras, order of day and month, steps.

Readings (assumed): dates about the record or the thing itself (birth, founding, expiry, last change) are no periods.
Dates that all stand on month starts, or all on month ends, are months (or quarters, half-years, years by their step);
at least four dates that are whole weeks apart are weeks; snapshots (``ข้อมูล ณ วันที่``) are by the time between them.
Times that are always the same are no times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct, structs

from checker.grid import Cell
from checker.tables.columns import ColumnCells
from checker.tables.periods import calendar
from checker.tables.periods.calendar import MONTHS_OF
from checker.tables.periods.context import meaning, month_for_sure
from checker.tables.periods.words import fillers, header_kinds, plain
from checker.tables.periods.written import UNITS, Written

LOOKED_AT = 16  #: cells that are tried before a whole column is read
SHARE = 0.8  #: of the different cells that must be periods
MOST = 200  #: different cells that are read; of more, a spread, one of each year, and the first and the last
MOST_OF_YEAR = 400  #: cells of the first and of the last year that are read then
RUN = 4  #: consecutive years that make a steady pattern
WEEKS = 4  #: dates of one weekday, and of no other, that make weeks
#: Longest days of a range that still is this unit
LENGTHS = {"day": 2, "week": 8, "month": 31, "quarter": 92, "half_year": 184}
#: Days between two snapshots below which they are by this unit
GAPS = {"day": 7, "week": 27, "month": 80, "quarter": 170, "half_year": 350}
MORNING = 17 * 3600  #: seconds of the day in UTC from which it is the next day in Thailand
_NOTHING = frozenset({"-", "--", "–", "—", "...", "*", ".", " "})
T = TypeVar("T")
_FOUR_DIGITS = re.compile(r"\d{4}")
Span = tuple[date, date]


class Series(Struct, frozen=True, kw_only=True, gc=False):
    """The periods of one column."""

    column: ColumnCells
    unit: str  #: of ``written.UNITS``, or ``time``; ``day`` without :attr:`dated` is a day of the month
    cells: dict[Cell, Written]  #: different cells of this unit; years still as written
    years: dict[int, int]  #: year as written → Gregorian; empty: no years
    month_first: bool = False
    era: str = ""
    fiscal: bool = False
    academic: bool = False
    varied: bool = False  #: more than one period

    @property
    def dated(self) -> bool:
        """Its own cells say the year."""
        return any(written.year for written in self.cells.values())

    def span(self, written: Written, year: int = 0) -> Span | None:
        """Days of a cell; ``year``: the Gregorian year from another column."""
        if self.month_first and written.names == "n" and written.day <= 12:
            written = written._replace(part=written.day, day=written.part)
        own = self.years.get(written.year, 0) or year
        until = self.years.get(written.until[0], 0) if written.until else 0
        if not own:
            return None
        fiscal, academic = self.fiscal or written.fiscal, self.academic or written.academic
        found = calendar.span(written, own, until, fiscal=fiscal, academic=academic)
        if found and written.utc and written.clock >= MORNING:
            return found[0] + timedelta(days=1), found[1] + timedelta(days=1)
        return found


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that hold something, without totals and fillers (``-``, ``ไม่ระบุ``, ``รวม``)."""
    return [cell for cell in cells if cell is not None and cell != "" and not _filler(cell)]


def _filler(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > 15 or (cell[0].isdecimal() and cell[:2] != "00"):
        return False
    return cell in _NOTHING or cell.strip().casefold() in fillers()


def spread(cells: Sequence[T], most: int) -> Sequence[T]:
    """At most ``most`` cells, evenly from all."""
    return cells if len(cells) <= most else cells[:: len(cells) // most + 1]


def series(column: ColumnCells) -> Series | None:
    """The periods of a column; ``None``: it has none."""
    kinds = header_kinds(column.name)
    if "aside" in kinds:
        return None
    tried = filled(spread(column.cells, LOOKED_AT)) or filled(column.cells)[:LOOKED_AT]
    if not tried or not _share(tried, kinds):
        return None
    looked_at = _some(filled(dict.fromkeys(column.cells)))
    if any(month_for_sure(cell) for cell in looked_at):
        kinds = kinds | {"no_ranges"}
    found = {cell: written for cell in looked_at if (written := meaning(cell, kinds)) is not None}
    return settled(column, found, kinds) if len(found) >= SHARE * len(looked_at) else None


def _share(tried: Sequence[Cell], kinds: frozenset[str]) -> bool:
    """Whether enough of the cells are periods; no more are read than it takes to say no."""
    others, most = 0, len(tried) - SHARE * len(tried)
    for cell in tried:
        if meaning(cell, kinds) is None:
            others += 1
            if others > most:
                return False
    return True


def _some(different: list[Cell]) -> Sequence[Cell]:
    """All, or a spread of them with one of each year and those of the first and the last year."""
    if len(different) <= MOST:
        return different
    texts = [cell for cell in different if isinstance(cell, str)]
    if len(texts) < len(different):
        return _some_values(different)
    by_year: dict[str, list[str]] = {}
    for text in texts:
        by_year.setdefault(_year_of(text), []).append(text)
    first, last = min(by_year), max(by_year)
    ones = [of_year[0] for of_year in by_year.values()][:MOST]
    return list(dict.fromkeys([*spread(texts, MOST), *ones, *_ends(by_year[first]), *_ends(by_year[last])]))


def _some_values(different: list[Cell]) -> Sequence[Cell]:
    """A spread with the first and the last day of each year, or the lowest and the highest number."""
    ends: dict[int, tuple[Cell, Cell]] = {}
    days = sorted((cell for cell in different if isinstance(cell, date)), key=lambda day: day.isoformat())
    for day in days:
        ends[day.year] = (ends.get(day.year, (day, day))[0], day)
    numbers = [cell for cell in different if isinstance(cell, (int, float))]
    found = [*spread(different, MOST), *(day for pair in ends.values() for day in pair)]
    return list(dict.fromkeys([*found, min(numbers), max(numbers)] if numbers else found))


def _year_of(text: str) -> str:
    """The four characters that are the year in most ways of writing a date; others are merely another sample."""
    if text[4:5] in ("-", "/") and text[:4].isdecimal():
        return text[:4]
    if text[-4:].isdecimal():
        return text[-4:]
    found = _FOUR_DIGITS.search(text)
    return found[0] if found else ""


def _ends(of_year: list[str]) -> Sequence[str]:
    """The first and the last of one year where the text is of fixed width, else a good part of it."""
    if of_year[0][:4].isdecimal() and of_year[0][4:5] in ("-", "/"):
        return min(of_year), max(of_year)
    if all(text[2:3] == text[5:6] == "/" for text in of_year):
        return min(of_year, key=_month_and_day), max(of_year, key=_month_and_day)
    return spread(of_year, MOST_OF_YEAR)


def _month_and_day(text: str) -> tuple[str, str, str]:
    return text[3:5], text[:2], text[10:]


def settled(column: ColumnCells, found: dict[Cell, Written], kinds: frozenset[str]) -> Series | None:
    """The unit of the column and what its cells share."""
    unit = _finest(found)
    if not unit:
        return None
    cells = {cell: written for cell, written in found.items() if written.unit == unit}
    if unit == "year" and not kinds & {"year", "fiscal", "academic"} and not _steady(column, cells):
        return None
    all_years = {written.year for written in found.values()} | {w.until[0] for w in found.values() if w.until}
    names = next((written.names for written in cells.values() if written.names), "")
    two_digits = calendar.century(all_years, names)
    draft = Series(
        column=column, unit=unit, cells=cells,
        years={year: calendar.gregorian(year, two_digits) for year in all_years if year},
        month_first=_month_first(cells.values()), era=calendar.era(all_years, two_digits),
        fiscal="fiscal" in kinds or any(written.fiscal for written in found.values()),
        academic="academic" in kinds or any(written.academic for written in found.values()),
        varied=len({written._replace(clock=-1 if unit != "time" else written.clock) for written in cells.values()}) > 1,
    )  # fmt: skip
    if unit == "day" and draft.dated:
        return _stepped(draft, snapshots="as_of" in kinds)
    if unit in MONTHS_OF and _same_part(cells.values()):
        return structs.replace(draft, unit="year")
    return structs.replace(draft, unit=_months(cells.values())) if unit == "month" else draft


def _same_part(cells: Iterable[Written]) -> bool:
    """The same month, quarter or half of different years (``ธ.ค. 2564``, ``ธ.ค. 2565``) is a figure a year."""
    found = list(cells)
    years = {written.year for written in found}
    return len(years) > 1 and 0 not in years and len({(written.part, written.until is None) for written in found}) == 1


def _months(cells: Iterable[Written]) -> str:
    """The unit of months or of ranges of months (``ม.ค.-มี.ค. 2565``), by the shortest of them."""
    shortest = 12
    for written in cells:
        until = written.until or (written.year, written.part, 0)
        shortest = min(shortest, (until[0] - written.year) * 12 + until[1] - written.part + 1)
    return next((unit for unit, months in MONTHS_OF.items() if shortest <= months), "year")


def _finest(found: dict[Cell, Written]) -> str:
    """The finest unit that a third of the different cells have."""
    counts: dict[str, int] = {}
    for written in found.values():
        counts[written.unit] = counts.get(written.unit, 0) + 1
    total = len(found)
    return next((unit for unit in (*UNITS, "time") if counts.get(unit, 0) * 3 >= total > 0), "")


def _steady(column: ColumnCells, cells: dict[Cell, Written]) -> bool:
    """Consecutive years in their order, under a header that says nothing else; or the cells say that they are years."""
    if all(written.said for written in cells.values()):
        return True
    years = [written.year for written in cells.values()]
    if len(years) < RUN or len(plain(column.name)) > 40:
        return False
    steps = {after - before for before, after in zip(years, years[1:], strict=False)}
    return steps in ({1}, {-1})


def _month_first(found: Iterable[Written]) -> bool:
    """American order: a second number above twelve somewhere, and no first one."""
    american = False
    for written in found:
        if written.names == "n" and written.day > 12:
            return False
        american = american or written.names == "N"
    return american


def _stepped(draft: Series, *, snapshots: bool) -> Series:
    """A column of dates with the unit that its dates step by; snapshots by the shortest time between two."""
    clocks = {written.clock for written in draft.cells.values() if written.clock >= 0}
    if len(clocks) > 1:
        unit = "hour" if all(clock % 3600 == 0 for clock in clocks) else "minute"
        return structs.replace(draft, unit=unit, varied=True)
    days = sorted({spanned[0] for written in draft.cells.values() if (spanned := draft.span(written))})
    if any(written.until for written in draft.cells.values()):
        return structs.replace(draft, unit=_length(draft))
    if snapshots and len(days) > 1:
        gap = min((after - before).days for before, after in zip(days, days[1:], strict=False))
        return structs.replace(draft, unit=next((unit for unit, most in GAPS.items() if gap < most), "year"))
    return structs.replace(draft, unit=step_of(days))


def _length(draft: Series) -> str:
    """The unit of ranges of days, by the shortest of them."""
    lengths = [(last - first).days + 1 for written in draft.cells.values() if (found := draft.span(written))
               for first, last in [found]]  # fmt: skip
    shortest = min(lengths, default=1)
    return next((unit for unit, days in LENGTHS.items() if shortest <= days), "year")


def step_of(days: Sequence[date]) -> str:
    """The unit of different dates in their order: ``day`` unless they all begin or all end months, or are weeks."""
    if len(days) < 2:
        return "day"
    starts = all(day.day == 1 for day in days)
    ends = all((day + timedelta(days=1)).day == 1 for day in days)
    if starts or ends:
        months = {day.month for day in days}
        if len(months) == 1:
            return "year"
        if len(months) == 2 and abs(max(months) - min(months)) == 6 and len(days) > 2:
            return "half_year"
        return "quarter" if len(months) > 2 and len({month % 3 for month in months}) == 1 else "month"
    if len(days) >= WEEKS and len({day.weekday() for day in days}) == 1:
        return "week"
    return "day"
