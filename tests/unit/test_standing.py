"""Each dataset as the score sees it: listed, on the catalog, or both; where its metadata is read."""

import pytest

from checker.model import CatalogState, Dataset, Distribution, Match, Observation, Outcome, Role, Standing, Verdict
from checker.plan import Plan
from checker.standing import Assessed, category_warnings, is_public, reachable, standings
from tests.unit.score_values import CATALOG, PUBLIC, SECRET, assessed, items, listed, plan_of, rubric

UNREAD = CatalogState(url="https://data.example.go.th", outcome=Outcome.CANNOT_TELL, reason="unconfirmed")


def rows(
    plan: Plan | None,
    held: list[Assessed],
    matches: dict[str, str] | None = None,
    workbook: dict[str, Assessed] | None = None,
    catalog: CatalogState = CATALOG,
    unsure: tuple[str, ...] = (),
) -> tuple[Standing, ...]:
    found = [
        Match(code=code, dataset_id=dataset, how="code", confidence=1.0) for code, dataset in (matches or {}).items()
    ]
    found += [Match(code=code, dataset_id=None, how="unsure", confidence=0.8) for code in unsure]
    return standings(plan, found, held, workbook or {}, rubric(), catalog)


def test_without_a_plan_every_dataset_is_listed() -> None:
    found = rows(None, [assessed("a"), assessed("b")])
    assert [(row.id, row.listed, row.on_catalog, row.code) for row in found] == [
        ("id-a", True, True, None),
        ("id-b", True, True, None),
    ]


def test_the_list_comes_first_and_the_rest_of_the_catalog_follows_unlisted() -> None:
    plan = plan_of([listed("DataSet_11_01", "บัญชี"), listed("DataSet_11_02")])
    found = rows(plan, [assessed("a"), assessed("b")], {"DataSet_11_02": "id-b"})
    assert [(row.id, row.name, row.title, row.listed, row.on_catalog) for row in found] == [
        ("plan:DataSet_11_01", None, "บัญชี", True, False),
        ("id-b", "b", "b", True, True),
        ("id-a", "a", "a", False, True),
    ]


def test_the_record_on_the_catalog_counts() -> None:
    (row,) = rows(plan_of([listed("C1")]), [assessed("c1", missing=1)], {"C1": "id-c1"})
    assert (row.items, row.items_from, row.items_outcome, row.informative) == (items(1), "catalog", Outcome.FAILED, 13)


def test_where_catalog_and_workbook_differ_both_are_kept_and_the_catalog_counts() -> None:
    (row,) = rows(plan_of([listed("C1")]), [assessed("c1", missing=1)], {"C1": "id-c1"}, {"c1": assessed("w")})
    assert (row.items_outcome, row.items_from, row.items_elsewhere) == (Outcome.FAILED, "catalog", items())


def test_where_catalog_and_workbook_agree_one_is_kept() -> None:
    (row,) = rows(plan_of([listed("C1")]), [assessed("c1")], {"C1": "id-c1"}, {"c1": assessed("w")})
    assert row.items_elsewhere is None


def test_a_dataset_that_is_not_on_the_catalog_is_read_from_the_workbook() -> None:
    (row,) = rows(plan_of([listed("C1", category=SECRET)]), [], workbook={"C1": assessed("w", category=SECRET)})
    assert (row.items, row.items_from, row.items_outcome, row.category, row.category_from, row.public) == (
        items(),
        "workbook",
        Outcome.PASSED,
        SECRET,
        "workbook",
        False,
    )


def test_what_is_public_by_the_plan_and_not_there_stays_public_whatever_the_workbook_says() -> None:
    (row,) = rows(plan_of([listed("C1", category=PUBLIC)]), [], workbook={"C1": assessed("w", category=SECRET)})
    assert (row.category, row.category_from, row.public) == (PUBLIC, "plan", True)
    assert (row.items_outcome, row.reachable) == (Outcome.PASSED, Outcome.FAILED)


@pytest.mark.parametrize(
    ("category", "outcome", "reason", "public", "reached"),
    [
        (SECRET, Outcome.CANNOT_TELL, "not_visible", False, Outcome.NOT_APPLICABLE),
        (PUBLIC, Outcome.FAILED, "not_on_catalog", True, Outcome.FAILED),
        (None, Outcome.FAILED, "not_on_catalog", None, Outcome.FAILED),
        ("ข้อมูลเปิด", Outcome.FAILED, "not_on_catalog", None, Outcome.FAILED),
    ],
)
def test_seen_nowhere_it_is_the_listed_category_that_decides(
    category: str | None, outcome: Outcome, reason: str, public: bool | None, reached: Outcome
) -> None:
    (row,) = rows(plan_of([listed("C1", category=category)]), [])
    assert (row.items_outcome, row.items_reason, row.public, row.reachable) == (outcome, reason, public, reached)


def test_an_unsure_match_is_neither_found_nor_missing() -> None:
    first, second = rows(plan_of([listed("C1")]), [assessed("a")], unsure=("C1",))
    assert (first.items_outcome, first.items_reason, first.reachable, first.on_catalog) == (
        Outcome.CANNOT_TELL,
        "unsure_match",
        Outcome.CANNOT_TELL,
        False,
    )
    assert (second.id, second.listed) == ("id-a", False)


def test_a_catalog_that_did_not_answer_yet_says_nothing_of_a_listed_dataset() -> None:
    (row,) = rows(plan_of([listed("C1")]), [], catalog=UNREAD)
    assert (row.items_outcome, row.items_reason, row.reachable) == (
        Outcome.CANNOT_TELL,
        "catalog_unread",
        Outcome.CANNOT_TELL,
    )


def test_a_listed_dataset_may_be_among_those_that_could_not_be_read() -> None:
    partly = CatalogState(url="u", outcome=Outcome.PASSED, held=5, declared=6, unreadable=(("500", "HTTP 500"),))
    (row, *_) = rows(plan_of([listed("C1")]), [assessed("a")], catalog=partly)
    assert (row.items_outcome, row.items_reason) == (Outcome.CANNOT_TELL, "partly_unread")


@pytest.mark.parametrize(
    ("category", "unsure", "catalog", "outcome", "reason", "maximum"),
    [
        (PUBLIC, (), CATALOG, Outcome.FAILED, "not_on_catalog", 0),
        (None, (), CATALOG, Outcome.FAILED, "not_on_catalog", 0),
        (SECRET, (), CATALOG, Outcome.NOT_APPLICABLE, "not_visible", 0),
        (PUBLIC, ("C1",), CATALOG, Outcome.CANNOT_TELL, "unsure_match", 20),
        (PUBLIC, (), UNREAD, Outcome.CANNOT_TELL, "catalog_unread", 20),
    ],
)
def test_a_listed_dataset_that_is_not_there_says_why_it_earns_nothing(
    category: str | None,
    unsure: tuple[str, ...],
    catalog: CatalogState,
    outcome: Outcome,
    reason: str,
    maximum: int,
) -> None:
    (row,) = rows(plan_of([listed("C1", category=category)]), [], catalog=catalog, unsure=unsure)
    assert row.openness is not None
    openness = row.openness
    assert (openness.outcome, openness.reason) == (outcome, reason)
    assert (openness.points, openness.minimum, openness.maximum) == (0, 0, maximum)


@pytest.mark.parametrize(
    ("own", "planned", "category", "source", "public"),
    [
        (SECRET, PUBLIC, SECRET, "catalog", False),
        (PUBLIC, SECRET, PUBLIC, "catalog", True),
        ("", PUBLIC, PUBLIC, "plan", True),
        ("เปิดเผย", PUBLIC, PUBLIC, "plan", True),
        ("เปิดเผย", None, "เปิดเผย", "catalog", None),
        ("", None, None, "", None),
        ("", "เปิดเผย", None, "", None),
    ],
)
def test_the_plan_decides_where_the_category_is_unknown(
    own: str, planned: str | None, category: str | None, source: str, public: bool | None
) -> None:
    plan = plan_of([listed("C1", category=planned)])
    (row,) = rows(plan, [assessed("c1", category=own)], {"C1": "id-c1"})
    assert (row.category, row.category_from, row.public) == (category, source, public)
    assert is_public(assessed("c1", category=own).dataset, plan.planned()[0], rubric()) is public


def test_listed_datasets_of_unknown_category_are_warned_of_once() -> None:
    plan = plan_of([listed("C1", "ก", None), listed("C2", "ข", None), listed("C3", "ค")])
    (warning,) = category_warnings(rows(plan, []), "plan.yaml")
    assert (warning.source, warning.code, warning.severity) == ("plan.yaml", "category_unknown", "warning")
    assert warning.en == "2 listed datasets have no known category and so count in no open-data universe: ก, ข"


def test_no_warning_where_all_categories_are_known() -> None:
    assert category_warnings(rows(plan_of([listed("C3")]), []), "plan.yaml") == ()


def look(distribution: str, outcome: Outcome, confirmed: bool = True) -> Observation:
    return Observation(
        distribution=distribution, url="u", verdict=Verdict.MISSING, outcome=outcome, confirmed=confirmed
    )


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([look("1", Outcome.FAILED), look("2", Outcome.PASSED)], Outcome.PASSED),
        ([look("1", Outcome.FAILED), look("2", Outcome.CANNOT_TELL)], Outcome.CANNOT_TELL),
        ([look("1", Outcome.FAILED), look("2", Outcome.FAILED, confirmed=False)], Outcome.CANNOT_TELL),
        ([look("1", Outcome.FAILED)], Outcome.UNTESTED),
        ([look("1", Outcome.FAILED), look("2", Outcome.FAILED)], Outcome.FAILED),
        ([look("1", Outcome.NOT_APPLICABLE), look("2", Outcome.NOT_APPLICABLE)], Outcome.NOT_APPLICABLE),
    ],
)
def test_a_dataset_is_reachable_when_one_data_resource_is(looks: list[Observation], expected: Outcome) -> None:
    dataset = Dataset(id="d", distributions=(Distribution(id="1"), Distribution(id="2")))
    assert reachable(dataset, {each.distribution: each for each in looks}) is expected


def test_companions_and_bundles_do_not_make_a_dataset_reachable() -> None:
    dataset = Dataset(
        id="d", distributions=(Distribution(id="1", role=Role.DICTIONARY), Distribution(id="2", role=Role.BUNDLE))
    )
    assert reachable(dataset, {"1": look("1", Outcome.PASSED), "2": look("2", Outcome.PASSED)}) is Outcome.CANNOT_TELL
