"""Matching: the engine's own where it is sure, a person's where one decided, never two codes on one dataset."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity.desk import matches
from desk_values import Office, idle, refused, value

pytestmark = pytest.mark.usefixtures("with_request_context")

LISTED = (
    ("DataSet_11_01", "รายได้จากการท่องเที่ยวของจังหวัด"),
    ("DataSet_11_02", "ทะเบียนโรงแรม"),
    ("DataSet_11_03", "แหล่งท่องเที่ยวเชิงวัฒนธรรม"),
)


@pytest.fixture
def office():
    found = Office()
    found.call("plan_create", plan=value(*LISTED))
    found.first = found.dataset("รายได้จากการท่องเที่ยวของจังหวัด ปี 2564")
    found.second = found.dataset("รายได้จากการท่องเที่ยวของจังหวัด ปี 2565", private=True)
    found.hotels = found.dataset("ทะเบียนโรงแรม")
    return found


def how(office):
    return {each["code"]: each["how"] for each in office.call("match_list")["matches"]}


def test_unsure_ones_come_first_with_their_candidates(office):
    told = office.call("match_list")
    assert [(each["code"], each["how"]) for each in told["matches"]] == [
        ("DataSet_11_01", "unsure"), ("DataSet_11_03", "none"), ("DataSet_11_02", "title"),
    ]  # fmt: skip
    assert {each["id"] for each in told["matches"][0]["candidates"]} == {office.first, office.second}
    assert all(0.6 < each["likeness"] < 1 for each in told["matches"][0]["candidates"])
    assert told["matches"][2]["dataset"]["id"] == office.hotels
    assert (told["counts"]["unsure"], told["counts"]["none"], told["counts"]["title"]) == (1, 1, 1)


def test_a_person_decides_changes_and_takes_it_back(office):
    made = office.call("match_update", code="dataset_11_01", dataset=office.first)
    assert (made["how"], made["dataset"]["id"], made["user"]) == ("decided", office.first, office.admin)
    name = model.Package.get(office.second).name
    assert office.call("match_update", code="DataSet_11_01", dataset=name)["dataset"]["id"] == office.second
    none = office.call("match_update", code="DataSet_11_01", none="true")
    assert (none["how"], none["dataset"], none["automatic"]["how"]) == ("decided", None, "unsure")
    assert office.call("match_delete", code="DataSet_11_01")["how"] == "unsure"
    with pytest.raises(tk.ObjectNotFound):
        office.call("match_delete", code="DataSet_11_01")


def test_what_a_person_decided_goes_before_the_title(office):
    office.call("match_update", code="DataSet_11_03", dataset=office.hotels)
    assert how(office)["DataSet_11_02"] != "title"


def test_one_dataset_stands_for_one_code(office):
    office.call("match_update", code="DataSet_11_01", dataset=office.hotels)
    assert "DataSet_11_01" in refused(office, "match_update", code="DataSet_11_02", dataset=office.hotels)["dataset"][0]


def test_two_that_decide_on_one_dataset_at_once_are_held_apart_by_the_database(office):
    from ckanext.dgmaturity.model import Match
    from sqlalchemy.exc import IntegrityError

    for code in ("DataSet_11_01", "DataSet_11_02"):
        model.Session.add(Match(organization_id=office.id, code=code, package_id=office.hotels, user_id=""))
    with pytest.raises(IntegrityError):
        model.Session.commit()
    model.Session.rollback()


def test_a_dataset_that_was_deleted_or_moved_leaves_the_code_to_the_engine(office):
    other = Office()
    office.call("match_update", code="DataSet_11_01", dataset=office.first)
    office.call("match_update", code="DataSet_11_03", dataset=office.second)
    model.Package.get(office.first).state = "deleted"
    model.Package.get(office.second).owner_org = other.id
    model.Session.commit()
    lines = {each["code"]: each for each in office.call("match_list")["matches"]}
    assert [(lines[code]["gone"], lines[code]["by_hand"]) for code in ("DataSet_11_01", "DataSet_11_03")] == [
        (True, False), (True, False),
    ]  # fmt: skip


def test_a_decision_outlives_a_new_plan_of_the_same_code(office):
    office.call("match_update", code="DataSet_11_01", dataset=office.first)
    office.call("plan_create", plan=value(("dataset_11_01", "ชื่อใหม่ทั้งหมด")))
    assert how(office) == {"dataset_11_01": "decided"}


def test_without_a_plan_there_is_nothing_to_match():
    office = Office()
    assert office.call("match_list")["matches"] == []
    assert refused(office, "match_update", code="DataSet_11_01", none=True)["code"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "dataset"),
        ({"dataset": "no-such"}, "dataset"),
        ({"dataset": "a\x00"}, "dataset"),
        ({"dataset": ["a"]}, "dataset"),
        ({"dataset": "x" * 10_000}, "dataset"),
        ({"code": "DataSet_99_99", "none": True}, "code"),
        ({"code": "", "none": True}, "code"),
        ({"code": {"a": 1}, "none": True}, "code"),
    ],
)
def test_a_wrong_decision_is_refused_at_its_field(wrong, field):
    office = idle(*LISTED)
    assert field in refused(office, "match_update", **{"code": "DataSet_11_01", **wrong})
    assert matches.by_hand(office.id) == {}


def test_a_dataset_of_another_organization_is_none_and_its_title_stays_unknown(office):
    other = Office()
    foreign = other.dataset("ลับ", private=True)
    told = refused(office, "match_update", code="DataSet_11_01", dataset=foreign)
    assert "ลับ" not in str(told)


def test_editors_and_others_do_not_decide(office):
    other = Office()
    for user in (office.editor, office.member, other.admin, ""):
        with pytest.raises(tk.NotAuthorized):
            office.call("match_update", user, code="DataSet_11_01", none=True)
        with pytest.raises(tk.NotAuthorized):
            office.call("match_delete", user, code="DataSet_11_01")
