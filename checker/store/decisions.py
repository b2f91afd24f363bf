"""The log of decisions of a run: it only grows, and two that write at once never mix their entries."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checker.store.runs import Runs


class KeptDecision(Struct, frozen=True, kw_only=True):
    """One entry of the log, as it is kept."""

    number: int
    hash: str
    body: bytes


class Decisions(Runs):
    """Logs of decisions."""

    def decisions(self, run_id: str) -> tuple[bytes, ...]:
        """The log of a run, in order."""
        return tuple([bytes(body) for (body,) in self._rows("decisions", self._key(run_id))])

    def add_decisions(self, run_id: str, entries: Sequence[KeptDecision], behind: int) -> bool:
        """Put entries at the end of the log, all or none; ``False``: the log has grown behind entry ``behind``."""
        run = self._key(run_id)
        with self._writing():
            return self._grow(run, entries, behind)

    def _grow(self, run: int, entries: Sequence[KeptDecision], behind: int) -> bool:
        last = self._row("last_decision", run)
        if (last[0] if last else 0) != behind:
            return False
        for each in entries:
            self._do("add_decision", run, each.number, each.hash, each.body)
        return True
