"""Connections of requests that ask the guard about the address they are connected to, before a byte is sent.

A name may give another address each time that it is asked for: only the peer of the open connection counts. Answers
are read within bounds of size and time; proxies, ``.netrc`` and other settings of the machine are not heeded, so that
the token goes to the catalog and nowhere else.

Reading: a token that may write is sent over plain ``http`` only inside a network that the person has named
(``--allow-network``); anywhere else everybody on the way could read it, so nothing is sent.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from checker.config import Settings
from checker.errors import CatalogError
from checker.guard import Guard

CHUNK = 65_536


class AddressRefused(CatalogError):
    """The guard does not let us talk to this address."""


class TooLarge(requests.RequestException):
    """The answer is larger than is read."""


class TooSlow(requests.Timeout):
    """The answer took longer than one request may take in all."""


class TokenAuth(requests.auth.AuthBase):
    """The token in ``Authorization``, and nowhere else."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._token
        return request

    def __repr__(self) -> str:
        return "TokenAuth(…)"


def session(settings: Settings, *, token: str, user_agent: str, ca_file: Path | None = None) -> requests.Session:
    """A session for one catalog. The user agent is ckanapi's to send; here it stands for what it sends itself."""
    made = requests.Session()
    made.trust_env = False
    made.verify = str(ca_file) if ca_file else ssl.get_default_verify_paths().cafile or True  # as a scan does
    made.headers["User-Agent"] = user_agent
    made.auth = TokenAuth(token) if token else None
    for scheme in ("https://", "http://"):
        made.mount(scheme, GuardedAdapter(settings, secret=bool(token)))
    return made


class Line:
    """The open connection, which is cut when one request takes too long in all: a site may drip for ever."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self._cut = False

    @contextmanager
    def cut_after(self, seconds: float) -> Iterator[None]:
        """What goes on inside ends after so many seconds. Raises TooSlow then."""
        self._cut = False
        timer = threading.Timer(seconds, self._cut_now)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            if self._cut:
                raise TooSlow(f"more than {seconds:g} s") from error
            raise
        finally:
            timer.cancel()
        if self._cut:
            raise TooSlow(f"more than {seconds:g} s")

    def _cut_now(self) -> None:
        self._cut = True
        if self.socket is not None:
            with suppress(OSError):  # closed meanwhile
                self.socket.shutdown(socket.SHUT_RDWR)


class GuardedAdapter(HTTPAdapter):
    """An adapter whose connections are guarded and whose answers are bounded."""

    def __init__(self, settings: Settings, *, secret: bool) -> None:
        self._guard, self._secret = Guard(settings.allow_networks), secret
        self._line = Line()
        self._times = (settings.connect_timeout, settings.first_byte_timeout)
        self._seconds = settings.timeout
        self._most = settings.max_bytes
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools whose connections ask the guard."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._guard, self._line, self._secret)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """One request; its answer read whole, within the bounds. Raises what requests raises, and AddressRefused."""
        kwargs |= {"stream": True, "timeout": self._times, "proxies": {}}
        with self._line.cut_after(self._seconds):
            response = super().send(request, *args, **kwargs)
            try:
                body = self._body(response)
            finally:
                response.close()
        response.raw = io.BytesIO(body)
        response._content_consumed = False  # what is read from here on is what was read
        return response

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_content(CHUNK):
            body += piece
            if len(body) > self._most:
                raise TooLarge(f"more than {self._most} bytes", response=response)
        return bytes(body)


class _Guarded(HTTPConnection):
    """A connection that asks the guard about its peer, and is held by the line."""

    guard: Guard
    line: Line
    exposed: bool  #: a token would be sent in the clear

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        address = str(made.getpeername()[0])
        why = self.guard.refusal(address)
        if why:
            made.close()
            raise AddressRefused(
                f"{self.host}: {why}; allow it with --allow-network {address}",
                f"{self.host}: {why} ถ้าเป็นระบบของหน่วยงานเอง ให้ระบุ --allow-network {address}",
                code="address",
            )
        if self.exposed and not self.guard.opens(address):
            made.close()
            raise _in_the_clear(self.host, address)
        return made

    def connect(self) -> None:
        """As ever; the socket that is spoken through, with TLS where there is TLS, is the one to be cut."""
        super().connect()
        self.line.socket = self.sock


def _in_the_clear(host: str, address: str) -> AddressRefused:
    return AddressRefused(
        f"{host}: the catalog is read over http, where everybody on the way could read the token, so it is not sent; "
        f"scan it over https, or, in a network of your own, allow it with --allow-network {address}",
        f"{host}: บัญชีข้อมูลนี้ใช้ http ซึ่งผู้อื่นระหว่างทางอ่านโทเค็นได้ จึงไม่ส่งโทเค็น ให้ตรวจ (scan) ด้วยที่อยู่ https "
        f"หรือถ้าเป็นเครือข่ายของหน่วยงานเอง ให้ระบุ --allow-network {address}",
        code="in_the_clear",
    )


def _pools(guard: Guard, line: Line, secret: bool) -> dict[str, type]:
    """Pool classes whose connections are refused by this guard, and held by this line."""
    held = {"guard": guard, "line": line, "exposed": False}
    plain = type("Plain", (_Guarded,), {**held, "exposed": secret})
    secure = type("Secure", (_Guarded, HTTPSConnection), held)
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
