"""What a row of Score holds: its columns and its body.

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

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from checker.model import Outcome
from checker.report.json import score_value
from checker.report.model import DatasetLine, Report
from checker.rounding import points_text
from checker.rubric import Rubric
from checker.worth import Fix
from ckanext.dgmaturity.checking.shapes.values import decimal, plain
from ckanext.dgmaturity.checking.shapes.verdict import is_broken, is_waiting, tier_of, weak_items

WORKLIST = 50
BROKEN = 200
OWNERS = 100
WARNINGS = 50


def score_row(report: Report, before: Mapping[str, Any] | None = None, seconds: float = 0.0) -> dict[str, Any]:
    """The columns and the body of Score; ``before`` is the body of the score before."""
    score = report.score
    return {
        "rubric": report.run.rubric_id,
        "rubric_version": report.run.rubric_version,
        "total": decimal(score.total),
        "minimum": decimal(score.minimum),
        "maximum": decimal(score.maximum),
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
