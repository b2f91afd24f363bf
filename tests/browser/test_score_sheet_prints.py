"""The score sheet as PDF: A4, Thai text that can be read and searched, a header and a footer on every page."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from report_sample import sample_report

from checker.report.score_sheet import Given, sheet_chunks

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
A4 = (595.28, 841.89)  #: points
GIVEN = (Given(kind="plan", file="templates/plan.xlsx", sha256="a" * 64),)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("th", ["แบบสรุปคะแนน", "ก.พ.ร.", "ลงชื่อ"]), ("en", ["Score sheet", "OPDC", "Signed"])],
)
def test_a_score_sheet_prints_on_a4(lang: str, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / f"score-sheet.{lang}.html"
    path.write_bytes(b"".join(sheet_chunks(sample_report(30), GIVEN, lang=lang)))
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        body = page.pdf(prefer_css_page_size=True)
        wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        browser.close()
    assert asked == [path.as_uri()]
    assert wide
    document = pypdfium2.PdfDocument(body)
    texts = [each.get_textpage().get_text_range() for each in document]
    assert {tuple(round(side, 0) for side in each.get_size()) for each in document} == {tuple(map(round, A4))}
    assert [word for word in words if word not in texts[0] + texts[1]] == []
    assert 3 < len(texts) < 20
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert "กรมตัวอย่าง" in text
