"""A plan as plain values: what is written is read back into the same plan, and wrong values are named by their path."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from checker.errors import PlanError
from checker.model import Agency, UseRecord
from checker.plan import Plan, completeness, read_plan, read_value, use_value, value_of
from checker.workbook.plan_book import EMPTY, plan_book
from tests.unit.plan_values import full_form

USE = UseRecord(dataset="DataSet_11_01", kind="dashboard", change="ก", result="ลด 20 %", link="https://a.example/",
                attested_by="กองแผนงาน", attested_on=date(2022, 3, 31))  # fmt: skip


def source_plan() -> Plan:
    """The source's own filled form, with an agency and a record of use."""
    plan = read_plan(full_form(), "plan.xlsx")
    agency = Agency(title="กรมตัวอย่าง", type="department", role="service", e_service="ระบบยื่นคำขอ")
    told = replace(plan, agency=agency, catalog_url="https://data.example.go.th", reported_on=date(2022, 1, 15))
    return replace(told, fiscal_year=2565, utilisation=(USE,), warnings=())


def test_a_plan_is_the_same_after_it_was_written_as_values() -> None:
    plan = source_plan()
    assert replace(read_value(value_of(plan), plan.source), warnings=()) == plan


def test_a_plan_is_the_same_after_it_was_written_as_a_workbook() -> None:
    plan = source_plan()
    for lang in ("th", "en"):
        assert replace(read_plan(plan_book(plan, lang), plan.source), warnings=()) == plan


def test_what_a_person_decided_is_kept_in_the_values() -> None:
    dataset = {"code": "X", "title": "ก", "name": "n", "decided": True}
    value = {"issues": [{"missions": [{"title": "ข", "processes": [{"title": "ค", "datasets": [dataset]}]}]}]}
    plan = read_value(value, "plan")
    assert [(each.name, each.decided) for each in plan.planned()] == [("n", True)]
    assert read_value(value_of(plan), "plan").planned() == plan.planned()


def test_the_empty_form_is_a_plan_that_lacks_everything() -> None:
    missing = [each.id for each in completeness(read_plan(plan_book(EMPTY, "th"), "plan.xlsx"))]
    assert missing == ["focus_area", "issue", "goal", "expected_users", "missions", "processes", "datasets"]


def test_a_record_of_use_is_told_without_its_blanks() -> None:
    assert use_value(replace(USE, change="", attested_on=None)) == {
        "dataset": "DataSet_11_01", "kind": "dashboard", "result": "ลด 20 %", "link": "https://a.example/",
        "attested_by": "กองแผนงาน",
    }  # fmt: skip


def refused(value: Any) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        read_value(value, "plan")
    return [(each.place, each.code) for each in caught.value.problems]


@pytest.mark.parametrize("value", [[], "plan", 3, True, 1.5])
def test_what_is_no_group_of_keys_is_refused(value: object) -> None:
    assert refused(value) == [("", "wrong_type")]


def test_each_wrong_value_is_named_by_its_path() -> None:
    assert refused({"fiscal_year": "soon", "utilisation": [{"kind": "none"}], "more": 1}) == [
        ("more", "unknown_key"),
        ("fiscal_year", "wrong_type"),
        ("utilisation.0.kind", "not_one_of"),
    ]


def test_what_is_far_too_deep_or_long_is_refused_at_once() -> None:
    deep: Any = {}
    for _ in range(5_000):
        deep = {"issues": [deep]}
    assert refused(deep) == []
    assert refused({"issues": [[]] * 300_000}) == []
