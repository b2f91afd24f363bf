"""The way of one request over redirects and tries, answer by answer, without a network."""

from __future__ import annotations

from datetime import datetime, timezone

import pycurl

from checker.config import Settings
from checker.fetch.journey import Again, Journey, Step, begin
from checker.fetch.transfer import Answer
from checker.model import Fetched, FetchError, Request

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
SETTINGS = Settings(timeout=10.0, retries=2, backoff=1.0)


def journey(url: str = "https://a.go.th/x", head_bytes: int | None = 100, **headers: str) -> Journey:
    request = Request(key="r1", url=url, head_bytes=head_bytes, headers=headers)
    first = begin(request, SETTINGS)
    assert isinstance(first, tuple)
    begun = Journey(request, first[0], first[1], SETTINGS)
    begun.tries = 1
    return begun


def came(status: str, *headers: str, body: bytes = b"", elapsed: float = 1.0) -> Answer:
    lines = [f"HTTP/1.1 {status}\r\n", *(f"{header}\r\n" for header in headers), "\r\n"]
    return Answer(0, "", [line.encode() for line in lines], body, "", "203.150.1.1", elapsed)


def broke(code: int, text: str = "") -> Answer:
    return Answer(code, text, [], b"", "", "", 1.0)


def ended(step: Step) -> Fetched:
    assert isinstance(step, Fetched)
    return step


def test_after_a_bad_certificate_the_next_site_is_verified_again_and_the_callers_headers_stay_away() -> None:
    way = journey(Authorization="secret")
    assert (way.shape().verified, way.shape().headers) == (True, ("Authorization: secret",))
    assert way.step(broke(pycurl.E_PEER_FAILED_VERIFICATION, "certificate has expired"), NOW) == Again()
    assert (way.shape().verified, way.shape().headers) == (False, ())
    assert way.step(came("302 Found", "Location: https://b.go.th/y"), NOW) == Again()
    assert (way.shape().verified, way.shape().headers, way.target.host) == (True, (), "b.go.th")
    found = ended(way.step(came("200 OK", body=b"x"), NOW))
    assert (found.tls_detail, found.error) == ("expired: the certificate has expired (certificate has expired)", None)


def test_the_time_of_earlier_hops_is_taken_off_and_a_new_try_has_it_all_again() -> None:
    way = journey()
    assert way.shape().timeout == 10.0
    way.step(came("302 Found", "Location: /y", elapsed=4.0), NOW)
    assert way.shape().timeout == 6.0
    assert way.step(came("503 Busy", elapsed=2.0), NOW) == Again(1.0)
    assert (way.shape().timeout, way.tries) == (10.0, 2)


def test_a_retry_after_pauses_the_host_and_a_server_error_only_the_request() -> None:
    way = journey()
    assert (way.step(came("429 Slow", "Retry-After: 7"), NOW), way.paused) == (Again(7.0), 7.0)
    way = journey()
    assert (way.step(came("500 Oops"), NOW), way.paused) == (Again(1.0), 0.0)
    way = journey()
    found = ended(way.step(came("503 Busy", "Retry-After: 900"), NOW))
    assert (found.status, way.paused) == (503, 900.0)


def test_plain_http_may_step_up_to_https_with_the_callers_headers_and_never_down() -> None:
    up = journey("http://a.go.th/", None, Authorization="secret")
    up.step(came("301 Moved", "Location: https://a.go.th/"), NOW)
    assert up.shape().headers == ("Authorization: secret",)
    down = journey("https://a.go.th/", None, Authorization="secret")
    down.step(came("301 Moved", "Location: http://a.go.th/"), NOW)
    assert down.shape().headers == ()


def test_an_answer_holds_no_header_of_the_request() -> None:
    way = journey(Authorization="secret")
    for found in (ended(way.step(came("200 OK"), NOW)), way.refused(FetchError.BUDGET, "no", NOW)):
        assert "secret" not in repr(found)
