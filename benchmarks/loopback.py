"""A lean web server on many loopback addresses, so that what is measured is the client.

It answers GET and HEAD from answers that are made before the start, over kept-alive connections, with one epoll loop
a process. Only addresses of 127.0.0.0/8 are bound.
"""

from __future__ import annotations

import multiprocessing
import select
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.synchronize import Event
from typing import NamedTuple


class Asked(NamedTuple):
    """One request, as far as the benchmarks look at it."""

    method: bytes
    target: bytes
    ranged: bool  #: it asks for a range
    body: bytes


#: What is sent for a request.
Answer = Callable[[Asked], bytes]


def addresses(count: int) -> list[str]:
    """Loopback addresses, each a host of its own."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(count)]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(make: Callable[[], Answer], hosts: Sequence[str], processes: int = 1, port: int = 0) -> Iterator[int]:
    """Serve until the end of the block; gives the port. The processes end with the block, however it ends.

    ``make`` is called in the server's process, so that what it holds is not counted as the memory of programs that
    are started from here.
    """
    port = port or free_port()
    context = multiprocessing.get_context("fork")
    workers = []
    for _ in range(processes):
        ready = context.Event()
        worker = context.Process(target=_serve, args=(make, hosts, port, ready), daemon=True)
        worker.start()
        workers.append(worker)
        if not ready.wait(60):
            raise RuntimeError("the server did not start")
    try:
        yield port
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def response(status: str, body: bytes, *headers: str) -> bytes:
    """One answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _serve(make: Callable[[], Answer], hosts: Sequence[str], port: int, ready: Event) -> None:
    answer = make()
    poll = select.epoll()
    listeners: dict[int, socket.socket] = {}
    for host in hosts:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
        listener.listen(1024)
        listener.setblocking(False)
        listeners[listener.fileno()] = listener
        poll.register(listener.fileno(), select.EPOLLIN)
    ready.set()
    clients: dict[int, socket.socket] = {}
    while True:
        for number, _ in poll.poll():
            if number in listeners:
                _accept(listeners[number], poll, clients)
            elif not _answer(clients[number], answer):
                poll.unregister(number)
                clients.pop(number).close()


def _accept(listener: socket.socket, poll: select.epoll, clients: dict[int, socket.socket]) -> None:
    with suppress(BlockingIOError):
        while True:
            client, _ = listener.accept()
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            clients[client.fileno()] = client
            poll.register(client.fileno(), select.EPOLLIN)


def _answer(client: socket.socket, answer: Answer) -> bool:
    """Answer what was asked; the head of a request of these clients fits one packet. False: the client has gone."""
    try:
        received = client.recv(65_536)
        if not received:
            return False
        head, _, body = received.partition(b"\r\n\r\n")
        method, target, _ = head.split(b" ", 2)
        if method == b"POST":
            body += _rest(client, head, len(body))
        sent = answer(Asked(method, target, b"\nrange:" in head.lower(), body))
        client.sendall(sent.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == b"HEAD" else sent)
    except OSError:
        return False
    return True


def _rest(client: socket.socket, head: bytes, held: int) -> bytes:
    """The rest of a body."""
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    rest = b""
    while held + len(rest) < length:
        rest += client.recv(length - held - len(rest))
    return rest
