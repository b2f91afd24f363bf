"""The log of decisions: who may write what, what an entry is worth when the catalog changes, whether it was changed."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity import given
from ckanext.dgmaturity.desk import log
from ckanext.dgmaturity.model import Decision
from desk_values import USE, Office, refused, value

pytestmark = pytest.mark.usefixtures("with_request_context")

ONE = ("DataSet_11_01", "สถิตินักท่องเที่ยว")
SAID = {"name": "กองแผนงาน", "reason": "ตรวจแล้ว"}


@pytest.fixture
def office():
    found = Office()
    found.call("plan_create", plan=value(ONE))
    found.package = found.dataset("สถิตินักท่องเที่ยว")
    return found


@pytest.fixture
def sysadmin():
    return factories.Sysadmin()["name"]


def states(office):
    return [(each["number"], each["kind"], each["state"]) for each in office.call("decision_list")["entries"]]


def test_an_organization_objects_an_assessor_answers_and_the_chain_is_whole(office, sysadmin):
    made = office.call("decision_create", kind="object", dataset=office.package, **SAID)
    assert (made["number"], made["body"], made["state"]) == (1, "agency", "open")
    office.call("decision_create", sysadmin, body="NSO", kind="answer", refers=1, value="accepted", **SAID)
    assert states(office) == [(1, "object", "accepted"), (2, "answer", "noted")]
    told = office.call("decision_list")
    assert told["broken"] is None
    assert told["head"] == told["entries"][1]["hash"]
    assert told["entries"][1]["previous"] == told["entries"][0]["hash"]


def test_a_decision_counts_goes_stale_with_its_evidence_and_counts_again(office, sysadmin):
    asked = {"body": "NSO", "kind": "overrule", "dataset": office.package, "item": "7", "value": "passed"}
    office.call("decision_create", sysadmin, **asked, **SAID)
    assert states(office) == [(1, "overrule", "counts")]
    package = model.Session.get(model.Package, office.package)
    package.notes = "รายละเอียดของชุดข้อมูลที่ยาวพอจะบอกว่าเป็นข้อมูลอะไร"
    model.Session.commit()
    assert states(office) == [(1, "overrule", "stale")]
    model.Session.get(model.Package, office.package).notes = None
    model.Session.commit()
    assert states(office) == [(1, "overrule", "counts")]


def test_a_score_counts_what_was_decided(office, sysadmin):
    from ckanext.dgmaturity.checking.run import score_organization

    group = model.Group.get(office.id)
    before = score_organization(group).total
    items = ",".join(str(number) for number in range(1, 15))
    asked = {"body": "NSO", "kind": "overrule", "dataset": office.package, "item": items, "value": "passed"}
    made = office.call("decision_create", sysadmin, **asked, **SAID)
    assert made["effect"] == "15"
    assert score_organization(group).total == before + 15


def test_a_log_that_was_changed_is_told_and_takes_nothing_more(office, sysadmin):
    for _ in range(2):
        office.call("decision_create", kind="object", dataset=office.package, **SAID)
    row = model.Session.get(Decision, (office.id, 1))
    row.body = {**row.body, "reason": "เขียนทับ"}
    model.Session.commit()
    told = office.call("decision_list")
    assert told["broken"] == 1
    assert [each["state"] for each in told["entries"]] == ["broken", "broken"]
    assert refused(office, "decision_create", kind="object", dataset=office.package, **SAID)


def test_an_entry_that_was_taken_out_is_told(office):
    for _ in range(3):
        office.call("decision_create", kind="object", dataset=office.package, **SAID)
    model.Session.delete(model.Session.get(Decision, (office.id, 2)))
    model.Session.commit()
    assert log.log_of(office.id).broken == 2


def test_a_log_cannot_be_put_under_another_organization(office):
    office.call("decision_create", kind="object", dataset=office.package, **SAID)
    other = Office()
    model.Session.get(Decision, (office.id, 1)).organization_id = other.id
    model.Session.commit()
    assert log.log_of(other.id).broken == 1


def test_of_two_that_write_at_once_the_second_comes_behind_the_first(office):
    group = model.Group.get(office.id)
    office.call("decision_create", kind="object", dataset=office.package, **SAID)
    entry = log.log_of(office.id).entries[0]
    assert not log._put(group.id, [entry], "")
    assert log.log_of(office.id).broken is None
    assert states(office) == [(1, "object", "open")]


def test_who_may_not_is_refused(office):
    other = Office()
    objection = {"kind": "object", "dataset": office.package, **SAID}
    for user in (office.editor, office.member, other.admin, ""):
        with pytest.raises(tk.NotAuthorized):
            office.call("decision_create", user, **objection)
    decision = {"kind": "overrule", "body": "NSO", "dataset": office.package, "item": "7", "value": "passed", **SAID}
    for user in (office.admin, office.editor, other.admin, ""):
        with pytest.raises(tk.NotAuthorized):
            office.call("decision_create", user, **decision)
    for user in (office.member, other.admin, other.editor, ""):
        with pytest.raises(tk.NotAuthorized):
            office.call("decision_list", user)


def test_an_assessor_of_one_body_decides_in_its_name_alone(office, ckan_config):
    body = Office()
    ckan_config["ckanext.dgmaturity.assessors"] = [f"NSO={body.name}", "DGA=no-such-organization"]
    decision = {"kind": "overrule", "dataset": office.package, "item": "7", "value": "passed", **SAID}
    assert office.call("decision_create", body.admin, body="NSO", **decision)["state"] == "counts"
    assert office.call("plan_show", body.admin)["complete"]
    with pytest.raises(tk.NotAuthorized):
        office.call("decision_create", body.admin, body="DGA", **decision)
    with pytest.raises(tk.NotAuthorized):
        office.call("plan_list", body.editor)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "shrug"}, "kind"),
        ({"kind": "object", "name": " "}, "name"),
        ({"kind": "object", "reason": ""}, "reason"),
        ({"kind": "object", "dataset": "no-such"}, "dataset"),
        ({"kind": "object", "dataset": ""}, "dataset"),
        ({"kind": "object", "component": "no-such", "dataset": ""}, "component"),
        ({"kind": "waive", "dataset": ONE[1]}, "body"),
        ({"kind": "answer", "refers": 9}, "body"),
        ({"kind": "withdraw", "refers": 9}, "refers"),
        ({"kind": "object", "refers": "x"}, "refers"),
        ({"kind": "object", "reason": "ก" * 30_000}, "reason"),
        ({"kind": "object", "reason": "ก\x00"}, "reason"),
        ({"kind": ["object"]}, "kind"),
        ({"kind": "object", "item": {"a": 1}}, "item"),
    ],
)
def test_a_wrong_entry_is_refused_at_its_field_and_leaves_no_trace(office, wrong, field):
    told = refused(office, "decision_create", **{"dataset": office.package, **SAID, **wrong})
    assert field in told
    assert office.call("decision_list")["entries"] == []


def test_a_log_is_given_to_the_engine_whole(office):
    office.call("evidence_create", **USE)
    office.call("decision_create", kind="object", component="utilisation", **SAID)
    decisions = given.decisions_of(office.id)
    assert (decisions.run, [each.number for each in decisions.entries]) == (office.id, [1])


def test_reading_the_log_answers_get(office, app):
    answer = app.get(f"/api/3/action/dgmaturity_decision_list?organization_id={office.name}")
    assert answer.status_code == 403
    assert helpers.call_action("dgmaturity_decision_list", organization_id=office.id)["entries"] == []
