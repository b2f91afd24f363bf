"""A day at an agency, in a real browser: an editor makes a dataset with mistakes, mends and publishes it, imports a
workbook; the administrator looks at the dashboard; a visitor sees nothing that is not for everybody.

Every step leaves a picture in ``build/pictures`` (``<step>-<language>-<width>.png``); ``tools/pictures.py`` takes the
ones that the documentation shows from there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from ckanapi import RemoteCKAN
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from ckan_axe import CHROMIUM, QUIET, grave, signed_in
from workbook_with_errors import with_errors

from tests.stack import Stack
from tests.stack.parts import ROOT
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.slow]

PICTURES = ROOT / "build" / "pictures"
PASSWORD = "only-for-tests"
DEPARTMENT = "department"
LOOKS = [("th", 1200), ("th", 390), ("en", 1200), ("en", 390)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GUTTER = 6  #: px by which plain CKAN 2.12's own pages are wider than a screen of 390
#: what the editor writes wrong at first: field → (what, what is said at the field, what is right)
MISTAKES = {
    "maintainer_email": ("unit(at)agency.example", {"th": "ไม่ใช่อีเมล", "en": "e-mail"}, "unit@agency.example"),
    "last_updated_date": ("31/02/2564", {"th": "ไม่มีวันที่นี้ในปฏิทิน", "en": "there is no such day"}, "28/02/2564"),
    "update_frequency_interval": ("ปีละครั้ง", {"th": "จำนวนเต็ม", "en": "whole number"}, "1"),
}
#: what is lacking, and is asked for once the dataset is to be published
LACKING = {"th": "วัตถุประสงค์เว้นว่างไว้", "en": "Objective is blank"}


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    made = prepared(stack, "journey", options={"ckan.locale_default": "th"})
    token = made.administrator(PASSWORD)
    with serving(made), RemoteCKAN(made.url, apikey=token) as api:
        for name in ("officer", "chief"):
            api.call_action("user_create", {"name": name, "email": f"{name}@catalog.example", "password": PASSWORD})
        users = [{"name": "officer", "capacity": "editor"}, {"name": "chief", "capacity": "admin"}]
        api.call_action("organization_create", {"name": DEPARTMENT, "title": "กรมตัวอย่าง", "users": users})
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


class Walk:
    """One person's way through the site, in one language, on one screen."""

    def __init__(self, browser: Browser, site: Site, who: str, lang: str, width: int) -> None:
        self.site, self.lang, self.width = site, lang, width
        if who:
            self.page: Page = signed_in(browser, site.url, who, PASSWORD, width=width)
        else:
            self.page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        self.page.set_default_timeout(60_000)

    def to(self, path: str) -> Page:
        self.page.goto(f"{self.site.url}/{self.lang}{path}")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def seen(self, step: str, *, full: bool = False) -> None:
        """A picture, and that nothing on the page keeps anybody out."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{step}-{self.lang}-{self.width}.png", full_page=full)
        assert grave(self.page, inside="[role=main]") == []
        assert self.page.evaluate(SIDEWAYS) <= (GUTTER if self.width < 400 else 0)


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_a_dataset_with_three_mistakes_is_mended_and_published(
    browser: Browser, site: Site, lang: str, width: int
) -> None:
    walk, name = Walk(browser, site, "officer", lang, width), f"journey-{uuid4().hex[:8]}"
    page = walk.to("/dataset/new")
    _fill_in(page, name)
    page.evaluate("window.scrollTo(0, 0)")
    walk.seen("form")
    _save(page, ".error-explanation")
    for field, (typed, said, right) in MISTAKES.items():
        expect(page.locator(f"#field-{field}-error")).to_contain_text(said[lang])
        assert page.locator(f"#field-{field}").input_value() == typed
        page.fill(f"#field-{field}", right)
    assert page.locator("#field-title").input_value() == "จำนวนนักเรียนรายโรงเรียน ปี 2564"
    walk.seen("mistakes")
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{name}/resource/new")
    _add_resource(walk, name)
    _look_at_panel(walk, name)
    _publish(walk, name)
    visitor = Walk(browser, site, "", lang, width)
    visitor.to(f"/dataset/{name}")
    expect(visitor.page.locator("h1").last).to_contain_text("จำนวนนักเรียนรายโรงเรียน")


def _save(page: Page, then: str) -> None:
    page.click("button.btn-primary[name=save]")
    page.wait_for_selector(then)
    page.wait_for_load_state("networkidle")


def _publish(walk: Walk, name: str) -> None:
    page = walk.to(f"/dataset/edit/{name}")
    page.select_option("#field-private", "False")
    _save(page, ".error-explanation")
    expect(page.locator("[data-dgm-field=objective]")).to_contain_text(LACKING[walk.lang])
    page.check("#field-objective-1")
    walk.seen("publishing")
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{name}")
    walk.to(f"/dataset/{name}")
    expect(walk.page.locator(".dgmaturity-panel").first).to_contain_text("14")
    walk.seen("published", full=True)


def _fill_in(page: Page, name: str) -> None:
    page.select_option("#field-data_type", "ข้อมูลสถิติ")
    page.fill("#field-title", "จำนวนนักเรียนรายโรงเรียน ปี 2564")
    page.fill("#field-name", name)
    page.locator("#field-organizations").select_option(index=1, force=True)
    page.fill("#field-maintainer", "กองสถิติ")
    tags = page.locator("[data-dgm-field=tag_string] :is(.select2-search__field, .select2-input)").first
    tags.click()
    page.keyboard.type("การศึกษา")
    page.keyboard.press(",")
    page.fill("#field-notes", "จำนวนนักเรียนของทุกโรงเรียนเป็นรายปี ใช้จัดสรรงบประมาณ")
    page.select_option("#field-update_frequency_unit", "ปี")
    page.select_option("#field-geo_coverage", "จังหวัด")
    page.fill("#field-data_source", "ทะเบียนโรงเรียน")
    page.check("[name=data_format][value=CSV]")
    page.select_option("#field-data_category", "ข้อมูลสาธารณะ")
    page.select_option("#field-license_id", "Open Data Common")
    for field, (typed, _, _) in MISTAKES.items():
        page.fill(f"#field-{field}", typed)


def _add_resource(walk: Walk, name: str) -> None:
    page = walk.page
    page.set_input_files("input[type=file][name=upload]", {
        "name": "schools.csv", "mimeType": "text/csv",
        "buffer": "ปี,โรงเรียน,จำนวน\n2564,โรงเรียนตัวอย่าง,120\n2564,โรงเรียนสาธิต,80\n".encode(),
    })  # fmt: skip
    page.fill("#field-name", "จำนวนนักเรียน ปี 2564")
    walk.seen("resource")
    page.click("button.btn-primary[name=save]")
    page.wait_for_url(f"**/dataset/{name}")


def _look_at_panel(walk: Walk, name: str) -> None:
    page = walk.to(f"/dataset/{name}")
    expect(page.locator(".dgmaturity-panel").first).to_contain_text("13")
    walk.seen("dataset", full=True)


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_a_workbook_with_errors_comes_in(browser: Browser, site: Site, lang: str, width: int, tmp_path: Path) -> None:
    path = tmp_path / "เมทาดาตา.xlsx"
    path.write_bytes(with_errors(f"{lang}-{width}"))
    walk = Walk(browser, site, "officer", lang, width)
    page = walk.to(f"/organization/{DEPARTMENT}/dgmaturity/workbook")
    page.set_input_files("#dgw-file", str(path))
    walk.seen("workbook")
    page.locator("form:has(#dgw-file) button[type=submit]").click()
    page.wait_for_selector("input[name=take]")
    walk.seen("preview", full=True)
    page.locator("form:has(input[name=take]) button.btn-primary[type=submit]").click()
    page.wait_for_selector("section.dgw-group")
    walk.seen("imported", full=True)
    for number in range(1, 5):
        answer = page.goto(f"{site.url}/{lang}/dataset/{lang}-{width}-{number}")
        assert answer is not None
        assert answer.status == 200


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_the_administrator_looks_at_the_dashboard(browser: Browser, site: Site, lang: str, width: int) -> None:
    site.ckan("dgmaturity", "check", "--org", DEPARTMENT, "--wait", "0", "--quiet")
    site.ckan("dgmaturity", "score", "--quiet")
    walk = Walk(browser, site, "chief", lang, width)
    page = walk.to(f"/organization/{DEPARTMENT}/dgmaturity")
    expect(page.locator("[role=main]")).to_contain_text("/ 50")
    walk.seen("dashboard", full=True)


@pytest.mark.parametrize(("lang", "width"), [("th", 1200), ("en", 1200)])
def test_who_runs_the_site_looks_at_it_and_at_decisions(browser: Browser, site: Site, lang: str, width: int) -> None:
    walk = Walk(browser, site, "admin", lang, width)
    page = walk.to("/ckan-admin/dgmaturity")
    expect(page.locator("[role=main]")).to_contain_text("/ 50")
    walk.seen("site", full=True)
    walk.to(f"/organization/{DEPARTMENT}/dgmaturity/decisions")
    walk.seen("decisions", full=True)


@pytest.mark.parametrize(("lang", "width"), LOOKS)
def test_a_visitor_sees_no_finding(browser: Browser, site: Site, lang: str, width: int) -> None:
    walk = Walk(browser, site, "", lang, width)
    page = walk.to("/dataset/")
    names = page.locator(".dataset-heading a").all()
    assert names
    path = str(names[0].get_attribute("href")).removeprefix(f"/{lang}")
    page = walk.to(path)
    walk.seen("visitor")
    assert page.locator(".dgmaturity-item, .dgmaturity-panel").count() == 0
    for private in (f"/organization/{DEPARTMENT}/dgmaturity", f"/organization/{DEPARTMENT}/dgmaturity/plan"):
        answer = page.goto(f"{site.url}/{lang}{private}")
        assert answer is not None
        assert answer.status in (403, 404) or "/user/login" in page.url
