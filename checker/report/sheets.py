"""The sheets of the workbook as values: their columns and their rows, cell by cell, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from checker.decided import DecisionLine
from checker.model import CriterionGrade, Finding, Openness, Outcome, Parameters
from checker.report.decisions import asks_for_nothing, overruled_by, overruled_text, summary_lines, tell_entry
from checker.report.headline import Headline, headline
from checker.report.model import DatasetLine, Decided, EvidenceLine, Report, ResourceLine
from checker.report.places import decided_at, found_inside, sign_text
from checker.report.words import Named, clean, fill, moment, rubric_words, say
from checker.rounding import shown
from checker.rubric import Component
from checker.texts import Bilingual


class Cell(Struct, frozen=True):
    """One cell: text, a number, or an outcome (shown as a coloured sign or word)."""

    value: str | int | float | Outcome | None = None
    style: str = ""


class Head(Struct, frozen=True):
    """One column."""

    title: str
    width: float


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet; a table has a head that stays, and filters."""

    title: str
    columns: tuple[Head, ...]
    rows: Iterable[tuple[Cell, ...]]
    frozen: int = 0  #: columns that stay
    table: bool = True


def sheets(report: Report, lang: str) -> Iterator[Sheet]:
    """All sheets, in the order of the workbook."""
    book = _Book(report, lang)
    yield book.summary()
    yield book.datasets()
    yield book.matrix()
    yield book.links()
    yield book.fixes()
    yield book.evidence()
    if report.decided is not None:
        yield book.decisions(report.decided)


class _Book:
    """One report in one language."""

    def __init__(self, report: Report, lang: str) -> None:
        self.report = report
        self.rubric = report.rubric
        self.lang = lang
        self.named: Named = rubric_words(report.rubric)
        self.items = {check: item for item in report.rubric.items for check in (*item.checks, *item.informative)}
        self.criteria = {criterion.id: criterion for criterion in report.rubric.openness.criteria}
        self.tiers = {tier.id: tier.title.get(lang) for tier in report.rubric.openness.tiers}

    def say(self, key: str, **params: object) -> str:
        return say(key, self.lang, **params)

    def heads(self, *columns: tuple[str, float]) -> tuple[Head, ...]:
        return tuple(Head(self.say(key), width) for key, width in columns)

    def told(self, text: Bilingual | None, params: Parameters) -> str:
        if text is None:
            return ""
        return fill(text, params, self.lang, self.named)

    # summary

    def summary(self) -> Sheet:
        widths = (40, 14, 14, 14, 14, 22, 60, 60)
        return Sheet(
            title=self.say("sheet.summary"),
            columns=tuple(Head("", width) for width in widths),
            rows=self._summary(),
            table=False,
        )

    def _summary(self) -> Iterator[tuple[Cell, ...]]:
        report, head = self.report, headline(self.rubric, self.report.score)
        cutoff = moment(report.run.cutoff, self.rubric.time_zone, self.lang)
        yield (Cell(self.say("report.title"), "title"),)
        yield (Cell(self.rubric.title.get(self.lang), "line"),)
        yield (Cell(clean(report.agency.title or report.catalog.title), "line"),)
        yield (Cell(clean(report.catalog.url, 500), "line"),)
        yield (Cell(self.say("report.as_of", cutoff=cutoff), "line"),)
        yield ()
        yield (Cell(head.sum, "score"),)
        for line in self._states(head):
            yield (Cell(line, "line"),)
        yield ()
        yield from self._components(head)
        yield ()
        yield from self._facts()

    def _states(self, head: Headline) -> Iterator[str]:
        report = self.report
        yield self.say("score.final" if report.score.final else "banner.not_final")
        if head.ranged:
            yield self.say("score.range_note", min=head.minimum, max=head.maximum)
        if not report.applies:
            yield self.rubric.headline["indicative"].get(self.lang)
        if not report.planned:
            yield self.rubric.headline["no_plan"].get(self.lang)
        if report.totals.unreconciled:
            yield self.say("banner.unreconciled", count=report.totals.unreconciled)
        if report.catalog.unreadable:
            yield self.say("banner.unreadable", count=len(report.catalog.unreadable))
        if report.catalog.changed:
            yield self.say("banner.changed")
        yield clean(report.remark[0 if self.lang == "th" else 1])
        if report.decided is not None:
            yield from summary_lines(report.decided, report.score, self.lang)

    def _components(self, head: Headline) -> Iterator[tuple[Cell, ...]]:
        keys = ("score.part", "sheet.earned", "sheet.full_points", "sheet.minimum", "sheet.maximum", "dataset.outcome",
                "report.reason_for", "score.back")  # fmt: skip
        yield tuple(Cell(self.say(key), "head") for key in keys)
        rules: dict[str, Component] = {component.id: component for component in self.rubric.components}
        for part in self.report.score.components:
            rule = rules[part.id]
            reason = rule.reasons.get(part.reason)
            lost = part.points < part.max and reason is not None
            yield (
                Cell(rule.title.get(self.lang), "strong"),
                Cell(float(Decimal(head.parts[part.id]))),
                _number(part.max),
                Cell(float(head.figure(part, part.minimum))),
                Cell(float(head.figure(part, part.maximum))),
                Cell(part.outcome),
                Cell(self.told(reason, part.params)),
                Cell(self.told(reason.fix, part.params) if lost and reason else ""),
            )
            for name, points in part.alternatives.items() if len(part.alternatives) > 1 else ():
                yield (
                    Cell(f"    {self.say(f'universe.{name}')}"),
                    Cell(float(head.figure(part, points))),
                    _number(part.max),
                )
        yield Cell(self.say("score.total"), "strong"), Cell(float(Decimal(head.total)), "number"), _number(head.whole)

    def _facts(self) -> Iterator[tuple[Cell, ...]]:
        run, catalog, totals = self.report.run, self.report.catalog, self.report.totals
        yield (Cell(self.say("method.heading"), "strong"),)
        facts: tuple[tuple[str, str | int], ...] = (
            ("method.rubric", f"{run.rubric_id} {self.say('method.version', version=run.rubric_version)}"),
            ("method.snapshot", run.snapshot_sha256),
            ("method.tool", run.tool_version),
            ("method.declared", catalog.declared),
            ("method.held", catalog.held),
            ("method.unreadable", len(catalog.unreadable)),
            ("method.unreconciled", totals.unreconciled),
        )
        for key, value in facts:
            yield Cell(self.say(key)), Cell(value, "line" if isinstance(value, str) else "number")
        yield ()
        yield (Cell(self.say("score.assumed"), "strong"),)
        for text in self.rubric.assumed.values():
            yield (Cell(text.get(self.lang), "line"),)

    # datasets and their items

    def datasets(self) -> Sheet:
        columns = self.heads(
            ("dataset.code", 16), ("dataset.name", 22), ("dataset.name_title", 50), ("dataset.listed_short", 10),
            ("dataset.category", 18), ("dataset.publisher", 24), ("dataset.contact", 22), ("dataset.items", 16),
            ("sheet.passed_items", 10), ("dataset.informative_short", 10), ("dataset.reachable", 16),
            ("dataset.kind", 16), ("dataset.openness_short", 12), ("sheet.minimum", 10), ("sheet.maximum", 10),
        )  # fmt: skip
        criteria = tuple(Head(criterion.title.get(self.lang), 14) for criterion in self.rubric.openness.criteria)
        ends = self.heads(("chart.stars_format", 10), ("chart.stars_licence", 10), ("sheet.url", 40))
        rows = (tuple(self._dataset(line)) for line in self.report.datasets)
        return Sheet(title=self.say("sheet.datasets"), columns=(*columns, *criteria, *ends), rows=rows, frozen=3)

    def _dataset(self, line: DatasetLine) -> Iterator[Cell]:
        one, openness = line.standing, line.standing.openness
        yield from self._names(line)
        yield Cell(self.say("dataset.yes" if one.listed else "dataset.no"))
        yield Cell(one.category)
        yield Cell(line.publisher)
        yield Cell(line.contact)
        yield Cell(one.items_outcome)
        yield Cell(sum(outcome is Outcome.PASSED for outcome in one.items.values()))
        yield Cell(one.informative)
        yield Cell(one.reachable)
        yield from self._openness(openness)
        yield Cell(line.url, "line")

    def _openness(self, openness: Openness | None) -> Iterator[Cell]:
        if openness is None:
            yield from (Cell() for _ in range(6 + len(self.criteria)))
            return
        kind = self.named["kind"].get(openness.kind or "")
        yield Cell(kind.get(self.lang) if kind else self.say("dataset.kind_unknown"))
        yield from (_number(value) for value in (openness.points, openness.minimum, openness.maximum))
        tiers = {grade.criterion: grade.tier for grade in openness.criteria}
        yield from (Cell(self.tiers.get(tiers.get(name, ""), "")) for name in self.criteria)
        yield Cell(openness.stars_format)
        yield Cell(openness.stars)

    def _names(self, line: DatasetLine) -> Iterator[Cell]:
        one = line.standing
        yield Cell(one.code)
        yield Cell(one.name)
        yield Cell(one.title or one.id)

    def matrix(self) -> Sheet:
        names = self.heads(("dataset.code", 16), ("dataset.name", 22), ("dataset.name_title", 50),
                           ("sheet.passed_items", 10))  # fmt: skip
        items = tuple(Head(f"{item.no} {item.title.get(self.lang)}", 11) for item in self.rubric.items)
        rows = (tuple(self._signs(line)) for line in self.report.datasets)
        return Sheet(title=self.say("sheet.matrix"), columns=(*names, *items), rows=rows, frozen=3)

    def _signs(self, line: DatasetLine) -> Iterator[Cell]:
        one = line.standing
        yield from self._names(line)
        yield Cell(sum(outcome is Outcome.PASSED for outcome in one.items.values()))
        for item in self.rubric.items:
            yield Cell(one.items.get(item.no, one.items_outcome), "sign")

    # links, fixes, evidence

    def links(self) -> Sheet:
        columns = self.heads(
            ("dataset.name", 22), ("dataset.name_title", 40), ("dataset.resource", 34), ("sheet.role", 14),
            ("dataset.outcome", 18), ("dataset.verdict", 24), ("dataset.confirmed", 12), ("method.status", 10),
            ("dataset.declared", 12), ("dataset.sniffed", 12), ("sheet.inside", 60), ("sheet.url", 60),
            ("dataset.fix", 44),
            ("dataset.evidence", 22),
        )  # fmt: skip
        rows = (
            tuple(self._link(line, resource)) for line in self.report.datasets for resource in line.resources
        )  # fmt: skip
        return Sheet(title=self.say("sheet.links"), columns=columns, rows=rows, frozen=3)

    def _link(self, line: DatasetLine, resource: ResourceLine) -> Iterator[Cell]:
        seen = resource.observation
        yield Cell(line.standing.name)
        yield Cell(line.standing.title)
        yield Cell(resource.name or resource.id)
        yield Cell(self.say(f"role.{resource.role}"))
        yield Cell(seen.outcome if seen else Outcome.UNTESTED)
        yield Cell(self.say(f"verdict.{seen.verdict.value}") if seen else self.say("dataset.not_looked_at"))
        yield Cell(self.say("dataset.yes" if seen.confirmed else "dataset.no") if seen else "")
        yield Cell(seen.status if seen else None)
        yield Cell(resource.declared)
        yield Cell(seen.sniffed.format if seen and seen.sniffed else "")
        yield Cell("\n".join(found_inside(seen, self.lang)) if seen else "")
        yield Cell(resource.url, "line")
        yield Cell(self.say(f"verdict_fix.{seen.verdict.value}") if seen and seen.verdict.value != "ok" else "")
        yield Cell(seen.evidence_id if seen else "", "line")

    def fixes(self) -> Sheet:
        columns = self.heads(
            ("dataset.code", 16), ("dataset.name", 22), ("dataset.name_title", 40), ("dataset.severity", 16),
            ("dataset.outcome", 18), ("dataset.check", 30), ("dataset.finding", 56), ("dataset.fix", 56),
            ("dataset.place", 26), ("dataset.evidence", 22),
        )  # fmt: skip
        return Sheet(title=self.say("sheet.fixes"), columns=columns, rows=self._fixes(), frozen=3)

    def _fixes(self) -> Iterator[tuple[Cell, ...]]:
        for line in self.report.datasets:
            names = tuple(self._names(line))
            for finding in line.findings:
                if finding.outcome is not Outcome.NOT_APPLICABLE:
                    yield (*names, *self._finding(finding))
            for grade in line.standing.openness.criteria if line.standing.openness else ():
                if self._next_tier(grade):
                    yield (*names, *self._grade(grade))

    def _finding(self, finding: Finding) -> Iterator[Cell]:
        rule = self.rubric.checks.get(finding.check)
        reason = rule.reasons.get(finding.reason) if rule else None
        item = self.items.get(finding.check)
        title = (
            f"{item.no} {item.title.get(self.lang)}" if item else rule.title.get(self.lang) if rule else finding.check
        )
        yield Cell(self.say(f"severity.{finding.severity.value}"))
        yield Cell(finding.outcome)
        yield Cell(title)
        overruled = overruled_by(finding, self.report.decided, self.rubric)
        mark = f" · {overruled_text(overruled, self.lang)}" if overruled else ""
        yield Cell((self.told(reason, finding.params) or finding.reason) + mark)
        mends = reason is not None and not asks_for_nothing(finding, overruled)
        yield Cell(self.told(reason.fix, finding.params) if reason and mends else "")
        yield Cell(finding.path)
        yield Cell(finding.evidence_id, "line")

    def _grade(self, grade: CriterionGrade) -> Iterator[Cell]:
        criterion, tier = self.criteria[grade.criterion], self._next_tier(grade)
        reason = self.rubric.openness_reasons.get(grade.reason)
        asks = f"{self.say('dataset.next')} ({self.tiers[tier]}): {criterion.tiers[tier].get(self.lang)}"
        fix = self.told(reason.fix, grade.params) if reason else ""
        yield Cell(self.say("dataset.openness_short"))
        yield Cell(grade.outcome)
        yield Cell(f"{criterion.title.get(self.lang)}: {self.tiers.get(grade.tier, grade.tier)}")
        yield Cell(self.told(reason, grade.params) or grade.reason)
        gain = f" ({self.say('dataset.gain', gain=f'+{shown(grade.gain)}')})" if grade.gain else ""
        yield Cell(f"{fix} · {asks}{gain}" if fix else f"{asks}{gain}")
        yield Cell(" · ".join(part for part in (grade.distribution, *self._where(grade)) if part))
        yield Cell(grade.evidence_id, "line")

    def _where(self, grade: CriterionGrade) -> Iterator[str]:
        yield decided_at(grade, self.lang)
        yield from (sign_text(sign, self.lang) for sign in grade.signs)

    def _next_tier(self, grade: CriterionGrade) -> str:
        """The lowest tier above the grade's that its criterion has; empty at the top."""
        criterion, order = self.criteria.get(grade.criterion), list(self.tiers)
        if criterion is None or grade.tier not in order:
            return ""
        return next((tier for tier in order[order.index(grade.tier) + 1 :] if tier in criterion.tiers), "")

    def evidence(self) -> Sheet:
        columns = self.heads(
            ("method.evidence_id", 24), ("method.kind", 14), ("method.asked", 70), ("method.status", 10),
            ("method.detail", 40), ("method.bytes", 14), ("method.hash", 68),
        )  # fmt: skip
        rows = (tuple(self._evidence(line)) for line in self.report.evidence)
        return Sheet(title=self.say("sheet.evidence"), columns=columns, rows=rows, frozen=1)

    def _evidence(self, line: EvidenceLine) -> Iterator[Cell]:
        yield Cell(line.id, "line")
        yield Cell(self.say(f"evidence_kind.{line.kind}"))
        yield Cell(line.url, "line")
        yield Cell(line.status)
        yield Cell(line.detail)
        yield Cell(line.bytes_read)
        yield Cell(line.sha256, "line")

    # decisions

    def decisions(self, decided: Decided) -> Sheet:
        columns = self.heads(
            ("decided.number", 8), ("decided.body", 24), ("decided.what", 34), ("decided.subject", 50),
            ("decided.who", 24), ("decided.when", 26), ("decided.reason", 60), ("decided.state", 30),
            ("decided.effect", 12), ("decided.attachment", 30), ("decided.sha256", 68), ("decided.evidence", 68),
            ("decided.hash", 68),
        )  # fmt: skip
        rows = (tuple(self._decision(line, decided)) for line in decided.lines)
        return Sheet(title=self.say("decided.heading"), columns=columns, rows=rows, frozen=1)

    def _decision(self, line: DecisionLine, decided: Decided) -> Iterator[Cell]:
        told = tell_entry(line, decided, self.rubric, self.lang)
        yield Cell(told.number)
        for text in (told.body, told.what, told.subject, told.name, told.when, told.reason, told.state):
            yield Cell(text)
        yield _number(line.effect) if told.effect else Cell()
        yield Cell(told.attachment)
        for text in (told.attachment_sha256, told.evidence, told.hash):
            yield Cell(text, "line")


def _number(value: Fraction) -> Cell:
    return Cell(float(shown(value)))
