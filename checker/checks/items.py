"""From findings to the outcome of each mandatory item, and how many of them say something."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Finding, Outcome
from checker.rubric import Rubric

#: the weightiest first: one failed check fails the item
_WEIGHT = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)


def item_outcomes(findings: Iterable[Finding], rubric: Rubric) -> tuple[dict[str, Outcome], int]:
    """(outcome by item number, how many items say something).

    An item is passed when none of its checks fails; one that was not checked is untested. It says something when it is
    passed and no second verdict of it failed.
    """
    by_check = {each.check: each.outcome for each in findings}
    outcomes: dict[str, Outcome] = {}
    informative = 0
    for item in rubric.items:
        checks = item.checks
        if len(checks) == 1:
            outcome = by_check.get(checks[0], Outcome.UNTESTED)
        else:
            outcome = _weightiest([by_check.get(check, Outcome.UNTESTED) for check in checks])
        outcomes[item.no] = outcome
        if outcome is Outcome.PASSED:
            informative += 1
            for check in item.informative:
                if by_check.get(check) is Outcome.FAILED:
                    informative -= 1
                    break
    return outcomes, informative


def _weightiest(found: list[Outcome]) -> Outcome:
    for outcome in _WEIGHT:
        if outcome in found:
            return outcome
    return Outcome.PASSED if Outcome.PASSED in found else Outcome.NOT_APPLICABLE
