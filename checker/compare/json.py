"""``diff.json``: a comparison for machines (``schemas/diff.schema.json``).

Points are strings rounded half up to at most six places, each with its ``exact`` fraction beside it (``"-5/3"``): the
exact ones of all datasets and causes add up to that of the difference. Keys are sorted, a dataset stands on one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import msgspec

from checker.compare.model import Cause, Change, Comparison, ComponentChange, DatasetChange, RunLine, Share
from checker.compare.telling import counts
from checker.model import Finding
from checker.report.json import encoded
from checker.rounding import points_text


def chunks(comparison: Comparison) -> Iterator[bytes]:
    """The bytes of ``diff.json`` piece by piece, for a file that need not be held in memory."""
    parts = {**_summary(comparison), "datasets": map(_dataset, comparison.datasets)}
    before = b"{\n"
    for key in sorted(parts):
        yield before + encoded(key) + b": "
        before = b",\n"
        value = parts[key]
        if isinstance(value, map):
            yield from _lines(value)
        else:
            yield encoded(value)
    yield b"\n}\n"


def value(comparison: Comparison) -> dict[str, Any]:
    """The same as one value."""
    return {**_summary(comparison), "datasets": [_dataset(each) for each in comparison.datasets]}


def _summary(comparison: Comparison) -> dict[str, Any]:
    return {
        "after": _run(comparison.after),
        "before": _run(comparison.before),
        "causes": [_cause(each) for each in comparison.causes],
        "components": [_component(each) for each in comparison.components],
        "counts": {**counts(comparison), "unchanged": comparison.unchanged},
        "difference": _points(comparison.difference),
        "rubric": {"id": comparison.after.rubric_id, "version": comparison.after.rubric_version},
        "warnings": list(comparison.warnings),
    }


def _lines(values: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    before = b"[\n  "
    for each in values:
        yield before + encoded(each)
        before = b",\n  "
    yield b"[]" if before == b"[\n  " else b"\n]"


def _points(points: Fraction) -> dict[str, str]:
    """Rounded by its size, so that a loss is shown as the gain of the way back is."""
    text = points_text(abs(points))
    return {"exact": str(points), "points": f"-{text}" if points < 0 and text != "0" else text}


def _run(run: RunLine) -> dict[str, Any]:
    score = run.score
    return {
        "agency": run.agency,
        "catalog": {"title": run.catalog_title, "url": run.catalog},
        "cutoff": run.cutoff,
        "datasets": run.datasets,
        "decisions": run.decisions,
        "final": score.final,
        "finished": run.finished,
        "id": run.id,
        "organization": run.organization,
        "own_rubric": run.own_rubric,
        "range": {"max": points_text(score.maximum), "min": points_text(score.minimum)},
        "source": run.source,
        "started": run.started,
        "tool_version": run.tool_version,
        "total": _points(score.total),
    }


def _component(part: ComponentChange) -> dict[str, Any]:
    return {
        "after": _points(part.after),
        "before": _points(part.before),
        "difference": _points(part.difference),
        "id": part.id,
        "max": points_text(part.max),
        "outcome": dict(zip(("before", "after"), part.outcomes, strict=True)),
        "params": dict(zip(("before", "after"), part.params, strict=True)),
        "reason": dict(zip(("before", "after"), part.reasons, strict=True)),
    }


def _cause(cause: Cause) -> dict[str, Any]:
    told = {"cause": cause.cause, "component": cause.component, **_points(cause.points)}
    return {**told, "datasets": {"after": cause.after, "before": cause.before}} if cause.cause == "universe" else told


def _share(share: Share) -> dict[str, Any]:
    return {"component": share.component, **_points(share.points)}


def _dataset(change: DatasetChange) -> dict[str, Any]:
    return {
        "changes": [_change(each) for each in change.changes],
        "code": change.code,
        "direction": change.direction,
        "id": {"after": change.after_id, "before": change.before_id},
        "listed": change.listed,
        "matched": change.matched,
        "name": change.name,
        "presence": change.presence,
        "shares": [_share(each) for each in change.shares],
        "title": change.title,
        **_points(change.points),
    }


def _change(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "after": change.after,
        "before": change.before,
        "direction": change.direction,
        "name": change.name,
        "place": change.place,
        "subject": change.subject,
    }
    if change.was or change.now:
        told["verdict"] = {"after": change.now, "before": change.was}
    if change.old is not None or change.new is not None:
        told["finding"] = {"after": _finding(change.new), "before": _finding(change.old)}
    return told


def _finding(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    fields: dict[str, Any] = msgspec.structs.asdict(finding)
    return {name: fields[name] for name in ("evidence_id", "outcome", "params", "reason", "severity")}
