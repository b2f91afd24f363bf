"""The same rules at every other door: single resources, a harvester's own schema, two editors at once."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.lib.search import rebuild
from ckan.logic import schema
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from rules_values import CLOSED, a_dataset, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
FILE = {"name": "ตาราง", "url": "https://data.example.org/a.csv", "format": "CSV"}


def harvested(**fields):
    """As a harvester creates: with a schema of its own in the context."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    context = {"user": site["name"], "ignore_auth": True, "schema": schema.default_create_package_schema()}
    return tk.get_action("package_create")(context, a_dataset(**fields))


def test_what_is_harvested_is_held_to_the_rules():
    with pytest.raises(tk.ValidationError) as refused:
        harvested(maintainer="")
    assert refused.value.error_dict["maintainer"] == ["Contact unit is blank"]
    assert harvested(**CLOSED)["private"] is True


def test_a_harvested_dataset_that_lacks_something_is_stored_private_under_publish_and_refused_under_strict():
    assert harvested(maintainer="", private=True)["private"] is True
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"), pytest.raises(tk.ValidationError):
        harvested(maintainer="", private=True)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("url", "ftp://a.example/x", "http"),
        ("url", "ไม่ใช่ที่อยู่", "URL"),
        ("name", "", "name"),
        ("format", "", "format"),
        ("resource_last_updated_date", "32/01/2565", ""),
        ("resource_data_collect", "ดาวเทียม", "list"),
    ],
)
def test_a_new_resource_is_held_to_its_rules(field, value, words):
    asked = {**FILE, "url": "https://data.example.org/a", field: value}
    wrong = errors_of("resource_create", package_id=created()["id"], **asked)
    assert list(wrong) == [field]
    assert words.lower() in str(wrong).lower()


def test_an_error_stands_at_its_resource():
    dataset = created(resources=[FILE, FILE, FILE])
    resources = [dict(each) for each in dataset["resources"]]
    resources[1]["url"] = "ไม่ใช่ที่อยู่"
    wrong = errors_of("package_patch", id=dataset["id"], resources=resources)
    assert [sorted(each) for each in wrong["resources"]][:2] == [[], ["url"]]


def test_a_created_day_behind_the_last_update_is_refused():
    days = {"resource_created_date": "2024-05-01", "resource_last_updated_date": "2024-04-01"}
    assert "resource_created_date" in errors_of("resource_create", package_id=created()["id"], **FILE, **days)


def test_an_old_resource_does_not_stand_in_the_way():
    dataset = created(resources=[FILE])
    row = model.Resource.get(dataset["resources"][0]["id"])
    row.name, row.url = "", "ไม่ใช่ที่อยู่"
    model.Session.commit()
    rebuild(dataset["id"])
    assert call("package_patch", id=dataset["id"], data_source="ทะเบียน")["data_source"] == "ทะเบียน"
    made = call("resource_create", package_id=dataset["id"], **FILE)
    call("resource_patch", id=made["id"], description="ใหม่")
    call("resource_delete", id=made["id"])
    assert call("package_show", id=dataset["id"])["num_resources"] == 1


def test_resources_of_an_old_incomplete_dataset_are_edited_but_not_under_strict():
    dataset = created(resources=[FILE])
    package = model.Package.get(dataset["id"])
    package.maintainer = ""
    model.Session.commit()
    rebuild(dataset["id"])
    made = call("resource_create", package_id=dataset["id"], **FILE)
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        wrong = errors_of("resource_patch", id=made["id"], description="ใหม่")
        assert "maintainer" in wrong


def test_a_table_of_the_datastore_needs_no_file():
    dataset = created()
    made = call("datastore_create", resource={"package_id": dataset["id"]}, records=[{"a": "ก"}])
    assert call("resource_show", id=made["resource_id"])["url_type"] == "datastore"


def test_deleting_is_never_refused():
    dataset = created(maintainer="", private=True)
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        call("package_delete", id=dataset["id"])
    assert model.Package.get(dataset["id"]).state == "deleted"


def test_a_file_is_taken_away_whatever_its_dataset_lacks():
    file = {"name": "ก", "url": "https://example.org/a.csv", "format": "CSV"}
    dataset = created(maintainer="", private=True, resources=[file])
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "strict"):
        call("resource_delete", id=dataset["resources"][0]["id"])
    assert call("package_show", id=dataset["id"])["resources"] == []


@pytest.mark.parametrize(("action", "private", "state"), [
    ("bulk_update_private", True, "active"), ("bulk_update_public", False, "active"),
    ("bulk_update_delete", False, "deleted"),
])  # fmt: skip
def test_many_datasets_are_changed_at_once(action, private, state):
    office = factories.Organization()
    ids = [created(office, private=action == "bulk_update_public")["id"] for _ in range(2)]
    call(action, datasets=ids, org_id=office["id"])
    model.Session.expire_all()
    assert [(each.private, each.state) for each in map(model.Package.get, ids)] == [(private, state)] * 2


def test_the_last_of_two_editors_is_held_to_what_the_first_one_stored():
    dataset = created()
    call("package_update", **{**dataset, "maintainer": "กองแผนงาน"})
    assert "maintainer" in errors_of("package_update", **{**dataset, "maintainer": ""})


def test_the_same_license_and_category_as_stored_are_not_judged_anew():
    dataset = created(license_id="License not specified")
    package = model.Package.get(dataset["id"])
    package.license_id, package.private = "Open Data Common", True
    package.extras = {**package.extras, "data_category": "ข้อมูลส่วนบุคคล"}
    model.Session.commit()
    rebuild(dataset["id"])
    assert call("package_patch", id=dataset["id"], data_source="ทะเบียน")["data_source"] == "ทะเบียน"
    wrong = errors_of("package_patch", id=dataset["id"], data_category="ข้อมูลความมั่นคง")
    assert list(wrong) == ["license_id"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"data_type": "ข้อมูลประเภทอื่นๆ"}, "data_type"),
        ({"objective": ["อื่นๆ"]}, "objective"),
        ({"update_frequency_unit": "อื่นๆ", "update_frequency_interval": None}, "update_frequency_unit"),
        ({"geo_coverage": "อื่นๆ"}, "geo_coverage"),
        ({"data_format": ["CSV", "อื่นๆ"]}, "data_format"),
        ({"license_id": "อื่นๆ"}, "license_id"),
        ({"data_support": ["อื่นๆ"]}, "data_support"),
        ({"data_language": ["ไทย", "อื่นๆ"]}, "data_language"),
        ({"disaggregate": ["อื่นๆ"]}, "disaggregate"),
        ({"unit_of_multiplier": "อื่นๆ"}, "unit_of_multiplier"),
        ({"data_collect": "อื่นๆ"}, "data_collect"),
        ({"equivalent_scale": "อื่นๆ"}, "equivalent_scale"),
        ({"data_type": "นอกรายการ"}, "data_type"),
        ({"objective": ["นอกรายการ"]}, "objective"),
        ({"license_id": "นอกรายการ"}, "license_id"),
        ({"update_frequency_interval": "-1"}, "update_frequency_interval"),
        ({"update_frequency_interval": "0"}, "update_frequency_interval"),
        ({"update_frequency_interval": "สอง"}, "update_frequency_interval"),
        ({"maintainer_email": "-"}, "maintainer_email"),
        ({"maintainer_email": "a@b"}, "maintainer_email"),
        ({"created_date": "10/9/64"}, "created_date"),
        ({"url": "ไม่ใช่ที่อยู่"}, "url"),
        ({"allow_harvest": "บางที"}, "allow_harvest"),
    ],
)
@pytest.mark.parametrize("level", ["report", "publish", "strict"])
def test_wrong_new_input_is_refused_at_every_level_even_in_private(level, fields, wrong):
    with helpers.changed_config("ckanext.dgmaturity.enforcement", level):
        assert list(errors_of("package_create", **a_dataset(private=True, **fields))) == [wrong]


@pytest.mark.parametrize(
    ("fields", "stored"),
    [
        ({"data_type": "ข้อมูลประเภทอื่นๆ", "data_type_other": "ภาพ"}, {"data_type": "ข้อมูลประเภทอื่นๆ"}),
        ({"update_frequency_unit": "รายปี"}, {"update_frequency_unit": "ปี"}),
        ({"data_format": ["csv"]}, {"data_format": ["CSV"]}),
        ({"update_frequency_interval": "๒"}, {"update_frequency_interval": "2"}),
        ({"update_frequency_interval": None}, {}),
        ({"license_id": "cc-by"}, {"license_id": "cc-by"}),
        ({"created_date": "10 ก.ย. 2564"}, {"created_date": "2021-09-10"}),
        ({"maintainer_email": "a@example.org, b@example.org"}, {}),
    ],
)
def test_what_a_reader_understands_is_taken(fields, stored):
    assert stored.items() <= created(**fields).items()
