"""The whole line, resumable: harvest, look, second look. Scoring is derived afterwards, from the store alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timezone
from pathlib import Path

from msgspec import Struct

from checker.config import Settings
from checker.errors import CatalogError, UsageError
from checker.fetch import Fetcher
from checker.model import RunHead
from checker.rubric import Rubric
from checker.run.harvest import harvest, look_at_catalog_again
from checker.run.look import known_links, look, look_again, read_files
from checker.run.probing import probe
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.task import Task, new_head, told_settings
from checker.store import GivenFile, Store

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(timezone.utc)


class Run(Struct, frozen=True, kw_only=True):
    """A run in a store: hand it to ``score``, ``report`` or ``confirm``."""

    id: str
    store: Path
    resumed: bool = False
    left: int = 0  #: failed links that wait for a second look


def run_named(name: str, store: Path) -> Run:
    """The stored run with this id, the beginning of one, or ``latest``. UsageError where there is none."""
    with Store.open(store, create=False) as opened:
        return Run(id=opened.resolve(name).id, store=store)


def scan(
    task: Task,
    store_path: Path,
    *,
    watch: Watch = silent,
    clock: Clock = now,
    begun: Callable[[RunHead, bool], None] = lambda head, resumed: None,
) -> Run:
    """Scans a source into the store, or goes on with the same scan where it was stopped.

    ``begun`` is told the run's head as soon as there is one, and whether it is an old one gone on with.
    """
    rubric = proved_rubric(task.rubric)
    started = clock()
    new = new_head(task, rubric, started, f"{started:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}")
    given = tuple(GivenFile(kind=each.kind, name=each.name, body=each.body) for each in task.inputs)
    with Store.open(store_path) as store, store.working_on(new, given) as head:
        begun(head, head.id != new.id)
        try:
            with Fetcher(task.settings, clock=clock) as fetcher:
                left = _work(store, head, task, fetcher, rubric, watch, clock)
        except UsageError:  # what was asked for is not there: no run, or it would be the latest of those that are
            if head.id == new.id:
                store.delete(head.id)
            raise
    return Run(id=head.id, store=store_path, resumed=head.id != new.id, left=left)


def _work(store: Store, head: RunHead, task: Task, fetcher: Fetcher, rubric: Rubric, watch: Watch, clock: Clock) -> int:
    if head.state == "harvesting":
        try:
            harvest(store, head, task, fetcher, rubric, watch, clock)
        except CatalogError:
            store.set_state(head.id, "finished", clock())
            raise
        store.set_state(head.id, "looking")
    left = look_at_links(store, head, task, fetcher, rubric, watch, clock)
    store.set_state(head.id, "finished", clock())
    return left


def look_at_links(
    store: Store,
    head: RunHead,
    task: Task,
    fetcher: Fetcher,
    rubric: Rubric,
    watch: Watch,
    clock: Clock,
    *,
    again: Collection[str] = (),
) -> int:
    """All of the line that asks the web of a run's links: looks, files, interfaces, second looks.

    ``again``: links that are looked at once more though they were looked at before. Returns how many failures wait
    for a later look.
    """
    look(store, head, task, fetcher, rubric, watch, again=again)
    read_files(store, head, task, fetcher, watch)
    _probe(store, head, task, fetcher, rubric, watch, again=False)
    # "later" leaves every second look to `dgcheck confirm`, even one that is due already
    patience = task.settings.confirm_wait if task.settings.confirm == "end" else None
    left = look_again(store, head, task, fetcher, rubric, watch, clock, patience=patience)
    read_files(store, head, task, fetcher, watch)
    _probe(store, head, task, fetcher, rubric, watch, again=patience is not None)
    return left


def _probe(
    store: Store, head: RunHead, task: Task, fetcher: Fetcher, rubric: Rubric, watch: Watch, *, again: bool
) -> None:
    if task.settings.content:
        robots = task.settings.robots == "all"
        probe(store, head, known_links(store, head, rubric), fetcher, watch, again=again, robots=robots)


def confirm(
    run_id: str,
    store_path: Path,
    settings: Settings,
    *,
    token: str = "",
    patience: float = 0.0,
    watch: Watch = silent,
    clock: Clock = now,
) -> Run:
    """Comes back to a run's failures, and to the catalog itself where it did not answer."""
    with Store.open(store_path, create=False) as store:
        head = store.resolve(run_id)
        rubric = proved_rubric(head.rubric)
        task = Task(
            source=head.source,
            organization=head.organization,
            rubric=head.rubric,
            token=token,
            settings=told_settings(head, settings),
        )
        with store.hold(head.id), Fetcher(task.settings, clock=clock) as fetcher:
            if look_at_catalog_again(store, head, task, fetcher, rubric, watch, clock):
                look(store, head, task, fetcher, rubric, watch)
            left = look_again(store, head, task, fetcher, rubric, watch, clock, patience=patience)
            read_files(store, head, task, fetcher, watch)
            _probe(store, head, task, fetcher, rubric, watch, again=True)
    return Run(id=head.id, store=store_path, left=left)
