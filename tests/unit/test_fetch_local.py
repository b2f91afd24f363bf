"""Some addresses are answered from this machine; every other one goes to the web, behind the guard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from io import BytesIO

import pytest

from checker.config import Settings
from checker.fetch import LocalFetcher, absent, file_answer
from checker.links import whole
from checker.model import Fetched, FetchError, Request

AT = datetime(2026, 3, 1, tzinfo=timezone.utc)
BODY = b"a,b\n" + b"1,2\n" * 100


class Shelf:
    """One file that is there, and one that is gone; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def knows(self, request: Request) -> bool:
        return request.url.startswith("http://own.example/")

    def answer(self, request: Request) -> Fetched:
        self.asked.append(request.url)
        if request.url.endswith("gone.csv"):
            return absent(request, AT, "gone")
        return file_answer(
            request, BytesIO(BODY), len(BODY), at=AT, content_type="text/csv", modified=AT, tag='"x"', most=1_000
        )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def fetcher(shelf: Shelf) -> Iterator[LocalFetcher]:
    with LocalFetcher(Settings(retries=0), shelf) as held:
        yield held


def asked(name: str, **options: object) -> Request:
    return Request(key=name, url=f"http://own.example/{name}", **options)


def test_a_file_is_answered_with_the_range_that_is_asked_for(fetcher: LocalFetcher) -> None:
    part = fetcher.get(asked("a.csv", head_bytes=50))
    assert (part.status, part.body, part.capped) == (206, BODY[:50], True)
    assert part.header("content-range") == f"bytes 0-49/{len(BODY)}"
    assert not whole(part)


def test_a_range_that_holds_all_of_it_is_the_whole_file(fetcher: LocalFetcher) -> None:
    answer = fetcher.get(asked("a.csv", head_bytes=10_000))
    assert (answer.body, answer.capped, answer.header("etag")) == (BODY, False, '"x"')
    assert answer.header("last-modified") == "Sun, 01 Mar 2026 00:00:00 GMT"
    assert whole(answer)


def test_a_head_brings_no_body(fetcher: LocalFetcher) -> None:
    answer = fetcher.get(asked("a.csv", method="HEAD"))
    assert (answer.status, answer.body, answer.header("content-length")) == (200, b"", str(len(BODY)))


def test_a_file_that_is_gone_is_not_found(fetcher: LocalFetcher) -> None:
    assert fetcher.get(asked("gone.csv")).status == 404


def test_other_addresses_go_to_the_guard_and_every_request_is_answered(fetcher: LocalFetcher, shelf: Shelf) -> None:
    requests = [asked("a.csv"), Request(key="out", url="http://127.0.0.1:1/x"), asked("gone.csv")]
    answers = {each.request.key: each for each in fetcher.run(requests)}
    assert answers.keys() == {"a.csv", "out", "gone.csv"}
    assert answers["out"].error is FetchError.ADDRESS
    assert shelf.asked == ["http://own.example/a.csv", "http://own.example/gone.csv"]
