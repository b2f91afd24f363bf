"""What is taken as new input: judged beside what is stored, and by how strict a catalog is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.entry import TagProblem, closed_category, decide, judge, tag_of, tags_of, unfit, unstorable
from checker.entry.rules import by_check, entry
from checker.fix.words import texts
from checker.form import RUBRIC
from checker.run.rules import proved_rubric
from checker.testing import a_package
from checker.vocabulary import vocabulary

DAY = date(2022, 9, 30)
CLOSED = {"data_category": "ข้อมูลส่วนบุคคล", "license_id": "License not specified"}


def refused(new: dict[str, Any], before: dict[str, Any] | None = None) -> list[tuple[int | None, str, str]]:
    return [(each.index, each.field, each.code) for each in judge(new, before, today=DAY).refused]


def lacking(new: dict[str, Any], before: dict[str, Any] | None = None) -> list[str]:
    return [each.field for each in judge(new, before, today=DAY).lacking]


def test_nothing_is_said_of_a_whole_package():
    found = judge(a_package(), None, today=DAY)
    assert (found.refused, found.lacking, found.fresh) == ((), (), ())
    assert found.verdict.complete


def test_what_is_lacking_stands_at_its_field_in_the_words_of_a_scan():
    [found] = judge({**a_package(), "maintainer": ""}, None, today=DAY).lacking
    reason = proved_rubric(RUBRIC).checks["maintainer"].reasons["blank"]
    assert (found.field, found.code, found.text.th, found.text.en) == ("maintainer", "maintainer", reason.th, reason.en)


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"data_type": "ข้อมูลประเภทอื่นๆ"}, "data_type", "data_type"),
        ({"objective": ["อื่นๆ"]}, "objective", "objective_informative"),
        ({"objective": '["อื่นๆ"]'}, "objective", "objective_informative"),
        ({"data_support": ["อื่นๆ"]}, "data_support", "other_without_text"),
        ({"unit_of_multiplier": "อื่นๆ"}, "unit_of_multiplier", "other_without_text"),
        ({"license_id": "อื่นๆ"}, "license_id", "license_id_informative"),
        ({"maintainer_email": "x"}, "maintainer_email", "maintainer_email"),
        ({"update_frequency_interval": "-2"}, "update_frequency_interval", "update_frequency_interval"),
        ({"data_category": "ข้อมูลส่วนบุคคล"}, "license_id", "category_licence"),
        ({"data_classification": "ลับมาก"}, "data_classification", "category_classification"),
    ],
)
def test_new_input_is_refused_at_its_field_and_left_alone_where_it_is_stored(fields, field, code):
    new = {**a_package(), **fields}
    assert refused(new) == [(None, field, code)]
    assert refused(new, a_package()) == [(None, field, code)]
    assert refused(new, new) == []


def test_a_rule_across_fields_is_new_when_either_field_is():
    open_one = {**a_package(), "data_category": "ข้อมูลส่วนบุคคล"}
    assert refused({**open_one, "data_category": "ข้อมูลความมั่นคง"}, open_one) == [
        (None, "license_id", "category_licence")
    ]
    assert refused({**open_one, "notes": "อีกคำอธิบายหนึ่งที่ยาวพอสำหรับชุดข้อมูลนี้"}, open_one) == []


def resources(*each: dict[str, Any]) -> dict[str, Any]:
    return {**a_package(), "resources": list(each)}


FILE = {"id": "r1", "name": "ก", "url": "https://data.example.org/a.csv", "format": "CSV"}


def test_a_resource_is_told_by_its_place():
    assert refused(resources(FILE, {**FILE, "id": "r2", "url": "ไม่ใช่"})) == [(1, "url", "resource_url")]
    found = judge(resources(FILE, {"url": FILE["url"]}), None, today=DAY).lacking
    assert [(each.index, each.field) for each in found] == [(1, "name"), (1, "format")]


def test_an_old_resource_is_the_one_with_its_id_wherever_it_stands():
    wrong = {**FILE, "url": "ไม่ใช่"}
    assert refused(resources({**FILE, "id": "r2"}, wrong), resources(wrong)) == []


def test_a_file_of_the_catalog_has_no_address_yet():
    assert refused(resources({**FILE, "url": "a.csv", "url_type": "upload"})) == []
    for table in ({"url": "_datastore_only_resource", "url_type": "datastore"}, {"url": "_datastore_only_resource"}):
        assert (refused(resources(table)), lacking(resources(table))) == ([], [])


def test_what_was_lacking_before_is_not_fresh():
    before = {**a_package(), "maintainer": ""}
    found = judge({**before, "notes": ""}, before, today=DAY)
    assert [each.field for each in found.lacking] == ["maintainer", "notes"]
    assert [each.field for each in found.fresh] == ["notes"]


@pytest.mark.parametrize(
    ("level", "visible", "was", "barred", "told"),
    [
        ("strict", False, False, 2, 0), ("strict", True, True, 2, 0), ("publish", False, False, 0, 2),
        ("publish", True, False, 2, 0), ("publish", True, True, 1, 1), ("publish", False, True, 0, 2),
        ("report", True, False, 0, 2), ("report", False, False, 0, 2),
    ],
)  # fmt: skip
def test_a_level_says_what_is_refused_of_what_is_lacking(level, visible, was, barred, told):
    before = {**a_package(), "maintainer": ""}
    found = judge({**before, "notes": ""}, before, today=DAY)
    decision = decide(found, level, visible=visible, was_visible=was)
    assert (len(decision.refused), len(decision.told)) == (barred, told)


@pytest.mark.parametrize("level", ["report", "publish", "strict"])
def test_what_is_wrong_and_new_is_refused_at_every_level(level):
    found = judge({**a_package(), "data_type": "ข้อมูลประเภทอื่นๆ"}, a_package(), today=DAY)
    decision = decide(found, level, visible=False, was_visible=False)
    assert "data_type" in [each.field for each in decision.refused]


@pytest.mark.parametrize(
    ("package", "category"),
    [
        ({"data_category": "ข้อมูลสาธารณะ"}, None),
        ({"data_category": "ข้อมูลส่วนบุคคล"}, "ข้อมูลส่วนบุคคล"),
        ({"data_category": " ข้อมูล ส่วนบุคคล"}, "ข้อมูลส่วนบุคคล"),
        ({"data_category": ["ข้อมูลใช้ภายใน"]}, "ข้อมูลใช้ภายใน"),
        ({"extras": [{"key": "data_category", "value": "ข้อมูลความมั่นคง"}]}, "ข้อมูลความมั่นคง"),
        ({"extras": {"data_category": "ข้อมูลความมั่นคง"}}, "ข้อมูลความมั่นคง"),
        ({"data_category": "หมวดอื่น"}, "หมวดอื่น"),
        ({"data_category": "ข้อมูลส่วนบุคล"}, "ข้อมูลส่วนบุคล"),
        ({"data_category": "-"}, None),
        ({"data_category": "  "}, None),
        ({}, None),
        ({"data_category": None, "extras": 7}, None),
    ],
)
def test_a_category_that_is_not_public_is_known_however_it_is_written(package, category):
    assert closed_category(package) == category


@pytest.mark.parametrize(
    ("form", "raw", "code"),
    [
        ("notes", "ก\nข\tค", None), ("notes", "ก" * 10_000, None), ("notes", "ก" * 10_001, "too_long"),
        ("title", "ก\x00", "unreadable_characters"), ("title", "\ud800", "unreadable_characters"),
        ("title", {"th": "ก"}, "not_text"), ("title", ["ก"], "not_text"), ("title", 7, None), ("title", None, None),
        ("objective", ["ก", "ข"], None), ("objective", [["ก"]], "not_choices"), ("objective", {}, "not_choices"),
        ("objective", ["ก"] * 201, "not_choices"), ("objective", ["ก" * 5000], "too_long"),
    ],
)  # fmt: skip
def test_a_value_has_a_shape_that_can_be_kept(form, raw, code):
    found = unfit(vocabulary().fields["dataset"][form], raw)
    assert (found.code if found else None) == code


def test_what_no_database_takes_is_found_at_any_depth():
    deep: Any = "ก"
    for _ in range(100):
        deep = {"a": deep}
    found = unstorable({"fine": {"a": ["ข", 1, None]}, "nul": [{"b": "\x00"}], "key": {"\x00": 1}, "deep": deep})
    assert list(found) == ["nul", "key", "deep"]


@pytest.mark.parametrize("tag", ["การศึกษา", "น้ำ", "รถไฟ (BTS)", "ก" * 100, "กข", "5G"])
def test_a_keyword_is_taken_as_it_is(tag):
    assert tag_of(tag) == tag


@pytest.mark.parametrize(
    ("tag", "code"),
    [("ก", "short"), ("", "short"), ("ก" * 101, "long"), ("ก\u200bข", "unseen"), ("ก,ข", "separator"), (7, "no_text"),
     ("ก\x00ข", "unseen"), ("\ufeffกข", "unseen"), (None, "no_text")],
)  # fmt: skip
def test_a_keyword_is_refused(tag, code):
    found = tag_of(tag)
    assert isinstance(found, TagProblem)
    assert found.code == code
    assert found.text.th
    assert found.text.en


@given(st.text(max_size=120))
def test_a_stored_keyword_is_stored_the_same_again(text):
    found = tag_of(text)
    if isinstance(found, str):
        assert tag_of(found) == found
        assert 2 <= len(found) <= 100


@given(st.text(max_size=200))
def test_keywords_of_a_text_are_each_one_and_once(text):
    found = tags_of(text)
    assert len(found) == len(set(found))
    assert all(each.strip() == each != "" for each in found)


def test_every_rule_names_a_check_a_reason_and_fields_that_there_are():
    assert set(by_check(RUBRIC, "refused")) >= {"category_licence", "category_classification", "maintainer_email"}
    assert set(by_check(RUBRIC, "lacking")) == {"resource_name", "resource_url", "resource_format"}


def test_every_text_of_the_rules_is_used():
    used = {"not_text", "not_choices", "unreadable_characters", "too_long"}
    used |= {f"tag_{code}" for code in ("short", "long", "unseen", "separator", "no_text")}
    assert set(entry().texts) == used
    assert "other_without_text" in texts()["problems"]
