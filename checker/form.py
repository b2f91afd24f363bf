"""One package as a form sees it while it is filled in: the mandatory items, each with its words. Pure; metadata alone.

The same checks, texts and outcomes as a scan of the same package from outside (:func:`checker.checks.check_dataset`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec import Struct

from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.model import Dataset, Finding, Outcome
from checker.normalise import normalise
from checker.rubric import Item, Rubric, Text
from checker.run.rules import proved_rubric
from checker.texts import finding_fix, finding_text
from checker.vocabulary import vocabulary

RUBRIC = "data-catalog-kpi-2565"


class Remark(Struct, frozen=True, kw_only=True):
    """One finding that did not simply pass, in words."""

    finding: Finding
    text: Text
    fix: Text | None = None


class ItemVerdict(Struct, frozen=True, kw_only=True):
    """One mandatory item."""

    no: str
    title: Text
    fields: tuple[str, ...]  #: names of the form's fields, the first is the one to jump to
    outcome: Outcome  #: formal
    weak: bool  #: filled, but it says nothing: the informative verdict failed
    remarks: tuple[Remark, ...] = ()


class FormVerdict(Struct, frozen=True, kw_only=True):
    """What the engine says of a package."""

    dataset: Dataset
    items: tuple[ItemVerdict, ...]
    findings: tuple[Finding, ...]  #: all, of the resources too
    remarks: tuple[Remark, ...]  #: those that belong to no item: rules across fields, resources
    passed: int
    required: int
    informative: int

    @property
    def complete(self) -> bool:
        """Whether every item is passed."""
        return self.passed == self.required


def form_verdict(package: Mapping[str, Any], *, today: date, rubric: str = RUBRIC) -> FormVerdict:
    """The verdict of a raw CKAN package (any schema); whatever it holds, nothing is raised.

    ``today`` is what dates that lie ahead are told by.
    """
    rules = proved_rubric(rubric)
    dataset = normalise(package)
    findings = check_dataset(dataset, CheckContext(vocabulary=vocabulary(), rules=rules.checks, today=today))
    outcomes, informative = item_outcomes(findings, rules)
    items = items_told(outcomes, findings, rules)
    return FormVerdict(
        dataset=dataset,
        items=items,
        findings=findings,
        remarks=other_remarks(findings, rules),
        passed=sum(outcome is Outcome.PASSED for outcome in outcomes.values()),
        required=len(items),
        informative=informative,
    )


def items_told(
    outcomes: Mapping[str, Outcome], findings: tuple[Finding, ...], rubric: Rubric
) -> tuple[ItemVerdict, ...]:
    """The items of which there is an outcome, each with the remarks that its findings make."""
    return tuple(_item(each, outcomes[each.no], findings, rubric) for each in rubric.items if each.no in outcomes)


def other_remarks(findings: tuple[Finding, ...], rubric: Rubric) -> tuple[Remark, ...]:
    """The remarks that belong to no item."""
    mine = {check for each in rubric.items for check in (*each.checks, *each.informative)}
    return tuple(_remark(each, rubric) for each in findings if each.check not in mine and _tells(each))


class Cost(Struct, frozen=True, kw_only=True):
    """What a package that is not complete keeps away from the score of its organization: its missing items together.

    One number for all of them, as a dataset with fewer items than all counts nothing (KPI, section 2, condition 2).
    """

    points: Fraction
    missing: int  #: items that are not passed
    datasets: int  #: how many the points of the part are shared by
    derived: bool  #: the number of datasets is a score's; else it is assumed
    listed: bool = True  #: the organization's plan lists it, or there is no plan; what is not listed keeps nothing away


def form_cost(
    verdict: FormVerdict, *, datasets: int | None = None, listed: bool = True, rubric: str = RUBRIC
) -> Cost | None:
    """``None``: nothing is missing. ``datasets``: how many the last score counted; ``listed``: the package among them.

    Where there is no score the package is taken to be the only one that counts (*assumed*).
    """
    return missing_cost(verdict.required - verdict.passed, datasets=datasets, listed=listed, rubric=rubric)


def missing_cost(
    missing: int, *, datasets: int | None = None, listed: bool = True, rubric: str = RUBRIC
) -> Cost | None:
    """The same of so many items that are not passed."""
    if not missing:
        return None
    parts = proved_rubric(rubric).components
    whole = sum(part.points for part in parts if part.method == "mean_of_complete") if listed else 0
    return Cost(
        points=Fraction(whole, datasets or 1),
        missing=missing,
        datasets=datasets or 1,
        derived=bool(datasets),
        listed=listed,
    )


def _item(item: Item, outcome: Outcome, findings: tuple[Finding, ...], rubric: Rubric) -> ItemVerdict:
    mine = [each for each in findings if each.check in (*item.checks, *item.informative)]
    weak = outcome is Outcome.PASSED and any(
        each.outcome is Outcome.FAILED for each in mine if each.check in item.informative
    )
    return ItemVerdict(
        no=item.no,
        title=item.title,
        fields=item.fields,
        outcome=outcome,
        weak=weak,
        remarks=tuple(_remark(each, rubric) for each in mine if _tells(each)),
    )


def _tells(finding: Finding) -> bool:
    return finding.outcome is Outcome.FAILED or (finding.outcome is Outcome.PASSED and finding.reason != "ok")


def _remark(finding: Finding, rubric: Rubric) -> Remark:
    th, en = (finding_fix(finding, rubric, lang) for lang in ("th", "en"))
    return Remark(
        finding=finding,
        text=Text(th=finding_text(finding, rubric, "th"), en=finding_text(finding, rubric, "en")),
        fix=Text(th=th, en=en) if th is not None and en is not None else None,
    )
