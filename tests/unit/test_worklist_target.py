"""The least work that reaches a target: proven against every choice there is, never above what it claims."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.run.basis import Basis
from checker.run.groups import WAYS, components_of, groups, wishes_of
from checker.run.target import Way, reach
from checker.run.what_if import what_if
from checker.run.worklist import best_of, worklist
from checker.worklist.target import LARGEST, Choice, least_work, most
from checker.worth import Fix
from tests.unit.worklist_runs import a_catalog, scanned

GAINS = st.fractions(min_value=Fraction(1, 12), max_value=3, max_denominator=12)


@st.composite
def some_groups(draw: st.DrawFn) -> list[list[Choice]]:
    return [
        [Choice(draw(st.integers(1, 9)), draw(GAINS), key) for key in range(draw(st.integers(1, 3)))]
        for _ in range(draw(st.integers(1, 5)))
    ]


@settings(max_examples=300, deadline=None)
@given(offered=some_groups(), share=st.fractions(min_value=0, max_value=Fraction(5, 4), max_denominator=20))
def test_nothing_is_cheaper_than_what_is_found(offered: list[list[Choice]], share: Fraction) -> None:
    needed = most(offered) * share
    none = Choice(0, Fraction(0), -1)
    every = list(product(*([none, *group] for group in offered)))
    enough = [sum(each.cost for each in sets) for sets in every if sum(each.gain for each in sets) >= needed]
    found = least_work(offered, needed)
    if not enough:
        assert found is None
        return
    assert found is not None
    assert found.exact
    assert found.cost == min(enough)
    assert found.bound <= found.cost
    assert found.gain >= needed


def test_what_is_too_large_to_prove_is_told_with_its_bound() -> None:
    offered = [[Choice(280 + place % 7, Fraction(1, 7 + place % 3), 0)] for place in range(400)]
    found = least_work(offered, Fraction(31))
    assert found is not None
    assert found.cost * 400 > LARGEST
    assert not found.exact
    assert found.gain >= 31
    assert found.bound <= found.cost <= found.bound + 286


@pytest.mark.parametrize("seed", range(4))
def test_a_target_is_reached_by_the_very_score(seed: int, tmp_path: Path) -> None:
    with scanned(a_catalog(seed), tmp_path) as basis:
        before = basis.score.total
        everything = reach(basis, 100)
        assert not everything.reachable
        assert before < everything.most <= everything.ceiling <= 100
        wanted = float((before + everything.most) / 2)
        found = reach(basis, wanted)
        assert found.reachable
        fewest, least = found.ways
        assert (fewest.by, least.by) == ("count", "effort")
        assert fewest.total >= Fraction(str(wanted))
        assert least.total >= Fraction(str(wanted))
        assert fewest.count <= least.count
        assert least.weight <= fewest.weight
        assert all(way.exact for way in found.ways)
        assert before + sum(step.gain for step in least.steps) == least.total


@pytest.mark.parametrize("by", WAYS)
def test_groups_hold_every_fix_of_theirs_and_weigh_it_together(by: str, tmp_path: Path) -> None:
    with scanned(a_catalog(1), tmp_path) as basis:
        fixes = worklist(basis)
        found = groups(basis, fixes, by)
        assert found
        ids = [name for group in found for name in group.fixes]
        assert sorted(ids) == sorted(fix.id for fix in fixes if WAYS[by](fix) is not None)
        best = {fix.id: fix.gain for fix in fixes}
        for group in found:
            singly = max(best[name].minimum for name in group.fixes)
            assert group.gain.maximum >= singly or by == "item"


def test_the_order_is_the_same_in_every_run_and_points_for_the_effort_fall(tmp_path: Path) -> None:
    with scanned(a_catalog(2), tmp_path) as basis, scanned(a_catalog(2), tmp_path, name="again") as again:
        fixes = worklist(basis)
        assert [fix.id for fix in fixes] == [fix.id for fix in worklist(again)]
        rates = [fix.per_effort for fix in fixes]
        assert rates == sorted(rates, reverse=True)
        assert best_of(fixes) == fixes[:100]
        known = {fix.id: fix for fix in fixes}
        for fix in fixes:
            if fix.package:
                assert {known[name].package for name in fix.package.fixes} == {fix.package}


@pytest.mark.parametrize("seed", range(8))
def test_no_smaller_set_reaches_a_target_than_the_one_that_is_proven(seed: int, tmp_path: Path) -> None:
    """Datasets without a category too: by that they may enter the universe of open data, and gains do not add."""
    with scanned(a_catalog(seed, 3), tmp_path) as basis:
        fixes = [fix for fix in worklist(basis) if fix.kind != "settle" and fix.gain.maximum >= 0][:10]
        top = reach(basis, 100).most
        for share in (Fraction(1, 10), Fraction(1, 3), Fraction(2, 3)):
            wanted = round(float(basis.score.total + (top - basis.score.total) * share), 2)
            for way in reach(basis, wanted).ways:
                smaller = [sets for count in range(min(way.count, 4)) for sets in combinations(fixes, count)]
                enough = [_costs(sets)[way.by] for sets in smaller if _certain(basis, sets) >= Fraction(str(wanted))]
                assert min(enough, default=way.weight) >= (_cost(way) if way.exact else way.bound)


def _costs(fixes: Sequence[Fix]) -> dict[str, int]:
    return {"count": len(fixes), "effort": sum(fix.effort.weight for fix in fixes)}


def _cost(way: Way) -> int:
    return way.count if way.by == "count" else way.weight


def _certain(basis: Basis, fixes: Sequence[Fix]) -> Fraction:
    return what_if(basis, list(wishes_of(basis, fixes)), components_of(fixes)).least.total


def test_a_part_that_hangs_on_more_is_not_certain_in_a_group(tmp_path: Path) -> None:
    """Without a public dataset open data is worth all of its points at the most, and none at the least."""
    catalog = a_catalog(1, 3)
    for package in catalog.packages:
        package["data_category"] = "ข้อมูลส่วนบุคคล"
    with scanned(catalog, tmp_path) as basis:
        fixes = worklist(basis)
        parts = [fix for fix in fixes if fix.kind == "component"]
        assert "component:open_data" in {fix.id for fix in parts}
        (whole,) = [group for group in groups(basis, fixes, "dataset") if not group.key]
        assert whole.gain.minimum == sum(fix.gain.minimum for fix in parts)
        assert whole.gain.maximum == sum(fix.gain.maximum for fix in parts)
