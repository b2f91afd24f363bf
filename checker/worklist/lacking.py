"""Which items of a dataset are to be mended: those that fail, and what else of them the score asks for.

Readings. Where the rubric counts the second verdict (``verdict: informative``) an item that is filled in and says
nothing is to be mended too, and a choice that says nothing (ไม่ทราบ) is no way to mend any. A category outside the
vocabulary passes as filled, but the dataset then stands in no universe of open data: it is to be mended as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Finding, Outcome, Standing
from checker.rubric import Item, Rubric

CATEGORY = "data_category"
INFORMATIVE = "informative"


def by_informative(rubric: Rubric) -> bool:
    """Whether the score counts only items that say something."""
    return any(component.parameters.get("verdict") == INFORMATIVE for component in rubric.components)


def failed_checks(item: Item, findings: Iterable[Finding], rubric: Rubric) -> frozenset[str]:
    """The checks of an item that failed, of those that the score counts."""
    asked = {*item.checks, *(item.informative if by_informative(rubric) else ())}
    return frozenset(each.check for each in findings if each.check in asked and each.outcome is Outcome.FAILED)


def fields_of(item: Item, checks: frozenset[str]) -> tuple[str, ...]:
    """The fields that these checks of an item are about."""
    about = {*zip(item.checks, item.fields, strict=False), *zip(item.informative, item.fields, strict=False)}
    return tuple(name for name in item.fields if any((check, name) in about for check in checks))


def outside(row: Standing, item: Item) -> bool:
    """Whether the item is a category that nobody knows, so that the dataset counts in no universe of open data."""
    return CATEGORY in item.fields and row.on_catalog and row.public is None


def is_lacking(row: Standing, item: Item, findings: Iterable[Finding], rubric: Rubric) -> bool:
    """Whether the item is to be mended."""
    return row.items.get(item.no) is Outcome.FAILED or outside(row, item) or bool(failed_checks(item, findings, rubric))


def says_nothing(name: str, rubric: Rubric) -> frozenset[str]:
    """The choices of a field that are no way to mend it, as they say nothing."""
    rule = rubric.checks.get(f"{name}_{INFORMATIVE}")
    found = rule.parameters.get("unknown", ()) if rule and by_informative(rubric) else ()
    return frozenset(found)
