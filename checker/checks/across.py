"""Rules across fields (``metadata.md`` section 1): category against licence, classification and visibility; GD Catalog;
data dictionary; that there is data at all. Shown with their fixes, never scored.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.context import NOTHING, OK, Check, CheckContext, Judge, Said, finding, text_of
from checker.model import Dataset, Distribution, Finding, Role
from checker.text import clean_often

CATEGORY = "data_category"


def gd_catalog_registration(dataset: Dataset, context: CheckContext) -> Said:
    """A public dataset that may not be harvested and names no other catalog will never be registered."""
    if text_of(dataset, CATEGORY) not in context.parameter("gd_catalog_registration", "public"):
        return "not_public", NOTHING
    if dataset.fields.get("allow_harvest") == "True":
        return OK
    reference = text_of(dataset, "reference_url_catalog")
    named = bool(reference) and not context.vocabulary.filler(clean_often(reference))
    return "referenced" if named else "not_allowed", NOTHING


def data_dictionary(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Tables want a dictionary: a companion resource, or the DataStore's, which the record alone does not show."""
    check = "data_dictionary"
    for each in dataset.distributions:
        if each.role is Role.DICTIONARY:
            yield finding(check, "ok", dataset, context, f"resources/{each.id}/name", {"name": each.name[:120]})
            return
    tables = [each for each in dataset.distributions if each.role is Role.DATA and _is_table(each, context)]
    if not tables:
        yield finding(check, "no_tables", dataset, context, "resources")
    else:
        reason = "datastore" if any(each.datastore_active for each in tables) else "none"
        yield finding(check, reason, dataset, context, "resources")


def _is_table(each: Distribution, context: CheckContext) -> bool:
    form = context.vocabulary.formats.get(each.format) if each.format else None
    return each.datastore_active or (form is not None and form.kind == "structured")


def category_licence(dataset: Dataset, context: CheckContext) -> Said:
    """No open licence on what may not be opened; an open one on what is public."""
    check = "category_licence"
    category, written = text_of(dataset, CATEGORY), text_of(dataset, "license_id")
    found = context.vocabulary.licence(written)
    if category in context.parameter(check, "never_open"):
        reason = "open_licence" if found.open else "ok"
    elif category not in context.parameter(check, "open_for"):
        reason = "no_rule"
    elif found.open:
        reason = "ok"
    elif found.open is None:
        reason = "not_recognised"
    else:
        reason = "no_licence" if not written else "closed_licence"
    if reason in ("ok", "no_rule"):
        return reason, NOTHING
    return reason, {"category": category, "licence": (found.title or written)[:120]}


def category_classification(dataset: Dataset, context: CheckContext) -> Said:
    """Each category has the classifications that fit it."""
    name = "data_classification"
    category, written = text_of(dataset, CATEGORY), text_of(dataset, name)
    expected = context.parameter("category_classification", "expected").get(category)
    if expected is None:
        return "no_rule", NOTHING
    if not written:
        return "not_classified", NOTHING
    if written in expected:
        return OK
    reason = "mismatch" if context.vocabulary.match(name, written) else "not_in_vocabulary"
    return reason, {"category": category, "classification": written[:120], "expected": tuple(expected)}


def category_visibility(dataset: Dataset, context: CheckContext) -> Said:
    """A dataset of a category that is not public is not for the anonymous public."""
    check = "category_visibility"
    category = text_of(dataset, CATEGORY)
    if category in context.parameter(check, "public"):
        return "public", NOTHING
    if context.vocabulary.match(CATEGORY, category) is None:
        return "no_rule", NOTHING
    if dataset.private:
        return OK
    open_data = sum(1 for each in dataset.distributions if each.role is Role.DATA and each.url and not each.private)
    if category not in context.parameter(check, "sensitive"):
        reason = "visible"
    else:
        reason = "sensitive_with_data" if open_data else "sensitive_visible"
    return reason, {"category": category, "resources": open_data}


def resource_present(dataset: Dataset, context: CheckContext) -> Said:
    """A public dataset, or one of unknown category, has data: a resource that is no companion and no bundle."""
    data = [each for each in dataset.distributions if each.role is Role.DATA]
    if data:
        return "ok", {"resources": len(data)}
    category = text_of(dataset, CATEGORY)
    public = (
        category in context.parameter("resource_present", "public")
        or context.vocabulary.match(CATEGORY, category) is None
    )
    return "not_public" if not public else "only_companions" if dataset.distributions else "none", NOTHING


def _check(check_id: str, field: str, judge: Judge, *reasons: str) -> Check:
    return Check(id=check_id, reasons=("ok", *reasons), judge=judge, field=field)


CHECKS: tuple[Check, ...] = (
    _check(
        "gd_catalog_registration", "allow_harvest", gd_catalog_registration, "referenced", "not_allowed", "not_public"
    ),
    Check(id="data_dictionary", reasons=("ok", "none", "datastore", "no_tables"), function=data_dictionary),
    _check(
        "category_licence",
        "license_id",
        category_licence,
        "open_licence",
        "no_licence",
        "closed_licence",
        "not_recognised",
        "no_rule",
    ),
    _check(
        "category_classification",
        "data_classification",
        category_classification,
        "mismatch",
        "not_in_vocabulary",
        "not_classified",
        "no_rule",
    ),
    _check(
        "category_visibility",
        CATEGORY,
        category_visibility,
        "visible",
        "sensitive_visible",
        "sensitive_with_data",
        "public",
        "no_rule",
    ),
    _check("resource_present", "resources", resource_present, "none", "only_companions", "not_public"),
)
