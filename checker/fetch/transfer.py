"""One libcurl handle and what it is receiving. Handles are kept and used again; options are set when they differ."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pycurl
from msgspec import Struct

from checker.config import Settings
from checker.fetch.headers import user_agent
from checker.guard import Guard

REDIRECT_BODY = 16_384  #: what is read of the body of a redirect
RATIO_FROM = 1_048_576  #: decoded bytes from which the decompression ratio is looked at
PLAIN = frozenset({b"", b"identity", b"none", b"utf-8", b"binary", b"8bit"})  #: content codings that are none
SLOWEST = 500  #: bytes a second; who is slower for as long as we wait for a first byte is not waited for any longer
READ_AT_ONCE = 16_384  #: bytes that libcurl may have read since it last told how many it has


class Shape(Struct, frozen=True, gc=False):
    """The options that seldom differ from one request to the next."""

    method: str = "GET"
    range: int | None = None  #: bytes that are asked for
    identity: bool = False  #: ask for no compression
    raw: bool = False  #: do not decode what comes
    verified: bool = True
    headers: tuple[str, ...] = ()
    body: bytes | None = None
    timeout: float = 60.0


class Answer(Struct, gc=False):
    """What one transfer brought, as libcurl says it."""

    code: int  #: libcurl's result, 0 when well
    text: str  #: libcurl's message
    lines: list[bytes]
    body: bytes
    cut: str  #: why we stopped reading: ``body``, ``headers``, ``layers``, ``ratio`` or empty
    peer: str
    elapsed: float
    os_errno: int = 0
    refusal: str = ""  #: the guard's words at the socket
    chain: int = 0  #: certificates that the server sent, where asked for
    self_issued: bool = False


class Options(Struct, frozen=True):
    """What all handles of a fetcher have in common."""

    settings: Settings
    guard: Guard
    agent: str
    authorities: str  #: file of trusted issuers; empty: the library's own

    @classmethod
    def of(cls, settings: Settings, guard: Guard, ca_file: Path | None) -> Options:
        """The options, with the trusted issuers of the machine (``SSL_CERT_FILE``), or certifi's."""
        return cls(settings, guard, user_agent(settings), str(ca_file) if ca_file else _authorities())


def _authorities() -> str:
    found = ssl.get_default_verify_paths().cafile
    if found:
        return found
    try:
        import certifi
    except ImportError:
        return ""
    return str(certifi.where())


class _Opened(socket.socket):
    """A socket for libcurl, which keeps a duplicate of its own: closed as soon as that is made."""

    def __del__(self) -> None:
        self.close()


class Transfer:
    """One handle. :meth:`start` prepares it, the callbacks fill it, :meth:`answer` empties it."""

    __slots__ = (
        "_addresses", "_chunks", "_cut", "_encoded", "_errno", "_layers", "_limit", "_line_bytes", "_lines",
        "_most_header_bytes", "_options", "_pinned", "_ratio", "_received", "_refusal", "_shape", "_size", "_started",
        "_watched", "curl", "journey", "line",
    )  # fmt: skip

    def __init__(self, options: Options) -> None:
        self._options = options
        self._most_header_bytes = options.settings.max_header_bytes
        self._ratio = options.settings.max_decode_ratio
        self.curl = pycurl.Curl()
        self.journey: Any = None
        self.line: Any = None
        self._prepare()
        self._empty()

    def _prepare(self) -> None:
        """The options of every request: our own redirects, no proxy, no .netrc, no cookie store, two schemes."""
        self._shape = Shape(timeout=-1.0)
        self._watched = False
        self._pinned = ""
        settings = self._options.settings
        for option, value in (
            (pycurl.NOSIGNAL, 1),
            (pycurl.FOLLOWLOCATION, 0),
            (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
            (pycurl.REDIR_PROTOCOLS, 0),
            (pycurl.PROXY, ""),
            (pycurl.NOPROXY, "*"),
            (pycurl.NETRC, pycurl.NETRC_IGNORED),
            (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
            (pycurl.USERAGENT, self._options.agent),
            (pycurl.CONNECTTIMEOUT_MS, max(1, int(settings.connect_timeout * 1000))),
            (pycurl.LOW_SPEED_LIMIT, SLOWEST),
            (pycurl.LOW_SPEED_TIME, max(1, round(settings.first_byte_timeout))),
            (pycurl.WRITEFUNCTION, self._on_body),
            (pycurl.HEADERFUNCTION, self._on_header),
            (pycurl.OPENSOCKETFUNCTION, self._open_socket),
            (pycurl.XFERINFOFUNCTION, self._on_progress),
        ):
            self.curl.setopt(option, value)
        if self._options.authorities:
            self.curl.setopt(pycurl.CAINFO, self._options.authorities)

    def _empty(self) -> None:
        self._lines: list[bytes] = []
        self._chunks: list[bytes] = []
        self._line_bytes = 0
        self._layers = 0
        self._size = 0
        self._cut = ""
        self._refusal = ""
        self._errno = 0
        self._encoded = False
        self._received = 0.0

    def start(self, url: str, pin: str, addresses: Sequence[str], shape: Shape, limit: int, now: float) -> None:
        """Makes the handle ready for one request, to these addresses and to no other."""
        curl = self.curl
        self._limit = limit
        self._addresses = addresses
        self._started = now
        if shape != self._shape:
            self._set(shape)
        if (limit > RATIO_FROM) is not self._watched:
            self._watched = not self._watched
            curl.setopt(pycurl.NOPROGRESS, 0 if self._watched else 1)
        if pin and pin != self._pinned:
            curl.setopt(pycurl.RESOLVE, [pin])
            self._pinned = pin
        curl.setopt(pycurl.URL, url)

    def _set(self, shape: Shape) -> None:
        curl = self.curl
        if self._shape.method != "GET" or shape.method != "GET" or not self._shape.verified:
            curl.reset()
            self._prepare()
        if shape.range is None:
            curl.unsetopt(pycurl.RANGE)
        else:
            curl.setopt(pycurl.RANGE, f"0-{shape.range - 1}")
        curl.setopt(pycurl.ACCEPT_ENCODING, "identity" if shape.identity else "")
        curl.setopt(pycurl.HTTP_CONTENT_DECODING, 0 if shape.raw else 1)
        curl.setopt(pycurl.HTTPHEADER, ["Accept: */*", "Expect:", *shape.headers])
        curl.setopt(pycurl.TIMEOUT_MS, max(1, int(shape.timeout * 1000)))
        if not shape.verified:
            self._set_unverified()
        if shape.method == "HEAD":
            curl.setopt(pycurl.NOBODY, 1)
        elif shape.method != "GET":
            curl.setopt(pycurl.POST, 1)
            curl.setopt(pycurl.POSTFIELDS, shape.body or b"")
            curl.setopt(pycurl.CUSTOMREQUEST, shape.method)
        self._shape = shape

    def _set_unverified(self) -> None:
        """For data behind a certificate that failed: also read over the old versions that browsers have left."""
        curl = self.curl
        curl.setopt(pycurl.SSL_VERIFYPEER, 0)
        curl.setopt(pycurl.SSL_VERIFYHOST, 0)
        curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_0)
        curl.setopt(pycurl.SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0")
        curl.setopt(pycurl.OPT_CERTINFO, 1)

    def _on_header(self, line: bytes) -> int | None:
        if line.startswith(b"HTTP/"):
            self._lines = [line]
            self._layers = 0
        else:
            self._lines.append(line)
        self._line_bytes += len(line)
        if self._line_bytes > self._most_header_bytes:
            self._cut = "headers"
            return 0
        if line[:17].lower() == b"content-encoding:" and self._over_layers(line):
            self._cut = "layers"
            return 0
        return None

    def _over_layers(self, line: bytes) -> bool:
        """Compression inside compression is never decoded: a few bytes can hold the decoder for hours, outside any
        time limit, while nothing comes out that a cap could count."""
        self._layers += sum(coding.strip().lower() not in PLAIN for coding in line[17:].split(b","))
        return self._layers > 1 and not self._shape.raw

    def _on_body(self, chunk: bytes) -> int | None:
        if not self._size:
            self._look_at_head()
        size = self._size + len(chunk)
        if size > self._limit:
            self._chunks.append(chunk[: self._limit - self._size])
            self._size = self._limit
            self._cut = self._cut or "body"
            return 0
        self._chunks.append(chunk)
        self._size = size
        if self._encoded and size > RATIO_FROM and size > self._ratio * (self._received + READ_AT_ONCE):
            self._cut = "ratio"
            return 0
        return None

    def _look_at_head(self) -> None:
        """Before the first byte of the body: a redirect's is not worth reading, a compressed one is watched."""
        if self._lines and self._lines[0][9:10] == b"3":
            self._limit = min(self._limit, REDIRECT_BODY)
        self._encoded = self._limit > RATIO_FROM and any(
            line[:17].lower() == b"content-encoding:" for line in self._lines
        )

    def _on_progress(self, _expected: float, received: float, *_sent: float) -> None:
        """The bytes of the body as they came, before they are decoded."""
        self._received = received

    def _open_socket(self, purpose: int, address: tuple[Any, ...]) -> Any:
        """The second lock: no socket is opened but to an address that was vetted for this very request."""
        family, kind, protocol, place = address
        written = str(place[0])
        if purpose == pycurl.SOCKTYPE_IPCXN and written in self._addresses:
            self._refusal = self._options.guard.refusal(written)
            if not self._refusal:
                return self._opened(family, kind, protocol)
        self._refusal = self._refusal or f"{written[:60]} is not an address that was vetted for this request"
        return pycurl.SOCKET_BAD

    def _opened(self, family: int, kind: int, protocol: int) -> Any:
        try:
            return _Opened(family, kind, protocol, fileno=socket.socket(family, kind, protocol).detach())
        except OSError as error:  # out of file descriptors, or a machine without IPv6
            self._errno = error.errno or 0
            return pycurl.SOCKET_BAD

    def waiting_since(self) -> float | None:
        """The moment at which the request was out, while no line of an answer has come."""
        if self._lines:
            return None
        sent = self.curl.getinfo(pycurl.PRETRANSFER_TIME)
        return self._started + sent if sent > 0 else None

    def answer(self, code: int, text: str, now: float) -> Answer:
        """What came, as a value; the handle is empty again."""
        curl = self.curl
        answer = Answer(
            code, text, self._lines, b"".join(self._chunks), self._cut, curl.getinfo(pycurl.PRIMARY_IP),
            now - self._started,
        )  # fmt: skip
        if code:
            answer.os_errno = self._errno or curl.getinfo(pycurl.OS_ERRNO)
            answer.refusal = self._refusal
        if not self._shape.verified:
            answer.chain, answer.self_issued = _chain(curl)
        self._empty()
        return answer


def _chain(curl: Any) -> tuple[int, bool]:
    """How many certificates the server sent, and whether the first was issued by itself."""
    try:
        found = curl.getinfo(pycurl.INFO_CERTINFO)
    except (pycurl.error, UnicodeDecodeError):
        return 0, False
    if not found:
        return 0, False
    first = dict(pair for pair in found[0] if len(pair) == 2)
    return len(found), first.get("Subject") == first.get("Issuer")
