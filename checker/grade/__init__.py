"""Observations → the openness of a dataset: kind, tiers, points, stars (openness rules, sections 1 to 3).

Points are exact. What is proven counts; what is not settled counts nothing for the points and the minimum, and the best
that may still come for the maximum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cache
from operator import itemgetter

from msgspec.structs import replace

from checker.grade.criteria import CRITERIA
from checker.grade.ladder import COMBINATIONS, Ladder, ladder_of
from checker.grade.rating import Authority, Case
from checker.grade.seen import CLOSED, LOST, REACHED, UNTESTED, WAITING, Seen, kind_of, see, speaks_of_cameras
from checker.grade.stars import Stars, stars_of
from checker.model import CriterionGrade, Dataset, Observation, Openness, Outcome, Parameters, Role
from checker.rubric import Rubric
from checker.vocabulary import vocabulary

__all__ = ["COMBINATIONS", "CRITERIA", "KINDS", "authority_differs", "grade", "speaks_of_cameras"]

#: Every kind that the code can tell.
KINDS: tuple[str, ...] = ("structured", "document", "cctv")

AUTHORITY_FIELD = "single_source_of_truth"
DECIDED = "decided"  #: the reason of a tier that was not graded but taken for settled
NONE = "none"  #: the lowest tier
_ZERO = Fraction(0)
_SAID = {"true": True, "false": False}
_by_id = itemgetter(0)


def grade(
    dataset: Dataset,
    observations: Mapping[str, Observation],
    rubric: Rubric,
    *,
    authoritative: bool | None = None,
    kind: str | None = None,
    previous: Collection[str] | None = None,
    current: Mapping[str, bool | None] | None = None,
    shown: Mapping[str, int] | None = None,
    proven: Mapping[str, str] | None = None,
) -> Openness:
    """The openness of one dataset; ``observations`` by distribution id.

    ``authoritative`` and ``kind`` are the plan's or an assessor's; a published ``single_source_of_truth`` counts before
    the plan's word. ``previous`` holds the URLs of the dataset in the snapshot before, ``current`` whether a resource
    is within its update interval, ``shown`` what the plan attests of traffic cameras: kind of evidence → days.
    ``proven`` are tiers by criterion that are taken for settled: they count where a resource can be reached.
    """
    ladder = ladder_of(rubric)
    seen = [see(each, observations.get(each.id)) for each in dataset.distributions if each.role is Role.DATA]
    seen.sort(key=_by_id)
    reached = [each for each in seen if each.state is REACHED]
    stars = stars_of(dataset, seen, reached)
    if not seen:
        if dataset.distributions:
            return _undecided(ladder, Outcome.CANNOT_TELL, None, "only_companions", {}, stars)
        return _nothing(Outcome.FAILED, None, "no_resource", {}, (), stars)
    if kind not in ladder.criteria:
        kind = kind_of(dataset, seen)
    if not reached:
        return _unreached(ladder, kind, seen, stars)
    if kind not in ladder.criteria:
        formats = tuple(sorted({name for each in seen for name in each.formats} or {"?"}))
        return _undecided(ladder, Outcome.CANNOT_TELL, None, "no_kind", {"formats": formats}, stars)
    authority = _authority(dataset, authoritative)
    case = Case(ladder, seen, authority, _declared(dataset, ladder), previous, current or {}, shown or {})
    graded = tuple([CRITERIA[name](case) for name in ladder.criteria[kind]])
    return _combined(ladder, kind, _with_proven(graded, proven) if proven else graded, stars)


def _with_proven(criteria: tuple[CriterionGrade, ...], proven: Mapping[str, str]) -> tuple[CriterionGrade, ...]:
    """The criteria with those settled that somebody else has decided; what was seen of them is left out."""
    return tuple([_proven(each, proven[each.criterion]) if each.criterion in proven else each for each in criteria])


def _proven(grade: CriterionGrade, tier: str) -> CriterionGrade:
    outcome = Outcome.FAILED if tier == NONE else Outcome.PASSED
    return CriterionGrade(
        criterion=grade.criterion,
        outcome=outcome,
        tier=tier,
        possible=tier,
        reason=DECIDED,
        distribution=grade.distribution,
    )


def authority_differs(dataset: Dataset, planned: bool | None) -> bool:
    """Whether the plan says otherwise than the published ``single_source_of_truth``."""
    return _authority(dataset, planned).differs


def _authority(dataset: Dataset, planned: bool | None) -> Authority:
    written = dataset.fields.get(AUTHORITY_FIELD, "")
    published = _SAID.get(written.strip().lower()) if isinstance(written, str) else None
    if published is None:
        return Authority(planned, False)
    return Authority(published, planned is not None and planned is not published)


def _declared(dataset: Dataset, ladder: Ladder) -> dict[str, str]:
    """What the metadata say of the finest period, area and unit of collection, by the words of the rubric."""
    rules = ladder.granularity
    found = {}
    frequency = _periods().get(_one(dataset, "update_frequency_unit"))
    if frequency:
        found["period"] = frequency
    area = rules.declared_areas.get(_one(dataset, "geo_coverage"))
    if area:
        found["area"] = area
    units = dataset.fields.get("data_collect", ())
    for unit in (units,) if isinstance(units, str) else units:
        if unit in rules.detailed_units:
            found["unit"] = unit
    return found


def _one(dataset: Dataset, field: str) -> str:
    written = dataset.fields.get(field, "")
    return written if isinstance(written, str) else next(iter(written), "")


@cache
def _periods() -> dict[str, str]:
    return {each.value: each.period for each in vocabulary().frequencies.values()}


def _unreached(ladder: Ladder, kind: str | None, seen: list[Seen], stars: Stars) -> Openness:
    """No resource could be reached: 0 once that is certain, nothing settled before."""
    params: Parameters = {"resources": len(seen)}
    states = {each.state for each in seen}
    if WAITING in states:
        return _undecided(ladder, Outcome.CANNOT_TELL, kind, "nothing_reachable_yet", params, stars)
    if UNTESTED in states:
        return _undecided(ladder, Outcome.UNTESTED, kind, "not_looked_at", params, stars)
    if LOST not in states and CLOSED in states:
        return _nothing(Outcome.NOT_APPLICABLE, kind, "not_open", params, (), stars)
    case = Case(ladder, seen, Authority(None, False), {}, None, {}, {})
    names = ladder.criteria.get(kind or "", ())
    return _nothing(
        Outcome.FAILED, kind, "nothing_reachable", params, tuple([CRITERIA[name](case) for name in names]), stars
    )


def _combined(ladder: Ladder, kind: str, criteria: tuple[CriterionGrade, ...], stars: Stars) -> Openness:
    rank = ladder.ranks
    ranks = tuple([rank[each.tier] for each in criteria])
    points = ladder.points[ranks]
    gains = zip(criteria, ladder.gains[kind, ranks], strict=True)
    criteria = tuple([replace(grade, gain=gain) if gain else grade for grade, gain in gains])
    open_ones = [each for each in criteria if each.tier != each.possible]
    if not open_ones:
        outcome = Outcome.PASSED if points else Outcome.FAILED
        return _openness(outcome, kind, "graded", {}, criteria, points, points, stars)
    outcomes = {each.outcome for each in open_ones}
    outcome = Outcome.CANNOT_TELL if Outcome.CANNOT_TELL in outcomes else Outcome.UNTESTED
    maximum = ladder.points[tuple([rank[each.possible] for each in criteria])]
    params: Parameters = {"criteria": tuple([each.criterion for each in open_ones])}
    return _openness(outcome, kind, "unsettled", params, criteria, points, maximum, stars)


def _undecided(
    ladder: Ladder, outcome: Outcome, kind: str | None, reason: str, params: Parameters, stars: Stars
) -> Openness:
    return _openness(outcome, kind, reason, params, (), _ZERO, ladder.best, stars)


def _nothing(
    outcome: Outcome,
    kind: str | None,
    reason: str,
    params: Parameters,
    criteria: tuple[CriterionGrade, ...],
    stars: Stars,
) -> Openness:
    return _openness(outcome, kind, reason, params, criteria, _ZERO, _ZERO, stars)


def _openness(
    outcome: Outcome,
    kind: str | None,
    reason: str,
    params: Parameters,
    criteria: tuple[CriterionGrade, ...],
    points: Fraction,
    maximum: Fraction,
    stars: Stars,
) -> Openness:
    return Openness(
        outcome=outcome,
        kind=kind,
        reason=reason,
        criteria=criteria,
        points=points,
        minimum=points,
        maximum=maximum,
        stars=stars.stars,
        stars_format=stars.by_format,
        stars_reason=stars.reason,
        params={**params, **stars.params} if stars.params else params,
    )
