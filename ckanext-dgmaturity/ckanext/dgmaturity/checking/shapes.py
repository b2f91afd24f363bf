"""What the rows of Verdict and Score hold: the columns and the body, made from a report of the engine.

``Verdict.body`` of one dataset::

    {
      "items": {"1": "passed", …},   # outcome of each mandatory item, formal, by its number in the rubric
      "weak": ["7", …],   # items that are filled and say nothing
      "openness": {…} | null,   # checker.model.Openness as JSON, points as "12" or "34/3" (shapes.openness_in)
      "findings": [{check, outcome, severity, reason, subject, path, params, evidence_id}, …],
                              # checker.model.Finding, all that did not simply pass (shapes.findings_in)
      "links": [{"resource_id", "name", "url", "declared", "format", "role", "verdict", "outcome", "confirmed",
                 "status", "at", "sniffed"}, …],      # each resource in its order; "verdict" null: not looked at yet
      "costs": {"7": "0.30", …},   # points of the organization's whole score that an item keeps away, rounded as
                              # in reports; all of a dataset's failed items have the same figure where they
                              # count only together; {} before the first score
      "title": "…", "url": "…", "category": "…" | null, "contact": "…", "publisher": "…",
      "stars_format": 2 | null,
      "waiting": 1,   # links that failed once and wait for the look that settles it
    }

``Score.body`` of an organization (or of the site: ``organization_id`` null)::

    {
      "score": {"total", "final", "points": {id: "…"}, "range": {"min", "max"}, "components": […]},   # as report.json
      "items": {"1": {"passed": 8, "weak": 1, "failed": 3}, …},   # datasets; the three are disjoint
      "tiers": {"none": 3, "basic": …},     # datasets by the highest tier that is proven, every tier of the rubric
      "stars": {"0": 1, …, "none": 2},      # datasets by stars; "none": not graded
      "categories": {"ข้อมูลสาธารณะ": 12, "": 1},   # datasets by category; "": none is known
      "worklist": [{"id", "kind", "what", "reason", "how": {"th", "en"}, "gain", "most", "effort", "effort_title",
                    "together", "dataset", "name", "title", "owner", "item", "fields", "check", "resource",
                    "resource_name", "link", "code"}, …],   # at most 50, most points for the effort first; "gain" of
                              # the whole score at least, "most" at most; "together": fixes that count only as one
      "ahead": {"min": "…", "max": "…"} | null,     # what the whole worklist would add
      "broken": [{"dataset", "name", "title", "resource_id", "resource_name", "url", "verdict", "at", "since",
                  "new"}, …],   # at most 200 links that certainly do not work; "new": it was not in the score
                              # before; "since": when the first of the scores in a row that tell it saw it
      "owners": {"unit": datasets, …},      # by contact unit (item 4), at most 100
      "totals": {"datasets", "complete", "public", "public_complete", "resources", "broken", "waiting",
                 "by_verdict": {…}, "by_outcome": {…}, "by_format": {…}, "unreconciled"},
      "planned": true,   # a plan was given: listed datasets count
      "listed": 12, "on_catalog": 10,       # of the plan; without one all of the catalog
      "warnings": [{"th", "en"}, …],        # of the plan and the catalog, at most 50
      "seconds": 1.2,
    }

Points are texts, rounded half up as in reports. Texts from outside stand as they were found: who shows them escapes
them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from checker.model import Finding, Openness, Outcome
from checker.report.json import finding_value, score_value
from checker.report.model import DatasetLine, Report, ResourceLine
from checker.rounding import points_text
from checker.rubric import Rubric
from checker.store.json import encoded
from checker.worth import Fix

WORKLIST = 50
BROKEN = 200
OWNERS = 100
WARNINGS = 50


def plain(value: Any) -> Any:
    """A value of the engine's as PostgreSQL can hold it: JSON without halves of surrogate pairs and without NUL."""
    raw = encoded(value)
    found = json.loads(raw)
    return _without_nul(found) if b"\\u0000" in raw else found


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(each) for key, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value


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
        "points": None if graded is None else _decimal(graded.points),
        "tier": None if graded is None else tier_of(graded.points, rubric),
        "stars": None if openness is None else openness.stars,
        "reachable": standing.reachable.value,
        "broken": sum(map(is_broken, line.resources)),
        "body": _verdict_body(line, rubric),
    }


def _decimal(points: Fraction) -> Decimal:
    return Decimal(points_text(points))


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


def score_row(report: Report, before: Mapping[str, Any] | None = None, seconds: float = 0.0) -> dict[str, Any]:
    """The columns and the body of Score; ``before`` is the body of the score before."""
    score = report.score
    return {
        "rubric": report.run.rubric_id,
        "rubric_version": report.run.rubric_version,
        "total": _decimal(score.total),
        "minimum": _decimal(score.minimum),
        "maximum": _decimal(score.maximum),
        "final": score.final,
        "datasets": sum(line.standing.on_catalog for line in report.datasets),
        "body": _score_body(report, before or {}, seconds),
    }


def _score_body(report: Report, before: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    held = [line for line in report.datasets if line.standing.on_catalog]
    names = {line.standing.id: line.standing.name or "" for line in report.datasets}
    broken = list(_broken(held, before))
    found: dict[str, Any] = plain(
        {
            "score": score_value(report),
            "items": _items(held, report.rubric),
            "tiers": _tiers(held, report.rubric),
            "stars": Counter(_stars(line) for line in held),
            "categories": Counter(line.standing.category or "" for line in held),
            "worklist": [fix_in_short(fix, names) for fix in report.worklist[:WORKLIST]],
            "ahead": report.ahead
            and {"min": points_text(report.ahead.minimum), "max": points_text(report.ahead.maximum)},
            "broken": broken[:BROKEN],
            "owners": dict(Counter(line.contact for line in held).most_common(OWNERS)),
            "totals": _totals(report, held, len(broken)),
            "planned": report.planned,
            "listed": sum(line.standing.listed for line in report.datasets),
            "on_catalog": sum(line.standing.listed for line in held),
            "warnings": [{"th": each.th, "en": each.en} for each in report.warnings[:WARNINGS]],
            "seconds": round(seconds, 3),
        }
    )
    return found


def _items(held: Sequence[DatasetLine], rubric: Rubric) -> dict[str, dict[str, int]]:
    counts = {item.no: {"passed": 0, "weak": 0, "failed": 0} for item in rubric.items}
    for line in held:
        weak = weak_items(line.standing.items, line.findings, rubric)
        for no, outcome in line.standing.items.items():
            kind = "weak" if no in weak else "passed" if outcome is Outcome.PASSED else "failed"
            counts[no][kind] += 1
    return counts


def _tiers(held: Sequence[DatasetLine], rubric: Rubric) -> dict[str, int]:
    graded = [line.standing.openness for line in held if line.standing.openness and line.standing.openness.kind]
    counts = Counter(tier_of(each.points, rubric) for each in graded)
    return {tier.id: counts[tier.id] for tier in rubric.openness.tiers}


def _stars(line: DatasetLine) -> str:
    openness = line.standing.openness
    return "none" if openness is None or openness.stars is None else str(openness.stars)


def _totals(report: Report, held: Sequence[DatasetLine], broken: int) -> dict[str, Any]:
    complete = [line for line in held if line.standing.items_outcome is Outcome.PASSED]
    return {
        **msgspec.to_builtins(report.totals),
        "datasets": len(held),
        "complete": len(complete),
        "public": sum(line.standing.public is True for line in held),
        "public_complete": sum(line.standing.public is True for line in complete),
        "broken": broken,
        "waiting": sum(is_waiting(each) for line in held for each in line.resources),
    }


def _broken(held: Sequence[DatasetLine], before: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    known = {(each.get("resource_id"), each.get("url")): each.get("since") for each in before.get("broken", [])}
    for line in held:
        for each in filter(is_broken, line.resources):
            seen = each.observation
            assert seen is not None
            yield {
                "dataset": line.standing.id,
                "name": line.standing.name,
                "title": line.standing.title,
                "resource_id": each.id,
                "resource_name": each.name,
                "url": each.url,
                "verdict": seen.verdict,
                "at": seen.at,
                "since": known.get((each.id, each.url)) or seen.at,
                "new": bool(before) and (each.id, each.url) not in known,
            }


def fix_in_short(fix: Fix, names: Mapping[str, str]) -> dict[str, Any]:
    """One fix as the dashboard shows it; ``names`` are those of the datasets, by id."""
    return {
        "id": fix.id,
        "kind": fix.kind,
        "what": fix.what,
        "reason": fix.reason,
        "how": fix.how,
        "gain": points_text(fix.worth.minimum),
        "most": points_text(fix.worth.maximum),
        "effort": fix.effort.id,
        "effort_title": fix.effort.title,
        "together": len(fix.package.fixes) if fix.package else 1,
        "dataset": fix.dataset,
        "name": names.get(fix.dataset, ""),
        "title": fix.title,
        "owner": fix.owner,
        "item": fix.item,
        "fields": fix.fields,
        "check": fix.check,
        "resource": fix.resource,
        "resource_name": fix.resource_name,
        "link": fix.link,
        "code": fix.code,
    }


def costs_of(fixes: Iterable[Fix]) -> dict[str, dict[str, str]]:
    """Dataset id → item number → points of the whole score that it keeps away."""
    costs: dict[str, dict[str, str]] = {}
    for fix in fixes:
        if fix.kind == "item" and fix.dataset and fix.worth.maximum > 0:
            costs.setdefault(fix.dataset, {})[fix.item] = points_text(fix.worth.minimum or fix.worth.maximum)
    return costs
