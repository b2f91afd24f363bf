"""Columns that hold personal data, in the profile of their table: their cells are not shown, not even masked.

A given name by itself, or a phone that lost its zero, looks like nothing; only its column tells what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import unquote

from msgspec.structs import replace

from checker.content import Area, Column, Period, PersonalData, Probe, ProbeAnswer, Sign, TableProfile
from checker.privacy.masks import HIDDEN

Found = TypeVar("Found", Area, Period, Sign)


def hidden(table: TableProfile, found: Iterable[PersonalData]) -> TableProfile:
    """The profile without the cells of columns that hold personal data; without their names too where no header is."""
    here = {
        each.at.column: bool(each.at.header)
        for each in found
        if (each.at.member, each.at.sheet) == (table.member, table.sheet)
    }
    if not here:
        return table
    return replace(
        table,
        columns=tuple(_named(column, here) for column in table.columns),
        signs=tuple(_at(sign, here) for sign in table.signs),
        period=_at(table.period, here) if table.period else None,
        area=_at(table.area, here) if table.area else None,
    )


def _named(column: Column, here: dict[int, bool]) -> Column:
    return column if here.get(column.number, True) else replace(column, name=HIDDEN)


def _at(found: Found, here: dict[int, bool]) -> Found:
    place = found.at
    if place.column not in here:
        return found
    header = place.header if here[place.column] else HIDDEN
    return replace(found, at=replace(place, value=HIDDEN if place.value else "", header=header))


def hidden_records(probe: Probe) -> Probe:
    """The probe of an interface whose records hold personal data: no excerpt, and no condition upon such a column."""
    if not probe.personal:
        return probe
    names = [each.at.header for each in probe.personal if each.at.header]
    asked = unquote(probe.condition)
    upon = not names or any(name in asked for name in names)
    return replace(
        probe,
        condition=HIDDEN if upon and probe.condition else probe.condition,
        whole=_silent(probe.whole, upon),
        part=_silent(probe.part, upon),
    )


def _silent(answer: ProbeAnswer | None, upon: bool) -> ProbeAnswer | None:
    if answer is None:
        return None
    return replace(answer, excerpt="", url=answer.url.partition("?")[0] if upon else answer.url)
