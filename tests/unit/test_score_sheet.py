"""The score sheet: what is printed and signed says what report.json says, in each language, and nothing in it acts."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hostile_report import PAYLOADS
from markupsafe import escape
from report_sample import sample_report, small_rubric
from tables_sample import full_report
from test_hostile_report import ACTS, Tags

from checker.report.json import to_json
from checker.report.model import Report
from checker.report.score_sheet import DATASETS_SHOWN, FINDINGS_SHOWN, URLS_SHOWN, Given, sheet_chunks
from checker.report.words import LANGUAGES, words

GIVEN = (
    Given(kind="plan", file="templates/plan.xlsx", sha256="a" * 64),
    Given(kind="workbook", file="templates/workbook.xlsx", sha256="b" * 64),
)


def page(report: Report, lang: str = "th") -> str:
    return b"".join(sheet_chunks(report, GIVEN, lang=lang)).decode()


def rows(text: str, heading: str) -> int:
    """How many rows the table under a heading has."""
    part = text[text.index(f"<h2>{heading}</h2>") :]
    return part[: part.index("</tbody>")].count("<tr>")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_catalogs_say_acts(payload: str, lang: str) -> None:
    text = page(full_report(payload), lang)
    found = Tags()
    found.feed(text)
    assert found.tags <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "table", "thead",
                          "tbody", "tr", "th", "td", "bdi", "br", "span", "div", "section", "b", "i", "ul",
                          "li"}  # fmt: skip
    assert not [name for name in found.attributes if name.startswith("on") or name in ("style", "href", "src")]
    assert ACTS.search(text) is None


@pytest.mark.parametrize("payload", ["out_of_style", "script", "line", "attribute"])
def test_the_agency_in_the_page_header_cannot_end_the_style_sheet(payload: str) -> None:
    text = page(full_report(payload))
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(style) == 1 == text.count("<style>")
    header = style[0].rpartition("@page{")[2]
    assert re.fullmatch(r'@top-left\{content:"[^"\n<>]*"\}@bottom-left\{content:"[^"\n<>]*"\}\}', header)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_points_of_every_part_stand_on_it_with_who_decides_them(lang: str) -> None:
    report = sample_report(6, hostile=False)
    text = page(report, lang)
    score = json.loads(to_json(report))["score"]
    assert "50 + 20 + 13.4 = 83.4" in text
    for part, rule in zip(score["components"], report.rubric.components, strict=True):
        row = text[text.index(f"<td>{escape(rule.title.get(lang))}</td>") :].partition("</tr>")[0]
        assert f'<td class="num">{part["points"]}' in row
        assert f'<td class="num">{part["max"]}</td>' in row
        assert all(body.title.get(lang) in row for body in report.rubric.bodies if body.id in rule.bodies)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_body_and_the_head_of_the_agency_have_a_place_to_sign(lang: str) -> None:
    for rubric in (None, small_rubric()):
        report = sample_report(3, rubric=rubric)
        text = page(report, lang)
        assert text.count('<div class="box">') == len(report.rubric.bodies) + 1
        assert all(f"<b>{body.title.get(lang)}</b>" in text for body in report.rubric.bodies)
        assert f"<b>{words()['pack']['head'].get(lang)}</b>" in text


def test_each_page_is_in_one_language() -> None:
    english = page(sample_report(6, hostile=False), "en")
    headings = re.findall(r"<(?:h1|h2|th)[^>]*>([^<]+)<", english)
    assert [each for each in headings if re.search("[\u0e00-\u0e7f]", each)] == []
    assert "คะแนน" in page(sample_report(6, hostile=False), "th")


def test_documents_decisions_and_evidence_are_named() -> None:
    text = page(full_report(), "en")
    assert all(each.file in text and each.sha256 in text for each in GIVEN)
    assert rows(text, "Decisions of the assessors") == 2 + 1
    assert rows(text, "Evidence") - 1 == len({piece.kind for piece in full_report().evidence})
    without = page(sample_report(2), "en")
    assert "The run holds no decision of an assessor" in without


def test_long_lists_are_cut_and_say_where_the_whole_stands() -> None:
    report = sample_report(DATASETS_SHOWN + 5, hostile=False)
    text = page(report, "en")
    assert rows(text, "Datasets") == DATASETS_SHOWN + 1
    assert f"The first {DATASETS_SHOWN} of {DATASETS_SHOWN + 5}; the rest stand in tables/datasets.csv" in text
    assert rows(text, "URLs that were checked") == URLS_SHOWN + 1
    assert rows(text, "What did not pass") == FINDINGS_SHOWN + 1
    assert "; the rest stand in" not in page(sample_report(5, hostile=False), "en")


def test_listed_datasets_come_first() -> None:
    report = sample_report(9, hostile=False)
    listed = [line.standing.listed for line in report.datasets]
    text = page(report, "en")
    part = text[text.index("<h2>Datasets</h2>") :].partition("</tbody>")[0]
    told = re.findall(r"<bdi>(yes|no)</bdi>", part)
    assert told == ["yes"] * sum(listed) + ["no"] * (len(listed) - sum(listed))


def test_equal_reports_give_equal_pages_whatever_run_they_are_of() -> None:
    first = sample_report(4)
    second = msgspec.structs.replace(first, run=msgspec.structs.replace(first.run, id="other", finished=None))
    assert page(first) == page(second)


def test_every_word_of_the_pack_is_there_in_both_languages() -> None:
    for group in ("pack", "pack_readme"):
        for name, text in words()[group].items():
            assert re.search("[\u0e00-\u0e7f]", text.th) or text.th == text.en, name
            assert text.en
            assert not re.search("[\u0e00-\u0e7f]", text.en), name
