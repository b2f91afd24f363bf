"""The fake site and the fake CKAN, asked with the standard library's own client."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import pytest

from checker.testing import SiteAnswer, SiteRequest, ckan_site, file_answer, serve


@contextmanager
def asked(base_url: str, target: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Iterator:
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    try:
        connection.request(method, target, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
        yield connection.getresponse()
    finally:
        connection.close()


def action(base_url: str, target: str, **headers: str) -> dict:
    with asked(base_url, f"/api/3/action/{target}", **headers) as response:
        return json.loads(response.read())


def two_packages(base_url: str) -> list[dict]:
    first = {"id": "1", "name": "a", "title": "หนึ่ง", "organization": {"name": "org-a", "title": "กรม ก"}}
    second = {"id": "2", "name": "b", "title": "สอง", "organization": {"name": "org-b"}, "private": True}
    return [{**first, "resources": [{"id": "r", "url": f"{base_url}/file.csv"}]}, second]


def test_a_request_reaches_the_site_whole():
    seen: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        seen.append(request)
        return SiteAnswer(status=201, headers={"X-One": "1"}, body=b"yes")

    target = f"/{quote('ก')}?q={quote('ข')}&empty="
    with serve(site) as base, asked(base, target, "POST", b"body", X_Two="2") as response:
        assert (response.status, response.headers["X-One"], response.read()) == (201, "1", b"yes")
    request = seen[0]
    assert (request.method, request.path, request.target, request.query) == (
        "POST",
        "/ก",
        target,
        {"q": "ข", "empty": ""},
    )
    assert (request.body, request.headers["x-two"], request.base) == (b"body", "2", base)


def test_every_address_answers_on_the_same_port():
    addresses = ("127.0.0.1", "127.0.0.2", "127.3.2.1")
    with serve(lambda request: SiteAnswer(body=request.base.encode()), addresses=addresses) as base:
        port = urlsplit(base).port
        for address in addresses:
            with asked(f"http://{address}:{port}", "/") as response:
                assert response.read() == f"http://{address}:{port}".encode()


def test_an_iterable_body_goes_out_in_chunks_and_may_be_endless():
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    with serve(lambda request: SiteAnswer(body=endless())) as base, asked(base, "/") as response:
        assert response.headers["Transfer-Encoding"] == "chunked"
        assert response.read(2500) == b"x" * 2500


def test_a_promise_that_is_not_kept_ends_in_a_closed_connection():
    site = SiteAnswer(body=b"short", promised=100)
    with serve(lambda request: site) as base, asked(base, "/") as response, pytest.raises(http.client.IncompleteRead):
        response.read()


def test_a_site_that_hangs_up_answers_nothing():
    expected = pytest.raises(http.client.RemoteDisconnected)
    with serve(lambda request: SiteAnswer(hang_up=True)) as base, expected, asked(base, "/"):
        pass


def test_raw_bytes_go_out_as_they_are():
    expected = pytest.raises(http.client.BadStatusLine)
    with serve(lambda request: SiteAnswer(raw=b"SSH-2.0-x\r\n")) as base, expected, asked(base, "/"):
        pass


def test_nothing_is_left_running_after_a_slow_answer():
    before = threading.active_count()
    started = time.monotonic()
    with serve(lambda request: SiteAnswer(delay=30)) as base:
        connection = http.client.HTTPConnection(urlsplit(base).hostname, urlsplit(base).port)
        connection.request("GET", "/")
        time.sleep(0.1)
    connection.close()
    assert time.monotonic() - started < 5
    assert threading.active_count() <= before + 1


def test_a_failure_of_the_site_is_raised_at_the_end():
    def site(request: SiteRequest) -> SiteAnswer:
        raise ValueError("of the site")

    closed = pytest.raises(http.client.RemoteDisconnected)
    with pytest.raises(ValueError, match="of the site"), serve(site) as base, closed, asked(base, "/"):
        pass


@pytest.mark.parametrize(
    ("header", "status", "body", "content_range"),
    [
        ("", 200, b"0123456789", None),
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=0-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_a_file_answers_ranges(header, status, body, content_range):
    request = SiteRequest(method="GET", base="", path="/", target="/", headers={"range": header})
    answer = file_answer(request, b"0123456789")
    assert (answer.status, answer.body, answer.headers.get("Content-Range")) == (status, body, content_range)


def test_the_fake_ckan_answers_the_actions_of_a_crawl():
    with serve(ckan_site(two_packages, title="บัญชี")) as base:
        status = action(base, "status_show")["result"]
        assert (status["ckan_version"], status["thaigdc_version"], status["site_title"]) == ("2.10.7", "2.2.4", "บัญชี")
        assert action(base, "package_search?rows=100")["result"]["count"] == 1
        assert action(base, "package_list")["result"] == ["a"]
        assert action(base, "package_show?id=a")["result"]["resources"][0]["url"] == f"{base}/file.csv"
        assert action(base, "organization_list")["result"] == ["org-a", "org-b"]
        assert action(base, "organization_show?id=org-a")["result"]["package_count"] == 1
        assert action(base, "site_read") == {
            "help": f"{base}/api/3/action/help_show?name=site_read",
            "success": True,
            "result": True,
        }


def test_the_fake_ckan_pages_sorts_and_filters():
    packages = [{"id": str(n), "name": f"n{n}", "organization": {"name": f"o{n % 2}"}} for n in range(5)]

    def names(base: str, query: str) -> list[str]:
        return [held["name"] for held in action(base, f"package_search?{query}")["result"]["results"]]

    with serve(ckan_site(packages)) as base:
        assert names(base, "sort=name+asc&start=1&rows=2") == ["n1", "n2"]
        assert names(base, "sort=name+desc&rows=0") == []
        assert names(base, "sort=name+asc&fq=organization:o1") == ["n1", "n3"]
        assert names(base, "sort=name+asc&fq=%2Borganization:%22o1%22") == ["n1", "n3"]


def test_the_fake_ckan_refuses_as_ckan_does():
    with serve(ckan_site(two_packages, token="secret")) as base:
        assert action(base, "package_show?id=no")["error"]["__type"] == "Not Found Error"
        assert action(base, "package_show?id=b")["error"]["__type"] == "Authorization Error"
        assert action(base, "package_show?id=b", Authorization="secret")["success"]
        assert action(base, "package_search?rows=x")["error"]["__type"] == "Validation Error"
        assert action(base, "no_such") == "Bad request - Action name not known: no_such"
        private = action(base, "package_search?include_private=true", Authorization="secret")
        assert private["result"]["count"] == 2


def test_the_fake_ckan_serves_files_pages_and_a_prefix():
    files = {"/file.csv": b"a,b\n", "/odd": lambda request: SiteAnswer(status=418)}
    site = ckan_site(two_packages, files=files, prefix="/catalog")
    expected = {
        "/file.csv": 200,
        "/odd": 418,
        "/catalog": 200,
        "/catalog/th/dataset/a": 200,
        "/catalog/organization/org-a": 200,
        "/catalog/api/3/action/site_read": 200,
        "/catalog/dataset/no": 404,
        "/": 404,
    }
    with serve(site) as base:
        for target, status in expected.items():
            with asked(base, target) as response:
                assert (target, response.status) == (target, status)


def test_the_fake_datastore_filters_rows():
    rows = [{"เขต": "ก", "n": 1}, {"เขต": "ข", "n": 2}]
    with serve(ckan_site(two_packages, tables={"r": rows})) as base:
        wanted = quote(json.dumps({"เขต": "ข"}))
        result = action(base, f"datastore_search?resource_id=r&filters={wanted}&limit=5")["result"]
        assert (result["total"], result["records"]) == (1, [rows[1]])
        assert action(base, "datastore_search?resource_id=no")["success"] is False
