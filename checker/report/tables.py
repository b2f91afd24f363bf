"""The tables of a report: which columns there are (``schemas/interchange/tables.yaml``), and their rows, one at a time.

Every value is that of ``report.json``; a row is made when it is asked for, so that a report of 150,000 datasets is
never held twice. CSV and the data package are written from these tables and know no column of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from checker.decided import Kind, State
from checker.model import Finding, Outcome, Role, Severity, Verdict
from checker.report.fixes import fix_value
from checker.report.json import (
    catalog_value,
    component_value,
    decided_value,
    evidence_value,
    finding_value,
    grade_value,
    match_value,
    resource_value,
    run_value,
    score_value,
    standing_value,
)
from checker.report.model import DatasetLine, Report
from checker.report.words import Named, fill, rubric_words
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Rubric, Text
from checker.worth import KINDS

Value = dict[str, Any]  #: an object of ``report.json``


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """One column of a table."""

    source: str  #: where the value stands: ``dataset.…`` or ``this.…``
    th: str
    en: str
    type: str = "string"  #: of Table Schema
    key: bool = False  #: a part of the primary key
    required: bool = False
    minimum: int | None = None
    enum: str = ""  #: name of a closed list (:func:`choices`)
    to: str = ""  #: ``table.column`` that it refers to


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table."""

    th: str
    en: str
    about: Text
    columns: dict[str, Column]


@cache
def tables() -> Mapping[str, Table]:
    """All tables by id, in the order of the file."""
    return msgspec.convert(load_yaml(schemas_dir() / "interchange" / "tables.yaml"), dict[str, Table], strict=True)


def choices(rubric: Rubric) -> Mapping[str, tuple[str, ...]]:
    """The closed lists that columns name, by name: those of the model, and those of this rubric."""
    return {
        "outcome": tuple(each.value for each in Outcome),
        "severity": tuple(each.value for each in Severity),
        "verdict": tuple(each.value for each in Verdict),
        "role": tuple(each.value for each in Role),
        "fix_kind": KINDS,
        "decision_kind": tuple(each.value for each in Kind),
        "decision_state": tuple(each.value for each in State),
        "component": tuple(each.id for each in rubric.components),
        "step": tuple(each.id for each in rubric.steps),
        "item": tuple(each.no for each in rubric.items),
        "kind": tuple(each.id for each in rubric.openness.kinds),
        "criterion": tuple(each.id for each in rubric.openness.criteria),
        "tier": tuple(each.id for each in rubric.openness.tiers),
    }


def rows(report: Report, table: str, *, canonical: bool = False) -> Iterator[list[Any]]:
    """The rows of a table, its values in the order of its columns; ``None`` where ``report.json`` has none."""
    paths = [tuple(column.source.split(".")) for column in tables()[table].columns.values()]
    for row in _SOURCES[table](report, canonical):
        yield [_at(row, path) for path in paths]


def _at(row: Value, path: tuple[str, ...]) -> Any:
    found: Any = row
    for name in path:
        if isinstance(found, Struct):
            found = getattr(found, name)
        elif found is not None:
            found = found.get(name)
    return found


def _numbered(values: Iterable[Value]) -> Iterator[Value]:
    """Rows of their own, numbered from 1."""
    return ({"this": {**value, "no": number}} for number, value in enumerate(values, start=1))


def _summary(report: Report, canonical: bool) -> Iterator[Value]:
    yield from _numbered(
        [
            {
                "agency": report.agency,
                "applies": report.applies,
                "catalog": catalog_value(report),
                "planned": report.planned,
                "run": run_value(report, canonical),
                "score": score_value(report),
                "totals": report.totals,
            }
        ]
    )


def _datasets(report: Report, canonical: bool) -> Iterator[Value]:
    required = len(report.rubric.items)
    for number, line in enumerate(report.datasets, start=1):
        yield {"dataset": {**standing_value(line, required), "no": number}}


def _within(report: Report, values: Callable[[DatasetLine], Iterable[Value]]) -> Iterator[Value]:
    """Rows that belong to a dataset, numbered from 1 in each."""
    for number, line in enumerate(report.datasets, start=1):
        dataset = {"id": line.standing.id, "no": number}
        for own, value in enumerate(values(line), start=1):
            yield {"dataset": dataset, "this": {**value, "no": own}}


def _items(report: Report, canonical: bool) -> Iterator[Value]:
    numbers = [item.no for item in report.rubric.items]

    def outcomes(line: DatasetLine) -> Iterator[Value]:
        here, elsewhere = line.standing.items, line.standing.items_elsewhere or {}
        for number in numbers:
            if number in here or number in elsewhere:
                yield {"item": number, "outcome": here.get(number), "elsewhere": elsewhere.get(number)}

    return _within(report, outcomes)


def _resources(report: Report, canonical: bool) -> Iterator[Value]:
    return _within(report, lambda line: (resource_value(each, canonical) for each in line.resources))


def _findings(report: Report, canonical: bool) -> Iterator[Value]:
    named = rubric_words(report.rubric)
    return _within(
        report, lambda line: ({**finding_value(each), **_told(each, report.rubric, named)} for each in line.findings)
    )


def _told(finding: Finding, rubric: Rubric, named: Named) -> Value:
    """What a finding says and asks for, in both languages; nothing where the rubric has no words."""
    rule = rubric.checks.get(finding.check)
    reason = rule.reasons.get(finding.reason) if rule else None
    texts = {"words": reason, "fix": reason.fix if reason else None}
    return {
        name: {lang: fill(text, finding.params, lang, named) for lang in ("th", "en")} if text else None
        for name, text in texts.items()
    }


def _criteria(report: Report, canonical: bool) -> Iterator[Value]:
    return _within(
        report,
        lambda line: (
            grade_value(each) for each in (line.standing.openness.criteria if line.standing.openness else ())
        ),
    )


def _components(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered(component_value(each) for each in report.score.components)


def _evidence(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered(evidence_value(each, canonical) for each in report.evidence)


def _matches(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered(match_value(each) for each in report.matches)


def _warnings(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered(msgspec.structs.asdict(each) for each in report.warnings)


def _worklist(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered(fix_value(each) for each in report.worklist)


def _decisions(report: Report, canonical: bool) -> Iterator[Value]:
    return ({"this": each} for each in _decided(report, canonical).get("entries", ()))


def _signatures(report: Report, canonical: bool) -> Iterator[Value]:
    return ({"this": each} for each in _decided(report, canonical).get("signatures", ()))


def _decided(report: Report, canonical: bool) -> Value:
    return {} if report.decided is None else decided_value(report.decided, report.score, canonical)


def _unreadable(report: Report, canonical: bool) -> Iterator[Value]:
    return _numbered({"name": name, "why": why} for name, why in report.catalog.unreadable)


_SOURCES: Mapping[str, Callable[[Report, bool], Iterator[Value]]] = {
    "summary": _summary,
    "components": _components,
    "datasets": _datasets,
    "items": _items,
    "resources": _resources,
    "findings": _findings,
    "criteria": _criteria,
    "evidence": _evidence,
    "matches": _matches,
    "warnings": _warnings,
    "unreadable": _unreadable,
    "worklist": _worklist,
    "decisions": _decisions,
    "signatures": _signatures,
}
