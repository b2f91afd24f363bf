"""The desk in a real browser: an officer without script uploads a plan, chooses a match, records a use and objects."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.stack import Stack
from tests.stack.sites import Site, prepared, serving

sys.path.insert(0, str(Path(__file__).parent))

import desk_site as desk
from ckan_axe import CHROMIUM, QUIET, grave

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.slow]

PASSWORD = "only-for-tests"


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    found = prepared(stack, "desk-browser")
    token = found.administrator(PASSWORD)
    with serving(found):
        desk.fill(found.url, token)
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Signed in, in Thai, on a phone, with scripts switched off."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    found = context.new_page()
    found.goto(f"{site.url}/th/user/login")
    found.fill("input[name=login]", "admin")
    found.fill("input[name=password]", PASSWORD)
    found.press("input[name=password]", "Enter")
    yield found
    context.close()


def address(site: Site, page: str) -> str:
    return f"{site.url}/th/organization/{desk.ORGANIZATION}/dgmaturity/{page}"


def upload(page: Page, body: bytes) -> None:
    file = {"name": "แผน 2565.xlsx", "mimeType": "application/octet-stream", "buffer": body}
    page.set_input_files("#field-upload", file)
    page.click(".dgd-box button[type=submit]")


def test_an_officer_without_script_goes_the_whole_way(page: Page, site: Site) -> None:
    page.goto(address(site, "plan"))
    upload(page, b"PK not a workbook")
    assert page.locator(".alert-danger").count() == 1
    upload(page, desk.book(desk.plan(*desk.LISTED)))
    assert page.locator(".dgd-plan code").all_inner_texts() == [code for code, _ in desk.LISTED]

    page.goto(address(site, "matching"))
    first = page.locator(".dgd-match").first
    assert first.locator("code").inner_text() == "DataSet_11_02"
    first.locator(".dgd-candidates button").first.click()
    assert page.locator(".dgd-match.dgd-how-decided code").all_inner_texts() == ["DataSet_11_02"]

    page.goto(address(site, "evidence-new"))
    for name, text in {**desk.USE, "attested_on": "10/9/64"}.items():
        (page.select_option if name in ("dataset", "kind") else page.fill)(f"#field-{name}", text)
    page.click(".form-actions button")
    assert page.locator("#field-change").input_value() == desk.USE["change"]
    page.fill("#field-attested_on", desk.USE["attested_on"])
    page.click(".form-actions button")
    assert page.locator(".dgd-match.dgd-how-code").count() == 1

    page.goto(address(site, "decisions"))
    page.locator("details", has=page.locator("#object-reason")).locator("summary").click()
    page.select_option("#object-dataset", label=desk.DATASETS["hotel-register"])
    page.fill("#object-reason", "มีผู้ติดต่อแล้ว")
    page.fill("#object-name", "กองแผนงาน")
    page.locator("details[open] button[type=submit]").click()
    assert "มีผู้ติดต่อแล้ว" in page.locator("#entry-1").inner_text()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", ["plan", "matching", "evidence", "evidence-new", "decisions"])
def test_no_page_keeps_anybody_out(browser: Browser, site: Site, lang: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    found = context.new_page()
    found.goto(f"{site.url}/user/login")
    found.fill("input[name=login]", "admin")
    found.fill("input[name=password]", PASSWORD)
    found.press("input[name=password]", "Enter")
    found.goto(address(site, name).replace("/th/", f"/{lang}/"))
    assert grave(found, inside=".primary") == []
    assert found.evaluate("document.querySelector('.primary .module-content').scrollWidth") <= 390
    context.close()
