"""A comparison as lines of text for a terminal, Thai or English."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.model import Comparison, DatasetChange, RunLine
from checker.compare.telling import GROUPS, Telling, adds_up, counts, figures, members, signed
from checker.report.words import clean, moment, say
from checker.rounding import shown

DATASETS = 50  #: under each heading
CHANGES = 30  #: of one dataset


def lines(comparison: Comparison, lang: str) -> Iterator[str]:
    """The whole comparison: the score, what explains it, then the datasets, the worst loss first."""
    telling = Telling(comparison, lang)
    yield from _head(comparison, lang)
    yield from _score(comparison, telling)
    if not comparison.datasets:
        yield ""
        yield say("compare.nothing", lang)
        return
    found = counts(comparison)
    for group in GROUPS:
        if found[group]:
            yield ""
            yield f"{say(f'compare.{group}', lang)}: {found[group]}"
            for change in members(comparison, group)[:DATASETS]:
                yield from _dataset(change, telling)
            if found[group] > DATASETS:
                yield f"  {say('compare.more', lang, count=found[group] - DATASETS)}"
    yield ""
    yield f"{say('compare.unchanged', lang)}: {comparison.unchanged}"
    if not adds_up(comparison):
        yield f"* {say('compare.each_rounded', lang)}"


def _head(comparison: Comparison, lang: str) -> Iterator[str]:
    after = comparison.after
    yield say("compare.title", lang)
    yield clean(f"{after.agency or after.catalog_title} {after.catalog}").strip()
    zone = comparison.rubric.time_zone
    for key, run in (("before", comparison.before), ("after", after)):
        yield f"{say(f'compare.{key}', lang)}: {_run(run, zone, lang)}"
    yield say("compare.counted_by", lang, rubric=after.rubric_id, version=after.rubric_version)
    for problem in comparison.warnings:
        yield f"! {problem.th if lang == 'th' else problem.en}"


def _run(run: RunLine, zone: str, lang: str) -> str:
    told = say("compare.run", lang, run=clean(run.id, 60), cutoff=moment(run.cutoff, zone, lang))
    score = run.score
    if score.minimum == score.maximum:
        return f"{told} · {shown(score.total)}"
    between = say("compare.range", lang, min=shown(score.minimum), max=shown(score.maximum))
    return f"{told} · {shown(score.total)} ({between})"


def _score(comparison: Comparison, telling: Telling) -> Iterator[str]:
    shown_as = figures(comparison)
    yield ""
    yield f"{say('compare.total', telling.lang)}: {shown_as.total[0]} → {shown_as.total[1]} ({shown_as.total[2]})"
    rows = zip(comparison.components, shown_as.before, shown_as.after, shown_as.difference, strict=True)
    for part, before, after, difference in rows:
        yield f"  {telling.component(part.id)}: {before} → {after} / {shown(part.max)} ({difference})"
        for cause in comparison.causes:
            if cause.component == part.id:
                yield f"    {signed(cause.points)}  {telling.cause(cause)}"


def _dataset(change: DatasetChange, telling: Telling) -> Iterator[str]:
    told = [telling.name(change)]
    if change.code:
        told.append(clean(change.code, 60))
    if change.matched in ("code", "name"):
        told.append(say(f"compare.matched_{change.matched}", telling.lang))
    yield f"  {signed(change.points)}  {' · '.join(told)}"
    if len(change.shares) > 1:
        parts = (f"{telling.component(each.component)} {signed(each.points)}" for each in change.shares)
        yield f"      {' · '.join(parts)}"
    for each in change.changes[:CHANGES]:
        yield f"    {telling.sign(each.direction)} {telling.change(each)}"
    if len(change.changes) > CHANGES:
        yield f"    {say('compare.more', telling.lang, count=len(change.changes) - CHANGES)}"
