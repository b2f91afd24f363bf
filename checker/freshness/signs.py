"""What one resource shows of its age: each sign says when the data changed, at the earliest and at the latest.

Newest rows and periods tell of the data itself; ``Last-Modified`` and the hashes of several runs of the file; the
catalog's stamp and the dates that people typed tell what the publisher says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from checker.content import Content, Period, Probe, TableProfile
from checker.model import Distribution, Observation, Past
from checker.resources import load_yaml, schemas_dir

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAY = timedelta(days=1)


class Facts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``schemas/openness/freshness.yaml``."""

    earliest: date
    stamped_now: float  #: seconds
    restless: frozenset[str]
    period_days: dict[str, int]


@cache
def facts() -> Facts:
    """The table, loaded once."""
    return msgspec.convert(load_yaml(schemas_dir() / "openness" / "freshness.yaml"), Facts)


class Sign(NamedTuple):
    """The data changed within these bounds and, as far as this sign goes, not later."""

    evidence: str
    since: datetime | None  #: it changed then or later; ``None``: this sign does not say
    until: datetime | None  #: it did not change later; ``None``: it may have


class Span(NamedTuple):
    """A period as a reader of tables or an interface gives it."""

    first: date
    last: date
    days: int


def file_signs(observation: Observation, past: Past | None, now: datetime) -> Iterator[Sign]:
    """When the bytes changed: by their hash between runs, and by the host's own word."""
    changed = _changed(observation, past, now)
    modified = _modified(observation, now)
    same_since = past.unchanged_since if past is not None else None
    if modified is not None and same_since is not None:
        modified = min(modified, same_since)  # stamped again, the bytes are the same
    if modified is not None:
        yield Sign("last_modified", modified, modified)
        if changed is not None and changed.since is not None and modified < changed.since:
            return  # the host says that nothing changed: bytes that are made anew for each answer
    if changed is not None:
        yield changed


def _changed(observation: Observation, past: Past | None, now: datetime) -> Sign | None:
    found = observation.sniffed.format if observation.sniffed else None
    if past is None or observation.at is None or (past.unchanged_since is None and past.changed_after is None):
        return None
    until = past.unchanged_since or observation.at
    if until > now or (past.changed_after or until) > until:  # looked at after the moment that is asked for
        return None
    if past.changed_after is not None and found is not None and found not in facts().restless:
        return Sign("changed", past.changed_after, until)
    return None if past.unchanged_since is None else Sign("unchanged", None, until)


def _modified(observation: Observation, now: datetime) -> datetime | None:
    """``Last-Modified``, where it can be the file's."""
    at = observation.last_modified
    if at is None or not plausible(at, now):
        return None
    looked = observation.at
    return None if looked is not None and (looked - at).total_seconds() < facts().stamped_now else at


def plausible(at: datetime, now: datetime) -> bool:
    """Whether a stamp can be of data: neither of an unset clock nor of the future."""
    return at.date() >= facts().earliest and at <= now


def data_signs(observation: Observation, now: datetime, interval_days: float) -> Iterator[Sign]:
    """The newest row of an interface and the newest period of tables, each as far as it was seen."""
    today = _day(now, now.tzinfo)
    for probe in observation.probes or ():
        row, sample = _row(probe, now.tzinfo), _newest(probe.tables, today)
        if row is not None:
            yield from _by_period("newest_row", row, True, now, interval_days)
        elif sample is not None:
            yield from _by_period("newest_row", sample, False, now, interval_days)
    content = observation.content
    newest = None if content is None else _newest(content.tables, today)
    if content is not None and newest is not None:
        yield from _by_period("newest_period", newest, _all_seen(content, today), now, interval_days)


def _by_period(evidence: str, span: Span, all_seen: bool, now: datetime, interval_days: float) -> Iterator[Sign]:
    today = _day(now, now.tzinfo)
    if span.first > today + DAY:
        return  # a plan or a forecast
    if span.last >= today:  # under way
        yield Sign(evidence, end_of(min(span.first, today), now), now)
        return
    last = end_of(span.last, now)
    room = timedelta(days=span.days if span.days > interval_days else 0)
    yield Sign(evidence, last, min(last + room, now) if all_seen else None)


def _row(probe: Probe, zone: tzinfo | None) -> Span | None:
    """The period of an interface's newest row. A stamp on the first of a month begins its period."""
    if probe.newest is None:
        return None
    day = _day(probe.newest, zone)
    finest = next((period.finest for period, _ in _periods(probe.tables)), "day")
    months = MONTHS.get(finest, 0) if day.day == 1 else 0
    return Span(day, _month(day, months) - DAY if months else day, facts().period_days.get(finest, 1))


def _periods(tables: tuple[TableProfile, ...]) -> Iterator[tuple[Period, date]]:
    """The period of each table that is shown, with its last day."""
    for table in tables:
        if not table.hidden and table.period is not None and table.period.last is not None:
            yield table.period, table.period.last


def _newest(tables: tuple[TableProfile, ...], today: date) -> Span | None:
    """The newest period of all tables that is neither a plan nor a forecast."""
    spans = [_span(last, period.finest) for period, last in _periods(tables)]
    return max((span for span in spans if span.first <= today + DAY), key=lambda span: span.last, default=None)


def _all_seen(content: Content, today: date) -> bool:
    """Whether no newer period can have been missed: all was read, and no plan hides the last period of what is."""
    whole = not content.head and not content.trouble and all(table.complete for table in content.tables)
    return whole and all(_span(last, each.finest).first <= today + DAY for each, last in _periods(content.tables))


def _span(last: date, finest: str) -> Span:
    months, days = MONTHS.get(finest), facts().period_days.get(finest, 1)
    if months is None:
        return Span(max(last, date.min + timedelta(days=days)) - timedelta(days=days - 1), last, days)
    return Span(_month(last, 1 - months), last, days)


def _month(day: date, later: int) -> date:
    """The first day of the month so many months later; bounded by the calendar's own ends."""
    index = min(max(day.year * 12 + day.month - 1 + later, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def stamps(distribution: Distribution, now: datetime) -> Iterator[Sign]:
    """What the catalog and its people say: the stamp of the resource, and the date of its last update."""
    if distribution.last_modified is not None and plausible(distribution.last_modified, now):
        yield Sign("catalog", distribution.last_modified, None)
    if distribution.updated is not None:
        yield from typed(distribution.updated, now)


def typed(day: date, now: datetime) -> Iterator[Sign]:
    """A date of last update that somebody typed."""
    if facts().earliest <= day <= _day(now, now.tzinfo):
        yield Sign("declared", end_of(day, now), None)


def end_of(day: date, now: datetime) -> datetime:
    """The last moment of a day, never behind ``now``."""
    return min(datetime.combine(day, time.max, tzinfo=now.tzinfo), now)


def _day(moment: datetime, zone: tzinfo | None) -> date:
    """The day of a moment where the cut-off lives; the calendar's own ends stay as they are."""
    ends = moment.year in (MINYEAR, MAXYEAR)
    return moment.date() if ends or moment.tzinfo is None else moment.astimezone(zone).date()
