"""What comes back for one request: ranges, caps, broken answers, encodings. Real servers on loopback."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest
from msgspec import structs
from wild import QUICK, Handle, answer, answers, silent, wild

from checker.config import Settings
from checker.fetch import Fetcher
from checker.model import Fetched, FetchError, Request
from checker.testing import SiteAnswer, SiteRequest, file_answer, serve

DATA = b"year,value\n" + b"2565,1\n" * 3000


def ask(
    url: str,
    settings: Settings = QUICK,
    *,
    head_bytes: int | None = 262_144,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Fetched:
    request = Request(key="r1", url=url, head_bytes=head_bytes, method=method, headers=headers or {}, body=body)
    with Fetcher(settings) as fetcher:
        return fetcher.get(request)


def test_a_whole_file_comes_with_its_status_headers_address_and_request() -> None:
    with serve(lambda asked: SiteAnswer(headers={"Content-Type": "text/csv", "X-A": "b"}, body=DATA)) as base:
        found = ask(f"{base}/a.csv", head_bytes=None)
    assert (found.status, found.reason_phrase, found.error, found.detail) == (200, "OK", None, "")
    assert (found.body, found.bytes_read, found.capped) == (DATA, len(DATA), False)
    assert (found.header("content-type"), found.header("x-a")) == ("text/csv", "b")
    assert (found.url, found.peer, found.tries, found.hops) == (f"{base}/a.csv", "127.0.0.1", 1, ())
    assert found.request == Request(key="r1", url=f"{base}/a.csv")
    assert found.at.tzinfo is not None
    assert 0 < found.elapsed < 5


def test_a_ranged_request_asks_for_the_head_and_for_no_compression() -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return file_answer(request, DATA, "text/csv")

    with serve(site) as base:
        found = ask(f"{base}/a.csv", head_bytes=1000)
    assert (asked[0].headers["range"], asked[0].headers["accept-encoding"]) == ("bytes=0-999", "identity")
    assert (found.status, found.body, found.capped, found.error) == (206, DATA[:1000], True, None)


def test_a_range_that_holds_the_whole_file_is_not_capped() -> None:
    with serve(lambda request: file_answer(request, DATA)) as base:
        found = ask(f"{base}/a.csv")
    assert (found.status, found.body, found.capped) == (206, DATA, False)


def test_a_server_that_ignores_the_range_is_cut_at_the_cap_and_that_is_no_error() -> None:
    with serve(lambda request: SiteAnswer(body=DATA)) as base:
        found = ask(f"{base}/a.csv", head_bytes=1000)
    assert (found.status, found.body, found.bytes_read, found.capped, found.error) == (
        200,
        DATA[:1000],
        1000,
        True,
        None,
    )


def test_a_body_of_just_the_cap_is_whole() -> None:
    with serve(lambda request: SiteAnswer(body=DATA[:1000])) as base:
        found = ask(f"{base}/a.csv", head_bytes=1000)
    assert (found.body, found.capped, found.error) == (DATA[:1000], False, None)


@pytest.mark.parametrize("status", [416, 400, 405, 406, 412, 501])
def test_a_server_that_refuses_a_range_is_asked_again_without(status: int) -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(status=status) if "range" in request.headers else SiteAnswer(body=DATA)

    with serve(site) as base:
        found = ask(f"{base}/a.csv", head_bytes=100)
    assert (found.status, found.body, found.capped, found.error, found.tries) == (200, DATA[:100], True, None, 1)


def test_a_part_that_does_not_begin_at_the_start_is_asked_for_again_whole() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        if "range" in request.headers:
            return SiteAnswer(status=206, headers={"Content-Range": "bytes 10-19/100"}, body=b"0123456789")
        return SiteAnswer(body=b"whole")

    with serve(site) as base:
        assert ask(f"{base}/a").body == b"whole"


def test_an_endless_body_is_cut_at_the_cap_and_over_the_cap_is_an_error_only_for_a_whole_request() -> None:
    def endless(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 10_000)

    with wild(endless) as port:
        head = ask(f"http://127.0.0.1:{port}/", head_bytes=50_000)
        whole = ask(f"http://127.0.0.1:{port}/", structs.replace(QUICK, max_bytes=70_000), head_bytes=None)
    assert (head.status, head.bytes_read, head.capped, head.error) == (200, 50_000, True, None)
    assert (whole.status, whole.body, whole.error) == (200, b"", FetchError.CAPPED)
    assert whole.detail == "more than 70000 bytes"


def test_fewer_bytes_than_promised_is_partial_and_keeps_what_came() -> None:
    with wild(answers(answer(b"abc", length=10))) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.status, found.body, found.error, found.tries) == (200, b"abc", FetchError.PARTIAL, 2)


def test_a_cut_of_ours_is_not_partial() -> None:
    with wild(answers(answer(b"abcdef", length=1000))) as port:
        found = ask(f"http://127.0.0.1:{port}/", head_bytes=5)
    assert (found.body, found.capped, found.error) == (b"abcde", True, None)


def test_chunks_that_are_garbage_are_a_broken_answer() -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZZ\r\nworld\r\n"
    with wild(answers(raw)) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.status, found.body, found.error) == (200, b"hello", FetchError.PARTIAL)


def test_a_chunked_body_that_stops_is_partial() -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    with wild(answers(raw)) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.body, found.error) == (b"hello", FetchError.PARTIAL)


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    with wild(answers(b"HTTP/1.0 200 OK\r\n\r\nhello")) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.body, found.error) == (b"hello", None)


@pytest.mark.parametrize("raw", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"\x00\x01\x02\x03" * 10, b"hello\r\n\r\n"])
def test_a_port_that_does_not_speak_http_is_a_connection_error(raw: bytes) -> None:
    with wild(answers(raw)) as port:
        found = ask(f"http://127.0.0.1:{port}/", structs.replace(QUICK, retries=1))
    assert (found.status, found.body, found.error, found.tries) == (None, b"", FetchError.CONNECT, 2)
    assert found.detail


def test_a_refused_connection_is_a_connection_error_after_all_tries() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = ask(f"http://127.0.0.1:{port}/")
    assert (found.status, found.error, found.tries) == (None, FetchError.CONNECT, 4)


def test_a_connection_that_breaks_once_is_tried_again_without_a_range() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(hang_up=True) if "range" in request.headers else SiteAnswer(body=b"well")

    with serve(site) as base:
        found = ask(f"{base}/a")
    assert (found.body, found.error, found.tries) == (b"well", None, 2)


@pytest.mark.parametrize(("head_bytes", "tries"), [(None, 2), (1000, 1)])
def test_no_answer_in_time_is_a_timeout_tried_once_more_unless_it_is_a_link(head_bytes: int | None, tries: int) -> None:
    settings = structs.replace(QUICK, first_byte_timeout=0.4)
    with wild(silent) as port:
        began = time.monotonic()
        found = ask(f"http://127.0.0.1:{port}/", settings, head_bytes=head_bytes)
        took = time.monotonic() - began
    assert (found.status, found.error, found.tries) == (None, FetchError.TIMEOUT, tries)
    assert found.detail == "no answer within 0.4 s"
    assert took < 4


def test_a_slow_first_byte_within_the_limit_is_well() -> None:
    with serve(lambda request: SiteAnswer(delay=0.6, body=b"late")) as base:
        assert ask(f"{base}/a").body == b"late"


def drip(first: bytes, piece: bytes) -> Handle:
    def handle(connection: socket.socket, head: str) -> None:
        connection.sendall(first)
        for _ in range(600):
            connection.sendall(piece)
            time.sleep(0.05)

    return handle


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nX", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"y"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n"),
    ],
)
def test_headers_or_a_body_that_drip_end_at_the_total_time(first: bytes, piece: bytes) -> None:
    with wild(drip(first, piece)) as port:
        began = time.monotonic()
        found = ask(f"http://127.0.0.1:{port}/", structs.replace(QUICK, timeout=0.6, retries=0))
        took = time.monotonic() - began
    assert found.error is FetchError.TIMEOUT
    assert took < 3


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nX", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"])
def test_an_answer_slower_than_anybody_waits_for_ends_long_before_the_total_time(first: bytes) -> None:
    with wild(drip(first, b"x")) as port:
        began = time.monotonic()
        found = ask(f"http://127.0.0.1:{port}/", structs.replace(QUICK, timeout=30.0, first_byte_timeout=1.0))
        took = time.monotonic() - began
    assert (found.error, found.status, found.tries) == (FetchError.TIMEOUT, 200, 1)
    assert took < 5


def test_a_request_may_have_its_own_time() -> None:
    with wild(silent) as port, Fetcher(structs.replace(QUICK, retries=0)) as fetcher:
        began = time.monotonic()
        found = fetcher.get(Request(key="a", url=f"http://127.0.0.1:{port}/", timeout=0.3))
    assert found.error is FetchError.TIMEOUT
    assert time.monotonic() - began < 3


def test_a_flood_of_headers_is_capped() -> None:
    def flood(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            connection.sendall(b"X-%d: %s\r\n" % (number, b"a" * 100))

    with wild(flood) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.error, found.body, found.tries) == (FetchError.CAPPED, b"", 1)
    assert found.detail == "headers of more than 65536 bytes"
    assert len(found.headers) == 100


def test_one_endless_header_line_ends() -> None:
    def endless(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(5000):
            connection.sendall(b"a" * 1000)

    with wild(endless) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.error, found.tries) == (FetchError.CAPPED, 1)


def test_endless_interim_answers_are_capped() -> None:
    def early(connection: socket.socket, head: str) -> None:
        for _ in range(100_000):
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")

    with wild(early) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert found.error is FetchError.CAPPED


def test_interim_answers_and_trailers_are_not_the_answers_headers() -> None:
    raw = (
        b"HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nX-Real: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\nab\r\n0\r\nX-Trailer: 1\r\n\r\n"
    )
    with wild(answers(raw)) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert (found.status, found.body) == (200, b"ab")
    assert found.headers == (("x-real", "1"), ("transfer-encoding", "chunked"))


def test_header_names_are_lower_case_and_values_are_text_without_controls() -> None:
    thai = 'attachment; filename="ข้อมูล.csv"'.encode()
    lines = b"CONTENT-disposition: " + thai + b"\r\nX-Esc: a\x1b[31mb\xe2\x80\xaec\r\n"
    with wild(answers(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + b"\r\n")) as port:
        found = ask(f"http://127.0.0.1:{port}/")
    assert found.header("content-disposition") == 'attachment; filename="ข้อมูล.csv"'
    assert found.header("x-esc") == "a[31mbc"
    with wild(answers(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Latin: caf\xe9\r\n\r\n")) as port:
        assert ask(f"http://127.0.0.1:{port}/").header("x-latin") == "café"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_answer_is_decoded(encoding: str) -> None:
    packed = gzip.compress(DATA) if encoding == "gzip" else zlib.compress(DATA)
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer(headers={"Content-Encoding": encoding}, body=packed)

    with serve(site) as base:
        whole = ask(base, head_bytes=None)
        head = ask(base, head_bytes=1000)
    assert encoding in asked[0].headers["accept-encoding"]
    assert (whole.body, whole.error) == (DATA, None)
    assert (head.body, head.capped, head.error) == (DATA[:1000], True, None)


def test_an_encoding_that_lies_is_asked_for_once_more_without_one() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        plain = request.headers["accept-encoding"] == "identity"
        return SiteAnswer(headers={} if plain else {"Content-Encoding": "gzip"}, body=b"plain text")

    with serve(site) as base:
        found = ask(base, head_bytes=None)
    assert (found.body, found.error, found.tries) == (b"plain text", None, 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_an_encoding_that_always_lies_is_a_decoding_error(encoding: str) -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer(headers={"Content-Encoding": encoding}, body=b"plain text")

    with serve(site) as base:
        found = ask(base)
    assert (found.status, found.body, found.error) == (200, b"", FetchError.DECODING)
    assert found.detail == f"not the {encoding} that its header says"
    assert len(asked) == 2


def test_bytes_behind_a_compressed_body_are_left_out_as_browsers_do() -> None:
    body = gzip.compress(DATA) + b"\x00\x00junk"
    with serve(lambda request: SiteAnswer(headers={"Content-Encoding": "gzip"}, body=body)) as base:
        found = ask(base)
    assert (found.body, found.error) == (DATA, None)
    assert found.detail == "bytes behind the end of the compressed body were left out"


def test_the_head_of_a_compressed_file_is_decoded_as_far_as_it_goes() -> None:
    packed = gzip.compress(b"".join(b"%d\n" % (number * 7919) for number in range(20_000)))
    headers = {"Content-Encoding": "gzip", "Content-Range": f"bytes 0-999/{len(packed)}"}
    with serve(lambda request: SiteAnswer(status=206, headers=headers, body=packed[:1000])) as base:
        found = ask(base, head_bytes=1000)
    assert (found.status, found.capped, found.error) == (206, True, None)
    assert found.body.startswith(b"0\n7919\n")


@pytest.mark.parametrize("encoding", ["utf-8", "none", "binary", "8bit"])
def test_an_encoding_that_is_none_is_ignored_as_browsers_do(encoding: str) -> None:
    with serve(lambda request: SiteAnswer(headers={"Content-Encoding": encoding}, body=DATA)) as base:
        found = ask(base)
    assert (found.body, found.error) == (DATA, None)


def test_a_decompression_bomb_is_cut_by_its_decoded_bytes() -> None:
    bomb = gzip.compress(b"\x00" * 40_000_000)
    with wild(answers(answer(bomb, "200 OK", "Content-Encoding: gzip"))) as port:
        head = ask(f"http://127.0.0.1:{port}/", head_bytes=100_000)
        whole = ask(f"http://127.0.0.1:{port}/", head_bytes=None)
    assert (head.bytes_read, head.capped, head.error) == (100_000, True, None)
    assert (whole.error, whole.body) == (FetchError.CAPPED, b"")
    assert whole.detail == "decompresses to more than 200 times its size"
    assert whole.bytes_read < 12_000_000


def test_layers_of_compression_do_not_multiply() -> None:
    bomb = gzip.compress(gzip.compress(gzip.compress(b"\x00" * 20_000_000)))
    with wild(answers(answer(bomb, "200 OK", "Content-Encoding: gzip, gzip, gzip"))) as port:
        found = ask(f"http://127.0.0.1:{port}/", head_bytes=None)
    assert found.error in (FetchError.CAPPED, FetchError.DECODING)


def test_a_head_request_reads_no_body_and_the_next_request_does() -> None:
    def site(request: SiteRequest) -> SiteAnswer:
        return SiteAnswer(headers={"X-Method": request.method}, body=DATA)

    with serve(site) as base, Fetcher(QUICK) as fetcher:
        head = fetcher.get(Request(key="a", url=base, method="HEAD"))
        get = fetcher.get(Request(key="b", url=base))
    assert (head.status, head.body, head.header("x-method"), head.error) == (200, b"", "HEAD", None)
    assert (get.body, get.header("x-method")) == (DATA, "GET")


def test_a_post_sends_its_body_and_headers_and_the_next_request_neither() -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer(body=b"ok")

    with serve(site) as base, Fetcher(QUICK) as fetcher:
        headers = {"Content-Type": "application/json", "Authorization": "secret-token"}
        posted = fetcher.get(Request(key="a", url=base, method="POST", headers=headers, body=b'{"a": 1}'))
        fetcher.get(Request(key="b", url=base))
    assert (asked[0].method, asked[0].body, asked[0].headers["authorization"]) == ("POST", b'{"a": 1}', "secret-token")
    assert (asked[1].method, asked[1].body, "authorization" in asked[1].headers) == ("GET", b"", False)
    assert "secret-token" not in repr(posted)


@pytest.mark.parametrize(
    "headers", [{"X-A": "b\r\nX-Evil: c"}, {"X-A\r\nX-Evil": "b"}, {"X A": "b"}, {"": "b"}, {"X": "ก"}, {"X": "a\x00"}]
)
def test_a_header_that_would_smuggle_another_is_not_sent(headers: dict[str, str]) -> None:
    asked: list[SiteRequest] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer()

    with serve(site) as base:
        found = ask(base, headers=headers)
    assert (found.error, found.tries, asked) == (FetchError.HEADER, 0, [])


def test_the_user_agent_is_honest_and_names_the_contact() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.headers["user-agent"])
        return SiteAnswer()

    with serve(site) as base:
        ask(base)
        ask(base, structs.replace(QUICK, contact="a@example.go.th"))
        ask(base, structs.replace(QUICK, contact="a\r\nX: y"))
    assert asked == [
        "dgcheck/0.1.0 (data catalog checker)",
        "dgcheck/0.1.0 (data catalog checker; contact: a@example.go.th)",
        "dgcheck/0.1.0 (data catalog checker; contact: aX: y)",
    ]


def test_a_thai_path_and_a_long_url_arrive_as_utf_8() -> None:
    asked: list[str] = []

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return SiteAnswer()

    with serve(site) as base:
        ask(f"{base}/ข้อมูล ปี 2565.csv")
        ask(f"{base}/{'a' * 2000}")
    assert asked == ["/ข้อมูล ปี 2565.csv", "/" + "a" * 2000]


def test_neither_a_proxy_of_the_environment_nor_a_netrc_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    asked: list[SiteRequest] = []
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("HOME", str(tmp_path))
    with open(f"{tmp_path}/.netrc", "w") as file:
        file.write("machine 127.0.0.1 login somebody password secret\n")

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request)
        return SiteAnswer()

    with serve(site) as base:
        assert ask(base).error is None
    assert "authorization" not in asked[0].headers
