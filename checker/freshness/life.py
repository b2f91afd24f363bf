"""The signs of life of one resource together: the newest of them, and the latest that the data can have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from checker.dates import ReadDate, read_date
from checker.freshness.interval import Interval
from checker.freshness.signs import Sign, data_signs, file_signs, stamps, typed
from checker.model import Dataset, Distribution, Observation, Outcome, Past, Role

#: All that can be a sign of life, the weightiest first; a state's reason is ``<state>_<evidence>``
EVIDENCE: tuple[str, ...] = (
    "newest_row",
    "newest_period",
    "last_modified",
    "changed",
    "unchanged",
    "catalog",
    "declared",
)
DAY_OF_UPDATE = "last_updated_date"
_OF_FILES = frozenset({"last_modified", "changed", "unchanged"})
_WEIGHT = {name: weight for weight, name in enumerate(reversed(EVIDENCE))}
_CLOSED = frozenset({Outcome.FAILED, Outcome.NOT_APPLICABLE})


class Told(NamedTuple):
    """One moment, what says so, and of which resource."""

    at: datetime
    evidence: str
    distribution: str | None


class Life(NamedTuple):
    """The signs of one resource; none where it certainly cannot be reached."""

    id: str
    outcome: Outcome  #: of "can be reached"
    seen: tuple[Sign, ...]  #: what was observed
    said: tuple[Sign, ...]  #: the catalog's stamp, and what people typed
    blind: bool  #: an interface answers that does not tell its newest row

    @property
    def lost(self) -> bool:
        """It gives nobody anything."""
        return self.outcome in _CLOSED

    def newest(self) -> list[Told]:
        """When it changed at the earliest, by each sign that a machine made."""
        signs = [*self.seen, *(sign for sign in self.said if sign.evidence == "catalog")]
        return [Told(sign.since, sign.evidence, self.id) for sign in signs if sign.since is not None]

    def latest(self) -> Told | None:
        """When it changed at the latest: by its file, else by its newest row; ``None``: that is not known."""
        closed = [Told(sign.until, sign.evidence, self.id) for sign in self.seen if sign.until is not None]
        files = [each for each in closed if each.evidence in _OF_FILES]
        if files:
            closed = [min(files)]
        if not closed:
            return None
        newer = [Told(sign.since, sign.evidence, self.id) for sign in self.seen if sign.since is not None]
        return newest_of([*closed, *newer])


def lives(
    dataset: Dataset,
    observations: Mapping[str, Observation],
    past: Mapping[str, Past],
    now: datetime,
    interval: Interval | str,
) -> list[Life]:
    """The signs of all data resources, in the order of their ids, so that the first of equals is always the same."""
    days = 0.0 if isinstance(interval, str) else interval.days
    data = sorted((each for each in dataset.distributions if each.role is Role.DATA), key=lambda each: each.id)
    return [_life(each, observations.get(each.id), past.get(each.id), now, days) for each in data]


def _life(each: Distribution, observation: Observation | None, past: Past | None, now: datetime, days: float) -> Life:
    outcome = Outcome.UNTESTED if observation is None else observation.outcome
    seen: tuple[Sign, ...] = ()
    blind = False
    if observation is not None and outcome is Outcome.PASSED:
        seen = (*data_signs(observation, now, days), *file_signs(observation, past, now))
        blind = any(probe.newest is None and probe.whole is not None for probe in observation.probes or ())
    return Life(each.id, outcome, seen, () if outcome in _CLOSED else tuple(stamps(each, now)), blind)


def typed_dates(dataset: Dataset, found: Iterable[Life], now: datetime) -> list[Told]:
    """The dates of last update that people typed, of the dataset and of its resources."""
    told = [
        Told(sign.since, sign.evidence, life.id)
        for life in found
        for sign in life.said
        if sign.evidence == "declared" and sign.since is not None
    ]
    written = dataset.fields.get(DAY_OF_UPDATE, "")
    day = read_date(written) if isinstance(written, str) and written else None
    if isinstance(day, ReadDate):
        told += [Told(sign.since, sign.evidence, None) for sign in typed(day.value, now) if sign.since is not None]
    return told


def newest_of(told: Iterable[Told]) -> Told | None:
    """The newest; of equals the weightiest, then the first."""
    return max(told, key=lambda each: (each.at, _WEIGHT[each.evidence]), default=None)
