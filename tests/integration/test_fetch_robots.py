"""robots.txt is heeded for the requests that say so, site by site, behind the same guard as everything else."""

from __future__ import annotations

import socket
from collections import Counter

from msgspec import structs
from wild import QUICK, silent, wild

from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, serve

TEXT = b"User-agent: *\nDisallow: /\n\nUser-agent: dgcheck\nDisallow: /private/\n"


def loopback(host: str, port: int) -> list[str]:
    return ["10.0.0.1"] if host.startswith("inner") else ["127.0.0.1"]


def ask(*urls: str, robots: bool = True, retries: int = 0) -> list[Fetched]:
    with Fetcher(structs.replace(QUICK, retries=retries, first_byte_timeout=1.0), resolve=loopback) as fetcher:
        found = list(fetcher.run(Request(key=url, url=url, head_bytes=100, robots=robots) for url in urls))
    return sorted(found, key=lambda each: urls.index(each.request.key))


def test_what_a_site_forbids_is_not_asked_for_and_says_so() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(body=TEXT if request.path == "/robots.txt" else b"data")

    with serve(site) as base:
        forbidden, allowed = ask(f"{base}/private/a.csv", f"{base}/open/a.csv")
        (unasked,) = ask(f"{base}/private/a.csv", robots=False)
    assert (forbidden.error, forbidden.status, forbidden.tries) == (FetchError.ROBOTS, None, 0)
    assert forbidden.detail == "robots.txt of the site asks robots not to"
    assert (allowed.body, unasked.body) == (b"data", b"data")
    assert Counter(asked) == {"/robots.txt": 1, "/open/a.csv": 1, "/private/a.csv": 1}


def test_each_site_is_asked_once_however_many_links_wait_for_it() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.headers["host"] + request.path)
        return SiteAnswer(body=TEXT)

    with serve(site) as base, Fetcher(QUICK, resolve=loopback) as fetcher:
        port = base.rpartition(":")[2]
        urls = [f"http://h{number % 3}.go.th:{port}/{number}" for number in range(60)]
        found = list(fetcher.run(Request(key=url, url=url, robots=True) for url in urls))
        fetcher.get(Request(key="later", url=urls[0], robots=True))
    assert [each.error for each in found] == [None] * 60
    assert sum(each.endswith("/robots.txt") for each in asked) == 3
    assert len(asked) == 64


def test_a_redirect_is_followed_only_where_the_next_site_allows_it() -> None:
    asked: list[str] = []

    def there(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(body=TEXT if request.path == "/robots.txt" else b"data")

    with serve(there) as target:
        here = f"{target.replace('127.0.0.1', 'other.go.th')}/private/a.csv"

        def site(request: SiteRequest) -> SiteAnswer:
            if request.path == "/robots.txt":
                return SiteAnswer(status=404)
            return SiteAnswer(status=302, headers={"Location": here})

        with serve(site) as base:
            (found,) = ask(f"{base}/a")
    assert (found.error, found.url, len(found.hops), asked) == (FetchError.ROBOTS, here, 1, ["/robots.txt"])


def test_robots_txt_itself_is_not_fetched_from_where_nothing_is() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        inner = request.base.replace("data", "inner")
        return SiteAnswer(status=302, headers={"Location": f"{inner}/robots.txt"})

    with serve(site) as base:
        port = base.rpartition(":")[2]
        turned, inner = ask(f"http://data.go.th:{port}/a", f"http://inner.go.th:{port}/a")
    assert (turned.error, inner.error) == (FetchError.ROBOTS, FetchError.ADDRESS)
    assert asked == ["/robots.txt"]


def test_a_host_that_does_not_answer_at_all_is_what_it_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = ask(f"http://a.go.th:{port}/1", f"http://a.go.th:{port}/2")
    assert [(each.error, each.tries) for each in found] == [(FetchError.CONNECT, 0)] * 2


def test_an_endless_robots_txt_is_cut_and_a_silent_one_forbids() -> None:
    def endless(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /no\n")
        while head.startswith("GET /robots.txt"):
            connection.sendall(b"# nothing\n" * 1000)

    with wild(endless) as port, wild(silent) as quiet:
        forbidden, allowed, unsaid = ask(*(f"http://127.0.0.1:{each}/{path}" for each, path in
                                           ((port, "no"), (port, "yes"), (quiet, "a"))))  # fmt: skip
    assert (forbidden.error, allowed.error, unsaid.error) == (FetchError.ROBOTS, None, FetchError.ROBOTS)
    assert "cannot be read (timeout)" in unsaid.detail
