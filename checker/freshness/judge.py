"""The signs of life of all resources → how current the dataset is.

The newest sign wins. *Fresh* and *due* need a sign that the data changed late enough; *overdue* needs proof of every
resource that it did not. What people typed into the catalog is heard only where nothing that was observed settles it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checker.freshness.interval import Interval, interval_of
from checker.freshness.life import Life, Told, lives, newest_of, typed_dates
from checker.model import Dataset, Freshness, Observation, Outcome, Parameters, Past, State

#: Why it is not known how current a dataset is
UNKNOWN: tuple[str, ...] = (
    "no_resource",
    "no_frequency",
    "frequency_unknown",
    "number_unclear",
    "nothing_reached",
    "waiting",
    "no_sign",
    "not_clear",
)
NEVER = "never_updated"


def freshness(
    dataset: Dataset, observations: Mapping[str, Observation], past: Mapping[str, Past], cutoff: datetime
) -> Freshness:
    """How current the dataset is at ``cutoff`` (aware); ``observations`` and ``past`` by distribution id."""
    interval, now = interval_of(dataset), _now(observations, cutoff)
    found = lives(dataset, observations, past, now, interval)
    if not found:
        return _freshness(State.UNKNOWN, "no_resource", None, interval, now)
    typed = typed_dates(dataset, found, now)
    newest = newest_of([each for life in found for each in life.newest()])
    if isinstance(interval, str):
        known = State.FRESH if interval == NEVER else State.UNKNOWN
        return _freshness(known, interval, newest or newest_of(typed), interval, now)
    if all(life.lost for life in found):
        return _freshness(State.UNKNOWN, "nothing_reached", None, interval, now)
    settled = _settled(interval, found, newest, typed, now)
    if settled is not None:
        state, of = settled
        return _freshness(state, f"{state.value}_{of.evidence}", of, interval, now)
    return _freshness(State.UNKNOWN, _why(found, newest), newest, interval, now)


def currency(
    dataset: Dataset, observations: Mapping[str, Observation], past: Mapping[str, Past], cutoff: datetime
) -> dict[str, bool | None]:
    """Resource id → whether its newest sign of life is within one declared interval; ``None``: it cannot be told.

    What people typed is no such sign. Data that is declared never to be updated has no interval to be within.
    """
    interval, now = interval_of(dataset), _now(observations, cutoff)
    found = lives(dataset, observations, past, now, interval)
    if isinstance(interval, str):
        return {life.id: False if interval == NEVER else None for life in found}
    return {life.id: _is_current(life, interval, now) for life in found}


def _is_current(life: Life, interval: Interval, now: datetime) -> bool | None:
    if life.outcome is not Outcome.PASSED:
        return False if life.lost else None
    if _within(newest_of(life.newest()), interval, now):
        return True
    latest = life.latest()
    if latest is None or life.blind:  # the interface may be newer than the file beside it
        return None
    return None if _within(latest, interval, now) else False


def _settled(
    interval: Interval, found: list[Life], newest: Told | None, typed: list[Told], now: datetime
) -> tuple[State, Told] | None:
    """The state and the moment that decides it; ``None``: it cannot be told."""
    if newest is not None and (state := _by_age(newest, interval, now)) is not State.OVERDUE:
        return state, newest
    latest = _latest(found)
    if latest is not None and _by_age(latest, interval, now) is State.OVERDUE:
        return State.OVERDUE, latest
    said = newest_of(typed)
    if said is not None and (state := _by_age(said, interval, now)) is not State.OVERDUE:
        return state, said
    told = newest_of([each for each in (newest, said) if each is not None])
    if told is None or any(life.seen for life in found) or not _all_said(found, said):
        return None
    return State.OVERDUE, told


def _latest(found: list[Life]) -> Told | None:
    """When the dataset changed at the latest; ``None``: one resource at least does not tell."""
    each = [life.latest() for life in found if not life.lost]
    known = [one for one in each if one is not None]
    return newest_of(known) if len(known) == len(each) else None


def _all_said(found: list[Life], said: Told | None) -> bool:
    """Whether the catalog has a date for the whole dataset or for each of its resources: for one it may be older."""
    return (said is not None and said.distribution is None) or all(life.said for life in found if not life.lost)


def _why(found: list[Life], newest: Told | None) -> str:
    if any(life.outcome is not Outcome.PASSED and not life.lost for life in found):
        return "waiting"
    return "not_clear" if newest is not None or any(life.seen for life in found) else "no_sign"


def _now(observations: Mapping[str, Observation], cutoff: datetime) -> datetime:
    """The cut-off, or the newest look where that came before it, on the clock of the cut-off."""
    looks = [each.at for each in observations.values() if each.at is not None]
    return min(cutoff, max(looks, default=cutoff)).astimezone(cutoff.tzinfo)


def _age(told: Told, interval: Interval | None, now: datetime) -> int:
    """Days of the calendar, as the interval counts them."""
    then, today = told.at.astimezone(now.tzinfo).date(), now.date()
    return (today - then).days if interval is None else interval.age(then, today)


def _within(told: Told | None, interval: Interval, now: datetime) -> bool:
    return told is not None and _age(told, interval, now) <= interval.whole_days


def _by_age(told: Told, interval: Interval, now: datetime) -> State:
    if _within(told, interval, now):
        return State.FRESH
    return State.DUE if _age(told, interval, now) <= interval.allowed else State.OVERDUE


def _freshness(state: State, reason: str, of: Told | None, interval: Interval | str, now: datetime) -> Freshness:
    known = None if isinstance(interval, str) else interval
    params: Parameters = {}
    if of is not None:
        params = {"newest": of.at.astimezone(now.tzinfo).date().isoformat(), "age": _age(of, known, now)}
    if known is not None:
        params |= {"declared": known.written, "every": known.whole_days, "allowed": known.allowed}
    if of is None:
        return Freshness(state=state, reason=reason, params=params)
    strong = known is not None and state is State.FRESH and of.evidence != "declared"
    return Freshness(
        state=state,
        reason=reason,
        params=params,
        newest=of.at,
        evidence=of.evidence,
        distribution=of.distribution,
        current=strong,
    )
