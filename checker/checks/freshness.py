"""The check ``freshness``: how current a dataset is, as a finding (openness rules, section 5). Never scored."""

from __future__ import annotations

from checker.model import Finding, Freshness
from checker.rubric import CheckRule

CHECK = "freshness"

_MOMENTS = ("newest_row", "newest_period", "last_modified", "changed", "catalog", "declared")
#: all that the check can say: a state by its evidence, or why the state is not known
REASONS: tuple[str, ...] = (
    *(f"fresh_{evidence}" for evidence in _MOMENTS),
    *(f"due_{evidence}" for evidence in _MOMENTS),
    *(f"overdue_{evidence}" for evidence in (*_MOMENTS, "unchanged")),
    "never_updated",
    "no_resource",
    "no_frequency",
    "frequency_unknown",
    "number_unclear",
    "nothing_reached",
    "waiting",
    "no_sign",
    "not_clear",
)


def freshness_finding(dataset_id: str, freshness: Freshness, rule: CheckRule) -> Finding:
    """The finding of one dataset; ``rule`` gives what its reason means."""
    told = rule.reasons[freshness.reason]
    return Finding(
        check=CHECK,
        outcome=told.outcome,
        severity=told.severity or rule.severity,
        reason=freshness.reason,
        subject=dataset_id,
        path="update_frequency_unit",
        params=freshness.params,
    )
