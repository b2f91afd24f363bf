"""Standings → points: one function a method, parameters from the rubric, exact fractions (KPI, sections 1 to 5).

Every component says what is proven (``points``), and between which bounds it can still come to stand once all
that cannot be told or is untested is settled. Nothing unsettled ever costs a point silently: it widens the range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import msgspec
from msgspec import Struct

from checker.model import CatalogState, ComponentScore, Outcome, Parameters, Score, Standing, UseRecord
from checker.plan import Plan, completeness, missing_parts
from checker.rounding import half_up
from checker.rubric import Component, Rubric

ZERO = Fraction(0)
UNSETTLED = frozenset({Outcome.CANNOT_TELL, Outcome.UNTESTED})


class Seen(Struct, frozen=True, kw_only=True):
    """All that the methods count from."""

    rubric: Rubric
    standings: Sequence[Standing]
    plan: Plan | None
    catalog: CatalogState

    @property
    def unread(self) -> bool:
        """Whether the catalog has not been read at all, so that "no dataset" says nothing."""
        return self.catalog.outcome in UNSETTLED and not self.catalog.held


Method = Callable[[Component, Seen], ComponentScore]


def score(rubric: Rubric, standings: Sequence[Standing], plan: Plan | None, catalog: CatalogState) -> Score:
    """The score: the exact sum of its components; final when nothing of it is left to settle."""
    seen = Seen(rubric=rubric, standings=standings, plan=plan, catalog=catalog)
    components = tuple(METHODS[component.method](component, seen) for component in rubric.components)
    if rubric.gated:
        components = _gated(rubric, components)
    return Score(
        total=sum((part.points for part in components), ZERO),
        minimum=sum((part.minimum for part in components), ZERO),
        maximum=sum((part.maximum for part in components), ZERO),
        final=not any(part.outcome in UNSETTLED for part in components),
        components=components,
    )


def complete_plan(component: Component, seen: Seen) -> ComponentScore:
    """All points for a complete Template 1, none for an incomplete one; without a plan it is untested."""
    if seen.plan is None:
        return _unsettled(component, Outcome.UNTESTED, "no_plan")
    missing = completeness(seen.plan)
    if missing:
        return _settled(
            component,
            ZERO,
            "incomplete",
            {
                "missing_th": tuple(part.th for part in missing),
                "missing_en": tuple(part.en for part in missing),
            },
        )
    listed = sum(1 for issue in seen.plan.issues for _ in issue.datasets())
    return _settled(
        component, Fraction(component.points), "complete", {"datasets": listed, "issues": len(seen.plan.issues)}
    )


def mean_of_complete(component: Component, seen: Seen) -> ComponentScore:
    """The share of listed datasets that have every item; one with fewer counts 0."""
    informative = component.parameters.get("verdict") == "informative"
    asked = len(seen.rubric.items)
    listed = complete = unsettled = untested = 0
    for standing in seen.standings:
        if not standing.listed:
            continue
        listed += 1
        if standing.items_outcome is Outcome.PASSED:
            complete += not informative or standing.informative >= asked
        elif standing.items_outcome in UNSETTLED:
            unsettled += 1
            untested += standing.items_outcome is Outcome.UNTESTED
    if not listed:
        return _nothing(component, seen)
    params: Parameters = {
        "complete": complete,
        "datasets": listed,
        "unsettled": unsettled,
        "percent": half_up(Fraction(100 * complete, listed), 2),
    }
    points = Fraction(component.points * complete, listed)
    if not unsettled:
        return _settled(component, points, "mean", params)
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=Fraction(component.points),
        points=points,
        minimum=points,
        maximum=Fraction(component.points * (complete + unsettled), listed),
        outcome=Outcome.UNTESTED if untested == unsettled else Outcome.CANNOT_TELL,
        reason="unsettled",
        params=params,
    )


def observed_catalog(component: Component, seen: Seen) -> ComponentScore:
    """All points for a catalog that was observed and whose URL is given."""
    catalog = seen.catalog
    params: Parameters = {"url": catalog.url, "datasets": catalog.held}
    if not catalog.url_given:
        return _settled(component, ZERO, "no_url", params)
    if catalog.outcome is Outcome.PASSED:
        return _settled(component, Fraction(component.points), "observed", params)
    reason = catalog.reason if catalog.reason in component.reasons else "unconfirmed"
    if catalog.outcome is Outcome.FAILED:
        return _settled(component, ZERO, reason, params)
    return _unsettled(component, catalog.outcome, reason, params)


class _Sum:
    """Adds many fractions of few denominators without reducing each: several times faster than ``Fraction``."""

    def __init__(self) -> None:
        self._by_denominator: dict[int, int] = {}

    def add(self, value: Fraction) -> None:
        numerator, denominator = value.as_integer_ratio()
        self._by_denominator[denominator] = self._by_denominator.get(denominator, 0) + numerator

    def total(self) -> Fraction:
        parts = (Fraction(numerator, denominator) for denominator, numerator in self._by_denominator.items())
        return sum(parts, ZERO)


class _Universe:
    """The datasets that open data is counted over, one at a time."""

    def __init__(self) -> None:
        self.datasets = self.unsettled = self.untested = 0
        self._points, self._minimum, self._maximum = _Sum(), _Sum(), _Sum()

    def add(self, earned: _Earned) -> None:
        self.datasets += 1
        if earned.outcome in UNSETTLED:
            self.unsettled += 1
            self.untested += earned.outcome is Outcome.UNTESTED
        self._points.add(earned.points)
        self._minimum.add(earned.minimum)
        self._maximum.add(earned.maximum)

    def means(self, scale: Fraction) -> tuple[Fraction, Fraction, Fraction]:
        """Proven, least and most points of the component; ``scale`` turns a dataset's points into its."""
        if not self.datasets:
            return ZERO, ZERO, ZERO
        share = scale / self.datasets
        return self._points.total() * share, self._minimum.total() * share, self._maximum.total() * share


class _Earned(Struct, frozen=True, gc=False):
    """What one dataset brings to open data."""

    outcome: Outcome
    points: Fraction
    minimum: Fraction
    maximum: Fraction


_MEMBERS: dict[str, Callable[[Standing], bool]] = {
    "listed": lambda standing: standing.listed,
    "catalog": lambda standing: standing.on_catalog,
    "union": lambda standing: standing.listed or standing.on_catalog,
}


def mean_openness(component: Component, seen: Seen) -> ComponentScore:
    """The mean of the tiers' points over the public datasets of the universe; the other universes beside it."""
    best = max(tier.points for tier in seen.rubric.openness.tiers)
    chosen = component.parameters["universe"]
    universes = {name: _Universe() for name in dict.fromkeys([chosen, *component.parameters.get("universes", ())])}
    for standing in seen.standings:
        if standing.public:
            earned = _earned(standing, best)
            for name, universe in universes.items():
                if _MEMBERS[name](standing):
                    universe.add(earned)
    scale = Fraction(component.points, best)
    counts: Parameters = {f"datasets_{name}": universe.datasets for name, universe in universes.items()}
    alternatives = {name: universe.means(scale)[0] for name, universe in universes.items()}
    mine = universes[chosen]
    if not mine.datasets:
        empty = _nothing(component, seen, {**counts, "universe": chosen})
        return msgspec.structs.replace(empty, alternatives=alternatives)
    points, minimum, maximum = mine.means(scale)
    outcome = _full_or_not(points, component)
    if mine.unsettled:
        outcome = Outcome.UNTESTED if mine.untested == mine.unsettled else Outcome.CANNOT_TELL
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=Fraction(component.points),
        points=points,
        minimum=minimum,
        maximum=maximum,
        outcome=outcome,
        reason="unsettled" if mine.unsettled else "mean",
        params={**counts, "datasets": mine.datasets, "unsettled": mine.unsettled, "universe": chosen},
        alternatives=alternatives,
    )


def _earned(standing: Standing, best: int) -> _Earned:
    """A dataset that is not on the catalog, or of which nothing can be reached (confirmed), earns 0."""
    if standing.reachable is Outcome.FAILED:
        return _Earned(Outcome.FAILED, ZERO, ZERO, ZERO)
    openness = standing.openness
    if openness is None:
        outcome = Outcome.CANNOT_TELL if standing.reachable is Outcome.CANNOT_TELL else Outcome.UNTESTED
        return _Earned(outcome, ZERO, ZERO, Fraction(best))
    return _Earned(openness.outcome, openness.points, openness.minimum, openness.maximum)


def evidenced_use(component: Component, seen: Seen) -> ComponentScore:
    """All points when complete records show the real use of enough open datasets of the list.

    Without a complete record it is untested: no machine can observe real use.
    """
    records = seen.plan.utilisation if seen.plan else ()
    if not records:
        return _unsettled(component, Outcome.UNTESTED, "needs_evidence")
    complete = [record for record in records if not missing_parts(record)]
    listed = {standing.code.casefold(): standing for standing in seen.standings if standing.code and standing.listed}
    standing_of = {record.dataset: listed.get(record.dataset.casefold()) for record in complete}
    shown = {name for name, standing in standing_of.items() if standing and standing.public and standing.on_catalog}
    needed = int(component.parameters.get("at_least", 1))
    if len(shown) >= needed:
        count = sum(record.dataset in shown for record in complete)
        return _settled(component, Fraction(component.points), "evidenced", {"records": count})
    if len(complete) < len(records):
        return _unsettled(component, Outcome.UNTESTED, "incomplete", _what_is_missing(records))
    params: Parameters = {"missing_th": tuple(standing_of), "missing_en": tuple(standing_of)}
    if any(standing and standing.items_outcome in UNSETTLED for standing in standing_of.values()):
        return _unsettled(component, Outcome.CANNOT_TELL, "not_open", params)
    return _settled(component, ZERO, "not_open", params)


def _what_is_missing(records: Iterable[UseRecord]) -> Parameters:
    lacks = [(record.dataset, missing_parts(record)) for record in records]
    return {
        "missing_th": tuple(f"{name or '?'}: {', '.join(p.th for p in parts)}" for name, parts in lacks if parts),
        "missing_en": tuple(f"{name or '?'}: {', '.join(p.en for p in parts)}" for name, parts in lacks if parts),
    }


#: Every method that a rubric may name.
METHODS: dict[str, Method] = {
    "complete_plan": complete_plan,
    "mean_of_complete": mean_of_complete,
    "observed_catalog": observed_catalog,
    "mean_openness": mean_openness,
    "evidenced_use": evidenced_use,
}


def _full_or_not(points: Fraction, component: Component) -> Outcome:
    return Outcome.PASSED if points == component.points else Outcome.FAILED


def _settled(component: Component, points: Fraction, reason: str, params: Parameters) -> ComponentScore:
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=Fraction(component.points),
        points=points,
        minimum=points,
        maximum=points,
        outcome=_full_or_not(points, component),
        reason=reason,
        params=params,
    )


def _unsettled(component: Component, outcome: Outcome, reason: str, params: Parameters | None = None) -> ComponentScore:
    """Nothing proven, everything possible."""
    most = Fraction(component.points)
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=most,
        points=ZERO,
        minimum=ZERO,
        maximum=most,
        outcome=outcome,
        reason=reason,
        params=params or {},
    )


def _nothing(component: Component, seen: Seen, params: Parameters | None = None) -> ComponentScore:
    """No dataset to count: 0 with the reason; but where the catalog was never read, nothing is known of it."""
    if seen.unread:
        return _unsettled(component, Outcome.CANNOT_TELL, "unread", {"url": seen.catalog.url, **(params or {})})
    return _settled(component, ZERO, "empty", params or {})


def _gated(rubric: Rubric, components: tuple[ComponentScore, ...]) -> tuple[ComponentScore, ...]:
    """Under a gated rubric a step counts only once all steps before it are earned in full."""
    found: list[ComponentScore] = []
    proven = possible = True
    gate: str | None = None
    for step in rubric.steps:
        of_step = [part for part in components if part.step == step.id]
        found.extend(_behind(part, gate, proven, possible) for part in of_step)
        if proven and any(part.minimum < part.max for part in of_step):
            proven, gate = False, step.id
        possible = possible and all(part.maximum == part.max for part in of_step)
    order = {component.id: place for place, component in enumerate(rubric.components)}
    return tuple(sorted(found, key=lambda part: order[part.id]))


def _behind(part: ComponentScore, gate: str | None, proven: bool, possible: bool) -> ComponentScore:
    if proven:
        return part
    return msgspec.structs.replace(
        part, points=ZERO, minimum=ZERO, maximum=part.maximum if possible else ZERO, blocked_by=gate
    )
