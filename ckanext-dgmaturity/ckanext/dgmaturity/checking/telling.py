"""What a stored verdict says, in the words of the request's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.form import ItemVerdict, Remark, items_told, other_remarks
from checker.model import CriterionGrade, Openness, Outcome
from checker.report.words import fill, rubric_words, say, word
from checker.rounding import points_text
from checker.rubric import Criterion, Rubric
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking.shapes.verdict import findings_in, openness_in
from ckanext.dgmaturity.language import lang, said


def verdict_told(body: Mapping[str, Any]) -> dict[str, Any]:
    """Items, openness, links and remarks of ``Verdict.body``."""
    rubric = proved_rubric(config.rubric())
    findings = findings_in(body)
    outcomes = {no: Outcome(outcome) for no, outcome in body["items"].items()}
    openness = openness_in(body)
    names = {each["resource_id"]: each["name"] or each["url"] for each in body["links"]}
    return {
        "items": [item_told(each, body.get("costs", {})) for each in items_told(outcomes, findings, rubric)],
        "openness": openness_told(openness, rubric, names) if openness is not None else None,
        "links": [link_told(each) for each in body["links"]],
        "remarks": [remark_told(each) for each in other_remarks(findings, rubric)],
    }


def item_told(item: ItemVerdict, costs: Mapping[str, str]) -> dict[str, Any]:
    """One mandatory item."""
    return {
        "no": item.no,
        "title": said(item.title),
        "fields": list(item.fields),
        "outcome": item.outcome.value,
        "weak": item.weak,
        "cost": costs.get(item.no),
        "remarks": [remark_told(each) for each in item.remarks],
    }


def remark_told(remark: Remark) -> dict[str, str]:
    """What is wrong, and how to mend it."""
    return {"text": said(remark.text), "fix": said(remark.fix) if remark.fix else ""}


def openness_told(openness: Openness, rubric: Rubric, resources: Mapping[str, str]) -> dict[str, Any]:
    """Kind, points and each criterion; ``resources`` are names by id."""
    kinds = {kind.id: kind.title for kind in rubric.openness.kinds}
    return {
        "kind": openness.kind,
        "kind_title": said(kinds[openness.kind]) if openness.kind in kinds else "",
        "outcome": openness.outcome.value,
        "points": points_text(openness.points),
        "range": {"min": points_text(openness.minimum), "max": points_text(openness.maximum)},
        "reason": _reason(openness.reason, openness.params, rubric),
        "stars": openness.stars,
        "stars_format": openness.stars_format,
        "stars_reason": _reason(openness.stars_reason, openness.params, rubric),
        "criteria": [grade_told(each, rubric, resources) for each in openness.criteria],
    }


def grade_told(grade: CriterionGrade, rubric: Rubric, resources: Mapping[str, str]) -> dict[str, Any]:
    """One criterion, with what the next tier asks."""
    criterion = next((each for each in rubric.openness.criteria if each.id == grade.criterion), None)
    tiers = {tier.id: tier.title for tier in rubric.openness.tiers}
    above = _next(criterion, grade.tier, list(tiers)) if criterion else None
    return {
        "id": grade.criterion,
        "title": said(criterion.title) if criterion else grade.criterion,
        "outcome": grade.outcome.value,
        "tier": grade.tier,
        "tier_title": said(tiers[grade.tier]) if grade.tier in tiers else grade.tier,
        "possible": grade.possible,
        "next_tier": above,
        "next_tier_title": said(tiers[above]) if above else None,
        "next_asks": said(criterion.tiers[above]) if criterion and above else None,
        "reason": _reason(grade.reason, grade.params, rubric),
        "gain": points_text(grade.gain),
        "resource_id": grade.distribution,
        "resource": resources.get(grade.distribution or "", ""),
    }


def _next(criterion: Criterion, tier: str, order: list[str]) -> str | None:
    above = order[order.index(tier) + 1 :] if tier in order else order
    return next((each for each in above if each in criterion.tiers), None)


def _reason(name: str, params: Mapping[str, Any], rubric: Rubric) -> str:
    reason = rubric.openness_reasons.get(name)
    return fill(reason, params, lang(), rubric_words(rubric)) if reason else ""


def link_told(link: Mapping[str, Any]) -> dict[str, Any]:
    """One resource's link, its verdict in words too."""
    verdict = link["verdict"]
    words = say(f"verdict.{verdict}", lang()) if verdict else word("dataset", "not_looked_at").get(lang())
    return {**link, "text": words}
