"""What a reader must know before trusting a comparison: not like for like, not final, another catalog."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.side import Side
from checker.errors import Problem
from checker.report.words import clean, say

_GIVEN = ("plan", "metadata", "previous")


def remarks(before: Side, after: Side) -> tuple[Problem, ...]:
    """Warnings in a set order; a run compared with itself has one alone."""
    if before.run.id == after.run.id:
        return (_remark("same_run", "run", before.run.id, before=before.run.id),)
    return (
        *_whose(before, after),
        *_rules(before, after),
        *_given(before, after),
        *_states(before),
        *_states(after),
    )


def _remark(code: str, place: str, source: str, **params: object) -> Problem:
    shown = {name: value if isinstance(value, int) else clean(str(value), 120) for name, value in params.items()}
    return Problem(
        source=source,
        place=place,
        value="",
        code=code,
        severity="warning",
        th=say(f"compare_remark.{code}", "th", **shown),
        en=say(f"compare_remark.{code}", "en", **shown),
    )


def _whose(before: Side, after: Side) -> Iterator[Problem]:
    first, second = before.run, after.run
    if first.catalog.rstrip("/") != second.catalog.rstrip("/") and first.source != second.source:
        yield _remark("other_catalog", "source", second.id, before=_name(before), after=_name(after))
    if first.organization != second.organization:
        was, now = (clean(each.organization, 120) or "–" for each in (first, second))
        yield _remark("other_organization", "organization", second.id, before=was, after=now)
    if second.started < first.started:
        yield _remark("backwards", "run", second.id, before=first.id, after=second.id)


def _name(side: Side) -> str:
    return clean(side.run.catalog or side.run.source, 120) or "–"


def _rules(before: Side, after: Side) -> Iterator[Problem]:
    first, second = before.run, after.run
    was, used = (f"{each.rubric_id} {each.rubric_version}" for each in (first, second))
    if was != used:
        yield _remark("rubric_mixed", "rubric", second.id, before=was, after=used)
    if first.own_rubric != second.own_rubric:
        own = {"before": clean(first.own_rubric), "after": clean(second.own_rubric)}
        yield _remark("rubric_differs", "rubric", second.id, **own, used=used)
    for side in (before, after):
        for rubric, version in side.facts.scored:
            if rubric == side.run.rubric_id and version != side.run.rubric_version:
                yield _remark("version_differs", "rubric", side.run.id, run=side.run.id, before=version, used=used)
    if first.tool_version != second.tool_version:
        yield _remark("tool_differs", "tool", second.id, before=first.tool_version, after=second.tool_version)


def _given(before: Side, after: Side) -> Iterator[Problem]:
    for kind in _GIVEN:
        first, second = ([digest for each, digest in side.facts.given if each == kind] for side in (before, after))
        if first != second:
            yield _remark(f"{kind}_differs", kind, after.run.id)
    if before.facts.content != after.facts.content:
        without = before if not before.facts.content else after
        yield _remark("content_differs", "content", after.run.id, run=without.run.id)
    entries = before.run.decisions, after.run.decisions
    if any(entries):
        yield _remark("decided", "decisions", after.run.id, before=entries[0], after=entries[1])


def _states(side: Side) -> Iterator[Problem]:
    if not side.facts.finished:
        yield _remark("unfinished", "run", side.run.id, run=side.run.id)
    if not side.run.score.final:
        yield _remark("not_final", "score", side.run.id, run=side.run.id)
