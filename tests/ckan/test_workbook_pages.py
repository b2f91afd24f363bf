"""The pages of the import: who sees them, what they say, what they hand out."""

from __future__ import annotations

import io

import pytest
from workbook_values import call, checked, edited, imported, organization, unique

from checker.testing import a_record, a_workbook
from checker.workbook.template2 import read_workbook


@pytest.fixture
def place(app):
    return organization()


def auth(user):
    """The headers of a request by this user."""
    token = call("api_token_create", user, user=user["name"], name=unique("token"))["token"]
    return {"Authorization": token}


def address(group, rest="", lang=""):
    return f"{lang}/organization/{group['name']}/dgmaturity/workbook{rest}"


def sent(app, group, user, rest, data):
    """Where a form leads to."""
    answer = app.post(address(group, rest), data=data, headers=auth(user), follow_redirects=False)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_an_editor_uploads_sees_imports_and_downloads(app, place):
    group, user = place
    name = unique("page")
    body = edited(a_workbook(a_record(name)), {"F6": "nobody at home"})
    headers = auth(user)
    assert "dgw-file" in app.get(address(group, lang="/th"), headers=headers).body
    upload = {"upload": (io.BytesIO(body), "แฟ้ม.xlsx")}
    page = sent(app, group, user, "", upload)
    told = app.get(page, headers=headers).body
    assert "F6" in told
    assert "nobody at home" in told
    assert "built-in" not in told
    batch = call("dgmaturity_workbook_batch_list", user, organization_id=group["id"])[0]
    assert page.endswith(batch["id"])
    assert sent(app, group, user, f"/{batch['id']}/import", {"choose": "1", "take": "1"}) == page
    assert f"/dataset/{name}" in app.get(page, headers=headers).body
    file = app.get(address(group, f"/{batch['id']}/coloured.xlsx"), headers=headers)
    assert file.data.startswith(b"PK")


def test_what_is_not_ticked_is_left(app, place):
    group, user = place
    batch = checked(*place, a_workbook(a_record(unique("one")), a_record(unique("two"))))
    sent(app, group, user, f"/{batch['id']}/import", {"choose": "1", "take": ["2"]})
    told = call("dgmaturity_workbook_batch_show", user, id=batch["id"])
    assert [each["outcome"] for each in told["datasets"]] == ["left", "created"]


@pytest.mark.parametrize("rest", ["", ".xlsx"])
def test_a_page_of_an_unknown_organization_is_not_found(app, place, rest):
    answer = app.get(f"/organization/{unique('none')}/dgmaturity/workbook{rest}", headers=auth(place[1]))
    assert answer.status_code == 404


def test_members_and_editors_of_others_do_not_come_in(app, place):
    group, user = place
    batch = checked(*place, a_workbook(a_record(unique("secret"))))
    for other in (organization("member")[1], organization("editor")[1]):
        for rest in ("", f"/{batch['id']}", f"/{batch['id']}/coloured.xlsx", f"/{batch['id']}/progress"):
            assert app.get(address(group, rest), headers=auth(other)).status_code == 403
    foreign, editor = organization("editor")
    assert app.get(address(foreign, f"/{batch['id']}"), headers=auth(editor)).status_code == 403
    assert app.get(address(group), follow_redirects=False).status_code in (302, 403)


def test_hostile_text_is_shown_as_text(app, place):
    group, user = place
    evil = "<script>alert(1)</script>"
    batch = checked(*place, edited(a_workbook(a_record(unique("evil"))), {"C6": evil, "F6": evil}))
    page = app.get(address(group, f"/{batch['id']}"), headers=auth(user)).body
    assert evil not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_export_of_a_search_holds_what_its_reader_may_see(app, place):
    group, user = place
    stem = unique("found").replace("-", "")
    imported(*place, a_workbook(a_record(f"{stem}-public"), a_record(f"{stem}-private", private=True)))
    query = f"/dgmaturity/workbook/search.xlsx?organization={group['name']}"
    assert names(app.get(query)) == [f"{stem}-public"]
    assert names(app.get(query, headers=auth(user))) == [f"{stem}-private", f"{stem}-public"]
    assert names(app.get(address(group, ".xlsx"))) == [f"{stem}-public"]


@pytest.mark.parametrize("query", ['organization=a"b', "q=%22", "x%20y:z=1", "sort=evil", "q=*:*&fq=)("])
def test_a_senseless_search_is_no_error_of_ours(app, query):
    assert app.get(f"/dgmaturity/workbook/search.xlsx?{query}").status_code in (200, 400)


@pytest.mark.ckan_config("ckanext.dgmaturity.workbook_max_datasets", 1)
def test_an_export_is_bounded(app, place):
    group, user = place
    for number in range(2):
        imported(*place, a_workbook(a_record(unique(f"many{number}"))))
    answer = app.get(address(group, ".xlsx"), headers=auth(user))
    assert answer.status_code == 400


def names(answer):
    assert answer.status_code == 200
    return sorted(each.name for each in read_workbook(answer.data, "w.xlsx").datasets)


def test_the_empty_workbook_is_for_everybody(app):
    answer = app.get("/dgmaturity/workbook/template.xlsx")
    assert answer.data.startswith(b"PK")
    assert read_workbook(answer.data, "w.xlsx").datasets == ()
