"""The import of a workbook in a real browser: upload, preview, report; Thai and English; wide and narrow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from ckanapi import RemoteCKAN
from playwright.sync_api import Browser, Page, sync_playwright

from tests.stack.sites import Site, prepared, serving
from tests.stack.stack import Stack

sys.path.insert(0, str(Path(__file__).parent))

from ckan_axe import CHROMIUM, QUIET, grave, signed_in
from workbook_with_errors import with_errors

pytestmark = pytest.mark.browser

PASSWORD = "only-for-tests"
WIDE, NARROW = 1200, 390
ASKED = 2500  #: ms in which the page of an import asks once how far it is
#: what stands out of the window to the right, of our part of the page
SIDEWAYS = """[...document.querySelectorAll('[role=main] *')]
  .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > window.innerWidth + 1)
  .map(each => each.outerHTML.slice(0, 100))"""
WORDS = {
    "th": ("อัปโหลดและดูก่อน", "นำเข้าชุดข้อมูลที่เลือก", "บันทึกเป็นฉบับร่างไม่เปิดเผย"),
    "en": ("Upload and look at it", "Import the ticked datasets", "Saved as private drafts"),
}


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    made = prepared(stack, "workbook-pages")
    with serving(made):
        yield made


@pytest.fixture(scope="module")
def api(site: Site) -> Iterator[RemoteCKAN]:
    with RemoteCKAN(site.url, apikey=site.administrator(PASSWORD)) as found:
        found.call_action("user_create", {"name": "officer", "email": "o@catalog.example", "password": PASSWORD})
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def department(api: RemoteCKAN) -> str:
    """The name of a new organization with an editor."""
    name = f"department-{uuid4().hex[:8]}"
    users = [{"name": "officer", "capacity": "editor"}]
    api.call_action("organization_create", {"name": name, "title": "กรมตัวอย่าง", "users": users})
    return name


def fine(page: Page) -> None:
    """No serious finding, nothing to scroll to the side."""
    assert grave(page, inside="[role=main]") == []
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize(("lang", "width"), [("th", NARROW), ("en", WIDE)])
def test_a_workbook_with_errors_is_shown_imported_and_told(
    site: Site, browser: Browser, department: str, lang: str, width: int, tmp_path: Path
) -> None:
    upload, take, draft = WORDS[lang]
    path = tmp_path / "แฟ้มข้อมูล.xlsx"
    path.write_bytes(with_errors(department))
    page = signed_in(browser, site.url, "officer", PASSWORD, width=width)
    page.goto(f"{site.url}/{lang}/organization/{department}/dgmaturity/workbook")
    fine(page)
    page.set_input_files("#dgw-file", str(path))
    page.get_by_role("button", name=upload).click()
    page.wait_for_selector("input[name=take]")
    assert page.locator("li.dgw-one").count() == 4
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    fine(page)
    cells = page.locator(".dgw-table td:first-child strong").all_inner_texts()
    assert {"F7", "S8", "Q9"} <= set(cells)
    page.locator("input[name=take]").last.uncheck()
    page.get_by_role("button", name=take).click()
    page.wait_for_selector("section.dgw-group")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    fine(page)
    assert draft in page.inner_text("[role=main]")
    links = page.locator("section.dgw-group a.dgw-title")
    assert page.request.get(f"{site.url}{links.first.get_attribute('href')}").status == 200
    with page.expect_download() as download:
        page.locator("a[href$='coloured.xlsx']").click()
    assert download.value.suggested_filename == "แฟ้มข้อมูล-coloured.xlsx"


def test_the_import_works_without_script_and_by_keyboard_alone(
    site: Site, browser: Browser, department: str, tmp_path: Path
) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(with_errors(department))
    signed = signed_in(browser, site.url, "officer", PASSWORD)
    cookies = signed.context.cookies()
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.url}/th/organization/{department}/dgmaturity/workbook")
    page.set_input_files("#dgw-file", str(path))
    page.focus("#dgw-file")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=take]")
    page.locator("input[name=take]").first.focus()
    page.keyboard.press("Space")
    assert not page.locator("input[name=take]").first.is_checked()
    page.get_by_role("button", name=WORDS["th"][1]).press("Enter")
    page.wait_for_selector("section.dgw-group")
    assert page.locator("section.dgw-left li").count() == 1


def test_what_is_no_workbook_is_said_on_the_page(site: Site, browser: Browser, department: str, tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"<html>no workbook</html>")
    page = signed_in(browser, site.url, "officer", PASSWORD, width=NARROW)
    page.goto(f"{site.url}/th/organization/{department}/dgmaturity/workbook")
    page.set_input_files("#dgw-file", str(path))
    page.get_by_role("button", name=WORDS["th"][0]).click()
    page.wait_for_selector("[role=alert]")
    assert "เป็นหน้าเว็บ" in page.inner_text("[role=alert]")
    fine(page)


@pytest.fixture(scope="module")
def queued(stack: Stack) -> Iterator[tuple[Site, RemoteCKAN]]:
    """A site on which a workbook of two datasets is a large one."""
    made = prepared(stack, "workbook-queue", options={"ckanext.dgmaturity.workbook_at_once": "1"})
    token = made.administrator(PASSWORD)
    with serving(made), RemoteCKAN(made.url, apikey=token) as found:
        found.call_action("user_create", {"name": "officer", "email": "o@catalog.example", "password": PASSWORD})
        users = [{"name": "officer", "capacity": "editor"}]
        found.call_action("organization_create", {"name": "department", "title": "กรมตัวอย่าง", "users": users})
        yield made, found


@pytest.mark.parametrize(("lang", "width"), [("th", NARROW), ("en", WIDE)])
def test_the_progress_page_of_a_large_import_turns_to_the_report_by_itself(
    queued: tuple[Site, RemoteCKAN], browser: Browser, lang: str, width: int, tmp_path: Path
) -> None:
    site, api = queued
    stem = f"large-{uuid4().hex[:8]}"
    path = tmp_path / "w.xlsx"
    path.write_bytes(with_errors(stem))
    page = signed_in(browser, site.url, "officer", PASSWORD, width=width)
    page.goto(f"{site.url}/{lang}/organization/department/dgmaturity/workbook")
    page.set_input_files("#dgw-file", str(path))
    page.get_by_role("button", name=WORDS[lang][0]).click()
    page.wait_for_selector("input[name=take]")
    page.get_by_role("button", name=WORDS[lang][1]).click()
    page.wait_for_selector("[data-module=dgmaturity-workbook-progress][data-module-state=importing]")
    assert page.locator("progress").get_attribute("value") == "0"
    fine(page)
    page.evaluate("window.stays = true")
    page.wait_for_timeout(ASKED)
    assert page.evaluate("window.stays"), "the page was loaded again while nothing had changed"
    site.ckan("jobs", "worker", "--burst")
    page.wait_for_selector("section.dgw-group")
    assert page.locator("section.dgw-group a.dgw-title").count() >= 2
    found = api.call_action("package_search", {"fq": f"name:{stem}*", "include_private": True, "include_drafts": True})
    assert found["count"] >= 2
