"""report.html in a real browser: nothing leaves it, languages switch, nothing is wider than a phone, it prints."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from report_sample import sample_report

from checker.report.html import to_html

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(to_html(sample_report()))
    return path


class Watched:
    """A page, with all that it asked for, said or complained of."""

    def __init__(self, browser: Browser, path: Path, width: int = 1200) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 800})
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(path.as_uri())

    def shown(self, text: str) -> bool:
        return self.page.get_by_text(text, exact=True).first.is_visible()


def test_nothing_leaves_the_page_and_nothing_runs(browser: Browser, report_file: Path) -> None:
    watched = Watched(browser, report_file)
    watched.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    watched.page.mouse.wheel(0, 20_000)
    watched.page.wait_for_timeout(200)
    assert watched.requests == [report_file.as_uri()]
    assert watched.said == []


def test_thai_comes_first_and_english_is_one_click_away(browser: Browser, report_file: Path) -> None:
    watched = Watched(browser, report_file)
    assert watched.shown("สิ่งที่ควรทำก่อน")
    assert not watched.shown("What to do first")
    watched.page.click("label[for=lang-en]")
    assert watched.shown("What to do first")
    assert not watched.shown("สิ่งที่ควรทำก่อน")


def test_the_language_switches_by_keyboard(browser: Browser, report_file: Path) -> None:
    watched = Watched(browser, report_file)
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("ArrowRight")
    assert watched.shown("What to do first")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [360, 390, 768, 1200])
def test_nothing_is_wider_than_the_screen(browser: Browser, report_file: Path, width: int, lang: str) -> None:
    watched = Watched(browser, report_file, width)
    watched.page.click(f"label[for=lang-{lang}]")
    watched.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_can_be_narrowed_and_opened_without_script(browser: Browser, report_file: Path) -> None:
    page = Watched(browser, report_file).page
    visible = "[...document.querySelectorAll('.d')].filter(each => each.getClientRects().length).length"
    assert page.evaluate(visible) == 30
    page.click("label[for=show-wait]")
    waiting = page.evaluate("document.querySelectorAll('.d.wait').length")
    assert page.evaluate(visible) == waiting
    assert 0 < waiting < 30
    page.click("label[for=open-all]")
    assert page.locator(".d.wait .in").first.is_visible()


def test_words_of_a_large_report_show_in_both_languages(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(to_html(sample_report(301, hostile=False)))
    page = Watched(browser, path).page
    word = "getComputedStyle(document.querySelector('.d em w-0'), '::before').content"
    assert page.evaluate(word) == '"ในบัญชีรายชื่อ"'
    page.click("label[for=lang-en]")
    assert page.evaluate(word) == '"listed"'


def test_a_catalog_of_two_thousand_opens_at_once(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(to_html(sample_report(2000, hostile=False)))
    page = Watched(browser, path).page
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert paint < 2000  # milliseconds; some 250 on two idle cores


def test_it_prints_on_a4_with_the_chosen_language(browser: Browser, report_file: Path) -> None:
    page = Watched(browser, report_file).page
    content = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[0 0 59\d[.\d]* 84\d", content)
    page.emulate_media(media="print")
    assert not page.locator(".langs").is_visible()
    assert page.locator("#first-h [lang=th]").is_visible()
    assert not page.locator("#first-h [lang=en]").is_visible()
