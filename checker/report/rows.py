"""The datasets of a report as the page shows them, one row each: what to draw, already in words and made safe."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from checker.model import CriterionGrade, Finding, Observation, Openness, Outcome, Severity, Standing, Verdict
from checker.report.charts import title
from checker.report.decided_page import overruled_mark
from checker.report.decisions import asks_for_nothing, overruled_by
from checker.report.guide import Advice, Guide
from checker.report.model import DatasetLine, Report, ResourceLine
from checker.report.places import decided_at, found_inside, in_both, resource_of, sign_text
from checker.report.words import LANGUAGES, both, clean, say, tell, web_address
from checker.rounding import shown
from checker.rubric import Criterion, Rubric

URL_SHOWN = 120
SIGNS = 6  #: signs of a layout that a page shows
_SEVERITIES = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


class FindingRow(Struct, frozen=True, kw_only=True):
    """One thing found in one dataset."""

    check: str
    advice: Advice
    outcome: Outcome
    severity: Severity
    decided: Markup  #: that it was overruled, and by whom; empty where it was not


class GradeRow(Struct, frozen=True, kw_only=True):
    """One criterion of openness."""

    title: Markup
    outcome: Outcome
    tier: Markup
    place: int  #: of the tier, 0 the lowest
    possible: Markup  #: empty where settled
    advice: Advice
    reason: str  #: id of the reason
    next: Markup  #: what the next tier needs; empty at the top
    gain: Markup  #: what the next tier would add; empty where nothing
    of: str  #: name of the resource that it speaks of; empty where there is but one
    at: Markup  #: the row, cell or page that decided it; empty where it was none
    signs: tuple[Markup, ...]  #: of the layout, where they decided it
    assumed: str  #: id of the reading that the tier rests on; empty: the source says so itself


class ResourceRow(Struct, frozen=True, kw_only=True):
    """One resource with its link."""

    name: str
    url: str
    href: str | None
    declared: str
    sniffed: str
    role: Markup  #: empty for data
    seen: Observation | None
    verdict: Markup
    fix: Markup  #: what the verdict asks for, where no finding says it
    inside: tuple[Markup, ...]  #: what was found inside, and behind its interfaces
    evidence: str
    findings: tuple[FindingRow, ...]


class DatasetRow(Struct, frozen=True, kw_only=True):
    """One dataset."""

    anchor: str
    title: str
    line: DatasetLine
    standing: Standing
    state: str  #: ``mend``, ``wait`` or ``done``: what the filter above the list shows
    signs: tuple[tuple[str, Outcome], ...]  #: per item: number and outcome
    passed: int
    name: str
    category: str
    publisher: str
    contact: str
    href: str | None
    findings: tuple[FindingRow, ...]
    grades: tuple[GradeRow, ...]
    kind: Markup
    openness_why: Advice | None
    stars_why: Advice | None
    points: str
    points_range: tuple[str, str] | None
    resources: tuple[ResourceRow, ...]
    looked_at: int
    reached: int
    differs: str  #: numbers of the items in which the workbook differs


class Rows:
    """Makes the rows of one report; the reasons that they name gather in ``guide``."""

    def __init__(self, report: Report, guide: Guide) -> None:
        self._report = report
        self._guide = guide
        rubric = report.rubric
        self._criteria = {criterion.id: criterion for criterion in rubric.openness.criteria}
        self._tiers = [tier.id for tier in rubric.openness.tiers]
        self._tier_titles = {tier.id: title(tier.title) for tier in rubric.openness.tiers}
        self._kinds = {kind.id: title(kind.title) for kind in rubric.openness.kinds}

    def __iter__(self) -> Iterator[DatasetRow]:
        return (self._row(number, line) for number, line in enumerate(self._report.datasets, 1))

    def _row(self, number: int, line: DatasetLine) -> DatasetRow:
        standing = line.standing
        openness = standing.openness
        own, of_resources = self._findings(line)
        resources = tuple(self._resource(resource, of_resources.get(resource.id, ())) for resource in line.resources)
        signs = tuple(_signs(standing, self._report.rubric))
        return DatasetRow(
            anchor=f"d{number}",
            title=clean(standing.title or standing.name or standing.code or standing.id),
            line=line,
            standing=standing,
            state=state_of(line),
            signs=signs,
            passed=sum(outcome is Outcome.PASSED for _, outcome in signs),
            name=clean(standing.name or "", 100),
            category=clean(standing.category or "", 80),
            publisher=clean(line.publisher, 160),
            contact=clean(line.contact, 160),
            href=web_address(line.url),
            findings=own,
            grades=tuple(self._grade(grade, resource_of(grade, line)) for grade in openness.criteria)
            if openness
            else (),
            kind=self._kinds.get(openness.kind or "", tell("dataset.kind_unknown")) if openness else Markup(""),
            openness_why=self._guide.openness(openness, openness.reason) if openness else None,
            stars_why=self._guide.openness(openness, openness.stars_reason) if openness else None,
            points=shown(openness.points) if openness else "",
            points_range=_range(openness),
            resources=resources,
            looked_at=sum(resource.seen is not None for resource in resources),
            reached=sum(
                resource.seen is not None and resource.seen.outcome is Outcome.PASSED for resource in resources
            ),
            differs=", ".join(_differing(standing)),
        )

    def _findings(self, line: DatasetLine) -> tuple[tuple[FindingRow, ...], dict[str, tuple[FindingRow, ...]]]:
        """Those of the dataset itself, and those of each of its resources."""
        known = {resource.id for resource in line.resources}
        own: list[FindingRow] = []
        others: dict[str, tuple[FindingRow, ...]] = {}
        for finding in line.findings:
            if finding.outcome is Outcome.NOT_APPLICABLE:
                continue
            overruled = overruled_by(finding, self._report.decided, self._report.rubric)
            row = FindingRow(
                check=finding.check,
                advice=self._guide.finding(finding, mends=not asks_for_nothing(finding, overruled)),
                outcome=finding.outcome,
                severity=finding.severity,
                decided=overruled_mark(overruled),
            )
            resource = _resource_of(finding)
            if resource in known:
                others[resource] = (*others.get(resource, ()), row)
            else:
                own.append(row)
        own.sort(key=lambda row: _SEVERITIES.index(row.severity))
        return tuple(own), others

    def _grade(self, grade: CriterionGrade, of: str) -> GradeRow:
        criterion = self._criteria.get(grade.criterion)
        asks = _next(criterion, grade.tier, self._tiers) if criterion else None
        reason = self._report.rubric.openness_reasons.get(grade.reason)
        return GradeRow(
            title=title(criterion.title) if criterion else Markup.escape(grade.criterion),
            outcome=grade.outcome,
            tier=self._tier(grade.tier),
            place=self._tiers.index(grade.tier) if grade.tier in self._tiers else 0,
            possible=self._tier(grade.possible) if grade.possible != grade.tier else Markup(""),
            advice=self._guide.grade(grade),
            reason=grade.reason,
            next=self._asks(criterion, asks) if criterion and asks else Markup(""),
            assumed=reason.assumed if reason else "",
            gain=tell("dataset.gain", gain=f"+{shown(grade.gain)}") if grade.gain else Markup(""),
            of=of,
            at=in_both(*(decided_at(grade, lang) for lang in LANGUAGES)),
            signs=tuple(in_both(*(sign_text(sign, lang) for lang in LANGUAGES)) for sign in grade.signs[:SIGNS]),
        )

    def _asks(self, criterion: Criterion, tier: str) -> Markup:
        named = self._report.rubric.openness.tiers
        name = next(each.title for each in named if each.id == tier)
        return both(
            *(
                f"{say('dataset.next', lang)} ({name.get(lang)}): {criterion.tiers[tier].get(lang)}"
                for lang in LANGUAGES
            )
        )

    def _tier(self, tier: str) -> Markup:
        return self._tier_titles.get(tier) or Markup.escape(tier)

    def _resource(self, resource: ResourceLine, findings: tuple[FindingRow, ...]) -> ResourceRow:
        seen = resource.observation
        sniffed = seen.sniffed.format if seen and seen.sniffed and seen.sniffed.format else ""
        return ResourceRow(
            name=clean(resource.name or resource.id, 160),
            url=clean(resource.url, URL_SHOWN),
            href=web_address(resource.url),
            declared=clean(resource.declared, 30),
            sniffed=clean(sniffed, 30).upper(),
            role=tell(f"role.{resource.role}") if resource.role != "data" else Markup(""),
            seen=seen,
            verdict=tell(f"verdict.{seen.verdict.value}") if seen else tell("dataset.not_looked_at"),
            fix=_verdict_fix(seen, findings),
            inside=_inside(seen),
            evidence=clean(seen.evidence_id or "", 40) if seen else "",
            findings=findings,
        )


def _inside(seen: Observation | None) -> tuple[Markup, ...]:
    if seen is None:
        return ()
    th, en = (found_inside(seen, lang) for lang in LANGUAGES)
    return tuple(in_both(*lines) for lines in zip(th, en, strict=True))


def _verdict_fix(seen: Observation | None, findings: tuple[FindingRow, ...]) -> Markup:
    """What to do about a link that works but should be mended, e.g. one that has moved."""
    if seen is None or findings or seen.verdict is Verdict.OK:
        return Markup("")
    return tell(f"verdict_fix.{seen.verdict.value}")


def _signs(standing: Standing, rubric: Rubric) -> Iterator[tuple[str, Outcome]]:
    """One outcome for each item; where none was read, the outcome of the whole."""
    for item in rubric.items:
        yield item.no, standing.items.get(item.no, standing.items_outcome)


def state_of(line: DatasetLine) -> str:
    """``mend`` where something of it failed, ``wait`` where something is not decided, else ``done``."""
    standing = line.standing
    outcomes = {standing.items_outcome, *(each.observation.outcome for each in line.resources if each.observation)}
    if standing.openness is not None:
        outcomes.add(standing.openness.outcome)
    if Outcome.FAILED in outcomes:
        return "mend"
    return "wait" if outcomes & {Outcome.CANNOT_TELL, Outcome.UNTESTED} else "done"


def urgency(line: DatasetLine) -> int:
    """What is to be mended first, then what waits, then what is done."""
    return ("mend", "wait", "done").index(state_of(line))


def _resource_of(finding: Finding) -> str:
    """The id of the resource that a path ``resources/<id>/<field>`` is about."""
    parts = finding.path.split("/")
    return "/".join(parts[1:-1]) if len(parts) > 2 and parts[0] == "resources" else ""


def _next(criterion: Criterion, tier: str, order: list[str]) -> str | None:
    """The lowest tier above ``tier`` that the criterion has."""
    above = order[order.index(tier) + 1 :] if tier in order else order
    return next((each for each in above if each in criterion.tiers), None)


def _range(openness: Openness | None) -> tuple[str, str] | None:
    if openness is None or openness.minimum == openness.maximum:
        return None
    return shown(openness.minimum), shown(openness.maximum)


def _differing(standing: Standing) -> Iterator[str]:
    for number, outcome in (standing.items_elsewhere or {}).items():
        if standing.items.get(number) is not outcome:
            yield number
