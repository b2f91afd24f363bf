"""The runs of a store: begun, held by one process at a time, gone on with, found by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import datetime
from typing import Any

from checker.errors import UsageError
from checker.model import RunHead
from checker.store.connection import Connection
from checker.store.given import GivenFile, packed
from checker.store.hold import RunHeld, holding, holding_catalog, is_held
from checker.store.json import decoder, encoded, text

LATEST = "latest"
FINISHED = "finished"
#: How many ids a message names.
SHOWN = 10

_options = decoder(dict[str, str]).decode


class Runs(Connection):
    """Heads and states of runs."""

    def begin(self, head: RunHead, inputs: Iterable[GivenFile] = ()) -> None:
        """Put a new run in the store, with the files that were given: a run never stands there without them."""
        with self._writing():
            self._do("begin_run", *_row(head))
            for each in inputs:
                self._do("put_input", self._key(head.id), *packed(each))

    def hold(self, run_id: str) -> AbstractContextManager[None]:
        """A context in which this process alone works on the run, or :class:`RunHeld` if another does.

        The hold is a lock of the operating system: it ends with the process, however that ends.
        """
        return holding(self.path, run_id)

    def hold_catalog(self, catalog: str) -> AbstractContextManager[None]:
        """A context in which, of all that use this store, this process alone writes to the catalog."""
        return holding_catalog(self.path, catalog)

    @contextmanager
    def working_on(self, head: RunHead, inputs: Iterable[GivenFile] = ()) -> Iterator[RunHead]:
        """Hold the newest unfinished run of the same command, else begin ``head`` as a new run and hold that.

        Two identical commands at once never share a run: the second finds the first one held.
        """
        with ExitStack() as holds:
            yield self._taken_up(head, inputs, holds)

    def _taken_up(self, head: RunHead, inputs: Iterable[GivenFile], holds: ExitStack) -> RunHead:
        for found in map(_head, self._rows("unfinished_runs", head.fingerprint)):
            with suppress(RunHeld):
                holds.enter_context(self.hold(found.id))
                if self.head(found.id).state != FINISHED:  # its holder may have finished it since
                    return found
        holds.enter_context(self.hold(head.id))
        self.begin(head, inputs)
        return head

    def unfinished(self, fingerprint: str) -> RunHead | None:
        """The newest run of a command that is not finished and that no living process holds."""
        heads = map(_head, self._rows("unfinished_runs", fingerprint))
        return next((head for head in heads if not is_held(self.path, head.id)), None)

    def head(self, run_id: str) -> RunHead:
        """The head of one run."""
        row = self._row("one_run", run_id)
        if row is None:
            raise self._unknown(run_id)
        return _head(row)

    def runs(self) -> tuple[RunHead, ...]:
        """All runs, oldest first."""
        return tuple(map(_head, self._rows("all_runs")))

    def resolve(self, name: str) -> RunHead:
        """The run that a person means by ``latest``, an id, or the beginning of one id."""
        runs = self.runs()
        if name == LATEST and runs:
            return runs[-1]
        exact = [head for head in runs if head.id == name]
        meant = exact or [head for head in runs if name and head.id.startswith(name)]
        if len(meant) == 1:
            return meant[0]
        raise self._ambiguous(name, meant) if meant else self._unknown(name)

    def previous(self, source: str, organization: str, before: str) -> RunHead | None:
        """The last finished run of the same source and organization that was begun before the run ``before``."""
        row = self._row("previous_run", source, organization, before)
        return None if row is None else _head(row)

    def set_state(self, run_id: str, state: str, finished: datetime | None = None) -> None:
        """Note how far a run has come."""
        self._key(run_id)
        with self._writing():
            self._do("set_state", state, None if finished is None else finished.isoformat(), run_id)

    def delete(self, run_id: str) -> None:
        """Remove a run with all its evidence and all that was derived from it."""
        self._key(run_id)
        with self._writing():
            self._do("delete_run", run_id)

    def _key(self, run_id: str) -> int:
        row = self._row("run_key", run_id)
        if row is None:
            raise self._unknown(run_id)
        return int(row[0])

    def _unknown(self, name: str) -> UsageError:
        there = self.runs()
        if not there:
            return UsageError(
                f"{self.path}: no run {name!r}: the store holds no run yet; scan a catalog first",
                f"{self.path}: ไม่มีรอบตรวจ {name!r} เพราะยังไม่เคยตรวจ กรุณาตรวจ (scan) บัญชีข้อมูลก่อน",
            )
        ids = _ids(there)
        return UsageError(
            f"{self.path}: no run {name!r}; there are: {ids} (or 'latest')",
            f"{self.path}: ไม่มีรอบตรวจ {name!r} ที่มีอยู่คือ {ids} (หรือใช้คำว่า latest)",
        )

    def _ambiguous(self, name: str, meant: list[RunHead]) -> UsageError:
        ids = _ids(meant)
        return UsageError(
            f"{self.path}: {name!r} is the beginning of {len(meant)} runs: {ids}; write more of the id",
            f"{self.path}: {name!r} ตรงกับ {len(meant)} รอบตรวจ คือ {ids} กรุณาพิมพ์รหัสให้ยาวขึ้น",
        )


def _ids(heads: Sequence[RunHead]) -> str:
    newest = [head.id for head in reversed(heads)]
    return ", ".join(newest[:SHOWN]) + (" …" if len(newest) > SHOWN else "")


def _row(head: RunHead) -> tuple[Any, ...]:
    return (
        head.id,
        head.fingerprint,
        text(head.source),
        text(head.organization),
        head.started.isoformat(),
        head.cutoff.isoformat(),
        head.rubric,
        head.tool_version,
        head.state,
        None if head.finished is None else head.finished.isoformat(),
        encoded(head.options).decode(),
    )


def _head(row: Any) -> RunHead:
    finished = row[9]
    return RunHead(
        id=row[0],
        fingerprint=row[1],
        source=row[2],
        organization=row[3],
        started=datetime.fromisoformat(row[4]),
        cutoff=datetime.fromisoformat(row[5]),
        rubric=row[6],
        tool_version=row[7],
        state=row[8],
        finished=None if finished is None else datetime.fromisoformat(finished),
        options=_options(row[10]),
    )
