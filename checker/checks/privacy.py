"""The check ``personal_data``: what looks like personal data in a public file, as findings (openness rules, section 6).

A warning and never scored. Whether a dataset is public is the caller's knowledge.
"""

from __future__ import annotations

from checker.content import Content, PersonalData, Place
from checker.model import Finding
from checker.rubric import CheckRule

CHECK = "personal_data"

#: all that the check can say: a kind of personal data
REASONS: tuple[str, ...] = ("citizen_id", "passport", "mobile", "email", "name", "address")


def privacy_findings(
    dataset_id: str, distribution_id: str, content: Content, rule: CheckRule, evidence_id: str | None = None
) -> tuple[Finding, ...]:
    """One finding for each column and kind; ``rule`` gives what a kind means. No value but a masked example."""
    return tuple(_finding(dataset_id, distribution_id, each, rule, evidence_id) for each in content.personal)


def _finding(dataset: str, distribution: str, found: PersonalData, rule: CheckRule, evidence: str | None) -> Finding:
    told = rule.reasons[found.kind]
    return Finding(
        check=CHECK,
        outcome=told.outcome,
        severity=told.severity or rule.severity,
        reason=found.kind,
        subject=dataset,
        path=f"resources/{distribution}/url",
        params={
            "kind": found.kind,
            "column": _column(found.at),
            "rows": found.rows,
            "sample": found.sample,
            "example": found.at.value,
        },
        evidence_id=evidence,
    )


def _column(at: Place) -> str:
    """The column as a person finds it: the file in the archive, the sheet, the header or the number."""
    return " › ".join(filter(None, (at.member, at.sheet, at.header or f"#{at.column}")))
