"""Some addresses are answered from what this machine holds itself; every other one is asked of the web, as ever."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from checker.config import Settings
from checker.fetch.fetcher import Fetcher, utc_now
from checker.fetch.names import Resolve, system_resolve
from checker.model import Fetched, Request


class Local(Protocol):
    """What answers some addresses without the web."""

    def knows(self, request: Request) -> bool:
        """Whether it answers this one; then the web is never asked."""

    def answer(self, request: Request) -> Fetched:
        """The answer, as a good server would send it."""


class LocalFetcher(Fetcher):
    """A fetcher that asks ``local`` first. Bodies of local answers are held one at a time."""

    def __init__(
        self,
        settings: Settings,
        local: Local,
        *,
        clock: Callable[[], datetime] = utc_now,
        resolve: Resolve = system_resolve,
        ca_file: Path | None = None,
    ) -> None:
        super().__init__(settings, clock=clock, resolve=resolve, ca_file=ca_file)
        self._local = local

    def run(self, requests: Iterable[Request], *, at_once: int | None = None) -> Generator[Fetched, None, None]:
        """The answers, in the order in which they come."""
        own: deque[Request] = deque()
        for fetched in super().run(self._others(requests, own), at_once=at_once):
            yield fetched
            while own:
                yield self._local.answer(own.popleft())
        while own:
            yield self._local.answer(own.popleft())

    def _others(self, requests: Iterable[Request], own: deque[Request]) -> Iterator[Request]:
        for request in requests:
            if self._local.knows(request):
                own.append(request)
            else:
                yield request


def file_answer(
    request: Request,
    body: BinaryIO,
    size: int,
    *,
    at: datetime,
    content_type: str,
    modified: datetime | None = None,
    tag: str = "",
    most: int,
) -> Fetched:
    """A file of ``size`` bytes as a good server sends it: the range that is asked for, with what is known of the whole.

    At most ``most`` bytes are read of a file that is asked for whole. ``tag``: an ``ETag`` with its quotes.
    """
    asked = request.head_bytes
    wanted = most if asked is None else min(asked, most)
    read = b"" if request.method == "HEAD" else body.read(wanted)
    ranged = asked is not None and request.method == "GET" and size > 0
    told = [("accept-ranges", "bytes"), ("content-type", content_type)]
    told.append(("content-length", str(min(wanted, size) if ranged else size)))
    if ranged:
        told.append(("content-range", f"bytes 0-{min(wanted, size) - 1}/{size}"))
    if modified is not None:
        told.append(("last-modified", format_datetime(modified, usegmt=True)))
    if tag:
        told.append(("etag", tag))
    return Fetched(
        request=request,
        url=request.url,
        at=at,
        status=206 if ranged else 200,
        reason_phrase="Partial Content" if ranged else "OK",
        headers=tuple(told),
        body=read,
        bytes_read=len(read),
        capped=request.method == "GET" and len(read) < size,
    )


def absent(request: Request, at: datetime, detail: str) -> Fetched:
    """What a good server says where a file is gone."""
    return Fetched(request=request, url=request.url, at=at, status=404, reason_phrase="Not Found", detail=detail)
