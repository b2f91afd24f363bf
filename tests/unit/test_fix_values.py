"""A written value → the value to be stored, or the reason why it is not taken as new input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fix.values import empty, fields_of, read, refusal, same
from checker.model import FieldValue
from checker.vocabulary import vocabulary

TAKEN: list[tuple[str, str, Any, FieldValue]] = [
    ("dataset", "title", " จำนวน\nนักเรียน ", "จำนวน นักเรียน"),
    ("dataset", "data_type", "ข้อมูลสถิติ", "ข้อมูลสถิติ"),
    ("dataset", "update_frequency_unit", "รายปี", "ปี"),
    ("dataset", "update_frequency_unit", " ราย ปี ", "ปี"),
    ("dataset", "update_frequency_interval", "๒", "2"),
    ("dataset", "update_frequency_interval", "2 ปี", "2"),
    ("dataset", "objective", "พันธกิจหน่วยงาน", ("พันธกิจหน่วยงาน",)),
    ("dataset", "objective", ["ไม่ทราบ", "ไม่ทราบ"], ("ไม่ทราบ",)),
    ("dataset", "data_format", "csv, xls", ("CSV", "XLS")),
    ("dataset", "data_format", "DOC/DOCX", ("DOC/DOCX",)),
    ("dataset", "geo_coverage", "เทศบาล/อบต.", "เทศบาล/อบต."),
    ("dataset", "last_updated_date", "10/9/2564", "2021-09-10"),
    ("dataset", "last_updated_date", "๑๐ กันยายน ๒๕๖๔", "2021-09-10"),
    ("dataset", "last_updated_date", "2021-09-10", "2021-09-10"),
    ("dataset", "first_year_of_data", "พ.ศ. 2560", "2017"),
    ("dataset", "first_year_of_data", "2017", "2017"),
    ("dataset", "maintainer_email", " mailto:unit@agency.example ", "unit@agency.example"),
    ("dataset", "maintainer_email", "a@agency.example; b@agency.example", "a@agency.example, b@agency.example"),
    ("dataset", "high_value_dataset", "ใช่", "True"),
    ("dataset", "high_value_dataset", "false", "False"),
    ("dataset", "tag_string", "โรงเรียน, นักเรียน", ("โรงเรียน", "นักเรียน")),
    ("dataset", "tag_string", ["โรงเรียน", "นักเรียน"], ("โรงเรียน", "นักเรียน")),
    ("dataset", "url", " https://agency.example/ข้อมูล ", "https://agency.example/ข้อมูล"),
    ("dataset", "license_id", "Open Data Commons", "Open Data Common"),
    ("dataset", "license_id", "cc-by", "cc-by"),
    ("resource", "format", "xls", "XLS"),
    ("resource", "format", "application/vnd.ms-excel", "XLS"),
    ("resource", "format", "Parquet และอื่นๆ", "Parquet และอื่นๆ"),
    ("resource", "resource_data_collect", "person", "บุคคล"),
    ("resource", "resource_created_date", "10 ก.ย. 2564", "2021-09-10"),
    ("resource", "url", "http://files.example/a.csv", "http://files.example/a.csv"),
    ("resource", "resource_private", "true", "True"),
]  # fmt: skip


@pytest.mark.parametrize(("level", "name", "written", "stored"), TAKEN)
def test_a_value_is_stored_as_the_vocabulary_has_it(level: str, name: str, written: Any, stored: FieldValue) -> None:
    field = fields_of(level)[name]
    reading = read(field, written)
    assert (refusal(field, reading), reading.value) == (None, stored)


REFUSED: list[tuple[str, str, Any, str]] = [
    ("dataset", "title", "\u200b", "says_nothing"),
    ("dataset", "title", "<br>", "says_nothing"),
    ("dataset", "notes", "ก" * 100_001, "too_long"),
    ("dataset", "data_type", "ข้อมูลทั่วไป", "not_a_choice"),
    ("dataset", "update_frequency_unit", "ทุกวันศุกร์", "not_a_choice"),
    ("dataset", "objective", "เพื่อรายงานสถานการณ์", "not_a_choice_but_other"),
    ("dataset", "data_format", ["CSV", "SPSS"], "not_a_choice_but_other"),
    ("dataset", "data_category", ["ข้อมูลสาธารณะ", "ข้อมูลใช้ภายใน"], "not_a_choice"),
    ("dataset", "license_id", "ตามระเบียบ", "not_a_choice"),
    ("dataset", "update_frequency_interval", "สอง", "bad_number"),
    ("dataset", "update_frequency_interval", "0", "bad_number"),
    ("dataset", "update_frequency_interval", "-1", "bad_number"),
    ("dataset", "last_updated_date", "31 กุมภาพันธ์ 2564", "bad_date_impossible"),
    ("dataset", "last_updated_date", "10/9/64", "bad_date_two_digit_year"),
    ("dataset", "last_updated_date", "กันยายน 2564", "bad_date_incomplete"),
    ("dataset", "last_updated_date", "เมื่อวาน", "bad_date_unreadable"),
    ("dataset", "first_year_of_data", "64", "bad_year"),
    ("dataset", "maintainer_email", "กองข้อมูล", "bad_email"),
    ("dataset", "maintainer_email", "-", "bad_email"),
    ("dataset", "high_value_dataset", "อาจจะ", "not_a_flag"),
    ("dataset", "tag_string", "ก", "bad_tag"),
    ("dataset", "url", "agency.example", "bad_url"),
    ("dataset", "url", "javascript:alert(1)", "bad_url"),
    ("resource", "url", "file:///etc/passwd", "bad_url"),
    ("resource", "resource_data_collect", "คนเดียว", "not_a_choice"),
]


@pytest.mark.parametrize(("level", "name", "written", "code"), REFUSED)
def test_a_value_that_is_no_new_input_is_refused(level: str, name: str, written: Any, code: str) -> None:
    field = fields_of(level)[name]
    found = refusal(field, read(field, written))
    assert found is not None
    assert found.code == code


def test_a_workbook_has_no_other_place_for_what_is_in_no_list() -> None:
    field = fields_of("dataset")["data_format"]
    reading = read(field, "Database, XLS, text, SPSS")
    assert refusal(field, reading, others_allowed=True) is None
    assert (reading.value, reading.others) == (("Database", "XLS", "Text", "อื่นๆ"), "SPSS")


LEVELS = [(level, name) for level in ("dataset", "resource") for name in fields_of(level) if name != "owner_org"]


@pytest.mark.parametrize(("level", "name"), LEVELS)
@settings(max_examples=25)
@given(written=st.text(max_size=40))
def test_any_text_is_taken_or_refused_and_what_is_taken_is_taken_again(level: str, name: str, written: str) -> None:
    field = fields_of(level)[name]
    reading = read(field, written)
    if refusal(field, reading) is None:
        value = reading.value
        again = read(field, list(value) if isinstance(value, tuple) else value)
        assert (refusal(field, again), again.value) == (None, value)


@pytest.mark.parametrize(
    "field", [each for each in fields_of("dataset").values() if each.choices], ids=lambda f: f.name
)
def test_every_choice_is_taken_as_it_stands_and_by_its_synonyms(field: Any) -> None:
    for choice in vocabulary().choices(field.name):
        for written in (choice.value, *choice.synonyms):
            reading = read(field, written)
            value = reading.value[0] if isinstance(reading.value, tuple) else reading.value
            assert (refusal(field, reading), value) == (None, choice.value)


SAME = [
    ("data_format", '["csv"]', ["CSV"], True),
    ("data_format", "{csv,XLS}", '["XLS", "CSV"]', True),
    ("data_format", ["CSV"], ["XLS"], False),
    ("last_updated_date", "2564-09-10", "2021-09-10", True),
    ("maintainer", None, "", True),
    ("maintainer", None, "กองข้อมูล", False),
    ("high_value_dataset", True, "True", True),
    ("tag_string", ["a", "b"], ["b", "a"], True),
    ("title", "<b>ก</b>", "ก", True),
]


@pytest.mark.parametrize(("name", "one", "other", "told"), SAME)
def test_two_values_say_the_same_whatever_their_shape(name: str, one: Any, other: Any, told: bool) -> None:
    assert same(fields_of("dataset")[name], one, other) is told


@pytest.mark.parametrize("raw", [None, "", " ", [], {}, "[]", "{}"])
def test_nothing_is_nothing_in_any_form(raw: Any) -> None:
    assert empty(raw)


@pytest.mark.parametrize("raw", [0, False, "0", "-", [""], "x"])
def test_something_is_not_nothing(raw: Any) -> None:
    assert not empty(raw)
