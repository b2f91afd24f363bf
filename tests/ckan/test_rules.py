"""The engine's rules, at CKAN's actions: what is refused, what is only told, by how strict a site is."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.lib.search import rebuild
from ckan.tests import factories, helpers
from rules_values import a_dataset, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
STRICT = pytest.mark.ckan_config("ckanext.dgmaturity.enforcement", "strict")
REPORT = pytest.mark.ckan_config("ckanext.dgmaturity.enforcement", "report")


def test_a_complete_dataset_is_stored_and_nothing_is_told():
    dataset = created()
    assert dataset["state"] == "active"
    assert not dataset["private"]
    assert "dgmaturity_warnings" not in dataset


def test_an_incomplete_public_dataset_is_refused_with_the_words_of_a_scan():
    assert errors_of("package_create", **a_dataset(maintainer="", data_type=None)) == {
        "data_type": ["The dataset has no data type (data_type)"],
        "maintainer": ["Contact unit is blank"],
    }


def test_texts_come_in_the_language_of_the_request(site):
    user = factories.SysadminWithToken()
    answer = site.post(
        "/th/api/3/action/package_create", json=a_dataset(maintainer=""), status=409,
        headers={"Authorization": user["token"]},
    )  # fmt: skip
    assert answer.json["error"]["maintainer"] == ["ชื่อผู้ติดต่อเว้นว่างไว้"]


@pytest.mark.parametrize("other", [{"private": True}, {"state": "draft"}])
def test_an_incomplete_dataset_that_nobody_sees_is_stored_and_told(other):
    dataset = created(maintainer="", **other)
    assert dataset["dgmaturity_warnings"] == {"maintainer": ["Contact unit is blank"]}
    assert "dgmaturity_warnings" not in call("package_show", id=dataset["id"])


def test_making_an_incomplete_dataset_public_is_refused():
    dataset = created(maintainer="", private=True)
    wrong = errors_of("package_patch", id=dataset["id"], private=False)
    assert wrong == {"maintainer": ["Contact unit is blank"]}


def test_a_reply_that_was_told_something_can_be_sent_back():
    dataset = created(maintainer="", private=True)
    again = call("package_update", **{**dataset, "maintainer": "กองแผนงาน"})
    assert again["maintainer"] == "กองแผนงาน"
    assert "dgmaturity_warnings" not in again


def an_old_one(**fields):
    """A public dataset from before the rules."""
    dataset = created(**fields)
    package = model.Package.get(dataset["id"])
    package.maintainer = ""
    package.extras = {**package.extras, "data_type": "ระเบียนเก่า"}
    model.Session.commit()
    rebuild(package.id)
    return package.id


def test_an_old_incomplete_public_dataset_is_edited_and_told():
    again = call("package_patch", id=an_old_one(), data_source="ทะเบียน")
    assert again["data_source"] == "ทะเบียน"
    assert again["data_type"] == "ระเบียนเก่า"
    assert again["dgmaturity_warnings"] == {"maintainer": ["Contact unit is blank"]}


def test_an_old_incomplete_public_dataset_does_not_lose_more():
    assert errors_of("package_patch", id=an_old_one(), notes="") == {"notes": ["Description is blank"]}


@STRICT
@pytest.mark.parametrize("other", [{}, {"private": True}, {"state": "draft"}])
def test_strict_refuses_whatever_lacks_something(other):
    assert errors_of("package_create", **a_dataset(maintainer="", **other)) == {"maintainer": ["Contact unit is blank"]}


def test_strict_alone_refuses_a_patch_of_another_field():
    identity = an_old_one()
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        wrong = errors_of("package_patch", id=identity, data_source="ทะเบียน")
    assert wrong == {"maintainer": ["Contact unit is blank"]}


@REPORT
def test_report_stores_what_lacks_something_and_tells():
    assert created(maintainer="")["dgmaturity_warnings"] == {"maintainer": ["Contact unit is blank"]}
