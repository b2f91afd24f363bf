"""The level of an organization of its own: who may set it, and what holds."""

from __future__ import annotations

import pytest
from at_once import at_once
from ckan.tests import factories, helpers
from rules_values import a_dataset, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
SHOW, UPDATE = "/api/3/action/dgmaturity_rules_show", "/api/3/action/dgmaturity_rules_update"


def a_member(office, role):
    user = factories.UserWithToken()
    call("organization_member_create", id=office["id"], username=user["name"], role=role)
    return {"Authorization": user["token"]}


def test_without_settings_the_site_s_level_holds():
    office = factories.Organization()
    told = call("dgmaturity_rules_show", id=office["name"])
    assert told["organization_id"] == office["id"]
    assert (told["enforcement"], told["own"]) == ("publish", {"enforcement": None, "public_page": None})


def test_an_organization_of_its_own_level_is_held_to_it():
    office, other = factories.Organization(), factories.Organization()
    call("dgmaturity_rules_update", id=office["id"], enforcement="strict")
    assert "maintainer" in errors_of("package_create", **a_dataset(office, maintainer="", private=True))
    assert created(other, maintainer="", private=True)["dgmaturity_warnings"]


def test_a_sysadmin_may_ask_for_less():
    office = factories.Organization()
    call("dgmaturity_rules_update", id=office["id"], enforcement="report")
    assert created(office, maintainer="")["private"] is False


def test_null_goes_back_to_the_site_and_what_is_not_sent_stays():
    office = factories.Organization()
    call("dgmaturity_rules_update", id=office["id"], enforcement="strict", public_page=False)
    told = call("dgmaturity_rules_update", id=office["id"], enforcement=None)
    assert told["own"] == {"enforcement": None, "public_page": False}


def test_those_who_set_it_first_at_the_same_moment_all_do(site):
    asked = {"id": factories.Organization()["id"], "enforcement": "strict"}
    answers = at_once(site, *[lambda: call("dgmaturity_rules_update", **asked)["enforcement"]] * 3)
    assert answers == ["strict"] * 3


@pytest.mark.parametrize(("role", "status"), [("admin", 200), ("editor", 403), ("member", 403)])
def test_its_administrators_set_it(site, role, status):
    office = factories.Organization()
    headers = a_member(office, role)
    site.post(UPDATE, json={"id": office["id"], "enforcement": "strict"}, headers=headers, status=status)


def test_an_administrator_may_not_ask_for_less_than_the_site(site):
    office = factories.Organization()
    headers = a_member(office, "admin")
    answer = site.post(UPDATE, json={"id": office["id"], "enforcement": "report"}, headers=headers, status=409)
    assert set(answer.json["error"]) == {"__type", "enforcement"}
    shown = site.get(f"{SHOW}?id={office['id']}", headers=headers).json["result"]
    assert shown["choices"] == ["publish", "strict"]


def test_a_level_below_the_site_s_no_longer_counts_once_the_site_asks_for_more(site):
    office = factories.Organization()
    headers = a_member(office, "admin")
    site.post(UPDATE, json={"id": office["id"], "enforcement": "publish"}, headers=headers)
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        assert call("dgmaturity_rules_show", id=office["id"])["enforcement"] == "strict"


@pytest.mark.parametrize("who", ["nobody", "member", "stranger"])
def test_others_do_not_read_it(site, who):
    office, other = factories.Organization(), factories.Organization()
    seats = {"nobody": None, "member": (office, "member"), "stranger": (other, "admin")}
    headers = a_member(*seats[who]) if seats[who] else {}
    site.get(f"{SHOW}?id={office['id']}", headers=headers, status=403)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("enforcement", "lax"), ("enforcement", ["strict"]), ("enforcement", {"a": 1}), ("enforcement", 1),
        ("public_page", "perhaps"), ("public_page", [True]), ("id", ""), ("id", None), ("id", ["x"]), ("id", "\x00"),
        ("id", "x" * 300),
    ],
)  # fmt: skip
def test_wrong_input_is_told(field, value):
    asked = {"id": factories.Organization()["id"], field: value}
    assert list(errors_of("dgmaturity_rules_update", **asked)) == [field]


@pytest.mark.parametrize("action", ["dgmaturity_rules_show", "dgmaturity_rules_update", "dgmaturity_publication_list"])
@pytest.mark.parametrize("kind", ["none", "group", "dataset"])
def test_what_is_no_organization_is_not_found(site, action, kind):
    names = {"none": lambda: "nobody", "group": lambda: factories.Group()["id"], "dataset": lambda: created()["id"]}
    admin = factories.SysadminWithToken()
    url = f"/api/3/action/{action}"
    site.post(url, json={"id": names[kind]()}, headers={"Authorization": admin["token"]}, status=404)


def test_publications_are_for_administrators(site):
    office = factories.Organization()
    dataset = created(office, data_category="ข้อมูลใช้ภายใน", license_id="License not specified")
    call("package_patch", id=dataset["id"], private=False, dgmaturity_confirm_publication=True)
    url = f"/api/3/action/dgmaturity_publication_list?id={office['id']}"
    assert site.get(url, headers=a_member(office, "admin")).json["result"]["count"] == 1
    site.get(url, headers=a_member(office, "editor"), status=403)
    site.get("/api/3/action/dgmaturity_publication_list", headers=a_member(office, "admin"), status=403)
    site.get(url, status=403)


@pytest.mark.parametrize("asked", [{"limit": "x"}, {"limit": -1}, {"offset": "1.5"}, {"limit": True}, {"offset": [1]}])
def test_wrong_bounds_are_told(asked):
    assert list(errors_of("dgmaturity_publication_list", **asked)) == list(asked)


def test_who_sets_the_public_page_does_not_become_who_set_the_level(site):
    office = factories.Organization()
    call("dgmaturity_rules_update", id=office["id"], enforcement="report")
    admin = a_member(office, "admin")
    assert site.post(UPDATE, json={"id": office["id"], "public_page": False}, headers=admin).status_code == 200
    told = call("dgmaturity_rules_show", id=office["id"])
    assert (told["enforcement"], told["own"]) == ("report", {"enforcement": "report", "public_page": False})
    page = f"/organization/{office['name']}/dgmaturity/rules"
    assert site.post(page, data={"public_page": "true"}, headers=admin).status_code == 200
    assert call("dgmaturity_rules_show", id=office["id"])["own"] == {"enforcement": "report", "public_page": True}


def test_a_level_that_an_administrator_set_stays_theirs_when_a_sysadmin_sets_the_public_page(site):
    office = factories.Organization()
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "report"):
        asked = {"id": office["id"], "enforcement": "report"}
        assert site.post(UPDATE, json=asked, headers=a_member(office, "admin")).status_code == 200
    call("dgmaturity_rules_update", id=office["id"], public_page=True)
    assert call("dgmaturity_rules_show", id=office["id"])["enforcement"] == "publish"
