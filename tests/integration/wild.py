"""A server that does with each connection whatever a test says, down to the byte; with or without TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from checker.config import Settings

#: what is done with one request: the connection, the head of the request
Handle = Callable[[socket.socket, str], None]

#: manners lifted, loopback opened, and little patience
QUICK = Settings(
    allow_networks=("127.0.0.0/8", "::1/128"),
    host_interval=0.0,
    backoff=0.01,
    connect_timeout=2.0,
    first_byte_timeout=5.0,
    timeout=8.0,
)


@contextmanager
def wild(
    handle: Handle, *, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1", port: int = 0
) -> Iterator[int]:
    """Serves connections on loopback until the end of the block; gives the port. One request a connection."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, port), family=family, backlog=200)
    ended = threading.Event()
    threads: list[threading.Thread] = []
    connections: list[socket.socket] = []

    def accept() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connections.append(connection)
            thread = threading.Thread(target=_serve, args=(connection, handle, tls), daemon=True)
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listener.getsockname()[1]
    finally:
        ended.set()
        for each in (listener, *connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in (accepting, *threads):
            thread.join(timeout=3)


def _serve(connection: socket.socket, handle: Handle, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):  # the client went away, or refused the certificate
        if tls is None:
            _one_request(connection, handle)
            return
        with tls.wrap_socket(connection, server_side=True) as wrapped:
            _one_request(wrapped, handle)


def _one_request(connection: socket.socket, handle: Handle) -> None:
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return
            head += more
        handle(connection, head.decode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


def answers(*raw: bytes) -> Handle:
    """A handle that sends the same bytes each time."""

    def handle(connection: socket.socket, head: str) -> None:
        for part in raw:
            connection.sendall(part)

    return handle


def answer(body: bytes = b"", status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    """The bytes of one well-formed answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def silent(connection: socket.socket, head: str) -> None:
    """A handle that never answers: it waits until the client leaves."""
    connection.recv(1)
