"""A workbook held against the engine of a scan: each dataset normalised and checked, each finding told at its cell.

What a finding says of a field that is not filled stands at the empty cell. Fields that the form has no column for
cannot be mended in it: what is found of them is told once a sheet, with the count of datasets, and fails nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.errors import Problem
from checker.model import Finding, Outcome, Severity
from checker.normalise import normalise
from checker.rubric import Rubric, Text
from checker.text import one_line
from checker.texts import finding_fix, finding_text
from checker.vocabulary import vocabulary
from checker.workbook.layouts import template
from checker.workbook.plans import ListedCode, against_plan
from checker.workbook.record import Record, ResourceRecord, Row, Workbook
from checker.workbook.remarks import SHOWN, Checked, Remark, Verdict, in_order, of_problem

RESOURCES = "resources"
_TYPED = ("d_type", "data_type_other")  #: what the column of the data type is called
_FORMULAS = frozenset({"bad_cell", "no_value"})
_DATED = frozenset({"resource_created", "resource_last_updated"})  #: checks that say what the reader says of a date


def context_of(rubric: Rubric, today: date) -> CheckContext:
    """What the checks are held against, as in a scan."""
    return CheckContext(vocabulary=vocabulary(), rules=rubric.checks, today=today)


def check_workbook(
    book: Workbook,
    rubric: Rubric,
    today: date,
    *,
    listed: tuple[ListedCode, ...] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Checked:
    """All that is to be told of a workbook; ``listed`` and ``problems`` are those of its plan (Template 1)."""
    of_plan = () if listed is None else tuple(against_plan(book, listed))
    checked = _checked(book, rubric, today, lambda _: True, (*problems, *of_plan))
    return replace(checked, listed=None if listed is None else len(listed))


def check_import(book: Workbook, rubric: Rubric, today: date) -> Checked:
    """What the reader has to tell, and what a CKAN with thai_gdc asks of each dataset and resource and is not there."""
    asked = {check for item in rubric.items for check in item.checks} | {*template()["asked_of_files"]}
    return _checked(book, rubric, today, lambda found: found.failed and found.code.partition(".")[0] in asked)


def _checked(
    book: Workbook, rubric: Rubric, today: date, told: Callable[[Remark], bool], problems: tuple[Problem, ...] = ()
) -> Checked:
    """The reader's problems, and those remarks of the engine that are ``told``."""
    context = context_of(rubric, today)
    engine = _Engine(rubric)
    verdicts = tuple(engine.verdict(record, context) for record in book.datasets)
    found = (*filter(told, engine.remarks()), *map(of_problem, (*book.problems, *problems)))
    return Checked(
        source=book.source,
        verdicts=verdicts,
        resources=book.resources,
        items=len(rubric.items),
        remarks=in_order(_once(found), book.sheets),
    )


class _Engine:
    """Checks datasets and gathers what is found at their cells."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._remarks: list[Remark] = []
        self._beside: dict[tuple[str, str], Remark] = {}  # by sheet and code

    def remarks(self) -> Iterator[Remark]:
        yield from self._remarks
        yield from self._beside.values()

    def verdict(self, record: Record, context: CheckContext) -> Verdict:
        dataset = normalise(record.package)
        findings = check_dataset(dataset, context)
        items, informative = item_outcomes(findings, self._rubric)
        for finding in findings:
            self._tell(finding, record)
        return Verdict(
            dataset=record.code,
            name=record.name,
            title=dataset.title,
            place=record.row.place(),
            items=items,
            informative=informative,
        )

    def _tell(self, finding: Finding, record: Record) -> None:
        """Adds what there is something to do about: what has a way to mend it."""
        fix = finding_fix(finding, self._rubric, "th")
        if fix is None or (finding.check in template()["of_catalogs"] and "private" not in record.package):
            return
        row, name, written = _target(finding, record)
        beside = name != RESOURCES and name not in row.columns
        code = f"{finding.check}.{finding.reason}"
        held = self._beside.get((row.sheet, code)) if beside else None
        remark = Remark(
            source=row.source,
            sheet=row.sheet,
            cell="" if beside else row.place(name).rpartition("!")[2],
            value="" if beside else written,
            code=code,
            level="info" if beside else finding.severity.value,
            failed=finding.outcome is Outcome.FAILED and finding.severity is not Severity.INFO and not beside,
            text=Text(th=finding_text(finding, self._rubric, "th"), en=finding_text(finding, self._rubric, "en")),
            fix=Text(th=fix, en=finding_fix(finding, self._rubric, "en") or ""),
            field=_label(name, finding.path.startswith(f"{RESOURCES}/")),
            dataset="" if beside else record.code,
            count=1 if held is None else held.count + 1,
        )
        if beside:
            self._beside[row.sheet, code] = remark
        else:
            self._remarks.append(remark)


def _target(finding: Finding, record: Record) -> tuple[Row, str, str]:
    """Row, column and text of what a finding is about."""
    place, _, name = finding.path.rpartition("/")
    held: Record | ResourceRecord = record
    if place:
        held = record.resources[int(place.rpartition("#")[2]) - 1]
    elif name == "data_type":
        name = next((each for each in _TYPED if each in record.row.columns), name)
    written = held.package.get(name, "")
    return held.row, name, one_line(str(written))[:SHOWN] if isinstance(written, str) else ""


def _label(name: str, of_resource: bool) -> Text:
    known = "data_type" if name in _TYPED else name
    field = vocabulary().fields["resource" if of_resource else "dataset"].get(known)
    return Text(th="", en="") if field is None else field.label


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """A cell's reason once: of a date the engine's word, of a formula in error the reader's."""
    held = tuple(remarks)
    codes: dict[str, set[str]] = {}
    for remark in held:
        codes.setdefault(remark.place, set()).add(remark.code)
    for remark in held:
        if not _said_better(remark, codes[remark.place]):
            yield remark


def _said_better(remark: Remark, there: set[str]) -> bool:
    if remark.code.startswith("bad_date_"):
        return any(code.partition(".")[0] in _DATED for code in there)
    return "." in remark.code and bool(remark.cell) and not there.isdisjoint(_FORMULAS)
