"""Who may ask what, and what odd questions bring: never an error of the server."""

from __future__ import annotations

import json

import pytest
from checking_values import done, made
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckanext.dgmaturity import jobs

ONE = ("dgmaturity_dataset_show", "dgmaturity_organization_show", "dgmaturity_check")
ODD = (
    "", "   ", 7, True, [], ["a"], {}, {"id": "x"}, "x" * 5000, "a\x00b", "\ud800", "../../etc",
    "'; drop table--", None,
)  # fmt: skip


def as_user(name, action, **data):
    context = {"user": name, "ignore_auth": False}
    return tk.get_action(action)(context, data)


@pytest.mark.parametrize("action", ONE)
def test_an_odd_id_is_refused(action):
    for value in ODD:
        with pytest.raises((tk.ValidationError, tk.ObjectNotFound)):
            done(action, id=value)
    with pytest.raises(tk.ValidationError):
        done(action)


def test_an_odd_limit_is_refused():
    owner = factories.Organization()["id"]
    for action, data in (("dgmaturity_site_show", {}), ("dgmaturity_organization_show", {"id": owner})):
        for limit in (0, -1, 101, 10**30, "x", [], {}, 1.5, True, "๕"):
            with pytest.raises(tk.ValidationError):
                done(action, **data, limit=limit)
        for limit in (None, "", "7", 100):
            assert len(done(action, **data, limit=limit)["worst"]) <= 100


def test_the_api_answers_odd_ids_with_4xx(app):
    token = factories.SysadminWithToken()["token"]
    headers = {"Authorization": token, "Content-Type": "application/json"}
    for action in ONE:
        for value in ([], {}, 5, True, "\u0000", "x" * 100_000):
            answer = app.post(f"/api/3/action/{action}", data=json.dumps({"id": value}), headers=headers)
            assert 400 <= answer.status_code < 500


def test_what_changes_nothing_answers_get(app):
    package = made()
    token = factories.SysadminWithToken()["token"]
    for url in (
        f"dgmaturity_dataset_show?id={package['id']}",
        f"dgmaturity_organization_show?id={package['owner_org']}&limit=3",
        "dgmaturity_site_show",
        "dgmaturity_status",
    ):
        assert app.get(f"/api/3/action/{url}", headers={"Authorization": token}).status_code == 200
    asked = app.get(f"/api/3/action/dgmaturity_check?id={package['id']}", headers={"Authorization": token})
    assert asked.status_code == 400


def test_only_who_may_edit_sees_what_is_wrong():
    editor, admin, member, other = (factories.User()["name"] for _ in range(4))
    roles = [
        {"name": editor, "capacity": "editor"},
        {"name": admin, "capacity": "admin"},
        {"name": member, "capacity": "member"},
    ]
    organization = factories.Organization(users=roles)
    factories.Organization(users=[{"name": other, "capacity": "editor"}])
    package = made(owner_org=organization["id"], private=True)
    jobs.check(package["id"])
    for action, name in (
        ("dgmaturity_dataset_show", package["id"]),
        ("dgmaturity_check", package["id"]),
        ("dgmaturity_organization_show", organization["id"]),
    ):
        for allowed in (editor, admin):
            assert as_user(allowed, action, id=name)["id"] == name
        for refused in (member, other, ""):
            with pytest.raises(tk.NotAuthorized):
                as_user(refused, action, id=name)
    for refused in (editor, admin, member, other, ""):
        with pytest.raises(tk.NotAuthorized):
            as_user(refused, "dgmaturity_site_show")


def test_texts_come_in_the_language_of_the_request(app):
    package = made(data_source="", private=True)
    token = factories.SysadminWithToken()["token"]
    jobs.check(package["id"])
    told = {}
    for lang in ("th", "en"):
        answer = app.get(
            f"/{lang}/api/3/action/dgmaturity_dataset_show?id={package['id']}", headers={"Authorization": token}
        )
        told[lang] = next(each for each in answer.json["result"]["items"] if each["no"] == "11")
    assert told["th"]["title"] == "แหล่งที่มา"
    assert told["en"]["title"] != told["th"]["title"]
    assert told["th"]["remarks"][0]["text"] != told["en"]["remarks"][0]["text"]


def test_a_dataset_that_was_not_checked_has_the_verdict_of_its_metadata():
    package = made(data_source="", private=True)
    told = done("dgmaturity_dataset_show", id=package["id"])
    assert (told["checked_at"], told["late"], told["passed"], told["openness"]) == (None, True, 13, None)
    assert [each["no"] for each in told["items"] if each["outcome"] == "failed"] == ["11"]
