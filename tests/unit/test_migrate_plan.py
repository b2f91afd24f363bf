"""What a migration plans for one dataset, as values: no CKAN."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fix.places import CORE
from checker.migrate import Exposed, Move, Plan, plan
from checker.vocabulary import vocabulary

TODAY = date(2026, 1, 31)
FIELDS = sorted(set(vocabulary().fields["dataset"]) - {"name", "owner_org", "title", "tag_string"})


def planned(extras: dict[str, Any], **top: Any) -> Plan:
    package = {"id": "d", "name": "d", "title": "t", "tags": [], "resources": [], **top}
    return plan({**package, "extras": [{"key": key, "value": value} for key, value in extras.items()]}, today=TODAY)


def moves(extras: dict[str, Any], **top: Any) -> list[tuple[str, Any, str]]:
    return [(move.key, move.after, move.why) for move in planned(extras, **top).moves]


def after(extras: dict[str, Any], found: tuple[Move, ...], **top: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Extras and columns as they are once the moves are made."""
    extras, top = dict(extras), dict(top)
    for move in found:
        holder = extras if move.where == "extras" else top
        key = move.key
        if move.where == "tags":
            top["tags"] = [{"name": name} for name in move.after]
        elif move.after is None:
            holder.pop(key)
        else:
            holder[key] = move.after
    return extras, top


@pytest.mark.parametrize(
    ("name", "value", "stored", "why"),
    [
        ("objective", "{ยุทธศาสตร์ชาติ}", ["ยุทธศาสตร์ชาติ"], "list"),
        ("objective", '{"ไม่ทราบ",ยุทธศาสตร์ชาติ}', ["ไม่ทราบ", "ยุทธศาสตร์ชาติ"], "list"),
        ("data_format", "CSV, XLS", ["CSV", "XLS"], "list"),
        ("data_format", "DOC/DOCX", ["DOC/DOCX"], "list"),
        ("data_format", '["csv", "Text"]', ["CSV", "Text"], "choice"),
        ("update_frequency_unit", "รายปี", "ปี", "choice"),
        ("geo_coverage", '["ประเทศ"]', "ประเทศ", "choice"),
        ("allow_harvest", "1", "True", "flag"),
        ("allow_harvest", "ไม่ยินยอม", "False", "flag"),
        ("created_date", "10/9/2564", "2021-09-10", "date"),
        ("created_date", "๑๐ กันยายน ๒๕๖๔", "2021-09-10", "date"),
        ("first_year_of_data", "๒๕๖๐", "2017", "year"),
        ("update_frequency_interval", "2 ปี", "2", "number"),
    ],
)
def test_a_value_becomes_what_the_form_stores(name, value, stored, why):
    assert moves({name: value}) == [(name, stored, why)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("objective", '["ยุทธศาสตร์ชาติ"]'),
        (
            "objective",
            '["\\u0e22\\u0e38\\u0e17\\u0e18\\u0e28\\u0e32\\u0e2a\\u0e15\\u0e23\\u0e4c\\u0e0a\\u0e32\\u0e15\\u0e34"]',
        ),
        ("data_type", "ข้อมูลระเบียน"),
        ("data_source", " <b>ที่มา</b> "),
        ("created_date", "2021-09-10"),
        ("created_date", "เมื่อปีก่อน"),
        ("data_category", "ลับเฉพาะ"),
        ("created_date", ""),
        ("objective", "[]"),
        ("nobody_knows", "{a,b}"),
    ],
)
def test_a_value_that_is_stored_so_or_that_nobody_can_read_stays(name, value):
    assert moves({name: value}) == []


@pytest.mark.parametrize("licence", ["cc-by", "odc-pddl", "License not specified", "GNU Free Documentation License"])
def test_licences_of_both_generations_and_of_ckan_stay(licence):
    assert moves({}, license_id=licence) == []


def test_what_is_in_no_list_is_put_behind_the_text_that_stands_there():
    assert moves({"data_format": "CSV, SPSS", "data_format_other": "SAS"}) == [
        ("data_format", ["CSV", "อื่นๆ"], "other"),
        ("data_format_other", "SAS\nSPSS", "other"),
    ]


def test_what_the_form_does_not_know_is_told_in_both_languages():
    (left,) = planned({"created_date": "10/9/64"}).left
    assert (left.field, left.value) == ("created_date", "10/9/64")
    assert left.why.th
    assert left.why.en


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*FIELDS, "contact_person", "contact_email", "author", "tags", "x"]),
        st.sampled_from(
            [
                "",
                "-",
                "1",
                "true",
                "CSV, XLS, SPSS",
                "{ไทย,อังกฤษ}",
                '["อื่นๆ"]',
                "รายปี",
                "๒๕๖๔",
                "10 ก.ย. 2564",
                "[",
                "{}",
                "อื่นๆ: SPSS",
                '["{a}"]',
                "ข้อมูลสาธารณะ",
                "cc-by",
                "ไม่มี",
            ]
        ),
        max_size=12,
    )  # fmt: skip
)
def test_what_a_plan_leads_to_needs_no_plan(extras):
    first = planned(extras)
    made, top = after(extras, first.moves)
    assert planned(made, **top).moves == ()
    kept = {key for key in extras if key not in vocabulary().fields["dataset"] and key not in ("author", "tags")}
    assert kept <= set(made)
    assert not (set(made) & CORE)


@pytest.mark.parametrize("written", ["True", True, "true", "1", 1])
def test_a_hidden_file_of_a_public_dataset_comes_to_light(written):
    files = [{"id": "a", "name": "เงินเดือน", "resource_private": written}, {"id": "b", "name": "สรุป"}]
    assert planned({}, resources=files).exposed == (Exposed(resource="a", name="เงินเดือน"),)


@pytest.mark.parametrize("written", ["False", False, "", None, "0", "ไม่ทราบ"])
def test_a_file_that_was_not_hidden_is_not_told(written):
    assert planned({}, resources=[{"id": "a", "name": "ก", "resource_private": written}]).exposed == ()


@pytest.mark.parametrize("hidden", [{"private": True}, {"state": "draft"}])
def test_what_the_public_does_not_see_hides_its_files(hidden):
    files = [{"id": "a", "name": "ก", "resource_private": "True"}]
    assert planned({}, resources=files, **hidden).exposed == ()
    shown = {"private": False, "state": "active"}
    assert len(planned({}, resources=files, **shown).exposed) == 1


def test_a_hidden_file_without_a_name_is_told_by_its_address():
    files = [{"id": "a", "url": "https://a.example/x.csv", "resource_private": "True"}]
    assert [each.name for each in planned({}, resources=files).exposed] == ["https://a.example/x.csv"]
