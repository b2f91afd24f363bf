"""Writing calls on the wire: where the token goes, whom it never meets, and what an odd or hostile site comes to."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from msgspec.structs import replace
from wild import QUICK, Handle, answer, wild

from checker.config import Settings
from checker.errors import CatalogError, UsageError
from checker.publish.answer import Answer, Declined
from checker.publish.client import Client

TOKEN = "eyJhbGciOiJIUzI1NiJ9.a-token.for-tests"
SETTINGS = replace(QUICK, retries=0)
RIGHT = json.dumps({"success": True, "result": {"id": "d"}}).encode()


class Heard:
    """What a server was told: the head of every request."""

    def __init__(self, handle: Handle) -> None:
        self.heads: list[str] = []
        self._handle = handle

    def __call__(self, connection: socket.socket, head: str) -> None:
        self.heads.append(head)
        self._handle(connection, head)


def ask(
    url: str, *, settings: Settings = SETTINGS, token: str = TOKEN, ca_file: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer | Declined:  # fmt: skip
    with Client(url, settings, token=token, user_agent="dgcheck/test", ca_file=ca_file, sleep=sleep) as client:
        return client.call("package_patch", {"id": "d"})


def reply(status: str, *headers: str, body: bytes = RIGHT, length: int | None = None) -> Handle:
    """An answer in JSON, unless a header says otherwise."""
    kind = () if any(each.startswith("Content-Type") for each in headers) else ("Content-Type: application/json",)

    def handle(connection: socket.socket, head: str) -> None:
        if head.endswith("\r\n\r\n"):
            connection.recv(65536)  # the body of the request: a connection closed over unread bytes loses the answer
        connection.sendall(answer(body, status, *kind, *headers, length=length))

    return handle


def told(handle: Handle, **how: object) -> Answer | Declined:
    with wild(handle) as port:
        return ask(f"http://127.0.0.1:{port}/api/3", **how)  # type: ignore[arg-type]


def test_the_token_is_in_authorization_alone() -> None:
    heard = Heard(reply("200 OK"))
    assert told(heard) == Answer(result={"id": "d"})
    [head] = heard.heads
    assert [line for line in head.splitlines() if TOKEN in line] == [f"Authorization: {TOKEN}"]
    assert head.splitlines()[0] == "POST /api/3/action/package_patch HTTP/1.1"
    assert "User-Agent: dgcheck/test" in head.splitlines()


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_no_redirect_is_followed_and_the_token_meets_nobody_else(status: str) -> None:
    elsewhere = Heard(reply("200 OK"))
    with wild(elsewhere) as port:
        found = told(reply(status, f"Location: http://127.0.0.1:{port}/api/3/action/package_patch", body=b""))
    assert (found.code, elsewhere.heads) == ("redirect", [])  # type: ignore[union-attr]


def test_proxies_and_netrc_of_the_machine_are_not_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, heard = Heard(reply("200 OK")), Heard(reply("200 OK"))
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with wild(proxy) as port:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "")
        assert told(heard, token="") == Answer(result={"id": "d"})
    assert proxy.heads == []
    assert "Authorization" not in heard.heads[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_met_with_nothing_sent(host: str) -> None:
    """The guard is asked about the address that is connected to, whatever the name said."""
    heard = Heard(reply("200 OK"))
    with wild(heard) as port, pytest.raises(CatalogError, match="loopback"):
        ask(f"http://{host}:{port}/api/3", settings=replace(SETTINGS, allow_networks=()))
    assert heard.heads == []


IN_THE_CLEAR = """
import socket
from checker.config import Settings
from checker.errors import CatalogError
from checker.publish.client import Client

listening = socket.create_server(("8.8.8.8", 8008))
for token, allowed in (("t", ()), ("t", ("8.8.8.8/32",)), ("", ())):
    settings = Settings(allow_networks=allowed, host_interval=0.0, first_byte_timeout=0.3, retries=0)
    with Client("http://8.8.8.8:8008/api/3", settings, token=token, user_agent="x") as client:
        try:
            print(client.call("package_show", {}).code)
        except CatalogError as error:
            print(error.code)
"""


def test_a_token_is_not_sent_in_the_clear_to_an_address_that_nobody_named() -> None:
    """In a network of its own that holds a public address; where the machine makes none, it is told."""
    alone = ["unshare", "-rn", "sh", "-c", 'ip link set lo up && ip addr add 8.8.8.8/32 dev lo && exec "$0" -c "$1"']
    done = subprocess.run([*alone, sys.executable, IN_THE_CLEAR], capture_output=True, text=True, timeout=60)
    if "unshare: " in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.stdout.split() == ["in_the_clear", "timeout", "timeout"], done.stderr


@pytest.mark.parametrize("url", ["ftp://a.example/api/3", "file:///api/3", "http://user:secret@a.example/api/3", "a"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(CatalogError):
        ask(url)


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "รหัสลับ", "tab\t", "x" * 5000, "\x00"])
def test_a_token_that_no_header_can_carry_is_refused_without_being_told(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask("http://a.example/api/3", token=token)
    assert token not in caught.value.text("th") + caught.value.text("en")


HTML = "Content-Type: text/html"
UNKNOWN = b'"Bad request - Action name not known"'
ODD: list[tuple[str, Handle, str, int]] = [
    ("html", reply("200 OK", HTML, body=b"<html>blocked"), "not_ckan", 200),
    ("html 403", reply("403 Forbidden", HTML, body=b"<html>denied"), "denied", 403),
    ("html 404", reply("404 Not Found", HTML, body=b"<html>none"), "not_ckan", 404),
    ("empty", reply("200 OK", body=b""), "not_ckan", 200),
    ("no envelope", reply("200 OK", body=b"[]"), "not_ckan", 200),
    ("a text", reply("200 OK", body=b'"x"'), "not_ckan", 200),
    ("no such action", reply("400 Bad Request", body=UNKNOWN), "not_ckan", 400),
    ("an error that is a list", reply("409 Conflict", body=b'{"success": false, "error": [1]}'), "not_ckan", 409),
    ("no result", reply("200 OK", body=b'{"success": true}'), "not_ckan", 200),
    ("no error", reply("200 OK", body=b'{"success": false}'), "not_ckan", 200),
    (
        "odd message",
        reply("404 None", body=b'{"error": {"__type": "Not Found Error", "message": {"a": 1}}}'),
        "missing",
        404,
    ),
    (
        "odd error",
        reply("409 No", body=b'{"error": {"__type": "Validation Error", "tags": [{"a": [1]}, 7]}}'),
        "invalid",
        409,
    ),
    ("search", reply("409 No", body=b'{"error": {"__type": "Search Index Error", "message": 5}}'), "not_ckan", 409),
    ("deep", reply("200 OK", body=b"[" * 200_000), "not_ckan", 200),
    ("not text", reply("200 OK", body=b"\xff\xfe\x00"), "not_ckan", 200),
    ("server", reply("500 Oops", body=b"{}"), "server", 500),
    ("bad gateway", reply("502 Bad Gateway", body=b""), "server", 502),
    ("busy", reply("503 Busy", body=b""), "busy", 503),
    ("too many", reply("429 Slow", "Retry-After: 7", body=b""), "busy", 429),
    ("silent end", lambda connection, head: None, "network", 0),
    ("no http", lambda connection, head: connection.sendall(b"\x00\x01\x02 hello\r\n\r\n"), "network", 0),
    ("cut", reply("200 OK", length=500), "network", 0),
    ("broken gzip", reply("200 OK", "Content-Encoding: gzip", body=b"\x1f\x8b broken"), "network", 0),
]


@pytest.mark.parametrize(("handle", "code", "status"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_an_odd_answer_is_told_for_what_it_is(handle: Handle, code: str, status: int) -> None:
    found = told(handle)
    assert isinstance(found, Declined)
    assert found.code == code
    assert found.status == status
    assert TOKEN not in repr(found)


def test_no_more_is_read_than_is_allowed() -> None:
    body = b'{"success": true, "result": "' + b"x" * 300_000 + b'"}'
    assert told(reply("200 OK", body=body), settings=replace(SETTINGS, max_bytes=100_000)).code == "too_large"  # type: ignore[union-attr]
    bomb = gzip.compress(b"0" * 50_000_000)
    zipped = reply("200 OK", "Content-Encoding: gzip", body=bomb)
    assert told(zipped, settings=replace(SETTINGS, max_bytes=1_000_000)).code == "too_large"  # type: ignore[union-attr]


def drip_head(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_body(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


@pytest.mark.parametrize("handle", [drip_head, drip_body])
def test_a_site_that_drips_is_left_when_its_time_is_over(handle: Handle) -> None:
    begun = time.monotonic()
    found = told(handle, settings=replace(SETTINGS, timeout=1.0))
    assert found.code == "timeout"  # type: ignore[union-attr]
    assert time.monotonic() - begun < 4


def test_a_site_that_says_nothing_is_left_when_its_time_is_over() -> None:
    found = told(lambda connection, head: time.sleep(3), settings=replace(SETTINGS, first_byte_timeout=0.5))
    assert found.code == "timeout"  # type: ignore[union-attr]


def test_a_busy_site_is_waited_for_as_it_wishes_and_no_longer_than_is_allowed() -> None:
    waits: list[float] = []
    busy = reply("503 Busy", "Retry-After: 7", body=b"")
    patient = replace(SETTINGS, retries=2, backoff_max=30.0)
    assert told(busy, settings=patient, sleep=waits.append).code == "busy"  # type: ignore[union-attr]
    assert [each for each in waits if each] == [7.0, 7.0]
    waits.clear()
    told(reply("503 Busy", "Retry-After: 3600", body=b""), settings=patient, sleep=waits.append)
    told(
        reply("503 Busy", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT", body=b""), settings=patient, sleep=waits.append
    )
    assert [each for each in waits if each] == [0.01, 0.02]


SAID = {
    "__type": "Validation Error",
    "title": ["Missing value"],
    "extras": [{}, {"key": ["Duplicate"], "value": ["Odd", "Odder"]}],
    "message": "None - x",
    "deep": {"a": {"b": {"c": {"d": {"e": {"f": {"g": ["lost"]}}}}}}},
    "long": ["x" * 5000],
}


def test_what_ckan_says_is_kept_by_field_within_bounds() -> None:
    found = told(reply("409 Conflict", body=json.dumps({"success": False, "error": SAID}).encode()))
    assert isinstance(found, Declined)
    assert (found.code, found.status) == ("invalid", 409)
    assert found.fields == (
        ("title", "Missing value"),
        ("extras/2/key", "Duplicate"),
        ("extras/2/value", "Odd"),
        ("extras/2/value", "Odder"),
        ("long", "x" * 300),
    )
    many = {"__type": "Validation Error", **{f"field_{n}": ["no"] for n in range(500)}}
    found = told(reply("409 Conflict", body=json.dumps({"success": False, "error": many}).encode()))
    assert len(found.fields) == 50  # type: ignore[union-attr]


def served(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_a_certificate_that_verifies_is_talked_to(authority: trustme.CA, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    with wild(reply("200 OK"), tls=served(authority, "127.0.0.1")) as port:
        assert ask(f"https://127.0.0.1:{port}/api/3", ca_file=file) == Answer(result={"id": "d"})


@pytest.mark.parametrize("known", [False, True], ids=["of a stranger", "for another name"])
def test_behind_a_certificate_that_does_not_verify_nothing_is_sent(
    authority: trustme.CA, tmp_path: Path, known: bool
) -> None:
    file = tmp_path / "ca.pem"
    (authority if known else trustme.CA()).cert_pem.write_to_path(str(file))
    heard = Heard(reply("200 OK"))
    with wild(heard, tls=served(authority, "elsewhere.example" if known else "127.0.0.1")) as port:
        found = ask(f"https://127.0.0.1:{port}/api/3", ca_file=file)
    assert (found.code, heard.heads) == ("tls", [])  # type: ignore[union-attr]


def test_a_port_that_nobody_listens_on_and_a_name_that_nobody_has_are_told() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{held.getsockname()[1]}/api/3").code == "network"  # type: ignore[union-attr]
    assert ask("http://nobody.invalid/api/3").code == "network"  # type: ignore[union-attr]
