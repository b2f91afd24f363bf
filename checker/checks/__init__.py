"""The checks: generator functions over one dataset. None fetches, scores or logs (house rule 1).

The registry is explicit, and :func:`coded_reasons` lets the rubric prove that every check and reason of
``schemas/checks`` is in code, and the other way round.
"""

from __future__ import annotations

from collections.abc import Collection

from checker.checks import across, informative, links, mandatory, resources
from checker.checks.context import Check, CheckContext
from checker.model import Dataset, Finding

__all__ = ["CHECKS", "Check", "CheckContext", "check_dataset", "coded_reasons"]

#: every check of a dataset by its id, in the order of reports
CHECKS: dict[str, Check] = {
    check.id: check for check in (*mandatory.CHECKS, *informative.CHECKS, *across.CHECKS, *resources.CHECKS)
}


def check_dataset(dataset: Dataset, context: CheckContext, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What the checks find: one finding at least of each check of the dataset, one a resource of each of resources."""
    found: list[Finding] = []
    for check_id, check in CHECKS.items():
        if only is None or check_id in only:
            found.extend(check.function(dataset, context))
    return tuple(found)


def coded_reasons() -> dict[str, tuple[str, ...]]:
    """All that each check can say. Links are judged from evidence, one by one, by :mod:`checker.checks.links`."""
    return {check.id: check.reasons for check in CHECKS.values()} | {links.CHECK: links.REASONS}
