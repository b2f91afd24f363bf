"""Listed datasets are found on the catalog by code, name, title; what is merely alike is left to a person."""

from hypothesis import given
from hypothesis import strategies as st

from checker.matching import match
from checker.model import Match, PlannedDataset
from checker.rubric import MatchingRules

RULES = MatchingRules(sure=0.93, unsure=0.6, candidates=3)


def planned(code: str, title: str, name: str | None = None) -> PlannedDataset:
    return PlannedDataset(code=code, title=title, name=name)


def found(code: str, dataset: str, how: str) -> Match:
    return Match(code=code, dataset_id=dataset, how=how, confidence=1.0)


def none(code: str) -> Match:
    return Match(code=code, dataset_id=None, how="none", confidence=0.0)


def test_a_code_is_the_name_on_the_catalog_in_any_case() -> None:
    catalog = [("a", "dataset_11_01", "ชื่ออื่น"), ("b", "dataset_1_101", "ชื่อ")]
    assert match([planned("DataSet_11_01", "ชื่อ")], catalog, RULES) == (found("DataSet_11_01", "a", "code"),)


def test_a_name_goes_before_a_title() -> None:
    catalog = [("a", "biz-portal", "ก"), ("b", "other", "แผนงาน")]
    wanted = planned("DataSet_11_01", "แผนงาน", name="Biz-Portal")
    assert match([wanted], catalog, RULES) == (found("DataSet_11_01", "a", "name"),)


def test_the_catalogs_id_may_stand_as_the_name() -> None:
    assert match([planned("X", "ก", name="a-1")], [("a-1", "n", "ข")], RULES) == (found("X", "a-1", "name"),)


def test_titles_are_the_same_whatever_their_blanks_case_and_code_points() -> None:
    catalog = [("a", "n", "แผน\u200bการนํา  Biz PORTAL ปี ๒๕๖๔ ")]
    assert match([planned("X", "แผนการนำ biz portal ปี 2564")], catalog, RULES) == (found("X", "a", "title"),)


def test_two_catalog_datasets_of_one_title_are_left_to_a_person() -> None:
    assert match([planned("X", "งบประมาณ")], [("b", "n", "งบประมาณ"), ("a", "m", "งบประมาณ")], RULES) == (
        Match(code="X", dataset_id=None, how="unsure", confidence=1.0, candidates=(("a", 1.0), ("b", 1.0))),
    )


def test_two_listed_datasets_never_take_the_same_one() -> None:
    both = [planned("X", "งบประมาณ"), planned("Y", "งบประมาณ")]
    assert [(m.dataset_id, m.how) for m in match(both, [("a", "n", "งบประมาณ")], RULES)] == [(None, "unsure")] * 2


def decided(code: str, name: str | None = None) -> PlannedDataset:
    return PlannedDataset(code=code, title="งบประมาณ", name=name, decided=True)


def test_what_a_person_decided_goes_before_a_code() -> None:
    catalog = [("a", "x", "ก"), ("b", "y", "งบประมาณ")]
    assert match([decided("X", "y"), planned("Y", "ก")], catalog, RULES) == (
        found("X", "b", "decided"),
        found("Y", "a", "title"),
    )


def test_what_a_person_decided_to_be_none_is_not_found_by_its_code_or_title() -> None:
    assert match([decided("X")], [("a", "x", "งบประมาณ")], RULES) == (none("X"),)


def test_a_decided_dataset_that_is_gone_is_none_and_leaves_the_others_free() -> None:
    wanted = [decided("X", "gone"), planned("Y", "งบประมาณ")]
    assert match(wanted, [("a", "x", "งบประมาณ")], RULES) == (none("X"), found("Y", "a", "title"))


def test_two_decided_on_one_dataset_are_unsure() -> None:
    both = match([decided("X", "a"), decided("Y", "a")], [("a", "n", "ก")], RULES)
    assert [(each.dataset_id, each.how) for each in both] == [(None, "unsure")] * 2


def test_what_a_code_has_taken_is_not_taken_by_a_title() -> None:
    wanted = [planned("Y", "งบประมาณ"), planned("X", "อื่น")]
    assert match(wanted, [("a", "x", "งบประมาณ")], RULES) == (none("Y"), found("X", "a", "code"))


def test_a_very_alike_title_that_stands_alone_is_taken_with_its_likeness() -> None:
    catalog = [("a", "n", "ผลการประเมินส่วนราชการตามเกณฑ์ PMQA 4.0 ")]
    (one,) = match([planned("X", "ผลการประเมินของส่วนราชการตามเกณฑ์ PMQA 4.0")], catalog, RULES)
    assert (one.dataset_id, one.how, 0.93 <= one.confidence < 1) == ("a", "title", True)


def test_another_year_is_another_dataset() -> None:
    catalog = [("a", "n", "จำนวนนักท่องเที่ยวจำแนกรายจังหวัด ปี 2563")]
    (one,) = match([planned("X", "จำนวนนักท่องเที่ยวจำแนกรายจังหวัด ปี 2564")], catalog, RULES)
    assert (one.dataset_id, one.how, [c for c, _ in one.candidates]) == (None, "unsure", ["a"])


def test_another_portal_is_another_dataset() -> None:
    catalog = [("a", "n", "ผลการดำเนินงานตามแผนขับเคลื่อน Citizen Portal")]
    (one,) = match([planned("X", "ผลการดำเนินงานตามแผนขับเคลื่อน Biz Portal")], catalog, RULES)
    assert (one.dataset_id, one.how) == (None, "unsure")


def test_two_near_candidates_are_left_to_a_person() -> None:
    catalog = [("a", "n", "รายชื่อสถานศึกษาในสังกัดทั้งหมดก"), ("b", "m", "รายชื่อสถานศึกษาในสังกัดทั้งหมดข")]
    (one,) = match([planned("X", "รายชื่อสถานศึกษาในสังกัดทั้งหมด")], catalog, RULES)
    assert (one.how, [c for c, _ in one.candidates]) == ("unsure", ["a", "b"])


def test_nothing_alike_is_no_match() -> None:
    assert match([planned("X", "พืชเศรษฐกิจ")], [("a", "n", "งบการเงิน")], RULES) == (none("X"),)


def test_blank_titles_match_nothing() -> None:
    assert match([planned("X", " ")], [("a", "", ""), ("b", "", " ")], RULES) == (none("X"),)


titles = st.text(alphabet="กขคา12ab ", max_size=6)


@given(st.lists(titles, max_size=5), st.lists(st.tuples(titles, titles), max_size=5), st.randoms())
def test_the_order_of_the_catalog_never_matters_and_nothing_is_taken_twice(wanted, catalog, random) -> None:  # type: ignore[no-untyped-def]
    plans = [planned(f"C{number}", title, name=title or None) for number, title in enumerate(wanted)]
    datasets = [(f"id{number}", name, title) for number, (name, title) in enumerate(catalog)]
    first = match(plans, datasets, RULES)
    random.shuffle(datasets)
    assert match(plans, datasets, RULES) == first
    taken = [each.dataset_id for each in first if each.dataset_id is not None]
    assert len(taken) == len(set(taken))
