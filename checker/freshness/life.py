"""The signs of life of one resource together: the newest of them, and the latest that the data can have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from msgspec import Struct

from checker.dates import ReadDate, read_date
from checker.freshness.interval import Interval, interval_of
from checker.freshness.signs import Now, Sign, data_signs, file_signs, restless, stamps, typed
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
_id = attrgetter("id")


class Told(Struct, frozen=True, gc=False):
    """One moment, what says so, and of which resource (``None``: of the dataset)."""

    at: datetime
    evidence: str
    distribution: str | None
    seen: datetime | None = None  #: what was seen, where ``at`` gives it room; ``None``: ``at`` itself


class Life(Struct, frozen=True, gc=False):
    """The signs of one resource; none where it certainly cannot be reached."""

    id: str
    outcome: Outcome  #: of "can be reached"
    newest: Told | None  #: when it changed at the earliest, by the newest sign that a machine made
    latest: Told | None  #: when it changed at the latest: by its file, else by its newest row; ``None``: not known
    typed: Told | None  #: when it was updated, as somebody typed it
    seen: bool  #: something was observed
    blind: bool  #: what answers may be newer than every sign: a page, a service, an interface without a newest row

    @property
    def lost(self) -> bool:
        """It gives nobody anything."""
        return self.outcome in _CLOSED


class Lives(Struct, frozen=True, gc=False):
    """The signs of life of a dataset, against which interval, at which moment."""

    interval: Interval | str  #: or the reason why there is none
    now: Now
    each: tuple[Life, ...]  #: of the data resources, in the order of their ids: the first of equals stays the same
    typed: Told | None  #: when it was updated, as somebody typed it of the dataset or of a resource


def lives(
    dataset: Dataset, observations: Mapping[str, Observation], past: Mapping[str, Past], cutoff: datetime
) -> Lives:
    """The signs of life of a dataset at ``cutoff`` (aware); ``observations`` and ``past`` by distribution id."""
    interval, now = interval_of(dataset), _now(observations, cutoff)
    data = [each for each in dataset.distributions if each.role is Role.DATA]
    if len(data) > 1:
        data.sort(key=_id)
    each = tuple([_life(one, observations.get(one.id), past.get(one.id), now) for one in data])
    typed_of = [life.typed for life in each if life.typed is not None]
    return Lives(interval, now, each, newest_of([*typed_of, *_typed_of_dataset(dataset, now)]))


def newest_of(told: Iterable[Told]) -> Told | None:
    """The newest; of equals the weightiest, then the first."""
    newest: Told | None = None
    for each in told:
        if newest is None or each.at > newest.at or (each.at == newest.at and _heavier(each, newest)):
            newest = each
    return newest


def _heavier(one: Told, other: Told) -> bool:
    return _WEIGHT[one.evidence] > _WEIGHT[other.evidence]


def _now(observations: Mapping[str, Observation], cutoff: datetime) -> Now:
    """The cut-off, or the newest look where that came before it, on the clock of the cut-off."""
    looks = [each.at for each in observations.values() if each.at is not None]
    at = min(cutoff, max(looks)).astimezone(cutoff.tzinfo) if looks else cutoff
    return Now(at, at.date(), cutoff.tzinfo)


def _life(each: Distribution, observation: Observation | None, past: Past | None, now: Now) -> Life:
    outcome = Outcome.UNTESTED if observation is None else observation.outcome
    if outcome in _CLOSED:
        return Life(each.id, outcome, None, None, None, False, False)
    seen: list[Sign] = []
    blind = False
    if observation is not None and outcome is Outcome.PASSED:
        seen = [*data_signs(observation, now), *file_signs(observation, each.format, past, now)]
        blind = restless(observation, each.format) or any(
            probe.newest is None and probe.whole is not None for probe in observation.probes or ()
        )
    said = stamps(each, now)
    newest = newest_of(_since([*seen, *[sign for sign in said if sign.evidence == "catalog"]], each.id))
    typed_here = newest_of(_since([sign for sign in said if sign.evidence == "declared"], each.id))
    return Life(each.id, outcome, newest, _latest(seen, each.id), typed_here, bool(seen), blind)


def _since(signs: Iterable[Sign], of: str) -> list[Told]:
    return [Told(sign.since, sign.evidence, of) for sign in signs if sign.since is not None]


def _latest(seen: list[Sign], of: str) -> Told | None:
    closed = [Told(sign.until, sign.evidence, of, _shown(sign)) for sign in seen if sign.until is not None]
    if len(seen) < 2:
        return closed[0] if closed else None
    files = [each for each in closed if each.evidence in _OF_FILES]
    if files:
        closed = [min(files, key=attrgetter("at"))]
    return newest_of([*closed, *_since(seen, of)]) if closed else None


def _shown(sign: Sign) -> datetime | None:
    """The end of the newest period itself, without the room that it is given."""
    return sign.since if sign.evidence in ("newest_row", "newest_period") else None


def _typed_of_dataset(dataset: Dataset, now: Now) -> list[Told]:
    written = dataset.fields.get(DAY_OF_UPDATE)
    day = read_date(written) if written and isinstance(written, str) else None
    signs = typed(day.value, now) if isinstance(day, ReadDate) else []
    return [Told(sign.since, sign.evidence, None) for sign in signs if sign.since is not None]
