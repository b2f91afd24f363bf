"""The checks: judges and generators over one dataset. None fetches, scores or logs (house rule 1).

The registry is explicit, and :func:`coded_reasons` lets the rubric prove that every check and reason of
``schemas/checks`` is in code, and the other way round.
"""

from __future__ import annotations

from collections.abc import Collection

from checker.checks import across, freshness, informative, links, mandatory, privacy, resources
from checker.checks.context import NOTHING, Check, CheckContext, Said
from checker.model import Dataset, Finding, Role

__all__ = ["CHECKS", "Check", "CheckContext", "check_dataset", "coded_reasons"]

BUNDLE: Said = ("bundle", NOTHING)  #: said of the portal's own archives, whatever is checked

#: every check of a dataset by its id, in the order of reports
CHECKS: dict[str, Check] = {
    check.id: check for check in (*mandatory.CHECKS, *informative.CHECKS, *across.CHECKS, *resources.CHECKS)
}


def check_dataset(dataset: Dataset, context: CheckContext, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What the checks find: one finding at least of each check of the dataset, one a resource of each of resources."""
    found: list[Finding] = []
    add, subject, told = found.append, dataset.id, context.told
    places = [(each, f"resources/{each.id}/") for each in dataset.distributions]
    for check in CHECKS.values() if only is None else [CHECKS[name] for name in CHECKS if name in only]:
        name, field, rule = check.id, check.field, told[check.id]
        if check.judge is not None:
            reason, params = check.judge(dataset, context)
            outcome, severity = rule[reason]
            add(Finding(check=name, outcome=outcome, severity=severity, reason=reason, subject=subject, path=field,
                        params=params))  # fmt: skip
        elif check.judge_each is not None:
            for each, place in places:
                reason, params = BUNDLE if each.role is Role.BUNDLE else check.judge_each(each, dataset, context)
                outcome, severity = rule[reason]
                add(Finding(check=name, outcome=outcome, severity=severity, reason=reason, subject=subject,
                            path=place + field, params=params))  # fmt: skip
        elif check.function is not None:
            found.extend(check.function(dataset, context))
    return tuple(found)


def coded_reasons() -> dict[str, tuple[str, ...]]:
    """All that each check can say. Those that are judged from evidence have modules of their own."""
    judged = {each.CHECK: each.REASONS for each in (links, freshness, privacy)}
    return {check.id: check.reasons for check in CHECKS.values()} | judged
