"""Reports that the tests of comparisons are made of: standings counted by the real score, under the real rubric."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from fractions import Fraction
from typing import Any

import msgspec

from checker.model import (
    Agency,
    CatalogState,
    CriterionGrade,
    Finding,
    Observation,
    Openness,
    Outcome,
    RunInfo,
    Severity,
    Standing,
    Verdict,
)
from checker.report.model import DatasetLine, Report, ResourceLine, Totals
from checker.rubric import Rubric
from checker.score import score
from tests.unit.score_values import CATALOG, items, rubric

CUTOFF = datetime(2022, 9, 30, 16, 59, tzinfo=timezone.utc)


def one(
    label: str,
    /,
    *,
    missing: int = 0,
    tiers: Sequence[str] = ("advanced", "advanced", "advanced"),
    links: Sequence[ResourceLine] = (),
    findings: Sequence[Finding] = (),
    **changed: Any,
) -> DatasetLine:
    """A public dataset, listed and on the catalog, unless said otherwise."""
    found = items(missing)
    standing = Standing(
        id=label,
        name=f"name-{label}",
        title=f"ชุด {label}",
        code=f"code-{label}",
        listed=True,
        on_catalog=True,
        public=True,
        category="ข้อมูลสาธารณะ",
        items=found,
        items_outcome=Outcome.FAILED if missing else Outcome.PASSED,
        informative=14 - missing,
        openness=graded(tiers),
        reachable=Outcome.PASSED,
    )
    return DatasetLine(
        standing=msgspec.structs.replace(standing, **changed), resources=tuple(links), findings=tuple(findings)
    )


def graded(tiers: Sequence[str]) -> Openness:
    """The openness with these tiers: of channel, granularity and structure."""
    points = rubric().tier_points()
    grades = tuple(
        CriterionGrade(criterion=name, outcome=Outcome.PASSED, tier=tier, possible=tier, reason="graded")
        for name, tier in zip(("channel", "granularity", "structure"), tiers, strict=True)
    )
    mean = Fraction(sum(points[tier] for tier in tiers), 3)
    bounds = {"points": mean, "minimum": mean, "maximum": mean}
    return Openness(outcome=Outcome.PASSED, kind="structured", reason="graded", criteria=grades, **bounds)


def link(name: str, url: str, verdict: Verdict | None = Verdict.OK, *, confirmed: bool = True) -> ResourceLine:
    """A resource whose link was seen, or not."""
    outcome = Outcome.PASSED if verdict is Verdict.OK else Outcome.FAILED
    seen = verdict and Observation(distribution=name, url=url, verdict=verdict, outcome=outcome, confirmed=confirmed)
    return ResourceLine(
        id=name, name=f"ไฟล์ {name}", url=url, declared="CSV", format="csv", role="data", observation=seen
    )


def finding(check: str, reason: str, outcome: Outcome = Outcome.FAILED, path: str = "", **params: str) -> Finding:
    told = {"reason": reason, "path": path, "params": {**params}}
    return Finding(check=check, outcome=outcome, severity=Severity.VIOLATION, subject="x", **told)  # type: ignore[arg-type]


def report(
    *lines: DatasetLine,
    run: str = "run-1",
    rules: Rubric | None = None,
    catalog: CatalogState = CATALOG,
    **changed: Any,
) -> Report:
    """A report of these datasets without a plan, counted as the engine counts."""
    rules = rules or rubric()
    whole = Report(
        run=RunInfo(
            id=run,
            started=CUTOFF,
            finished=CUTOFF,
            cutoff=CUTOFF,
            tool_version="0.1.0",
            rubric_id=rules.id,
            rubric_version=rules.version,
            snapshot_sha256="",
        ),
        rubric=rules,
        catalog=catalog,
        agency=Agency(title="กรมตัวอย่าง"),
        applies=True,
        planned=False,
        score=score(rules, [line.standing for line in lines], None, catalog),
        datasets=lines,
        totals=Totals(datasets=len(lines), resources=0, by_outcome={}, by_verdict={}, by_format={}, unreconciled=0),
    )
    return msgspec.structs.replace(whole, **changed)
