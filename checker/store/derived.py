"""What follows from the evidence under one rubric: findings, standings, the score. Replaced as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from msgspec import Struct

from checker.errors import UsageError
from checker.model import Finding, Outcome, Parameters, Score, Severity, Standing
from checker.store.decisions import Decisions, KeptDecision
from checker.store.json import decoder, encoded, text
from checker.store.queries import queries

BATCH = 1_000


_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_SEVERITIES = {severity.value: severity for severity in Severity}
_params = decoder(Parameters).decode
_standing = decoder(Standing).decode
_score = decoder(Score).decode


class Counted(Struct, frozen=True, kw_only=True):
    """What a run was counted to be under one rubric."""

    version: str  #: of the rubric
    score: Score
    datasets: int


class Derived(Decisions):
    """Findings, standings and scores of runs."""

    def write_derived(
        self,
        run_id: str,
        rubric_id: str,
        rubric_version: str,
        findings: Iterable[Finding],
        standings: Iterable[Standing],
        score_json: bytes,
        *,
        behind: int | None = None,
        new: Sequence[KeptDecision] = (),
    ) -> bool:
        """Put what was derived in the place of what was derived before under the same rubric, all or nothing.

        ``behind``: how many entries the log of decisions had when this was derived; ``new``: those that are added to
        it at once with it, and that it counts. ``False``: the log has grown meanwhile, and nothing was written.
        """
        run = self._key(run_id)
        with self._writing() as database:
            if behind is not None and not self._grow(run, new, behind):
                return False
            self._do("drop_derivation", run, rubric_id)
            (key,) = self._row("add_derivation", run, rubric_id, rubric_version, score_json)
            _write_findings(database, key, findings)
            _write_standings(database, key, standings)
        return True

    def derivations(self, run_id: str) -> tuple[tuple[str, str], ...]:
        """(rubric id, rubric version) of everything that was derived of a run."""
        return tuple(self._rows("derivations", run_id))

    def score_json(self, run_id: str, rubric_id: str) -> bytes:
        """The score as it was written."""
        return bytes(self._derivation(run_id, rubric_id)[2])

    def counted(self, run_id: str, rubric_id: str) -> Counted | None:
        """The score under a rubric, read alone; ``None``: the run was not counted under it."""
        row = self._row("counted", run_id, rubric_id)
        return None if row is None else Counted(version=row[0], score=_score(row[1]), datasets=row[2])

    def findings(self, run_id: str, rubric_id: str, dataset_id: str | None = None) -> Iterator[Finding]:
        """All findings under a rubric in the order of writing, or those of one dataset."""
        key = self._derivation(run_id, rubric_id)[0]
        if dataset_id is not None:
            yield from map(_finding, self._rows("findings_of", key, text(dataset_id)))
            return
        number = 0
        while rows := self._rows("findings_behind", number, key):
            yield from map(_finding, rows)
            number = rows[-1][0]

    def standings(self, run_id: str, rubric_id: str) -> Iterator[Standing]:
        """All standings under a rubric, in the order of writing."""
        key = self._derivation(run_id, rubric_id)[0]
        position = -1
        while rows := self._rows("standings_behind", key, position):
            yield from (_standing(body) for _, body in rows)
            position = rows[-1][0]

    def _derivation(self, run_id: str, rubric_id: str) -> Any:
        self._key(run_id)
        row = self._row("derivation", run_id, rubric_id)
        if row is None:
            there = ", ".join(rubric for rubric, _ in self.derivations(run_id)) or "-"
            raise UsageError(
                f"{self.path}: run {run_id} was not scored under {rubric_id!r}; it was under: {there}; "
                f"score it with: dgcheck score {run_id} --rubric {rubric_id}",
                f"{self.path}: รอบตรวจ {run_id} ยังไม่ได้คิดคะแนนตามเกณฑ์ {rubric_id!r} ที่คิดแล้วคือ {there} "
                f"สั่งคิดคะแนนด้วย dgcheck score {run_id} --rubric {rubric_id}",
            )
        return row


def _write_findings(database: sqlite3.Connection, derivation: int, findings: Iterable[Finding]) -> None:
    """The hot path: a batch is one list of tuples, and nothing is called per row but what SQLite needs."""
    (last,) = database.execute(queries()["last_finding"]).fetchone()
    spans: list[tuple[int, str, int, int]] = []
    rows: list[tuple[Any, ...]] = []
    for subject, group in groupby(findings, key=attrgetter("subject")):
        first = last + 1
        rows += _finding_rows(group, first)
        last = rows[-1][0]
        spans.append((derivation, text(subject), first, last))
        if len(rows) >= BATCH:
            _flush(database, spans, rows)
    _flush(database, spans, rows)


def _finding_rows(group: Iterable[Finding], first: int) -> list[tuple[Any, ...]]:
    """``_value_`` is the plain text of an enum's member without the call behind ``value``."""
    return [
        (
            key,
            found.check,
            found.outcome._value_,
            found.severity._value_,
            found.reason,
            found.path and text(found.path),
            encoded(found.params).decode() if found.params else None,
            found.evidence_id,
        )
        for key, found in enumerate(group, first)
    ]


def _flush(database: sqlite3.Connection, spans: list[tuple[int, str, int, int]], rows: list[tuple[Any, ...]]) -> None:
    database.executemany(queries()["add_span"], spans)
    database.executemany(queries()["add_finding"], rows)
    spans.clear()
    rows.clear()


def _write_standings(database: sqlite3.Connection, derivation: int, standings: Iterable[Standing]) -> None:
    rows = ((derivation, place, text(standing.id), encoded(standing)) for place, standing in enumerate(standings))
    database.executemany(queries()["add_standing"], rows)


def _finding(row: Any) -> Finding:
    _, check, outcome, severity, reason, subject, path, params, evidence_id = row
    return Finding(
        check=check,
        outcome=_OUTCOMES[outcome],
        severity=_SEVERITIES[severity],
        reason=reason,
        subject=subject,
        path=path,
        params={} if params is None else _params(params),
        evidence_id=evidence_id,
    )
