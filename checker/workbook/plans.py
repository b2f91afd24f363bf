"""Template 1 beside Templates 2 and 3: the plan's own problems, and codes that stand in one but not in the other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checker.errors import PlanError, Problem
from checker.plan.build import build
from checker.plan.model import ListedDataset, Plan
from checker.plan.printed import read_tree, sheet_role
from checker.plan.problems import problem
from checker.plan.tree import Path, Tree, read_yaml
from checker.text import arabic_digits, key
from checker.workbook.reading import is_workbook, refuse_other_files
from checker.workbook.record import Workbook


class ListedCode(Struct, frozen=True, kw_only=True):
    """One dataset of the list: its code, and where it stands."""

    code: str
    source: str
    place: str
    name: str = ""  #: on the catalog, where the list tells it


def has_plan(sheets: tuple[str, ...]) -> bool:
    """Whether a workbook of these sheets holds Template 1."""
    return any(sheet_role(name) == "plan" for name in sheets)


def read_listed(body: bytes, source: str) -> tuple[tuple[ListedCode, ...] | None, tuple[Problem, ...]]:
    """The codes of a plan, and what is wrong with it; no codes where it cannot be used.

    Raises PlanError or WorkbookError for what is no plan at all.
    """
    refuse_other_files(body, source)
    tree = read_tree(body, source) if is_workbook(body) else read_yaml(body, source)
    try:
        plan = build(tree)
    except PlanError as error:
        return None, error.problems
    return tuple(_listed(plan, tree)), plan.warnings


def _listed(plan: Plan, tree: Tree) -> Iterator[ListedCode]:
    """Every dataset of the list, at its code or else at its title."""
    for path, dataset in _datasets(plan):
        place = tree.places.get((*path, "code")) or tree.place((*path, "title"))
        yield ListedCode(code=dataset.code, source=tree.source, place=place, name=dataset.name or "")


def _datasets(plan: Plan) -> Iterator[tuple[Path, ListedDataset]]:
    for number, issue in enumerate(plan.issues):
        for place, mission in enumerate(issue.missions):
            for at, process in enumerate(mission.processes):
                path = ("issues", number, "missions", place, "processes", at)
                yield from _numbered(path, process.datasets)
                for below, subprocess in enumerate(process.subprocesses):
                    yield from _numbered((*path, "subprocesses", below), subprocess.datasets)


def _numbered(path: Path, datasets: tuple[ListedDataset, ...]) -> Iterator[tuple[Path, ListedDataset]]:
    for number, dataset in enumerate(datasets):
        yield (*path, "datasets", number), dataset


def against_plan(book: Workbook, listed: tuple[ListedCode, ...]) -> Iterator[Problem]:
    """Codes of the list without metadata, and metadata of codes that are not listed; an empty list says nothing."""
    if not listed:
        return
    known = {_compared(name) for each in listed for name in (each.code, each.name) if name}
    filled = {_compared(each) for record in book.datasets for each in (record.code, record.name)}
    for record in book.datasets:
        if not {_compared(record.code), _compared(record.name)} & known:
            yield problem("unlisted_code", book.source, record.row.place(), record.code, warning=True)
    for each in listed:
        if not {_compared(each.code), _compared(each.name)} & filled:
            yield problem("no_record", each.source, each.place, each.code, warning=True)


def _compared(code: str) -> str:
    return arabic_digits(key(code))
