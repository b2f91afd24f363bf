"""The third stage: what is inside the files. Heads are read as they come; files that only tell whole are fetched again.

What may harm the process that reads it is read in others (:mod:`checker.read`). The bytes are not kept: only their hash
and what was found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from types import TracebackType
from typing import Generic, TypeVar

from msgspec.structs import replace

from checker.config import Settings
from checker.content import Content, Reading
from checker.fetch import Fetcher
from checker.links import whole
from checker.model import Attempt, Fetched, FetchError, Request, RunHead, Sniffed
from checker.read import Job, Sandbox, needs_whole, read, sandboxed
from checker.run.progress import Progress, Watch
from checker.sniff import sniff
from checker.store import Store

WORKERS = 2  #: processes that read files
QUEUED = 64  #: heads that wait for a process; each holds at most as many bytes as are read of a link
BATCH = 50  #: readings per transaction
#: errors beside which the bytes that came are worth reading
READABLE = frozenset({None, FetchError.PARTIAL})
NOT_FETCHED = "not_fetched"  #: the trouble of a file that did not come; it is asked for again whenever files are read
#: what a workbook is that has a header and no rows; delimited text is told by its bytes alone
SPREADSHEETS = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods"})

Made = TypeVar("Made")


class Desk(Generic[Made]):
    """Reads files, some at once and some in other processes, and hands on what is made of their contents."""

    def __init__(self, settings: Settings, *, queued: int = QUEUED) -> None:
        self._sandbox = Sandbox(workers=WORKERS, seconds=settings.parse_seconds, memory=settings.parse_memory)
        self._queue: deque[Job] = deque()
        self._queued = queued
        self._making: dict[str, Callable[[Content], Made]] = {}

    def take(self, job: Job, make: Callable[[Content], Made]) -> Iterator[Made]:
        """Takes one file; gives what has become of it, and of others, by now."""
        if not sandboxed(job.format):
            yield make(_read_here(job))
        else:
            self._making[job.key] = make
            self._queue.append(job)
        yield from self.done()

    def done(self) -> Iterator[Made]:
        """What other processes have read by now."""
        while self._queue and (len(self._queue) > self._queued or not self._sandbox.full()):
            self._sandbox.put(self._queue.popleft())
        for key, content in self._sandbox.done():
            yield self._making.pop(key)(content)

    def rest(self) -> Iterator[Made]:
        """All that is still being read; waits for it."""
        while self._queue:
            self._sandbox.put(self._queue.popleft())
            yield from self.done()
        for key, content in self._sandbox.finish():
            yield self._making.pop(key)(content)

    def __enter__(self) -> Desk[Made]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.close()


def _read_here(job: Job) -> Content:
    """Reads in this process; what nobody foresaw costs one file, and is kept as its trouble."""
    try:
        return read(job.body, job.format, complete=job.complete, url=job.url)
    except Exception as error:  # noqa: BLE001
        return Content(format=job.format, head=not job.complete, trouble="crashed", detail=type(error).__name__)


def worth_reading(attempt: Attempt) -> bool:
    """Whether an answer brought bytes of a known format, and no page that stands in for them."""
    found = attempt.sniffed
    if found is None or found.format is None or found.page is not None or found.empty:
        return False
    return attempt.error in READABLE and attempt.status is not None and 200 <= attempt.status < 300


def tells(attempt: Attempt, fetched: Fetched) -> bool:
    """Whether the bytes of a look are enough to read what is inside."""
    assert attempt.sniffed is not None
    return whole(fetched) or not needs_whole(attempt.sniffed.format)


def to_read(url: str, fetched: Fetched) -> Reading:
    """The evidence of having read an answer, but for what is inside; it holds no bytes."""
    return Reading(
        url=url,
        at=fetched.at,
        whole=whole(fetched),
        bytes_read=fetched.bytes_read,
        sha256=sha256(fetched.body).hexdigest(),
        content=Content(format=None),
    )


def with_content(attempt: Attempt, content: Content) -> Attempt:
    """The look again, empty where it is a workbook without a row of data."""
    found = attempt.sniffed
    tables = content.tables
    if found is None or found.format not in SPREADSHEETS or content.head or content.trouble or not tables:
        return attempt
    if any(table.rows or table.area for table in tables):
        return attempt
    return replace(attempt, sniffed=replace(found, empty=True, detail="no row of data in any sheet"))


def read_whole(
    store: Store, head: RunHead, formats: Mapping[str, str | None], settings: Settings, fetcher: Fetcher, watch: Watch
) -> None:
    """Fetches and reads the files whose head did not tell what is inside: once for the last look that brought them.

    ``formats`` are those that are declared, by URL.
    """
    urls: dict[str, str | None] = {}
    unread: list[Reading] = []
    for url, attempt, size in _due(store, head):
        if size > settings.read_bytes:
            unread.append(_too_large(url, attempt, size))
        elif url in formats:
            urls[url] = formats[url]
    store.add_readings(head.id, unread)
    if not urls:
        return
    watch(Progress(stage="read", done=0, total=len(urls)))
    batch: list[Reading] = []
    with Desk[Reading](settings, queued=0) as desk:
        for count, found in enumerate(_readings(desk, fetcher, urls, settings), 1):
            batch.append(found)
            if len(batch) >= BATCH:
                store.add_readings(head.id, batch)
                batch = []
            watch(Progress(stage="read", done=count, total=len(urls)))
        store.add_readings(head.id, batch)


def _due(store: Store, head: RunHead) -> Iterator[tuple[str, Attempt, int]]:
    """(URL, its look, its size as far as it is known, else 0) of each file that was not read since it was seen last."""
    held = store.read_before(head.id)
    for url, looks in store.attempts(head.id):
        good = next((each for each in reversed(looks) if worth_reading(each)), None)
        before = held.get(url)
        if good is not None and (before is None or before.trouble == NOT_FETCHED or before.at < good.at):
            yield url, good, _size(good)


def _size(attempt: Attempt) -> int:
    headers = dict(attempt.headers)
    told = headers.get("content-range", "").rpartition("/")[2] or headers.get("content-length", "")
    return int(told) if told.isdecimal() and len(told) < 19 else 0


def _too_large(url: str, attempt: Attempt, size: int) -> Reading:
    return Reading(
        url=url, at=attempt.at, whole=False, bytes_read=0, sha256="", content=_trouble("too_large", f"{size} bytes")
    )


def _readings(
    desk: Desk[Reading], fetcher: Fetcher, urls: Mapping[str, str | None], settings: Settings
) -> Iterator[Reading]:
    heed = settings.robots == "all"
    requests = (Request(key=url, url=url, head_bytes=settings.read_bytes, robots=heed) for url in urls)
    for fetched in fetcher.run(requests, at_once=settings.read_at_once):
        yield from _read(desk, fetched, urls[fetched.request.key])
    yield from desk.rest()


def _read(desk: Desk[Reading], fetched: Fetched, declared: str | None) -> Iterator[Reading]:
    blank = to_read(fetched.request.key, fetched)
    found = _sniffed(fetched, declared)
    trouble = _unreadable(fetched, found)
    if trouble is not None:
        yield replace(blank, content=trouble)
        yield from desk.done()
        return
    job = Job(key=blank.url, body=fetched.body, format=found.format, complete=blank.whole, url=fetched.url)
    yield from desk.take(job, lambda content: replace(blank, content=content))


def _unreadable(fetched: Fetched, found: Sniffed) -> Content | None:
    """Why an answer cannot be read: it did not come, it is a page in place of the file, or it is too large."""
    if fetched.error not in READABLE or fetched.status is None or not 200 <= fetched.status < 300:
        return _trouble(NOT_FETCHED, fetched.detail or f"status {fetched.status}")
    if found.page is not None:
        return _trouble(NOT_FETCHED, f"a page in place of the file: {found.page}")
    if not needs_whole(found.format) or whole(fetched):
        return None
    cut = fetched.error is FetchError.PARTIAL
    return _trouble(NOT_FETCHED if cut else "too_large", fetched.detail or f"over {fetched.bytes_read} bytes")


def _sniffed(fetched: Fetched, declared: str | None) -> Sniffed:
    return sniff(
        fetched.body,
        content_type=fetched.header("content-type"),
        url=fetched.url,
        declared=declared,
        complete=whole(fetched),
    )


def _trouble(name: str, detail: str) -> Content:
    return Content(format=None, head=True, trouble=name, detail=detail[:200])
