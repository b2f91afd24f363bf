"""Scores of organizations and of the site, and what actions tell of them."""

from __future__ import annotations

from checking_values import COMPLETE, done, made, verdict_of
from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckanext.dgmaturity import jobs
from ckanext.dgmaturity.checking.run import score_organization
from ckanext.dgmaturity.model import Score
from desk_values import Office, value

FIGURES = ("datasets", "checked", "complete", "late")


def test_an_organization_is_scored_and_its_missing_items_cost():
    organization = factories.Organization()
    whole = made(owner_org=organization["id"])
    lacking = made(owner_org=organization["id"], private=True, maintainer_email="", data_source="")
    row = score_organization(model.Group.get(organization["id"]))
    assert row.datasets == 2
    assert row.body["items"]["5"] == {"passed": 1, "weak": 0, "failed": 1}
    assert row.body["totals"]["complete"] == 1
    assert {each["item"] for each in row.body["worklist"] if each["dataset"] == lacking["id"]} >= {"5", "11"}
    costs = verdict_of(lacking["id"]).body["costs"]
    assert set(costs) == {"5", "11"}
    assert verdict_of(whole["id"]).body["costs"] == {}


def test_a_score_alone_looks_at_nothing_and_leaves_datasets_late():
    package = made(resources=[{"name": "a", "url": "http://127.0.0.1:9/a.csv", "format": "CSV"}])
    score_organization(model.Group.get(package["owner_org"]))
    held = verdict_of(package["id"])
    assert held.body["links"][0]["verdict"] is None
    assert done("dgmaturity_dataset_show", id=package["id"])["late"] is True
    jobs.check(package["id"])
    assert done("dgmaturity_dataset_show", id=package["name"])["late"] is False
    assert verdict_of(package["id"]).body["links"][0]["verdict"] == "refused_by_us"


def test_an_organization_tells_its_counts_its_score_and_the_worst():
    organization = factories.Organization()
    good, bad = made(owner_org=organization["id"]), made(owner_org=organization["id"], private=True, data_source="")
    jobs.check(good["id"])
    jobs.check(bad["id"])
    told = done("dgmaturity_organization_show", id=organization["name"])
    assert [told[name] for name in FIGURES] == [2, 2, 1, 0]
    assert told["score"] is None
    assert [each["id"] for each in told["worst"]] == [bad["id"], good["id"]]
    score_organization(model.Group.get(organization["id"]))
    told = done("dgmaturity_organization_show", id=organization["id"], limit=1)
    assert told["score"]["body"]["score"]["total"] == told["score"]["total"]
    assert len(told["worst"]) == 1
    done("package_patch", id=good["id"], notes="รายละเอียดใหม่ที่ยาวพอจะบอกอะไรได้บ้าง")
    assert done("dgmaturity_organization_show", id=organization["id"])["late"] == 1


def test_a_site_is_scored_and_names_its_organizations():
    package = made()
    score_organization(None)
    told = done("dgmaturity_site_show")
    assert told["score"]["datasets"] == told["datasets"]
    mine = next(each for each in told["organizations"] if each["id"] == package["owner_org"])
    assert mine["total"] is None
    assert verdict_of(package["id"]) is None, "the verdict is its organization's, by its plan"


def test_the_status_counts_only_what_everybody_sees():
    before = tk.get_action("dgmaturity_status")({}, {})["datasets"]
    made(private=True)
    public = made()
    after = tk.get_action("dgmaturity_status")({}, {})["datasets"]
    assert (after["datasets"], after["late"]) == (before["datasets"] + 1, before["late"] + 1)
    jobs.check(public["id"])
    checked = tk.get_action("dgmaturity_status")({}, {})["datasets"]
    assert (checked["checked"], checked["complete"]) == (before["checked"] + 1, before["complete"] + 1)


def test_a_score_tells_which_broken_links_are_new():
    package = made()
    score_organization(model.Group.get(package["owner_org"]))
    held = model.Session.query(Score).filter_by(organization_id=package["owner_org"]).one()
    assert held.body["broken"] == []


def test_what_the_plan_does_not_list_costs_nothing_in_a_score_a_check_and_the_form():
    office = Office()
    listed, other, named = (
        made(owner_org=office.id, title=title, private=True, maintainer_email="")
        for title in ("ทะเบียนสถานศึกษา", "สถิติแรงงาน", "แหล่งน้ำ")
    )
    office.call("plan_create", plan=value(("D01", "ทะเบียนสถานศึกษา"), ("D02", "ชื่อที่ไม่มีใครรู้จัก")))
    office.call("match_update", code="D02", dataset=named["id"])
    score_organization(model.Group.get(office.id))
    for again in (False, True):
        for package, is_listed in ((listed, True), (other, False), (named, True)):
            if again:
                jobs.check(package["id"])
            held = verdict_of(package["id"]).body
            assert (held["listed"], bool(held["costs"])) == (is_listed, is_listed), (package["title"], again)
    typed = {**COMPLETE, "owner_org": office.id, "maintainer_email": ""}
    told = [office.call("form_verdict", id=each["id"], **typed) for each in (listed, other)]
    assert [(each["cost"]["points"], each["cost"]["missing"]) for each in told] == [("7.5", 1), ("0", 1)]
    assert [[item["cost_text"] for item in each["items"] if item["cost"]] for each in told] == [["7.5 points"], [""]]
    assert "does not list" in told[1]["cost"]["text"]
