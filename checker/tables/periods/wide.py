"""Periods as the headers of a wide table: ``ปี 2561``, ``ม.ค.``, ``ไตรมาส 1/2565``, ``จำนวน_2562``.

Readings (assumed): headers count when at least two of them write different periods of one unit and are alike in all
else (``จำนวน_2561``, ``จำนวน_2562``). Columns ``1`` to at least ``28`` are days. One year alone, or years beside
different words, count when a word says that they are years: the table then is by year, whatever else they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from checker.content import Period, Place
from checker.tables.columns import ColumnCells
from checker.tables.periods.combine import SHOWN, period_of_series
from checker.tables.periods.series import settled
from checker.tables.periods.words import plain
from checker.tables.periods.written import CENTURY, MOST_OF, UNITS, Written, is_year, pieces, read_any

MOST_HEADERS = 400  #: headers that are looked at
LONGEST = 120  #: characters of one
GAP = 10  #: years between neighbours that are years for sure (a census)
SHORT = 20  #: characters of a header that is a letter or a word and a number
_DIGITS = "0123456789"
_KINDS = frozenset({"year", "month", "quarter", "half_year", "week"})
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Named(Struct, frozen=True, kw_only=True, gc=False):
    """A header that writes a period."""

    number: int  #: of the column
    name: str
    piece: str  #: what writes the period
    rest: str  #: the header without it
    written: Written


def period_of_headers(names: Sequence[tuple[int, str]], header_row: int) -> Period | None:
    """The finest period that the columns are by; ``names``: number and header of each column."""
    names = names[:MOST_HEADERS]
    found = [named for number, name in names if len(name) <= LONGEST and (named := _named(number, name)) is not None]
    groups: dict[tuple[str, str], list[Named]] = {}
    for one in found:
        groups.setdefault((one.written.unit, one.rest), []).append(one)
    sure = [group for group in groups.values() if _sure(group) and not _goes_on(group, names)]
    if sure:
        best = min(sure, key=lambda group: (UNITS.index(group[0].written.unit), -len(group)))
        return _period(best, header_row)
    if days := _days(names):
        return Period(finest="day", at=_place(*days, header_row))
    said = [one for one in found if one.written.said and one.written.year]
    return _one_year(said, header_row)


def _named(number: int, name: str) -> Named | None:
    text = plain(name)
    written = read_any(text)
    if written is not None:
        return _usable(number, name, text, "", written)
    for piece in _runs(text):
        written = read_any(piece)
        if written is not None and written.unit in UNITS:
            return _usable(number, name, piece, text.replace(piece, "", 1), written)
    for found in _YEAR.finditer(text):
        if is_year(int(found[0])):
            rest = text[: found.start()] + text[found.end() :]
            return Named(number=number, name=name, piece=found[0], rest=rest, written=Written("year", int(found[0])))
    return None


def _usable(number: int, name: str, piece: str, rest: str, written: Written) -> Named | None:
    """Two numbers in a header are an academic year or nothing; a time of day is nothing."""
    if written.unit == "part":
        if not written.academic or written.year <= CENTURY:
            return None
        written = written._replace(unit="year", part=0)
    return Named(number=number, name=name, piece=piece, rest=rest, written=written) if written.unit in UNITS else None


def _runs(text: str) -> Iterable[str]:
    """The parts of a header that are made of known pieces and hold a value, the longest first."""
    runs, run = [], ""
    for kind, piece in [*pieces(text), (5, "")]:
        if kind < 5:
            run += piece
        elif run:
            runs.append(run.strip(" .,:()_-/"))
            run = ""
    return sorted((run for run in runs if len(run) > 2), key=len, reverse=True)


def _sure(group: list[Named]) -> bool:
    different = {one.written[:4] for one in group}
    if len(different) < 2:
        return False
    if group[0].written.unit != "year" or all(one.written.said for one in group):
        return True
    years = sorted({one.written.year for one in group})
    return all(after - before <= GAP for before, after in zip(years, years[1:], strict=False))


def _goes_on(group: list[Named], names: Sequence[tuple[int, str]]) -> bool:
    """Whether columns that are called like these count on (``q1`` to ``q20``): questions, and no quarters."""
    if any(one.written.year for one in group):
        return False
    stems = {stem for one in group if (stem := one.piece.rstrip(_DIGITS)) != one.piece}
    return any(
        text.rstrip(_DIGITS) in stems and int(text[len(text.rstrip(_DIGITS)) :] or 0) > MOST_OF[group[0].written.unit]
        for text in (plain(name) for _, name in names if len(name) <= SHORT)
    )


def _period(group: list[Named], header_row: int) -> Period | None:
    """The period of headers that are alike, read as one column is."""
    column = ColumnCells(
        number=group[0].number, name="", rows=(header_row,) * len(group), cells=tuple(one.piece for one in group)
    )
    series = settled(column, {one.piece: one.written for one in group}, _KINDS)
    found = period_of_series([series]) if series is not None else None
    return structs.replace(found, at=_place(group[0].number, group[0].name, header_row)) if found else None


def _days(names: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """The first of the columns ``1`` to ``28`` or more."""
    bare = [(number, name) for number, name in names if len(name) <= 4 and name.strip().isdecimal()]
    days = [int(name.strip()) for _, name in bare]
    return bare[0] if days == list(range(1, len(days) + 1)) and 28 <= len(days) <= 31 else None


def _one_year(said: list[Named], header_row: int) -> Period | None:
    found = _period(said, header_row) if said else None
    return structs.replace(found, finest="year") if found else None


def _place(number: int, name: str, header_row: int) -> Place:
    return Place(row=header_row, column=number, header=name[:SHOWN], value=name[:SHOWN])
