"""All columns of a table → its finest period and its span.

Readings (assumed):
a column with one value alone says of which time the rows are, not that they are by it: it gives the span, and with
nothing else the table is by year; but it is the year, month or day of columns that vary beside it. A register of
events is by the day of the event. A month or a quarter without any year still is the finest period; a day of the month
needs a month beside it, a time of day needs a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import structs

from checker.content import Period, Place
from checker.grid import Cell
from checker.tables.columns import ColumnCells
from checker.tables.periods.series import Series, Span, series
from checker.tables.periods.written import UNITS

MOST_COLUMNS = 200  #: columns that are looked at
#: Different bare numbers that are months, quarters or weeks where no other column says a period
WHOLE_RUN = {"month": 12, "quarter": 4, "week": 10}
SHOWN = 80  #: characters of a header or a value that a place keeps


def period_of(columns: Sequence[ColumnCells]) -> Period | None:
    """The finest period that the rows are by; ``None``: no column says one."""
    return period_of_series([read for column in columns[:MOST_COLUMNS] if (read := series(column)) is not None])


def period_of_series(found: list[Series]) -> Period | None:
    """The same, of columns that were read."""
    varied = [one for one in found if one.varied]
    deciding = min((one for one in varied if _counts(one, found)), key=_fineness, default=None)
    if deciding is None:
        return _constant(found)
    unit = deciding.unit
    if unit == "time":
        unit = "hour" if all(written.clock % 3600 == 0 for written in deciding.cells.values()) else "minute"
    spans, years, source = _spans(deciding, found)
    return _period(unit, deciding, spans, years, source)


def _fineness(one: Series) -> tuple[int, bool, bool]:
    """Order of choice: finer first; of two alike the one that says its year, then the calendar year."""
    return (-1 if one.unit == "time" else UNITS.index(one.unit)), not one.dated, one.fiscal


def _counts(one: Series, found: list[Series]) -> bool:
    """Whether a column can decide beside the others."""
    if one.unit == "time":
        return any(other.unit in ("day", "hour", "minute") for other in found)
    if one.unit == "day" and not one.dated and not _has_month(one):
        return any(other.unit == "month" for other in found)
    return one.dated or len(found) > 1 or not _bare(one) or len(one.cells) >= WHOLE_RUN.get(one.unit, 2)


def _bare(one: Series) -> bool:
    """Only numbers: ``1`` to ``12`` under a header that says month."""
    return all(not isinstance(cell, str) or cell.strip().isdecimal() for cell in one.cells)


def _has_month(one: Series) -> bool:
    return any(written.part for written in one.cells.values())


def _constant(found: list[Series]) -> Period | None:
    """Only columns with one value: the table is of that time."""
    dated = [one for one in found if one.dated]
    if not dated:
        return None
    deciding = min(dated, key=_fineness)
    spans, years, source = _spans(deciding, found)
    return _period("year", deciding, spans, years, source)


def _spans(deciding: Series, found: list[Series]) -> tuple[list[Span], set[int], Series]:
    """The days of the rows, the distinct years, and the column that says the year."""
    if deciding.dated:
        return *_own(deciding), deciding
    months = [one for one in found if one.unit == "month"]
    if deciding.unit in ("time", "day") and not _has_month(deciding):
        for other in (*(one for one in found if one.dated and one.unit in ("day", "hour", "minute")), *months):
            if other is not deciding:
                return _spans(other, [one for one in found if one is not deciding])
    years = sorted(
        (one for one in found if one.dated and one.unit == "year"), key=lambda one: (not one.varied, one.fiscal)
    )
    return (*_paired(deciding, years[0]), years[0]) if years else ([], set(), deciding)


def _own(one: Series) -> tuple[list[Span], set[int]]:
    spans = [found for written in one.cells.values() if (found := one.span(written))]
    if one.fiscal or one.academic or one.unit in ("year", "quarter", "half_year", "month", "week"):
        return spans, _labels(one)
    return spans, {day.year for day in chain.from_iterable(spans)} or _labels(one)


def _labels(one: Series) -> set[int]:
    """Years as they are called: fiscal year 2565 is one year, though it begins in 2564; so with weeks."""
    found = {one.years.get(written.year, 0) or written.year for written in one.cells.values() if written.year}
    return found | {one.years.get(w.until[0], 0) for w in one.cells.values() if w.until and w.unit == "month"} - {0}


def _paired(deciding: Series, years: Series) -> tuple[list[Span], set[int]]:
    """Periods without a year, each with the year that stands in its row, or above it where that cell is blank."""
    by_row = _carried(years.column)
    pairs = {(part, by_row.get(row)) for row, part in zip(deciding.column.rows, deciding.column.cells, strict=False)}
    if years.fiscal or years.academic:
        deciding = structs.replace(deciding, fiscal=years.fiscal, academic=years.academic)
    spans = []
    for part, cell in pairs:
        written, said = deciding.cells.get(part), years.cells.get(cell)
        if written and said and (found := deciding.span(written, years.years.get(said.year, 0))):
            spans.append(found)
    return spans, _labels(years)


def _carried(column: ColumnCells) -> dict[int, Cell]:
    """Row → the cell that stands there, or above it where there is none."""
    found: dict[int, Cell] = {}
    last: Cell = None
    for row, cell in zip(column.rows, column.cells, strict=False):
        if cell is not None and cell != "":
            last = cell
        found[row] = last
    return found


def _period(unit: str, deciding: Series, spans: list[Span], years: set[int], source: Series) -> Period:
    return Period(
        finest=unit, at=_place(deciding), first=min((first for first, _ in spans), default=None),
        last=max((last for _, last in spans), default=None), years=len(years), era=source.era,
        fiscal=source.fiscal or deciding.fiscal,
    )  # fmt: skip


def _place(one: Series) -> Place:
    """The column and its first cell that decided."""
    column = one.column
    index = next((index for index, cell in enumerate(column.cells) if cell in one.cells), 0)
    return Place(
        member=column.member, sheet=column.sheet, row=column.rows[index], column=column.number,
        header=column.name[:SHOWN], value=str(column.cells[index])[:SHOWN],
    )  # fmt: skip


def together(rows: Period | None, headers: Period | None) -> Period | None:
    """One period from that of the rows and of the headers: the finer one, with the years of the one that says them."""
    if rows is None or headers is None:
        return rows or headers
    finer, other = sorted((rows, headers), key=lambda period: UNITS.index(period.finest))
    if finer.first is not None or other.first is None:
        return finer
    return structs.replace(
        finer, first=other.first, last=other.last, years=other.years, era=other.era, fiscal=other.fiscal or finer.fiscal
    )
