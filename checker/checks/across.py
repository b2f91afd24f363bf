"""Rules across fields (``metadata.md`` section 1): category against licence, classification and visibility; GD Catalog;
data dictionary; that there is data at all. Shown with their fixes, never scored.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.context import Check, CheckContext, finding, text_of
from checker.model import Dataset, Distribution, Finding, Parameters, Role

CATEGORY = "data_category"


def gd_catalog_registration(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """A public dataset that may not be harvested and names no other catalog will never be registered."""
    check = "gd_catalog_registration"
    if text_of(dataset, CATEGORY) not in context.parameter(check, "public"):
        reason = "not_public"
    elif dataset.fields.get("allow_harvest") == "True":
        reason = "ok"
    else:
        reason = "referenced" if text_of(dataset, "reference_url_catalog") else "not_allowed"
    yield finding(check, reason, dataset, context, "allow_harvest")


def data_dictionary(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Tables want a dictionary: a companion resource, or the DataStore's, which the record alone does not show."""
    check = "data_dictionary"
    companion = next((each for each in dataset.distributions if each.role is Role.DICTIONARY), None)
    tables = [each for each in dataset.distributions if each.role is Role.DATA and _is_table(each, context)]
    if companion is not None:
        yield finding(check, "ok", dataset, context, f"resources/{companion.id}/name", {"name": companion.name[:120]})
    elif not tables:
        yield finding(check, "no_tables", dataset, context, "resources")
    else:
        reason = "datastore" if any(each.datastore_active for each in tables) else "none"
        yield finding(check, reason, dataset, context, "resources")


def _is_table(each: Distribution, context: CheckContext) -> bool:
    form = context.vocabulary.formats.get(each.format) if each.format else None
    return each.datastore_active or (form is not None and form.kind == "structured")


def category_licence(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
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
    params: Parameters = (
        {} if reason in ("ok", "no_rule") else {"category": category, "licence": (found.title or written)[:120]}
    )
    yield finding(check, reason, dataset, context, "license_id", params)


def category_classification(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """Each category has the classifications that fit it."""
    check, name = "category_classification", "data_classification"
    category, written = text_of(dataset, CATEGORY), text_of(dataset, name)
    expected = context.parameter(check, "expected").get(category)
    if expected is None:
        yield finding(check, "no_rule", dataset, context, name)
    elif not written:
        yield finding(check, "not_classified", dataset, context, name)
    elif written in expected:
        yield finding(check, "ok", dataset, context, name)
    else:
        reason = "mismatch" if context.vocabulary.match(name, written) else "not_in_vocabulary"
        params: Parameters = {"category": category, "classification": written[:120], "expected": tuple(expected)}
        yield finding(check, reason, dataset, context, name, params)


def category_visibility(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """A dataset of a category that is not public is not for the anonymous public."""
    check = "category_visibility"
    category = text_of(dataset, CATEGORY)
    open_data = sum(1 for each in dataset.distributions if each.role is Role.DATA and each.url and not each.private)
    if category in context.parameter(check, "public"):
        reason = "public"
    elif context.vocabulary.match(CATEGORY, category) is None:
        reason = "no_rule"
    elif dataset.private:
        reason = "ok"
    elif category not in context.parameter(check, "sensitive"):
        reason = "visible"
    else:
        reason = "sensitive_with_data" if open_data else "sensitive_visible"
    params: Parameters = {} if reason in ("public", "no_rule", "ok") else {"category": category, "resources": open_data}
    yield finding(check, reason, dataset, context, CATEGORY, params)


def resource_present(dataset: Dataset, context: CheckContext) -> Iterator[Finding]:
    """A public dataset, or one of unknown category, has data: a resource that is no companion and no bundle."""
    check = "resource_present"
    category = text_of(dataset, CATEGORY)
    data = sum(1 for each in dataset.distributions if each.role is Role.DATA)
    if data:
        yield finding(check, "ok", dataset, context, "resources", {"resources": data})
        return
    public = category in context.parameter(check, "public") or context.vocabulary.match(CATEGORY, category) is None
    reason = "not_public" if not public else "only_companions" if dataset.distributions else "none"
    yield finding(check, reason, dataset, context, "resources")


CHECKS: tuple[Check, ...] = (
    Check(
        id="gd_catalog_registration",
        reasons=("ok", "referenced", "not_allowed", "not_public"),
        function=gd_catalog_registration,
    ),
    Check(id="data_dictionary", reasons=("ok", "none", "datastore", "no_tables"), function=data_dictionary),
    Check(
        id="category_licence",
        reasons=("ok", "open_licence", "no_licence", "closed_licence", "not_recognised", "no_rule"),
        function=category_licence,
    ),
    Check(
        id="category_classification",
        reasons=("ok", "mismatch", "not_in_vocabulary", "not_classified", "no_rule"),
        function=category_classification,
    ),
    Check(
        id="category_visibility",
        reasons=("ok", "visible", "sensitive_visible", "sensitive_with_data", "public", "no_rule"),
        function=category_visibility,
    ),
    Check(id="resource_present", reasons=("ok", "none", "only_companions", "not_public"), function=resource_present),
)
