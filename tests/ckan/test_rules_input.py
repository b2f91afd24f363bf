"""Whatever is sent: CKAN says what is wrong with it, and never fails."""

from __future__ import annotations

import contextlib

import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from rules_values import COMPLETE, a_dataset, call, created, errors_of

from checker.vocabulary import vocabulary

pytestmark = [pytest.mark.permuted, pytest.mark.usefixtures("extension", "ckan_config")]
DATASET = [name for name in vocabulary().fields["dataset"] if name not in ("name", "tag_string")]
RESOURCE = list(vocabulary().fields["resource"])
STRANGE = {"object": {"a": "b"}, "nested": [[["a"]]], "objects": [{"a": "b"}], "nul": "ก\x00ข", "huge": "ก" * 50_000,
           "control": "ก\x1bข", "half": "\ud800"}  # fmt: skip
#: fields for which a list of texts is a value
SOME = {"resource": {"name": "ก", "url": "https://a.example/a.csv", "format": "CSV"}}


@pytest.fixture(scope="module")
def office(extension):
    return factories.Organization()


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("field", DATASET)
def test_a_field_of_a_dataset_takes_no_strange_value(office, field, value):
    wrong = errors_of("package_create", **a_dataset(office, **{field: value}))
    assert field in wrong or field in str(wrong["__junk"])  # what CKAN before 2.12 calls a list of objects


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("field", RESOURCE)
def test_a_field_of_a_resource_takes_no_strange_value(office, field, value):
    wrong = errors_of("package_create", **a_dataset(office, resources=[{**SOME["resource"], field: value}]))
    assert "resources" in wrong or field in str(wrong["__junk"])


@pytest.mark.parametrize("field", ["resources", "tags", "extras", "groups", "relationships_as_subject"])
@pytest.mark.parametrize("value", ["abc", 7, True, {"a": 1}, [1], ["a"], [["a"]], [None]])
def test_lists_of_ckan_are_lists(office, field, value):
    assert field in errors_of("package_create", **a_dataset(office, **{field: value}))


@pytest.mark.parametrize("field", ["name", "type", "owner_org", "state"])
@pytest.mark.parametrize("value", [7, True, {"a": 1}, ["a"], "\x00"])
def test_fields_of_ckan_are_texts(office, field, value):
    assert field in errors_of("package_create", **a_dataset(office, **{field: value}))


@pytest.mark.parametrize("value", [7, {"a": 1}, ["a"], "nobody", "\x00", "' OR 1=1"])
@pytest.mark.parametrize("action", ["package_update", "package_patch", "resource_update", "resource_patch"])
def test_foreign_ids_are_told(site, action, value):
    headers = {"Authorization": factories.SysadminWithToken()["token"]}
    answer = site.post(f"/api/3/action/{action}", json={"id": value, "title": "ก"}, headers=headers)
    assert answer.status_code in (400, 403, 404, 409)


def test_depth_without_end_is_told(office):
    deep: object = "ก"
    for _ in range(500):
        deep = [deep]
    assert "title" in errors_of("package_create", **a_dataset(office, title=deep))


def test_what_was_stored_is_kept_whatever_its_length(office):
    dataset = created(office)
    long = "ก" * 10_000
    again = call("package_patch", id=dataset["id"], notes=long)
    assert len(again["notes"]) == 10_000


@pytest.mark.parametrize("private", ["maybe", [], {"a": 1}, 7, "", " \t", "on"])
def test_visibility_that_is_none_does_not_publish(office, private):
    dataset = created(office, data_category="ข้อมูลใช้ภายใน", license_id="License not specified")
    with contextlib.suppress(tk.ValidationError):
        call("package_patch", id=dataset["id"], private=private)
    assert call("package_show", id=dataset["id"])["private"] is True


def test_the_dataset_of_these_tests_is_taken(office):
    assert created(office)["title"] == COMPLETE["title"]
