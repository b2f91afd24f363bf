"""Redirects, followed by our own hand: each hop vetted, counted, and without a caller's secrets on other sites."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest
from msgspec import structs
from wild import QUICK, answer, answers, wild

from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Hop, Request
from checker.testing import SiteAnswer, SiteRequest, serve


def ask(url: str, settings: Settings = QUICK, **extra: object) -> Fetched:
    with Fetcher(settings, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        return fetcher.get(structs.replace(Request(key="r1", url=url, head_bytes=1000), **extra))


def turning(target: str | Callable[[SiteRequest], str], status: int = 302) -> Callable[[SiteRequest], SiteAnswer]:
    def site(request: SiteRequest) -> SiteAnswer:
        if request.path == "/end":
            return SiteAnswer(headers={"X-Method": request.method, "X-Body": request.body.decode()}, body=b"the end")
        return SiteAnswer(status=status, headers={"Location": target if isinstance(target, str) else target(request)})

    return site


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_followed_and_kept_as_a_hop(status: int) -> None:
    with serve(turning("/end", status)) as base:
        found = ask(f"{base}/start")
    assert (found.status, found.body, found.error) == (200, b"the end", None)
    assert found.url == f"{base}/end"
    assert found.hops == (Hop(url=f"{base}/start", status=status, location="/end"),)
    assert found.tries == 1


@pytest.mark.parametrize("status", [300, 304, 305])
def test_other_answers_in_the_three_hundreds_are_not_followed(status: int) -> None:
    with serve(turning("/end", status)) as base:
        found = ask(f"{base}/start")
    assert (found.status, found.hops) == (status, ())


@pytest.mark.parametrize(
    "location",
    ["/end", "end", "./x/../end", "?x=1#frag", "http://{host}/end", "//{host}/end", "HTTP://{host}/end", "\\end"],
)
def test_a_location_may_be_relative_or_without_scheme(location: str) -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        if request.path == "/end" or request.query:
            return SiteAnswer(body=b"the end")
        host = request.base.removeprefix("http://")
        return SiteAnswer(status=302, headers={"Location": location.replace("{host}", host)})

    with serve(site) as base:
        assert ask(f"{base}/start").body == b"the end"


def test_a_location_in_raw_thai_bytes_is_followed() -> None:
    asked: list[str] = []

    def handle(connection: socket.socket, head: str) -> None:
        asked.append(head.split()[1])
        thai = "Location: /ข้อมูล.csv".encode()
        raw = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n" + thai + b"\r\n\r\n"
        connection.sendall(raw if len(asked) == 1 else answer(b"x"))

    with wild(handle) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert asked[1] == "/%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5.csv"
    assert found.hops[0].location == "/ข้อมูล.csv"


def test_a_redirect_without_a_target_is_an_error() -> None:
    with serve(lambda request: SiteAnswer(status=302, body=b"where?")) as base:
        found = ask(base)
    assert (found.status, found.body, found.error) == (302, b"where?", FetchError.REDIRECT)
    assert found.detail == "redirect without a target"


def test_a_redirect_to_itself_is_a_loop() -> None:
    with serve(turning("/start")) as base:
        found = ask(f"{base}/start")
    assert (found.error, len(found.hops), found.status) == (FetchError.REDIRECT, 1, 302)
    assert found.detail.startswith("redirect loop")


def test_two_redirects_to_each_other_are_a_loop() -> None:
    with serve(turning(lambda request: "/b" if request.path == "/a" else "/a")) as base:
        found = ask(f"{base}/a")
    assert (found.error, len(found.hops)) == (FetchError.REDIRECT, 2)


def test_a_chain_ends_at_the_limit() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(status=302, headers={"Location": f"{request.path}a"})

    with serve(site) as base:
        found = ask(f"{base}/", structs.replace(QUICK, redirects=4))
    assert (found.error, found.detail) == (FetchError.REDIRECT, "more than 4 redirects")
    assert asked == ["/", "/a", "/aa", "/aaa", "/aaaa"]


def test_a_chain_of_just_the_limit_is_followed() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        done = len(request.path) > 4
        return SiteAnswer(body=b"x") if done else SiteAnswer(status=302, headers={"Location": f"{request.path}a"})

    with serve(site) as base:
        found = ask(f"{base}/", structs.replace(QUICK, redirects=4))
    assert (found.error, found.body, len(found.hops)) == (None, b"x", 4)


def test_a_page_that_sets_a_cookie_and_turns_to_itself_is_reached() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        if "session=7" in request.headers.get("cookie", ""):
            return SiteAnswer(body=b"in")
        return SiteAnswer(status=302, headers={"Location": request.target, "Set-Cookie": "session=7; Path=/; HttpOnly"})

    with serve(site) as base:
        found = ask(f"{base}/a?b=c")
    assert (found.body, found.error, len(found.hops)) == (b"in", None, 1)


def test_a_cookie_of_one_host_does_not_go_to_another_nor_to_the_next_request() -> None:
    cookies: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        cookies.append(request.headers.get("cookie", ""))
        if request.path == "/start":
            target = request.base.replace("127.0.0.1", "other.go.th") + "/end"
            return SiteAnswer(status=302, headers={"Location": target, "Set-Cookie": "session=7"})
        return SiteAnswer(body=b"x")

    with serve(site) as base, Fetcher(QUICK, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        fetcher.get(Request(key="a", url=f"{base}/start"))
        fetcher.get(Request(key="b", url=f"{base}/end"))
    assert cookies == ["", "", ""]


SECRETS = {"Authorization": "secret-1", "X-CKAN-API-Key": "secret-2", "X-Other": "secret-3"}


def test_a_callers_headers_stay_with_their_site_through_a_redirect() -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return turning("/end")(request)

    with serve(site) as base:
        ask(f"{base}/start", headers=SECRETS, head_bytes=None)
    assert [request.headers.get("authorization") for request in asked] == ["secret-1", "secret-1"]


@pytest.mark.parametrize("back", [False, True])
def test_a_callers_headers_do_not_go_to_another_host_nor_come_back_with_it(back: bool) -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        if request.path == "/start":
            return SiteAnswer(status=302, headers={"Location": request.base.replace("127.0.0.1", "other.go.th") + "/a"})
        if request.path == "/a" and back:
            return SiteAnswer(status=302, headers={"Location": request.base.replace("other.go.th", "127.0.0.1") + "/b"})
        return SiteAnswer(body=b"x")

    with serve(site) as base:
        found = ask(f"{base}/start", headers=SECRETS, head_bytes=None)
    assert found.status == 200
    assert asked[0].headers["authorization"] == "secret-1"
    for request in asked[1:]:
        assert not {"authorization", "x-ckan-api-key", "x-other"} & set(request.headers)
    assert "secret" not in repr(found)


def test_a_callers_headers_do_not_go_to_another_port() -> None:
    asked: list[SiteRequest] = []

    def other(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer()

    with serve(other) as there, serve(turning(f"{there}/x")) as base:
        ask(f"{base}/start", headers=SECRETS, head_bytes=None)
    assert "authorization" not in asked[0].headers


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [(301, "GET", ""), (302, "GET", ""), (303, "GET", ""), (307, "POST", "abc"), (308, "POST", "abc")],
)
def test_a_post_becomes_a_get_or_stays_a_post_as_the_status_says(status: int, method: str, body: str) -> None:
    with serve(turning("/end", status)) as base:
        found = ask(f"{base}/start", method="POST", body=b"abc", head_bytes=None)
    assert (found.header("x-method"), found.header("x-body")) == (method, body)


def test_a_head_stays_a_head() -> None:
    with serve(turning("/end", 303)) as base:
        assert ask(f"{base}/start", method="HEAD").header("x-method") == "HEAD"


def test_a_body_is_not_sent_on_to_another_site() -> None:
    with serve(lambda request: SiteAnswer()) as there, serve(turning(f"{there}/x", 307)) as base:
        found = ask(f"{base}/start", method="POST", body=b"abc", head_bytes=None)
    assert (found.status, found.error) == (307, FetchError.REDIRECT)


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("http://10.0.0.1/", FetchError.ADDRESS),
        ("//169.254.169.254/latest/meta-data/", FetchError.ADDRESS),
        ("http://0x0a000001/", FetchError.ADDRESS),
        ("http://[::ffff:10.0.0.1]/", FetchError.ADDRESS),
        ("http://[fd00::1]/", FetchError.ADDRESS),
        ("http://127.0.0.1:22/", FetchError.ADDRESS),
        ("ftp://127.0.0.1/a", FetchError.SCHEME),
        ("file:///etc/passwd", FetchError.SCHEME),
        ("javascript:alert(1)", FetchError.SCHEME),
        ("http://user:word@127.0.0.1/", FetchError.HEADER),
        ("http://", FetchError.REDIRECT),
        ("http://[::1", FetchError.REDIRECT),
        ("http://a..b/", FetchError.REDIRECT),
    ],
)
def test_a_redirect_is_vetted_like_a_first_url(location: str, error: FetchError) -> None:
    with serve(turning(location)) as base:
        found = ask(f"{base}/start")
    assert (found.error, found.status if error is not FetchError.ADDRESS else 302) == (error, 302)
    assert len(found.hops) == 1


def test_a_meta_refresh_is_not_followed() -> None:
    page = b'<html><meta http-equiv="refresh" content="0; url=/end"></html>'
    with serve(lambda request: SiteAnswer(headers={"Content-Type": "text/html"}, body=page)) as base:
        found = ask(f"{base}/start")
    assert (found.body, found.hops) == (page, ())


def test_a_refresh_header_is_not_followed() -> None:
    with serve(lambda request: SiteAnswer(headers={"Refresh": "0; url=/end"}, body=b"here")) as base:
        assert ask(f"{base}/start").body == b"here"


def test_the_body_of_a_redirect_is_not_read_to_its_end() -> None:
    asked: list[str] = []
    sent: list[int] = []

    def handle(connection: socket.socket, head: str) -> None:
        asked.append(head)
        if len(asked) > 1:
            connection.sendall(answer(b"the end"))
            return
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /end\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"x" * 100_000)
            sent.append(100_000)

    with wild(handle) as port:
        found = ask(f"http://127.0.0.1:{port}/", head_bytes=None)
    assert (found.body, found.error) == (b"the end", None)
    assert sum(sent) < 20_000_000


def test_a_redirect_may_be_throttled_and_tried_again_where_it_stands() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        if request.path == "/end" and asked.count("/end") == 1:
            return SiteAnswer(status=503)
        return turning("/end")(request)

    with serve(site) as base:
        found = ask(f"{base}/start")
    assert (found.body, found.tries, asked) == (b"the end", 2, ["/start", "/end", "/end"])


def test_the_time_of_all_hops_together_is_limited() -> None:
    def handle(connection: socket.socket, head: str) -> None:
        time.sleep(0.15)
        connection.sendall(answer(b"", "302 Found", f"Location: {head.split()[1]}a"))

    with wild(handle) as port:
        found = ask(f"http://127.0.0.1:{port}/", structs.replace(QUICK, timeout=0.5, retries=0, redirects=20))
    assert found.error is FetchError.TIMEOUT
    assert 2 <= len(found.hops) <= 4


def test_a_header_of_a_redirect_cannot_smuggle_one() -> None:
    raw = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /a\x00b\r\n\r\n"
    with wild(answers(raw)) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert found.error is not None
