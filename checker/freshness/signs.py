"""What one resource shows of its age: each sign says when the data changed, at the earliest and at the latest.

Newest rows and periods tell of the data itself; ``Last-Modified`` and the hashes of several runs of the file; the
catalog's stamp and the dates that people typed tell what the publisher says.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache

import msgspec
from msgspec import Struct

from checker.content import Content, Probe, TableProfile
from checker.model import Distribution, Observation, Past
from checker.resources import load_yaml, schemas_dir

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAY = timedelta(days=1)


class Facts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``schemas/openness/freshness.yaml``."""

    earliest: date
    stamped_now: float  #: seconds
    restless: frozenset[str]
    typed_days: int
    period_days: dict[str, int]


@cache
def facts() -> Facts:
    """The table, loaded once."""
    return msgspec.convert(load_yaml(schemas_dir() / "openness" / "freshness.yaml"), Facts)


class Now(Struct, frozen=True, gc=False):
    """The moment that is asked for, on the clock of the cut-off."""

    at: datetime
    today: date
    zone: tzinfo | None

    def end_of(self, day: date) -> datetime:
        """The last moment of a day, never behind this one."""
        return self.at if day >= self.today else datetime.combine(day, time.max, tzinfo=self.zone)

    def day(self, moment: datetime) -> date:
        """The day of a moment where the cut-off lives; the calendar's own ends stay as they are."""
        ends = moment.year in (MINYEAR, MAXYEAR)
        return moment.date() if ends or moment.tzinfo is None else moment.astimezone(self.zone).date()


class Sign(Struct, frozen=True, gc=False):
    """The data changed within these bounds and, as far as this sign goes, not later."""

    evidence: str
    since: datetime | None  #: it changed then or later; ``None``: this sign does not say
    until: datetime | None  #: it did not change later; ``None``: it may have


class Span(Struct, frozen=True, gc=False):
    """A period as a reader of tables or an interface gives it."""

    first: date
    last: date
    days: int


def file_signs(observation: Observation, declared: str | None, past: Past | None, now: Now) -> list[Sign]:
    """When the bytes changed: by their hash between runs, and by the host's own word."""
    modified = _modified(observation, now)
    if restless(observation, declared):
        return [] if modified is None else [Sign("last_modified", modified, None)]
    changed = None if past is None else _changed(observation, past, now)
    if modified is None:
        return [] if changed is None else [changed]
    if past is not None and past.unchanged_since is not None:
        modified = min(modified, past.unchanged_since)  # stamped again, the bytes are the same
    stamped = Sign("last_modified", modified, modified)
    if changed is None or (changed.since is not None and modified < changed.since):
        return [stamped]  # the host says that nothing changed: bytes that are made anew for each answer
    return [stamped, changed]


def restless(observation: Observation, declared: str | None) -> bool:
    """Whether this is a page or a service: neither its bytes nor its dates tell how old its data is."""
    found = observation.sniffed.format if observation.sniffed else None
    return declared in facts().restless or found in facts().restless


def _changed(observation: Observation, past: Past, now: Now) -> Sign | None:
    since, until = past.changed_after, past.unchanged_since
    if observation.at is None or (until is None and since is None):
        return None
    latest = until or observation.at
    if latest > now.at or (since or latest) > latest:  # looked at after the moment that is asked for
        return None
    return Sign("unchanged" if since is None else "changed", since, latest)


def _modified(observation: Observation, now: Now) -> datetime | None:
    """``Last-Modified``, where it can be the file's."""
    at = observation.last_modified
    if at is None or not plausible(at, now):
        return None
    looked = observation.at
    return None if looked is not None and (looked - at).total_seconds() < facts().stamped_now else at


def plausible(at: datetime, now: Now) -> bool:
    """Whether a stamp can be of data: neither of an unset clock nor of the future."""
    return at.date() >= facts().earliest and at <= now.at


def data_signs(observation: Observation, now: Now) -> list[Sign]:
    """The newest row of an interface and the newest period of tables, each as far as it was seen."""
    found = []
    for probe in observation.probes or ():
        row = _row(probe, now)
        sample = _newest(probe.tables, now.today) if row is None else None
        if row is not None or sample is not None:
            found.append(_by_period("newest_row", row or sample, row is not None, now))
    content = observation.content
    if content is not None and content.tables:
        newest = _newest(content.tables, now.today)
        found.append(_by_period("newest_period", newest, _all_seen(content, now.today), now))
    return [sign for sign in found if sign is not None]


def _by_period(evidence: str, span: Span | None, all_seen: bool, now: Now) -> Sign | None:
    if span is None or span.first > now.today + DAY:  # a plan or a forecast
        return None
    if span.last >= now.today:  # under way
        return Sign(evidence, now.end_of(span.first), now.at)
    last = now.end_of(span.last)
    if not all_seen:
        return Sign(evidence, last, None)
    return Sign(evidence, last, min(last + timedelta(days=span.days), now.at))  # published behind its end


def _row(probe: Probe, now: Now) -> Span | None:
    """The period of an interface's newest row. A stamp on the first of a month begins its period."""
    if probe.newest is None:
        return None
    day = now.day(probe.newest)
    finest = next((table.period.finest for table in probe.tables if table.period is not None), "day")
    months = MONTHS.get(finest, 0) if day.day == 1 else 0
    return Span(day, _month(day, months) - DAY if months else day, facts().period_days.get(finest, 1))


def _spans(tables: tuple[TableProfile, ...]) -> list[Span]:
    """The newest period of each table that is shown."""
    return [
        _span(table.period.last, table.period.finest)
        for table in tables
        if table.period is not None and table.period.last is not None and not table.hidden
    ]


def _newest(tables: tuple[TableProfile, ...], today: date) -> Span | None:
    """The newest period of all tables that is neither a plan nor a forecast."""
    newest: Span | None = None
    for span in _spans(tables):
        if span.first <= today + DAY and (newest is None or span.last > newest.last):
            newest = span
    return newest


def _all_seen(content: Content, today: date) -> bool:
    """Whether no newer period can have been missed: all was read, and no plan hides the last period of what is."""
    if content.head or content.trouble or not all(table.complete for table in content.tables):
        return False
    return all(span.first <= today + DAY for span in _spans(content.tables))


@lru_cache(maxsize=4096)
def _span(last: date, finest: str) -> Span:
    months, days = MONTHS.get(finest), facts().period_days.get(finest, 1)
    if months is None:
        return Span(max(last, date.min + timedelta(days=days)) - timedelta(days=days - 1), last, days)
    return Span(_month(last, 1 - months), last, days)


def _month(day: date, later: int) -> date:
    """The first day of the month so many months later; bounded by the calendar's own ends."""
    index = min(max(day.year * 12 + day.month - 1 + later, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def stamps(distribution: Distribution, now: Now) -> list[Sign]:
    """What the catalog and its people say: the stamp of the resource, and the date of its last update."""
    found = []
    if distribution.last_modified is not None and plausible(distribution.last_modified, now):
        found.append(Sign("catalog", distribution.last_modified, None))
    if distribution.updated is not None:
        found += typed(distribution.updated, now)
    return found


def typed(day: date, now: Now) -> list[Sign]:
    """A date of last update that somebody typed."""
    return [Sign("declared", now.end_of(day), None)] if facts().earliest <= day <= now.today else []
