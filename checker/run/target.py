"""The smallest set of fixes that reaches a score: by number and by effort, proved by the score itself.

Only what is certain is counted: the least gain of each fix. Parts of the score add up and a dataset's share of a mean
does not hang on the others, so the gains of different datasets and criteria add; of one dataset's broken links one is
enough to be reached. What would bring a dataset into the universe of open data, or only settle something, is not used;
but a set is said to be the smallest only where none with such fixes can be smaller either. Where the rubric's steps
gate each other, or criteria do not combine by their mean, gains do not add: what is found is a set that reaches the
target, and nothing is said of a smaller one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.model import Outcome
from checker.rounding import points_text
from checker.run.basis import Basis
from checker.run.groups import components_of, wishes_of
from checker.run.steps import Step, step_groups
from checker.run.what_if import what_if
from checker.run.worklist import worklist
from checker.worklist.drafts import MEAN
from checker.worklist.scale import at_best
from checker.worklist.target import Choice, least_work, most


class Way(Struct, frozen=True, kw_only=True):
    """A set of fixes that reaches the target."""

    by: str  #: ``count`` or ``effort``: what it has least of
    steps: tuple[Step, ...]
    count: int
    weight: int
    total: Fraction  #: the score with all of them, derived and scored as a whole
    bound: Fraction  #: no set has less
    exact: bool  #: proven to be the smallest


class Reached(Struct, frozen=True, kw_only=True):
    """What it takes to reach a target, or how far one can get."""

    target: Fraction
    reachable: bool
    most: Fraction  #: the score with every fix that is certain
    ceiling: Fraction  #: the score with everything as good as it can be
    ways: tuple[Way, ...] = ()

    def value(self) -> dict[str, Any]:
        """The result for a machine."""
        return {
            "ceiling": points_text(self.ceiling),
            "most": points_text(self.most),
            "reachable": self.reachable,
            "target": points_text(self.target),
            "ways": [_way_value(way) for way in self.ways],
        }


def _way_value(way: Way) -> dict[str, Any]:
    return {
        "bound": points_text(way.bound),
        "by": way.by,
        "count": way.count,
        "exact": way.exact,
        "steps": [
            {
                "fixes": [fix.id for fix in step.fixes],
                "gain": points_text(step.gain),
                "title": step.title,
                "weight": step.weight,
                "what": {"en": step.what.en, "th": step.what.th},
            }
            for step in way.steps
        ],
        "total": points_text(way.total),
        "weight": way.weight,
    }


def reach(basis: Basis, target: float) -> Reached:
    """The smallest sets of fixes that lift the proven total to ``target``."""
    wanted = Fraction(str(target))
    groups = list(step_groups(basis, worklist(basis)))
    total = _total(basis, _all_of(groups))
    found = Reached(target=wanted, reachable=False, most=total, ceiling=_ceiling(basis))
    if total < wanted and basis.score.total < wanted:
        return found
    ways = tuple(_way(basis, groups, by, wanted) for by in ("count", "effort"))
    return replace(found, reachable=True, ways=ways)


def _way(basis: Basis, groups: Sequence[Sequence[Step]], by: str, wanted: Fraction) -> Way:
    """The cheapest set; where gains did not quite add up, the next cheapest with a little more, until it is enough."""
    priced = [_priced(group, by, [step.gain for step in group]) for group in groups]
    needed = wanted - basis.score.total
    first = plan = least_work(priced, min(needed, most(priced)))
    while plan is not None:
        steps = [group[key] for group, key in zip(groups, plan.chosen, strict=True) if key >= 0]
        total = _total(basis, steps)
        if total >= wanted:
            break
        needed += wanted - total
        plan = least_work(priced, needed)
    if plan is None:
        steps = _all_of(groups)
        total = _total(basis, steps)
    bound = _bound(basis, groups, by, wanted)
    return Way(
        by=by,
        steps=tuple(sorted(steps, key=lambda step: (-step.gain / step.weight, step.title))),
        count=sum(step.count for step in steps),
        weight=sum(step.weight for step in steps),
        total=total,
        bound=bound,
        exact=plan is not None and plan is first and _adds(basis) and plan.cost == ceil(bound),
    )


def _priced(group: Sequence[Step], by: str, gains: Sequence[Fraction]) -> list[Choice]:
    return [
        Choice(step.count if by == "count" else step.weight, gain, key)
        for key, (step, gain) in enumerate(zip(group, gains, strict=True))
        if gain > 0
    ]


def _all_of(groups: Sequence[Sequence[Step]]) -> list[Step]:
    best = [max(group, key=lambda step: step.gain) for group in groups]
    return [step for step in best if step.gain > 0]


def _adds(basis: Basis) -> bool:
    return not basis.rubric.gated and basis.rubric.openness.combination == MEAN


def _bound(basis: Basis, groups: Sequence[Sequence[Step]], by: str, wanted: Fraction) -> Fraction:
    """What no set has less of, with what is not used too; 0 where nothing can be said."""
    priced = [_priced(group, by, [step.relaxed for step in group]) for group in groups]
    found = least_work(priced, min(wanted - basis.score.total, most(priced))) if _adds(basis) else None
    if found is None:
        return Fraction(0)
    return Fraction(found.cost) if found.exact else found.bound


def _total(basis: Basis, steps: Sequence[Step]) -> Fraction:
    """The score with all of the steps, derived anew and scored as a whole: at the least."""
    fixes = [fix for step in steps for fix in step.fixes]
    return what_if(basis, list(wishes_of(basis, fixes)), components_of(fixes)).least.total


def _ceiling(basis: Basis) -> Fraction:
    """Everything that is listed complete and, where it is public, open in the highest form; every part earned."""
    best = Fraction(max(tier.points for tier in basis.rubric.openness.tiers))
    changes = {}
    for place, row in enumerate(basis.rows):
        done = replace(row, items_outcome=Outcome.PASSED, informative=len(basis.rubric.items))
        if row.public:
            openness = row.openness and replace(row.openness, maximum=best)
            done = at_best(replace(done, openness=openness, reachable=Outcome.PASSED, on_catalog=True), best)
        changes[place] = done
    whole = {"complete_plan", "observed_catalog", "evidenced_use"}
    parts = {part.id: Outcome.PASSED for part in basis.rubric.components if part.method in whole}
    return basis.scale.scored(changes, parts).total
