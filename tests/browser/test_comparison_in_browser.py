"""The pages of comparisons and trends in a real browser: nothing leaves them, both languages, no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from checker.compare import compare_reports
from checker.compare.html import to_html
from checker.model import Verdict
from checker.report.trend_page import html_chunks
from tests.unit.compare_values import finding, link, one, report
from tests.unit.test_trend import point, trend

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
LONG = "จำนวนผู้ป่วยนอกและผู้ป่วยในจำแนกตามกลุ่มโรคเพศกลุ่มอายุและระดับสถานพยาบาล" * 2
URL = "https://data.example.go.th/" + "a" * 300


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    before = report(one("a", title=LONG, links=[link("r", URL)]), one("b", missing=1), one("old"))
    after = report(
        one("a", title=LONG, links=[link("r", f"{URL}b", Verdict.MISSING)], findings=[finding("maintainer", "blank")]),
        one("b"),
        one("new", title="<script>alert(1)</script>"),
        run="run-2",
    )
    days = [f"{year}-{month}-15" for year in range(2012, 2023) for month in ("02", "08")]
    points = [point(f"run-{place}", 40 + place * 2 % 50, day=day) for place, day in enumerate(days)]
    made = {
        "diff": to_html(compare_reports(before, after)),
        "trend": b"".join(html_chunks(trend(*points, left_out=("20220930-235900-a1b2c3",) * 9))),
    }
    for name, content in made.items():
        (folder / f"{name}.html").write_bytes(content)
    return {name: folder / f"{name}.html" for name in made}


def opened(browser: Browser, path: Path, width: int = 1200) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: told.append(message.text))
    page.goto(path.as_uri())
    return page, told


@pytest.mark.parametrize("name", ["diff", "trend"])
@pytest.mark.parametrize("width", [360, 390, 1200])
def test_nothing_leaves_a_page_and_nothing_is_wider_than_the_screen(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    page, told = opened(browser, pages[name], width)
    for lang in ("th", "en"):
        page.click(f"label[for=lang-{lang}]")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert told == [pages[name].as_uri()]


def test_the_years_of_the_chart_are_those_of_the_language(browser: Browser, pages: dict[str, Path]) -> None:
    page, _ = opened(browser, pages["trend"])
    years = {lang: page.locator(f".trend-plot text[lang={lang}]") for lang in ("th", "en")}
    assert (years["th"].last.is_visible(), years["en"].last.is_visible()) == (True, False)
    assert years["th"].last.text_content() == "2565"
    page.click("label[for=lang-en]")
    assert (years["th"].last.is_visible(), years["en"].last.is_visible()) == (False, True)
    assert years["en"].last.text_content() == "2022"


@pytest.mark.parametrize("width", [390, 1200])
def test_no_two_labels_of_the_chart_touch(browser: Browser, pages: dict[str, Path], width: int) -> None:
    page, _ = opened(browser, pages["trend"], width)
    for kind in (".tx[lang=th]", ".tv"):
        boxes = [box for each in page.locator(f".trend-plot {kind}").all() if (box := each.bounding_box())]
        boxes.sort(key=lambda box: box["x"])
        assert len(boxes) > 2
        assert all(
            left["x"] + left["width"] <= right["x"] for left, right in zip(boxes, boxes[1:], strict=False)
        )  # fmt: skip


def test_a_bar_leads_to_its_dataset(browser: Browser, pages: dict[str, Path]) -> None:
    page, _ = opened(browser, pages["diff"])
    page.locator(".shifts a").first.click()
    anchor = page.evaluate("location.hash")
    assert page.locator(anchor).is_visible()
