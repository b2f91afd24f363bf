"""What a worklist offers on the way to a target: groups of steps, of each one or none, with what is certain of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.model import Outcome
from checker.rubric import Text
from checker.run.basis import Basis
from checker.worklist.lacking import CATEGORY
from checker.worklist.rules import worklist_rules
from checker.worth import Fix

ALONE = frozenset({"record", "publish", "component"})


class Step(Struct, frozen=True, kw_only=True):
    """One thing to do on the way."""

    fixes: tuple[Fix, ...]
    title: str
    what: Text
    gain: Fraction  #: what is certain of it; 0: it is not used
    relaxed: Fraction  #: no more than this is certain of it beside whatever else is done
    count: int
    weight: int


def step_groups(basis: Basis, fixes: Sequence[Fix]) -> Iterator[list[Step]]:
    """What can be done, each group apart from all others: of a group one step, or none."""
    linked: dict[str, list[Step]] = {}
    for members in _jobs(fixes):
        fix = members[0]
        if fix.kind == "item" or fix.kind in ALONE:
            yield list(_job(basis, members))
        elif fix.kind == "link" and fix.gain.minimum > 0:
            linked.setdefault(fix.dataset, []).append(_step([fix], fix.gain.minimum))
        elif fix.kind == "tier":
            yield list(_climb(basis, fix))
    yield from linked.values()


def _jobs(fixes: Sequence[Fix]) -> Iterator[list[Fix]]:
    """Items that only count together, and every other fix by itself."""
    packages: dict[str, list[Fix]] = {}
    for fix in fixes:
        if fix.kind == "item" and fix.package:
            packages.setdefault(fix.package.id, []).append(fix)
        else:
            yield [fix]
    yield from packages.values()


def _job(basis: Basis, members: Sequence[Fix]) -> Iterator[Step]:
    """The whole of it; of items that count together also those that are worth something alone."""
    least = members[0].worth.minimum
    if not any(_moves(basis, fix) for fix in members):
        yield _step(members, least)
        yield from (_step([fix], fix.gain.minimum) for fix in members if len(members) > 1 and fix.gain.minimum > 0)
        return
    place = basis.places[members[0].dataset]
    row = basis.rows[place]
    done = replace(row, items_outcome=Outcome.PASSED, informative=len(basis.rubric.items))
    # any category may be filled in, so also one that moves nothing: no more than it is worth then is certain
    still = max(basis.scale.gain(place, done), members[0].worth.maximum if row.public else least)
    yield _step(members, least if row.public and members[0].kind == "item" else Fraction(0), still)
    if row.public and len(members) > 1:
        yield from (_step([fix], Fraction(0), fix.gain.maximum) for fix in members)


def _moves(basis: Basis, fix: Fix) -> bool:
    """Whether the dataset may enter the universe of open data by it, or leave it: then gains do not add."""
    if fix.kind not in ("item", "publish"):
        return False
    row = basis.rows[basis.places[fix.dataset]]
    if fix.kind == "publish":
        return row.public is None or any(
            part.parameters.get("universe") == "catalog" for part in basis.rubric.components
        )
    return CATEGORY in fix.fields and row.on_catalog


def _step(fixes: Sequence[Fix], gain: Fraction, relaxed: Fraction | None = None) -> Step:
    what = Text(th=", ".join(fix.what.th for fix in fixes), en=", ".join(fix.what.en for fix in fixes))
    weight = sum(fix.effort.weight for fix in fixes)
    return Step(
        fixes=tuple(fixes),
        title=fixes[0].title,
        what=what,
        gain=gain,
        relaxed=gain if relaxed is None else relaxed,
        count=len(fixes),
        weight=weight,
    )


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
