"""Every address that must not be reached, by every way that leads to it: none is ever connected to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from pathlib import Path

import pytest
from msgspec import structs
from wild import QUICK

from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, serve

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from test_guard import REFUSED

#: one address is open, so that there is a site to be sent on from
SETTINGS = structs.replace(QUICK, allow_networks=("127.7.7.7/32",), retries=0, connect_timeout=0.5)
CLOSED = [address for address, _ in REFUSED if "%" not in address and address != "not-an-address"]


def written(address: str) -> str:
    return f"[{address}]" if isinstance(ip_address(address), IPv6Address) else address


@contextmanager
def sent_on(location: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """A site at the open address that sends every path ``/<n>`` on to ``location(CLOSED[n])``."""
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer(status=302, headers={"Location": location(CLOSED[int(request.path[1:])])})

    with serve(site, addresses=("127.7.7.7",)) as base:
        yield base, asked


def ask(urls: list[str], names: dict[str, list[str]] | None = None) -> list[Fetched]:
    known = names or {}
    with Fetcher(SETTINGS, resolve=lambda host, port: known.get(host, ["127.7.7.7"])) as fetcher:
        found = list(fetcher.run(Request(key=url, url=url, head_bytes=100) for url in urls))
    return sorted(found, key=lambda each: urls.index(each.request.key))


def refused(found: list[Fetched]) -> None:
    for each in found:
        assert (each.error, each.peer, each.body) == (FetchError.ADDRESS, "", b""), each


def test_no_address_is_fetched_as_it_stands() -> None:
    found = ask([f"http://{written(address)}:8080/a" for address in CLOSED])
    refused(found)
    assert {each.tries for each in found} == {0}


@pytest.mark.parametrize("form", ["http://{}:8080/a", "//{}:8080/a", "http:\\\\{}:8080/a", "HTTP://{}:8080/a"])
def test_no_address_is_fetched_behind_a_redirect(form: str) -> None:
    with sent_on(lambda address: form.format(written(address))) as (base, asked):
        found = ask([f"{base}/{number}" for number in range(len(CLOSED))])
    refused(found)
    assert len(asked) == len(CLOSED)
    assert {len(each.hops) for each in found} == {1}


@pytest.mark.parametrize("beside", [[], ["127.7.7.7"]])
@pytest.mark.parametrize("turned", [False, True])
def test_no_name_that_leads_there_is_fetched(turned: bool, beside: list[str]) -> None:
    names = {f"n{number}.go.th": [*beside, address] for number, address in enumerate(CLOSED)}
    with sent_on(lambda address: f"http://n{CLOSED.index(address)}.go.th:8080/") as (base, _asked):
        urls = [f"{base}/{number}" if turned else f"http://n{number}.go.th:8080/" for number in range(len(CLOSED))]
        found = ask(urls, names)
    refused(found)
    assert {len(each.hops) for each in found} == {int(turned)}
    assert {each.tries for each in found} == {int(turned)}


@pytest.mark.parametrize("port", [22, 25, 6379, 5432, 11211])
def test_no_port_of_another_service_is_fetched_behind_a_redirect(port: int) -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(status=307, headers={"Location": f"http://data.go.th:{port}/"})

    with serve(site, addresses=("127.7.7.7",)) as base:
        (found,) = ask([base])
    assert (found.error, len(found.hops), found.body) == (FetchError.ADDRESS, 1, b"")
    assert f"port {port} is not a web server's" in found.detail


@pytest.mark.parametrize("page", ['<meta http-equiv="refresh" content="0; url={}">', "<script>location='{}'</script>"])
def test_what_a_page_says_of_where_to_go_is_not_followed(page: str) -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        headers = {"Content-Type": "text/html", "Refresh": f"0; url={request.base}/next"}
        return SiteAnswer(headers=headers, body=page.format("http://10.0.0.1/").encode())

    with serve(site, addresses=("127.7.7.7",)) as base:
        (found,) = ask([f"{base}/start"])
    assert (found.status, found.hops, asked) == (200, (), ["/start"])
