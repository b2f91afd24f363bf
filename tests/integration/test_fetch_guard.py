"""The guard at work: what a name resolves to is vetted, and only that is connected to."""

from __future__ import annotations

import os
import resource
import socket
import threading
import time
from collections.abc import Callable

import pytest
from msgspec import structs
from wild import QUICK, answer, answers, wild

from checker.config import Settings
from checker.fetch import Fetcher
from checker.fetch.transfer import Options, Shape, Transfer
from checker.guard import Guard
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, serve

CLOSED = structs.replace(QUICK, allow_networks=())
Resolve = Callable[[str, int], list[str]]


def ask(url: str, settings: Settings, resolve: Resolve = lambda host, port: ["127.0.0.1"]) -> Fetched:
    with Fetcher(settings, resolve=resolve) as fetcher:
        return fetcher.get(Request(key="r1", url=url, head_bytes=1000))


def counted(asked: list[str]) -> Callable[[SiteRequest], SiteAnswer]:
    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.headers["host"])
        return SiteAnswer(body=b"inside")

    return site


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_loopback_is_not_fetched_however_it_is_written(host: str) -> None:
    asked: list[str] = []
    with serve(counted(asked)) as base:
        found = ask(base.replace("127.0.0.1", host), CLOSED)
    assert (found.error, found.status, found.body, found.tries, asked) == (FetchError.ADDRESS, None, b"", 0, [])


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.1.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["127.0.0.1", "8.8.8.8"],
        ["8.8.8.8", "::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        ["fe80::1%eth0"],
        ["nonsense"],
    ],
)
def test_a_name_with_one_forbidden_address_is_refused_whole(addresses: list[str]) -> None:
    asked: list[str] = []
    with serve(counted(asked)) as base:
        found = ask(base.replace("127.0.0.1", "sly.go.th"), CLOSED, lambda host, port: addresses)
    assert (found.error, asked) == (FetchError.ADDRESS, [])
    assert found.detail


def test_a_name_is_connected_to_at_the_address_that_was_vetted_and_asked_by_its_name() -> None:
    asked: list[str] = []
    with serve(counted(asked), addresses=("127.3.2.1",)) as base:
        port = base.rpartition(":")[2]
        found = ask(f"http://data.go.th:{port}/", QUICK, lambda host, port: ["127.3.2.1"])
    assert (found.peer, asked, found.error) == ("127.3.2.1", [f"data.go.th:{port}"], None)


def test_a_name_that_resolves_differently_the_second_time_is_vetted_the_second_time() -> None:
    asked: list[str] = []
    given: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        given.append("127.0.0.1" if not given else "10.0.0.1")
        return [given[-1]]

    with serve(counted(asked)) as base:
        url = base.replace("127.0.0.1", "sly.go.th")
        first, second = ask(url, QUICK, resolve), ask(url, QUICK, resolve)
    assert (first.error, second.error, second.tries) == (None, FetchError.ADDRESS, 0)
    assert (given, len(asked)) == (["127.0.0.1", "10.0.0.1"], 1)


def test_a_name_is_resolved_once_for_all_its_requests() -> None:
    given: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        given.append(host)
        return ["127.0.0.1"]

    with serve(lambda request: SiteAnswer()) as base, Fetcher(QUICK, resolve=resolve) as fetcher:
        url = base.replace("127.0.0.1", "many.go.th")
        found = list(fetcher.run(Request(key=str(n), url=f"{url}/{n}") for n in range(50)))
        again = fetcher.get(Request(key="a", url=url))
    assert [each.error for each in (*found, again)] == [None] * 51
    assert given == ["many.go.th"]


def test_every_name_behind_a_redirect_is_vetted() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(status=302, headers={"Location": request.base.replace("good", "sly") + "/secret"})

    with serve(site) as base:
        url = base.replace("127.0.0.1", "good.go.th")
        found = ask(url, QUICK, lambda host, port: ["127.0.0.1"] if host.startswith("good") else ["10.0.0.1"])
    assert (found.error, found.status, asked) == (FetchError.ADDRESS, None, ["/"])
    assert [hop.url for hop in found.hops] == [f"{url}/"]
    assert found.url.endswith("/secret")


def test_the_second_address_is_tried_where_the_first_does_not_answer() -> None:
    with serve(lambda request: SiteAnswer(body=b"x"), addresses=("127.0.0.2",)) as base:
        url = base.replace("127.0.0.2", "two.go.th")
        found = ask(url, QUICK, lambda host, port: ["127.0.0.9", "127.0.0.2"])
    assert (found.body, found.peer) == (b"x", "127.0.0.2")


def test_ipv6_is_fetched_when_it_is_allowed() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with wild(answers(answer(b"six")), address="::1") as port:
        literal = ask(f"http://[::1]:{port}/", QUICK)
        named = ask(f"http://six.go.th:{port}/", QUICK, lambda host, port: ["::1"])
        refused = ask(f"http://[::1]:{port}/", CLOSED)
    assert [(each.body, each.peer) for each in (literal, named)] == [(b"six", "::1")] * 2
    assert refused.error is FetchError.ADDRESS


@pytest.mark.parametrize(
    ("pin", "vetted"),
    [
        ("sly.go.th:{port}:127.0.0.1", ("127.0.0.2",)),
        ("sly.go.th:{port}:127.0.0.1", ()),
    ],
)
def test_the_second_lock_refuses_a_socket_to_an_address_that_was_not_vetted(pin: str, vetted: tuple[str, ...]) -> None:
    asked: list[str] = []
    with serve(counted(asked)) as base:
        port = base.rpartition(":")[2]
        transfer = Transfer(Options.of(QUICK, Guard(QUICK.allow_networks), None))
        transfer.start(f"http://sly.go.th:{port}/", pin.format(port=port), vetted, Shape(), 1000, time.monotonic())
        with pytest.raises(Exception, match="connect"):
            transfer.curl.perform()
        found = transfer.answer(7, "", time.monotonic())
        transfer.curl.close()
    assert found.refusal == "127.0.0.1 is not an address that was vetted for this request"
    assert asked == []


def test_the_second_lock_asks_the_guard_once_more() -> None:
    asked: list[str] = []
    with serve(counted(asked)) as base:
        transfer = Transfer(Options.of(CLOSED, Guard(), None))
        transfer.start(base, "", ("127.0.0.1",), Shape(), 1000, time.monotonic())
        with pytest.raises(Exception, match="connect"):
            transfer.curl.perform()
        found = transfer.answer(7, "", time.monotonic())
        transfer.curl.close()
    assert found.refusal == "127.0.0.1 is in a network that we do not fetch from (loopback)"
    assert asked == []


def failing(error: Exception) -> Resolve:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    return resolve


@pytest.mark.parametrize(
    "resolve",
    [
        failing(socket.gaierror(socket.EAI_NONAME, "Name or service not known")),
        failing(OSError("resolver broke")),
        failing(UnicodeError("label too long")),
        lambda host, port: [],
    ],
)
def test_a_name_that_does_not_resolve_is_a_dns_error(resolve: Resolve) -> None:
    found = ask("http://gone.go.th/", QUICK, resolve)
    assert (found.error, found.status, found.tries) == (FetchError.DNS, None, 0)
    assert found.detail


@pytest.mark.parametrize(
    ("resolve", "words"),
    [
        (failing(RuntimeError("can't start new thread")), "RuntimeError: can't start new thread"),
        (failing(MemoryError()), "MemoryError"),
        (failing(socket.gaierror(socket.EAI_SYSTEM, "System error")), "System error"),
        (failing(socket.gaierror(socket.EAI_MEMORY, "Memory allocation failure")), "Memory allocation failure"),
    ],
)
def test_a_resolver_that_fails_by_itself_is_our_own_failure_and_never_the_names(resolve: Resolve, words: str) -> None:
    def works_once(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "good.go.th" else list(resolve(host, port))

    with serve(lambda request: SiteAnswer()) as base, Fetcher(QUICK, resolve=works_once) as fetcher:
        fetcher.get(Request(key="a", url=base.replace("127.0.0.1", "good.go.th")))
        found = fetcher.get(Request(key="b", url="http://gone.go.th/"))
        again = fetcher.get(Request(key="c", url=base.replace("127.0.0.1", "good.go.th")))
    assert (found.error, found.tries, again.error) == (FetchError.OURS, 0, None)
    assert words in found.detail


def test_a_resolver_that_never_worked_is_our_own_failure_and_one_that_did_is_not() -> None:
    tries: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        tries.append(host)
        if host == "good.go.th":
            return ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with serve(lambda request: SiteAnswer()) as base, Fetcher(QUICK, resolve=resolve) as fetcher:
        port = base.rpartition(":")[2]
        before = fetcher.get(Request(key="a", url="http://one.go.th/"))
        fetcher.get(Request(key="b", url=f"http://good.go.th:{port}/"))
        after = fetcher.get(Request(key="c", url="http://two.go.th/"))
    assert (before.error, after.error) == (FetchError.OURS, FetchError.DNS)
    assert tries == ["one.go.th", "one.go.th", "good.go.th", "two.go.th", "two.go.th"]


def test_a_slow_resolver_does_not_hold_up_other_hosts() -> None:
    release = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        if host == "slow.go.th":
            release.wait(10)
        return ["127.0.0.1"]

    order: list[str] = []
    with serve(lambda request: SiteAnswer()) as base, Fetcher(QUICK, resolve=resolve) as fetcher:
        port = base.rpartition(":")[2]
        hosts = ["slow.go.th", *(f"h{n}.go.th" for n in range(20))]
        for found in fetcher.run(Request(key=host, url=f"http://{host}:{port}/") for host in hosts):
            order.append(found.request.key)
            if len(order) == 20:
                release.set()
    assert order[-1] == "slow.go.th"
    assert sorted(order) == sorted(hosts)


def test_a_thai_host_name_is_asked_for_in_punycode() -> None:
    asked: list[str] = []
    names: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        names.append(host)
        return ["127.0.0.1"]

    with serve(counted(asked)) as base:
        port = base.rpartition(":")[2]
        found = ask(f"http://ข้อมูล.ไทย:{port}/ไฟล์", QUICK, resolve)
    assert names == ["xn--22c6dm4a2dze.xn--o3cw4h"]
    assert asked == [f"xn--22c6dm4a2dze.xn--o3cw4h:{port}"]
    assert found.error is None


def test_a_machine_that_is_out_of_sockets_is_our_own_failure() -> None:
    with serve(lambda request: SiteAnswer()) as base, Fetcher(structs.replace(QUICK, retries=0)) as fetcher:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        fetcher.get(Request(key="a", url=base))
        held = [os.dup(0) for _ in range(20)]
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(held) + 1, hard))
        try:
            found = fetcher.get(Request(key="b", url="http://127.0.0.77:8080/"))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            for number in held:
                os.close(number)
    assert (found.error, found.status) == (FetchError.OURS, None)
