"""What a file of fixes, or the official workbook, would make of a run: the changes that ``dgcheck fix`` would write.

Datasets and resources are found, and values read or refused, by the very functions of ``dgcheck fix``; a value that it
would not write is told of and changes nothing here either. Of a listed dataset that is not on the catalog the values
are the record that the workbook would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from checker.errors import Problem
from checker.fix.look_ahead import look_ahead
from checker.fix.model import Asked, AskedDataset, Asking, Proposal
from checker.fix.words import problem
from checker.model import FieldValue, RunHead, Standing
from checker.run.assess import assess_record
from checker.run.basis import Basis
from checker.run.fix_asked import meant, read_asking
from checker.run.fix_site import Package, organizations, raw_packages
from checker.run.wishes import Wish
from checker.store import Store
from checker.supposed import Supposed
from checker.text import key


def wishes_from(basis: Basis, path: Path) -> tuple[tuple[Wish, ...], tuple[Problem, ...]]:
    """The changes that a file asks for, and what of it cannot be taken. Raises UsageError for an unreadable file."""
    asking, _ = read_asking(path)
    absent = {key(row.code): row for row in basis.rows if row.code and not row.on_catalog}
    there = [each for each in asking.datasets if key(each.key) not in absent]
    found: list[Wish] = []
    problems = list(asking.problems)
    for asked in asking.datasets:
        row = absent.get(key(asked.key))
        if row is not None:
            found.append(_of_record(basis, row, asked))
            problems += [_no_resource(asked, each.place, each.key) for each in asked.resources]
    for wish, refused in _of_catalog(basis, replace(asking, datasets=tuple(there), problems=())):
        found += [wish] if wish is not None else []
        problems += refused
    return tuple(found), tuple(problems)


def _of_catalog(basis: Basis, asking: Asking) -> Iterator[tuple[Wish | None, tuple[Problem, ...]]]:
    found, problems = proposals(asking, basis.derivation.store, basis.derivation.head)
    yield None, problems
    for ahead in found:
        fields = {name: _none_to_text(each) for name, each in ahead.resources.items()}
        yield Wish(dataset=ahead.dataset, supposed=Supposed(fields=ahead.fields, resources=fields)), ahead.problems


def proposals(asking: Asking, store: Store, head: RunHead) -> tuple[tuple[Proposal, ...], tuple[Problem, ...]]:
    """The new values that are asked for, by dataset, from the run alone; and which datasets cannot be told."""
    if not asking.datasets:
        return (), ()
    then = raw_packages(store, head)
    known, sure = organizations(then), meant(asking, store, head, then)
    found = [look_ahead(asked, then[identity], lambda name: known.get(key(name))) for identity, asked in sure.datasets]
    return tuple(found), sure.problems


def _none_to_text(fields: Mapping[str, FieldValue | None]) -> Mapping[str, str]:
    return {name: value if isinstance(value, str) else ", ".join(value or ()) for name, value in fields.items()}


def _of_record(basis: Basis, row: Standing, asked: AskedDataset) -> Wish:
    """A record is given whole: what the file leaves out is blank in it."""
    package: Package = {each.field: value for each in asked.fields if (value := _value(each)) is not None}
    record = assess_record({"id": row.id, "name": row.code or row.id, **package}, basis.known)
    return Wish(dataset=row.id, supposed=Supposed(items=record.items))


def _no_resource(asked: AskedDataset, place: str, name: str) -> Problem:
    return problem("unknown_resource", asked.source, place, name, names="-")


def _value(asked: Asked) -> FieldValue | None:
    written = asked.written
    if isinstance(written, (list, tuple)):
        return tuple(map(str, written))
    return None if written is None else str(written)
