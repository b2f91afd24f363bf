"""The dashboards in a real browser, over sixty real records: seen, narrowed, used by keyboard, on a phone, in Thai."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.ckan_axe import CHROMIUM, QUIET, grave, signed_in
from tests.browser.dashboard_site import EMPTY, ORGANIZATION, filled, unsubscribing
from tests.stack import Stack, demo
from tests.stack.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.slow]

PAGE = f"/organization/{ORGANIZATION}/dgmaturity"
SITE = "/ckan-admin/dgmaturity"
UNSUBSCRIBE = "the page behind the link in a mail"  #: its path is signed by the site
#: the dashboards, the settings beside them, and the facets that their verdicts bring to the search page
PAGES = (
    PAGE, f"{PAGE}?missing=8&sort=broken", f"/organization/{EMPTY}/dgmaturity", SITE,
    f"{SITE}?missing=8&order=late", f"{PAGE}/rules", "/dataset/?dgmaturity_completeness=complete", UNSUBSCRIBE,
)  # fmt: skip


@pytest.fixture(scope="module")
def site(stack: Stack) -> Iterator[Site]:
    with filled(stack, "dashboardtest") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def wide(browser: Browser, site: Site) -> Page:
    return signed_in(browser, site.url, "admin", demo.PASSWORD)


@pytest.fixture(scope="module")
def phone(browser: Browser, site: Site) -> Page:
    return signed_in(browser, site.url, "officer", demo.PASSWORD, width=390)


@pytest.fixture(scope="module")
def small(browser: Browser, site: Site) -> Page:
    """A phone in the hand of somebody who may see everything."""
    return signed_in(browser, site.url, "admin", demo.PASSWORD, width=390)


@pytest.fixture(scope="module")
def unsubscribe(site: Site) -> str:
    return unsubscribing(site, "officer")


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("unsubscribe") if request.param == UNSUBSCRIBE else request.param)


@pytest.mark.parametrize("lang", ["", "/th"])
def test_no_page_keeps_anybody_out(wide: Page, site: Site, path: str, lang: str) -> None:
    answer = wide.goto(f"{site.url}{lang}{path}")
    assert answer is not None
    assert answer.status == 200
    assert grave(wide) == []


@pytest.mark.parametrize("lang", ["", "/th"])
def test_on_a_phone_no_page_keeps_anybody_out_or_is_wider_than_a_plain_one(
    small: Page, site: Site, path: str, lang: str
) -> None:
    small.goto(f"{site.url}{lang}/organization/{ORGANIZATION}")
    plain = small.evaluate("document.documentElement.scrollWidth")
    small.goto(f"{site.url}{lang}{path}")
    small.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert small.evaluate("document.documentElement.scrollWidth") <= plain
    assert grave(small) == []


def test_what_keeps_somebody_out_is_found(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}")
    wide.evaluate("document.querySelector('#dgm-q').labels[0].remove()")
    assert any("label" in found for found in grave(wide))


def test_the_score_its_parts_and_what_to_do_are_there(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/th{PAGE}")
    expect(wide.locator(".dgm-total b")).to_have_text("21.8")
    expect(wide.locator(".dgm-parts > li")).to_have_count(5)
    expect(wide.locator("#work .dgm-jobs").first.locator("> li")).to_have_count(8)
    expect(wide.get_by_role("heading", name="สิ่งที่ควรทำก่อน")).to_be_visible()
    expect(wide.get_by_role("link", name="อัปโหลดบัญชีรายชื่อ (Template 1)").first).to_be_visible()


def test_the_worst_dataset_leads_to_its_missing_field(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}")
    first = wide.locator(".dgm-matrix tbody tr").first
    missing = first.locator("a.dgm-bad").first
    target = str(missing.get_attribute("href"))
    missing.click()
    wide.wait_for_load_state()
    assert wide.url.endswith(target)
    expect(wide.locator(f"#{target.partition('#')[2]}").first).to_be_visible()


def test_the_table_is_narrowed_by_the_form_and_by_a_head(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}")
    wide.get_by_label("Lacks the item").select_option("8")
    wide.get_by_label("Has broken links").check()
    wide.get_by_role("button", name="Show", exact=True).click()
    assert "missing=8" in wide.url
    assert "broken=1" in wide.url
    rows = wide.locator(".dgm-matrix tbody tr")
    assert 0 < rows.count() < 20
    assert all(rows.nth(at).locator("td a.dgm-cell").count() for at in range(rows.count()))
    wide.get_by_role("link", name="Show all").click()
    expect(rows).to_have_count(50)
    wide.get_by_role("link", name="Next").click()
    expect(rows).to_have_count(10)


def test_a_link_that_does_not_work_leads_to_its_resource(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}")
    link = wide.locator("#broken tbody th > a").first
    assert "/resource/" in str(link.get_attribute("href"))
    link.click()
    wide.wait_for_load_state()
    expect(wide.locator("#field-url, #field-resource-url").first).to_be_attached()


def test_the_site_tells_its_worst_datasets_what_to_do_and_its_broken_links_with_their_organization(
    wide: Page, site: Site
) -> None:
    wide.goto(f"{site.url}/th{SITE}")
    owner = wide.locator(f'a[href="/th/organization/{ORGANIZATION}/dgmaturity"]')
    expect(wide.locator("#work .dgm-jobs").first.locator("> li")).to_have_count(8)
    expect(wide.locator(".dgm-matrix tbody tr")).to_have_count(50)
    for rows in (wide.locator("#work .dgm-jobs > li"), wide.locator(".dgm-matrix tbody tr"),
                 wide.locator("#broken tbody tr")):  # fmt: skip
        assert 0 < rows.count() == rows.filter(has=owner).count()


def test_the_table_of_the_site_is_narrowed_and_keeps_the_order_of_the_organizations(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{SITE}")
    wide.get_by_role("columnheader", name="Late").get_by_role("link").click()
    wide.get_by_label("Lacks the item").select_option("8")
    wide.get_by_role("button", name="Show", exact=True).click()
    wide.wait_for_url("**missing=8**")
    assert "order=late" in wide.url
    assert 0 < wide.locator(".dgm-matrix tbody tr").count() < 50
    wide.get_by_role("link", name="Show all").click()
    expect(wide.locator(".dgm-matrix tbody tr")).to_have_count(50)
    assert "order=late" in wide.url


def test_it_is_used_by_keyboard(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}#datasets")
    wide.locator("#dgm-q").focus()
    for _ in range(8):
        wide.keyboard.press("Tab")
    focused = wide.evaluate("document.activeElement.className")
    assert "dgm-scroll" in focused
    wide.keyboard.press("Tab")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/dgmaturity?sort=title*")


def test_on_a_phone_only_what_is_missing_is_listed_in_words(phone: Page, site: Site) -> None:
    phone.goto(f"{site.url}/th{PAGE}?missing=8")
    first = phone.locator(".dgm-matrix tbody tr").first
    expect(first.get_by_text("8 วัตถุประสงค์")).to_be_visible()
    assert first.locator(".dgm-is-good:visible").count() == 0


def test_the_trend_is_a_chart_and_a_table(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}/th{PAGE}")
    chart = wide.get_by_role("img", name="คะแนนใน 7 วัน")
    expect(chart).to_be_visible()
    expect(chart.locator("circle")).to_have_count(7)
    rows = wide.locator(".dgm-trend-table tbody tr:not(.dgm-round)")
    expect(rows).to_have_count(7)
    assert "21.8" in rows.first.inner_text()


def test_a_full_report_is_made_and_downloaded(wide: Page, site: Site) -> None:
    wide.goto(f"{site.url}{PAGE}")
    wide.get_by_role("button", name="Make the full reports").click()
    expect(wide.get_by_text("The reports are made.")).to_be_visible(timeout=60_000)
    with wide.expect_download() as download:
        wide.get_by_role("link", name="Full report for Excel").click()
    assert download.value.suggested_filename == f"{ORGANIZATION}-report.xlsx"
