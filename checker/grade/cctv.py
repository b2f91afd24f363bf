"""``cctv``: pictures of traffic cameras.

Basic: a page with live pictures and seven days replayed, which no machine can see: a person attests it in the plan.
Middle: an interface for the latest picture in whose link the user sets conditions. Advanced: ninety days back through
the interface, by period, as a probe has shown. An interface earns its tier whether or not the page is attested, as for
``channel`` (assumed).
"""

from __future__ import annotations

from checker.content import ProbeOutcome, probe_id
from checker.grade.rating import Case, Rating, best, of_probe, unseen
from checker.grade.seen import REACHED, Seen
from checker.model import CriterionGrade, Outcome, Parameters

LIVE, REPLAY = "live", "replay"  #: kinds of evidence records in the plan


def cctv(case: Case) -> CriterionGrade:
    """The best of any resource."""
    top = case.ladder.top
    ratings = [_reached(case, each) if each.state is REACHED else unseen(case, each, top) for each in case.seen]
    return best(case, "cctv", [each for each in ratings if each is not None])


def _reached(case: Case, each: Seen) -> Rating:
    ladder, days = case.ladder, case.ladder.camera_days
    replayed = case.shown.get(REPLAY, 0)
    attested = LIVE in case.shown and replayed >= days[ladder.ids[ladder.basic]]
    page = ladder.basic if attested else ladder.none
    probes = each.observation.probes if each.observation else None
    if probes is None:
        return Rating(page, ladder.top, "cctv_untested", each, Outcome.UNTESTED)
    shown = [probe for probe in probes if probe.outcome is ProbeOutcome.CONDITION]
    if shown:
        probe = max(shown, key=lambda one: one.days_back)
        params: Parameters = {"interface": probe.interface, "days": probe.days_back}
        if probe.days_back >= days[ladder.ids[ladder.top]]:
            return Rating(ladder.top, ladder.top, "cctv_archive", each, params=params, evidence_id=probe_id(probe.key))
        possible = ladder.middle if probe.period else ladder.top
        reason = "cctv_interface" if probe.period else "cctv_interface_no_period"
        return Rating(ladder.middle, possible, reason, each, params=params, evidence_id=probe_id(probe.key))
    open_one = next((probe for probe in probes if probe.outcome is ProbeOutcome.UNDECIDED), None)
    if open_one is not None:
        told, evidence = of_probe(open_one), probe_id(open_one.key)
        return Rating(page, ladder.top, "cctv_interface_undecided", each, params=told, evidence_id=evidence)
    if attested:
        return Rating(page, page, "cctv_page", each, params={"days": replayed})
    return Rating(ladder.none, ladder.basic, "cctv_not_attested", each, Outcome.UNTESTED)
