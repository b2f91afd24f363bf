"""Which dataset of the catalog each one of a workbook is: by a person's match of its code, else by its name.

Readings: a name that belongs to another organization, or to a deleted dataset, is taken, and nothing is told of who
has it. Of two rows that are the same dataset the second is held.
"""

from __future__ import annotations

from collections.abc import Iterable

from ckan import model
from msgspec import Struct

from checker.workbook.record import Record
from ckanext.dgmaturity import model as tables

TAKEN, TWICE = "taken", "twice"
_AT_ONCE = 500  #: names in one question to the database


class Place(Struct, frozen=True, kw_only=True):
    """Where a dataset of a workbook goes."""

    package_id: str | None = None  #: none: it is new
    why: str = ""  #: it cannot go anywhere: ``taken`` or ``twice``


def places(organization_id: str, records: Iterable[Record]) -> list[Place]:
    """The place of each."""
    held = list(records)
    matched, named = _matched(organization_id), _named([record.name for record in held])
    found, seen = [], set()
    for record in held:
        place = _place(organization_id, record, matched, named)
        mark = place.package_id or record.name
        found.append(Place(why=TWICE) if mark in seen and not place.why else place)
        seen.add(mark)
    return found


def _place(
    organization_id: str, record: Record, matched: dict[str, str], named: dict[str, tuple[str, str, str]]
) -> Place:
    by_hand = matched.get(record.code.casefold())
    if by_hand is not None:
        return Place(package_id=by_hand)
    package_id, owner, state = named.get(record.name, ("", "", ""))
    if not package_id:
        return Place()
    fine = owner == organization_id and state != model.State.DELETED
    return Place(package_id=package_id) if fine else Place(why=TAKEN)


def _matched(organization_id: str) -> dict[str, str]:
    """Code → dataset of the organization, as a person decided."""
    table = tables.Match
    query = model.Session.query(table.code, table.package_id).filter(table.organization_id == organization_id)
    query = query.join(model.Package, model.Package.id == table.package_id)
    query = query.filter(model.Package.owner_org == organization_id, model.Package.state != model.State.DELETED)
    return {code.casefold(): package_id for code, package_id in query}


def _named(names: list[str]) -> dict[str, tuple[str, str, str]]:
    table = model.Package
    found: dict[str, tuple[str, str, str]] = {}
    for start in range(0, len(names), _AT_ONCE):
        query = model.Session.query(table.name, table.id, table.owner_org, table.state)
        for name, *rest in query.filter(table.name.in_(names[start : start + _AT_ONCE])):
            found[name] = tuple(rest)
    return found
