"""What the methods count from, and the component scores that they share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from checker.model import CatalogState, ComponentScore, Outcome, Parameters, Standing
from checker.plan import Plan
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


def full_or_not(points: Fraction, component: Component) -> Outcome:
    return Outcome.PASSED if points == component.points else Outcome.FAILED


def settled(component: Component, points: Fraction, reason: str, params: Parameters) -> ComponentScore:
    return ComponentScore(
        id=component.id,
        step=component.step,
        max=Fraction(component.points),
        points=points,
        minimum=points,
        maximum=points,
        outcome=full_or_not(points, component),
        reason=reason,
        params=params,
    )


def unsettled(component: Component, outcome: Outcome, reason: str, params: Parameters | None = None) -> ComponentScore:
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


def nothing(component: Component, seen: Seen, params: Parameters | None = None) -> ComponentScore:
    """No dataset to count: 0 with the reason; but where the catalog was never read, nothing is known of it."""
    if seen.unread:
        return unsettled(component, Outcome.CANNOT_TELL, "unread", {"url": seen.catalog.url, **(params or {})})
    return settled(component, ZERO, "empty", params or {})
