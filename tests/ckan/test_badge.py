"""The public badge of a dataset, and the public figures of an organization: nothing of what is private."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from ckan.tests.helpers import call_action
from ckanext.dgmaturity import badge
from panel_values import fields, person, saved, with_rules, with_verdict

pytestmark = pytest.mark.usefixtures("app")
NO_BADGE = pytest.mark.ckan_config("ckanext.dgmaturity.public_badge", False)
NO_PAGE = pytest.mark.ckan_config("ckanext.dgmaturity.public_page", False)
SVG = "{http://www.w3.org/2000/svg}"


def address(dataset, words=""):
    return f"/dataset/{dataset['name']}/dgmaturity/badge.svg{words}"


def said(answer):
    return ElementTree.fromstring(answer.body).findtext(f"{SVG}title")


def numbers(page):
    found = re.findall(r"<dt>([^<]+)</dt><dd[^>]*>([^<]+)<", page)
    return {name: value.strip() for name, value in found}


def test_everybody_gets_the_badge_of_a_public_dataset_in_both_languages(app):
    organization, _ = person()
    dataset = saved(organization)
    assert said(app.get(address(dataset))) == "Data quality: 14/14 items"
    with_verdict(dataset)
    english = app.get(address(dataset))
    assert english.headers["Content-Type"].startswith("image/svg+xml")
    assert said(english) == "Data quality: 14/14 items · basic · 3 of 5 stars"
    thai = "คุณภาพข้อมูล: 14/14 รายการ · ขั้นต้น · 3 จาก 5 ดาว"
    assert said(app.get(address(dataset, "?lang=th"))) == thai
    assert said(app.get("/th" + address(dataset))) == thai
    assert said(app.get("/th" + address(dataset, "?lang=en"))) == said(english)
    assert said(app.get(address(dataset, "?lang=<script>"))) == said(english)


def test_the_badge_may_be_cached_and_is_not_sent_twice(app):
    organization, editors = person()
    dataset = saved(organization)
    first = app.get(address(dataset))
    assert "public" in first.headers["Cache-Control"]
    again = app.get(address(dataset), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.body) == (304, "")
    with_verdict(dataset)
    changed = app.get(address(dataset), headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert app.get(address(dataset), headers=editors).body == changed.body, "the same for all"


def test_a_dataset_that_the_anonymous_may_not_see_has_no_badge_for_anybody(app):
    organization, editors = person()
    hidden = saved(organization, private=True)
    draft = saved(organization, state="draft")
    with_verdict(hidden)
    for dataset in (hidden, draft, {"name": "no-such-dataset"}, {"name": "%00"}):
        assert app.get(address(dataset)).status_code == 404
        assert app.get(address(dataset), headers=editors).status_code == 404
    assert "badge.svg" not in app.get(f"/dataset/{hidden['name']}", headers=editors).body


def test_the_public_page_of_a_dataset_shows_the_badge_and_says_it_in_words(app):
    organization, _ = person()
    dataset = saved(organization)
    with_verdict(dataset)
    page = app.get(f"/th/dataset/{dataset['name']}").body
    picture = re.search(r'<img src="([^"]+badge.svg[^"]*)"[^>]* alt="([^"]+)"', page)
    assert picture is not None
    assert picture.group(2) == "14/14 รายการ · ขั้นต้น · 3 จาก 5 ดาว"
    assert app.get(picture.group(1)).status_code == 200


@NO_BADGE
def test_a_site_can_switch_badges_off(app):
    organization, _ = person()
    dataset = saved(organization)
    assert app.get(address(dataset)).status_code == 404
    assert "badge.svg" not in app.get(f"/dataset/{dataset['name']}").body
    assert app.get(f"/organization/{organization['name']}/quality").status_code == 200


def test_an_organization_can_switch_its_badges_and_its_page_off(app):
    organization, _ = person()
    dataset = saved(organization)
    with_rules(organization, public_page=False)
    assert app.get(address(dataset)).status_code == 404
    assert app.get(f"/organization/{organization['name']}/quality").status_code == 404
    assert "/quality" not in app.get(f"/organization/{organization['name']}").body


@NO_PAGE
def test_a_site_without_public_pages_lets_an_organization_have_one(app):
    silent, _ = person()
    willing, _ = person()
    with_rules(willing, public_page=True)
    assert app.get(f"/organization/{silent['name']}/quality").status_code == 404
    assert app.get(f"/organization/{willing['name']}/quality").status_code == 200


def test_the_page_of_an_organization_counts_its_public_datasets_alone(app):
    organization, editors = person()
    for changes in ({}, {"passed": 11, "tier": "middle", "stars": None}):
        with_verdict(saved(organization), **changes)
    saved(organization)
    hidden = saved(organization, private=True, title="ชุดข้อมูลที่ไม่เปิดเผย")
    with_verdict(hidden, passed=1, tier="advanced", stars=5)
    draft = saved(organization, state="draft")
    with_verdict(draft, passed=1)
    address = f"/organization/{organization['name']}/quality"
    page = app.get(address).body
    assert numbers(page) == {
        "Public datasets": "3", "With all 14 mandatory items": "1", "Items on average": "12.5",
        "Last check": "20 November 2026 at 11:30",
    }  # fmt: skip
    assert "Not checked yet: 1" in page
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>\s*<td class="text-end">(\d+)</td>', page))
    assert (rows["basic"], rows["middle"], rows["advanced"]) == ("1", "1", "0")
    assert (rows["3 of 5 stars"], rows["5 of 5 stars"]) == ("1", "0")
    for private in (hidden["name"], "ชุดข้อมูลที่ไม่เปิดเผย", draft["name"]):
        assert private not in page
    assert numbers(app.get(address, headers=editors).body) == numbers(page), "the same for its editors"
    assert app.get(f"/th{address}").body.count("20 พฤศจิกายน 2569") == 1


def test_an_organization_without_datasets_has_a_page_and_one_that_is_not_there_has_none(app):
    organization, _ = person()
    page = app.get(f"/organization/{organization['name']}/quality")
    assert numbers(page.body)["Public datasets"] == "0"
    for name in ("no-such-organization", "%00"):
        assert app.get(f"/organization/{name}/quality").status_code == 404
    call_action("organization_delete", {"user": call_action("get_site_user")["name"]}, id=organization["id"])
    assert app.get(f"/organization/{organization['name']}/quality").status_code == 404


def test_the_anonymous_are_told_no_verdict_by_any_action_of_the_panel(app):
    organization, _ = person()
    dataset = saved(organization)
    for action, asked in (
        ("dgmaturity_form_verdict", fields(id=dataset["id"])),
        ("dgmaturity_dataset_show", {"id": dataset["id"]}),
        ("dgmaturity_check", {"id": dataset["id"]}),
    ):
        assert app.post(f"/api/3/action/{action}", json=asked).status_code == 403


@pytest.mark.parametrize(("passed", "colour"), [(14, "#1b7a3d"), (13, "#8a5a00"), (7, "#8a5a00"), (6, "#8e2b23")])
def test_a_badge_is_green_only_where_every_item_is_there(passed, colour):
    assert badge.colour(passed, 14) == colour


def test_a_badge_escapes_what_it_says_and_grows_with_its_letters_not_with_their_marks():
    picture = ElementTree.fromstring(badge.svg("<b>", '"&', "#000"))
    assert picture.get("aria-label") == '<b>: "&'
    widths = [ElementTree.fromstring(badge.svg("x", value, "#000")).get("width") for value in ("ที่", "ท", "ทท")]
    assert widths[0] == widths[1] != widths[2]
