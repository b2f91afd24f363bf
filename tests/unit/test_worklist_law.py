"""What the worklist promises is what a new scan of the mended catalog gives."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.model import Outcome, Score, Standing, UseRecord
from checker.rubric import Rubric, load
from checker.run.basis import Basis
from checker.run.what_if import what_if
from checker.run.wishes import drop, wish
from checker.run.worklist import worklist
from checker.score import score
from checker.supposed import Supposed
from checker.vocabulary import vocabulary
from checker.worklist.choices import TELLING, plain_value
from checker.worklist.scale import Scale
from checker.worth import Fix, Gain
from tests.unit.score_values import CATALOG, listed, openness, plan_of, standing
from tests.unit.worklist_runs import Catalog, a_catalog, scanned

SEEDS = range(4)


@pytest.fixture(params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


def total(catalog: Catalog, folder: Path) -> Fraction:
    """What a new scan comes to."""
    name = f"again-{len(list(folder.iterdir()))}"
    with scanned(catalog, folder, name=name) as basis:
        return basis.score.total


def every_value(basis: Basis, dataset: str, field: str) -> Iterator[Mapping[str, Any]]:
    """Every way to fill in a field: all choices of the vocabulary, else one text."""
    if field == "update_frequency_interval":
        yield from ({field: number} for number in ("1", "2", "40", "1000"))
    elif field in ("data_type", "update_frequency_unit", "geo_coverage", "data_category", "license_id"):
        for choice in vocabulary().choices(field):
            yield {field: choice.value, "data_type_other": "อื่น"} if field == "data_type" else {field: choice.value}
    else:
        for found in basis.datasets({dataset}):
            yield {field: plain_value(found, field)}


def kept(gain: Gain, totals: list[Fraction], base: Fraction) -> None:
    assert (min(totals) - base, max(totals) - base) == (gain.minimum, gain.maximum)


def test_an_item_is_worth_what_a_new_scan_gives_over_every_choice(seed: int, tmp_path: Path) -> None:
    catalog = a_catalog(seed)
    with scanned(catalog, tmp_path) as basis:
        base = basis.score.total
        fixes = [fix for fix in worklist(basis) if fix.kind == "item"]
        assert fixes
        for fix in fixes:
            (field,) = fix.fields
            values = every_value(basis, fix.dataset, field)
            totals = [total(catalog.changed(fix.dataset, each), tmp_path) for each in values]
            kept(fix.gain, totals, base)


def test_a_package_is_worth_what_a_new_scan_gives(seed: int, tmp_path: Path) -> None:
    catalog = a_catalog(seed)
    r = random.Random(seed)
    with scanned(catalog, tmp_path) as basis:
        base = basis.score.total
        fixes = {fix.id: fix for fix in worklist(basis)}
        packages = {fix.package.id: fix.package for fix in fixes.values() if fix.package}
        for package in packages.values():
            members = [fixes[name] for name in package.fixes]
            gains = [total(catalog.changed(members[0].dataset, each), tmp_path) - base
                     for each in some_ways(basis, members, r)]  # fmt: skip
            assert all(package.gain.minimum <= gain <= package.gain.maximum for gain in gains)
            if package.gain.exact:
                assert set(gains) == {package.gain.minimum}
            assert all(fix.gain.maximum <= package.gain.maximum for fix in members)


def some_ways(basis: Basis, members: list[Fix], r: random.Random) -> Iterator[dict[str, Any]]:
    for _ in range(4):
        found: dict[str, Any] = {}
        for fix in members:
            (field,) = fix.fields
            found |= r.choice(list(every_value(basis, fix.dataset, field)))
        yield found


def test_a_declared_source_is_worth_what_a_new_scan_gives(seed: int, tmp_path: Path) -> None:
    catalog = a_catalog(seed)
    with scanned(catalog, tmp_path) as basis:
        for fix in worklist(basis):
            if fix.kind == "tier" and fix.check == "channel" and fix.next == "middle":
                after = total(catalog.changed(fix.dataset, {"single_source_of_truth": "True"}), tmp_path)
                assert after - basis.score.total == fix.gain.minimum == fix.gain.maximum


def test_a_mended_link_is_worth_something_between_its_bounds(tmp_path: Path) -> None:
    seen = 0
    for seed in SEEDS:
        catalog = a_catalog(seed)
        with scanned(catalog, tmp_path, name=f"links-{seed}") as basis:
            for fix in worklist(basis):
                if fix.kind == "link":
                    seen += 1
                    for path in ("/month.csv", "/year.csv", "/none.csv", "/report.csv"):
                        gain = total(relinked(catalog, fix, path), tmp_path) - basis.score.total
                        assert fix.gain.minimum <= gain <= fix.gain.maximum
    assert seen > 3


def relinked(catalog: Catalog, fix: Fix, path: str) -> Catalog:
    found = Catalog(catalog.packages)
    for package in found.packages:
        package["resources"] = [{**each, "url": path} if each["id"] == fix.resource else each
                                for each in package["resources"]]  # fmt: skip
    return found


def test_what_if_is_what_a_new_scan_gives(seed: int, tmp_path: Path) -> None:
    catalog = a_catalog(seed)
    r = random.Random(seed)
    with scanned(catalog, tmp_path) as basis:
        for _ in range(4):
            asked = {
                (row.id, field): r.choice(list(every_value(basis, row.id, field)))[field]
                for row in r.sample(list(basis.rows), 3)
                for field in r.sample(("data_category", "geo_coverage", "update_frequency_unit", "maintainer"), 2)
            }
            wishes = [each for (name, field), value in asked.items() for each in wish(basis, f"{name}:{field}={value}")]
            changed = catalog
            for (name, field), value in asked.items():
                changed = changed.changed(name, {field: value})
            found = what_if(basis, wishes)
            assert found.exact
            assert found.least.total == total(changed, tmp_path)
            r.shuffle(wishes)
            assert what_if(basis, wishes).least == found.least


def test_a_dataset_that_is_dropped_is_as_one_that_was_never_there(seed: int, tmp_path: Path) -> None:
    catalog = a_catalog(seed)
    with scanned(catalog, tmp_path) as basis:
        found = what_if(basis, [drop(basis, "dataset-2")])
        without = Catalog([each for each in catalog.packages if each["id"] != "0000-2"])
        assert found.least.total == total(without, tmp_path)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()), number=st.integers(0, 5))
def test_free_text_changes_nothing_but_its_own_item(
    text: str, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    basis = _shared(tmp_path_factory)
    plain = [item for item in basis.rubric.items if TELLING.isdisjoint(item.fields)]
    row = basis.rows[number]
    (dataset,) = basis.datasets({row.id})
    for item in plain:
        one = basis.restood(row, basis.derived(dataset, Supposed(fields={item.fields[0]: text})))
        assert one.openness is not None
        assert row.openness is not None
        assert one.openness.points == row.openness.points
        assert one.openness.maximum == row.openness.maximum
        assert (one.public, one.reachable) == (row.public, row.reachable)
        assert {no: found for no, found in one.items.items() if no != item.no} == {
            no: found for no, found in row.items.items() if no != item.no
        }


_BASIS: list[Any] = []


def _shared(factory: pytest.TempPathFactory) -> Basis:
    """One basis for many examples; it is closed when the tests end."""
    if not _BASIS:
        held = scanned(a_catalog(3), factory.mktemp("shared"))
        _BASIS.extend((held.__enter__(), held))
    found: Basis = _BASIS[0]
    return found


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    if _BASIS:
        _BASIS[1].__exit__(None, None, None)
        _BASIS.clear()


# ---------------------------------------------------------------- the scale against full scores

POINTS = st.sampled_from([Fraction(0), Fraction(2), Fraction(6), Fraction(26, 3), Fraction(12), Fraction(20)])


@st.composite
def a_row(draw: st.DrawFn, name: str) -> Standing:
    points, most = sorted((draw(POINTS), draw(POINTS)))
    return replace(
        standing(name, listed=draw(st.booleans()), public=draw(st.sampled_from([True, False, None]))),
        on_catalog=draw(st.booleans()),
        items_outcome=draw(st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED])),
        informative=draw(st.integers(12, 14)),
        reachable=draw(st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE])),
        openness=draw(st.sampled_from([None, openness(points, most)])),
    )


@st.composite
def some_rows(draw: st.DrawFn) -> list[Standing]:
    return [draw(a_row(f"C{number}")) for number in range(draw(st.integers(1, 6)))]


def rubrics() -> list[Rubric]:
    """The rubric as it is, gated, over another universe, and by the informative verdict."""
    plain = load("data-catalog-kpi-2565")
    parts = plain.components

    def with_parameters(part: str, **parameters: Any) -> Rubric:
        return replace(plain, components=tuple(
            replace(each, parameters={**each.parameters, **parameters}) if each.id == part else each for each in parts
        ))  # fmt: skip

    return [
        plain,
        replace(plain, gated=True),
        with_parameters("open_data", universe="union"),
        with_parameters("open_data", universe="catalog"),
        with_parameters("metadata_14", verdict="informative"),
    ]


@settings(max_examples=300, deadline=None)
@given(rows=some_rows(), data=st.data(), rubric=st.sampled_from(rubrics()))
def test_a_change_weighs_what_a_full_score_says(rows: list[Standing], data: st.DataObject, rubric: Rubric) -> None:
    used = [UseRecord(dataset="c0", kind="dashboard", change="ก", result="1", link="https://a.example", attested_by="ข",
                      attested_on=date(2022, 3, 31))]  # fmt: skip
    plan = plan_of([listed(row.code or "") for row in rows], utilisation=tuple(used))

    def scored(standings: Any, components: Mapping[str, Outcome]) -> Score:
        return score(rubric, standings, plan, CATALOG, components)

    scale = Scale(rows, scored, frozenset({"c0"}), gated=rubric.gated)
    for _ in range(4):  # again and again, so that what was remembered of one change is asked for another
        place = data.draw(st.integers(0, len(rows) - 1))
        row = data.draw(a_row(rows[place].id))
        changed = [*rows[:place], row, *rows[place + 1 :]]
        assert scale.gain(place, row) == scored(changed, {}).total - scored(rows, {}).total
