"""Evidence: what was given, what the catalog answered, what each link gave. Written once, never changed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import Struct

from checker.model import Attempt, CatalogState, Found, Page
from checker.store.queries import queries
from checker.store.runs import Runs
from checker.store.trouble import damaged

#: zlib's fastest: measured on real pages it saves 85 % of the room at 120 MB/s; level 6 saves 4 % more at a third.
COMPRESSION = 1

_encode = msgspec.json.Encoder().encode
_attempt = msgspec.json.Decoder(Attempt).decode
_problems = msgspec.json.Decoder(tuple[tuple[str, str], ...]).decode


class GivenFile(Struct, frozen=True, kw_only=True):
    """A file that the person gave with the command: the plan, a workbook, last year's list."""

    kind: str
    name: str
    sha256: str  #: of ``body``, hex
    body: bytes


class Evidence(Runs):
    """Everything that a run saw."""

    def put_input(self, run_id: str, kind: str, name: str, body: bytes) -> None:
        """Keep a file as it was given."""
        key = self._key(run_id)
        with self._writing():
            self._do("put_input", key, kind, name, _sha256(body), zlib.compress(body, COMPRESSION))

    def inputs(self, run_id: str) -> tuple[GivenFile, ...]:
        """All files that were given, by kind and name."""
        return tuple(
            GivenFile(kind=kind, name=name, sha256=sha256, body=self._unpacked(body, sha256, name, name))
            for kind, name, sha256, body in self._rows("inputs", self._key(run_id))
        )

    def put_found(self, run_id: str, found: Found) -> None:
        """Keep what the source turned out to be."""
        self._put_sight(run_id, "found", found)

    def found(self, run_id: str) -> Found | None:
        """What the source turned out to be."""
        row = self._row("sight", self._key(run_id), "found")
        return None if row is None else msgspec.json.decode(row[0], type=Found)

    def put_catalog(self, run_id: str, catalog: CatalogState) -> None:
        """Keep what was seen of the catalog itself."""
        self._put_sight(run_id, "catalog", catalog)

    def catalog(self, run_id: str) -> CatalogState | None:
        """What was seen of the catalog itself."""
        row = self._row("sight", self._key(run_id), "catalog")
        return None if row is None else msgspec.json.decode(row[0], type=CatalogState)

    def add_page(self, run_id: str, page: Page) -> None:
        """Keep one raw answer, compressed; a page that is held already stays as it is."""
        values = (
            *(self._key(run_id), page.number, page.kind, page.cursor, page.url, page.at.isoformat(), page.sha256),
            *(page.count, _encode(page.problems).decode(), zlib.compress(page.body, COMPRESSION)),
        )
        with self._writing():
            self._do("add_page", *values)

    def pages(self, run_id: str) -> Iterator[Page]:
        """All raw answers in the order of reading, each proved against its hash. One is in memory at a time."""
        key = self._key(run_id)
        number = -1
        while (row := self._row("next_page", key, number)) is not None:
            page = self._page(row)
            number = page.number
            yield page

    def last_cursor(self, run_id: str) -> str | None:
        """The cursor of the last page that is held; ``None``: no page is."""
        row = self._row("last_cursor", self._key(run_id))
        return None if row is None else str(row[0])

    def add_attempts(self, run_id: str, attempts: Sequence[Attempt]) -> None:
        """Keep looks at links, all or none; one that is held already (URL, number) stays as it is."""
        key = self._key(run_id)
        rows = [(key, attempt.url, attempt.number, _encode(attempt)) for attempt in attempts]
        with self._writing() as database:
            database.executemany(queries()["add_attempt"], rows)

    def attempts(self, run_id: str) -> Attempts:
        """All looks of a run by link: a mapping that reads from the store as it is asked."""
        return Attempts(self, self._key(run_id))

    def looked_at(self, run_id: str) -> set[str]:
        """The links that were looked at, once at least."""
        return {url for (url,) in self._rows("looked_at", self._key(run_id))}

    def _put_sight(self, run_id: str, kind: str, value: Struct) -> None:
        key = self._key(run_id)
        with self._writing():
            self._do("put_sight", key, kind, _encode(value))

    def _page(self, row: Any) -> Page:
        number, kind, cursor, url, at, sha256, count, problems, body = row
        return Page(
            number=number,
            kind=kind,
            cursor=cursor,
            url=url,
            at=datetime.fromisoformat(at),
            body=self._unpacked(body, sha256, f"page {number} ({url})", f"หน้าที่ {number} ({url})"),
            sha256=sha256,
            count=count,
            problems=_problems(problems),
        )

    def _unpacked(self, packed: bytes, sha256: str, en: str, th: str) -> bytes:
        try:
            body = zlib.decompress(packed)
        except zlib.error as error:
            raise damaged(self.path, en, th) from error
        if _sha256(body) != sha256:
            raise damaged(self.path, en, th)
        return body


class Attempts(Mapping[str, tuple[Attempt, ...]]):
    """The looks of one run, URL → looks in order. Nothing is held in memory but a thousand looks at a time."""

    def __init__(self, store: Evidence, key: int) -> None:
        self._store = store
        self._key = key

    def __getitem__(self, url: str) -> tuple[Attempt, ...]:
        rows = self._store._rows("attempts_of", self._key, url)
        if not rows:
            raise KeyError(url)
        return tuple(_attempt(body) for (body,) in rows)

    def __iter__(self) -> Iterator[str]:
        return (url for url, _ in self.stream())

    def __len__(self) -> int:
        return int(self._store._row("count_looked_at", self._key)[0])

    def stream(self) -> Iterator[tuple[str, tuple[Attempt, ...]]]:
        """(URL, its looks) in the order of URLs, in few reads: for going through all of them."""
        for url, rows in groupby(self._behind(), key=itemgetter(0)):
            yield url, tuple(_attempt(body) for _, _, body in rows)

    def _behind(self) -> Iterator[Any]:
        url, number = "", -1
        while rows := self._store._rows("attempts_behind", self._key, url, number):
            yield from rows
            url, number, _ = rows[-1]


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
