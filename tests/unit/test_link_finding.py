"""What was observed of a link, in words."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from checker.checks.links import CHECK, REASONS, link_finding, reason_of
from checker.links import settle
from checker.model import Attempt, FetchError, Finding, Outcome, Severity, Sniffed
from checker.resources import load_yaml, schemas_dir
from checker.rubric import CheckRule, load
from tests.unit.link_values import RULES, URL, broke, csv_file, hop, html, look
from tests.unit.test_links import TABLE

RULE: CheckRule = load("data-catalog-kpi-2565").checks[CHECK]
THAI = range(0x0E00, 0x0E80)


def reason(*attempts: Attempt, public: bool = True, **rest: object) -> str:
    return reason_of(settle(csv_file(**rest), attempts, RULES, public))


def test_the_texts_and_the_code_name_the_same_reasons() -> None:
    assert sorted(RULE.reasons) == sorted(REASONS)
    assert len(REASONS) == len(set(REASONS))


def test_the_whole_finding() -> None:
    seen = settle(csv_file(), [look(404, html()), look(404, html(), after=5)], RULES, True)
    assert link_finding("d1", seen, RULE) == Finding(
        check="link_reachable",
        outcome=Outcome.FAILED,
        severity=Severity.VIOLATION,
        reason="missing",
        subject="d1",
        path="resources/r1/url",
        evidence_id=seen.evidence_id,
        params={
            "url": URL,
            "verdict": "missing",
            "detail": "HTTP 404",
            "declared": "",
            "found": "HTML",
            "final": "",
            "encoding": "",
        },
    )


CASES: list[tuple[str, str]] = [
    (reason(look()), "ok"),
    (reason(look(hops=(hop(302),))), "ok"),
    (reason(look(hops=(hop(301),))), "moved"),
    (reason(look(tls_detail="x")), "ok_tls"),
    (reason(look(hops=(hop(301),), tls_detail="x")), "ok_tls"),
    (reason(look(sniffed=Sniffed(format="xlsx", how="signature")), format="xls"), "ok_format_family"),
    (reason(look(), format=None), "ok_format_not_recognised"),
    (reason(look(), format=None, declared=""), "ok_format_blank"),
    (reason(look(sniffed=Sniffed(format="csv", how="content", encoding="cp874"))), "ok_encoding"),
    (reason(look(404, html())), "missing_unconfirmed"),
    (reason(look(404, html()), look(404, html(), after=9)), "missing"),
    (reason(look(200, html("error"))), "missing_page_unconfirmed"),
    (reason(look(200, html(), hops=(hop(302),), final_url="https://a.go.th/")), "missing_front_unconfirmed"),
    (reason(look(200, html())), "mismatch_html_unconfirmed"),
    (reason(look(error=FetchError.DECODING)), "mismatch_coding_unconfirmed"),
    (reason(look(403, html())), "forbidden_unconfirmed"),
    (reason(look(403, html()), public=False), "forbidden_unconfirmed"),
    (reason(look(403, html()), look(403, html(), after=9, vantage="b"), public=False), "forbidden_not_public"),
    (reason(look(401, html())), "protected_unconfirmed"),
    (reason(look(401, html()), public=False), "protected_not_public"),
    (reason(look(429, html())), "throttled"),
    (reason(look(200, html("block"))), "throttled_page"),
    (reason(look(416, html())), "refused_request"),
    (reason(look(400, html()), format="wms"), "refused_service"),
    (reason(look(200, html("interstitial"))), "mismatch_interstitial_unconfirmed"),
    (reason(broke(FetchError.SCHEME)), "refused_scheme"),
    (reason(broke(FetchError.ADDRESS)), "refused_address"),
    (reason(broke(FetchError.CAPPED)), "refused_size"),
    (reason(broke(FetchError.BUDGET)), "our_failure"),
    (reason(broke(FetchError.INVALID_URL)), "invalid_url_unconfirmed"),
    (reason(), "not_looked_at"),
    (reason(url=""), "invalid_url"),
]


@pytest.mark.parametrize(("got", "expected"), CASES)
def test_an_observation_has_its_reason(got: str, expected: str) -> None:
    assert got == expected


@pytest.mark.parametrize("public", [True, False])
def test_every_look_of_the_table_has_words_that_fit_its_outcome(public: bool) -> None:
    for what, attempt, declared, *_ in TABLE:
        for looks in ([attempt], [attempt, *_again(attempt)]):
            found = link_finding("d", settle(csv_file(format=declared), looks, RULES, public), RULE)
            told = RULE.reasons[found.reason]
            assert found.outcome is told.outcome, what
            for text in (told.th, told.en, *((told.fix.th, told.fix.en) if told.fix else ())):
                text.format(**found.params)


def _again(attempt: Attempt) -> list[Attempt]:
    return [
        Attempt(
            **{name: getattr(attempt, name) for name in Attempt.__struct_fields__}
            | {"at": attempt.at.replace(hour=attempt.at.hour + 1), "vantage": "bangkok", "number": 2}
        )
    ]


def test_every_failure_has_a_way_out() -> None:
    lacking = [name for name, told in RULE.reasons.items() if told.outcome is not Outcome.PASSED and told.fix is None]
    assert sorted(lacking) == ["forbidden_not_public", "protected_not_public"]


@pytest.mark.parametrize(
    "path",
    sorted((schemas_dir() / "openness").glob("reasons.yaml")) + [schemas_dir() / "checks" / "links.yaml"],
    ids=lambda path: path.name,
)
def test_thai_is_thai_and_both_languages_speak_of_the_same_things(path: Path) -> None:
    raw = load_yaml(path)
    for told in (raw[CHECK]["reasons"] if CHECK in raw else raw).values():
        for pair in filter(None, (told, told.get("fix"))):
            if pair["th"] == pair["en"] == "{mend}":  # the words are those of the interface
                continue
            assert any(ord(letter) in THAI for letter in pair["th"])
            assert not any(ord(letter) in THAI for letter in pair["en"])
            assert _names(pair["th"]) == _names(pair["en"])


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
