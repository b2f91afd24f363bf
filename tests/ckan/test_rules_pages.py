"""The rules on CKAN's own pages: the form of a dataset, its last step, the settings of an organization."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.tests import factories
from rules_values import CLOSED, a_dataset, call, created

CONFIRM = "dgmaturity_confirm_publication"


class Desk:
    """An editor at the forms."""

    def __init__(self, site):
        self.site, self.office = site, factories.Organization()
        self.headers = {"Authorization": self._token("admin")}

    def _token(self, role):
        user = factories.UserWithToken()
        call("organization_member_create", id=self.office["id"], username=user["name"], role=role)
        return user["token"]

    def send(self, page, /, **fields):
        return self.site.post(page, data=fields, headers=self.headers, follow_redirects=False)

    def form(self, **fields):
        """The fields of a form, as a browser sends them."""
        found = {**a_dataset(self.office), "private": "False", **fields}
        found["tag_string"] = ",".join(each["name"] for each in found.pop("tags"))
        return {name: value for name, value in found.items() if value is not None}

    def draft(self, **fields):
        answer = self.send("/dataset/new", _ckan_phase="dataset_new_1", save="", **self.form(**fields))
        return answer, model.Package.get(fields["name"]) if "name" in fields else None


@pytest.fixture(scope="module")
def desk(site):
    return Desk(site)


def a_name():
    return a_dataset({"id": "x"})["name"]


def finish(desk, package):
    fields = {
        "id": "",
        "name": "ตาราง",
        "url": "https://data.example.org/a.csv",
        "format": "CSV",
        "save": "go-metadata",
    }
    return desk.send(f"/dataset/{package.id}/resource/new", **fields)


def test_a_complete_dataset_is_made_in_the_form(desk):
    answer, package = desk.draft(name=a_name())
    assert (answer.status_code, package.state) == (302, "draft")
    assert finish(desk, package).status_code == 302
    model.Session.expire_all()
    assert (package.state, package.private) == ("active", False)


def test_a_form_without_a_name_gets_one(desk):
    title = f"ข้อมูลแรงงาน {a_name()}"
    answer = desk.send("/dataset/new", _ckan_phase="dataset_new_1", save="", **desk.form(name="", title=title))
    assert answer.status_code == 302
    [package] = model.Session.query(model.Package).filter_by(title=title)
    assert package.name.startswith("kh-muulaerngngaan")


def test_an_incomplete_public_dataset_is_finished_as_private_and_nothing_is_lost(desk):
    answer, package = desk.draft(name=a_name(), maintainer="")
    assert answer.status_code == 302
    answer = finish(desk, package)
    assert answer.status_code == 302
    model.Session.expire_all()
    assert (package.state, package.private, len(package.resources)) == ("active", True, 1)


def test_a_closed_category_is_finished_as_private(desk):
    _, package = desk.draft(name=a_name(), **CLOSED)
    finish(desk, package)
    model.Session.expire_all()
    assert (package.state, package.private) == ("active", True)


def test_wrong_new_input_comes_back_with_its_text_and_all_that_was_typed(desk):
    typed = {"maintainer_email": "นี่ไม่ใช่อีเมล", "notes": "คำอธิบายที่พิมพ์ไว้แล้วยาวพอสมควร"}
    answer, package = desk.draft(name=a_name(), **typed)
    assert (answer.status_code, package) == (200, None)
    page = answer.data.decode()
    assert "is not a valid e-mail address" in page
    assert "คำอธิบายที่พิมพ์ไว้แล้วยาวพอสมควร" in page


def test_publishing_in_the_form_asks_for_the_confirmation_and_takes_it(desk):
    dataset = created(desk.office, **CLOSED)
    url = f"/dataset/edit/{dataset['name']}"
    fields = desk.form(name=dataset["name"], **CLOSED)
    answer = desk.send(url, save="save", **fields)
    page = answer.data.decode()
    assert answer.status_code == 200
    assert f'name="{CONFIRM}"' in page
    assert model.Package.get(dataset["id"]).private is True
    assert desk.send(url, save="save", **fields, **{CONFIRM: "True"}).status_code == 302
    model.Session.expire_all()
    assert model.Package.get(dataset["id"]).private is False
    assert call("dgmaturity_publication_list", id=desk.office["id"])["count"] == 1


def test_an_edit_of_an_old_incomplete_dataset_is_saved_and_says_what_is_missing(desk):
    dataset = created(desk.office)
    package = model.Package.get(dataset["id"])
    package.maintainer = ""
    model.Session.commit()
    url = f"/dataset/edit/{dataset['name']}"
    fields = desk.form(name=dataset["name"], maintainer="", data_source="ทะเบียนใหม่")
    answer = desk.site.post(url, data={**fields, "save": "save"}, headers=desk.headers)
    assert "still lacks: Contact unit" in answer.data.decode()
    assert call("package_show", id=dataset["id"])["data_source"] == "ทะเบียนใหม่"


class TestSettings:
    def url(self, office):
        return f"/organization/{office['name']}/dgmaturity/rules"

    def test_an_administrator_sees_and_saves_them(self, site):
        desk = Desk(site)
        page = site.get(self.url(desk.office), headers=desk.headers).data.decode()
        assert "What happens to an incomplete dataset" in page
        assert 'value="report"' not in page
        assert desk.send(self.url(desk.office), enforcement="strict", public_page="false").status_code == 302
        told = call("dgmaturity_rules_show", id=desk.office["id"])
        assert (told["enforcement"], told["own"]["public_page"]) == ("strict", False)

    def test_wrong_values_are_told_on_the_page(self, site):
        desk = Desk(site)
        answer = desk.send(self.url(desk.office), enforcement="report", public_page="")
        assert answer.status_code == 200
        assert "only a sysadmin may ask for less" in answer.data.decode()

    @pytest.mark.parametrize("role", ["editor", "member"])
    def test_others_do_not(self, site, role):
        desk = Desk(site)
        site.get(self.url(desk.office), headers={"Authorization": desk._token(role)}, status=403)
        answer = site.get(self.url(desk.office), follow_redirects=False)
        assert answer.status_code in (302, 401, 403)

    def test_of_no_organization_there_is_no_page(self, site):
        desk = Desk(site)
        site.get("/organization/nobody/dgmaturity/rules", headers=desk.headers, status=404)
