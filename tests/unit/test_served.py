"""What a host says of the age of what it serves."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links import settle
from checker.links.served import http_date
from checker.model import Attempt, FetchError, Observation
from tests.unit.link_values import RULES, START, broke, csv_file, look

NOVEMBER = datetime(1994, 11, 6, 8, 49, 37, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "written",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 15:49:37 +0700",
        "Sun, 06 Nov 2537 08:49:37 GMT",  # Buddhist Era
    ],
)
def test_every_form_of_a_date_is_the_same_moment(written: str) -> None:
    assert http_date(written) == NOVEMBER


def test_a_leap_day_of_the_buddhist_era_is_one() -> None:
    assert http_date("Sat, 29 Feb 2563 00:00:00 GMT") == datetime(2020, 2, 29, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "written", ["", "0", "-1", "yesterday", "Sun, 32 Nov 1994 08:49:37 GMT", "2022-01-01T00:00:00Z", "x" * 10_000]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert http_date(written) is None


@given(st.text(max_size=80) | st.from_regex(r"\A\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [A-Z+]{3}\d{0,4}\Z"))
def test_no_header_is_an_error(written: str) -> None:
    found = http_date(written)
    assert found is None or found.tzinfo is timezone.utc


def seen(*attempts: Attempt) -> Observation:
    return settle(csv_file(), attempts, RULES, True)


def headers(**named: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", "-"), value) for name, value in named.items())


def test_the_deciding_look_gives_moment_hash_date_and_tag() -> None:
    given_headers = headers(last_modified="Fri, 31 Dec 2021 00:00:00 GMT", etag='"a1"')
    found = seen(broke(FetchError.TIMEOUT), look(after=700, number=2, sha256="ab" * 32, headers=given_headers))
    assert (found.at, found.sha256, found.etag) == (START + timedelta(seconds=700), "ab" * 32, '"a1"')
    assert found.last_modified == datetime(2021, 12, 31, tzinfo=timezone.utc)


def test_a_host_that_stamps_each_answer_says_nothing_of_the_file() -> None:
    now = "Sat, 01 Jan 2022 00:00:00 GMT"
    just_before, before = "Fri, 31 Dec 2021 23:59:57 GMT", "Fri, 31 Dec 2021 23:59:00 GMT"
    assert seen(look(headers=headers(date=now, last_modified=now))).last_modified is None
    assert seen(look(headers=headers(last_modified=just_before, date=now))).last_modified is None
    assert seen(look(headers=headers(last_modified=before, date=now))).last_modified == START - timedelta(minutes=1)


def test_the_date_of_an_error_page_is_not_the_files() -> None:
    found = seen(look(404, headers=headers(last_modified="Fri, 31 Dec 2021 00:00:00 GMT", etag='"a1"')))
    assert (found.last_modified, found.etag) == (None, "")
