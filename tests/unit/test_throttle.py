"""Manners towards one host, as tables: no clock, no network."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from checker.config import Settings
from checker.model import FetchError
from checker.throttle import Manners, Retry, Silences, backoff, decide, retry_after

SETTINGS = Settings(retries=3, backoff=1.0, backoff_max=60.0, host_interval=0.5, host_budget=100.0)
NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("๑๒", None),
        ("99999999999999999999", 999999999999.0),
        ("Sun, 99 Mar 2026 12:01:30 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


@pytest.mark.parametrize(("tries", "wait"), [(1, 1.0), (2, 2.0), (3, 4.0), (7, 60.0), (5000, 60.0)])
def test_the_wait_doubles_up_to_the_longest(tries: int, wait: float) -> None:
    assert backoff(tries, SETTINGS) == wait


@pytest.mark.parametrize(
    ("status", "error", "tries", "asked_wait", "decided"),
    [
        (200, None, 1, None, None),
        (404, None, 1, None, None),
        (403, None, 1, 5.0, None),
        (501, None, 1, None, None),
        (429, None, 1, None, Retry(1.0, host=True)),
        (429, None, 2, None, Retry(2.0, host=True)),
        (429, None, 1, 5.0, Retry(5.0, host=True)),
        (429, None, 1, 60.0, Retry(60.0, host=True)),
        (429, None, 1, 61.0, None),
        (429, None, 4, None, None),
        (500, None, 1, None, Retry(1.0)),
        (502, None, 3, None, Retry(4.0)),
        (503, None, 1, None, Retry(1.0)),
        (503, None, 1, 9.0, Retry(9.0, host=True)),
        (504, None, 4, None, None),
        (None, FetchError.CONNECT, 1, None, Retry(1.0)),
        (None, FetchError.CONNECT, 3, None, Retry(4.0)),
        (None, FetchError.CONNECT, 4, None, None),
        (None, FetchError.TIMEOUT, 1, None, Retry(1.0)),
        (None, FetchError.TIMEOUT, 2, None, None),
        (200, FetchError.PARTIAL, 1, None, Retry(1.0)),
        (200, FetchError.PARTIAL, 2, None, None),
        (None, FetchError.DNS, 1, None, None),
        (None, FetchError.TLS, 1, None, None),
        (None, FetchError.ADDRESS, 1, None, None),
        (500, FetchError.CAPPED, 1, None, None),
    ],
)
def test_an_answer_is_asked_for_again_only_where_that_may_help(
    status: int | None, error: FetchError | None, tries: int, asked_wait: float | None, decided: Retry | None
) -> None:
    assert decide(status=status, error=error, tries=tries, asked_wait=asked_wait, settings=SETTINGS) == decided


def test_no_retries_means_none() -> None:
    settings = Settings(retries=0)
    assert decide(status=500, error=None, tries=1, asked_wait=None, settings=settings) is None


def test_a_host_is_ready_when_both_the_interval_and_the_pause_are_over() -> None:
    manners = Manners()
    assert manners.ready_at() == 0.0
    manners.next_at = 10.5
    assert manners.ready_at() == 10.5
    manners.pause(10.0, 5.0, SETTINGS)
    assert manners.ready_at() == 15.0


def test_a_pause_is_charged_once_however_often_it_is_asked_for() -> None:
    manners = Manners()
    manners.pause(10.0, 5.0, SETTINGS)
    manners.pause(11.0, 4.0, SETTINGS)
    assert manners.spent == 5.0
    manners.pause(12.0, 6.0, SETTINGS)
    assert (manners.spent, manners.paused_until) == (8.0, 18.0)


def test_a_pause_longer_than_we_wait_is_not_charged_but_ends_the_asking() -> None:
    manners = Manners()
    manners.pause(10.0, 3600.0, SETTINGS)
    assert manners.spent == 0.0
    assert manners.refusal(20.0, SETTINGS) == "not asked: this host wants to be left alone for another 3590 s"
    assert manners.refusal(3600.0, SETTINGS) == ""


def test_a_host_over_its_budget_is_not_asked() -> None:
    manners = Manners()
    manners.spent = 100.0
    assert manners.refusal(0.0, SETTINGS) == ""
    manners.spent = 101.0
    assert manners.refusal(0.0, SETTINGS) == "not asked: this host has cost 101 s, over its budget of 100 s"


def test_five_failures_in_a_row_silence_an_origin_and_no_other() -> None:
    silences = Silences()
    here, other = ("http", "a.go.th", 80), ("https", "a.go.th", 443)
    for _ in range(4):
        silences.heard(here, FetchError.CONNECT, answered=False, connected=False)
    assert silences.refusal(here) is None
    silences.heard(here, FetchError.TIMEOUT, answered=False, connected=False)
    assert silences.refusal(here) == (
        FetchError.TIMEOUT,
        "not asked: the 5 requests to a.go.th before it had no answer (timeout)",
    )
    assert silences.refusal(other) is None


def test_any_answer_ends_the_row() -> None:
    silences = Silences()
    here = ("http", "a.go.th", 80)
    for _ in range(4):
        silences.heard(here, FetchError.CONNECT, answered=False, connected=False)
    silences.heard(here, None, answered=True, connected=True)
    silences.heard(here, FetchError.CONNECT, answered=False, connected=False)
    assert silences.refusal(here) is None


def test_refusals_of_our_own_are_no_silence() -> None:
    silences = Silences()
    here = ("http", "a.go.th", 80)
    for _ in range(9):
        silences.heard(here, FetchError.ADDRESS, answered=False, connected=False)
    assert silences.refusal(here) is None


def test_an_origin_that_takes_connections_and_says_nothing_is_left_by_our_own_decision() -> None:
    silences = Silences()
    here = ("http", "a.go.th", 80)
    for connected in (False, True, False, False, False):
        silences.heard(here, FetchError.CONNECT, answered=False, connected=connected)
    assert silences.refusal(here) == (
        FetchError.BUDGET,
        "not asked: the 5 requests to a.go.th before it had no answer (connect)",
    )
