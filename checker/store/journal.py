"""What was written back to catalogs: each call with the old values, before it is sent, and what came of it after.

A process that is killed between the two leaves an *intended* call: whoever comes next asks the catalog what is there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from checker.store.connection import Connection
from checker.store.json import encoded, text


class JournalHead(Struct, frozen=True, kw_only=True):
    """One giving of the command: all that it wrote to one catalog."""

    id: str
    run: str  #: id of the run that it came from
    catalog: str  #: address of the Action API
    fingerprint: str  #: of everything that was asked for: the same command goes on with the same journal
    undoes: str | None = None  #: id of the journal whose old values it puts back
    started: datetime
    finished: datetime | None = None


class Written(Struct, frozen=True, kw_only=True):
    """One writing call."""

    position: int  #: 1, 2, …
    dataset: str  #: id
    state: str  #: ``intended``, ``done``, ``failed`` (certainly not written) or ``unsure``
    at: datetime
    intent: bytes  #: JSON of what is to change, with old and new values
    outcome: bytes | None = None  #: JSON of what the catalog kept, once it is known


class Journals(Connection):
    """The journals of a store."""

    def begin_journal(self, head: JournalHead) -> None:
        """A new journal."""
        with self._writing():
            started = head.started.isoformat()
            self._do("begin_journal", head.id, head.run, text(head.catalog), head.fingerprint, head.undoes, started)

    def finish_journal(self, journal: str, at: datetime) -> None:
        """Everything of it was tried."""
        with self._writing():
            self._do("finish_journal", at.isoformat(), journal)

    def journals(self, catalog: str) -> tuple[JournalHead, ...]:
        """All journals of a catalog, oldest first."""
        return tuple(map(_head, self._rows("journals", text(catalog))))

    def intend(self, journal: str, dataset: str, intent: Any, at: datetime) -> int:
        """Put down what is about to be written, on the disk itself before anything is sent; its position."""
        with self._translated():
            self._database.execute("PRAGMA synchronous = FULL")
        with self._writing():
            (position,) = self._row("intend", text(dataset), at.isoformat(), encoded(intent), journal)
        return int(position)

    def settle(self, journal: str, position: int, state: str, outcome: Any = None) -> None:
        """Put down what came of it."""
        with self._writing():
            self._do("settle_writing", state, None if outcome is None else encoded(outcome), position, journal)

    def writings(self, journal: str) -> tuple[Written, ...]:
        """The writing calls of a journal, in order."""
        return tuple(map(_written, self._rows("writings", journal)))

    def writings_of(self, catalog: str, dataset: str) -> tuple[Written, ...]:
        """All that was ever written to one dataset of a catalog, in order."""
        return tuple(map(_written, self._rows("writings_of", text(catalog), text(dataset))))


def _head(row: Any) -> JournalHead:
    return JournalHead(
        id=row[0],
        run=row[1],
        catalog=row[2],
        fingerprint=row[3],
        undoes=row[4],
        started=datetime.fromisoformat(row[5]),
        finished=None if row[6] is None else datetime.fromisoformat(row[6]),
    )


def _written(row: Any) -> Written:
    position, dataset, state, at, intent, outcome = row
    return Written(
        position=position,
        dataset=dataset,
        state=state,
        at=datetime.fromisoformat(at),
        intent=bytes(intent),
        outcome=None if outcome is None else bytes(outcome),
    )
