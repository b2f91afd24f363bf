"""Which dataset of a run each part of a file of fixes, or each row of a workbook, is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from checker.errors import Problem, UsageError
from checker.fix.asked import of_record, read_fixes
from checker.fix.model import AskedDataset, Asking
from checker.fix.words import problem
from checker.matching import match
from checker.model import Match, PlannedDataset, RunHead
from checker.normalise import identity_of
from checker.run.fix_site import Package
from checker.run.planning import matches, planning
from checker.run.rules import proved_rubric
from checker.store import Store
from checker.text import clean, key
from checker.texts import perhaps
from checker.workbook.reading import MAX_BYTES, is_workbook
from checker.workbook.record import Record
from checker.workbook.template2 import read_workbook

YAML = frozenset({".yaml", ".yml"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


class Meant(Struct, frozen=True, kw_only=True):
    """What is asked for, by dataset id."""

    datasets: tuple[tuple[str, AskedDataset], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_asking(path: Path) -> tuple[Asking, bytes]:
    """What a file asks for, and its bytes. Raises UsageError for what cannot be read at all."""
    if path.exists() and not path.is_file():  # a pipe or a device may never end
        raise UsageError(f"{path}: cannot be read: it is not a file", f"{path}: อ่านแฟ้มไม่ได้: ไม่ใช่แฟ้ม")
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error
    if path.suffix.lower() not in YAML and (is_workbook(body) or path.suffix.lower() in WORKBOOKS):
        book = read_workbook(body, str(path))
        return Asking(datasets=tuple(map(_of_record, book.datasets)), problems=book.problems), body
    return read_fixes(body, str(path)), body


def _of_record(record: Record) -> AskedDataset:
    resources = [(each.package, each.row.place) for each in record.resources]
    return of_record(record.code, record.package, record.row.source, record.row.place, resources)


def meant(asking: Asking, store: Store, head: RunHead, then: Mapping[str, Package]) -> Meant:
    """Every dataset that is asked for with the id that the catalog has for it; the others are told of."""
    finder = _Finder(asking, store, head, then)
    found: dict[str, AskedDataset] = {}
    problems = list(asking.problems)
    for asked in asking.datasets:
        identity = finder.find(asked)
        if isinstance(identity, Problem):
            problems.append(identity)
        elif identity in found:
            problems.append(problem("same_dataset", asked.source, asked.place, asked.key, other=found[identity].place))
        else:
            found[identity] = asked
    return Meant(datasets=tuple(found.items()), problems=tuple(problems))


class _Finder:
    """By id, by URL name, by code of the run's list; a row of a workbook by its code and its title too."""

    def __init__(self, asking: Asking, store: Store, head: RunHead, then: Mapping[str, Package]) -> None:
        rubric = proved_rubric(head.rubric)
        listed = matches(store, head, planning(store, head, rubric), rubric)
        self._then = then
        self._names = {key(identity_of(package)[1]): identity for identity, package in then.items()}
        self._codes = {key(each.code): each for each in listed}
        rows = [each for each in asking.datasets if not each.exact and key(each.key) not in self._codes]
        titles = [(identity, identity_of(package)[1], _title(package)) for identity, package in then.items()]
        planned = [PlannedDataset(code=each.key, title=each.title) for each in rows]
        self._codes |= {key(each.code): each for each in match(planned, titles, rubric.matching)}

    def find(self, asked: AskedDataset) -> str | Problem:
        """The id, or why there is none. A title that is merely alike is never enough to write by."""
        if asked.key in self._then:
            return asked.key
        wanted = key(asked.key)
        found = self._codes.get(wanted)
        if found is not None and found.dataset_id is not None and found.confidence == 1:
            return found.dataset_id
        if wanted in self._names:
            return self._names[wanted]
        candidates = list(self._candidates(found))
        if candidates:
            names = ", ".join(candidates)
            return problem("unsure_dataset", asked.source, asked.place, asked.key, candidates=names)
        return self._unknown(asked)

    def _candidates(self, found: Match | None) -> Iterator[str]:
        if found is not None:
            for identity in (found.dataset_id, *(identity for identity, _ in found.candidates[:3])):
                if identity is not None and identity in self._then:
                    yield identity_of(self._then[identity])[1]

    def _unknown(self, asked: AskedDataset) -> Problem:
        near = get_close_matches(key(asked.key), self._names, n=1)
        name = identity_of(self._then[self._names[near[0]]])[1] if near else ""
        return problem("unknown_dataset", asked.source, asked.place, asked.key, **perhaps(name))


def _title(package: Package) -> str:
    title = package.get("title")
    return clean(title[:1000]) if isinstance(title, str) else ""
