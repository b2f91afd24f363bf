"""Words: both languages complete, texts of catalogs made harmless."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from checker.model import Outcome, Severity, Verdict
from checker.probe import INTERFACES as PROBES
from checker.probe.rules import rules as probe_rules
from checker.report.labels import Labels
from checker.report.words import both, clean, fill, moment, openness_words, rubric_words, say, web_address, words
from checker.rubric import Text, load

RUBRIC = load("data-catalog-kpi-2565")
TEXTS = [(group, name, text) for group, texts in words().items() for name, text in texts.items()]


@pytest.mark.parametrize(("group", "name", "text"), TEXTS)
def test_every_text_has_both_languages_with_the_same_places(group: str, name: str, text: Text) -> None:
    assert text.th.strip()
    assert text.en.strip()
    assert sorted(re.findall(r"\{\w+\}", text.th)) == sorted(re.findall(r"\{\w+\}", text.en))
    assert not re.search("[\u0e00-\u0e7f]", text.en)


@pytest.mark.parametrize(
    ("group", "ids"),
    [
        ("outcome", [outcome.value for outcome in Outcome]),
        ("outcome_sign", [outcome.value for outcome in Outcome]),
        ("outcome_meaning", [outcome.value for outcome in Outcome]),
        ("severity", [severity.value for severity in Severity]),
        ("verdict", [verdict.value for verdict in Verdict]),
        ("verdict_meaning", [verdict.value for verdict in Verdict]),
        ("verdict_fix", [verdict.value for verdict in Verdict if verdict is not Verdict.OK]),
    ],
)
def test_every_closed_set_has_its_words(group: str, ids: list[str]) -> None:
    assert sorted(words()[group]) == sorted(ids)


@pytest.mark.parametrize("verdict", ["protected", "throttled", "timeout"])
def test_what_is_not_broken_is_not_called_so(verdict: str) -> None:
    told = (words()[group][verdict] for group in ("verdict", "verdict_meaning"))
    said = " ".join(f"{text.th} {text.en}" for text in told)
    assert not re.search("broken|dead|เสีย|พัง", said)


def test_a_moment_is_told_in_the_era_of_the_language() -> None:
    at = datetime(2022, 9, 30, 16, 59, tzinfo=timezone.utc)
    assert moment(at, "Asia/Bangkok", "th") == "30 กันยายน 2565 เวลา 23:59 น."
    assert moment(at, "Asia/Bangkok", "en") == "30 September 2022 23:59"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("รายงาน\u202egnp.exe\u202c", "รายงาน\ufffdgnp.exe\ufffd"),
        ("\x1b[31mแดง\x07", "\ufffd[31mแดง\ufffd"),
        ("หนึ่ง\r\n\tสอง", "หนึ่ง สอง"),
        ("ข้อมูล\ud83d", "ข้อมูล\ufffd"),
        ("ก" * 400, "ก" * 299 + "…"),
        ("", ""),
    ],
)
def test_a_text_of_a_catalog_is_made_harmless(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(alphabet=st.characters(), max_size=400))
def test_a_cleaned_text_is_short_encodable_and_stays_the_same(text: str) -> None:
    shown = clean(text)
    shown.encode("utf-8")
    assert len(shown) <= 300
    assert clean(shown) == shown


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://data.example.go.th/ข้อมูล.csv", True),
        ("HTTP://example.go.th", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.go.th/x", False),
        ("https:///x", False),
        ("https://[::1", False),
        ("https://example.go.th/\x00", False),
        ("https://example.go.th/\u202egnp", False),
        ('https://example.go.th/"onclick=', False),
        ("ftp://example.go.th/x", False),
        ("", False),
        ("https://example.go.th/" + "x" * 2000, False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    assert web_address(url) == (url if linked else None)


def test_a_parameter_is_put_in_as_it_is_and_never_read_as_a_template() -> None:
    assert fill(Text(th="ค่า {value}", en="value {value}"), {"value": "{value} {0} %s"}, "en") == "value {value} {0} %s"


def test_a_parameter_with_words_is_told_by_them() -> None:
    assert (
        fill(Text(th="ฐาน {universe}", en="of {universe}"), {"universe": "listed"}, "en")
        == "of public datasets of the list"
    )
    assert fill(Text(th="", en="of {name}"), {"name": "heading"}, "en") == "of heading"


def test_a_text_that_is_not_there_is_its_own_id() -> None:
    assert say("verdict.new_one", "th") == "new_one"


class _Content(HTMLParser):
    """Whether a style element ends where it should."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_word_ends_the_style_that_holds_it(th: str, en: str) -> None:
    labels = Labels(shared=True)
    labels.word(both(th, en))
    style = str(labels.style())
    parser = _Content()
    parser.feed(f"<style>{style}</style><p>")
    assert parser.tags == ["style", "p"]
    assert style.count('"') in (0, 2, 4)
    assert re.fullmatch(
        r'(w-0::before\{content:"[^"<&]*"\}(#lang-en:checked~\* w-0::before\{content:"[^"<&]*"\})?\n)?', style
    )


def test_words_stand_in_place_in_a_small_report() -> None:
    labels = Labels(shared=False)
    assert labels.say("dataset.code") == Markup("<span lang=th>รหัส</span><span lang=en>Code</span>")
    assert labels.style() == ""


def test_every_text_is_used() -> None:
    """By its whole key, or by a group whose ids are those of a closed set."""
    folder = Path(__file__).parents[2] / "checker" / "report"
    files = (*folder.parent.rglob("*.py"), *folder.glob("templates/*.j2"))
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    by_id = set(re.findall(r"""["'](\w+)\.(?:" ~|\{)""", source))
    unused = [
        f"{group}.{name}"
        for group, name, _ in TEXTS
        if group not in by_id and f"{group}.{name}" not in source and f'"{group}", "{name}"' not in source
    ]
    assert unused == []


INTERFACES = tuple(name for name in (*PROBES, "datasette") if name != "service")  # a service is told by what answers


@pytest.mark.parametrize("name", INTERFACES)
def test_every_interface_has_a_name(name: str) -> None:
    assert name in openness_words()["interface"]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", sorted(probe_rules().reasons))
def test_how_an_interface_failed_and_what_to_do_is_told_in_words(name: str, lang: str) -> None:
    for reason in ("channel_interface_refused", "granularity_interface_undecided", "cctv_interface_undecided"):
        known = RUBRIC.openness_reasons[reason]
        params = {"interface": "wfs", "probe": name, "mend": name}
        told = fill(known, params, lang, rubric_words(RUBRIC))
        fix = fill(known.fix, params, lang, rubric_words(RUBRIC)) if known.fix else ""
        assert probe_rules().reasons[name].th in told or lang == "en"
        assert not re.search(rf"\{{|\b{name}\b" if "_" in name else r"\{", told + fix)
        assert len(fix) > 10


def test_formats_are_told_by_their_names() -> None:
    told = fill(RUBRIC.openness_reasons["no_kind"], {"formats": ("jpeg", "geotiff")}, "en", rubric_words(RUBRIC))
    assert "JPEG, GeoTIFF" in told
