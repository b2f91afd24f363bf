"""The store: one SQLite file per workspace, many runs. Evidence first, then everything derived from it.

Every write is one transaction: a process that is killed at any moment leaves whole pages, whole batches of looks and
whole derivations, and no lock. Tokens and passwords never come here.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from checker.store.connection import connect
from checker.store.decisions import KeptDecision
from checker.store.derived import Derived
from checker.store.given import GivenFile
from checker.store.hold import RunHeld
from checker.store.journal import JournalHead, Journals, Written
from checker.store.snapshot import Snapshot

__all__ = ["GivenFile", "JournalHead", "KeptDecision", "RunHeld", "Store", "Written"]


class Store(Snapshot, Derived, Journals):
    """An open store; use it as a context manager. Not shared between threads: each opens its own."""

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Store:
        """Open the store at ``path``, bring its schema up to date; make it if ``create`` and it is not there."""
        return cls(path, connect(path, create=create))

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
