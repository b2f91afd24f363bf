"""What is taken for true in place of what was seen: it changes what it names, and nothing else."""

from fractions import Fraction

from checker.model import Outcome
from checker.normalise import as_package, normalise, revised
from checker.score import score
from checker.standing import as_supposed
from checker.supposed import NONE, NOTHING, Supposed
from tests.unit.score_values import CATALOG, assessed, items, listed, plan_of, rubric
from tests.unit.test_standing import rows

PACKAGE = {
    "id": "d1",
    "name": "d1",
    "title": "ชุดข้อมูล",
    "tags": [{"name": "น้ำ"}],
    "organization": {"id": "o1", "name": "o1", "title": "กรม"},
    "data_type": "ข้อมูลสถิติ",
    "resources": [{"id": "r1", "name": "ไฟล์", "url": "https://a.example.go.th/a.csv", "format": "CSV"}],
}


def test_a_dataset_that_is_written_anew_is_read_as_if_the_catalog_had_it_so() -> None:
    before = normalise(PACKAGE, base_url="https://catalog.example.go.th")
    changed = PACKAGE | {"data_type": "ข้อมูลระเบียน", "tags": [{"name": "ฝน"}, {"name": "ลม"}], "objective": "ไม่ทราบ"}
    after = revised(before, {"data_type": "ข้อมูลระเบียน", "tag_string": "ฝน, ลม", "objective": "ไม่ทราบ"}, {})
    assert after == normalise(changed, base_url="https://catalog.example.go.th")


def test_nothing_written_anew_is_the_same_dataset() -> None:
    before = normalise(PACKAGE | {"title": "<b>ชุด</b>"}, base_url="https://catalog.example.go.th")
    assert [note.path for note in before.notes] == ["title"]
    assert revised(before, {}, {}) == before


def test_what_was_noted_of_a_field_is_forgotten_once_it_is_written_anew() -> None:
    before = normalise(PACKAGE | {"title": "<b>ชุด</b>"})
    assert revised(before, {"title": "ชุดใหม่"}, {}).notes == ()
    assert revised(before, {"title": None}, {}).title == ""


def test_fields_of_one_resource_are_written_anew() -> None:
    before = normalise(PACKAGE)
    after = revised(before, {}, {"r1": {"format": "XSL"}, "nobody": {"format": "PDF"}})
    assert [(each.declared, each.format) for each in after.distributions] == [("XSL", "xls")]
    assert [note.path for note in after.notes] == ["resources/r1/format"]
    assert as_package(after)["resources"][0]["url"] == "https://a.example.go.th/a.csv"


def test_items_that_nobody_saw_are_settled_by_what_is_supposed() -> None:
    (row,) = rows(plan_of([listed("C1")]), [assessed("c1", missing=2)], {"C1": "id-c1"})
    assert as_supposed(row, NOTHING) == row
    first, second = [number for number, outcome in row.items.items() if outcome is Outcome.FAILED]
    half = as_supposed(row, Supposed(items={first: Outcome.PASSED}))
    whole = as_supposed(row, Supposed(items={first: Outcome.PASSED, second: Outcome.PASSED}))
    assert (row.items_outcome, half.items_outcome, whole.items_outcome) == (
        Outcome.FAILED,
        Outcome.FAILED,
        Outcome.PASSED,
    )
    assert whole.items == items()


def test_a_waived_dataset_counts_nowhere() -> None:
    plan = plan_of([listed("C1"), listed("C2")])
    found = rows(plan, [assessed("c1"), assessed("c2", missing=1)], {"C1": "id-c1", "C2": "id-c2"})
    waived = [found[0], as_supposed(found[1], Supposed(waived=True))]
    alone = [found[0]]
    assert score(rubric(), waived, plan, CATALOG) == score(rubric(), alone, plan, CATALOG)
    assert score(rubric(), found, plan, CATALOG).total < score(rubric(), waived, plan, CATALOG).total


def test_items_of_a_record_that_nobody_saw_are_settled_only_as_far_as_they_are_supposed() -> None:
    (row,) = rows(plan_of([listed("C1")]), [], {})
    numbers = list(items())
    some = as_supposed(row, Supposed(items=dict.fromkeys(numbers[:13], Outcome.PASSED)), numbers)
    every = as_supposed(row, Supposed(items=dict.fromkeys(numbers, Outcome.PASSED)), numbers)
    assert (row.items_outcome, some.items_outcome, every.items_outcome) == (
        Outcome.FAILED,
        Outcome.FAILED,
        Outcome.PASSED,
    )


def test_a_dataset_that_is_waived_in_one_component_counts_in_the_others_as_before() -> None:
    plan = plan_of([listed("C1"), listed("C2")])
    found = rows(plan, [assessed("c1"), assessed("c2", missing=1)], {"C1": "id-c1", "C2": "id-c2"})
    waived = [found[0], as_supposed(found[1], Supposed(waived_in=frozenset({"metadata_14"})))]
    before = {part.id: part for part in score(rubric(), found, plan, CATALOG).components}
    after = {part.id: part for part in score(rubric(), waived, plan, CATALOG).components}
    assert (before["metadata_14"].points, after["metadata_14"].points) == (Fraction(15, 2), Fraction(15))
    assert {name for name in before if before[name] != after[name]} == {"metadata_14"}


def test_a_component_that_was_decided_is_not_counted() -> None:
    given = score(rubric(), [], None, CATALOG, {"dataset_list": Outcome.PASSED, "agency_catalog": Outcome.FAILED})
    parts = {part.id: (part.points, part.outcome, part.reason) for part in given.components}
    assert parts["dataset_list"] == (Fraction(50), Outcome.PASSED, "decided")
    assert parts["agency_catalog"] == (Fraction(0), Outcome.FAILED, "decided")
    assert parts["utilisation"][2] != "decided"


def test_nothing_is_supposed_of_a_dataset_that_is_not_named() -> None:
    assert NONE.of("d1") is NOTHING
