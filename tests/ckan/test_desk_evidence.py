"""Evidence of use: kept as typed, complete only with every part, never written over unseen."""

from __future__ import annotations

import pytest
from at_once import at_once
from ckan.plugins import toolkit as tk
from desk_values import USE, Office, idle, refused, value

pytestmark = pytest.mark.usefixtures("with_request_context")

ONE = ("DataSet_11_01", "สถิตินักท่องเที่ยว")


@pytest.fixture
def office():
    found = Office()
    found.call("plan_create", plan=value(ONE))
    return found


def test_a_record_with_every_part_is_complete(office):
    made = office.call("evidence_create", **{**USE, "dataset": "dataset_11_01"})
    assert made["complete"]
    assert (made["dataset"], made["attested_on"], made["title"]) == (ONE[0], "2022-03-31", ONE[1])
    assert [each["id"] for each in office.call("evidence_list")] == [made["id"]]


@pytest.mark.parametrize("part", ["kind", "change", "result", "link", "attested_by", "attested_on"])
def test_a_record_without_a_part_is_kept_and_says_what_it_lacks(part):
    office = idle(ONE)
    made = office.call("evidence_create", **{**USE, part: ""})
    assert (made["complete"], [each["id"] for each in made["missing"]]) == (False, [part])
    office.call("evidence_delete", id=made["id"])


def test_a_result_without_a_figure_is_no_evidence(office):
    made = office.call("evidence_create", **{**USE, "result": "ดีขึ้นมาก"})
    assert [each["id"] for each in made["missing"]] == ["figures"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"dataset": "DataSet_99_99"}, "dataset"),
        ({"dataset": ""}, "dataset"),
        ({"dataset": ["a"]}, "dataset"),
        ({"kind": "magic"}, "kind"),
        ({"kind": {"a": 1}}, "kind"),
        ({"attested_on": "10/9/64"}, "attested_on"),
        ({"attested_on": "เมื่อวาน"}, "attested_on"),
        ({"change": "ก" * 5_000}, "change"),
        ({"change": "ก" * 50_000}, "change"),
        ({"link": "x\x00"}, "link"),
        ({"result": True}, "result"),
    ],
)
def test_a_wrong_part_is_refused_at_its_field_and_nothing_is_kept(wrong, field):
    office = idle(ONE)
    assert field in refused(office, "evidence_create", **{**USE, **wrong})
    assert office.call("evidence_list") == []


def test_everything_that_is_wrong_is_told_at_once():
    office = idle(ONE)
    told = refused(office, "evidence_create", dataset="", kind="magic", attested_on="64")
    assert set(told) == {"dataset", "kind", "attested_on"}


def test_a_record_is_put_in_the_place_of_another_unless_somebody_was_faster(office):
    made = office.call("evidence_create", **USE)
    newer = office.call("evidence_update", id=made["id"], seen=made["at"], **{**USE, "result": "ลดลง 30 %"})
    assert newer["result"] == "ลดลง 30 %"
    assert refused(office, "evidence_update", id=made["id"], seen=made["at"], **USE)["seen"]
    assert office.call("evidence_list")[0]["result"] == "ลดลง 30 %"
    assert office.call("evidence_delete", id=made["id"]) == {"id": made["id"]}
    assert office.call("evidence_list") == []


def test_of_those_who_save_a_record_at_the_same_moment_the_first_is_not_written_over(site, office):
    made = office.call("evidence_create", **USE)
    asked = {**USE, "id": made["id"], "seen": made["at"]}
    answers = at_once(site, *[lambda: office.call("evidence_update", **asked)["id"]] * 3)
    assert sorted(answers, key=len) == [["seen"], ["seen"], made["id"]]


def test_records_of_the_plan_are_listed_and_belong_to_it(office):
    office.call("plan_create", plan=value(ONE, utilisation=[USE]))
    assert [(each["id"], each["complete"]) for each in office.call("evidence_list")] == [(None, True)]


def test_a_record_of_a_code_that_a_new_plan_does_not_list_says_so(office):
    office.call("evidence_create", **USE)
    office.call("plan_create", plan=value(("DataSet_22_01", "อื่น")))
    told = office.call("evidence_list")[0]
    assert (told["listed"], told["complete"]) == (False, False)


def test_without_a_plan_no_record_is_taken():
    assert refused(Office(), "evidence_create", **USE)["dataset"]


def test_a_record_of_another_organization_is_out_of_reach(office):
    other = Office()
    made = office.call("evidence_create", **USE)
    for user in (office.editor, office.member, other.admin, ""):
        for action, more in (("evidence_update", USE), ("evidence_delete", {})):
            with pytest.raises(tk.NotAuthorized):
                office.call(action, user, id=made["id"], organization_id=other.id, **more)
        with pytest.raises(tk.NotAuthorized):
            office.call("evidence_create", user, organization_id=office.id, **USE)
    assert office.call("evidence_list")[0]["result"] == USE["result"]


@pytest.mark.parametrize("name", ["no-such", "", None, ["a"], {"a": 1}, "a\x00b", "x" * 10_000, 7])
def test_a_record_that_is_none_is_told_as_such(name):
    office = idle(ONE)
    for action in ("evidence_update", "evidence_delete", "plan_delete"):
        with pytest.raises((tk.ValidationError, tk.ObjectNotFound)):
            office.call(action, id=name, **USE)
