"""What one resource is worth under one criterion, and the best of them (openness rules, section 2).

A criterion takes the best tier that one resource of the dataset earns, and names that resource. What evidence that is
missing may still add stands beside it: the criterion is then ``cannot_tell`` or ``untested``, and says what is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from checker.content import Place, Probe, Sign
from checker.grade.ladder import Ladder
from checker.grade.seen import REACHED, UNTESTED, WAITING, Seen
from checker.model import CriterionGrade, Outcome, Parameters


class Authority(NamedTuple):
    """Who says that the file is the single source of truth."""

    declared: bool | None  #: the published field where there is one, else the plan; ``None``: nobody says
    differs: bool  #: the plan says otherwise than the published field


class Case(NamedTuple):
    """All that a criterion may look at."""

    ladder: Ladder
    seen: list[Seen]  #: in the order of their ids, so that the first of equals is always the same
    authority: Authority
    declared: Mapping[str, str]  #: what the metadata say of periods, areas and units of collection
    previous: Collection[str] | None  #: URLs of the dataset in the snapshot before; ``None``: it was not in one
    current: Mapping[str, bool | None]  #: resource id → within one update interval; ``None``: it cannot be told
    shown: Mapping[str, int]  #: kind of evidence that a person attests, of traffic cameras → days

    def of_kind(self, kind: str | None) -> list[Seen]:
        """Resources that may count for a criterion of one kind; ``None``: of any."""
        return [each for each in self.seen if kind is None or each.kind in (kind, None)]


class Rating(NamedTuple):
    """One resource under one criterion."""

    rank: int  #: proven
    possible: int  #: what may still come of it
    reason: str
    of: Seen
    unsettled: Outcome = Outcome.CANNOT_TELL  #: what the criterion is while ``possible`` is higher
    params: Parameters = {}
    at: Place | None = None
    signs: tuple[Sign, ...] = ()
    evidence_id: str | None = None  #: where it is not the link's own


def of_probe(probe: Probe) -> Parameters:
    """Which interface, how the attempt at it ended, and by that what is to be done."""
    return {"interface": probe.interface, "probe": probe.reason, "mend": probe.reason}


def unseen(case: Case, each: Seen, possible: int) -> Rating | None:
    """A resource that was not reached: what it may be worth once it is; ``None``: nothing any more."""
    none = case.ladder.none
    if each.state is WAITING:
        return Rating(none, possible, "link_unconfirmed", each)
    if each.state is UNTESTED:
        return Rating(none, possible, "link_untested", each, Outcome.UNTESTED)
    return None


def best(case: Case, criterion: str, ratings: Sequence[Rating]) -> CriterionGrade:
    """The grade of a criterion: the best tier that is proven, the best that may come, and why.

    The resource and the evidence are those that the reason speaks of: what earned the tier or, where another resource
    may still earn a higher one, that one.
    """
    ladder = case.ladder
    reached = [each for each in ratings if each.of.state is REACHED]
    if not ratings:
        return CriterionGrade(
            criterion=criterion,
            outcome=Outcome.FAILED,
            tier=ladder.ids[ladder.none],
            possible=ladder.ids[ladder.none],
            reason="no_distribution",
        )
    first = max(reached or ratings, key=lambda each: (each.rank, each.possible))
    above = max(ratings, key=lambda each: each.possible)
    told = above if above.possible > max(first.rank, first.possible) else first
    observation = told.of.observation
    return CriterionGrade(
        criterion=criterion,
        outcome=_outcome(ladder, first.rank, told),
        tier=ladder.ids[first.rank],
        possible=ladder.ids[max(first.rank, told.possible)],
        reason=told.reason,
        params=told.params,
        distribution=told.of.id,
        evidence_id=told.evidence_id or (observation.evidence_id if observation else None),
        at=told.at,
        signs=told.signs,
    )


def _outcome(ladder: Ladder, rank: int, told: Rating) -> Outcome:
    if told.possible > rank:
        return told.unsettled
    return Outcome.PASSED if rank > ladder.none else Outcome.FAILED
