"""The methods for the list, its metadata, the catalog and real use (KPI, sections 1, 3, 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.model import CatalogState, ComponentScore, Outcome, Parameters, UseRecord
from checker.plan import completeness, missing_parts
from checker.rounding import half_up
from checker.rubric import Component
from checker.score.seen import UNSETTLED, ZERO, Seen, nothing, settled, unsettled


def complete_plan(component: Component, seen: Seen) -> ComponentScore:
    """All points for a complete Template 1, none for an incomplete one; without a plan it is untested."""
    if seen.plan is None:
        return unsettled(component, Outcome.UNTESTED, "no_plan")
    missing = completeness(seen.plan)
    if missing:
        return settled(
            component,
            ZERO,
            "incomplete",
            {
                "missing_th": tuple(part.th for part in missing),
                "missing_en": tuple(part.en for part in missing),
            },
        )
    listed = sum(1 for issue in seen.plan.issues for _ in issue.datasets())
    return settled(
        component, Fraction(component.points), "complete", {"datasets": listed, "issues": len(seen.plan.issues)}
    )


def mean_of_complete(component: Component, seen: Seen) -> ComponentScore:
    """The share of listed datasets that have every item; one with fewer counts 0.

    Without a plan the agency's datasets are the list, and those that could not be read are waited for.
    """
    informative = component.parameters.get("verdict") == "informative"
    asked = len(seen.rubric.items)
    complete = untested = 0
    listed = waiting = _unread(seen.catalog) if seen.plan is None and seen.catalog.held else 0
    for standing in seen.standings:
        if not standing.listed:
            continue
        listed += 1
        if standing.items_outcome is Outcome.PASSED:
            complete += not informative or standing.informative >= asked
        elif standing.items_outcome in UNSETTLED:
            waiting += 1
            untested += standing.items_outcome is Outcome.UNTESTED
    if not listed:
        return nothing(component, seen)
    params: Parameters = {
        "complete": complete,
        "datasets": listed,
        "unsettled": waiting,
        "percent": half_up(Fraction(100 * complete, listed), 2),
    }
    points = Fraction(component.points * complete, listed)
    if not waiting:
        return settled(component, points, "mean", params)
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=Fraction(component.points),
        points=points,
        minimum=points,
        maximum=Fraction(component.points * (complete + waiting), listed),
        outcome=Outcome.UNTESTED if untested == waiting else Outcome.CANNOT_TELL,
        reason="unsettled",
        params=params,
    )


def _unread(catalog: CatalogState) -> int:
    """How many datasets are waited for: one line may name several that the site counts and never shows."""
    return max(len(catalog.unreadable), catalog.declared - catalog.held) if catalog.unreadable else 0


def observed_catalog(component: Component, seen: Seen) -> ComponentScore:
    """All points for a catalog that was observed and whose URL is given."""
    catalog = seen.catalog
    params: Parameters = {"url": catalog.url, "datasets": catalog.held}
    if not catalog.url_given:
        return settled(component, ZERO, "no_url", params)
    if catalog.outcome is Outcome.PASSED:
        return settled(component, Fraction(component.points), "observed", params)
    reason = catalog.reason if catalog.reason in component.reasons else "unconfirmed"
    if catalog.outcome is Outcome.FAILED:
        return settled(component, ZERO, reason, params)
    return unsettled(component, catalog.outcome, reason, params)


def evidenced_use(component: Component, seen: Seen) -> ComponentScore:
    """All points when complete records show the real use of enough open datasets of the list.

    Without a complete record it is untested: no machine can observe real use.
    """
    records = seen.plan.utilisation if seen.plan else ()
    if not records:
        return unsettled(component, Outcome.UNTESTED, "needs_evidence")
    complete = [record for record in records if not missing_parts(record)]
    listed = {standing.code.casefold(): standing for standing in seen.standings if standing.code and standing.listed}
    standing_of = {record.dataset: listed.get(record.dataset.casefold()) for record in complete}
    shown = {name for name, standing in standing_of.items() if standing and standing.public and standing.on_catalog}
    needed = int(component.parameters.get("at_least", 1))
    if len(shown) >= needed:
        count = sum(record.dataset in shown for record in complete)
        return settled(component, Fraction(component.points), "evidenced", {"records": count})
    if len(complete) < len(records):
        return unsettled(component, Outcome.UNTESTED, "incomplete", _what_is_missing(records))
    params: Parameters = {"missing_th": tuple(standing_of), "missing_en": tuple(standing_of)}
    if any(
        standing and standing.public is not False and standing.items_outcome in UNSETTLED
        for standing in standing_of.values()
    ):
        return unsettled(component, Outcome.CANNOT_TELL, "not_open", params)
    return settled(component, ZERO, "not_open", params)


def _what_is_missing(records: Iterable[UseRecord]) -> Parameters:
    lacks = [(record.dataset, missing_parts(record)) for record in records]
    return {
        "missing_th": tuple(f"{name or '?'}: {', '.join(p.th for p in parts)}" for name, parts in lacks if parts),
        "missing_en": tuple(f"{name or '?'}: {', '.join(p.en for p in parts)}" for name, parts in lacks if parts),
    }
