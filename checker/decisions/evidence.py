"""What a decision is made on, as one hash: where it is no longer the same, the decision is stale and stops counting.

Everything is taken from the run as it stands *without any decision*, so that one decision never changes what another
was made on. What goes into the hash, by what is decided:

- a check: every finding of it at that path (outcome, reason, parameters), and the SHA-256 of the bytes that it names;
- items: the outcome of each, where they were read (catalog, workbook), and the findings of their checks; of a record
  that nobody saw, the outcome and the reason of the whole;
- a criterion: its grade (tier proven, tier possible, reason, parameters, resource) and the SHA-256 of that resource's
  bytes; the kind and the reason of the whole, where it was not graded. Answers of an interface are left out: they may
  hold the time of day;
- a resource: verdict, outcome, whether it is settled, status; its SHA-256 only where it was reached, for a page that
  says "error" is no data;
- the kind: the kind that was told, and of each data resource its format; new rows in a file change no kind;
- a waiver, or an objection to a dataset as a whole: where it stands (listed, on the catalog, public), and the outcomes
  of its items, its links and its openness;
- a component: outcome, reason, parameters, points, and the SHA-256 of the plan that was given;
- a signature: the rubric and its version, the hash of all evidence of the run, the points and bounds of the body's
  components as they stand *with* all decisions, and which decisions count on them;
- an answer and a withdrawal: the entry that they refer to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from checker.decided import Entry, Kind, Log, Subject
from checker.decisions.log import digest
from checker.decisions.powers import (
    CHECK,
    CRITERION,
    ITEMS,
    KIND,
    RESOURCE,
    WHOLE,
    of_body,
    part_of,
)
from checker.model import ComponentScore, Finding, Observation, Outcome, Score, Standing
from checker.rubric import Rubric


class Seen(Struct, frozen=True, kw_only=True):
    """One dataset as it stands without any decision."""

    standing: Standing
    findings: tuple[Finding, ...] = ()
    observations: Mapping[str, Observation] = {}  #: by distribution id
    resources: tuple[str, ...] = ()  #: ids of all its distributions
    data: tuple[str, ...] = ()  #: ids of those that are graded


class Ground(Struct, frozen=True, kw_only=True):
    """All that decisions of one run can be made on."""

    rubric: Rubric
    seen: Callable[[str], Seen | None]  #: by standing id
    score: Score  #: without any decision
    given: str  #: SHA-256 of the plan; empty: none was given
    snapshot: Callable[[], str]  #: SHA-256 of all evidence of the run, asked only where somebody signs


def fingerprint(kind: Kind, subject: Subject, ground: Ground) -> str | None:
    """The hash of what is decided on; ``None``: it is not there."""
    part = part_of(kind, subject, ground.rubric)
    if part == WHOLE:
        found = next((each for each in ground.score.components if each.id == subject.component), None)
        return None if found is None else digest([part, _component(found), ground.given])
    seen = ground.seen(subject.dataset) if subject.dataset else None
    if seen is None:
        return None
    told = _TOLD.get(part, _standing)(subject, seen, ground.rubric)
    return None if told is None else digest([part, subject.dataset, told])


def signed_on(body: str, score: Score, counting: Iterable[Entry], ground: Ground) -> str:
    """The hash of what a body signs; ``counting`` are the decisions that count."""
    mine = of_body(body, ground.rubric)
    points = [
        [each.id, str(each.points), str(each.minimum), str(each.maximum), each.outcome]
        for each in score.components
        if each.id in mine
    ]
    hashes = [each.hash for each in counting if set(each.components) & set(mine)]
    return digest([body, ground.rubric.id, ground.rubric.version, ground.snapshot(), points, hashes])


def referred_to(refers: int | None, log: Log) -> str | None:
    """The hash of the entry that another one answers or withdraws."""
    return next((each.hash for each in log.entries if each.number == refers), None)


def _component(score: ComponentScore) -> list[Any]:
    return [score.id, score.outcome, score.reason, score.params, str(score.points)]


def _findings(found: Iterable[Finding], seen: Seen) -> list[Any]:
    return [[each.check, each.path, each.outcome, each.reason, each.params, _bytes(each, seen)] for each in found]


def _bytes(finding: Finding, seen: Seen) -> str:
    of = (each.sha256 for each in seen.observations.values() if each.evidence_id == finding.evidence_id)
    return next(of, "") if finding.evidence_id else ""


def _check(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    found = [each for each in seen.findings if each.check == subject.check and subject.path in ("", each.path)]
    return _findings(found, seen) if found else None


def _items(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    if subject.check:
        return _check(subject, seen, rubric)
    checks = {check for item in rubric.items if item.no in subject.items for check in item.checks}
    known = {item.no for item in rubric.items}
    if not set(subject.items) <= known:
        return None
    one = seen.standing
    whole = [one.items_outcome, one.items_reason] if not one.items else []
    outcomes = [[number, one.items.get(number)] for number in subject.items]
    return [one.items_from, whole, outcomes, _findings([e for e in seen.findings if e.check in checks], seen)]


def _criterion(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    openness = seen.standing.openness
    if openness is None:
        return None
    grade = next((each for each in openness.criteria if each.criterion == subject.criterion), None)
    if grade is None:
        return [openness.kind, openness.reason]
    look = seen.observations.get(grade.distribution or "")
    own = look is not None and look.evidence_id == grade.evidence_id
    told = [grade.outcome, grade.tier, grade.possible, grade.reason, grade.params, grade.distribution]
    return [openness.kind, *told, look.sha256 if look is not None and own else ""]


def _resource(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    name = resource_of(subject)
    if name not in seen.resources:
        return None
    look = seen.observations.get(name)
    if look is None:
        return [name, None]
    reached = look.sha256 if look.outcome is Outcome.PASSED else ""
    return [name, look.verdict, look.outcome, look.confirmed, look.status, reached]


def _kind(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    openness = seen.standing.openness
    if openness is None or not seen.standing.on_catalog:
        return None
    looks = [(name, seen.observations.get(name)) for name in sorted(seen.data)]
    formats = [[name, look.sniffed.format if look and look.sniffed else None] for name, look in looks]
    return [openness.kind, formats]


def _standing(subject: Subject, seen: Seen, rubric: Rubric) -> list[Any] | None:
    one = seen.standing
    opened = one.openness.outcome if one.openness else None
    return [one.listed, one.on_catalog, one.public, one.items_outcome, one.reachable, opened]


def resource_of(subject: Subject) -> str:
    """The resource that a subject names, as such or by the path of its link's finding."""
    return subject.resource or subject.path.removeprefix("resources/").removesuffix("/url")


_TOLD: dict[str, Callable[[Subject, Seen, Rubric], list[Any] | None]] = {
    CHECK: _check,
    ITEMS: _items,
    CRITERION: _criterion,
    RESOURCE: _resource,
    KIND: _kind,
}
