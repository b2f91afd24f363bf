"""The pages of the desk: who sees them, forms without script, what was typed stays, what people wrote is escaped."""

from __future__ import annotations

import io
from functools import cache

import pytest
from desk_values import USE, Office, book, value

HOSTILE = '<script>alert(1)</script>"\'{{7*7}}'
LISTED = (("DataSet_11_01", "สถิตินักท่องเที่ยว"), ("DataSet_11_02", HOSTILE))
SEARCH = "matching/search?code=DataSet_11_02&q=%3Cscript%3E"
PAGES = ("plan", "matching", SEARCH, "evidence", "evidence-new", "decisions")


@cache
def filled():
    office = Office()
    office.call("plan_create", plan=value(*LISTED))
    office.dataset(HOSTILE)
    office.call("evidence_create", **{**USE, "change": HOSTILE, "link": f"javascript:alert(1) {HOSTILE}"})
    return office


def get(app, page, office, lang="", **more):
    return app.get(f"{lang}/organization/{office.name}/dgmaturity/{page}", headers=office.headers, **more)


def post(app, page, office, data):
    return app.post(
        f"/organization/{office.name}/dgmaturity/{page}", data=data, headers=office.headers, follow_redirects=False
    )


@pytest.mark.parametrize("lang", ["", "/th"])
def test_every_page_answers_and_escapes_what_people_wrote(app, lang):
    office = filled()
    for page in PAGES:
        answer = get(app, page, office, lang)
        assert answer.status_code == 200, page
        assert "<script>alert(1)" not in answer.body
        assert "{{7*7}}" in answer.body or "7*7" not in answer.body
        assert 'href="javascript:' not in answer.body


def test_strangers_see_none_of_it(app):
    office = filled()
    for page in (*PAGES, "plan.xlsx", "plan-template.xlsx", "decisions/log.yaml"):
        answer = app.get(f"/organization/{office.name}/dgmaturity/{page}", follow_redirects=False)
        assert answer.status_code in (302, 403), page
        assert "DataSet_11_01" not in answer.body


def test_an_organization_that_is_none_is_not_found(app):
    assert app.get("/organization/no-such/dgmaturity/plan", headers=filled().headers).status_code == 404


def test_a_plan_is_uploaded_shown_and_given_back(app):
    office = Office()
    bad = post(app, "plan", office, {"upload": (io.BytesIO(b"issues: [1"), "plan.yaml")})
    assert (bad.status_code, "plan.yaml" in bad.body or "alert-danger" in bad.body) == (200, True)
    assert post(app, "plan", office, {}).status_code == 200
    made = post(app, "plan", office, {"upload": (io.BytesIO(book(value(*LISTED))), "plan.xlsx")})
    assert made.status_code == 302
    given = get(app, "plan.xlsx", office)
    assert (given.status_code, given.headers["Content-Type"].rpartition(".")[2]) == (200, "sheet")
    [plan] = office.call("plan_list")
    assert get(app, f"plan/{plan['id']}/delete", office).status_code == 200
    assert post(app, f"plan/{plan['id']}/delete", office, {"x": "y"}).status_code == 302
    assert office.call("plan_list") == []


def test_a_wrong_record_keeps_what_was_typed(app):
    office = filled()
    answer = post(app, "evidence-new", office, {**USE, "attested_on": "10/9/64", "change": "พิมพ์ไว้แล้ว"})
    assert answer.status_code == 200
    assert "พิมพ์ไว้แล้ว" in answer.body
    assert 'value="10/9/64"' in answer.body


def test_a_match_is_chosen_by_a_button(app):
    office = Office()
    office.call("plan_create", plan=value(*LISTED))
    package = office.dataset("อื่น")
    assert post(app, "matching", office, {"code": "DataSet_11_01", "dataset": package}).status_code == 302
    assert post(app, "matching", office, {"code": "DataSet_11_02", "dataset": package}).status_code == 200
    assert post(app, "matching", office, {"code": "DataSet_11_02", "none": "1"}).status_code == 302
    assert office.call("match_list")["counts"]["decided"] == 2


def test_plans_and_records_of_others_are_not_found_under_ones_own_address(app):
    office, other = filled(), Office()
    theirs = other.call("plan_create", plan=value(*LISTED))["id"]
    for page in (f"plan/{theirs}", "evidence/no-such", "plan/no-such/delete"):
        assert get(app, page, office).status_code == 404, page
    assert get(app, f"plan/{theirs}/delete", office).status_code in (403, 404)
