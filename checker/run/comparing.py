"""Two stored runs, counted again under one rubric and set side by side. No network."""

from __future__ import annotations

from pathlib import Path

from checker.compare import Comparison, Facts, Side, compare, side_of
from checker.compare.side import facts_of
from checker.model import RunHead
from checker.run.derive import score
from checker.run.progress import Watch, silent
from checker.run.scan import Run
from checker.run.task import told_settings
from checker.store import Store
from checker.store.given import sha256_of


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
    newer = max(heads, key=lambda head: head.started)
    rules = rubric or newer.rubric
    first = _side(store_path, heads[0], facts[0], rules, watch)
    if heads[0].id == heads[1].id:
        return compare(first, first)
    return compare(first, _side(store_path, heads[1], facts[1], rules, watch))


def _side(store_path: Path, head: RunHead, facts: Facts, rubric: str, watch: Watch) -> Side:
    return side_of(score(Run(id=head.id, store=store_path), rubric=rubric, watch=watch), facts)


def _facts(store: Store, head: RunHead) -> Facts:
    given = [(each.kind, each.sha256 or sha256_of(each.body)) for each in store.inputs(head.id)]
    return facts_of(head, given, store.derivations(head.id), told_settings(head).content)
