"""``report.json``: the stable machine-readable form of a report (``schemas/report.schema.json``).

Keys are sorted, points are strings rounded half up to at most six places, and each dataset and each piece of
evidence stands on a line of its own, so that two reports can be compared with ``diff``. The canonical form
leaves out what differs between two runs over the same answers: ``run.id``, ``run.started``, ``run.finished``,
attempt counts, evidence times and ``trend``, which tells of other runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import msgspec

from checker.content import Probe, ProbeAnswer
from checker.decided import DecisionLine
from checker.model import ComponentScore, CriterionGrade, Finding, Match, Observation, Openness, Outcome, Score
from checker.report.decisions import overruled_by
from checker.report.fixes import fix_value
from checker.report.model import DatasetLine, Decided, EvidenceLine, Report, ResourceLine, TrendPoint
from checker.rounding import points_text

_ENCODER = msgspec.json.Encoder(order="sorted")
#: UTF-8 of what a terminal obeys or what turns the direction of text, and JSON lets stand: DEL, C1, bidi, separators
_OBEYED = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf")
_EMPTY_OPENNESS = Openness(outcome=Outcome.UNTESTED, kind=None, reason="")


def to_json(report: Report, *, canonical: bool = False) -> bytes:
    """The whole report as UTF-8 JSON, ending in a newline."""
    whole = BytesIO()  # its value is handed out without a copy
    whole.writelines(json_chunks(report, canonical=canonical))
    return whole.getvalue()


def json_chunks(report: Report, *, canonical: bool = False) -> Iterator[bytes]:
    """The bytes of :func:`to_json` piece by piece, for a file that need not be held in memory."""
    parts: dict[str, Any] = {
        "agency": report.agency,
        "agenda": [{"en": en, "th": th} for th, en in report.agenda],
        "applies": report.applies,
        "catalog": catalog_value(report),
        "datasets": (_dataset(line, report, canonical) for line in report.datasets),
        "evidence": (evidence_value(line, canonical) for line in report.evidence),
        "matches": (match_value(match) for match in report.matches),
        "planned": report.planned,
        "remark": {"en": report.remark[1], "th": report.remark[0]},
        "run": run_value(report, canonical),
        "score": score_value(report),
        "totals": report.totals,
        "warnings": list(report.warnings),
        "worklist": (fix_value(fix) for fix in report.worklist),
    }
    if report.decided is not None:
        parts["decisions"] = decided_value(report.decided, report.score, canonical)
    if not canonical:  # other runs are no answer of this one: equal answers give equal bytes
        parts["trend"] = [point_value(point) for point in report.trend]
    before = b"{\n"
    for key in sorted(parts):
        yield before + encoded(key) + b": "
        before = b",\n"
        value = parts[key]
        if isinstance(value, Iterator):
            yield from _lines(value)
        else:
            yield encoded(value)
    yield b"\n}\n"


def harmless(encoded: bytes) -> bytes:
    """JSON with such characters in its strings escaped: the same value, and nothing in it acts when it is shown."""
    return _OBEYED.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), encoded)


def point_value(point: TrendPoint) -> dict[str, Any]:
    """One run of a trend, as ``report.json`` and ``trend.json`` have it."""
    return {
        "cutoff": point.cutoff,
        "datasets": point.datasets,
        "final": point.final,
        "fiscal_year": point.fiscal_year,
        "last": point.last,
        "points": {name: points_text(points) for name, points in point.points},
        "range": {"max": points_text(point.maximum), "min": points_text(point.minimum)},
        "rubric": {"id": point.rubric_id, "version": point.rubric_version},
        "run": point.run,
        "total": points_text(point.total),
    }


def summary_value(report: Report) -> dict[str, Any]:
    """The run, the catalog, the score and the totals as ``report.json`` has them, without the long lists."""
    decisions = {} if report.decided is None else {"decisions": decided_value(report.decided, report.score)}
    return {
        **decisions,
        "agency": report.agency,
        "catalog": catalog_value(report),
        "run": run_value(report, False),
        "score": score_value(report),
        "totals": report.totals,
    }


def dataset_value(report: Report, line: DatasetLine) -> dict[str, Any]:
    """One dataset as ``report.json`` has it."""
    return _dataset(line, report, False)


def _lines(values: Iterable[Any]) -> Iterator[bytes]:
    """An array with one element a line."""
    before = b"[\n  "
    for value in values:
        yield before + encoded(value)
        before = b",\n  "
    yield b"[]" if before == b"[\n  " else b"\n]"


def encoded(value: Any) -> bytes:
    """The value as harmless JSON, its keys sorted."""
    try:
        return harmless(_ENCODER.encode(value))
    except UnicodeEncodeError:  # half a surrogate pair, out of a catalog's escaped text
        return harmless(_ENCODER.encode(mended(msgspec.to_builtins(value))))


def mended(value: Any) -> Any:
    """The value with half surrogate pairs in its texts replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {mended(key): mended(content) for key, content in value.items()}
    if isinstance(value, list | tuple):
        return [mended(content) for content in value]
    return value


def run_value(report: Report, canonical: bool) -> dict[str, Any]:
    """The run, as ``report.json`` has it."""
    run = report.run
    lasting = {
        "cutoff": run.cutoff,
        "rubric": {"id": run.rubric_id, "version": run.rubric_version},
        "snapshot_sha256": run.snapshot_sha256,
        "tool_version": run.tool_version,
    }
    if canonical:
        return lasting
    return {**lasting, "finished": run.finished, "id": run.id, "started": run.started}


def catalog_value(report: Report) -> dict[str, Any]:
    """What was seen of the catalog, as ``report.json`` has it."""
    fields: dict[str, Any] = msgspec.structs.asdict(report.catalog)
    return {**fields, "unreadable": [{"name": name, "why": why} for name, why in report.catalog.unreadable]}


def score_value(report: Report) -> dict[str, Any]:
    """The score of a report."""
    return score_of(report.score)


def score_of(score: Score) -> dict[str, Any]:
    """A score with its parts, as ``report.json`` has it."""
    return {
        "components": [component_value(component) for component in score.components],
        "final": score.final,
        "points": {component.id: points_text(component.points) for component in score.components},
        "range": {"max": points_text(score.maximum), "min": points_text(score.minimum)},
        "total": points_text(score.total),
    }


def decided_value(decided: Decided, score: Score, canonical: bool = False) -> dict[str, Any]:
    """The log of decisions, as ``report.json`` has it; ``score`` is the one with them.

    Hashes of entries hold the run's id, so the canonical form leaves them out.
    """
    found = {
        "broken_at": decided.broken,
        "entries": [_decision(line, canonical) for line in decided.lines],
        "head": decided.head,
        "locked": decided.locked,
        "signatures": [
            {"body": each.body, "by": each.by, "number": each.number, "state": each.state or "unsigned"}
            for each in decided.signatures
        ],
        "total": points_text(score.total),
        "undecided": score_of(decided.undecided),
    }
    if canonical:
        del found["head"]
    return found


def _decision(line: DecisionLine, canonical: bool) -> dict[str, Any]:
    entry = line.entry
    found = {
        "attachment": entry.attachment,
        "body": entry.body,
        "by": line.by,
        "components": entry.components,
        "effect": {
            "max": points_text(line.bounds[1]),
            "min": points_text(line.bounds[0]),
            "parts": {name: points_text(points) for name, points in line.parts.items()},
            "points": points_text(line.effect),
        },
        "evidence": entry.evidence,
        "hash": entry.hash,
        "kind": entry.kind,
        "name": entry.name,
        "number": entry.number,
        "reason": entry.reason,
        "refers": entry.refers,
        "state": line.state,
        "subject": entry.subject,
        "time": entry.time,
        "value": entry.value,
    }
    if canonical:
        del found["hash"], found["evidence"]
    return found


def component_value(component: ComponentScore) -> dict[str, Any]:
    """One part of the score, as ``report.json`` has it."""
    return {
        "alternatives": {name: points_text(points) for name, points in component.alternatives.items()},
        "blocked_by": component.blocked_by,
        "id": component.id,
        "max": points_text(component.max),
        "outcome": component.outcome,
        "params": component.params,
        "points": points_text(component.points),
        "range": {"max": points_text(component.maximum), "min": points_text(component.minimum)},
        "reason": component.reason,
        "step": component.step,
    }


def _dataset(line: DatasetLine, report: Report, canonical: bool) -> dict[str, Any]:
    openness = line.standing.openness or _EMPTY_OPENNESS
    return {
        **standing_value(line, len(report.rubric.items)),
        "findings": [_found(finding, report) for finding in line.findings],
        "items": line.standing.items,
        "items_elsewhere": line.standing.items_elsewhere,
        "openness": _openness(openness),
        "resources": [resource_value(resource, canonical) for resource in line.resources],
    }


def standing_value(line: DatasetLine, required: int) -> dict[str, Any]:
    """One dataset as ``report.json`` has it, without its lists; ``required``: how many items there are."""
    standing = line.standing
    openness = standing.openness or _EMPTY_OPENNESS
    return {
        "category": standing.category,
        "category_from": standing.category_from,
        "code": standing.code,
        "contact": line.contact,
        "id": standing.id,
        "informative": standing.informative,
        "items_complete": {
            "passed": sum(outcome is Outcome.PASSED for outcome in standing.items.values()),
            "required": required,
        },
        "items_from": standing.items_from,
        "items_outcome": standing.items_outcome,
        "items_reason": standing.items_reason,
        "listed": standing.listed,
        **({"waived_in": standing.waived_in} if standing.waived_in else {}),
        "name": standing.name,
        "on_catalog": standing.on_catalog,
        "openness": _openness_alone(openness),
        "public": standing.public,
        "publisher": line.publisher,
        "reachable": standing.reachable,
        "stars": openness.stars,
        "stars_format": openness.stars_format,
        "stars_reason": openness.stars_reason,
        "title": standing.title,
        "url": line.url,
    }


def _openness(openness: Openness) -> dict[str, Any]:
    return {
        **_openness_alone(openness),
        "criteria": {grade.criterion: grade.tier for grade in openness.criteria},
        "grades": [grade_value(grade) for grade in openness.criteria],
    }


def _openness_alone(openness: Openness) -> dict[str, Any]:
    return {
        "kind": openness.kind,
        "outcome": openness.outcome,
        "params": openness.params,
        "points": points_text(openness.points),
        "range": {"max": points_text(openness.maximum), "min": points_text(openness.minimum)},
        "reason": openness.reason,
    }


def grade_value(grade: CriterionGrade) -> dict[str, Any]:
    """One openness criterion of a dataset, as ``report.json`` has it."""
    fields: dict[str, Any] = msgspec.structs.asdict(grade)
    return {**fields, "gain": points_text(grade.gain)}


def resource_value(resource: ResourceLine, canonical: bool) -> dict[str, Any]:
    """One resource with what was seen of its link, as ``report.json`` has it."""
    seen = resource.observation
    return {
        "declared": resource.declared,
        "format": resource.format,
        "id": resource.id,
        "name": resource.name,
        "role": resource.role,
        "url": resource.url,
        **_seen(seen, canonical),
    }


def _seen(seen: Observation | None, canonical: bool) -> dict[str, Any]:
    if seen is None:
        return {"confirmed": False, "evidence_id": None, "outcome": Outcome.UNTESTED, "sniffed": None, "verdict": None}
    found: dict[str, Any] = {
        "confirmed": seen.confirmed,
        "content": seen.content,
        "evidence_id": seen.evidence_id,
        "probes": [_probe(probe, canonical) for probe in seen.probes or ()],
        "notes": seen.notes,
        "outcome": seen.outcome,
        "sniffed": seen.sniffed.format if seen.sniffed else None,
        "status": seen.status,
        "verdict": seen.verdict,
    }
    return found if canonical else {**found, "attempts": seen.attempts}


def _probe(probe: Probe, canonical: bool) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.structs.asdict(probe)
    if canonical:
        fields.update({name: _untimed(fields[name]) for name in ("whole", "part")})
    return fields


def _untimed(answer: ProbeAnswer | None) -> dict[str, Any] | None:
    """An answer without what differs between two runs over the same answers: its time, and stamps inside it."""
    if answer is None:
        return None
    fields: dict[str, Any] = msgspec.structs.asdict(answer)
    return {name: value for name, value in fields.items() if name not in ("at", "sha256", "bytes_read", "excerpt")}


def _found(finding: Finding, report: Report) -> dict[str, Any]:
    """A finding; one that was overruled with the number of the decision that stands in its place."""
    line = overruled_by(finding, report.decided, report.rubric)
    return finding_value(finding) if line is None else {**finding_value(finding), "overruled_by": line.entry.number}


def finding_value(finding: Finding) -> dict[str, Any]:
    """One finding, as ``report.json`` has it."""
    return {
        "check": finding.check,
        "evidence_id": finding.evidence_id,
        "outcome": finding.outcome,
        "params": finding.params,
        "path": finding.path,
        "reason": finding.reason,
        "severity": finding.severity,
    }


def evidence_value(line: EvidenceLine, canonical: bool) -> dict[str, Any]:
    """One piece of evidence, as ``report.json`` has it."""
    fields: dict[str, Any] = msgspec.structs.asdict(line)
    if canonical:
        del fields["at"], fields["attempts"]
        if line.kind == "probe":  # an interface may stamp its answers
            fields.update(bytes_read=0, sha256="", detail="")
    return fields


def match_value(match: Match) -> dict[str, Any]:
    """Which dataset a listed one is, as ``report.json`` has it."""
    fields: dict[str, Any] = msgspec.structs.asdict(match)
    return {**fields, "candidates": [{"dataset_id": name, "likeness": like} for name, like in match.candidates]}
