"""The worked example of the source, from its own filled form and six records: 66.67, 10 points, 20 of 25."""

from datetime import date

import pytest

from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.matching import match
from checker.model import CatalogState, Outcome, Score
from checker.normalise import normalise
from checker.plan import read_plan
from checker.rounding import points_text, shown_parts
from checker.rubric import load
from checker.score import score
from checker.standing import Assessed, standings
from checker.testing.build import a_package
from checker.vocabulary import vocabulary
from checker.workbook.template2 import read_workbook
from tests.unit.plan_values import full_form, short_form, workbook
from tests.unit.score_values import TITLES
from tests.unit.test_template2 import TOURISM, form

RUBRIC = load("data-catalog-kpi-2565")
CONTEXT = CheckContext(vocabulary=vocabulary(), rules=RUBRIC.checks, today=date(2022, 9, 30))
LACKING: tuple[dict[str, None], ...] = ({}, {}, {}, {"data_source": None}, {"data_source": None, "tags": None}, {})
CATALOG = CatalogState(url="https://data.example.go.th", outcome=Outcome.PASSED, reason="observed", declared=6, held=6)


def assessed(package: dict[str, object]) -> Assessed:
    dataset = normalise(package)
    items, informative = item_outcomes(check_dataset(dataset, CONTEXT), RUBRIC)
    return Assessed(dataset=dataset, items=items, informative=informative)


def scored(form_of_plan: bytes, held: list[Assessed], catalog: CatalogState = CATALOG,
           metadata: dict[str, Assessed] | None = None) -> Score:  # fmt: skip
    plan = read_plan(form_of_plan, "plan.xlsx")
    names = [(each.dataset.id, each.dataset.name, each.dataset.title) for each in held]
    rows = standings(plan, match(plan.planned(), names, RUBRIC.matching), held, metadata or {}, RUBRIC, catalog)
    return score(RUBRIC, rows, plan, catalog)


def by_id(result: Score) -> dict[str, str]:
    return {component.id: points_text(component.points) for component in result.components}


@pytest.mark.parametrize("form_of_plan", [short_form(), full_form()])
def test_the_six_records_are_found_by_title_and_give_10_and_20_points(form_of_plan: bytes) -> None:
    held = [assessed(a_package(id=f"id-{n}", name=f"set-{n}", title=title, **lacks))
            for n, (title, lacks) in enumerate(zip(TITLES, LACKING, strict=True))]  # fmt: skip
    complete = [sum(outcome is Outcome.PASSED for outcome in each.items.values()) for each in held]
    result = scored(form_of_plan, held)
    metadata = next(component for component in result.components if component.id == "metadata_14")
    assert complete == [14, 14, 14, 13, 12, 14]
    assert metadata.params["percent"] == "66.67"
    assert by_id(result) | {"open_data": "-"} == {
        "dataset_list": "50",
        "metadata_14": "10",
        "agency_catalog": "10",
        "open_data": "-",
        "utilisation": "0",
    }
    assert shown_parts([metadata.points, result.components[2].points]) == (("10", "10"), "20")


def test_the_workbook_stands_in_for_datasets_that_only_the_agency_sees() -> None:
    secret = {**TOURISM, "data_category": "ข้อมูลความลับทางราชการ"}
    codes = ("11_01", "11_02", "12_01", "12_02", "21_01", "22_01")
    records = [{**secret, "name": f"dataset_{code}"} for code in codes]
    book = read_workbook(workbook(Temp2_Meta_Record=form("Temp2_Meta_Record", *records)), "w.xlsx")
    result = scored(short_form(), [], metadata={code: assessed(package) for code, package in book.packages().items()})
    assert book.problems == ()
    assert by_id(result)["metadata_14"] == "15"
