"""Manners on the wire: slots, interval, back-off, budgets, and many hosts at once."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest
from msgspec import structs
from wild import QUICK, silent, wild

from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, serve


def loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def ask(url: str, settings: Settings = QUICK) -> Fetched:
    with Fetcher(settings) as fetcher:
        return fetcher.get(Request(key="r1", url=url, head_bytes=1000))


class Turnstile:
    """A site that counts how many requests of each host are inside at once."""

    def __init__(self, delay: float = 0.03) -> None:
        self.lock = threading.Lock()
        self.inside: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.times: dict[str, list[float]] = {}
        self.delay = delay

    def __call__(self, request: SiteRequest) -> SiteAnswer:
        host = request.headers["host"].partition(":")[0]
        with self.lock:
            self.inside[host] += 1
            self.most[host] = max(self.most[host], self.inside[host])
            self.times.setdefault(host, []).append(time.monotonic())
        time.sleep(self.delay)
        with self.lock:
            self.inside[host] -= 1
        return SiteAnswer(body=b"x")


@pytest.mark.parametrize("per_host", [1, 2])
def test_one_host_is_never_asked_more_at_once_than_its_slots(per_host: int) -> None:
    site = Turnstile()
    settings = structs.replace(QUICK, per_host=per_host)
    with serve(site) as base, Fetcher(settings, resolve=loopback) as fetcher:
        port = base.rpartition(":")[2]
        hosts = ["a.go.th", "b.go.th", "c.go.th"]
        requests = [Request(key=f"{host}{n}", url=f"http://{host}:{port}/{n}") for host in hosts for n in range(8)]
        found = list(fetcher.run(requests))
    assert sorted(each.request.key for each in found) == sorted(request.key for request in requests)
    assert site.most == Counter(dict.fromkeys(hosts, per_host))


def test_the_ports_of_one_name_are_one_host() -> None:
    site = Turnstile()
    with serve(site) as one, serve(site) as two, Fetcher(structs.replace(QUICK, per_host=1)) as fetcher:
        list(fetcher.run(Request(key=str(n), url=f"{(one, two)[n % 2]}/{n}") for n in range(8)))
    assert site.most["127.0.0.1"] == 1


def test_all_hosts_together_never_have_more_under_way_than_the_connections() -> None:
    site = Turnstile()
    total = Turnstile()

    def both(request: SiteRequest) -> SiteAnswer:
        everywhere = structs.replace(request, headers={**request.headers, "host": "all"})
        site(request)
        return total(everywhere)

    with serve(both) as base, Fetcher(structs.replace(QUICK, connections=3), resolve=loopback) as fetcher:
        port = base.rpartition(":")[2]
        list(fetcher.run(Request(key=str(n), url=f"http://h{n}.go.th:{port}/") for n in range(12)))
    assert total.most["all"] <= 3


def test_an_interval_lies_between_two_requests_to_one_host_even_over_calls() -> None:
    site = Turnstile(delay=0.0)
    with serve(site) as base, Fetcher(structs.replace(QUICK, host_interval=0.1)) as fetcher:
        list(fetcher.run(Request(key=str(n), url=f"{base}/{n}") for n in range(3)))
        fetcher.get(Request(key="a", url=base))
    times = site.times["127.0.0.1"]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in zip(times, times[1:], strict=False)) > 0.08


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    with serve(lambda request: SiteAnswer()) as base, wild(silent) as port:
        settings = structs.replace(QUICK, first_byte_timeout=1.0, retries=0, connections=8)
        with Fetcher(settings, resolve=loopback) as fetcher:
            slow = [Request(key="slow", url=f"http://127.0.0.1:{port}/{n}") for n in range(30)]
            good = [Request(key="good", url=f"http://h{n}.go.th:{base.rpartition(':')[2]}/") for n in range(60)]
            order = [found.request.key for found in fetcher.run([*slow[:15], *good, *slow[15:]])]
    assert order[:60] == ["good"] * 60


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_not_now_once_and_then_well_is_well(status: int) -> None:
    asked: list[int] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(1)
        return SiteAnswer(status=status) if len(asked) == 1 else SiteAnswer(body=b"well")

    with serve(site) as base:
        found = ask(base)
    assert (found.status, found.body, found.tries) == (200, b"well", 2)


@pytest.mark.parametrize(("status", "times"), [(429, 4), (503, 4), (404, 1), (403, 1), (410, 1), (401, 1)])
def test_not_now_for_ever_is_the_answer_after_all_tries_and_no_is_one_at_once(status: int, times: int) -> None:
    asked: list[int] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(1)
        return SiteAnswer(status=status, body=b"no")

    with serve(site) as base:
        found = ask(base)
    assert (found.status, found.body, found.error, found.tries, len(asked)) == (status, b"no", None, times, times)


def test_retry_after_holds_for_every_request_to_the_host() -> None:
    times: list[float] = []

    def site(request: SiteRequest) -> SiteAnswer:
        times.append(time.monotonic())
        return SiteAnswer(status=429, headers={"Retry-After": "1"}) if len(times) == 1 else SiteAnswer(body=b"x")

    with serve(site) as base, Fetcher(structs.replace(QUICK, per_host=1)) as fetcher:
        found = list(fetcher.run(Request(key=str(n), url=f"{base}/{n}") for n in range(4)))
    assert [each.status for each in found] == [200] * 4
    assert times[1] - times[0] > 0.9


def test_a_retry_after_longer_than_we_wait_ends_the_asking_of_that_host() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(status=429, headers={"Retry-After": "3600"})

    began = time.monotonic()
    with serve(site) as base, Fetcher(structs.replace(QUICK, per_host=1)) as fetcher:
        found = list(fetcher.run(Request(key=str(n), url=f"{base}/{n}") for n in range(4)))
        later = fetcher.get(Request(key="later", url=base))
    assert time.monotonic() - began < 3
    assert asked == ["/0"]
    assert [(each.status, each.error) for each in found] == [(429, None)] + [(None, FetchError.BUDGET)] * 3
    assert later.error is FetchError.BUDGET
    assert "wants to be left alone" in later.detail


def test_a_host_that_costs_more_than_its_budget_is_not_asked_any_more() -> None:
    site = Turnstile(delay=0.2)
    settings = structs.replace(QUICK, host_budget=0.5, per_host=1)
    with serve(site) as base, Fetcher(settings, resolve=loopback) as fetcher:
        port = base.rpartition(":")[2]
        found = list(fetcher.run(Request(key=str(n), url=f"http://a.go.th:{port}/{n}") for n in range(8)))
        other = fetcher.get(Request(key="b", url=f"http://b.go.th:{port}/"))
    errors = [each.error for each in found]
    assert errors == [None] * 3 + [FetchError.BUDGET] * 5
    assert (found[-1].tries, "over its budget of 0.5 s" in found[-1].detail) == (0, True)
    assert other.error is None


def test_a_host_that_leaves_five_requests_unanswered_is_not_asked_for_the_rest_of_the_call() -> None:
    asked: list[str] = []

    def handle(connection: socket.socket, head: str) -> None:
        asked.append(head)

    settings = structs.replace(QUICK, retries=0, per_host=1)
    with wild(handle) as port, Fetcher(settings) as fetcher:
        found = list(fetcher.run(Request(key=str(n), url=f"http://127.0.0.1:{port}/{n}") for n in range(9)))
        count = len(asked)
        again = fetcher.get(Request(key="again", url=f"http://127.0.0.1:{port}/"))
    assert count == 5
    assert [each.error for each in found] == [FetchError.CONNECT] * 5 + [FetchError.BUDGET] * 4
    assert [each.tries for each in found] == [1] * 5 + [0] * 4
    assert found[-1].detail == "not asked: the 5 requests to 127.0.0.1 before it had no answer (connect)"
    assert (again.tries, len(asked)) == (1, 6)


def test_a_host_that_speaks_though_not_as_http_does_is_asked_for_all_its_links() -> None:
    def handle(connection: socket.socket, head: str) -> None:
        connection.sendall(b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    settings = structs.replace(QUICK, retries=0, per_host=1)
    with wild(handle) as port, Fetcher(settings) as fetcher:
        found = list(fetcher.run(Request(key=str(n), url=f"http://127.0.0.1:{port}/{n}") for n in range(9)))
    assert [(each.error, each.tries) for each in found] == [(FetchError.CONNECT, 1)] * 9


def test_a_million_requests_are_read_a_bounded_way_ahead() -> None:
    read: list[int] = []

    def requests(port: int) -> Iterator[Request]:
        for number in range(1_000_000):
            read.append(number)
            yield Request(key=str(number), url=f"http://127.0.0.1:{port}/{number}")

    settings = structs.replace(QUICK, first_byte_timeout=2.0, retries=0)
    with wild(silent) as port, Fetcher(settings) as fetcher:
        with closing(fetcher.run(requests(port))) as answers:
            assert next(answers).error is FetchError.TIMEOUT
        assert 10_000 <= len(read) <= 50_256


def test_a_call_within_the_loop_over_another_is_answered() -> None:
    with serve(lambda request: SiteAnswer(body=b"x")) as base, Fetcher(structs.replace(QUICK, per_host=1)) as fetcher:
        for found in fetcher.run(Request(key=str(n), url=f"{base}/{n}") for n in range(3)):
            assert found.status == 200
            assert fetcher.get(Request(key="inner", url=f"{base}/inner")).body == b"x"


def test_whoever_takes_the_results_slowly_makes_no_timeouts() -> None:
    site = Turnstile(delay=0.05)
    with serve(site) as base, Fetcher(structs.replace(QUICK, timeout=1.0, per_host=2, retries=0)) as fetcher:
        found = []
        for each in fetcher.run(Request(key=str(n), url=f"{base}/{n}") for n in range(4)):
            found.append(each)
            if len(found) == 1:
                time.sleep(1.5)
    assert [each.error for each in found] == [None] * 4


def test_leaving_the_loop_early_closes_what_was_under_way() -> None:
    left = threading.Event()

    def handle(connection: socket.socket, head: str) -> None:
        silent(connection, head)
        left.set()

    with serve(lambda request: SiteAnswer()) as base, wild(handle) as port, Fetcher(QUICK) as fetcher:
        requests = [Request(key="slow", url=f"http://127.0.0.1:{port}/"), Request(key="good", url=base)]
        for found in fetcher.run(requests):
            assert found.request.key == "good"
            break
        assert left.wait(3)


def test_an_iterable_that_fails_fails_the_loop_and_leaves_the_fetcher_well() -> None:
    def requests(base: str) -> Iterator[Request]:
        yield Request(key="a", url=base)
        raise RuntimeError("the list broke")

    with serve(lambda request: SiteAnswer()) as base, Fetcher(QUICK) as fetcher:
        with pytest.raises(RuntimeError, match="the list broke"):
            list(fetcher.run(requests(base)))
        assert fetcher.get(Request(key="b", url=base)).status == 200


def test_nothing_asked_is_nothing_answered() -> None:
    with Fetcher(QUICK) as fetcher:
        assert list(fetcher.run([])) == []


def test_five_hundred_hosts_are_asked_at_once() -> None:
    settings = structs.replace(QUICK, connections=256)
    with serve(lambda request: SiteAnswer(body=b"x")) as base, Fetcher(settings, resolve=loopback) as fetcher:
        port = base.rpartition(":")[2]
        requests = (Request(key=str(n), url=f"http://h{n % 500}.go.th:{port}/{n}", head_bytes=100) for n in range(1000))
        found = list(fetcher.run(requests))
    assert Counter((each.status, each.error) for each in found) == {(200, None): 1000}
    assert {each.request.key for each in found} == {str(n) for n in range(1000)}
