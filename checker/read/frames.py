"""What goes through the pipes between the sandbox and its workers: frames, each a length and as many bytes."""

from __future__ import annotations

import os
import select
import struct
import time
from typing import BinaryIO

from msgspec import Struct

_LENGTH = struct.Struct(">Q")


class Job(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One file, or the head of one, to be read."""

    key: str  #: of the caller's choice; comes back with the answer
    body: bytes
    format: str | None  #: format id, as sniffed
    complete: bool  #: ``body`` is the whole file, not its head alone
    url: str = ""


class Late(Exception):
    """The deadline has passed."""


class Gone(Exception):
    """The other end is closed."""


class TooLong(Exception):
    """A frame announces more bytes than it may."""


def head(content: bytes) -> bytes:
    """What stands before ``content`` in its frame."""
    return _LENGTH.pack(len(content))


def send(pipe: int, content: bytes, deadline: float) -> None:
    """Writes a frame to a non-blocking pipe. Raises Late, Gone. ``deadline`` is of ``time.monotonic``."""
    _write(pipe, head(content), deadline)
    _write(pipe, content, deadline)


def receive(pipe: int, deadline: float, limit: int) -> bytes:
    """The content of the next frame from a non-blocking pipe. Raises Late, Gone; TooLong over ``limit`` bytes."""
    (size,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size, deadline))
    if size > limit:
        raise TooLong
    return _exactly(pipe, size, deadline)


def read(pipe: BinaryIO) -> bytes | None:
    """The content of the next frame from a blocking pipe; ``None`` at its end."""
    length = pipe.read(_LENGTH.size)
    return pipe.read(_LENGTH.unpack(length)[0]) if len(length) == _LENGTH.size else None


def _write(pipe: int, content: bytes, deadline: float) -> None:
    left = memoryview(content)
    while left:
        _wait(pipe, select.POLLOUT, deadline)
        try:
            left = left[os.write(pipe, left) :]
        except BlockingIOError:
            continue
        except BrokenPipeError as error:
            raise Gone from error


def _exactly(pipe: int, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        _wait(pipe, select.POLLIN, deadline)
        part = os.read(pipe, min(size - len(parts), 1 << 20))
        if not part:
            raise Gone
        parts += part
    return bytes(parts)


def _wait(pipe: int, event: int, deadline: float) -> None:
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(pipe, event)
    if left <= 0 or not poll.poll(left * 1000):
        raise Late
