"""The score of the KPI: its worked example, its edges, and what holds whatever the datasets are."""

from datetime import date
from fractions import Fraction
from time import perf_counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import (
    CatalogState,
    ComponentScore,
    Match,
    Outcome,
    Score,
    Standing,
    UseRecord,
)
from checker.plan import Plan
from checker.rounding import points_text
from checker.rubric import Rubric
from checker.score import METHODS, score
from checker.standing import standings
from tests.unit.score_values import (
    CATALOG,
    SECRET,
    TITLES,
    assessed,
    listed,
    openness,
    plan_of,
    rubric,
    standing,
)

NOTHING = CatalogState(url="", outcome=Outcome.FAILED, reason="no_url", url_given=False)
UNREAD = CatalogState(url="https://data.example.go.th", outcome=Outcome.CANNOT_TELL, reason="unconfirmed")
USE = UseRecord(
    dataset="a",
    kind="dashboard",
    change="จัดอัตรากำลังใหม่",
    result="ลดเวลาจาก 30 เหลือ 12 นาที",
    link="https://data.example.go.th/dashboard",
    attested_by="ผู้อำนวยการกอง",
    attested_on=date(2022, 3, 31),
)


def part(result: Score, name: str) -> ComponentScore:
    return next(component for component in result.components if component.id == name)


def of(
    name: str,
    rows: list[Standing],
    plan: Plan | None = None,
    catalog: CatalogState = CATALOG,
    rules: Rubric | None = None,
) -> ComponentScore:
    return part(score(rules or rubric(), rows, plan, catalog), name)


def bounds(component: ComponentScore) -> tuple[Fraction, Fraction, Fraction]:
    return component.minimum, component.points, component.maximum


def with_parameters(name: str, **parameters: object) -> Rubric:
    rules = rubric()
    return msgspec.structs.replace(
        rules,
        components=tuple(
            msgspec.structs.replace(c, parameters={**c.parameters, **parameters}) if c.id == name else c
            for c in rules.components
        ),
    )


def test_the_worked_example_of_the_source() -> None:
    missing = (0, 0, 0, 1, 2, 0)
    plan = plan_of([listed(f"DataSet_11_0{n}", title, SECRET) for n, title in enumerate(TITLES, 1)])
    held = [assessed(f"dataset_11_0{n}", missing=lacks, category=SECRET) for n, lacks in enumerate(missing, 1)]
    matches = [
        Match(code=f"DataSet_11_0{n}", dataset_id=f"id-dataset_11_0{n}", how="code", confidence=1.0)
        for n in range(1, 7)
    ]
    result = score(rubric(), standings(plan, matches, held, {}, rubric(), CATALOG), plan, CATALOG)
    metadata = part(result, "metadata_14")
    assert metadata.params["percent"] == "66.67"
    assert points_text(metadata.points) == "10"
    assert sum(component.points for component in result.components if component.step == "standard") == 20
    assert part(result, "dataset_list").points == 50


def test_13_of_14_counts_nothing() -> None:
    assert bounds(of("metadata_14", [standing("a", complete=False)])) == (0, 0, 0)


def test_fractions_are_exact_inside() -> None:
    rows = [standing(str(n), complete=n < 2) for n in range(7)]
    assert of("metadata_14", rows).points == Fraction(30, 7)


def test_only_listed_datasets_count_for_their_items() -> None:
    rows = [standing("a"), standing("b", complete=False, listed=False)]
    assert of("metadata_14", rows).points == 15


def test_items_that_cannot_be_seen_widen_the_range() -> None:
    hidden = msgspec.structs.replace(standing("b"), items_outcome=Outcome.CANNOT_TELL, public=False)
    component = of("metadata_14", [standing("a"), hidden])
    assert (bounds(component), component.outcome, component.reason) == (
        (Fraction(15, 2), Fraction(15, 2), 15),
        Outcome.CANNOT_TELL,
        "unsettled",
    )


def test_without_a_plan_datasets_that_could_not_be_read_widen_the_range() -> None:
    partly = msgspec.structs.replace(CATALOG, held=1, declared=2, unreadable=(("b", "HTTP 500"),))
    component = of("metadata_14", [standing("a")], catalog=partly)
    assert (bounds(component), component.outcome) == ((Fraction(15, 2), Fraction(15, 2), 15), Outcome.CANNOT_TELL)
    assert of("metadata_14", [standing("a")], plan_of([listed("a")]), catalog=partly).points == 15


def test_a_dataset_that_only_the_agency_can_see_counts_with_the_workbook() -> None:
    plan = plan_of([listed("C1", category=SECRET)])
    without = standings(plan, (), (), {}, rubric(), CATALOG)
    given_workbook = standings(plan, (), (), {"C1": assessed("c1", category=SECRET)}, rubric(), CATALOG)
    assert bounds(of("metadata_14", list(without), plan)) == (0, 0, 15)
    assert bounds(of("metadata_14", list(given_workbook), plan)) == (15, 15, 15)


def test_the_rubric_can_ask_for_the_informative_verdict() -> None:
    rows = [
        msgspec.structs.replace(standing("a"), informative=14),
        msgspec.structs.replace(standing("b"), informative=13),
    ]
    assert of("metadata_14", rows).points == 15
    assert of("metadata_14", rows, rules=with_parameters("metadata_14", verdict="informative")).points == Fraction(
        15, 2
    )


def test_nothing_listed_earns_nothing_with_the_reason() -> None:
    result = score(rubric(), [], None, CATALOG)
    assert [(c.id, c.points, c.reason) for c in result.components if c.id in ("metadata_14", "open_data")] == [
        ("metadata_14", 0, "empty"),
        ("open_data", 0, "empty"),
    ]


def test_no_public_dataset_is_an_empty_universe() -> None:
    component = of("open_data", [standing("a", public=False), standing("b", public=None)])
    assert (bounds(component), component.outcome, component.reason) == ((0, 0, 0), Outcome.FAILED, "empty")


def test_a_catalog_that_was_never_read_costs_nothing_yet() -> None:
    result = score(rubric(), [], None, UNREAD)
    assert [(c.id, *bounds(c), c.outcome) for c in result.components[1:4]] == [
        ("metadata_14", 0, 0, 15, Outcome.CANNOT_TELL),
        ("agency_catalog", 0, 0, 10, Outcome.CANNOT_TELL),
        ("open_data", 0, 0, 20, Outcome.CANNOT_TELL),
    ]


def test_a_public_dataset_that_is_not_on_the_catalog_stands_in_the_universe_with_0() -> None:
    component = of("open_data", [standing("a"), standing("b", on_catalog=False)])
    assert (bounds(component), component.outcome, component.params["datasets"]) == ((10, 10, 10), Outcome.FAILED, 2)


def test_no_resource_that_can_be_reached_is_0_whatever_else_was_seen() -> None:
    broken = msgspec.structs.replace(standing("a", points=12, most=20), reachable=Outcome.FAILED)
    assert bounds(of("open_data", [broken])) == (0, 0, 0)


def test_broken_links_that_are_not_confirmed_are_unsettled() -> None:
    waiting = msgspec.structs.replace(standing("a", points=0, most=20), reachable=Outcome.CANNOT_TELL)
    component = of("open_data", [waiting])
    assert (bounds(component), component.outcome) == ((0, 0, 20), Outcome.CANNOT_TELL)


def test_both_universes_stand_side_by_side() -> None:
    rows = [
        standing("a"),
        standing("b", on_catalog=False),
        standing("c", points=6, listed=False),
        standing("d", public=False, listed=False),
    ]
    component = of("open_data", rows)
    assert component.points == 10
    assert component.alternatives == {"listed": 10, "catalog": 13, "union": Fraction(26, 3)}
    assert [component.params[f"datasets_{name}"] for name in ("listed", "catalog", "union")] == [2, 2, 3]


def test_the_rubric_chooses_the_universe() -> None:
    rows = [standing("a"), standing("b", on_catalog=False), standing("c", points=6, listed=False)]
    assert of("open_data", rows, rules=with_parameters("open_data", universe="union")).points == Fraction(26, 3)


def test_a_tier_that_is_not_proven_widens_the_range() -> None:
    component = of("open_data", [standing("a", points=6, most=20), standing("b", points=12)])
    assert (bounds(component), component.outcome) == ((9, 9, 16), Outcome.CANNOT_TELL)


def test_without_a_plan_the_first_points_are_untested() -> None:
    component = of("dataset_list", [standing("a")])
    assert (bounds(component), component.outcome, component.reason) == ((0, 0, 50), Outcome.UNTESTED, "no_plan")


def test_a_complete_plan_earns_its_step() -> None:
    component = of("dataset_list", [], plan_of([listed("a"), listed("b")]))
    assert (component.points, component.outcome, component.params) == (50, Outcome.PASSED, {"datasets": 2, "issues": 1})


def test_an_incomplete_plan_says_what_is_missing() -> None:
    component = of("dataset_list", [], plan_of([]))
    assert (component.points, component.outcome, component.params) == (
        0,
        Outcome.FAILED,
        {"missing_th": ("ชุดข้อมูล",), "missing_en": ("a dataset",)},
    )


@pytest.mark.parametrize(
    ("catalog", "expected", "outcome", "reason"),
    [
        (CATALOG, (10, 10, 10), Outcome.PASSED, "observed"),
        (NOTHING, (0, 0, 0), Outcome.FAILED, "no_url"),
        (msgspec.structs.replace(CATALOG, url_given=False), (0, 0, 0), Outcome.FAILED, "no_url"),
        (UNREAD, (0, 0, 10), Outcome.CANNOT_TELL, "unconfirmed"),
        (
            msgspec.structs.replace(UNREAD, outcome=Outcome.FAILED, reason="unreachable"),
            (0, 0, 0),
            Outcome.FAILED,
            "unreachable",
        ),
        (
            CatalogState(url="dump.json", outcome=Outcome.CANNOT_TELL, reason="offline", held=3),
            (0, 0, 10),
            Outcome.CANNOT_TELL,
            "offline",
        ),
        (CatalogState(url="u", outcome=Outcome.FAILED, reason="empty"), (0, 0, 0), Outcome.FAILED, "empty"),
        (CatalogState(url="u"), (0, 0, 10), Outcome.UNTESTED, "unconfirmed"),
    ],
)
def test_the_agency_catalog_is_all_or_nothing(
    catalog: CatalogState, expected: tuple[int, int, int], outcome: Outcome, reason: str
) -> None:
    component = of("agency_catalog", [], catalog=catalog)
    assert (bounds(component), component.outcome, component.reason) == (expected, outcome, reason)


def test_real_use_without_a_record_needs_evidence() -> None:
    component = of("utilisation", [standing("a")], plan_of([listed("a")]))
    assert (bounds(component), component.outcome, component.reason) == ((0, 0, 5), Outcome.UNTESTED, "needs_evidence")


def test_a_complete_record_of_an_open_dataset_earns_its_points() -> None:
    component = of("utilisation", [standing("a")], plan_of([listed("a")], utilisation=(USE,)))
    assert (component.points, component.reason, component.params) == (5, "evidenced", {"records": 1})


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"kind": ""}, "kind of use"),
        ({"change": ""}, "what was changed"),
        ({"result": ""}, "measured result"),
        ({"result": "ดีขึ้นมาก"}, "figures in the result"),
        ({"link": ""}, "link or file"),
        ({"attested_by": ""}, "who attested it"),
        ({"attested_on": None}, "when it was attested"),
    ],
)
def test_a_record_that_lacks_a_part_is_no_evidence_yet(change: dict[str, object], missing: str) -> None:
    record = msgspec.structs.replace(USE, **change)
    component = of("utilisation", [standing("a")], plan_of([listed("a")], utilisation=(record,)))
    assert (bounds(component), component.outcome, component.reason, component.params["missing_en"]) == (
        (0, 0, 5),
        Outcome.UNTESTED,
        "incomplete",
        (f"a: {missing}",),
    )


def test_thai_figures_are_figures() -> None:
    record = msgspec.structs.replace(USE, result="ลดเวลาลง ๑๘ นาที")
    assert of("utilisation", [standing("a")], plan_of([listed("a")], utilisation=(record,))).points == 5


@pytest.mark.parametrize(
    "row",
    [standing("a", public=False), standing("a", on_catalog=False), standing("b"), standing("a", listed=False)],
)
def test_the_use_of_a_dataset_that_is_not_open_earns_nothing(row: Standing) -> None:
    component = of("utilisation", [row], plan_of([listed("a")], utilisation=(USE,)))
    assert (bounds(component), component.outcome, component.reason) == ((0, 0, 0), Outcome.FAILED, "not_open")


def test_the_use_of_a_dataset_that_may_be_on_the_catalog_cannot_be_told() -> None:
    row = msgspec.structs.replace(standing("a", on_catalog=False), items_outcome=Outcome.CANNOT_TELL)
    component = of("utilisation", [row], plan_of([listed("a")], utilisation=(USE,)))
    assert (bounds(component), component.outcome) == ((0, 0, 5), Outcome.CANNOT_TELL)


def test_everything_earned_is_100_and_final() -> None:
    result = score(rubric(), [standing("a")], plan_of([listed("a")], utilisation=(USE,)), CATALOG)
    assert (result.total, result.minimum, result.maximum, result.final) == (100, 100, 100, True)


def test_a_gated_rubric_counts_a_step_only_behind_full_ones() -> None:
    gated = msgspec.structs.replace(rubric(), gated=True)
    plan = plan_of([listed("a")], utilisation=(USE,))
    result = score(gated, [standing("a", complete=False)], plan, CATALOG)
    assert [(c.id, c.points, c.maximum, c.blocked_by) for c in result.components] == [
        ("dataset_list", 50, 50, None),
        ("metadata_14", 0, 0, None),
        ("agency_catalog", 10, 10, None),
        ("open_data", 0, 0, "standard"),
        ("utilisation", 0, 0, "standard"),
    ]
    assert score(rubric(), [standing("a", complete=False)], plan, CATALOG).total == 85


def test_a_gate_that_is_not_settled_leaves_the_range_open() -> None:
    gated = msgspec.structs.replace(rubric(), gated=True)
    result = score(gated, [standing("a")], None, CATALOG)
    assert (result.total, result.minimum, result.maximum, result.final) == (0, 0, 100, False)


def test_every_method_of_the_rubric_has_its_function() -> None:
    assert {component.method for component in rubric().components} == set(METHODS)


def test_every_reason_has_its_text() -> None:
    reasons = {c.id: set(c.reasons) for c in rubric().components}
    assert reasons == {
        "dataset_list": {"complete", "incomplete", "no_plan", "decided"},
        "metadata_14": {"mean", "unsettled", "empty", "unread", "decided"},
        "agency_catalog": {"observed", "offline", "no_url", "empty", "unreachable", "unconfirmed", "decided"},
        "open_data": {"mean", "unsettled", "empty", "unread", "decided"},
        "utilisation": {"evidenced", "incomplete", "not_open", "needs_evidence", "decided"},
    }


outcomes = st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED])
tiers = st.sampled_from([Fraction(0), Fraction(6), Fraction(12), Fraction(20), Fraction(44, 3)])


@st.composite
def rows_of_any_kind(draw: st.DrawFn) -> Standing:
    name = draw(st.sampled_from("abcdefgh"))
    low, high = sorted((draw(tiers), draw(tiers)))
    on_catalog = draw(st.booleans())
    return Standing(
        id=name,
        name=name,
        title=name,
        code=name,
        listed=draw(st.booleans()),
        on_catalog=on_catalog,
        public=draw(st.sampled_from([True, False, None])),
        items_outcome=draw(outcomes),
        informative=14,
        openness=openness(low, high) if on_catalog and draw(st.booleans()) else None,
        reachable=draw(outcomes),
    )


plans = st.sampled_from([None, plan_of([]), plan_of([listed("a")]), plan_of([listed("a")], utilisation=(USE,))])
catalogs = st.sampled_from([CATALOG, NOTHING, UNREAD])
rubrics = st.sampled_from(
    [
        rubric(),
        msgspec.structs.replace(rubric(), gated=True),
        with_parameters("open_data", universe="catalog"),
        with_parameters("open_data", universe="union"),
    ]
)
many = st.lists(rows_of_any_kind(), max_size=8)


@given(rubrics, many, plans, catalogs)
def test_a_score_is_bounded_and_is_the_sum_of_its_parts(
    rules: Rubric, rows: list[Standing], plan: Plan | None, catalog: CatalogState
) -> None:
    result = score(rules, rows, plan, catalog)
    assert 0 <= result.minimum <= result.total <= result.maximum <= 100
    for component in result.components:
        assert 0 <= component.minimum <= component.points <= component.maximum <= component.max
        assert component.reason in next(c for c in rules.components if c.id == component.id).reasons
    assert result.total == sum(component.points for component in result.components)
    assert result.minimum == sum(component.minimum for component in result.components)
    assert result.maximum == sum(component.maximum for component in result.components)
    assert result.minimum == result.maximum or not result.final


@given(rubrics, many, plans, catalogs, st.randoms())
def test_the_order_of_the_datasets_never_matters(rules, rows, plan, catalog, random) -> None:  # type: ignore[no-untyped-def]
    rows = list({row.id: row for row in rows}.values())
    first = score(rules, rows, plan, catalog)
    random.shuffle(rows)
    assert score(rules, rows, plan, catalog) == first


def repaired(row: Standing, how: str) -> Standing:
    if how == "items":
        return msgspec.structs.replace(row, items_outcome=Outcome.PASSED)
    return msgspec.structs.replace(row, on_catalog=True, reachable=Outcome.PASSED, openness=openness(20))


@given(
    rubrics, st.lists(rows_of_any_kind(), min_size=1, max_size=6), plans, catalogs, st.sampled_from(["items", "opened"])
)
def test_repairing_a_listed_dataset_never_lowers_the_score(
    rules: Rubric, rows: list[Standing], plan: Plan | None, catalog: CatalogState, how: str
) -> None:
    rows = [msgspec.structs.replace(row, listed=True) for row in {row.id: row for row in rows}.values()]
    before = score(rules, rows, plan, catalog)
    after = score(rules, [repaired(rows[0], how), *rows[1:]], plan, catalog)
    assert after.total >= before.total
    assert after.minimum >= before.minimum


def test_20000_datasets_are_scored_at_once() -> None:
    rows = [
        standing(str(n), complete=n % 3 > 0, points=(0, 6, 12, 20)[n % 4], listed=n % 2 == 0) for n in range(20_000)
    ]
    plan, rules = plan_of([listed("a")]), rubric()
    start = perf_counter()
    score(rules, rows, plan, CATALOG)
    assert perf_counter() - start < 1.0
