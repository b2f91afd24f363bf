"""Stored runs side by side, and one after the other: comparisons and trends. No network."""

from __future__ import annotations

from pathlib import Path

from checker.compare import Comparison, Facts, Side, compare, side_of
from checker.compare.side import facts_of
from checker.model import RunHead
from checker.report.trend import Trend
from checker.rubric import Rubric
from checker.run.derive import score
from checker.run.planning import planning
from checker.run.progress import Progress, Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Run
from checker.run.task import told_settings
from checker.run.trend import runs_up_to, stored_trend
from checker.store import Store


def compare_runs(
    store_path: Path, before: str, after: str, *, rubric: str | None = None, watch: Watch = silent
) -> Comparison:
    """What changed from the run ``before`` to the run ``after``, each an id, the beginning of one, or ``latest``.

    Both are counted under the same rubric: the one that is named, else the own one of the run that began later. One
    report at a time is held, reduced before the next is made. Raises UsageError where there is no such run.
    """
    with Store.open(store_path, create=False) as store:
        heads = (store.resolve(before), store.resolve(after))
        facts = tuple(_facts(store, head) for head in heads)
    rules = rubric or max(heads, key=lambda head: head.started).rubric
    first = _side(store_path, heads[0], facts[0], rules, watch)
    if heads[0].id == heads[1].id:
        return compare(first, first)
    return compare(first, _side(store_path, heads[1], facts[1], rules, watch))


def _side(store_path: Path, head: RunHead, facts: Facts, rubric: str, watch: Watch) -> Side:
    return side_of(score(Run(id=head.id, store=store_path), rubric=rubric, watch=watch, work=False), facts)


def _facts(store: Store, head: RunHead) -> Facts:
    given = [(each.kind, each.sha256) for each in store.inputs(head.id)]
    return facts_of(head, given, store.derivations(head.id), told_settings(head).content)


def trend_of(
    store_path: Path, name: str, *, rubric: str | None = None, again: bool = False, watch: Watch = silent
) -> Trend:
    """The trend of a run's agency up to the run, under its own rubric or the one that is named.

    Only stored scores are read; ``again`` counts every run anew first. Raises UsageError where there is no such run.
    """
    with Store.open(store_path, create=False) as store:
        head = store.resolve(name)
        rules = proved_rubric(rubric or head.rubric)
        runs = runs_up_to(store, head)
    if again:
        _count_again(store_path, runs, rubric or head.rubric, watch)
    with Store.open(store_path, create=False) as store:
        return _trend(store, head, rules)


def _count_again(store_path: Path, runs: tuple[RunHead, ...], rubric: str, watch: Watch) -> None:
    for done, run in enumerate(runs, start=1):
        score(Run(id=run.id, store=store_path), rubric=rubric, work=False)
        watch(Progress(stage="derive", done=done, total=len(runs)))


def _trend(store: Store, head: RunHead, rules: Rubric) -> Trend:
    points, left_out = stored_trend(store, head, rules)
    catalog = store.catalog(head.id)
    agency = planning(store, head, rules).agency.title
    return Trend(
        agency=agency or " · ".join(filter(None, (catalog.title if catalog else "", head.organization))),
        catalog=(catalog.url if catalog else "") or head.source,
        organization=head.organization,
        rubric=rules,
        points=points,
        left_out=tuple(run.id for run in left_out),
    )
