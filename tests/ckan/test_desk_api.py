"""The desk over CKAN's own API: shapes of answers and of errors."""

from __future__ import annotations

import io

from desk_values import Office, book, value

ONE = ("DataSet_11_01", "สถิตินักท่องเที่ยว")


def test_reading_answers_get_and_uploading_a_form(app):
    office = Office()
    headers = office.headers
    form = {"organization_id": office.name, "upload": (io.BytesIO(book(value(ONE))), "plan.xlsx")}
    made = app.post("/api/3/action/dgmaturity_plan_create", data=form, headers=headers)
    assert made.json["result"]["datasets"] == 1
    listed = app.get(f"/api/3/action/dgmaturity_plan_list?organization_id={office.name}", headers=headers)
    assert [each["in_force"] for each in listed.json["result"]] == [True]
    wrong = app.post("/api/3/action/dgmaturity_plan_create", data={"organization_id": office.name, "plan": "x"},
                     headers=headers)  # fmt: skip
    assert wrong.status_code == 409
    assert wrong.json["error"]["plan"]


def test_errors_are_in_the_language_of_the_request(app):
    office = Office()
    form = {"organization_id": office.name, "plan": '{"fiscal_year": "soon"}'}
    wrong = app.post("/th/api/3/action/dgmaturity_plan_create", data=form, headers=office.headers)
    assert "จำนวนเต็ม" in wrong.json["error"]["plan"][0]


def test_an_anonymous_reader_is_refused(app):
    office = Office()
    assert app.get(f"/api/3/action/dgmaturity_plan_list?organization_id={office.name}").status_code == 403
