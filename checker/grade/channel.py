"""``channel``: how the data is reached.

Basic: a GET gave the bytes. Middle: by a direct, stable link to a declared single source of truth. Advanced: a query
interface answers, and a condition in the link changes the answer. Stable means that the same dataset had the same URL
in the snapshot before, where there is one that held the dataset.
"""

from __future__ import annotations

from checker.content import Probe, ProbeOutcome, probe_id
from checker.grade.rating import Authority, Case, Rating, best, of_probe, unseen
from checker.grade.seen import REACHED, Seen, may_be_interface
from checker.model import CriterionGrade, Outcome, Parameters


def channel(case: Case) -> CriterionGrade:
    """The best channel of any resource."""
    ratings = [_reached(case, each) if each.state is REACHED else _unreached(case, each) for each in case.seen]
    return best(case, "channel", [each for each in ratings if each is not None])


def _unreached(case: Case, each: Seen) -> Rating | None:
    ladder = case.ladder
    file_tier = ladder.middle if case.authority.declared else ladder.basic
    return unseen(case, each, ladder.top if may_be_interface(each) and _may_rise(case) else file_tier)


def _may_rise(case: Case) -> bool:
    return case.ladder.interface_alone or bool(case.authority.declared)


def _reached(case: Case, each: Seen) -> Rating:
    file = _file(case, each)
    probes = each.observation.probes if each.observation else None
    if not _may_rise(case):
        return file
    if probes is None:
        return file._replace(possible=case.ladder.top, reason=f"{file.reason}_untested", unsettled=Outcome.UNTESTED)
    shown = next((probe for probe in probes if probe.outcome is ProbeOutcome.CONDITION), None)
    if shown is not None:
        return _interface(case, each, shown)
    open_one = next((probe for probe in probes if probe.outcome is ProbeOutcome.UNDECIDED), None)
    if open_one is not None:
        params = of_probe(open_one)
        evidence = probe_id(open_one.key)
        reason = "channel_interface_undecided"
        return file._replace(possible=case.ladder.top, reason=reason, params=params, evidence_id=evidence)
    if probes:
        params = of_probe(probes[0])
        return file._replace(reason="channel_interface_refused", params=params, evidence_id=probe_id(probes[0].key))
    return file


def _interface(case: Case, each: Seen, probe: Probe) -> Rating:
    top = case.ladder.top
    params: Parameters = {"interface": probe.interface, "condition": probe.condition}
    declared = case.authority.declared
    reason = "channel_interface" if declared else "channel_interface_undeclared"
    return Rating(top, top, reason, each, params=params, evidence_id=probe_id(probe.key))


def _file(case: Case, each: Seen) -> Rating:
    """What the link itself is worth, whatever interface stands beside it."""
    ladder, authority = case.ladder, case.authority
    direct = each.observation is not None and each.observation.direct
    stable = direct and (case.previous is None or each.distribution.url in case.previous)
    rank = ladder.middle if authority.declared and stable else ladder.basic
    return Rating(rank, rank, _reason(authority, direct, stable), each)


def _reason(authority: Authority, direct: bool, stable: bool) -> str:
    differs = "_plan_differs" if authority.differs else ""
    if authority.declared is None:
        return "channel_basic_undeclared"
    if not authority.declared:
        return f"channel_basic{differs}"
    if not direct:
        return "channel_not_direct"
    return f"channel_middle{differs}" if stable else "channel_not_stable"
