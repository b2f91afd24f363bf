"""What ``robots.txt`` says of a path (RFC 9309), whatever is in it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.fetch.robots import LARGEST, MOST_RULES, read
from checker.guard import Target, vet
from checker.model import Fetched, FetchError, Hop, Request

AGENT = "dgcheck/1.0 (data catalog checker)"
AT = datetime(2026, 1, 5, tzinfo=timezone.utc)


def answered(body: str | bytes, status: int | None = 200, error: FetchError | None = None, hops: int = 0) -> Fetched:
    url = "https://a.go.th/robots.txt"
    return Fetched(
        request=Request(key="robots", url=url), url=url, at=AT, status=status, error=error, detail="why",
        body=body.encode() if isinstance(body, str) else body, hops=(Hop(url=url, status=302),) * hops,
    )  # fmt: skip


def allows(body: str | bytes, path: str) -> bool:
    target = vet(f"https://a.go.th{path}")
    assert isinstance(target, Target)
    return not read(answered(body), AGENT).refuses(target.url)


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a.csv", False),
        ("User-agent: *\nDisallow: /private/", "/public/a.csv", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("user-AGENT:*\n  disallow :/a # here", "/abc", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: dgcheck\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: DGCheck/9\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/x", False),
        ("User-agent: other\nUser-agent: dgcheck\nDisallow: /x", "/x", False),
        ("User-agent: dgcheck\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/y", True),
        ("User-agent: dgcheck\nDisallow: /x\n\nUser-agent: dgcheck\nDisallow: /y", "/y", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.csv$", "/x/y.csv", False),
        ("User-agent: *\nDisallow: /*.csv$", "/x/y.csv?z", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a--b--c--", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a--c--b--", True),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: *", "/a", False),
        ("User-agent: *\nDisallow: /ลับ/", "/ลับ/ก.csv", False),
        ("User-agent: *\nDisallow: /%e0%b8%a5", "/%E0%B8%A5", False),
        ("Disallow: /", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/a", False),
        ("User-agent: *\nDisallow: a", "/a", True),
        ("<html><body>no such page: sorry</body></html>", "/a", True),
    ],
)
def test_the_longest_rule_for_us_decides(lines: str, path: str, allowed: bool) -> None:
    assert allows(lines, path) is allowed


@pytest.mark.parametrize(
    ("found", "refused", "error"),
    [
        (answered(b"\xff\xfe\x00 no robots file"), False, None),
        (answered("", 404), False, None),
        (answered("", 403), False, None),
        (answered("", None, FetchError.REDIRECT, hops=1), False, None),
        (answered("", 500), True, None),
        (answered("", 429), True, None),
        (answered("", None, FetchError.TIMEOUT), True, None),
        (answered("", None, FetchError.ADDRESS, hops=1), True, None),
        (answered("", None, FetchError.DNS), True, FetchError.DNS),
        (answered("", None, FetchError.CONNECT), True, FetchError.CONNECT),
        (answered("", None, FetchError.ADDRESS), True, FetchError.ADDRESS),
    ],
)
def test_no_such_file_allows_everything_and_a_site_that_cannot_say_forbids_everything(
    found: Fetched, refused: bool, error: FetchError | None
) -> None:
    robots = read(found, AGENT)
    assert (bool(robots.refuses("https://a.go.th/a")), robots.error) == (refused, error)


def test_a_file_of_nothing_but_rules_is_kept_to_its_bounds() -> None:
    lines = "\n".join(f"Disallow: /{'a*' * 20}{number}" for number in range(LARGEST // 50))
    robots = read(answered(f"User-agent: *\n{lines}"), AGENT)
    assert len(robots.rules) == MOST_RULES
    assert robots.refuses("https://a.go.th/" + "a" * 8000) == ""
    starry = read(answered(f"User-agent: *\nDisallow: /{'*a' * 21}\nDisallow: /{'b' * 3000}"), AGENT)
    assert starry.rules == ()
    assert not allows(f"User-agent: *\nDisallow: /{'*' * 1000}a", "/xa")


@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_bytes_raise(body: bytes, path: str) -> None:
    target = vet("https://a.go.th/" + path)
    if isinstance(target, Target):
        for each in (body, b"User-agent: *\nDisallow: /" + body):
            assert isinstance(read(answered(each), AGENT).refuses(target.url), str)
