"""Datasets of a category that is not public: private from the start, visible only when confirmed, and logged."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.lib.search import rebuild
from ckan.tests import factories, helpers
from rules_values import CLOSED, a_dataset, a_name, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
CATEGORIES = ("ข้อมูลใช้ภายใน", "ข้อมูลส่วนบุคคล", "ข้อมูลความมั่นคง", "ข้อมูลความลับทางราชการ")
CONFIRMED = {"dgmaturity_confirm_publication": True}


def logged(dataset):
    return call("dgmaturity_publication_list", id=dataset["owner_org"])["results"]


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("asked", [{"private": False}, {"private": None}, {"private": False, **CONFIRMED}])
def test_a_closed_category_is_created_private_whatever_was_asked(category, asked):
    dataset = created(**{**CLOSED, "data_category": category, **asked})
    assert dataset["private"] is True
    assert logged(dataset) == []


def test_the_public_category_is_created_as_asked():
    assert created()["private"] is False
    assert created(private=True)["private"] is True


def test_a_closed_category_that_is_written_otherwise_is_closed_too():
    assert created(**{**CLOSED, "data_category": " ข้อมูล ส่วนบุคคล "})["private"] is True


@pytest.mark.parametrize(
    "publish",
    [
        lambda each: ("package_patch", {"id": each["id"], "private": False}),
        lambda each: ("package_patch", {"id": each["id"], "private": "false"}),
        lambda each: ("package_update", {**each, "private": False}),
        lambda each: ("package_revise", {"match": {"id": each["id"]}, "update": {"private": False}}),
        lambda each: ("package_patch", {"id": each["id"], "private": False, "dgmaturity_confirm_publication": "no"}),
        lambda each: ("package_patch", {"id": each["id"], "private": False, "dgmaturity_confirm_publication": {}}),
    ],
)
def test_publishing_without_a_confirmation_is_refused(publish):
    action, asked = publish(created(**CLOSED))
    wrong = errors_of(action, **asked)
    assert list(wrong) == ["private"]
    assert "dgmaturity_confirm_publication" in wrong["private"][0]


@pytest.mark.parametrize(
    "publish",
    [
        lambda each: ("package_patch", {"id": each["id"], "private": False, **CONFIRMED}),
        lambda each: ("package_update", {**each, "private": False, "dgmaturity_confirm_publication": "true"}),
        lambda each: ("package_revise", {"match": {"id": each["id"]}, "update": {"private": False, **CONFIRMED}}),
    ],
)
def test_a_confirmed_publication_is_done_and_logged_and_the_confirmation_is_not_kept(publish):
    dataset = created(**CLOSED)
    action, asked = publish(dataset)
    call(action, **asked)
    shown = call("package_show", id=dataset["id"])
    assert shown["private"] is False
    assert "dgmaturity_confirm_publication" not in str(shown)
    [row] = logged(dataset)
    user = call("get_site_user")["name"]
    assert (row["package_name"], row["category"], row["user"]) == (dataset["name"], "ข้อมูลส่วนบุคคล", user)


def test_a_confirmation_counts_for_its_call_alone():
    dataset = created(**CLOSED)
    call("package_patch", id=dataset["id"], private=False, **CONFIRMED)
    call("package_patch", id=dataset["id"], private=True)
    assert list(errors_of("package_patch", id=dataset["id"], private=False)) == ["private"]


def test_a_refused_publication_leaves_no_line_in_the_log():
    dataset = created(**CLOSED, maintainer="")
    wrong = errors_of("package_patch", id=dataset["id"], private=False, **CONFIRMED)
    assert list(wrong) == ["maintainer"]
    assert logged(dataset) == []


def test_a_public_dataset_does_not_become_a_visible_one_of_a_closed_category():
    dataset = created(license_id="License not specified")
    wrong = errors_of("package_patch", id=dataset["id"], data_category="ข้อมูลส่วนบุคคล")
    assert list(wrong) == ["private"]
    again = call("package_patch", id=dataset["id"], data_category="ข้อมูลส่วนบุคคล", private=True)
    assert again["private"] is True


def test_another_closed_category_wants_a_confirmation_of_its_own():
    dataset = created(**{**CLOSED, "data_category": "ข้อมูลใช้ภายใน"})
    call("package_patch", id=dataset["id"], private=False, **CONFIRMED)
    assert list(errors_of("package_patch", id=dataset["id"], data_category="ข้อมูลความมั่นคง")) == ["private"]


def test_what_everybody_sees_already_stays_visible_when_another_field_is_edited():
    dataset = created(license_id="License not specified")
    package = model.Package.get(dataset["id"])
    package.extras = {**package.extras, "data_category": "ข้อมูลส่วนบุคคล"}
    model.Session.commit()
    rebuild(package.id)
    again = call("package_patch", id=dataset["id"], data_source="ทะเบียน")
    assert (again["private"], again["data_source"]) == (False, "ทะเบียน")
    assert logged(dataset) == []


def test_an_update_that_says_nothing_of_visibility_leaves_it():
    dataset = created(**CLOSED)
    again = call("package_update", **{name: value for name, value in dataset.items() if name != "private"})
    assert again["private"] is True


def test_to_leave_the_category_out_opens_nothing():
    dataset = created(**CLOSED)
    left_out = {name: value for name, value in dataset.items() if name != "data_category"}
    with helpers.changed_config("ckanext.dgmaturity.enforcement", "report"):
        assert list(errors_of("package_update", **{**left_out, "private": False})) == ["private"]
        assert call("package_update", **{**left_out, "private": True})["private"] is True


def test_to_call_a_dataset_public_is_to_open_it():
    dataset = created(**CLOSED)
    opened = {"data_category": "ข้อมูลสาธารณะ", "license_id": "Open Data Common", "private": False}
    assert call("package_patch", id=dataset["id"], **opened)["private"] is False
    assert logged(dataset) == []


def test_a_draft_of_a_closed_category_is_private_when_it_is_finished():
    dataset = created(**CLOSED, state="draft")
    assert dataset["private"] is True
    done = call("package_patch", id=dataset["id"], state="active")
    assert (done["state"], done["private"]) == ("active", True)


def test_a_draft_that_turns_to_a_closed_category_turns_private():
    dataset = created(state="draft", license_id="License not specified")
    done = call("package_patch", id=dataset["id"], state="active", data_category="ข้อมูลความมั่นคง")
    assert done["private"] is True


def test_an_open_licence_on_a_closed_category_is_refused():
    wrong = errors_of("package_create", **a_dataset(**{**CLOSED, "license_id": "Open Data Common"}))
    assert list(wrong) == ["license_id"]


def test_a_classification_that_does_not_fit_the_category_is_refused():
    wrong = errors_of("package_create", **a_dataset(data_classification="ลับมาก"))
    assert list(wrong) == ["data_classification"]


def test_a_type_of_dataset_without_our_form_is_no_way_around():
    extras = [{"key": "data_category", "value": "ข้อมูลส่วนบุคคล"}]
    asked = {"type": "archive", "title": "ก", "name": a_name(), "owner_org": factories.Organization()["id"]}
    assert list(errors_of("package_create", **asked, extras=extras)) == ["private"]
    dataset = call("package_create", **asked, extras=extras, private=True)
    assert list(errors_of("package_patch", id=dataset["id"], private=False)) == ["private"]


def test_a_dataset_without_an_organization_cannot_be_of_a_closed_category():
    with helpers.changed_config("ckan.auth.create_unowned_dataset", True):
        wrong = errors_of("package_create", **{**a_dataset(**CLOSED), "owner_org": ""})
    assert "private" in wrong


class TestManyAtOnce:
    def bulk(self, datasets, **asked):
        return {"datasets": [each["id"] for each in datasets], "org_id": datasets[0]["owner_org"], **asked}

    def test_nothing_is_published_where_one_may_not_be(self):
        office = factories.Organization()
        datasets = [created(office, private=True), created(office, **CLOSED)]
        wrong = errors_of("bulk_update_public", **self.bulk(datasets))
        assert list(wrong) == ["datasets"]
        assert len(wrong["datasets"]) == 1
        assert [call("package_show", id=each["id"])["private"] for each in datasets] == [True, True]

    def test_confirmed_all_are_published_and_the_closed_ones_logged(self):
        office = factories.Organization()
        datasets = [created(office, private=True), created(office, **CLOSED)]
        call("bulk_update_public", **self.bulk(datasets, **CONFIRMED))
        assert [call("package_show", id=each["id"])["private"] for each in datasets] == [False, False]
        assert [row["package_id"] for row in logged(datasets[0])] == [datasets[1]["id"]]

    def test_an_incomplete_one_is_not_published(self):
        dataset = created(private=True, maintainer="")
        wrong = errors_of("bulk_update_public", **self.bulk([dataset]))
        assert "Contact unit is blank" in wrong["datasets"][0]

    def test_one_of_another_organization_is_left_alone(self):
        mine, other = created(private=True), created(private=True)
        call("bulk_update_public", **self.bulk([mine, other]))
        assert call("package_show", id=other["id"])["private"] is True

    @pytest.mark.parametrize("datasets", ["abc", [1], [{}], None, {"a": 1}, ["\x00"], ["x"] * 2000])
    def test_wrong_input_is_told(self, datasets):
        assert "datasets" in errors_of("bulk_update_public", datasets=datasets, org_id=factories.Organization()["id"])

    def test_the_page_publishes_those_that_may_be(self, site):
        admin = factories.SysadminWithToken()
        office = factories.Organization()
        fine, closed = created(office, private=True), created(office, **CLOSED)
        answer = site.post(
            f"/organization/bulk_process/{office['name']}",
            data={"bulk_action.public": "public", f"dataset_{fine['id']}": "", f"dataset_{closed['id']}": ""},
            headers={"Authorization": admin["token"]}, follow_redirects=False,
        )  # fmt: skip
        assert answer.status_code < 400
        assert [call("package_show", id=each["id"])["private"] for each in (fine, closed)] == [False, True]


class TestAnotherOwner:
    def test_an_incomplete_dataset_does_not_move_to_a_strict_organization(self):
        dataset, office = created(private=True, maintainer=""), factories.Organization()
        call("dgmaturity_rules_update", id=office["id"], enforcement="strict")
        wrong = errors_of("package_owner_org_update", id=dataset["id"], organization_id=office["id"])
        assert "Contact unit is blank" in wrong["organization_id"][0]
        assert "maintainer" in errors_of("package_patch", id=dataset["id"], owner_org=office["id"])

    def test_a_private_dataset_keeps_an_organization(self):
        dataset = created(**CLOSED)
        assert "organization_id" in errors_of("package_owner_org_update", id=dataset["id"], organization_id="")

    def test_a_complete_one_moves_and_stays_private(self):
        dataset, office = created(**CLOSED), factories.Organization()
        call("package_owner_org_update", id=dataset["id"], organization_id=office["id"])
        package = model.Package.get(dataset["id"])
        assert (package.owner_org, package.private) == (office["id"], True)
