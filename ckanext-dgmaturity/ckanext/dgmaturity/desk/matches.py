"""Which dataset of the organization each listed one is: by the engine, and by hand where a person said so.

A hand decision belongs to a code of the list and outlives a new plan that lists the same code. One whose dataset is
deleted or has gone to another organization no longer says anything: the engine decides again, and the page tells it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from checker.matching import DECIDED, match
from checker.model import Match, PlannedDataset
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk import plans
from ckanext.dgmaturity.desk.powers import user_names
from ckanext.dgmaturity.model.columns import now

ORDER = ("unsure", "none", "title", "name", "code", DECIDED)  #: what a person has to look at comes first


class Held(Struct, frozen=True, kw_only=True):
    """A dataset of the organization."""

    id: str
    name: str
    title: str
    private: bool


def datasets_of(organization: str) -> dict[str, Held]:
    """The datasets of an organization, private ones too, by id."""
    table = model.Package
    query = model.Session.query(table.id, table.name, table.title, table.private)
    query = query.filter(table.owner_org == organization, table.state == model.State.ACTIVE, table.type == "dataset")
    return {
        row.id: Held(id=row.id, name=row.name, title=row.title or row.name, private=bool(row.private)) for row in query
    }


def by_hand(organization: str) -> dict[str, tables.Match]:
    """The hand decisions of an organization, by code as it is compared."""
    query = model.Session.query(tables.Match).filter(tables.Match.organization_id == organization)
    return {row.code.casefold(): row for row in query}


def standing(row: tables.Match | None, held: Mapping[str, Any]) -> bool:
    """Whether a hand decision still says something."""
    return row is not None and (row.package_id is None or row.package_id in held)


def told(planned: PlannedDataset, row: tables.Match | None, held: Mapping[str, Held]) -> PlannedDataset:
    """A listed dataset with what was decided of it."""
    if row is None or not standing(row, held):
        return planned
    return replace(planned, decided=True, name=held[row.package_id].name if row.package_id else None)


def listed(organization: str) -> dict[str, Any]:
    """Every listed dataset with its match, those first that a person has to look at."""
    plan = plans.in_force(organization)
    if plan is None:
        return {"organization_id": organization, "plan_id": None, "fiscal_year": None, "counts": {}, "matches": []}
    held, hands = datasets_of(organization), by_hand(organization)
    planned = plans.plan_of(plan).planned()
    automatic = _matched(planned, held)
    decided = [told(each, hands.get(each.code.casefold()), held) for each in planned]
    matched = _matched(decided, held) if hands else automatic
    people = user_names(row.user_id for row in hands.values())
    lines = [
        _line(one, found, alone, hands.get(one.code.casefold()), held, people)
        for one, found, alone in zip(planned, matched, automatic, strict=True)
    ]
    return {
        "organization_id": organization,
        "plan_id": plan.id,
        "fiscal_year": plan.fiscal_year,
        "counts": {how: sum(line["how"] == how for line in lines) for how in ORDER},
        "matches": sorted(lines, key=lambda line: ORDER.index(line["how"])),
    }


def _matched(planned: Sequence[PlannedDataset], held: Mapping[str, Held]) -> tuple[Match, ...]:
    names = [(each.id, each.name, each.title) for each in held.values()]
    return match(planned, names, proved_rubric(config.rubric()).matching)


def _line(
    one: PlannedDataset,
    found: Match,
    alone: Match,
    row: tables.Match | None,
    held: Mapping[str, Held],
    people: Mapping[str, str],
) -> dict[str, Any]:
    hand = standing(row, held)
    return {
        "code": one.code,
        "title": one.title,
        "process": one.process,
        "category": one.category,
        "how": DECIDED if hand and found.how == "none" else found.how,
        "dataset": _dataset(found.dataset_id, held),
        "candidates": [{**(_dataset(name, held) or {}), "likeness": like} for name, like in found.candidates],
        "automatic": {"how": alone.how, "dataset": _dataset(alone.dataset_id, held)},
        "by_hand": hand,
        "gone": row is not None and not hand,
        "at": row.at.isoformat() if row else None,
        "user": people.get(row.user_id, "") if row else None,
    }


def _dataset(identifier: str | None, held: Mapping[str, Held]) -> dict[str, Any] | None:
    if identifier is None:
        return None
    one = held[identifier]
    return {"id": one.id, "name": one.name, "title": one.title, "private": one.private}


def code_in_plan(organization: str, code: str) -> str:
    """A code as the plan in force writes it. Raises ValidationError."""
    plan = plans.in_force(organization)
    if plan is None:
        raise tk.ValidationError({"code": [tk._("There is no plan yet: upload it first")]})
    for each in plans.plan_of(plan).planned():
        if each.code.casefold() == code.casefold():
            return each.code
    raise tk.ValidationError({"code": [tk._("The plan has no dataset of this code")]})


def decide(organization: str, code: str, dataset: str | None, user_id: str) -> tables.Match:
    """Keeps which dataset a code is; ``None``: none of them. Raises ValidationError."""
    code = code_in_plan(organization, code)
    rows = by_hand(organization)
    held = datasets_of(organization)
    package_id = None if dataset is None else _named(dataset, held)
    for row in rows.values():
        if package_id is not None and row.package_id == package_id and row.code.casefold() != code.casefold():
            raise _taken(row.code)
    row = rows.get(code.casefold()) or tables.Match(organization_id=organization, code=code)
    row.package_id, row.user_id, row.at = package_id, user_id, now()
    model.Session.add(row)
    try:
        model.Session.commit()
    except IntegrityError as error:
        model.Session.rollback()
        raise _overtaken(organization, package_id) from error
    return row


def _named(dataset: str, held: Mapping[str, Held]) -> str:
    found = dataset if dataset in held else next((each.id for each in held.values() if each.name == dataset), None)
    if found is None:
        raise tk.ValidationError({"dataset": [tk._("The organization has no such dataset")]})
    return found


def _taken(code: str) -> tk.ValidationError:
    text = tk._("This dataset is matched to {code} already; one dataset stands for one code only")
    return tk.ValidationError({"dataset": [text.format(code=code)]})


def _overtaken(organization: str, package_id: str | None) -> tk.ValidationError:
    """Two decided at the same moment: for two codes on one dataset, or for one code."""
    for row in by_hand(organization).values():
        if package_id is not None and row.package_id == package_id:
            return _taken(row.code)
    text = tk._("Somebody else has changed this record meanwhile: look at it again before you save")
    return tk.ValidationError({"code": [text]})


def forget(organization: str, code: str) -> None:
    """Leaves a code to the engine again. Raises ObjectNotFound."""
    row = by_hand(organization).get(code.casefold())
    if row is None:
        raise tk.ObjectNotFound(tk._("Nothing was decided by hand for this code"))
    model.Session.delete(row)
    model.Session.commit()
