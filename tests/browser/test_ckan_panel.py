"""The panel beside the form in a real browser: live, by keyboard, on a phone, without script; badge and figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ckanapi import RemoteCKAN
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from checker.testing import a_package
from tests.browser.ckan_axe import CHROMIUM, QUIET, grave, signed_in
from tests.stack import Stack
from tests.stack.sites import Site, prepared, serving

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.slow]

WORD = "only-for-tests"
ORGANIZATION = "example-agency"
expect.set_options(timeout=20_000)  # a busy machine is slow; a test that passes does not wait
ASKED = "**/api/3/action/dgmaturity_form_verdict"


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    found = prepared(stack, "panelbrowser")
    token = found.administrator(WORD)
    with serving(found), RemoteCKAN(found.url, apikey=token) as api:
        _fill(api)
        yield found


def _fill(api: RemoteCKAN) -> None:
    api.action.user_create(name="officer", email="officer@catalog.example", password=WORD)
    users = [{"name": "officer", "capacity": "editor"}]
    api.action.organization_create(name=ORGANIZATION, title="สำนักงานตัวอย่าง", users=users)
    left_out = ("id", "organization", "metadata_modified")
    package: dict[str, Any] = {key: value for key, value in a_package().items() if key not in left_out}
    resources = [{key: each[key] for key in ("name", "url")} | {"format": "CSV"} for each in package["resources"]]
    made = {**package, "owner_org": ORGANIZATION, "resources": resources}
    api.action.package_create(**made)
    api.action.package_create(**{**made, "name": "hidden", "private": True, "maintainer": "", "notes": "-"})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def wide(browser: Browser, site: Site) -> Page:
    return signed_in(browser, site.url, "officer", WORD)


@pytest.fixture(scope="module")
def phone(browser: Browser, site: Site) -> Page:
    return signed_in(browser, site.url, "officer", WORD, width=390)


def _item(page: Page, number: int) -> Any:
    return page.locator(f'.dgmaturity-item[data-no="{number}"]')


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("", ("Missing", "Complete", "Says too little", "1 of 14")),
        ("/th", ("ยังไม่ครบ", "ครบ", "ควรเพิ่มเติม", "ครบ 1 จาก 14")),
    ],
)
def test_items_change_while_fields_are_filled_in(wide: Page, site: Site, lang: str, words: tuple[str, ...]) -> None:
    missing, complete, weak, summary = words
    wide.goto(f"{site.url}{lang}/dataset/new")
    expect(_item(wide, 2).locator(".dgmaturity-word")).to_have_text(missing)
    wide.fill("[name=title]", "รายชื่อสถานศึกษา ปี 2564")
    expect(_item(wide, 2).locator(".dgmaturity-word")).to_have_text(complete)
    expect(wide.locator("[data-dgmaturity=summary]")).to_contain_text(summary)
    expect(wide.locator("[aria-live=polite][data-dgmaturity=said]")).to_contain_text(complete)
    wide.fill("[name=notes]", "-")
    expect(_item(wide, 7).locator(".dgmaturity-word")).to_have_text(weak)
    wide.locator("input[name=data_format][value=CSV]").check()
    expect(_item(wide, 12).locator(".dgmaturity-word")).to_have_text(complete)
    wide.locator("input[name=data_format][value=CSV]").uncheck()
    expect(_item(wide, 12).locator(".dgmaturity-word")).to_have_text(missing)


def test_a_file_that_is_there_counts_while_a_dataset_is_edited(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/dataset/edit/labour-force")
    expect(wide.locator("[data-dgmaturity=summary]")).to_have_text("14 of 14 items")
    wide.fill("[name=maintainer]", "")
    expect(wide.locator("[data-dgmaturity=summary]")).to_have_text("13 of 14 items")
    expect(_item(wide, 4).locator(".dgmaturity-cost")).to_have_text("15 points")
    expect(wide.locator("[data-dgmaturity=remarks]")).not_to_contain_text("no file")
    wide.fill("[name=maintainer]", "กองสถิติ")
    expect(wide.locator(".dgmaturity-all-there")).to_be_visible()
    expect(wide.locator(".dgmaturity-cost-all")).to_be_hidden()


def test_every_item_leads_to_its_field_by_keyboard(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/dataset/new")
    for link in wide.locator("a.dgmaturity-jump").all():
        name = link.get_attribute("data-field")
        link.focus()
        wide.keyboard.press("Enter")
        held = "e => e.name || e.closest('.form-group').querySelector('[name]').name"
        assert wide.evaluate(f"({held})(document.activeElement)") == name
        assert wide.evaluate("() => { const r = document.activeElement.getBoundingClientRect(); return r.top >= 0 }")


def test_one_request_at_a_time_a_moment_after_the_last_key(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/dataset/new")
    sent: list[str] = []
    wide.on("request", lambda request: sent.append(request.url) if "form_verdict" in request.url else None)
    wide.locator("[name=maintainer]").press_sequentially("กองสถิติพยากรณ์", delay=20)
    expect(_item(wide, 4).locator(".dgmaturity-word")).to_have_text("Complete")
    wide.wait_for_timeout(1000)
    assert len(sent) == 1


def test_a_server_that_does_not_answer_is_told_quietly_and_forgotten_once_it_does(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/th/dataset/new")
    late = wide.locator("[data-dgmaturity=late]")
    wide.route(ASKED, lambda route: route.abort())
    wide.fill("[name=title]", "รายชื่อสถานศึกษา")
    expect(late).to_be_visible()
    assert wide.locator("[name=title]").input_value() == "รายชื่อสถานศึกษา"
    wide.unroute(ASKED)
    wide.route(ASKED, lambda route: route.fulfill(status=503, body="no"))
    wide.fill("[name=maintainer]", "กอง")
    wide.wait_for_timeout(1500)
    expect(late).to_be_visible()
    wide.unroute(ASKED)
    wide.fill("[name=maintainer]", "กองสถิติ")
    expect(late).to_be_hidden()
    expect(_item(wide, 2)).to_have_class("dgmaturity-item dgmaturity-passed")


def test_an_old_answer_never_stands_over_a_newer_one(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/dataset/new")
    first: list[Route] = []

    def keep(route: Route) -> None:
        first.append(route) if not first else route.continue_()

    wide.route(ASKED, keep)
    wide.fill("[name=title]", "รายชื่อ")
    wide.wait_for_timeout(900)
    wide.fill("[name=title]", "")
    wide.fill("[name=maintainer]", "กองสถิติ")
    expect(_item(wide, 4)).to_have_class("dgmaturity-item dgmaturity-passed")
    wide.unroute(ASKED)
    expect(_item(wide, 2)).to_have_class("dgmaturity-item dgmaturity-failed")
    expect(wide.locator("[data-dgmaturity=late]")).to_be_hidden()


def test_on_a_phone_the_panel_is_folded_above_the_form_and_opens(phone: Page, site: Site) -> None:
    phone.goto(f"{site.url}/th/dataset/new")
    fold = phone.locator(".dgmaturity-fold").first
    expect(fold).not_to_have_attribute("open", "")
    expect(phone.locator("[data-dgmaturity=summary]")).to_be_visible()
    assert phone.locator(".dgmaturity-panel").bounding_box()["y"] < phone.locator("[name=title]").bounding_box()["y"]  # type: ignore[index]
    phone.fill("[name=title]", "รายชื่อสถานศึกษา")
    expect(phone.locator("[data-dgmaturity=summary]")).to_have_text("ครบ 1 จาก 14 รายการ")
    phone.locator(".dgmaturity-fold summary").first.focus()
    phone.keyboard.press("Enter")
    expect(_item(phone, 14)).to_be_visible()
    assert phone.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.dgmaturity-panel'))")


def test_without_script_what_was_typed_is_judged_after_a_refused_save(browser: Browser, site: Site) -> None:
    signed = signed_in(browser, site.url, "officer", WORD)
    plain = browser.new_context(java_script_enabled=False, storage_state=signed.context.storage_state())
    page = plain.new_page()
    page.goto(f"{site.url}/th/dataset/new")
    expect(_item(page, 2).locator(".dgmaturity-word")).to_have_text("ยังไม่ครบ")
    _item(page, 4).locator("a").click()
    assert page.url.endswith("#field-maintainer")
    page.fill("[name=title]", "รายชื่อสถานศึกษา ปี 2564")
    page.fill("[name=maintainer_email]", "no address")
    page.locator("button[name=save].btn-primary").click()
    expect(page.locator("[name=title]")).to_have_value("รายชื่อสถานศึกษา ปี 2564")
    expect(_item(page, 2).locator(".dgmaturity-word")).to_have_text("ครบ")
    expect(_item(page, 5).locator(".dgmaturity-word")).to_have_text("ยังไม่ครบ")
    plain.close()
    signed.context.close()


@pytest.mark.parametrize("lang", ["", "/th"])
@pytest.mark.parametrize(
    "path",
    ["/dataset/new", "/dataset/edit/labour-force", "/dataset/labour-force", "/dataset/hidden",
     f"/organization/{ORGANIZATION}/quality"],
)  # fmt: skip
def test_no_panel_keeps_anybody_out(wide: Page, phone: Page, site: Site, path: str, lang: str) -> None:
    place = "[role=main]" if path.endswith("quality") else ".dgmaturity-panel"
    for page in (wide, phone):
        page.goto(f"{site.url}{lang}{path}")
        page.evaluate("document.querySelectorAll('.dgmaturity-fold').forEach(each => { each.open = true })")
        assert grave(page, inside=place) == []


def test_a_check_is_asked_for_by_its_button(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/th/dataset/hidden")
    expect(wide.locator("#dgmaturity")).to_contain_text("ครบ 13 จาก 14 รายการ")
    wide.locator("#dgmaturity button[type=submit]").click()
    assert wide.url.endswith("/th/dataset/hidden#dgmaturity")
    expect(wide.locator(".flash-messages .alert")).to_be_visible()


def test_the_anonymous_see_the_badge_and_the_figures_and_no_panel(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.url}/th/dataset/labour-force")
    badge = page.locator(".dgmaturity-badge img")
    expect(badge).to_have_attribute("alt", "14/14 รายการ")
    assert badge.evaluate("e => e.naturalWidth") > 100
    expect(page.locator("#dgmaturity")).to_have_count(0)
    page.goto(f"{site.url}/th/organization/{ORGANIZATION}/quality")
    expect(page.locator(".dgmaturity-numbers dd").first).to_have_text("1")
    page.close()
