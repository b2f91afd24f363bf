"""report.html: self-contained, complete, harmless, the same for equal reports."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from msgspec import structs
from report_sample import HOSTILE, sample_report, small_rubric
from tables_sample import full_report

from checker.decided import Signature, State
from checker.model import Outcome
from checker.report.html import to_html
from checker.report.model import DatasetLine
from checker.rubric import load

VOID = {"meta", "input", "rect", "path", "circle", "br"}


class Page(HTMLParser):
    """The elements of a page, its links, and whether they are well nested."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(html.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


@pytest.fixture(scope="module", params=[30, 400], ids=["small", "large"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(to_html(sample_report(request.param)))


def test_the_page_runs_nothing_and_asks_for_nothing(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image"} & set(page.tags)
    assert [value for _, name, value in page.attributes if name.startswith("on") or name in ("src", "xlink:href")] == []
    assert any(value.startswith("default-src 'none'") for value in page.values("content"))


def test_only_web_addresses_and_places_of_the_page_are_linked(page: Page) -> None:
    targets = page.values("href")
    assert all(target.startswith(("https://", "http://", "#")) for target in targets)
    assert {target[1:] for target in targets if target.startswith("#")} <= set(page.ids)
    outward = [value for tag, name, value in page.attributes if tag == "a" and name == "rel"]
    assert outward
    assert set(outward) == {"noopener noreferrer nofollow"}
    assert len(outward) == sum(not target.startswith("#") for target in targets)


def test_ids_stand_once(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))


def test_hostile_texts_are_shown_as_text(page: Page) -> None:
    shown = "".join(page.text)
    assert "<script>alert('x')</script>" in shown
    assert "javascript:alert(document.domain)" in shown
    assert "{{ 7*7 }}" in shown
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "ยาว" * 120 not in shown
    assert len(HOSTILE) == 12


def test_equal_reports_give_equal_bytes() -> None:
    assert to_html(sample_report()) == to_html(sample_report())


def test_a_page_holds_nothing_of_when_it_was_made() -> None:
    report = sample_report()
    run = msgspec.structs.replace(report.run, id="other", started=report.run.cutoff, finished=None)
    assert to_html(msgspec.structs.replace(report, run=run)) == to_html(report)


def test_the_language_asked_for_is_the_one_that_opens() -> None:
    th, en = to_html(sample_report(2)).decode(), to_html(sample_report(2), lang="en").decode()
    assert '<html lang="th">' in th
    assert 'id="lang-th" class="pick" checked' in th
    assert '<html lang="en">' in en
    assert 'id="lang-en" class="pick" checked' in en


def test_the_score_stands_with_its_parts_range_and_both_universes() -> None:
    html = to_html(sample_report()).decode()
    figures = re.findall(r'<span class="term[^"]*"><b>([\d.]+)</b>', html)
    assert figures == ["50", "20", "13.4", "83.4"]
    assert "ช่วงคะแนน 83.4 – 91.26" in html
    assert "ขาด 6.6 คะแนน" in html
    assert "13.16 / 20" in html
    assert "ฐานการคิดคะแนนข้อมูลเปิดคือชุดข้อมูลสาธารณะตามบัญชีรายชื่อ" in html


def test_a_final_score_shows_no_range() -> None:
    html = to_html(sample_report(3, final=True)).decode()
    assert "ผลคะแนนสุดท้าย" in html
    assert "ช่วงคะแนน" not in html
    assert "ยังไม่สิ้นสุด" not in html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"applies": False}, "เพื่อเป็นแนวทาง ไม่ใช่ผลตัวชี้วัดนี้"),
        ({"planned": False}, "ไม่มีแผน (Template 1)"),
        ({"remark": ("ข้อความพิเศษ", "special remark")}, "special remark"),
    ],
)
def test_a_banner_says_what_the_reader_must_know_first(change: dict[str, object], said: str) -> None:
    report = sample_report(2)
    assert said in to_html(msgspec.structs.replace(report, **change)).decode()


def test_datasets_unaccounted_for_are_said() -> None:
    report = sample_report(2)
    totals = msgspec.structs.replace(report.totals, unreconciled=3)
    assert "declares 3 more datasets" in to_html(msgspec.structs.replace(report, totals=totals)).decode()


def test_every_dataset_and_resource_is_on_the_page() -> None:
    report = sample_report(hostile=False)
    page = Page(to_html(report))
    assert sum(name == "class" and value.startswith("d ") for _, name, value in page.attributes) == 30
    shown = "".join(page.text)
    assert all(resource.url in shown for line in report.datasets for resource in line.resources)


def test_what_alone_keeps_a_dataset_back_comes_first() -> None:
    report = sample_report(hostile=False)
    html = to_html(report).decode()
    first = html[html.index('id="first"') : html.index('id="charts"')]
    lost = re.findall(r"ขาด ([\d.]+) คะแนน</span>", first)
    assert lost == ["6.6", "5", "5"]
    assert "ขาดเพียงเรื่องนี้เรื่องเดียว" in first


def test_reasons_that_differ_in_their_figures_alone_stand_once() -> None:
    report = sample_report(hostile=False)
    spans = iter(range(1, 1000))

    def yearly(line: DatasetLine) -> DatasetLine:
        openness = line.standing.openness
        if openness is None or not openness.criteria:
            return line
        params = {"period": "year", "years": 3 + next(spans)}
        first = structs.replace(
            openness.criteria[0], criterion="granularity", tier="basic", possible="basic", outcome=Outcome.PASSED,
            reason="granularity_overview_period", params=params,
        )  # fmt: skip
        openness = structs.replace(openness, criteria=(first,))
        return structs.replace(line, standing=structs.replace(line.standing, openness=openness))

    rubric = structs.replace(report.rubric, openness_reasons=load("data-catalog-kpi-2565").openness_reasons)
    report = structs.replace(report, rubric=rubric, datasets=tuple(yearly(line) for line in report.datasets))
    html = to_html(report).decode()
    first = html[html.index('id="first"') : html.index('id="charts"')]
    assert first.count("เป็นข้อมูลภาพรวม") == 1
    assert "<span lang=th>เช่น</span>" in first


def test_a_report_of_nothing_is_a_page() -> None:
    shown = "".join(Page(to_html(sample_report(0))).text)
    assert "ไม่มีข้อมูลให้แสดง" in shown


def test_a_rubric_of_other_ids_items_and_points_reports_as_well() -> None:
    html = to_html(sample_report(3, rubric=small_rubric())).decode()
    assert re.findall(r'<span class="term[^"]*"><b>([\d.]+)</b>', html) == ["7", "2", "9"]
    assert "2ก" in html


def test_a_reason_without_words_stops_nothing() -> None:
    report = sample_report(3)
    line = report.datasets[1]
    odd = msgspec.structs.replace(line.findings[0], check="brand_new", reason="unheard_of", outcome=Outcome.FAILED)
    changed = msgspec.structs.replace(line, findings=(odd,))
    html = to_html(msgspec.structs.replace(report, datasets=(changed,))).decode()
    assert "brand_new" in html
    assert "unheard_of" in html


def test_a_large_report_stays_small() -> None:
    assert len(to_html(sample_report(2000, hostile=False))) < 8_000_000


def test_a_score_that_waits_for_signatures_is_not_called_final() -> None:
    settled = structs.replace(full_report(), score=sample_report(3, final=True).score)
    assert settled.decided is not None
    signed = structs.replace(settled.decided, signatures=(Signature(body="NSO", state=State.SIGNED, number=1),))
    pages = [to_html(structs.replace(settled, decided=each)).decode() for each in (settled.decided, signed, None)]
    assert ["Everything is settled; waiting for signatures" in page for page in pages] == [True, False, False]
    assert ["Final score" in page for page in pages] == [False, True, True]
