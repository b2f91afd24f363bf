"""When a run comes back to its failures: by the clock that it is handed, and by no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest

from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Attempt, Fetched, FetchError, Page, Request, RunHead
from checker.rubric import load
from checker.run.look import look_again
from checker.run.progress import silent
from checker.run.task import Task
from checker.store import Store
from tests.unit.store_values import AT, a_head, an_attempt

GONE, SLOW, SHUT, WELL = (f"https://a.go.th/{name}.csv" for name in ("gone", "slow", "shut", "well"))
RUBRIC = load("data-catalog-kpi-2565")


class Web:
    """Stands in for the fetcher: one answer for each address, at the clock's time, and a list of what was asked."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: list[str] = []

    def run(self, requests: Iterable[Request], *, at_once: int | None = None) -> Iterator[Fetched]:
        for request in requests:
            self.asked.append(request.url)
            at = self.clock.now
            if request.url == SLOW:
                yield Fetched(request=request, url=request.url, at=at, error=FetchError.TIMEOUT)
            else:
                status = {GONE: 404, SHUT: 403}.get(request.url, 200)
                yield Fetched(request=request, url=request.url, at=at, status=status, body=b"a,b\n1,2\n", bytes_read=8)


class Clock:
    """Says the same moment until it is told another."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A run that has looked at each link once, at the same moment."""
    with Store.open(tmp_path / "dgcheck.sqlite") as opened:
        opened.begin(a_head(state="looking"))
        resources = [{"id": url, "url": url, "format": "CSV"} for url in (GONE, SLOW, SHUT, WELL)]
        body = json.dumps([{"id": "d", "resources": resources}]).encode()
        opened.add_page(
            "run-1",
            Page(number=1, kind="ckan_list", cursor="", url="x", at=AT, body=body,
                 sha256=sha256(body).hexdigest(), count=1),
        )  # fmt: skip
        opened.add_attempts("run-1", first_looks())
        yield opened


def first_looks() -> list[Attempt]:
    return [
        an_attempt(GONE, status=404),
        an_attempt(SLOW, status=None, error=FetchError.TIMEOUT),
        an_attempt(SHUT, status=403),
        an_attempt(WELL),
    ]


def again(store: Store, clock: Clock, *, patience: float | None, vantage: str = "local") -> tuple[int, list[str]]:
    """(how many are left, what was asked)."""
    web = Web(clock)
    head: RunHead = store.head("run-1")
    task = Task(source=head.source, settings=Settings(vantage=vantage, content=False))
    left = look_again(store, head, task, cast(Fetcher, web), RUBRIC, silent, clock, patience=patience)
    return left, web.asked


@pytest.mark.parametrize(
    ("seconds", "patience", "left", "asked"),
    [
        (0, None, 2, []),  # left for later, even what is due
        (600, None, 2, []),
        (0, 0.0, 2, []),
        (4.9, 0.0, 2, []),
        (5, 0.0, 1, [GONE]),  # a 404 after five seconds
        (599, 0.0, 1, [GONE]),
        (600, 0.0, 0, [GONE, SLOW]),  # the others after ten minutes
        (9_999, 0.0, 0, [GONE, SLOW]),
        (599.9, 0.2, 0, [GONE, SLOW]),
    ],
)
def test_a_failure_is_asked_again_when_its_time_has_come(
    store: Store, clock: Clock, seconds: float, patience: float | None, left: int, asked: list[str]
) -> None:
    clock.now = AT + timedelta(seconds=seconds)
    if patience:
        clock = Later(clock.now, timedelta(seconds=patience))
    assert again(store, clock, patience=patience) == (left, asked)


class Later(Clock):
    """A clock that has gone on by the time it is asked for the second time."""

    def __init__(self, now: datetime, by: timedelta) -> None:
        super().__init__()
        self.now, self._by = now, by

    def __call__(self) -> datetime:
        said, self.now, self._by = self.now, self.now + self._by, timedelta(0)
        return said


def test_what_was_seen_twice_is_not_asked_a_third_time(store: Store, clock: Clock) -> None:
    clock.now = AT + timedelta(seconds=600)
    assert again(store, clock, patience=0)[1] == [GONE, SLOW]
    clock.now = AT + timedelta(days=1)
    assert again(store, clock, patience=0) == (0, [])
    assert [look.number for look in store.attempts_of("run-1", GONE)] == [1, 2]


def test_from_another_place_all_failures_are_asked_at_once(store: Store, clock: Clock) -> None:
    assert again(store, clock, patience=0, vantage="bangkok") == (0, [GONE, SHUT, SLOW])
    assert {look.vantage for look in store.attempts_of("run-1", SHUT)} == {"local", "bangkok"}
    assert again(store, clock, patience=0, vantage="bangkok") == (0, [])
