"""URL names made of titles."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from rules_values import a_dataset, call, created, errors_of

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")
NAME = re.compile(r"[a-z0-9_-]{2,100}")
TITLES = [
    "รายชื่อสถานศึกษา ปี 2564", "จำนวนกำลังแรงงานรวม", "Labour force", "ก", "๑๒๓", "!!!", "new", "edit", "ข้อมูล" * 60,
    "น้ำ\u200b", "日本", "A_b", "search", "Überblick", "-", "😀😀",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_title_gives_a_name_that_ckan_takes(title, name):
    dataset = created(title=title, name=name)
    assert NAME.fullmatch(dataset["name"])


def test_a_thai_title_is_written_in_latin_letters():
    suggested = call("dgmaturity_name_suggest", title="รายชื่อสถานศึกษา ปี 2564 ฉบับใหม่")["name"]
    assert suggested == "raaychuue-sthaansueksaa-pii-2564-chbabaihm"


def test_names_of_the_same_title_are_told_apart():
    title = f"ข้อมูล {factories.Group()['id']}"
    first, second, third = (created(title=title, name=None)["name"] for _ in range(3))
    assert (second, third) == (f"{first}-2", f"{first}-3")


def sent_together(site, packages):
    """What becomes of each, made at the same moment as the others: its name, or what is refused."""
    user, start = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"], Barrier(len(packages))
    model.Session.commit()

    def made(package):
        with site.flask_app.test_request_context("/"):
            start.wait()
            try:
                told = tk.get_action("package_create")({"user": user}, package)["name"]
            except tk.ValidationError as error:
                told = list(error.error_dict)
        model.Session.remove()
        return told

    with ThreadPoolExecutor(len(packages)) as pool:
        return list(pool.map(made, packages))


def test_of_a_form_that_is_sent_twice_each_has_a_name_of_its_own(site):
    office = factories.Organization()
    named = sent_together(site, [a_dataset(office, title=f"ข้อมูล {office['id']}", name=None) for _ in range(3)])
    assert len(set(named)) == 3


def test_of_a_name_that_is_sent_twice_the_second_is_told_that_it_is_taken(site):
    office = factories.Organization()
    name = f"twice-{office['id']}"
    told = sent_together(site, [a_dataset(office, name=name) for _ in range(3)])
    assert sorted(told, key=str) == [["name"], ["name"], name]


def test_a_name_that_is_given_stays():
    name = f"my-{factories.Group()['id']}"
    assert created(name=name)["name"] == name


@pytest.mark.parametrize("name", ["ชื่อไทย", "A b", "x" * 101, "new"])
def test_a_name_that_ckan_refuses_is_refused(name):
    assert list(errors_of("package_create", **a_dataset(name=name))) == ["name"]


@pytest.mark.parametrize("name", ["", None])
def test_an_update_without_a_name_keeps_it(name):
    dataset = created()
    assert call("package_update", **{**dataset, "name": name})["name"] == dataset["name"]


@pytest.mark.parametrize("title", [None, "", 7, [], {"th": "ก"}, "ก\x00ข", "ก" * 20_001])
def test_a_title_that_is_none_is_told(title):
    assert list(errors_of("dgmaturity_name_suggest", title=title)) == ["title"]


def test_the_suggestion_answers_get_for_those_who_may_create(site):
    office = factories.Organization()
    user = factories.UserWithToken()
    call("organization_member_create", id=office["id"], username=user["name"], role="editor")
    url = "/api/3/action/dgmaturity_name_suggest?title=สถิติ"
    assert site.get(url, headers={"Authorization": user["token"]}).json["result"]["name"].startswith("sthiti")
    assert site.get(url, status=403).json["success"] is False
