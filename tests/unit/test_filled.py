"""What is typed into a field of the form, and what becomes of it."""

import pytest

from checker.filled import Settled, settle, settle_many, shown
from checker.vocabulary import vocabulary

DATASET = vocabulary().fields["dataset"]


@pytest.mark.parametrize(
    ("field", "written", "stored"),
    [
        ("last_updated_date", "๑๐ กันยายน ๒๕๖๔", "2021-09-10"),
        ("last_updated_date", " ", ""),
        ("first_year_of_data", "พ.ศ. 2555", "2012"),
        ("update_frequency_unit", "รายเดือน", "เดือน"),
        ("update_frequency_interval", "2 ปี", "2"),
        ("allow_harvest", "ยินยอม", "True"),
        ("license_id", "cc-by", "cc-by"),
        ("url", " https://agency.example/ชุดข้อมูล ", "https://agency.example/ชุดข้อมูล"),
    ],
)
def test_one_value_becomes_what_is_stored(field, written, stored):
    found = settle(DATASET[field], written)
    assert (found.value, found.problem) == (stored, None)


@pytest.mark.parametrize(
    ("field", "written", "th"),
    [
        ("last_updated_date", "10/9/64", "วันที่ใช้ปีสองหลัก ไม่รู้ว่าเป็น พ.ศ. หรือ ค.ศ. ให้เขียนปีสี่หลัก ตัวอย่างเช่น 2565-01-15"),
        ("first_year_of_data", "64", "ต้องเป็นปีสี่หลัก พ.ศ. หรือ ค.ศ. ก็ได้ ตัวอย่างเช่น 2565"),
        ("allow_harvest", "อาจจะ", "ต้องเป็น True (ใช่) หรือ False (ไม่ใช่)"),
        ("reference_url_catalog", "ดูที่เว็บ", "ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://"),
    ],
)
def test_what_is_refused_is_told_in_the_words_of_a_fix(field, written, th):
    problem = settle(DATASET[field], written).problem
    assert problem is not None
    assert problem.th == th
    assert problem.en


def test_a_choice_that_is_refused_names_the_field_and_its_choices_by_their_labels():
    problem = settle(DATASET["data_classification"], "ลับสุดยอด").problem
    assert problem is not None
    assert problem.en.startswith("“ลับสุดยอด” is not in the list of Classification")
    assert problem.th.endswith("ตัวเลือกที่มีคือ เปิดเผย, ชั้นเผยแพร่ภายในองค์กร, ลับ, ลับมาก, ลับที่สุด")


def test_old_choices_outside_the_list_stand_behind_those_of_the_form():
    found = settle_many(DATASET["data_format"], ["SPSS", "XLS", "CSV"], ["SPSS", "CSV"])
    assert (found.value, found.problem) == (("CSV", "XLS", "SPSS"), None)


def test_nothing_chosen_is_an_empty_list():
    assert settle_many(DATASET["objective"], [], ["อะไรก็ได้"]).value == ()


@pytest.mark.parametrize(
    ("form", "value", "th", "en"),
    [
        ("date", "2021-09-10", "10 กันยายน 2564", "10 September 2021"),
        ("date", "ปลายปี 64", "ปลายปี 64", "ปลายปี 64"),
        ("year", "2012", "2555", "2012"),
        ("year", "2555", "2555", "2555"),
        ("year", "ไม่ทราบ", "ไม่ทราบ", "ไม่ทราบ"),
        ("text", "2012", "2012", "2012"),
    ],
)
def test_a_stored_value_is_shown_in_the_readers_era(form, value, th, en):
    assert (shown(form, value, "th"), shown(form, value, "en")) == (th, en)


@pytest.mark.parametrize("field", [each for each in DATASET.values() if each.form in ("date", "year")],
                         ids=lambda each: each.name)  # fmt: skip
@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_shown_reads_as_what_was_stored(field, lang):
    stored = "2020-02-29" if field.form == "date" else "1999"
    assert settle(field, shown(field.form, stored, lang)).value == stored


@pytest.mark.parametrize(
    ("form", "stored"),
    [("date", "1800-09-10"), ("date", "1857-01-01"), ("date", "2156-12-31"), ("date", "2200-01-01"),
     ("year", "1782"), ("year", "1856"), ("year", "1857"), ("year", "2156"), ("year", "2157"), ("year", "2399")],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_shown_is_read_back_as_it_is_stored(form: str, stored: str, lang: str) -> None:
    name = {"date": "created_date", "year": "first_year_of_data"}[form]
    field = vocabulary().fields["dataset"][name]
    assert field.form == form
    assert settle(field, shown(form, stored, lang)) == Settled(value=stored)
