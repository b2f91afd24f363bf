"""The files that were given with a run, read again from the store: the plan, the workbook, last year's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from checker.errors import Problem, UsageError
from checker.matching import match
from checker.model import Agency, CatalogState, Match, Outcome, PlannedDataset, RunHead
from checker.plan import (
    Plan,
    other_year,
    read_plan,
    repeated_datasets,
    touched_services,
    unlisted_records,
    unreported,
)
from checker.rubric import Rubric
from checker.run.stored import datasets
from checker.run.task import Input, Task
from checker.store import GivenFile, Store
from checker.workbook.template2 import read_workbook


class Planning(Struct, frozen=True, kw_only=True):
    """What the person gave, as the line needs it."""

    plan: Plan | None = None
    planned: tuple[PlannedDataset, ...] | None = None  #: ``None``: no plan, so every dataset is the list
    agency: Agency = Agency()
    agenda: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()
    records: Mapping[str, Mapping[str, Any]] = {}  #: packages of the Template 2 workbook, by code
    source: str = ""

    def by_dataset(self, matched: Sequence[Match]) -> dict[str, PlannedDataset]:
        """The listed datasets by the id of the catalog's dataset that each was matched to."""
        by_code = {each.code: each for each in self.planned or ()}
        return {each.dataset_id: by_code[each.code] for each in matched if each.dataset_id is not None}

    def completed(self, catalog: CatalogState | None) -> CatalogState:
        """The catalog's state, with the date on which the plan says that its URL was reported."""
        state = catalog or CatalogState(url="", url_given=False, outcome=Outcome.UNTESTED, reason="unconfirmed")
        return msgspec.structs.replace(state, reported_on=self.plan.reported_on if self.plan else None)


def matches(store: Store, head: RunHead, plan: Planning, rubric: Rubric) -> tuple[Match, ...]:
    """Which dataset of the catalog each listed one is."""
    if not plan.planned:
        return ()
    titles = tuple((each.id, each.name, each.title) for each in datasets(store, head))
    return match(plan.planned, titles, rubric.matching)


def planning(store: Store, head: RunHead, rubric: Rubric, lent: Sequence[Input] = ()) -> Planning:
    """The files that the run was given, read from the store; ``lent`` stand in for those that it was not given."""
    given: dict[str, Input | GivenFile] = {each.kind: each for each in lent}
    given.update({each.kind: each for each in store.inputs(head.id)})
    records: Mapping[str, Mapping[str, Any]] = {}
    warnings: tuple[Problem, ...] = ()
    if "metadata" in given:
        book = read_workbook(given["metadata"].body, given["metadata"].name)
        records, warnings = book.packages(), book.problems
    if "plan" not in given:
        return Planning(records=records, warnings=warnings, source=head.source)
    plan = read_plan(given["plan"].body, given["plan"].name)
    previous = read_plan(given["previous"].body, given["previous"].name) if "previous" in given else None
    return Planning(
        plan=plan,
        planned=plan.planned(),
        agency=plan.agency,
        agenda=touched_services(plan),
        warnings=(
            *plan.warnings,
            *other_year(plan, rubric.fiscal_year),
            *unreported(plan, head.source),
            *repeated_datasets(plan, previous),
            *warnings,
            *unlisted_records(plan, records, given["metadata"].name if "metadata" in given else ""),
        ),
        records=records,
        source=plan.source,
    )


def complete_task(task: Task) -> Task:
    """The task with what the plan says of the catalog, where the command does not: its URL, the organization.

    Raises PlanError or WorkbookError at once when a given file cannot be used: before anything is asked of a site.
    """
    given = {each.kind: each for each in task.inputs}
    if "metadata" in given:
        read_workbook(given["metadata"].body, given["metadata"].name)
    if "previous" in given:
        read_plan(given["previous"].body, given["previous"].name)
    if "plan" not in given:
        if not task.source:
            raise UsageError(
                "nothing to scan: give the catalog's URL or file, or a plan with its URL",
                "ไม่มีสิ่งที่จะตรวจ: ระบุ URL หรือแฟ้มของระบบบัญชีข้อมูล หรือแผนที่มี URL",
            )
        return task
    plan = read_plan(given["plan"].body, given["plan"].name)
    return msgspec.structs.replace(
        task,
        source=task.source or plan.catalog_url,
        organization=task.organization or plan.agency.organization,
    )
