"""The datasets of a stored run or of a catalog as it is now, with no link looked at: for what needs them alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from checker.errors import UsageError
from checker.fetch import Fetcher
from checker.model import CatalogState, Dataset, RunHead
from checker.plan import Plan
from checker.plan.naming import with_names
from checker.run.harvest import harvest
from checker.run.planning import matches, planning
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Clock, now
from checker.run.stored import datasets
from checker.run.task import Task, new_head
from checker.store import Store
from checker.text import key


class Collected(Struct, frozen=True, kw_only=True):
    """Datasets while their store is open, in the catalog's order."""

    source: str
    datasets: Iterator[Dataset]
    catalog: CatalogState | None
    plan: Plan | None = None  #: that the run was given, with the names of datasets that were found by their titles
    named: int = 0  #: of these names


@contextmanager
def of_run(run_id: str, store_path: Path, organization: str = "") -> Iterator[Collected]:
    """The datasets of a stored run, offline; of one organization (id, name or title) where one is asked for."""
    with Store.open(store_path, create=False) as store:
        head = store.resolve(run_id)
        plan, named = _plan(store, head)
        yield Collected(
            source=head.source,
            datasets=_of(datasets(store, head), organization),
            catalog=store.catalog(head.id),
            plan=plan,
            named=named,
        )


@contextmanager
def of_catalog(task: Task, watch: Watch = silent, clock: Clock = now) -> Iterator[Collected]:
    """The datasets of a catalog or a file of one, read now into a store of their own, which goes away afterwards.

    Raises CatalogError where it cannot be read, or holds none.
    """
    rubric = proved_rubric(task.rubric)
    head = new_head(task, rubric, clock(), "collected")
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "collected.sqlite") as store:
        with store.working_on(head, ()) as held, Fetcher(task.settings, clock=clock) as fetcher:
            state = harvest(store, held, task, fetcher, rubric, watch, clock)
        yield Collected(source=task.source, datasets=datasets(store, head), catalog=state)


def _plan(store: Store, head: RunHead) -> tuple[Plan | None, int]:
    """The run's plan; a dataset that was found by its title alone gets its name on the catalog."""
    rubric = proved_rubric(head.rubric)
    planned = planning(store, head, rubric)
    if planned.plan is None:
        return None, 0
    found = {each.dataset_id: each.code for each in matches(store, head, planned, rubric) if each.how == "title"}
    names = {found[each.id]: each.name for each in datasets(store, head) if each.name and each.id in found}
    return with_names(planned.plan, names), len(names)


def _of(found: Iterator[Dataset], organization: str) -> Iterator[Dataset]:
    """Those of one organization. Raises UsageError where there is none."""
    if not organization:
        yield from found
        return
    none = True
    for dataset in found:
        publisher = dataset.publisher
        names = (publisher.id, publisher.name, publisher.title) if publisher is not None else ()
        if key(organization) in map(key, names):
            none = False
            yield dataset
    if none:
        raise UsageError(
            f"--organization {organization!r}: the run holds no dataset of it",
            f"--organization {organization!r}: ไม่มีชุดข้อมูลขององค์กรนี้ในรายการที่ตรวจไว้",
        )
