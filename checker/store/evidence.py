"""Evidence: what was given, what the catalog answered, what each link gave.

Written once and never changed, but for what a later look found in the same file or behind the same interface: that
takes the place of what was found before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import Struct

from checker.content import Probe, Reading
from checker.model import Attempt, CatalogState, Found, Page
from checker.store.given import GivenFile, pack, packed, unpack
from checker.store.json import decoder, encoded, text
from checker.store.queries import queries
from checker.store.runs import Runs


class ReadBefore(NamedTuple):
    """That a file was read."""

    at: datetime
    trouble: str  #: why not all of it could be read


class _Content(Struct):
    trouble: str = ""


class _Reading(Struct):
    at: datetime
    content: _Content


_attempt = decoder(Attempt).decode
_reading = decoder(Reading).decode
_read_before = decoder(_Reading).decode
_probe = decoder(Probe).decode
_problems = decoder(tuple[tuple[str, str], ...]).decode
_found = decoder(Found).decode
_catalog = decoder(CatalogState).decode


class Evidence(Runs):
    """Everything that a run saw."""

    def put_input(self, run_id: str, kind: str, name: str, body: bytes) -> None:
        """Keep a file as it was given."""
        key = self._key(run_id)
        with self._writing():
            self._do("put_input", key, *packed(GivenFile(kind=kind, name=name, body=body)))

    def inputs(self, run_id: str) -> tuple[GivenFile, ...]:
        """All files that were given, by kind and name."""
        return tuple(
            GivenFile(kind=kind, name=name, sha256=sha256, body=unpack(self.path, body, sha256, name, name))
            for kind, name, sha256, body in self._rows("inputs", self._key(run_id))
        )

    def put_found(self, run_id: str, found: Found) -> None:
        """Keep what the source turned out to be."""
        self._put_sight(run_id, "found", found)

    def found(self, run_id: str) -> Found | None:
        """What the source turned out to be."""
        row = self._row("sight", self._key(run_id), "found")
        return None if row is None else _found(row[0])

    def put_catalog(self, run_id: str, catalog: CatalogState) -> None:
        """Keep what was seen of the catalog itself."""
        self._put_sight(run_id, "catalog", catalog)

    def catalog(self, run_id: str) -> CatalogState | None:
        """What was seen of the catalog itself."""
        row = self._row("sight", self._key(run_id), "catalog")
        return None if row is None else _catalog(row[0])

    def add_page(self, run_id: str, page: Page) -> None:
        """Keep one raw answer, compressed; a page that is held already stays as it is."""
        values = (
            *(
                self._key(run_id),
                page.number,
                page.kind,
                text(page.cursor),
                text(page.url),
                page.at.isoformat(),
                page.sha256,
            ),
            *(page.count, encoded(page.problems).decode(), pack(page.body)),
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
        rows = [(key, text(attempt.url), attempt.number, encoded(attempt)) for attempt in attempts]
        with self._writing() as database:
            database.executemany(queries()["add_attempt"], rows)

    def attempts(self, run_id: str) -> Iterator[tuple[str, tuple[Attempt, ...]]]:
        """(URL, its looks in order) of all links, in the order of URLs; a thousand looks are in memory at a time."""
        for url, rows in groupby(self._attempt_rows(self._key(run_id)), key=itemgetter(0)):
            yield url, tuple(_attempt(body) for _, _, body in rows)

    def attempts_of(self, run_id: str, url: str) -> tuple[Attempt, ...]:
        """All looks at one link, in order."""
        return tuple(_attempt(body) for (body,) in self._rows("attempts_of", self._key(run_id), text(url)))

    def looked_at(self, run_id: str) -> set[str]:
        """The links that were looked at, once at least."""
        return {url for (url,) in self._rows("looked_at", self._key(run_id))}

    def add_readings(self, run_id: str, readings: Sequence[Reading]) -> None:
        """Keep what was found inside files, all or none; of one file the last reading is held."""
        key = self._key(run_id)
        rows = [(key, text(reading.url), encoded(reading)) for reading in readings]
        with self._writing() as database:
            database.executemany(queries()["add_reading"], rows)

    def readings(self, run_id: str) -> Iterator[tuple[str, Reading]]:
        """(URL, what was found inside), in the order of URLs; a thousand are in memory at a time."""
        return ((url, _reading(body)) for url, body in self._readings(run_id))

    def reading_of(self, run_id: str, url: str) -> Reading | None:
        """What was found inside one file."""
        row = self._row("reading_of", self._key(run_id), text(url))
        return None if row is None else _reading(row[0])

    def read_before(self, run_id: str) -> dict[str, ReadBefore]:
        """When each file was read last, by link."""
        told = ((url, _read_before(body)) for url, body in self._readings(run_id))
        return {url: ReadBefore(each.at, each.content.trouble) for url, each in told}

    def _readings(self, run_id: str) -> Iterator[tuple[str, bytes]]:
        key, url = self._key(run_id), ""
        while rows := self._rows("readings_behind", key, url):
            yield from rows
            url = rows[-1][0]

    def add_probes(self, run_id: str, probes: Sequence[Probe]) -> None:
        """Keep what query interfaces answered, all or none; of one interface the last conversation is held."""
        key = self._key(run_id)
        rows = [(key, text(probe.key), encoded(probe)) for probe in probes]
        with self._writing() as database:
            database.executemany(queries()["add_probe"], rows)

    def probes(self, run_id: str) -> Iterator[tuple[str, Probe]]:
        """(key, what the interface answered), in the order of keys; a thousand are in memory at a time."""
        key, name = self._key(run_id), ""
        while rows := self._rows("probes_behind", key, name):
            for name, body in rows:
                yield name, _probe(body)

    def probe_of(self, run_id: str, name: str) -> Probe | None:
        """What one query interface answered."""
        row = self._row("probe_of", self._key(run_id), text(name))
        return None if row is None else _probe(row[0])

    def _attempt_rows(self, key: int) -> Iterator[Any]:
        url, number = "", -1
        while rows := self._rows("attempts_behind", key, url, number):
            yield from rows
            url, number, _ = rows[-1]

    def _put_sight(self, run_id: str, kind: str, value: Struct) -> None:
        key = self._key(run_id)
        with self._writing():
            self._do("put_sight", key, kind, encoded(value))

    def _page(self, row: Any) -> Page:
        number, kind, cursor, url, at, sha256, count, problems, body = row
        return Page(
            number=number,
            kind=kind,
            cursor=cursor,
            url=url,
            at=datetime.fromisoformat(at),
            body=unpack(self.path, body, sha256, f"page {number} ({url})", f"หน้าที่ {number} ({url})"),
            sha256=sha256,
            count=count,
            problems=_problems(problems),
        )
