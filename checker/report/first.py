"""What to do first: what was lost, gathered over all datasets, what costs most points first.

Nothing is counted here that the score has not counted: a part of the score comes first by the points that it lost,
and within it the reasons by how many datasets they alone keep back, then by how many they touch.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from checker.model import ComponentScore, Outcome, Severity
from checker.report.guide import Advice, unread_items
from checker.report.headline import headline
from checker.report.model import Report
from checker.report.rows import DatasetRow, FindingRow
from checker.report.words import tell
from checker.rubric import Component

NAMED = 12  #: datasets that are named under each reason
GROUPS = 25  #: reasons under each part
_LACKING = (Outcome.FAILED, Outcome.CANNOT_TELL)


class Group(Struct, frozen=True, kw_only=True):
    """One reason that several datasets share."""

    advice: Advice
    outcome: Outcome
    count: int
    alone: int  #: datasets that lack nothing else
    rows: tuple[DatasetRow, ...]  #: the first of them


class Lost(Struct, frozen=True, kw_only=True):
    """One part of the score that is not full."""

    component: ComponentScore
    rule: Component
    points: str  #: that are missing
    groups: tuple[Group, ...]
    more: int  #: reasons that are not shown


class _Gathered:
    """The datasets of each reason, in the order in which they come.

    Reasons that differ in their figures alone, and ask for the same, may be gathered as one ``kind``.
    """

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Advice, Outcome, list[DatasetRow]]] = {}
        self._alone: dict[str, int] = {}
        self._various: set[str] = set()

    def add(self, advice: Advice, outcome: Outcome, row: DatasetRow, alone: bool = False, kind: str = "") -> None:
        kind = kind or advice.anchor
        first, _, rows = self._rows.setdefault(kind, (advice, outcome, []))
        if first.anchor != advice.anchor:
            self._various.add(kind)
        if not rows or rows[-1] is not row:
            rows.append(row)
            self._alone[kind] = self._alone.get(kind, 0) + alone

    def groups(self) -> list[Group]:
        found = [
            Group(
                advice=_such_as(advice) if kind in self._various else advice,
                outcome=outcome,
                count=len(rows),
                alone=self._alone[kind],
                rows=tuple(rows[:NAMED]),
            )
            for kind, (advice, outcome, rows) in self._rows.items()
        ]
        return sorted(found, key=lambda group: (-group.alone, -group.count))


def _such_as(advice: Advice) -> Advice:
    """The first of several that differ in their figures."""
    return replace(advice, reason=tell("first.such_as") + " " + advice.reason)


def lost_parts(report: Report, rows: tuple[DatasetRow, ...]) -> tuple[Lost, ...]:
    """Each part of the score that is not full, most points first, with the reasons of its datasets."""
    rules = {component.id: component for component in report.rubric.components}
    head = headline(report.rubric, report.score)
    gather = {"mean_of_complete": _items, "mean_openness": _openness}
    found = []
    for component in sorted(report.score.components, key=lambda one: one.points - one.max):
        if component.points >= component.max or component.id not in rules:
            continue
        rule = rules[component.id]
        groups = gather[rule.method](report, rows) if rule.method in gather else []
        found.append(
            Lost(
                component=component,
                rule=rule,
                points=head.lost(component),
                groups=tuple(groups[:GROUPS]),
                more=max(0, len(groups) - GROUPS),
            )
        )
    return tuple(found)


def other_groups(report: Report, rows: tuple[DatasetRow, ...]) -> tuple[Group, ...]:
    """What is worth mending though no part of the score counts it."""
    scored = {check for item in report.rubric.items for check in item.checks}
    gathered = _Gathered()
    for row in rows:
        for found in _everything(row):
            if found.check not in scored and found.outcome is Outcome.FAILED:
                gathered.add(found.advice, found.outcome, row)
    return tuple(gathered.groups())


def _items(report: Report, rows: tuple[DatasetRow, ...]) -> list[Group]:
    """Why listed datasets do not have every item."""
    numbers = {check: item.no for item in report.rubric.items for check in item.checks}
    gathered = _Gathered()
    for row in rows:
        if row.standing.listed:
            lacking = [found for found in row.findings if found.check in numbers and found.outcome in _LACKING]
            alone = len({numbers[found.check] for found in lacking}) == 1
            for found in lacking:
                gathered.add(found.advice, found.outcome, row, alone)
            if not lacking and row.standing.items_reason:
                gathered.add(unread_items(row.standing.items_reason), row.standing.items_outcome, row)
    return gathered.groups()


def _openness(report: Report, rows: tuple[DatasetRow, ...]) -> list[Group]:
    """What keeps public datasets from the highest tier: links first, then the way up from each tier."""
    gathered = _Gathered()
    for row in rows:
        if not row.standing.public:
            continue
        for resource in row.resources:
            for found in resource.findings:
                if found.outcome is Outcome.FAILED and found.severity is Severity.VIOLATION:
                    gathered.add(found.advice, found.outcome, row)
        for grade in row.grades:
            if grade.next:
                kind = f"{grade.advice.subject} {grade.reason} {grade.outcome.value} {grade.advice.fix}"
                gathered.add(grade.advice, grade.outcome, row, kind=kind)
        if not row.grades and row.openness_why is not None:
            gathered.add(row.openness_why, Outcome.FAILED, row)
    return gathered.groups()


def _everything(row: DatasetRow) -> Iterator[FindingRow]:
    yield from row.findings
    for resource in row.resources:
        yield from resource.findings
