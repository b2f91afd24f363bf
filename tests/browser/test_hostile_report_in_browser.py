"""A report of hostile words in a real browser: nothing runs, nothing is asked for, nothing turns the text around."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from hostile_report import PAYLOADS, hostile_report
from test_report_in_browser import CHROMIUM, QUIET, Watched

from checker.report.html import to_html

pytestmark = pytest.mark.browser

TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
#: whatever could be set off by a hand that moves over the page
TOUCH = """() => {
  for (const each of document.querySelectorAll('*'))
    for (const name of ['mouseover', 'focus', 'error', 'load', 'toggle'])
      each.dispatchEvent(new Event(name));
  return [window.pwned, document.title.length, document.querySelectorAll('script, img, iframe, object, base').length];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_word_from_outside_acts(browser: Browser, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(to_html(hostile_report(payload, 3)))
    watched = Watched(browser, path)
    page = watched.page
    page.evaluate(OPEN)
    pwned, _, strangers = page.evaluate(TOUCH)
    for label in ("th", "en"):
        page.click(f"label[for=lang-{label}]")
        assert TURNS.search(page.locator("body").inner_text()) is None
    page.wait_for_timeout(50)
    assert (pwned, strangers) == (None, 0)
    assert watched.requests == [path.as_uri()]
    assert watched.said == []
    schemes = page.evaluate("[...new Set([...document.links].map(each => each.protocol))]")
    assert set(schemes) <= {"http:", "https:", "file:"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200
    page.close()
