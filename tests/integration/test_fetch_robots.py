"""robots.txt is asked for pages, and left alone for what the checker is asked to look at."""

from __future__ import annotations

import pytest
from msgspec import structs
from wild import QUICK

from checker.fetch import Fetcher, Robots
from checker.testing import SiteAnswer, SiteRequest, serve

TEXT = b"User-agent: *\nDisallow: /private/\n\nUser-agent: dgcheck\nDisallow: /not-for-checkers/\n"


@pytest.mark.parametrize(
    ("answer", "path", "allowed"),
    [
        (SiteAnswer(body=TEXT), "/page", True),
        (SiteAnswer(body=TEXT), "/not-for-checkers/page", False),
        (SiteAnswer(body=b"User-agent: *\nDisallow: /\n"), "/page", False),
        (SiteAnswer(body=b"\xff\xfe\x00 no robots file"), "/page", True),
        (SiteAnswer(status=404), "/page", True),
        (SiteAnswer(status=403), "/page", True),
        (SiteAnswer(status=500), "/page", False),
        (SiteAnswer(hang_up=True), "/page", False),
    ],
)
def test_a_page_is_asked_for_only_where_the_site_lets_us(answer: SiteAnswer, path: str, allowed: bool) -> None:
    with serve(lambda request: answer) as base, Fetcher(QUICK) as fetcher:
        assert Robots(QUICK, fetcher.get).allows(f"{base}{path}") is allowed


@pytest.mark.parametrize(
    ("when", "page", "allowed"),
    [
        ("pages", True, False),
        ("pages", False, True),
        ("all", False, False),
        ("all", True, False),
        ("never", True, True),
    ],
)
def test_the_setting_says_for_what_robots_txt_is_asked(when: str, page: bool, allowed: bool) -> None:
    settings = structs.replace(QUICK, robots=when)
    with serve(lambda request: SiteAnswer(body=b"User-agent: *\nDisallow: /\n")) as base, Fetcher(settings) as fetcher:
        assert Robots(settings, fetcher.get).allows(f"{base}/a", page=page) is allowed


def test_each_site_is_asked_once() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(body=TEXT)

    with serve(site) as base, Fetcher(QUICK) as fetcher:
        robots = Robots(QUICK, fetcher.get)
        assert [robots.allows(f"{base}/{n}") for n in range(3)] == [True] * 3
        assert not robots.allows("ftp://data.go.th/")
    assert asked == ["/robots.txt"]
