"""The smallest set of fixes that reaches a score: by number and by effort, proved by the score itself.

Only what is certain is counted: the least gain of each fix. Parts of the score add up and a dataset's share of a mean
does not hang on the others, so the gains of different datasets and criteria add; of one dataset's broken links one is
enough to be reached. What would change the universe of open data, or only settle something, is not used. Where the
rubric's steps gate each other, or criteria do not combine by their mean, gains do not add: what is found is a set that
reaches the target, and nothing is said of a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.model import Outcome
from checker.rounding import points_text
from checker.rubric import Text
from checker.run.basis import Basis
from checker.run.groups import components_of, wishes_of
from checker.run.what_if import what_if
from checker.run.worklist import worklist
from checker.worklist.drafts import MEAN
from checker.worklist.lacking import CATEGORY
from checker.worklist.rules import worklist_rules
from checker.worklist.scale import at_best
from checker.worklist.target import Choice, least_work, most
from checker.worth import Fix

ALONE = frozenset({"record", "publish", "component"})


class Step(Struct, frozen=True, kw_only=True):
    """One thing to do on the way."""

    fixes: tuple[Fix, ...]
    title: str
    what: Text
    gain: Fraction
    count: int
    weight: int


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
    groups = list(_groups(basis, worklist(basis)))
    everything = [max(group, key=lambda step: step.gain) for group in groups]
    total = _total(basis, everything)
    found = Reached(target=wanted, reachable=False, most=total, ceiling=_ceiling(basis))
    if total < wanted and basis.score.total < wanted:
        return found
    ways = tuple(_way(basis, groups, by, wanted) for by in ("count", "effort"))
    return replace(found, reachable=True, ways=ways)


def _way(basis: Basis, groups: Sequence[Sequence[Step]], by: str, wanted: Fraction) -> Way:
    """The cheapest set; where gains did not quite add up, the next cheapest with a little more, until it is enough."""
    priced = [
        [Choice(step.count if by == "count" else step.weight, step.gain, key) for key, step in enumerate(group)]
        for group in groups
    ]
    adds = not basis.rubric.gated and basis.rubric.openness.combination == MEAN
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
        steps = [max(group, key=lambda step: step.gain) for group in groups]
        total = _total(basis, steps)
    return Way(
        by=by,
        steps=tuple(sorted(steps, key=lambda step: (-step.gain / step.weight, step.title))),
        count=sum(step.count for step in steps),
        weight=sum(step.weight for step in steps),
        total=total,
        bound=first.bound if first is not None and adds else Fraction(0),
        exact=bool(plan is first and first is not None and first.exact and adds),
    )


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


def _groups(basis: Basis, fixes: Sequence[Fix]) -> Iterator[list[Step]]:
    """What can be done, each group apart from all others: of a group one step, or none."""
    done: set[str] = set()
    linked: dict[str, list[Step]] = {}
    for fix in fixes:
        if fix.kind == "item" and fix.id not in done:
            members = [each for each in fixes if each.package == fix.package] if fix.package else [fix]
            done.update(each.id for each in members)
            if not any(_enters(basis, each) for each in members):
                yield from _certain(fix, members)
        elif fix.kind in ALONE:
            yield from _certain(fix, [fix])
        elif fix.kind == "link" and fix.gain.minimum > 0:
            linked.setdefault(fix.dataset, []).append(_step([fix], fix.gain.minimum))
        elif fix.kind == "tier":
            yield list(_climb(basis, fix))
    yield from linked.values()


def _enters(basis: Basis, fix: Fix) -> bool:
    """Whether the fix may bring the dataset into the universe of open data, or out of it."""
    return CATEGORY in fix.fields and basis.rows[basis.places[fix.dataset]].public is not True


def _certain(fix: Fix, members: list[Fix]) -> Iterator[list[Step]]:
    if fix.worth.minimum > 0:
        yield [_step(members, fix.worth.minimum)]


def _step(fixes: Sequence[Fix], gain: Fraction) -> Step:
    what = Text(th=", ".join(fix.what.th for fix in fixes), en=", ".join(fix.what.en for fix in fixes))
    weight = sum(fix.effort.weight for fix in fixes)
    return Step(fixes=tuple(fixes), title=fixes[0].title, what=what, gain=gain, count=len(fixes), weight=weight)


def _climb(basis: Basis, fix: Fix) -> Iterator[Step]:
    """One tier up, two tiers up …: each with all of its tiers on the way."""
    points = basis.rubric.tier_points()
    order = list(points)
    criterion = next(each for each in basis.rubric.openness.criteria if each.id == fix.check)
    titles = {tier.id: tier.title for tier in basis.rubric.openness.tiers}
    above = [tier for tier in order[order.index(fix.tier) + 1 :] if tier in criterion.tiers]
    taken: list[Fix] = []
    for tier in above:
        title = Text(th=f"{criterion.title.th}: {titles[tier].th}", en=f"{criterion.title.en}: {titles[tier].en}")
        effort = worklist_rules().of_tier(fix.check, tier)
        own = f"tier:{fix.dataset}:{fix.check}:{tier}"
        taken.append(replace(fix, id=own, what=title, next=tier, effort=effort))
        rise = Fraction(points[tier] - points[fix.tier], points[above[0]] - points[fix.tier])
        yield _step(taken, fix.gain.minimum * rise)
