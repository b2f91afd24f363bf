"""The report as lines of text for a terminal: a summary, and one dataset explained."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ComponentScore, CriterionGrade, Outcome
from checker.report.model import DatasetLine, Report, ResourceLine
from checker.rounding import shown, shown_parts
from checker.rubric import Component
from checker.texts import finding_fix, finding_text, reason_text

SIGNS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.CANNOT_TELL: "?",
    Outcome.NOT_APPLICABLE: "–",
    Outcome.UNTESTED: "…",
}


def headline(report: Report) -> str:
    """``50 + 20 + 13.40 = 83.40``: the steps and their sum, in parts that add up as shown."""
    steps = [
        sum((c.points for c in report.score.components if c.step == step.id), start=report.score.total * 0)
        for step in report.rubric.steps
    ]
    parts, total = shown_parts(steps, 2)
    return f"{' + '.join(parts)} = {total}"


def summary(report: Report, lang: str) -> Iterator[str]:
    """The score with every part, what it lost and how to get it back."""
    yield f"{report.rubric.title.get(lang)}"
    yield f"{report.catalog.title or report.agency.title} {report.catalog.url}".strip()
    if not report.applies:
        yield report.rubric.headline["indicative"].get(lang)
    if not report.planned:
        yield report.rubric.headline["no_plan"].get(lang)
    yield headline(report)
    score = report.score
    if not score.final:
        text = report.rubric.headline["range"].get(lang)
        yield text.format(total=shown(score.total, 2), min=shown(score.minimum, 2), max=shown(score.maximum, 2))
    rules = {component.id: component for component in report.rubric.components}
    for component in score.components:
        yield from _component(component, rules[component.id], lang)


def _component(component: ComponentScore, rule: Component, lang: str) -> Iterator[str]:
    unsettled = (
        ""
        if component.minimum == component.maximum
        else (f" ({shown(component.minimum, 2)}–{shown(component.maximum, 2)})")
    )
    yield (
        f"{SIGNS[component.outcome]} {rule.title.get(lang)}: "
        f"{shown(component.points, 2)} / {shown(component.max, 2)}{unsettled}"
    )
    reason = rule.reasons[component.reason]
    yield f"    {reason_text(reason, component.params, lang)}"
    if component.points < component.max and reason.fix is not None:
        yield f"    → {reason_text(reason.fix, component.params, lang)}"


def explain(report: Report, line: DatasetLine, lang: str) -> Iterator[str]:
    """One dataset: its items, resources, openness and findings, each with its evidence."""
    standing = line.standing
    yield f"{standing.title or standing.name or standing.id}"
    yield f"    {standing.name or '-'} · {standing.id} · {standing.category or '-'}"
    yield ""
    for item in report.rubric.items:
        outcome = standing.items.get(item.no, Outcome.UNTESTED)
        yield f"{SIGNS[outcome]} {item.no}. {item.title.get(lang)}"
    yield ""
    for resource in line.resources:
        yield from _resource(resource)
    if standing.openness is not None:
        yield ""
        titles = {criterion.id: criterion.title for criterion in report.rubric.openness.criteria}
        tiers = {tier.id: tier.title for tier in report.rubric.openness.tiers}
        yield reason_text(report.rubric.openness_reasons[standing.openness.reason], standing.openness.params, lang)
        for grade in standing.openness.criteria:
            yield f"{SIGNS[grade.outcome]} {titles[grade.criterion].get(lang)}: {tiers[grade.tier].get(lang)}"
            yield from _grade(report, grade, lang)
    yield ""
    for finding in line.findings:
        yield f"{SIGNS[finding.outcome]} [{finding.check}] {finding_text(finding, report.rubric, lang)}"
        fix = finding_fix(finding, report.rubric, lang)
        if fix:
            yield f"    → {fix}"
        if finding.evidence_id:
            yield f"    {finding.evidence_id}"


def _grade(report: Report, grade: CriterionGrade, lang: str) -> Iterator[str]:
    reason = report.rubric.openness_reasons[grade.reason]
    yield f"    {reason_text(reason, grade.params, lang)}"
    if reason.fix is not None:
        yield f"    → {reason_text(reason.fix, grade.params, lang)}"
    if grade.evidence_id:
        yield f"    {grade.evidence_id}"


def _resource(resource: ResourceLine) -> Iterator[str]:
    seen = resource.observation
    sign = SIGNS[seen.outcome] if seen else SIGNS[Outcome.UNTESTED]
    yield f"{sign} {resource.name or resource.id} [{resource.declared or '-'}] {resource.url}"
    if seen is not None:
        sniffed = seen.sniffed.format if seen.sniffed and seen.sniffed.format else "-"
        confirmed = "" if seen.confirmed else " (?)"
        yield f"    {seen.verdict.value}{confirmed} · HTTP {seen.status or '-'} · {sniffed} · {seen.evidence_id or '-'}"
