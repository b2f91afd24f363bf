"""The report as lines of text for a terminal: a summary, and one dataset explained."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ComponentScore, CriterionGrade, Finding, Outcome
from checker.report.decisions import asks_for_nothing, brief, overruled_by, overruled_text, summary_lines
from checker.report.headline import Headline, headline
from checker.report.model import DatasetLine, Report, ResourceLine
from checker.report.places import decided_at, found_inside, resource_of, sign_text
from checker.report.words import clean, fill, rubric_words, say
from checker.rounding import shown
from checker.rubric import Component, Rubric
from checker.texts import finding_fix, finding_text, finding_title

SIGNS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.CANNOT_TELL: "?",
    Outcome.NOT_APPLICABLE: "–",
    Outcome.UNTESTED: "…",
}


def summary(report: Report, lang: str) -> Iterator[str]:
    """The score with every part, what it lost and how to get it back."""
    yield f"{report.rubric.title.get(lang)}"
    yield f"{report.catalog.title or report.agency.title} {report.catalog.url}".strip()
    if not report.applies:
        yield report.rubric.headline["indicative"].get(lang)
    if not report.planned:
        yield report.rubric.headline["no_plan"].get(lang)
    figures = headline(report.rubric, report.score)
    yield figures.sum
    if not report.score.final:
        text = report.rubric.headline["range"].get(lang)
        yield text.format(total=figures.total, min=figures.minimum, max=figures.maximum)
    if report.decided is not None:
        yield from summary_lines(report.decided, report.score, lang)
    rules = {component.id: component for component in report.rubric.components}
    for component in report.score.components:
        yield from _component(component, rules[component.id], figures, report.rubric, lang)


def _component(
    component: ComponentScore, rule: Component, figures: Headline, rubric: Rubric, lang: str
) -> Iterator[str]:
    unsettled = f" ({figures.range(component)})" if figures.range(component) else ""
    sign = SIGNS[component.outcome]
    yield f"{sign} {rule.title.get(lang)}: {figures.parts[component.id]} / {shown(component.max)}{unsettled}"
    reason, named = rule.reasons[component.reason], rubric_words(rubric)
    yield f"    {fill(reason, component.params, lang, named)}"
    if component.points < component.max and reason.fix is not None:
        yield f"    → {fill(reason.fix, component.params, lang, named)}"


def explain(report: Report, line: DatasetLine, lang: str) -> Iterator[str]:
    """One dataset: its items, resources, openness and findings, each with its evidence."""
    standing = line.standing
    yield f"{standing.title or standing.name or standing.id}"
    yield f"    {standing.name or '-'} · {standing.id} · {standing.category or '-'}"
    yield ""
    for item in report.rubric.items:
        outcome = standing.items.get(item.no, standing.items_outcome)
        yield f"{SIGNS[outcome]} {item.no}. {item.title.get(lang)}"
    if not standing.items and standing.items_reason:
        yield f"    {say(f'items_reason.{standing.items_reason}', lang)}"
    yield ""
    for resource in line.resources:
        yield from _resource(resource, lang)
    if standing.openness is not None:
        yield ""
        titles = {criterion.id: criterion.title for criterion in report.rubric.openness.criteria}
        named = rubric_words(report.rubric)
        tiers = {tier.id: tier.title for tier in report.rubric.openness.tiers}
        reason = report.rubric.openness_reasons[standing.openness.reason]
        yield fill(reason, standing.openness.params, lang, named)
        if reason.fix is not None:
            yield f"    → {fill(reason.fix, standing.openness.params, lang, named)}"
        for grade in standing.openness.criteria:
            yield f"{SIGNS[grade.outcome]} {titles[grade.criterion].get(lang)}: {tiers[grade.tier].get(lang)}"
            yield from grade_lines(report.rubric, grade, lang, resource_of(grade, line))
    yield ""
    for finding in line.findings:
        if finding.outcome is not Outcome.NOT_APPLICABLE:
            overruled = overruled_by(finding, report.decided, report.rubric)
            yield from _finding(finding, report.rubric, lang, mends=not asks_for_nothing(finding, overruled))
            if overruled is not None:
                yield f"    {overruled_text(overruled, lang)}"
    if report.decided is not None and report.decided.of(standing.id):
        yield ""
        yield say("decided.of_dataset", lang)
        for entry in report.decided.of(standing.id):
            yield from brief(entry, report.decided, report.rubric, lang)


def _finding(finding: Finding, rubric: Rubric, lang: str, *, mends: bool = True) -> Iterator[str]:
    yield f"{SIGNS[finding.outcome]} {finding_title(finding, rubric, lang)}: {finding_text(finding, rubric, lang)}"
    fix = finding_fix(finding, rubric, lang) if mends else ""
    if fix:
        yield f"    → {fix}"
    yield f"    {' · '.join(part for part in (finding.check, finding.path, finding.evidence_id) if part)}"


def grade_lines(rubric: Rubric, grade: CriterionGrade, lang: str, of: str = "") -> Iterator[str]:
    """Why a criterion has its tier, where that was decided, and the way up; ``of``: name of one resource of several."""
    reason = rubric.openness_reasons[grade.reason]
    yield f"    {fill(reason, grade.params, lang, rubric_words(rubric))}"
    if reason.assumed:
        yield f"    * {say('dataset.assumed', lang)}: {rubric.assumed[reason.assumed].get(lang)}"
    at = " · ".join(part for part in (of, decided_at(grade, lang)) if part)
    if at:
        yield f"    @ {clean(at)}"
    for sign in grade.signs:
        yield f"    - {clean(sign_text(sign, lang))}"
    if reason.fix is not None:
        yield f"    → {fill(reason.fix, grade.params, lang, rubric_words(rubric))}"
    asks = next_tier(rubric, grade)
    if asks is not None:
        criterion = next(each for each in rubric.openness.criteria if each.id == grade.criterion)
        gain = f" ({say('dataset.gain', lang, gain=f'+{shown(grade.gain)}')})" if grade.gain else ""
        yield f"    {say('dataset.next', lang)}: {criterion.tiers[asks].get(lang)}{gain}"
    if grade.evidence_id:
        yield f"    {grade.evidence_id}"


def next_tier(rubric: Rubric, grade: CriterionGrade) -> str | None:
    """The lowest tier above the grade's that its criterion has; ``None`` at the top."""
    order = [tier.id for tier in rubric.openness.tiers]
    criterion = next((each for each in rubric.openness.criteria if each.id == grade.criterion), None)
    if criterion is None or grade.tier not in order:
        return None
    return next((tier for tier in order[order.index(grade.tier) + 1 :] if tier in criterion.tiers), None)


def _resource(resource: ResourceLine, lang: str) -> Iterator[str]:
    seen = resource.observation
    sign = SIGNS[seen.outcome] if seen else SIGNS[Outcome.UNTESTED]
    yield f"{sign} {resource.name or resource.id} [{resource.declared or '-'}] {resource.url}"
    if seen is not None:
        sniffed = seen.sniffed.format if seen.sniffed and seen.sniffed.format else "-"
        confirmed = "" if seen.confirmed else " (?)"
        yield f"    {seen.verdict.value}{confirmed} · HTTP {seen.status or '-'} · {sniffed} · {seen.evidence_id or '-'}"
        for inside in found_inside(seen, lang):
            yield f"    {clean(inside)}"
