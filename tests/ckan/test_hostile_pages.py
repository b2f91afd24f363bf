"""Hostile words wherever people and catalogs write some: no page of ours takes any of them for its own."""

from __future__ import annotations

import base64
import io
from html.parser import HTMLParser

import openpyxl
import pytest
from ckan import model
from ckan.tests import factories
from ckanext.dgmaturity.checking.forgetting import forget_named
from ckanext.dgmaturity.dashboard import reports
from desk_values import USE, value
from panel_values import with_verdict
from rules_values import CLOSED, call, created
from test_pages import OFFICE, PAGES

from checker.testing import a_record, a_workbook

pytestmark = pytest.mark.permuted

MARK = "hostile"
TEXT = f"\"'><{MARK} onmouseover={MARK}>{{{{7*7}}}}</script><script>{MARK}()</script>"
SCRIPT = f"javascript:{MARK}()"
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href")
FORMULA = f'=HYPERLINK("https://{MARK}.example","x")'


class Found(HTMLParser):
    """Tags, handlers and addresses that only a hostile text can have brought in."""

    def __init__(self):
        super().__init__()
        self.wrong = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if tag == MARK:
            self.wrong.append(tag)
        for name, given in attrs:
            told = (given or "").strip().lower()
            if name.startswith("on") and MARK in told:
                self.wrong.append((tag, name, given))
            if name in ("href", "src", "action", "formaction", "xlink:href") and told.startswith(
                ("javascript:", "data:text")
            ):
                self.wrong.append((tag, name, given))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style") and f"{MARK}()" in data and "</script" not in data:
            self.wrong.append((self.inside, data[:80]))


def wrong_in(body):
    parser = Found()
    parser.feed(body)
    return parser.wrong


class Place:
    """An organization in which everything that can be written is hostile."""

    def __init__(self):
        self.boss = factories.SysadminWithToken(fullname=TEXT, about=TEXT)
        self.headers = {"Authorization": self.boss["token"]}
        self.organization = factories.Organization(title=TEXT, description=TEXT, image_url="https://a.example/x.png")
        self.shown = self._dataset(title=TEXT + FORMULA)
        self.hidden = self._dataset(**CLOSED, title=FORMULA)
        office = {"organization_id": self.organization["id"]}
        plan = call("dgmaturity_plan_create", **office, plan=self._plan())
        record = {**USE, "dataset": "A", "change": TEXT, "result": TEXT, "attested_by": TEXT}
        use = call("dgmaturity_evidence_create", **office, **record)
        call("dgmaturity_match_update", **office, code="A", dataset=self.hidden["id"])
        self._decide(office)
        batch = call("dgmaturity_workbook_check", **office, content=self._workbook(), name=f"{TEXT}.xlsx")
        self.names = {"office": self.organization["name"], "id": self.organization["id"], "plan": plan["id"],
                      "shown": self.shown["name"], "hidden": self.hidden["name"], "use": use["id"],
                      "batch": batch["id"]}  # fmt: skip
        reports.make(self.organization["id"], "th")

    def _dataset(self, **more):
        resources = [
            {"name": TEXT, "url": f"https://a.example/{MARK}.csv?x=%22%3E", "format": "CSV", "description": TEXT}
        ]
        texts = {"notes": TEXT, "maintainer": TEXT, "data_source": TEXT, "resources": resources}
        dataset = created(self.organization, **{**texts, **more})
        row = model.Resource.get(dataset["resources"][0]["id"])
        row.url, row.name = SCRIPT, TEXT  # as an old site has it
        model.Session.commit()
        forget_named(dataset["id"])
        link = {"name": TEXT, "url": SCRIPT, "verdict": "not_found", "outcome": "failed", "status": 404}
        with_verdict(dataset, [{**link, "sniffed": TEXT}], broken=1, passed=9)
        return dataset

    def _plan(self):
        plan = value(("A", TEXT), ("B", FORMULA))
        plan["agency"]["title"] = TEXT
        plan["issues"][0] |= {"issue": TEXT, "goal": TEXT, "expected_users": [TEXT]}
        plan["issues"][0]["missions"][0] |= {"title": TEXT}
        plan["issues"][0]["missions"][0]["processes"][0] |= {"title": TEXT}
        return plan

    def _decide(self, office):
        asked = {"kind": "object", "name": TEXT, "reason": TEXT, "dataset": self.hidden["id"], "item": "3"}
        call("dgmaturity_decision_create", **office, **asked)

    def _workbook(self):
        package = a_record(f"{MARK}-book", title=TEXT, notes=TEXT, maintainer=TEXT, data_source=TEXT)
        package["resources"][0] |= {"name": TEXT, "url": SCRIPT}
        package["data_category"] = TEXT
        return base64.b64encode(a_workbook(package)).decode()


@pytest.fixture(scope="module")
def place(site):
    return Place()


GETS = sorted(page for method, page in PAGES if method == "GET" and "mail" not in page and "ckan-admin" not in page)
SITE = [f"/ckan-admin/dgmaturity{page}" for page in ("", "/organizations.csv", "/datasets.csv")]


@pytest.mark.parametrize("lang", ["", "/th"])
@pytest.mark.parametrize("page", [*GETS, *SITE, "/dataset/{shown}", "/dataset/edit/{shown}", "/organization/{office}",
                                  "/dataset/?owner_org={id}", "/organization/bulk_process/{office}"])  # fmt: skip
def test_no_page_takes_a_hostile_text_for_its_own(site, place, page, lang):
    address = PAGES.get(("GET", page), (page,))[0].format(**place.names)
    answer = site.get(lang + address, headers=place.headers)
    assert answer.status_code == 200
    if answer.mimetype in ("text/html", "image/svg+xml"):
        assert wrong_in(answer.data.decode()) == []


def test_the_looking_finds_what_it_looks_for():
    assert len(wrong_in(f"<p>{TEXT}</p><a href='{SCRIPT}'>x</a>")) == 4


def test_the_hostile_texts_are_on_the_pages(site, place):
    for page in (OFFICE, f"{OFFICE}/plan", f"{OFFICE}/evidence", f"{OFFICE}/decisions", f"{OFFICE}/workbook/{{batch}}"):
        assert f"&lt;{MARK}" in site.get(page.format(**place.names), headers=place.headers).data.decode(), page


@pytest.mark.parametrize("page", [f"{OFFICE}/matching", f"{OFFICE}/evidence-new", f"{OFFICE}/decisions",
                                  f"{OFFICE}/plan", f"{OFFICE}/rules", f"{OFFICE}/workbook",
                                  f"{OFFICE}/evidence/{{use}}"])  # fmt: skip
def test_no_form_gives_back_a_hostile_text_as_its_own(site, place, page):
    names = ("code", "dataset", "kind", "name", "reason", "change", "result", "link", "attested_by", "attested_on",
             "enforcement", "public_page", "body", "value", "refers", "item", "component", "page", "seen")  # fmt: skip
    form = dict.fromkeys(names, TEXT) | {"upload": (io.BytesIO(b"\x00no workbook"), f"{TEXT}.xlsx")}
    answer = site.post(page.format(**place.names), data=form, headers=place.headers)
    assert answer.status_code in (200, 400)
    assert wrong_in(answer.data.decode()) == []


@pytest.mark.parametrize("query", ["q", "sort", "missing", "state", "page", "code", "item", "lang", "tier"])
def test_no_page_gives_back_a_hostile_address(site, place, query):
    for page in (
        OFFICE,
        f"{OFFICE}/matching",
        f"{OFFICE}/matching/search",
        f"{OFFICE}/evidence-new",
        "/ckan-admin/dgmaturity",
    ):
        asked = {query: TEXT} | ({"code": "A"} if page.endswith("search") and query != "code" else {})
        answer = site.get(page.format(**place.names), query_string=asked, headers=place.headers)
        assert answer.status_code in (200, 404)
        assert wrong_in(answer.data.decode()) == []


@pytest.mark.parametrize("page", [f"{OFFICE}/datasets.csv", *SITE[1:]])
def test_no_cell_of_a_csv_is_a_formula(site, place, page):
    body = site.get(page.format(**place.names), headers=place.headers).data.decode("utf-8-sig")
    cells = [cell.strip('"') for line in body.splitlines() for cell in line.split(",")]
    assert MARK in body
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize("page", [f"{OFFICE}/plan.xlsx", f"{OFFICE}/workbook.xlsx",
                                  f"{OFFICE}/workbook/{{batch}}/coloured.xlsx",
                                  f"{OFFICE}/reports/report.xlsx"])  # fmt: skip
def test_no_cell_of_a_workbook_is_a_foreign_formula(site, place, page):
    answer = site.get(page.format(**place.names), headers=place.headers)
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if MARK in str(cell.value)]
    assert cells
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [
        cell.hyperlink.target for cell in cells if cell.hyperlink and "javascript" in str(cell.hyperlink.target)
    ]


def test_the_report_as_a_page_holds_none_either(site, place):
    answer = site.get(f"{OFFICE}/reports/report.html".format(**place.names), headers=place.headers)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert wrong_in(answer.data.decode()) == []
