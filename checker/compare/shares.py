"""How much of a component's points each dataset explains.

A component that is a mean over datasets gives each of its ``n`` datasets the weight ``w = points / n``; a dataset that
reached the share ``v`` (0 to 1) of what it could holds ``v · w`` of the component's points, and these add up to them.
From one run to another (``v, w`` before, ``v', w'`` after) the difference is split so that nothing is left over and
the split of the way back is the same with every sign turned:

- a dataset that is new in the universe explains ``+ v' · w'``, one that left it ``- v · w``;
- one that stayed explains its own change at the mean weight, ``(v' - v) · (w + w') / 2``;
- what remains, ``Σ (v + v') / 2 · (w' - w)`` over those that stayed, is the effect of the universe having grown or
  shrunk from ``n`` to ``n'``: one line of its own.

A component that is not counted by datasets, was decided as a whole, or is held back by a gate has one line too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from checker.compare.model import ZERO, Cause
from checker.model import ComponentScore, Outcome, Standing
from checker.rubric import Component, Rubric

ONE = Fraction(1)
DECIDED = "decided"
Reached = Fraction | None  #: the share of what a dataset could reach; ``None``: it is not in the universe


def _complete(standing: Standing, component: Component, rubric: Rubric) -> Reached:
    if not standing.listed:
        return None
    informative = component.parameters.get("verdict") == "informative"
    enough = not informative or standing.informative >= len(rubric.items)
    return ONE if standing.items_outcome is Outcome.PASSED and enough else ZERO


_MEMBERS: dict[str, Callable[[Standing], bool]] = {
    "listed": lambda standing: standing.listed,
    "catalog": lambda standing: standing.on_catalog,
    "union": lambda standing: standing.listed or standing.on_catalog,
}


def _open(standing: Standing, component: Component, rubric: Rubric) -> Reached:
    if not standing.public or not _MEMBERS[component.parameters["universe"]](standing):
        return None
    if standing.reachable is Outcome.FAILED or standing.openness is None:
        return ZERO
    return standing.openness.points / max(tier.points for tier in rubric.openness.tiers)


#: The methods of scoring that are means over datasets; a test holds each against what the score counts.
REACHED: dict[str, Callable[[Standing, Component, Rubric], Reached]] = {
    "mean_of_complete": _complete,
    "mean_openness": _open,
}


def reached(standing: Standing, rubric: Rubric) -> tuple[Reached, ...]:
    """The share that a dataset reached of each component, in the order of the rubric."""
    return tuple(
        REACHED[component.method](standing, component, rubric) if component.method in REACHED else None
        for component in rubric.components
    )


def weight(part: ComponentScore | None) -> tuple[int, Fraction]:
    """How many datasets a component is a mean of, and the points that each weighs."""
    counted = part.params.get("datasets") if part is not None else None
    if part is None or not isinstance(counted, int) or not counted:
        return 0, ZERO
    return counted, part.max / counted


class Split:
    """One component's difference, taken apart dataset by dataset."""

    def __init__(self, before: ComponentScore | None, after: ComponentScore | None, by_datasets: bool) -> None:
        parts = tuple(part for part in (before, after) if part is not None)
        self._id = parts[0].id
        self._difference = (after.points if after else ZERO) - (before.points if before else ZERO)
        self._decided = any(part.reason == DECIDED for part in parts)
        self._gated = any(part.blocked_by is not None for part in parts)
        self._by_datasets = by_datasets and not self._decided
        self._numbers = weight(before)[0], weight(after)[0]
        self._weights = weight(before)[1], weight(after)[1]
        self._middle = (self._weights[0] + self._weights[1]) / 2
        self._universe = self._own = ZERO

    def take(self, before: Reached, after: Reached) -> Fraction:
        """The points that one dataset explains; the rest of its share goes to the universe."""
        if not self._by_datasets or before is after is None:
            return ZERO
        first, second = self._weights
        if before is None or after is None:
            own = (after or ZERO) * second - (before or ZERO) * first
        else:
            own = (after - before) * self._middle if after != before else ZERO
            if first != second:
                self._universe += (after + before) / 2 * (second - first)
        self._own += own
        return own

    def causes(self) -> Sequence[Cause]:
        """What no dataset explains, once every dataset was taken."""
        rest = self._difference - self._own - self._universe
        before, after = self._numbers
        found = (
            Cause(component=self._id, cause="universe", points=self._universe, before=before, after=after),
            Cause(component=self._id, cause=self._why(), points=rest),
        )
        return [cause for cause in found if cause.points]

    def _why(self) -> str:
        if self._decided:
            return "decided"
        return "gate" if self._gated else "other" if self._by_datasets else "whole"
