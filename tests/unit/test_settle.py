"""Several looks at one link, and when the next is due."""

from __future__ import annotations

from datetime import datetime, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links import attempt_of, evidence_id, head_is_enough, next_look, settle, whole
from checker.model import Attempt, Fetched, FetchError, Hop, Note, Observation, Outcome, Request, Sniffed, Verdict
from checker.rubric import load
from tests.unit.link_values import CSV, ROWS, RULES, START, URL, broke, csv_file, hop, html, look

TIMEOUT, DNS, OURS, BUDGET = FetchError.TIMEOUT, FetchError.DNS, FetchError.OURS, FetchError.BUDGET


def held(*attempts: Attempt, public: bool = True, scale: float = 1.0) -> tuple[str, str, bool]:
    seen = settle(csv_file(), attempts, RULES, public, scale)
    return seen.verdict.value, seen.outcome.value, seen.confirmed


def due(*attempts: Attempt, **rest: object) -> float | None:
    return next_look(attempts, csv_file(), RULES, **rest)  # type: ignore[arg-type]


def test_a_good_answer_is_settled_at_once() -> None:
    assert held(look()) == ("ok", "passed", True)
    assert held(look(hops=(hop(301),))) == ("moved", "passed", True)
    assert due(look()) is None


def test_the_whole_observation() -> None:
    seen = settle(
        csv_file(),
        [look(sniffed=Sniffed(format="csv", how="content", encoding="cp874"), hops=(hop(302),))],
        RULES,
        True,
    )
    assert seen == Observation(
        distribution="r1",
        url=URL,
        verdict=Verdict.OK,
        outcome=Outcome.PASSED,
        confirmed=True,
        status=200,
        sniffed=Sniffed(format="csv", how="content", encoding="cp874"),
        notes=(
            Note(code="redirected", path="resources/r1/url", before=URL, after=URL),
            Note(code="encoding", path="resources/r1/url", after="cp874"),
        ),
        direct=True,
        attempts=1,
        evidence_id=evidence_id(URL),
        at=START,
    )


def test_a_missing_file_is_confirmed_after_five_seconds() -> None:
    first = look(404, html())
    assert held(first) == ("missing", "cannot_tell", False)
    assert due(first) == 5
    assert held(first, look(404, html(), after=4.9, number=2)) == ("missing", "cannot_tell", False)
    assert due(first, look(404, html(), after=4, number=2)) == 1
    assert held(first, look(404, html(), after=5, number=2)) == ("missing", "failed", True)
    assert due(first, look(404, html(), after=5, number=2)) is None


@pytest.mark.parametrize("error", [TIMEOUT, DNS, FetchError.CONNECT, FetchError.TLS, FetchError.PARTIAL])
def test_other_failures_are_confirmed_after_ten_minutes(error: FetchError) -> None:
    first = broke(error)
    assert held(first)[1:] == ("cannot_tell", False)
    assert due(first) == 600
    assert held(first, broke(error, after=599))[1:] == ("cannot_tell", False)
    assert held(first, broke(error, after=600))[1:] == ("failed", True)


def test_a_soft_404_waits_as_long_as_the_others() -> None:
    assert due(look(200, html("error"))) == 600


def test_the_wait_is_scaled() -> None:
    assert due(broke(TIMEOUT), scale=0.01) == 6
    assert held(broke(TIMEOUT), broke(TIMEOUT, after=6), scale=0.01) == ("timeout", "failed", True)


def test_two_vantage_points_confirm_without_waiting() -> None:
    assert held(broke(TIMEOUT), broke(TIMEOUT, after=1, vantage="bangkok")) == ("timeout", "failed", True)
    assert due(broke(TIMEOUT), vantage="bangkok") == 0


def test_a_bare_403_is_settled_from_a_second_vantage_point_only() -> None:
    first, later = look(403, html()), look(403, html(), after=9_999)
    assert held(first, later) == ("protected", "cannot_tell", False)
    assert due(first, later) is None
    assert due(first, vantage="local") is None
    assert due(first, vantage="bangkok") == 0
    assert held(first, look(403, html(), after=1, vantage="bangkok")) == ("protected", "failed", True)


def test_a_login_is_right_for_data_that_is_not_public() -> None:
    assert held(look(401, html()), public=False) == ("protected", "not_applicable", True)
    assert due(look(401, html()), public=False) is None
    assert held(look(401, html())) == ("protected", "cannot_tell", False)


@pytest.mark.parametrize(
    "trouble", [look(429, html()), look(500, html()), look(404, html()), broke(TIMEOUT), look(403, html())]
)
def test_trouble_once_then_well_is_ok(trouble: Attempt) -> None:
    assert held(trouble, look(after=700, number=2)) == ("ok", "passed", True)


def test_two_different_failures_are_two_first_looks() -> None:
    looks = broke(TIMEOUT), look(500, html(), after=700)
    assert held(*looks) == ("server_error", "cannot_tell", False)
    assert due(*looks) == 600
    assert held(*looks, look(500, html(), after=1400)) == ("server_error", "failed", True)


def test_a_failure_seen_twice_with_another_between_is_confirmed() -> None:
    assert held(broke(TIMEOUT), look(500, html(), after=700), broke(TIMEOUT, after=1400)) == ("timeout", "failed", True)


def test_a_good_answer_between_two_failures_begins_anew() -> None:
    looks = broke(TIMEOUT), look(after=700), broke(TIMEOUT, after=1400)
    assert held(*looks) == ("timeout", "cannot_tell", False)
    assert due(*looks) == 600


@pytest.mark.parametrize(
    "blind", [look(429, html(), after=700), broke(OURS, after=700), look(200, html("block"), after=700)]
)
def test_a_look_that_could_not_tell_adds_nothing_and_takes_nothing_away(blind: Attempt) -> None:
    assert held(look(404, html()), blind) == ("missing", "cannot_tell", False)
    assert held(look(404, html()), blind, look(404, html(), after=800)) == ("missing", "failed", True)
    assert held(look(404, html()), look(404, html(), after=5), blind) == ("missing", "failed", True)
    assert held(look(), blind) == ("ok", "passed", True)


def test_a_bare_403_behind_a_confirmed_failure_takes_nothing_away() -> None:
    assert held(look(404, html()), look(404, html(), after=5), look(403, html(), after=9)) == (
        "missing",
        "failed",
        True,
    )


def test_throttled_is_never_held_against_anybody_and_looked_at_again() -> None:
    assert held(look(429, html()), look(429, html(), after=9_999)) == ("throttled", "cannot_tell", False)
    assert due(look(429, html())) == 600


@pytest.mark.parametrize("error", [OURS, BUDGET])
def test_our_own_failure_is_never_held_against_anybody_and_looked_at_again(error: FetchError) -> None:
    assert held(broke(error), broke(error, after=9_999)) == ("refused_by_us", "cannot_tell", False)
    assert due(broke(error)) == 600


@pytest.mark.parametrize("error", [FetchError.SCHEME, FetchError.ADDRESS, FetchError.CAPPED])
def test_what_we_refuse_by_rule_is_not_looked_at_again(error: FetchError) -> None:
    assert held(broke(error)) == ("refused_by_us", "cannot_tell", False)
    assert due(broke(error)) is None


def test_an_invalid_url_fails_once_it_was_seen_twice() -> None:
    once = broke(FetchError.INVALID_URL)
    assert held(once) == ("invalid_url", "cannot_tell", False)
    assert due(once) == 600
    assert held(once, broke(FetchError.INVALID_URL, after=601)) == ("invalid_url", "failed", True)


def test_a_bare_403_on_data_that_is_not_public_waits_for_another_place_too() -> None:
    assert held(look(403, html()), public=False) == ("protected", "cannot_tell", False)
    assert due(look(403, html()), public=False) is None
    elsewhere = look(403, html(), after=9, vantage="elsewhere")
    assert held(look(403, html()), elsewhere, public=False) == ("protected", "not_applicable", True)


def test_no_look_at_all_is_untested_and_a_blank_address_fails() -> None:
    assert settle(csv_file(), [], RULES, True).outcome is Outcome.UNTESTED
    blank = settle(csv_file(url=" "), [], RULES, True)
    assert (blank.verdict, blank.outcome, blank.confirmed) == (Verdict.INVALID_URL, Outcome.FAILED, True)
    assert due() == 0


def test_a_format_that_is_none_is_noted_beside_what_came() -> None:
    for declared, code in (("2021-10-31T05:59:39", "format_not_recognised"), (" ", "format_blank")):
        seen = settle(csv_file(declared=declared, format=None), [look()], RULES, True)
        assert [(note.code, note.after) for note in seen.notes] == [(code, "csv")]
        assert seen.verdict is Verdict.OK


def test_the_order_in_which_looks_are_handed_over_changes_nothing() -> None:
    looks = [look(404, html()), look(after=3, number=2)]
    assert settle(csv_file(), looks, RULES, True) == settle(csv_file(), looks[::-1], RULES, True)


LOOKS = st.lists(
    st.builds(
        lambda made, after, vantage: made(after=after, vantage=vantage),
        st.sampled_from(
            [
                lambda **rest: look(**rest),
                lambda **rest: look(404, html(), **rest),
                lambda **rest: look(429, html(), **rest),
                lambda **rest: look(403, html(), **rest),
                lambda **rest: look(200, html("login"), **rest),
                lambda **rest: broke(TIMEOUT, **rest),
                lambda **rest: broke(OURS, **rest),
                lambda **rest: broke(FetchError.SCHEME, **rest),
            ]
        ),
        st.integers(0, 2_000),
        st.sampled_from(["local", "bangkok"]),
    ),
    min_size=1,
    max_size=6,
)


@given(LOOKS, st.booleans())
def test_failed_is_always_confirmed_and_one_look_never_fails_what_waits(looks: list[Attempt], public: bool) -> None:
    seen = settle(csv_file(), looks, RULES, public)
    assert (seen.outcome is Outcome.FAILED) <= (seen.confirmed and len(looks) > 1)
    assert seen.confirmed is (seen.outcome is not Outcome.CANNOT_TELL)


@given(LOOKS, st.booleans())
def test_a_link_that_is_settled_needs_no_look_and_a_wait_is_never_negative(looks: list[Attempt], public: bool) -> None:
    wait = next_look(looks, csv_file(), RULES, public=public)
    assert wait is None or wait >= 0
    if settle(csv_file(), looks, RULES, public).confirmed:
        assert wait is None


@given(LOOKS)
def test_a_good_last_look_always_wins(looks: list[Attempt]) -> None:
    assert held(*looks, look(after=9_999))[:2] == ("ok", "passed")


def test_the_shipped_rubric_says_the_same() -> None:
    shipped = load("data-catalog-kpi-2565").links
    told = {name: f"{rule.public.value} {rule.other.value} {rule.confirm}" for name, rule in shipped.verdicts.items()}
    assert told == ROWS
    assert (shipped.confirm_after, shipped.confirm_after_default) == (RULES.confirm_after, RULES.confirm_after_default)


def answer(**rest: object) -> Fetched:
    made = {
        "request": Request(key="k", url=URL, headers={"Authorization": "secret"}),
        "url": URL + "?s=1",
        "at": datetime(2022, 1, 1, tzinfo=timezone.utc),
        "status": 200,
        "body": b"a,b\n1,2\n",
        "bytes_read": 8,
    }
    return Fetched(**{**made, **rest})  # type: ignore[arg-type]


def test_evidence_keeps_the_headers_that_matter_and_the_hash_and_no_secret() -> None:
    fetched = answer(
        headers=(("content-type", "text/csv"), ("set-cookie", "s=1"), ("etag", '"x"'), ("x-powered-by", "y")),
        hops=(Hop(url=URL, status=302, location="?s=1"),),
        elapsed=0.5,
        tries=2,
    )
    attempt = attempt_of(fetched, 1, "local", CSV)
    assert attempt.headers == (("content-type", "text/csv"), ("etag", '"x"'))
    assert attempt.sha256 == sha256(fetched.body).hexdigest()
    assert (attempt.url, attempt.final_url, attempt.number, attempt.tries) == (URL, URL + "?s=1", 1, 2)
    assert "secret" not in repr(attempt)


@pytest.mark.parametrize(
    ("rest", "is_whole"),
    [
        ({}, True),
        ({"capped": True}, False),
        ({"error": FetchError.PARTIAL}, False),
        ({"status": 206, "headers": (("content-range", "bytes 0-7/8"),)}, True),
        ({"status": 206, "headers": (("content-range", "bytes 0-7/9"),)}, False),
        ({"status": 206, "headers": (("content-range", "bytes 0-7/*"),)}, False),
        ({"status": 206, "headers": (("content-range", "bytes 4-7/8"),)}, False),
        ({"status": 206, "headers": (("content-range", f"bytes 0-7/{'9' * 5000}"),)}, False),
        ({"status": 206}, False),
    ],
)
def test_a_body_is_whole_when_nothing_is_left_of_it(rest: dict[str, object], is_whole: bool) -> None:
    assert whole(answer(**rest)) is is_whole


TYPE, LENGTH = ("content-type", "text/csv"), ("content-length", "900")
PAGE = ("content-type", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("rest", "declared", "enough"),
    [
        ({"headers": (TYPE, LENGTH)}, "csv", True),
        ({"headers": (LENGTH,)}, "csv", False),
        ({"headers": (TYPE,)}, "csv", False),
        ({"headers": (TYPE, ("content-length", "9" * 5000))}, "csv", False),
        ({"headers": (PAGE, LENGTH)}, "csv", False),
        ({"headers": (PAGE, ("content-length", "900000"))}, "csv", True),
        ({"headers": (PAGE, LENGTH)}, "html", True),
        ({"headers": (PAGE, LENGTH)}, None, True),
        ({"headers": (TYPE, LENGTH), "status": 404}, "csv", False),
        ({"headers": (TYPE, LENGTH), "status": 405}, "csv", False),
        ({"status": None, "error": FetchError.TIMEOUT}, "csv", False),
    ],
)
def test_a_head_is_believed_only_when_it_says_enough(
    rest: dict[str, object], declared: str | None, enough: bool
) -> None:
    assert head_is_enough(answer(**rest), declared) is enough
