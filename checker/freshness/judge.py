"""The signs of life of all resources → how current the dataset is.

The newest sign wins. *Fresh* and *due* need a sign that the data changed late enough; *overdue* needs proof of every
resource that it did not. What people typed into the catalog is heard only where nothing that was observed settles it.
"""

from __future__ import annotations

from checker.freshness.interval import Interval
from checker.freshness.life import Life, Lives, Told, newest_of
from checker.freshness.signs import Now, facts
from checker.model import Freshness, Outcome, Parameters, State

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


def freshness_of(lives: Lives) -> Freshness:
    """How current the dataset is."""
    interval, found = lives.interval, lives.each
    if not found:
        return _freshness(State.UNKNOWN, "no_resource", None, lives)
    newest = newest_of([life.newest for life in found if life.newest is not None])
    if isinstance(interval, str):
        known = State.FRESH if interval == NEVER else State.UNKNOWN
        return _freshness(known, interval, newest or lives.typed, lives)
    if all(life.lost for life in found):
        return _freshness(State.UNKNOWN, "nothing_reached", None, lives)
    settled = _settled(interval, lives, newest)
    if settled is not None:
        state, of = settled
        return _freshness(state, f"{state.value}_{of.evidence}", of, lives)
    return _freshness(State.UNKNOWN, _why(found, newest or lives.typed), newest or lives.typed, lives)


def currency_of(lives: Lives) -> dict[str, bool | None]:
    """Resource id → whether its newest sign of life is within one declared interval; ``None``: it cannot be told.

    What people typed is no such sign. Data that is declared never to be updated has no interval to be within.
    """
    interval = lives.interval
    if isinstance(interval, str):
        return {life.id: False if interval == NEVER else None for life in lives.each}
    return {life.id: _is_current(life, interval, lives.now) for life in lives.each}


def _is_current(life: Life, interval: Interval, now: Now) -> bool | None:
    if life.outcome is not Outcome.PASSED:
        return False if life.lost else None
    if life.newest is not None and _within(life.newest, interval, now):
        return True
    if life.latest is None or life.blind:  # the interface may be newer than the file beside it
        return None
    return None if _within(life.latest, interval, now) else False


def _settled(interval: Interval, lives: Lives, newest: Told | None) -> tuple[State, Told] | None:
    """The state and the moment that decides it; ``None``: it cannot be told."""
    found, typed, now = lives.each, lives.typed, lives.now
    if newest is not None and (state := _by_age(newest, interval, now)) is not State.OVERDUE:
        return state, newest
    latest = _latest(found)
    if latest is not None and _by_age(latest, interval, now) is State.OVERDUE:
        return State.OVERDUE, latest
    if typed is not None and (state := _by_age(typed, interval, now)) is not State.OVERDUE:
        return state, typed
    told = newest_of([each for each in (newest, typed) if each is not None])
    if told is None or interval.days < facts().typed_days or any(life.seen or life.blind for life in found):
        return None
    return (State.OVERDUE, told) if _all_said(found, typed) else None


def _latest(found: tuple[Life, ...]) -> Told | None:
    """When the dataset changed at the latest; ``None``: one resource at least does not tell."""
    each = [life.latest for life in found if not life.lost]
    known = [one for one in each if one is not None]
    return newest_of(known) if len(known) == len(each) else None


def _all_said(found: tuple[Life, ...], typed: Told | None) -> bool:
    """Whether the catalog has a date for the whole dataset or for each of its resources: for one it may be older."""
    if typed is not None and typed.distribution is None:
        return True
    return all(life.newest is not None or life.typed is not None for life in found if not life.lost)


def _why(found: tuple[Life, ...], told: Told | None) -> str:
    if any(life.outcome is not Outcome.PASSED and not life.lost for life in found):
        return "waiting"
    return "not_clear" if told is not None or any(life.seen for life in found) else "no_sign"


def _within(told: Told, interval: Interval, now: Now) -> bool:
    return interval.age(now.day(told.at), now.today) <= interval.whole_days


def _by_age(told: Told, interval: Interval, now: Now) -> State:
    if _within(told, interval, now):
        return State.FRESH
    return State.DUE if interval.age(now.day(told.at), now.today) <= interval.allowed else State.OVERDUE


def _freshness(state: State, reason: str, of: Told | None, lives: Lives) -> Freshness:
    interval, now = lives.interval, lives.now
    params: Parameters = {}
    if of is not None:
        day = now.day(of.seen or of.at)
        age = (now.today - day).days if isinstance(interval, str) else interval.age(day, now.today)
        params = {"newest": day.isoformat(), "age": age}
    if isinstance(interval, Interval):
        params |= {"declared": interval.written, "every": interval.whole_days, "allowed": interval.allowed}
    if of is None:
        return Freshness(state=state, reason=reason, params=params)
    strong = isinstance(interval, Interval) and state is State.FRESH and of.evidence != "declared"
    return Freshness(
        state=state,
        reason=reason,
        params=params,
        newest=of.seen or of.at,
        evidence=of.evidence,
        distribution=of.distribution,
        current=strong,
    )
