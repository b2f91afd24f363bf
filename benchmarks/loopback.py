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

#: What is sent for a request: its method and target, and whether it asks for a range.
Answer = Callable[[bytes, bytes, bool], bytes]


def addresses(count: int) -> list[str]:
    """Loopback addresses, each a host of its own."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(count)]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(answer: Answer, hosts: Sequence[str], processes: int = 1) -> Iterator[int]:
    """Serve until the end of the block; gives the port. The processes end with the block, however it ends."""
    port = free_port()
    context = multiprocessing.get_context("fork")
    workers = []
    for _ in range(processes):
        ready = context.Event()
        worker = context.Process(target=_serve, args=(answer, hosts, port, ready), daemon=True)
        worker.start()
        workers.append(worker)
        if not ready.wait(10):
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


def _serve(answer: Answer, hosts: Sequence[str], port: int, ready: Event) -> None:
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
    """Answer what was asked; requests of these clients fit one packet. False: the client has gone."""
    try:
        asked = client.recv(65_536)
        if not asked:
            return False
        method, target, _ = asked.split(b" ", 2)
        sent = answer(method, target, b"\nrange:" in asked.lower())
        client.sendall(sent.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == b"HEAD" else sent)
    except OSError:
        return False
    return True
