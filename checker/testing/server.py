"""A real HTTP server on loopback around a site function."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from checker.testing.site import Site, SiteAnswer, SiteRequest

_BODILESS = frozenset({204, 304})


@contextmanager
def serve(site: Site, *, addresses: Sequence[str] = ("127.0.0.1",), port: int = 0) -> Iterator[str]:
    """Serves ``site`` on every address, all on one free port (or ``port``); gives the URL of the first.

    On leaving, open connections are closed and their threads ended. An exception of the site function is
    raised then, so that a test cannot miss it; the client saw its connection closed.
    """
    servers = _listening(site, addresses, port)
    with ExitStack() as stack:
        for server in servers:
            stack.callback(server.end)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{addresses[0]}:{servers[0].server_port}"
    for server in servers:
        if server.failures:
            raise server.failures[0]


def _listening(site: Site, addresses: Sequence[str], port: int) -> list[_Server]:
    """A server for each address on one port; a port that is free on the first but not on another is left."""
    for _ in range(20):
        servers = [_Server((addresses[0], port), site)]
        try:
            servers.extend(_Server((address, servers[0].server_port), site) for address in addresses[1:])
        except OSError:
            for server in servers:
                server.server_close()
            continue
        return servers
    raise OSError(f"no port is free on all of {', '.join(addresses)}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        super().__init__(address, _Handler)
        self.site = site
        self.ending = threading.Event()
        self.failures: list[BaseException] = []
        self.open: dict[socket.socket, threading.Thread] = {}

    def process_request(self, request: Any, client_address: Any) -> None:
        """One thread a connection, remembered so that it can be ended."""
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self.open[request] = thread
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        """The connection's own thread is done with it."""
        self.open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is nothing; a failure of the site is kept for the end."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.failures.append(error)

    def end(self) -> None:
        """Stops listening, closes what is open, and waits for the threads."""
        self.ending.set()
        self.shutdown()
        self.server_close()
        for connection, thread in list(self.open.items()):
            with suppress(OSError):  # closed meanwhile
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=2)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "site"
    sys_version = ""
    wbufsize = -1  # one packet for head and small body
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def parse_request(self) -> bool:
        """Every method goes to the site."""
        if not super().parse_request():
            return False
        setattr(self, f"do_{self.command}", self._respond)
        return True

    def finish(self) -> None:
        """Closes both ends, also after a client that hung up before it had read all."""
        try:
            super().finish()
        except OSError:
            self.rfile.close()

    def _respond(self) -> None:
        answer = self.server.site(self._asked())
        if answer.delay:
            self.server.ending.wait(answer.delay)
        if answer.hang_up or answer.raw is not None:
            self.wfile.write(answer.raw or b"")
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self._send_body(answer)

    def _asked(self) -> SiteRequest:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        host, port = self.server.server_address[:2]
        return SiteRequest(
            method=self.command,
            base=f"http://{self.headers.get('Host') or f'{host!s}:{port}'}",
            path=unquote(parts.path),
            target=self.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )

    def _send_body(self, answer: SiteAnswer) -> None:
        silent = self.command == "HEAD" or answer.status in _BODILESS
        if isinstance(answer.body, bytes):
            length = len(answer.body) if answer.promised is None else answer.promised
            if answer.promised is not None and answer.promised != len(answer.body):
                self.close_connection = True
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if not silent:
                self.wfile.write(answer.body)
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if not silent:
            self._send_chunks(answer.body)

    def _send_chunks(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            if piece:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
            if self.server.ending.is_set():
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")
