"""Header lines and causes of failure: tables and properties, without a network."""

from __future__ import annotations

import errno
import re

import pycurl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.config import Settings
from checker.errors import SettingsError
from checker.fetch.causes import causes, error_of, tls_cause, tls_words, without_figures
from checker.fetch.headers import MOST_HEADERS, Head, outgoing, parse, user_agent
from checker.model import FetchError


def test_a_head_is_status_phrase_and_headers_in_lower_case() -> None:
    lines = [
        b"HTTP/1.1 206 Partial Content\r\n",
        b"Content-TYPE:  text/csv \r\n",
        b"X:a:b\r\n",
        b"nonsense\r\n",
        b"\r\n",
    ]
    assert parse(lines) == Head(206, "Partial Content", (("content-type", "text/csv"), ("x", "a:b")))


@pytest.mark.parametrize("line", [b"HTTP/1.1 200\r\n", b"HTTP/1.0 200 \r\n", b"HTTP/2 200 \n"])
def test_a_status_line_needs_no_phrase(line: bytes) -> None:
    assert parse([line]) == Head(200, "", ())


def test_no_lines_are_no_head() -> None:
    assert parse([]) == Head()


@given(st.lists(st.binary(max_size=80).map(lambda line: line + b"\r\n"), max_size=200))
def test_no_lines_at_all_raise_and_nothing_hidden_comes_through(lines: list[bytes]) -> None:
    head = parse([b"HTTP/1.1 200 OK\r\n", *lines])
    assert len(head.headers) <= MOST_HEADERS
    shown = "".join(name + value for name, value in head.headers)
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=3))
def test_what_is_sent_is_one_line_a_header(headers: dict[str, str]) -> None:
    lines = outgoing(headers)
    if lines is not None:
        assert len(lines) == len(headers)
        assert all(re.fullmatch(r"[!-~]+?[:;][ -~]*", line) for line in lines)


@pytest.mark.parametrize(
    ("code", "text", "begun", "os_errno", "error"),
    [
        (pycurl.E_COULDNT_CONNECT, "", False, errno.ECONNREFUSED, FetchError.CONNECT),
        (pycurl.E_COULDNT_CONNECT, "", False, errno.EHOSTUNREACH, FetchError.CONNECT),
        (pycurl.E_COULDNT_CONNECT, "", False, errno.ENETUNREACH, FetchError.OURS),
        (pycurl.E_COULDNT_CONNECT, "", False, errno.EMFILE, FetchError.OURS),
        (pycurl.E_RECV_ERROR, "", False, 0, FetchError.CONNECT),
        (pycurl.E_RECV_ERROR, "", True, 0, FetchError.PARTIAL),
        (pycurl.E_GOT_NOTHING, "", False, 0, FetchError.CONNECT),
        (pycurl.E_FTP_WEIRD_SERVER_REPLY, "Header without colon", True, 0, FetchError.OURS),
        (pycurl.E_FTP_WEIRD_SERVER_REPLY, "Invalid Content-Length: value", True, 0, FetchError.OURS),
        (pycurl.E_FTP_WEIRD_SERVER_REPLY, "anything else", True, 0, FetchError.PARTIAL),
        (pycurl.E_UNSUPPORTED_PROTOCOL, "Unsupported HTTP/1 subversion in response", False, 0, FetchError.OURS),
        (pycurl.E_UNSUPPORTED_PROTOCOL, "Received HTTP/0.9 when not allowed", False, 0, FetchError.CONNECT),
        (pycurl.E_PARTIAL_FILE, "", True, 0, FetchError.PARTIAL),
        (pycurl.E_OPERATION_TIMEDOUT, "", True, 0, FetchError.TIMEOUT),
        (pycurl.E_BAD_CONTENT_ENCODING, "", True, 0, FetchError.DECODING),
        (pycurl.E_SSL_CONNECT_ERROR, "TLS connect error: unsupported protocol", False, 0, FetchError.TLS),
        (pycurl.E_SSL_CONNECT_ERROR, "Recv failure: Connection reset by peer", False, 0, FetchError.CONNECT),
        (pycurl.E_SSL_CONNECT_ERROR, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL", False, 0, FetchError.CONNECT),
        (pycurl.E_PEER_FAILED_VERIFICATION, "", False, 0, FetchError.TLS),
        (pycurl.E_OUT_OF_MEMORY, "", False, 0, FetchError.OURS),
        (9999, "", False, 0, FetchError.OURS),
    ],
)  # fmt: skip
def test_every_code_of_libcurl_has_a_meaning(
    code: int, text: str, begun: bool, os_errno: int, error: FetchError
) -> None:
    assert error_of(code, text, begun=begun, os_errno=os_errno) is error


def test_every_cause_of_the_table_is_found_by_its_own_text() -> None:
    for cause in causes().causes:
        assert tls_cause(f"SSL: {cause.text.upper()} (x)").id == cause.id
        assert cause.text == cause.text.lower()


def test_an_unknown_cause_is_said_plainly_with_the_librarys_words() -> None:
    assert tls_words(tls_cause("odd"), "odd") == "handshake: the TLS connection failed (odd)"


@pytest.mark.parametrize("pattern", ["{nothing}", "{0}", "{", "{version.x"])
def test_a_user_agent_with_an_unknown_placeholder_is_an_error_of_the_settings(pattern: str) -> None:
    with pytest.raises(SettingsError, match="may hold only"):
        user_agent(Settings(user_agent=pattern, contact="a"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Operation timed out after 1504 milliseconds with 0 bytes received", "Operation timed out"),
        ("Operation timed out after 5001 milliseconds with 10 out of 99 bytes received", "Operation timed out"),
        (
            "Failed to connect to 10.1.1.1:80 after 213 ms: Could not connect",
            "Failed to connect to 10.1.1.1:80: Could not connect",
        ),
        ("Empty reply from server", "Empty reply from server"),
    ],
)
def test_words_of_a_failure_are_the_same_at_every_look(said: str, kept: str) -> None:
    assert without_figures(said) == kept
