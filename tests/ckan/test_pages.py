"""Every page of ours: who may see it and do what it does, first written down as a table; and forged forms."""

from __future__ import annotations

import base64

import pytest
from ckan import model
from ckan.tests import factories
from ckanext.dgmaturity.dashboard import reports
from ckanext.dgmaturity.views import get_blueprints
from desk_values import USE, value
from panel_values import with_verdict
from rules_values import CLOSED, call, created

from checker.testing import a_record, a_workbook

pytestmark = pytest.mark.permuted

SECRET = "เลขประจำตัวผู้ป่วย"
WHO = ("anonymous", "elsewhere", "member", "editor", "admin", "sysadmin")
EVERYBODY, INSIDE, ADMINS, BOSS, NOBODY = WHO, WHO[3:], WHO[4:], WHO[5:], ()
OFFICE = "/organization/{office}/dgmaturity"

#: (method, the page as the routes have it) → (address, who may). Uploads by hand go to the tests of their rooms.
PAGES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("GET", "/ckan-admin/dgmaturity"): ("/ckan-admin/dgmaturity", BOSS),
    ("GET", "/ckan-admin/dgmaturity/datasets.csv"): ("/ckan-admin/dgmaturity/datasets.csv", BOSS),
    ("GET", "/ckan-admin/dgmaturity/organizations.csv"): ("/ckan-admin/dgmaturity/organizations.csv", BOSS),
    ("POST", "/ckan-admin/dgmaturity/reports"): ("/ckan-admin/dgmaturity/reports", BOSS),
    ("GET", "/ckan-admin/dgmaturity/reports/<name>"): ("/ckan-admin/dgmaturity/reports/report.json", BOSS),
    ("GET", "/dataset/<id>/dgmaturity/badge.svg"): ("/dataset/{shown}/dgmaturity/badge.svg", EVERYBODY),
    ("POST", "/dataset/<id>/dgmaturity/check"): ("/dataset/{hidden}/dgmaturity/check", INSIDE),
    ("GET", "/dgmaturity/mail/<token>"): ("/dgmaturity/mail/x", NOBODY),
    ("POST", "/dgmaturity/mail/<token>"): ("/dgmaturity/mail/x", NOBODY),
    ("GET", "/dgmaturity/workbook/search.xlsx"): ("/dgmaturity/workbook/search.xlsx?owner_org={id}", EVERYBODY),
    ("GET", "/dgmaturity/workbook/template.xlsx"): ("/dgmaturity/workbook/template.xlsx", EVERYBODY),
    ("GET", "/organization/<id>/dgmaturity"): (OFFICE, INSIDE),
    ("GET", "/organization/<id>/dgmaturity/datasets.csv"): (f"{OFFICE}/datasets.csv", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/decisions"): (f"{OFFICE}/decisions", INSIDE),
    ("POST", "/organization/<id>/dgmaturity/decisions"): (f"{OFFICE}/decisions", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/decisions/log.yaml"): (f"{OFFICE}/decisions/log.yaml", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/evidence"): (f"{OFFICE}/evidence", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/evidence-new"): (f"{OFFICE}/evidence-new", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/evidence-new"): (f"{OFFICE}/evidence-new", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/evidence/<use_id>"): (f"{OFFICE}/evidence/{{use}}", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/evidence/<use_id>"): (f"{OFFICE}/evidence/{{use}}", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/evidence/<use_id>/delete"): (f"{OFFICE}/evidence/{{use}}/delete", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/evidence/<use_id>/delete"): (f"{OFFICE}/evidence/none/delete", NOBODY),
    ("GET", "/organization/<id>/dgmaturity/matching"): (f"{OFFICE}/matching", INSIDE),
    ("POST", "/organization/<id>/dgmaturity/matching"): (f"{OFFICE}/matching", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/matching/search"): (f"{OFFICE}/matching/search?code=A", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/plan"): (f"{OFFICE}/plan", INSIDE),
    ("POST", "/organization/<id>/dgmaturity/plan"): (f"{OFFICE}/plan", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/plan-template.xlsx"): (f"{OFFICE}/plan-template.xlsx", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/plan.xlsx"): (f"{OFFICE}/plan.xlsx", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/plan/<plan_id>"): (f"{OFFICE}/plan/{{plan}}", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/plan/<plan_id>/delete"): (f"{OFFICE}/plan/{{plan}}/delete", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/plan/<plan_id>/delete"): (f"{OFFICE}/plan/none/delete", NOBODY),
    ("POST", "/organization/<id>/dgmaturity/reports"): (f"{OFFICE}/reports", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/reports/<name>"): (f"{OFFICE}/reports/report.json", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/rules"): (f"{OFFICE}/rules", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/rules"): (f"{OFFICE}/rules", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/workbook"): (f"{OFFICE}/workbook", INSIDE),
    ("POST", "/organization/<id>/dgmaturity/workbook"): (f"{OFFICE}/workbook", INSIDE),
    ("GET", "/organization/<id>/dgmaturity/workbook.xlsx"): (f"{OFFICE}/workbook.xlsx", EVERYBODY),
    ("GET", "/organization/<id>/dgmaturity/workbook/<batch_id>"): (f"{OFFICE}/workbook/{{batch}}", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/workbook/<batch_id>/again"): (f"{OFFICE}/workbook/{{batch}}/again", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/workbook/<batch_id>/coloured.xlsx"):
        (f"{OFFICE}/workbook/{{batch}}/coloured.xlsx", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/workbook/<batch_id>/dataset/<int:number>"):
        (f"{OFFICE}/workbook/{{batch}}/dataset/1", ADMINS),
    ("POST", "/organization/<id>/dgmaturity/workbook/<batch_id>/import"):
        (f"{OFFICE}/workbook/{{batch}}/import", ADMINS),
    ("GET", "/organization/<id>/dgmaturity/workbook/<batch_id>/progress"):
        (f"{OFFICE}/workbook/{{batch}}/progress", ADMINS),
    ("GET", "/organization/<id>/quality"): ("/organization/{office}/quality", EVERYBODY),
}  # fmt: skip
#: what is sent where an empty form would be refused for its emptiness, before anybody is asked who they are
FORMS = {
    "/organization/<id>/dgmaturity/decisions": {"kind": "object", "name": "กอง", "reason": "ผิด", "component": "x"},
    "/organization/<id>/dgmaturity/matching": {"code": "A", "none": "1"},
}
POSTS = sorted(page for method, page in PAGES if method == "POST")


class Place:
    """An organization with all that our pages tell, a private dataset, and everybody around it."""

    def __init__(self):
        self.organization, elsewhere = factories.Organization(title="กรมตัวอย่าง"), factories.Organization()
        self.tokens = {"anonymous": {}, "sysadmin": self._headers(factories.SysadminWithToken())}
        for role in ("member", "editor", "admin"):
            self.tokens[role] = self._member(self.organization, role)
        self.tokens["elsewhere"] = self._member(elsewhere, "admin")
        shown, hidden = created(self.organization), created(self.organization, **CLOSED, title=SECRET)
        for each in (shown, hidden):
            with_verdict(each)
        office = {"organization_id": self.organization["id"]}
        plan = call("dgmaturity_plan_create", **office, plan=value(("A", SECRET)))
        use = call("dgmaturity_evidence_create", **office, **{**USE, "dataset": "A"})
        content = base64.b64encode(a_workbook({**a_record("pages"), "title": SECRET})).decode()
        batch = call("dgmaturity_workbook_check", **office, content=content)
        self.hidden = hidden
        self.names = {"office": self.organization["name"], "id": self.organization["id"], "shown": shown["name"],
                      "hidden": hidden["name"], "plan": plan["id"], "use": use["id"], "batch": batch["id"]}  # fmt: skip

    @staticmethod
    def _headers(user):
        return {"Authorization": user["token"]}

    def _member(self, organization, role):
        user = factories.UserWithToken()
        call("organization_member_create", id=organization["id"], username=user["name"], role=role)
        return self._headers(user)


@pytest.fixture(scope="module")
def place(site):
    found = Place()
    for place in (None, found.names["id"]):
        reports.folder(place).mkdir(parents=True, exist_ok=True)
        (reports.folder(place) / "report.json").write_text("{}")
    return found


def asked(site, place, method, page, who):
    address = PAGES[(method, page)][0].format(**place.names)
    headers = place.tokens[who]
    if method == "GET":
        answer = site.get(address, headers=headers, follow_redirects=False)
    else:
        answer = site.post(address, data=FORMS.get(page, {}), headers=headers, follow_redirects=False)
    model.Session.rollback()
    return answer


def test_the_table_has_every_page(site):
    ours = {blueprint.name for blueprint in get_blueprints()}
    found = {
        (method, rule.rule)
        for rule in site.flask_app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in ours
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert found == set(PAGES)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "page"), sorted(PAGES))
def test_who_may_open_a_page(site, place, method, page, who):
    answer = asked(site, place, method, page, who)
    may = who in PAGES[(method, page)][1]
    assert answer.status_code < 500
    if not may:
        turned = answer.status_code == 302 and "/user/login" in answer.headers["Location"]
        assert turned or answer.status_code in (401, 403, 404), answer.status_code
    else:
        assert answer.status_code in ((200, 302, 400) if method == "POST" else (200,))
    if who in WHO[:2] or not may:
        assert SECRET not in answer.data.decode("utf-8", "replace")
        assert place.hidden["name"] not in answer.data.decode("utf-8", "replace").replace(
            f"/{place.hidden['name']}", ""
        )


@pytest.mark.parametrize("who", WHO)
def test_nobody_gets_a_badge_of_a_private_dataset(site, place, who):
    address = f"/dataset/{place.hidden['name']}/dgmaturity/badge.svg"
    assert site.get(address, headers=place.tokens[who]).status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2f..%2fetc%2fpasswd", "../report.json", "..", ".part-x", "report.json%00",
                                  "%2e%2e%2fsite%2freport.json", "report.JSON", "report.json/"])  # fmt: skip
def test_no_other_file_is_downloaded_as_a_report(site, place, name):
    for page in (OFFICE.format(**place.names), "/ckan-admin/dgmaturity"):
        answer = site.get(f"{page}/reports/{name}", headers=place.tokens["sysadmin"], follow_redirects=False)
        assert answer.status_code in (301, 302, 308, 404)


@pytest.mark.parametrize("part", ["plan/{plan}", "plan/{plan}/delete", "evidence/{use}", "evidence/{use}/delete",
                                  "workbook/{batch}", "workbook/{batch}/coloured.xlsx", "workbook/{batch}/dataset/1",
                                  "workbook/{batch}/progress"])  # fmt: skip
def test_what_is_of_one_organization_is_not_shown_under_another(site, place, part):
    other = factories.Organization()["name"]
    address = f"/organization/{other}/dgmaturity/{part.format(**place.names)}"
    assert site.get(address, headers=place.tokens["sysadmin"]).status_code == 404


@pytest.mark.parametrize(("method", "page"), sorted(each for each in PAGES if each[0] == "GET"))
@pytest.mark.parametrize(
    "strange", ["%00", "%ff%fe", "..%2f..", "%ed%a0%80", "' OR 1=1 --", "<script>", "x" * 5_000, "%E2%80%AE"]
)
def test_no_address_makes_a_page_fail(site, place, method, page, strange):
    names = dict.fromkeys(place.names, strange)
    address = PAGES[(method, page)][0].format(**names)
    asking = "&" if "?" in address else "?"
    for url in (address, f"{address}{asking}q={strange}&page={strange}&sort={strange}&code={strange}&lang={strange}"):
        answer = site.get(url, headers=place.tokens["sysadmin"], follow_redirects=False)
        model.Session.rollback()
        assert answer.status_code < 500, url[:200]


DOWNLOADS = [page for (method, page) in sorted(PAGES) if method == "GET" and page.rsplit("/", 1)[1].partition(".")[2]]


@pytest.mark.parametrize("page", [*DOWNLOADS, "/organization/<id>/dgmaturity/reports/<name>"])
def test_a_download_is_nothing_that_a_browser_opens(site, place, page):
    answer = asked(site, place, "GET", page, "sysadmin")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if page.endswith(".svg"):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    else:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "public" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("page", POSTS)
def test_a_form_that_the_site_did_not_hand_out_is_refused(site, place, page):
    user = factories.Sysadmin(password="only-for-tests")
    browser = site.test_client()
    browser.post("/user/login", data={"login": user["name"], "password": "only-for-tests"}, follow_redirects=False)
    assert browser.get("/dashboard/datasets", follow_redirects=False).status_code == 200
    address = PAGES[("POST", page)][0].format(**place.names)
    answer = browser.post(address, data={"enforcement": "report"}, follow_redirects=False)
    assert answer.status_code in (400, 403)
