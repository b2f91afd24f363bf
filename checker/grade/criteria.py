"""The criteria of openness (section 2), as far as reachability and format show them.

A criterion takes the best tier that one resource earns, and names that resource. ``tier`` is what is proven,
``possible`` what evidence that has not been looked at yet (table profile, text layer, query interface) may still add:
the criterion is then ``untested`` and says so. A link that waits for its second look leaves the criterion
``cannot_tell``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from checker.grade.ladder import Ladder
from checker.grade.seen import UNTESTED, WAITING, Seen, kind_rules, titles
from checker.model import CriterionGrade, Outcome, Parameters


class Authority(NamedTuple):
    """Who says that the file is the single source of truth."""

    declared: bool | None  #: the published field where there is one, else the plan; ``None``: nobody says
    differs: bool  #: the plan says otherwise than the published field


class Case(NamedTuple):
    """All that a criterion may look at."""

    ladder: Ladder
    seen: list[Seen]  #: in the order of their ids, so that the first of equals is always the same
    reached: list[Seen]  #: those whose bytes came
    authority: Authority
    previous: Mapping[str, str] | None  #: resource id → URL, in the snapshot before


def _graded(
    case: Case,
    criterion: str,
    rank: int,
    possible: int,
    reason: str,
    of: Seen | None,
    *,
    unsettled: Outcome,
    params: Parameters | None = None,
) -> CriterionGrade:
    ids = case.ladder.ids
    if possible > rank:
        outcome = unsettled
    else:
        outcome = Outcome.PASSED if rank > case.ladder.none else Outcome.FAILED
    observation = of.observation if of else None
    return CriterionGrade(
        criterion=criterion,
        outcome=outcome,
        tier=ids[rank],
        possible=ids[possible],
        reason=reason,
        params=params or {},
        distribution=of.distribution.id if of else None,
        evidence_id=observation.evidence_id if observation else None,
    )


def _nothing_yet(case: Case, criterion: str, kind: str | None, top: int) -> CriterionGrade:
    """No resource that was reached counts for this criterion; perhaps one of those that still wait does."""
    open_ones = [each for each in case.seen if kind is None or each.kind in (kind, None)]
    none = case.ladder.none
    if any(each.state is WAITING for each in open_ones):
        return _graded(case, criterion, none, top, "link_unconfirmed", None, unsettled=Outcome.CANNOT_TELL)
    if any(each.state is UNTESTED for each in open_ones):
        return _graded(case, criterion, none, top, "link_untested", None, unsettled=Outcome.UNTESTED)
    return _graded(case, criterion, none, none, "no_distribution", None, unsettled=Outcome.UNTESTED)


def _reached(case: Case, kind: str) -> list[Seen]:
    return [each for each in case.reached if each.kind == kind]


def channel(case: Case) -> CriterionGrade:
    """Basic: the bytes came. Middle: by a direct, stable link to a declared single source of truth. Advanced: untested.

    Stable means the URL that this resource had in the snapshot before, where there is one.
    """
    ladder, authority = case.ladder, case.authority
    reached = case.reached
    if not reached:
        return _nothing_yet(case, "channel", None, ladder.top)
    direct = [each for each in reached if each.observation is not None and each.observation.direct]
    previous = case.previous
    stable = direct if previous is None else [each for each in direct if _stable(each, previous)]
    rank = ladder.middle if authority.declared and stable else ladder.basic
    may_rise = ladder.interface_alone or authority.declared is not False
    possible = ladder.top if may_rise else rank
    reason = _channel_reason(authority, bool(direct), bool(stable), may_rise)
    return _graded(
        case, "channel", rank, possible, reason, (stable or direct or reached)[0], unsettled=Outcome.UNTESTED
    )


def _stable(each: Seen, previous: Mapping[str, str]) -> bool:
    distribution = each.distribution
    return previous.get(distribution.id, distribution.url) == distribution.url


def _channel_reason(authority: Authority, direct: bool, stable: bool, may_rise: bool) -> str:
    if authority.declared is None:
        return "channel_basic_undeclared"
    differs = "_plan_differs" if authority.differs else ""
    if not authority.declared:
        return f"channel_basic{differs}{'_untested' if may_rise else ''}"
    if not direct:
        return "channel_not_direct"
    return f"channel_middle{differs}_untested" if stable else "channel_not_stable"


def granularity(case: Case) -> CriterionGrade:
    """Any table is an overview at least; its periods and areas are still to be read."""
    tables = _reached(case, "structured")
    if not tables:
        return _nothing_yet(case, "granularity", "structured", case.ladder.top)
    return _graded(
        case,
        "granularity",
        case.ladder.basic,
        case.ladder.top,
        "granularity_untested",
        tables[0],
        unsettled=Outcome.UNTESTED,
    )


def structure(case: Case) -> CriterionGrade:
    """Any table is one for a report at least; whether it is machine readable is still to be read.

    Only a format of common software can reach the highest tier; a legacy one stops at the middle.
    """
    ladder = case.ladder
    tables = _reached(case, "structured")
    if not tables:
        return _nothing_yet(case, "structure", "structured", ladder.top)
    common = [each for each in tables if not ladder.common_software.isdisjoint(each.formats)]
    best = (common or tables)[0]
    possible = ladder.top if common or _table_waits(case) else ladder.middle
    return _graded(
        case,
        "structure",
        ladder.basic,
        possible,
        "structure_untested" if common else "structure_untested_format",
        best,
        unsettled=Outcome.UNTESTED,
        params={"format": titles(best.formats)},
    )


def _table_waits(case: Case) -> bool:
    return any(each.state in (WAITING, UNTESTED) and each.kind in ("structured", None) for each in case.seen)


def document_structure(case: Case) -> CriterionGrade:
    """A plain text can be searched; whether any other document can is still to be read."""
    ladder = case.ladder
    documents = _reached(case, "document")
    if not documents:
        return _nothing_yet(case, "document_structure", "document", ladder.text_rank)
    plain = kind_rules().plain_text
    texts = [each for each in documents if not plain.isdisjoint(each.formats)]
    best = (texts or documents)[0]
    rank = ladder.text_rank if texts else ladder.none
    return _graded(
        case,
        "document_structure",
        rank,
        ladder.text_rank,
        "document_text" if texts else "document_untested",
        best,
        unsettled=Outcome.UNTESTED,
        params={"format": titles(best.formats)},
    )


def cctv(case: Case) -> CriterionGrade:
    """Live pictures, replay and interface are still to be looked at."""
    reached = case.reached
    if not reached:
        return _nothing_yet(case, "cctv", None, case.ladder.top)
    return _graded(
        case, "cctv", case.ladder.none, case.ladder.top, "cctv_untested", reached[0], unsettled=Outcome.UNTESTED
    )


#: Every criterion that a rubric may name.
CRITERIA: dict[str, Callable[[Case], CriterionGrade]] = {
    "channel": channel,
    "granularity": granularity,
    "structure": structure,
    "document_structure": document_structure,
    "cctv": cctv,
}
