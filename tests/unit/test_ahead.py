"""All of the worklist together: what a new scan of a catalog with everything mended gives."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.run import Run, score
from checker.run.ahead import ahead
from checker.run.basis import Basis
from checker.run.worklist import worklist
from checker.worth import Fix, Gain
from tests.unit.test_worklist_law import SEEDS, every_value, relinked, total
from tests.unit.worklist_runs import Catalog, a_catalog, scanned

PATHS = ("/month.csv", "/year.csv", "/none.csv")


def mendable(fix: Fix) -> bool:
    """What can be mended in the metadata alone, so that a new scan can be held against it."""
    return fix.kind in ("item", "link") or (fix.kind, fix.check, fix.next) == ("tier", "channel", "middle")


def mended(basis: Basis, catalog: Catalog, fixes: list[Fix], r: random.Random) -> Catalog:
    for fix in fixes:
        if fix.kind == "item":
            (field,) = fix.fields
            catalog = catalog.changed(fix.dataset, r.choice(list(every_value(basis, fix.dataset, field))))
        elif fix.kind == "link":
            catalog = relinked(catalog, fix, r.choice(PATHS))
        else:
            catalog = catalog.changed(fix.dataset, {"single_source_of_truth": "True"})
    return catalog


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_mended_together_gives_a_score_between_the_bounds(seed: int, tmp_path: Path) -> None:
    catalog, r = a_catalog(seed), random.Random(seed)
    with scanned(catalog, tmp_path) as basis:
        fixes = [fix for fix in worklist(basis) if mendable(fix)]
        found = ahead(basis, fixes)
        assert found is not None
        for _ in range(4):
            gain = total(mended(basis, catalog, fixes, r), tmp_path) - basis.score.total
            assert found.minimum <= gain <= found.maximum


@pytest.mark.parametrize("seed", SEEDS)
def test_one_fix_alone_comes_to_its_own_gain_and_more_never_to_more_than_the_whole_score(
    seed: int, tmp_path: Path
) -> None:
    with scanned(a_catalog(seed), tmp_path) as basis:
        fixes = worklist(basis)
        for fix in fixes:
            if fix.package is None and fix.kind in ("item", "tier"):
                assert ahead(basis, (fix,)) == Gain(minimum=fix.gain.minimum, maximum=fix.gain.maximum)
        whole = ahead(basis, fixes)
        assert whole is not None
        most = sum((part.max for part in basis.score.components), Fraction(0))
        assert whole.minimum <= whole.maximum <= most - basis.score.total


def test_nothing_to_do_is_not_counted(tmp_path: Path) -> None:
    with scanned(a_catalog(0), tmp_path) as basis:
        assert ahead(basis, ()) is None


def test_a_report_that_does_not_say_what_is_to_be_done_is_the_same_in_all_else(tmp_path: Path) -> None:
    with scanned(a_catalog(0), tmp_path) as basis:
        run = Run(id=basis.derivation.head.id, store=tmp_path / "run.sqlite")
    whole, lean = score(run), score(run, work=False)
    lines = tuple(replace(line, todo=None) for line in whole.datasets)
    assert whole.worklist
    assert lean == replace(whole, worklist=(), ahead=None, datasets=lines)
