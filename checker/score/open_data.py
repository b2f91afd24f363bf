"""The method for open data: the mean of the tiers' points over a universe, the other universes beside it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import msgspec
from msgspec import Struct

from checker.model import ComponentScore, Outcome, Parameters, Standing
from checker.rubric import Component
from checker.score.seen import UNSETTLED, ZERO, Seen, full_or_not, nothing


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
        empty = nothing(component, seen, {**counts, "universe": chosen})
        return msgspec.structs.replace(empty, alternatives=alternatives)
    points, minimum, maximum = mine.means(scale)
    outcome = full_or_not(points, component)
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
