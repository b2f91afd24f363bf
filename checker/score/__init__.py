"""Standings → points: one function a method, parameters from the rubric, exact fractions (KPI, sections 1 to 5).

Every component says what is proven (``points``), and between which bounds it can still come to stand once all
that cannot be told or is untested is settled. Nothing unsettled ever costs a point silently: it widens the range.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import msgspec

from checker.model import CatalogState, ComponentScore, Outcome, Score, Standing
from checker.plan import Plan
from checker.rubric import Component, Rubric
from checker.score.methods import complete_plan, evidenced_use, mean_of_complete, observed_catalog
from checker.score.open_data import mean_openness
from checker.score.seen import UNSETTLED, ZERO, Seen, settled

__all__ = ["METHODS", "Method", "score"]

Method = Callable[[Component, Seen], ComponentScore]

DECIDED = "decided"  #: the reason of a component that was not counted but taken for settled

#: Every method that a rubric may name.
METHODS: dict[str, Method] = {
    "complete_plan": complete_plan,
    "mean_of_complete": mean_of_complete,
    "observed_catalog": observed_catalog,
    "mean_openness": mean_openness,
    "evidenced_use": evidenced_use,
}


def score(
    rubric: Rubric,
    standings: Sequence[Standing],
    plan: Plan | None,
    catalog: CatalogState,
    decided: Mapping[str, Outcome] | None = None,
) -> Score:
    """The score: the exact sum of its components; final when nothing of it is left to settle.

    ``decided`` are components that are not counted but taken for settled: passed earns all points, failed none.
    """
    seen = Seen(rubric=rubric, standings=standings, plan=plan, catalog=catalog)
    components = tuple(_counted(component, seen, decided or {}) for component in rubric.components)
    if rubric.gated:
        components = _gated(rubric, components)
    return Score(
        total=sum((part.points for part in components), ZERO),
        minimum=sum((part.minimum for part in components), ZERO),
        maximum=sum((part.maximum for part in components), ZERO),
        final=not any(part.outcome in UNSETTLED for part in components),
        components=components,
    )


def _counted(component: Component, seen: Seen, decided: Mapping[str, Outcome]) -> ComponentScore:
    if component.id not in decided:
        return METHODS[component.method](component, _without_waived(component, seen))
    points = Fraction(component.points) if decided[component.id] is Outcome.PASSED else ZERO
    return settled(component, points, DECIDED, {})


def _without_waived(component: Component, seen: Seen) -> Seen:
    """The same without the datasets that a body has waived in this component."""
    if not any(each.waived_in for each in seen.standings):
        return seen
    return msgspec.structs.replace(
        seen, standings=[each for each in seen.standings if component.id not in each.waived_in]
    )


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
