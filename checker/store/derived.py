"""What follows from the evidence under one rubric: findings, standings, the score. Replaced as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import msgspec

from checker.errors import UsageError
from checker.model import Finding, Outcome, Parameters, Severity, Standing
from checker.store.queries import queries
from checker.store.runs import Runs

BATCH = 1_000


def _plain(value: Any) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value))


def _fraction(kind: type, value: Any) -> Any:
    if kind is Fraction:
        return Fraction(value)
    raise NotImplementedError(kind)


_OUTCOMES = {outcome: outcome.value for outcome in Outcome}
_SEVERITIES = {severity: severity.value for severity in Severity}
_FROM_OUTCOME = {outcome.value: outcome for outcome in Outcome}
_FROM_SEVERITY = {severity.value: severity for severity in Severity}
_encode = msgspec.json.Encoder(enc_hook=_plain).encode
_params = msgspec.json.Decoder(Parameters).decode
_standing = msgspec.json.Decoder(Standing, dec_hook=_fraction).decode


class Derived(Runs):
    """Findings, standings and scores of runs."""

    def write_derived(
        self,
        run_id: str,
        rubric_id: str,
        rubric_version: str,
        findings: Iterable[Finding],
        standings: Iterable[Standing],
        score_json: bytes,
    ) -> None:
        """Put what was derived in the place of what was derived before under the same rubric, all or nothing."""
        run = self._key(run_id)
        with self._writing() as database:
            self._do("drop_derivation", run, rubric_id)
            (key,) = self._row("add_derivation", run, rubric_id, rubric_version, score_json)
            _write_findings(database, key, findings)
            _write_standings(database, key, standings)

    def derivations(self, run_id: str) -> tuple[tuple[str, str], ...]:
        """(rubric id, rubric version) of everything that was derived of a run."""
        return tuple(self._rows("derivations", run_id))

    def score_json(self, run_id: str, rubric_id: str) -> bytes:
        """The score as it was written."""
        return bytes(self._derivation(run_id, rubric_id)[2])

    def findings(self, run_id: str, rubric_id: str, dataset_id: str | None = None) -> Iterator[Finding]:
        """All findings under a rubric, dataset by dataset in the order of writing; or those of one dataset."""
        key = self._derivation(run_id, rubric_id)[0]
        if dataset_id is not None:
            yield from map(_finding, self._rows("findings_of", key, dataset_id))
            return
        subject, position = -1, -1
        while rows := self._rows("findings_behind", key, subject, position):
            yield from map(_finding, rows)
            subject, position = rows[-1][:2]

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
    add_subject, add_finding = queries()["add_subject"], queries()["add_finding"]
    (last,) = database.execute(queries()["last_subject"]).fetchone()
    numbers: dict[str, int] = {}
    coming = iter(findings)
    position = 0
    while batch := list(islice(coming, BATCH)):
        new = [subject for subject in dict.fromkeys(found.subject for found in batch) if subject not in numbers]
        numbers.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
        last += len(new)
        database.executemany(add_subject, [(numbers[subject], derivation, subject) for subject in new])
        database.executemany(
            add_finding,
            [
                (
                    numbers[found.subject],
                    place,
                    found.check,
                    _OUTCOMES[found.outcome],
                    _SEVERITIES[found.severity],
                    found.reason,
                    found.path,
                    _encode(found.params).decode() if found.params else None,
                    found.evidence_id,
                )
                for place, found in enumerate(batch, position)
            ],
        )
        position += len(batch)


def _write_standings(database: sqlite3.Connection, derivation: int, standings: Iterable[Standing]) -> None:
    rows = ((derivation, place, standing.id, _encode(standing)) for place, standing in enumerate(standings))
    database.executemany(queries()["add_standing"], rows)


def _finding(row: Any) -> Finding:
    params = row[8]
    return Finding(
        check=row[2],
        outcome=_FROM_OUTCOME[row[3]],
        severity=_FROM_SEVERITY[row[4]],
        reason=row[5],
        subject=row[6],
        path=row[7],
        params={} if params is None else _params(params),
        evidence_id=row[9],
    )
