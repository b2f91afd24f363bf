"""600,000 findings written through the store, against a bare ``executemany`` of the same rows.

The floor: one file, the same pragmas, the same table and columns, no key or index, the rows ready as tuples, one
transaction. Ours: `Store.write_derived` from `Finding` values, with everything that it does besides.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from benchmarks.machine import machine, seconds, spread, versions
from checker.model import Finding, Outcome, RunHead, Severity
from checker.store import Store
from checker.store.connection import PRAGMAS

DATASETS, CHECKS, ROUNDS = 20_000, 30, 5
BARE = """
CREATE TABLE finding (
    key INTEGER NOT NULL, "check" TEXT NOT NULL, outcome TEXT NOT NULL, severity TEXT NOT NULL, reason TEXT NOT NULL,
    path TEXT NOT NULL, params TEXT, evidence_id TEXT
) STRICT
"""


def made_findings() -> list[Finding]:
    """Two of three passed; the others carry a path and two parameters, as a wrong choice of a vocabulary does."""
    chance = random.Random(2565)
    return [
        Finding(
            check=f"item_{check}_check",
            outcome=Outcome.PASSED if check % 3 else Outcome.FAILED,
            severity=Severity.VIOLATION,
            reason="ok" if check % 3 else "not_in_vocabulary",
            subject=subject,
            path="" if check % 3 else "data_category",
            params={} if check % 3 else {"value": "สาธารณะ", "nearest": "ข้อมูลสาธารณะ"},
        )
        for subject in (str(uuid.UUID(int=chance.getrandbits(128))) for _ in range(DATASETS))
        for check in range(CHECKS)
    ]


def rows(findings: list[Finding]) -> Iterator[tuple[object, ...]]:
    """The same rows as the store writes."""
    for key, found in enumerate(findings, 1):
        params = json.dumps(found.params, ensure_ascii=False, separators=(",", ":")) if found.params else None
        outcome, severity = found.outcome.value, found.severity.value
        yield key, found.check, outcome, severity, found.reason, found.path, params, found.evidence_id


def bare(folder: Path, ready: list[tuple[object, ...]]) -> float:
    """The floor: what SQLite itself takes."""
    database = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for pragma in PRAGMAS:
        database.execute(pragma)
    database.execute(BARE)

    def write() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ready)
        database.execute("COMMIT")

    taken = seconds(write)
    database.close()
    return taken


def ours(folder: Path, findings: list[Finding]) -> tuple[float, float, float]:
    """Seconds to write, to put the same in its place again, and to read all."""
    at = datetime(2022, 3, 31, tzinfo=timezone.utc)
    head = RunHead(
        id="run", fingerprint="", source="", organization="", started=at, cutoff=at, rubric="r", tool_version="",
        state="looking",
    )  # fmt: skip
    with Store.open(folder / "ours.sqlite") as store:
        store.begin(head)
        written = seconds(lambda: store.write_derived("run", "r", "1", iter(findings), (), b"{}"))
        again = seconds(lambda: store.write_derived("run", "r", "1", iter(findings), (), b"{}"))
        read = seconds(lambda: sum(1 for _ in store.findings("run", "r")))
    return written, again, read


def main() -> None:
    """Print the figures."""
    findings = made_findings()
    ready = list(rows(findings))
    floors, figures = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            floors.append(bare(Path(folder), ready))
            figures.append(ours(Path(folder), findings))
    written, again, read = zip(*figures, strict=True)
    print(f"{machine()}; {versions('msgspec')}, SQLite {sqlite3.sqlite_version}")
    print(f"{len(findings):,} findings, {ROUNDS} rounds, median (lowest to highest), seconds")
    print(f"bare executemany   {spread(floors)}")
    print(f"Store              {spread(written)}")
    print(f"Store, over again  {spread(again)}")
    print(f"Store, read        {spread(read)}")
    ratios = [ours / floor for ours, floor in zip(written, floors, strict=True)]
    print(
        f"ratio              {spread(ratios)}   (goal: at most 1.5; ratio of medians "
        f"{statistics.median(written) / statistics.median(floors):.2f})"
    )


if __name__ == "__main__":
    main()
