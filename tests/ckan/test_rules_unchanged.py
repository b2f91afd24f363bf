"""Files that nobody changes are held to the rules with their dataset: CKAN 2.12 validates only those that change."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.tests import helpers
from rules_values import call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
FILE = {"name": "ตาราง", "url": "https://data.example.org/a.csv", "format": "CSV"}
NAMELESS = {**FILE, "url": "https://data.example.org/b.csv", "name": "", "format": ""}


def test_a_dataset_does_not_become_public_with_a_file_that_lacks_something():
    dataset = created(private=True, resources=[FILE, NAMELESS])
    wrong = errors_of("package_patch", id=dataset["id"], private=False)
    assert wrong
    assert "b.csv" in str(wrong) or any(each for each in wrong.get("resources", []))
    assert model.Package.get(dataset["id"]).private is True
    mended = [{**each, "name": "ตาราง", "format": "CSV"} for each in dataset["resources"]]
    assert call("package_patch", id=dataset["id"], private=False, resources=mended)["private"] is False


def test_under_strict_another_field_is_not_patched_beside_it():
    dataset = created(private=True, resources=[FILE, NAMELESS])
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        assert errors_of("package_patch", id=dataset["id"], title="ชื่อใหม่")
    assert call("package_patch", id=dataset["id"], title="ชื่อใหม่")["title"] == "ชื่อใหม่"


def test_what_is_told_stands_at_the_place_of_its_file():
    dataset = created(private=True, resources=[FILE, NAMELESS, {**FILE, "url": "https://data.example.org/c.csv"}])
    first, second, third = dataset["resources"]
    for sent in ([first, second, {**third, "description": "อีกครั้ง"}], [{**first, "description": "ก"}, second, third]):
        told = call("package_patch", id=dataset["id"], resources=sent)["dgmaturity_warnings"]["resources"]
        assert [bool(each) for each in told] == [False, True], sent
    turned = call("package_patch", id=dataset["id"], resources=[second, first])["dgmaturity_warnings"]["resources"]
    assert [bool(each) for each in turned] == [True]
    assert "resources" in call("package_patch", id=dataset["id"], title="ก")["dgmaturity_warnings"]
