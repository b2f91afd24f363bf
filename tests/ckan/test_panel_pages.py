"""The panels beside the form and on a dataset's pages: who sees them, and what of."""

from __future__ import annotations

import re

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action
from panel_values import TABLE, fields, person, saved, with_score, with_verdict

pytestmark = pytest.mark.usefixtures("app")
REPORT = pytest.mark.ckan_config("ckanext.dgmaturity.enforcement", "report")
SECRET = "ลับเฉพาะผู้ดูแล"  #: in a stored verdict: no anonymous page may hold it


def state_of(page: str, number: int) -> str:
    found = re.search(rf'class="dgmaturity-item dgmaturity-(\w+)" data-no="{number}"', page)
    return found.group(1) if found else ""


def states(page: str) -> set[str]:
    return {state_of(page, number) for number in range(1, 15)}


def test_the_form_of_a_new_dataset_has_its_items_beside_it_all_missing(app):
    _, headers = person()
    page = app.get("/dataset/new", headers=headers).body
    assert states(page) == {"failed"}
    assert "0 of 14 items" in page
    assert "Assumed" in page


def test_every_item_leads_to_a_field_that_is_on_the_form(app):
    _, headers = person()
    page = app.get("/dataset/new", headers=headers).body
    anchors = re.findall(r'class="dgmaturity-jump" href="#([^"]+)"', page)
    assert len(anchors) == 14
    assert [each for each in anchors if f'id="{each}"' not in page] == []


def test_what_was_typed_is_judged_where_saving_was_refused(app):
    organization, headers = person()
    sent = fields(owner_org=organization["id"], title="รายชื่อสถานศึกษา", maintainer_email="no address", notes="-")
    answer = app.post("/dataset/new", data={**sent, "save": "", "_ckan_phase": "dataset_new_1"}, headers=headers)
    assert "รายชื่อสถานศึกษา" in answer.body, "the form again"
    assert (state_of(answer.body, 2), state_of(answer.body, 5)) == ("passed", "failed")
    assert (state_of(answer.body, 3), state_of(answer.body, 6), state_of(answer.body, 7)) == (
        "passed",
        "passed",
        "weak",
    )


def test_an_edit_that_was_refused_is_judged_as_it_was_typed_with_the_files_that_are_there(app):
    organization, headers = person()
    dataset = saved(organization)
    sent = fields(owner_org=organization["id"], name=dataset["name"], maintainer="", maintainer_email="no address")
    answer = app.post(f"/dataset/edit/{dataset['name']}", data={**sent, "save": "", "_ckan_phase": ""}, headers=headers)
    assert (state_of(answer.body, 1), state_of(answer.body, 4), state_of(answer.body, 5)) == (
        "passed",
        "failed",
        "failed",
    )
    assert "There are tables, but no data dictionary" in answer.body
    assert call_action("package_show", id=dataset["id"])["maintainer"] == dataset["maintainer"]


def test_the_form_of_a_saved_dataset_stands_as_it_is_saved(app):
    organization, headers = person()
    page = app.get(f"/th/dataset/edit/{saved(organization)['name']}", headers=headers).body
    assert states(page) == {"passed"}
    assert "ครบ 14 จาก 14 รายการ" in page


def openness_beside(page: str) -> str:
    """What the form's panel says of openness; empty: nothing."""
    return page.partition("dgmaturity-form-openness")[2].partition("</details>")[0]


def test_the_form_of_a_saved_dataset_tells_its_openness_as_of_the_last_check(app):
    organization, headers = person()
    dataset = saved(organization)
    address = f"/dataset/edit/{dataset['name']}"
    assert "told here once its links and files are checked" in app.get(address, headers=headers).body
    with_verdict(dataset)
    told = openness_beside(app.get(address, headers=headers).body)
    assert "Openness: basic" in told
    assert "6 of 20 points" in told
    assert "For middle:" in told
    assert "As of the last check: 20 November 2026" in told
    assert "the check is late" not in told
    assert "ครั้งล่าสุด" in openness_beside(app.get(f"/th{address}", headers=headers).body)


def test_the_form_says_where_the_check_is_of_an_older_state_also_where_saving_was_refused(app):
    organization, headers = person()
    dataset = saved(organization)
    with_verdict(dataset, package_modified="2020-01-01T00:00:00")
    address = f"/dataset/edit/{dataset['name']}"
    assert "the check is late" in openness_beside(app.get(address, headers=headers).body)
    sent = fields(owner_org=organization["id"], name=dataset["name"], maintainer_email="no address")
    refused = app.post(address, data={**sent, "save": "", "_ckan_phase": ""}, headers=headers).body
    assert "the check is late" in openness_beside(refused)


def test_a_form_tells_no_openness_of_a_dataset_that_it_does_not_edit(app):
    organization, headers = person()
    foreign, _ = person()
    dataset = saved(foreign)
    with_verdict(dataset)
    sent = fields(owner_org=organization["id"], id=dataset["id"], maintainer_email="no address")
    for page in (
        app.get("/dataset/new", headers=headers).body,
        app.post("/dataset/new", data={**sent, "save": "", "_ckan_phase": "dataset_new_1"}, headers=headers).body,
    ):
        assert "dgmaturity-beside-form" in page, "the form"
        assert openness_beside(page) == ""
        assert "Openness: basic" not in page


def test_texts_that_people_wrote_are_no_markup(app):
    organization, headers = person()
    hostile = "ตาราง <img src=x onerror=alert(1)> รายเดือน"
    dataset = saved(organization, title=hostile, resources=[{**TABLE, "name": hostile, "format": ""}])
    with_verdict(dataset, links=[{"name": hostile}])
    resource = dataset["resources"][0]["id"]
    for address in (f"/dataset/{dataset['name']}", f"/dataset/{dataset['name']}/resource/{resource}"):
        page = app.get(address, headers=headers).body
        assert 'id="dgmaturity"' in page
        assert hostile not in page.partition('id="dgmaturity"')[2]


def test_the_cost_is_derived_from_the_last_score_of_the_organization(app):
    organization, headers = person()
    with_score(organization, datasets=6)
    with_score(organization, datasets=5)
    url = "/api/3/action/dgmaturity_form_verdict"
    sent = fields(owner_org=organization["id"], notes="", maintainer="")
    told = app.post(url, json=sent, headers=headers).json["result"]
    assert told["cost"]["basis"] == "derived"
    assert (told["cost"]["points"], told["cost"]["missing"]) == ("3", 2)
    assert {item["cost"] for item in told["items"]} == {None, "3"}
    one = app.post(url, json={**sent, "maintainer": "กอง"}, headers=headers).json["result"]
    assert [item["cost_text"] for item in one["items"] if item["cost"]] == ["3 points"]


def test_the_score_of_a_foreign_organization_stays_unknown(app):
    mine, headers = person()
    foreign, _ = person()
    with_score(foreign, datasets=7)
    sent = {"owner_org": foreign["id"], "title": "x"}
    told = app.post("/api/3/action/dgmaturity_form_verdict", json=sent, headers=headers).json["result"]
    assert (told["cost"]["basis"], told["cost"]["points"]) == ("assumed", "15")


def test_only_editors_see_the_panel_on_a_dataset_and_its_resources(app):
    organization, editors = person()
    user = factories.UserWithToken()
    call_action("organization_member_create", id=organization["id"], username=user["name"], role="member")
    _, others = person()
    dataset = saved(organization)
    with_verdict(dataset, links=[{"name": SECRET}])
    for address in (
        f"/dataset/{dataset['name']}",
        f"/dataset/{dataset['name']}/resource/{dataset['resources'][0]['id']}",
    ):
        seen = app.get(address, headers=editors).body
        assert 'id="dgmaturity"' in seen
        for headers in ({"Authorization": user["token"]}, others, {}):
            page = app.get(address, headers=headers).body
            assert 'id="dgmaturity"' not in page
            assert SECRET not in page
            assert "dgmaturity-item" not in page


def test_the_panel_shows_the_links_and_the_openness_of_the_last_check(app):
    organization, editors = person()
    dataset = saved(organization)
    with_verdict(
        dataset, links=[{"name": "ตารางรายเดือน", "verdict": "missing", "outcome": "failed", "confirmed": True}]
    )
    page = app.get(f"/dataset/{dataset['name']}", headers=editors).body
    assert "Links and files were checked 20 November 2026" in page
    assert "the check is late" not in page
    assert "1 link" in page
    assert "Openness: basic" in page
    assert "For middle:" in page


def test_a_verdict_of_an_older_state_is_told_to_be_late_and_none_to_be_none(app):
    organization, editors = person()
    dataset = saved(organization)
    address = f"/dataset/{dataset['name']}"
    assert "Links and files were not checked yet." in app.get(address, headers=editors).body
    with_verdict(dataset, package_modified="2020-01-01T00:00:00")
    assert "The dataset was changed since: the check is late." in app.get(address, headers=editors).body


@REPORT
def test_the_panel_judges_the_dataset_as_it_is_not_as_it_was_checked(app):
    organization, editors = person()
    dataset = saved(organization)
    with_verdict(dataset)
    site = call_action("get_site_user")["name"]
    call_action("package_patch", {"user": site}, id=dataset["id"], maintainer="")
    page = app.get(f"/dataset/{dataset['name']}", headers=editors).body
    assert "Mandatory items: 13 of 14 items" in page
    assert f'href="/dataset/edit/{dataset["name"]}#field-maintainer"' in page


def test_a_check_is_asked_for_by_editors_alone_and_leads_back(app):
    organization, editors = person()
    _, others = person()
    dataset = saved(organization)
    address = f"/dataset/{dataset['name']}/dgmaturity/check"
    answer = app.post(address, headers=editors, follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/dataset/{dataset['name']}#dgmaturity")
    assert app.post(address, headers=others).status_code == 403
    assert app.post(address).status_code == 403
    assert app.post("/dataset/no-such-one/dgmaturity/check", headers=editors).status_code == 404
    assert app.get(address, headers=editors).status_code in (404, 405)


@pytest.mark.parametrize("page", ["/dataset/{}", "/dataset/edit/{}"])
def test_a_page_asks_our_tables_a_constant_number_of_times(app, page):
    organization, editors = person()
    few, many = saved(organization), saved(organization, resources=[{**TABLE, "name": f"r{n}"} for n in range(12)])
    for dataset in (few, many):
        with_verdict(dataset, links=[{"name": str(number)} for number in range(len(dataset["resources"]))])
    statements: list[str] = []
    from sqlalchemy import event

    def told(connection, cursor, statement, *rest):
        if "dgmaturity" in statement:
            statements.append(statement)

    engine = model.Session.get_bind()
    event.listen(engine, "before_cursor_execute", told)
    try:
        counts = []
        for dataset in (few, many):
            statements.clear()
            app.get(page.format(dataset["name"]), headers=editors)
            counts.append(len(statements))
    finally:
        event.remove(engine, "before_cursor_execute", told)
    assert counts[0] == counts[1]
    assert 0 < counts[0] <= 6
