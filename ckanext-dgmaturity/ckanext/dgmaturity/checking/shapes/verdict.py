"""What a row of Verdict holds: its columns and its body.

``Verdict.body`` of one dataset::

    {
      "items": {"1": "passed", …},   # outcome of each mandatory item, formal, by its number in the rubric
      "weak": ["7", …],   # items that are filled and say nothing
      "openness": {…} | null,   # checker.model.Openness as JSON, points as "12" or "34/3" (openness_in)
      "findings": [{check, outcome, severity, reason, subject, path, params, evidence_id}, …],
                              # checker.model.Finding, all that did not simply pass (findings_in)
      "links": [{"resource_id", "name", "url", "declared", "format", "role", "verdict", "outcome", "confirmed",
                 "status", "at", "sniffed"}, …],      # each resource in its order; "verdict" null: not looked at yet
      "costs": {"7": "0.30", …},   # points of the organization's whole score that an item keeps away, rounded as
                              # in reports; all of a dataset's failed items have the same figure where they
                              # count only together; {} before the first score
      "title": "…", "url": "…", "category": "…" | null, "contact": "…", "publisher": "…",
      "stars_format": 2 | null,
      "listed": true,   # by the organization's plan, or there is no plan; false: it counts nowhere but as open data
      "waiting": 1,   # links that failed once and wait for the look that settles it
    }

Points are texts, rounded half up as in reports. Texts from outside stand as they were found: who shows them escapes
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import msgspec

from checker.model import Finding, Openness, Outcome
from checker.report.json import finding_value
from checker.report.model import DatasetLine, ResourceLine
from checker.rubric import Rubric
from ckanext.dgmaturity.checking.shapes.values import decimal, plain


def openness_in(body: Mapping[str, Any]) -> Openness | None:
    """The openness of a dataset, out of ``Verdict.body``."""
    held = body.get("openness")
    return None if held is None else msgspec.convert(held, Openness, dec_hook=_fraction)


def findings_in(body: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings on a dataset, out of ``Verdict.body``."""
    return msgspec.convert(body.get("findings", []), tuple[Finding, ...])


def _fraction(kind: type, value: Any) -> Any:
    if kind is Fraction:
        return Fraction(value)
    raise NotImplementedError(kind)


def weak_items(items: Mapping[str, Outcome], findings: Iterable[Finding], rubric: Rubric) -> list[str]:
    """The numbers of the items that are filled and say nothing, in the rubric's order."""
    failed = {each.check for each in findings if each.outcome is Outcome.FAILED}
    passed = {no for no, outcome in items.items() if outcome is Outcome.PASSED}
    return [item.no for item in rubric.items if item.no in passed and failed & set(item.informative)]


def tier_of(points: Fraction, rubric: Rubric) -> str:
    """The highest tier whose points are proven."""
    return max((each for each in rubric.openness.tiers if each.points <= points), key=lambda each: each.points).id


def verdict_row(line: DatasetLine, rubric: Rubric) -> dict[str, Any]:
    """The columns of Verdict that the engine tells, and the body without the costs, which the score brings."""
    standing = line.standing
    openness = standing.openness
    graded = openness if openness is not None and openness.kind else None
    return {
        "rubric": rubric.id,
        "passed": sum(outcome is Outcome.PASSED for outcome in standing.items.values()),
        "required": len(rubric.items),
        "informative": standing.informative,
        "public": standing.public,
        "points": None if graded is None else decimal(graded.points),
        "tier": None if graded is None else tier_of(graded.points, rubric),
        "stars": None if openness is None else openness.stars,
        "reachable": standing.reachable.value,
        "broken": sum(map(is_broken, line.resources)),
        "body": _verdict_body(line, rubric),
    }


def _verdict_body(line: DatasetLine, rubric: Rubric) -> dict[str, Any]:
    standing = line.standing
    found: dict[str, Any] = plain(
        {
            "items": standing.items,
            "weak": weak_items(standing.items, line.findings, rubric),
            "openness": standing.openness,
            "findings": [{**finding_value(each), "subject": each.subject} for each in line.findings],
            "links": [_link(each) for each in line.resources],
            "costs": {},
            "title": standing.title,
            "url": line.url,
            "category": standing.category,
            "contact": line.contact,
            "publisher": line.publisher,
            "stars_format": standing.openness.stars_format if standing.openness else None,
            "listed": standing.listed,
            "waiting": sum(map(is_waiting, line.resources)),
        }
    )
    return found


def _link(resource: ResourceLine) -> dict[str, Any]:
    seen = resource.observation
    return {
        "resource_id": resource.id,
        "name": resource.name,
        "url": resource.url,
        "declared": resource.declared,
        "format": resource.format,
        "role": resource.role,
        "verdict": seen and seen.verdict,
        "outcome": seen.outcome if seen else Outcome.UNTESTED,
        "confirmed": bool(seen and seen.confirmed),
        "status": seen and seen.status,
        "at": seen and seen.at,
        "sniffed": seen.sniffed.format if seen and seen.sniffed else None,
    }


def is_broken(resource: ResourceLine) -> bool:
    """Whether the link certainly does not work."""
    seen = resource.observation
    return seen is not None and seen.outcome is Outcome.FAILED


def is_waiting(resource: ResourceLine) -> bool:
    """Whether the link waits for another look."""
    seen = resource.observation
    return seen is not None and seen.outcome is Outcome.CANNOT_TELL and not seen.confirmed
