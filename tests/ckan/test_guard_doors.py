"""A closed category that is hidden, lost on the way, misspelt, or of a dataset without our form: it stays private."""

from __future__ import annotations

import contextlib

import pytest
from ckan import model
from ckan.lib.search import rebuild
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from rules_values import CLOSED, a_dataset, a_name, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
PERSONAL = CLOSED["data_category"]
EXTRAS = [{"key": "data_category", "value": PERSONAL}]
CONFIRMED = {"dgmaturity_confirm_publication": True}
REPORT = ("ckanext.dgmaturity.enforcement", "report")


def an_archive(**more):
    """A dataset of a type that no form of ours is of."""
    asked = {"type": "archive", "title": "ก", "name": a_name(), "owner_org": factories.Organization()["id"]}
    return call("package_create", **{**asked, "private": True, "extras": EXTRAS, **more})


def row(dataset):
    model.Session.expire_all()
    return model.Package.get(dataset["id"])


def tried(action, **asked):
    """Whatever the answer is."""
    with contextlib.suppress(tk.ValidationError):
        call(action, **asked)


def stored(dataset, category):
    """As an old site has it."""
    package = model.Package.get(dataset["id"])
    package.extras = {**package.extras, "data_category": category}
    model.Session.commit()
    rebuild(package.id)


@pytest.mark.parametrize(
    "change",
    [
        lambda each: ("package_update", {**each, "private": False}),
        lambda each: ("package_update", {**without(each, "type"), "private": False}),
        lambda each: ("package_update", {**without(each, "type", "private", "id"), "private": "false"}),
        lambda each: ("package_update", {**without(each, "extras"), "private": False}),
        lambda each: ("package_update", {**without(each, "type", "extras"), "private": 0}),
        lambda each: ("package_update", {**each, "type": "dataset", "private": False}),
        lambda each: ("package_patch", {"id": each["id"], "extras": [], "private": False}),
        lambda each: ("package_patch", {"id": each["name"], "private": False}),
        lambda each: ("package_patch", {"id": each["id"], "private": False, "dgmaturity_confirm_publication": "no"}),
        lambda each: ("package_revise", {"match": {"id": each["id"]}, "update": {"private": False, "extras": []}}),
        lambda each: ("bulk_update_public", {"datasets": [each["id"]], "org_id": each["owner_org"]}),
    ],
)
def test_another_type_of_dataset_does_not_become_visible(change):
    dataset = an_archive()
    action, asked = change(dataset)
    assert errors_of(action, **asked)
    assert row(dataset).private is True


def without(dataset, *names):
    return {name: value for name, value in dataset.items() if name not in names}


def test_another_type_does_not_lose_its_category_first():
    dataset = an_archive()
    assert list(errors_of("package_patch", id=dataset["id"], extras=[])) == ["data_category"]


def test_a_visible_one_of_another_type_does_not_turn_to_a_closed_category():
    dataset = an_archive(private=False, extras=[])
    assert list(errors_of("package_update", **{**without(dataset, "type"), "extras": EXTRAS})) == ["private"]


def test_another_type_is_published_when_it_is_confirmed_and_that_is_logged():
    dataset = an_archive()
    call("package_patch", id=dataset["id"], private=False, **CONFIRMED)
    assert row(dataset).private is False
    [line] = call("dgmaturity_publication_list", id=dataset["owner_org"])["results"]
    assert (line["package_name"], line["category"]) == (dataset["name"], PERSONAL)
    call("package_patch", id=dataset["id"], title="ข")  # visible already: nothing is asked, nothing logged
    assert call("dgmaturity_publication_list", id=dataset["owner_org"])["count"] == 1


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_whether_one_of_another_type_is_closed_is_not_told_to_others(site, who):
    dataset = an_archive()
    headers = {"Authorization": factories.UserWithToken()["token"]} if who == "stranger" else {}
    answer = site.post("/api/3/action/package_update", json={"id": dataset["id"], "private": False}, headers=headers)
    assert answer.status_code == 403
    assert PERSONAL not in answer.data.decode()


@pytest.mark.parametrize("level", ["report", "publish", "strict"])
@pytest.mark.parametrize("top", [None, "", "-", "ไม่ระบุ"])
def test_a_category_among_the_extras_of_the_form_is_not_public(level, top):
    asked = a_dataset(**{**CLOSED, "data_category": top}, extras=EXTRAS)
    with helpers.changed_config("ckanext.dgmaturity.enforcement", level), contextlib.suppress(tk.ValidationError):
        assert row(call("package_create", **asked)).private is True


@pytest.mark.parametrize("written", ["ข้อมูลส่วน\u200bบุคคล", "\ufeffข้อมูลส่วนบุคคล", f'["{PERSONAL}"]', "Personal",
                                     [PERSONAL], "ข้อมูลส่วนบุคล", "ข้อมูล​ส่วนบุคคล (Personal Data)"])  # fmt: skip
def test_a_category_in_another_spelling_is_private_or_refused(written):
    with helpers.changed_config(*REPORT), contextlib.suppress(tk.ValidationError):
        assert row(created(**{**CLOSED, "data_category": written})).private is True


@pytest.mark.parametrize("written", ["ข้อมูลส่วนบุคล", "secret", "ข้อมูลส่วน\u200bบุคคล", "<b>ลับ</b>"])
def test_an_old_dataset_whose_category_is_misspelt_is_published_by_a_confirmation_alone(written):
    dataset = created(private=True)
    stored(dataset, written)
    with helpers.changed_config(*REPORT):
        assert list(errors_of("package_patch", id=dataset["id"], private=False)) == ["private"]
        call("package_patch", id=dataset["id"], private=False, **CONFIRMED)
    assert call("dgmaturity_publication_list", id=dataset["owner_org"])["count"] == 1


def test_a_visible_old_dataset_whose_category_is_misspelt_is_edited_as_before():
    dataset = created()
    stored(dataset, "ข้อมูลสาธารนะ")
    with helpers.changed_config(*REPORT):
        assert call("package_patch", id=dataset["id"], data_source="ทะเบียน")["private"] is False


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_a_closed_category_is_not_blanked(blank):
    dataset = created(**CLOSED)
    with helpers.changed_config(*REPORT):
        assert list(errors_of("package_patch", id=dataset["id"], data_category=blank)) == ["data_category"]


def test_a_closed_category_that_is_not_named_is_kept_and_guards_the_next_call_too():
    dataset = created(**CLOSED)
    with helpers.changed_config(*REPORT):
        call("package_update", **without(dataset, "data_category"))
        assert call("package_show", id=dataset["id"])["data_category"] == PERSONAL
        assert list(errors_of("package_patch", id=dataset["id"], private=False)) == ["private"]


@pytest.mark.parametrize("state", ["draft", "deleted", "pending", "", "ACTIVE"])
def test_no_way_over_another_state_opens_it(state):
    dataset = created(**CLOSED)
    tried("package_patch", id=dataset["id"], state=state, private=False)
    tried("package_patch", id=dataset["id"], state="active")
    assert row(dataset).private is True


@pytest.mark.parametrize("away", ["draft", "deleted"])
def test_what_turned_to_a_closed_category_while_it_was_away_comes_back_private(away):
    dataset = created(license_id="License not specified")
    tried("package_patch", id=dataset["id"], state=away, data_category=PERSONAL)
    tried("package_patch", id=dataset["id"], state="active")
    found = row(dataset)
    assert found.private is True or found.extras["data_category"] != PERSONAL


def test_to_change_its_type_does_not_open_it():
    dataset = created(**CLOSED)
    for asked in ({"type": "archive", "private": False}, {"type": "archive", "data_category": "", "private": False}):
        tried("package_patch", id=dataset["id"], **asked)
        tried("package_update", **{**dataset, **asked})
    assert row(dataset).private is True


@pytest.mark.parametrize(
    "wrong", [{"license_id": "Open Data Common"}, {"data_classification": "เปิดเผย"}, {"update_frequency_interval": "x"}]
)
def test_what_is_refused_is_refused_of_a_dataset_that_is_deleted_too(wrong):
    dataset = created(**CLOSED)
    assert errors_of("package_patch", id=dataset["id"], state="deleted", **wrong)
    call("package_delete", id=dataset["id"])
    assert errors_of("package_patch", id=dataset["id"], **wrong)
