"""The worklist and the pages of units in a real browser: views, widths, headings, names, contrast, print."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from report_sample import sample_report
from tables_sample import full_report
from test_report_in_browser import CHROMIUM, QUIET, Watched
from work_sample import with_worklist

from checker.report.html import to_html
from checker.report.model import Report
from checker.report.units import NOBODY_SLUG
from checker.run import write_owner_pages

pytestmark = pytest.mark.browser

OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
#: levels of the headings that are shown, in the order of the page
HEADINGS = """[...document.querySelectorAll('h1,h2,h3,h4')]
  .filter(each => each.getClientRects().length).map(each => +each.tagName[1])"""
#: fields, links and folds that a screen reader could not name
NAMELESS = """[...document.querySelectorAll('input,a,summary')]
  .filter(each => each.getClientRects().length)
  .filter(each => ![each, ...(each.labels || [])].some(one => (one.innerText || '').trim()))
  .map(each => each.outerHTML)"""
#: texts whose contrast with what is behind them is under 4.5 : 1 (3 : 1 where they are large), WCAG 2.1, 1.4.3
PALE = """() => {
  const part = value => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const colour = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const behind = each => {
    if (each.classList.contains('top')) return [27, 90, 124];
    const found = colour(getComputedStyle(each).backgroundColor);
    if (found.length === 3 || found[3] > 0.99) return found;
    return each.parentElement ? behind(each.parentElement) : [255, 255, 255];
  };
  const pale = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const each = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !each.getClientRects().length) continue;
    if (['STYLE', 'rect', 'svg'].includes(each.tagName)) continue;
    const style = getComputedStyle(each);
    const [one, other] = [light(colour(style.color)), light(behind(each))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), bold = +style.fontWeight >= 700;
    const wanted = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    if ((one + 0.05) / (other + 0.05) < wanted) pale.push(each.outerHTML.slice(0, 120));
  }
  return pale;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    report = with_worklist(sample_report(26))
    (folder / "report.html").write_bytes(to_html(report))
    return {"report.html": folder / "report.html", **_owners(report, folder)}


def _owners(report: Report, folder: Path) -> dict[str, Path]:
    written = {path.name: path for path in write_owner_pages(report, folder)}
    return {"index.html": written["index.html"], "unit.html": written[f"{NOBODY_SLUG}.html"]}


FILES = ("report.html", "unit.html", "index.html")


def _views(page: Page) -> Iterator[str]:
    """Each view of the page, one after another; one where it has no views."""
    for view in ("work", "why", "unit"):
        if page.locator(f"label[for=view-{view}]").count():
            page.click(f"label[for=view-{view}]")
            yield view
    if not page.locator(".views").count():
        yield ""


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [360, 390, 768, 1200])
def test_no_view_is_wider_than_the_screen(
    browser: Browser, files: dict[str, Path], name: str, lang: str, width: int
) -> None:
    page = Watched(browser, files[name], width).page
    page.click(f"label[for=lang-{lang}]")
    page.evaluate(OPEN)
    assert [page.evaluate("document.documentElement.scrollWidth") <= width for _ in _views(page)].count(False) == 0
    page.close()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_headings_names_and_contrast_serve_every_reader(
    browser: Browser, files: dict[str, Path], name: str, lang: str
) -> None:
    page = Watched(browser, files[name]).page
    page.click(f"label[for=lang-{lang}]")
    page.evaluate(OPEN)
    for _ in _views(page):
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate(PALE) == []
    page.close()


def test_the_worklist_shows_first_and_one_view_at_a_time(browser: Browser, files: dict[str, Path]) -> None:
    page = Watched(browser, files["report.html"]).page
    shown = "['v-work', 'v-why', 'v-unit'].filter(name => document.querySelector('.' + name).getClientRects().length)"
    assert page.evaluate(shown) == ["v-work"]
    seen = []
    for _ in _views(page):
        seen += page.evaluate(shown)
    assert seen == ["v-work", "v-why", "v-unit"]


def test_views_switch_by_keyboard(browser: Browser, files: dict[str, Path]) -> None:
    page = Watched(browser, files["report.html"]).page
    page.focus("#view-work")
    page.keyboard.press("ArrowRight")
    assert page.locator(".v-why").is_visible()
    assert not page.locator(".v-work").is_visible()


def test_a_job_leads_to_its_dataset(browser: Browser, files: dict[str, Path]) -> None:
    for name in ("report.html", "unit.html"):
        page = Watched(browser, files[name]).page
        link = page.locator(".job a").first
        target = link.get_attribute("href")
        link.click()
        assert page.evaluate("document.querySelector(':target').id") == str(target)[1:]
        assert page.locator(":target summary").is_visible()


@pytest.mark.parametrize("name", FILES)
def test_nothing_leaves_the_page(browser: Browser, files: dict[str, Path], name: str) -> None:
    watched = Watched(browser, files[name])
    watched.page.evaluate(OPEN)
    watched.page.wait_for_timeout(100)
    assert watched.requests == [files[name].as_uri()]
    assert watched.said == []


@pytest.mark.parametrize("name", FILES)
def test_it_prints_on_a4_with_nothing_cut_off(browser: Browser, files: dict[str, Path], name: str) -> None:
    page = Watched(browser, files[name]).page
    content = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[0 0 59\d[.\d]* 84\d", content)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 695, "height": 1000})  # A4 less its margins, at 96 to the inch
    assert page.evaluate("document.documentElement.scrollWidth") <= 695
    assert not page.locator(".langs").is_visible()
    page.close()


def test_no_word_of_a_decision_stands_in_the_colour_of_what_failed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "decided.html").write_bytes(to_html(full_report()))
    page = Watched(browser, tmp_path / "decided.html").page
    page.evaluate(OPEN)
    coloured = """[...document.querySelectorAll('.fi > li > b')]
      .filter(each => each.textContent.trim().length > 1)
      .filter(each => getComputedStyle(each).backgroundColor !== 'rgba(0, 0, 0, 0)').map(each => each.textContent)"""
    assert page.locator(".fi > li > span + b").count() > 0
    assert page.evaluate(coloured) == []
    page.close()
