"""What an organization gave beside its datasets, as the engine takes it: the plan it is scored by, the decisions.

Readings, where the rules are silent:

- The plan is the newest one of the fiscal year that the site's rubric counts; where there is none of that year, the
  newest of the latest year, and the engine warns that it is of another year.
- A match by hand is told with the plan (``decided``) and goes before every automatic one.
- Records of use stand behind those that came with the plan. Without a plan there is nothing they could count for: an
  organization without a plan is scored by all its datasets, and a plan of records alone would say that it lists none.
- The log of decisions is one for the life of an organization, see :mod:`ckanext.dgmaturity.desk.log`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from checker.store import KeptDecision
from ckanext.dgmaturity.desk import log, matches, plans, uses


class Decisions(Struct, frozen=True, kw_only=True):
    """The log of an organization, as the engine's store takes it: all of it belongs to one run."""

    run: str  #: the id that every working copy of the organization has to have for the chain to be whole
    entries: tuple[KeptDecision, ...] = ()


def effective_plan(organization_id: str) -> dict[str, Any] | None:
    """The plan as the engine reads it (``schemas/metadata/plan.schema.json``); ``None``: none was given."""
    row = plans.in_force(organization_id)
    if row is None:
        return None
    plan: dict[str, Any] = with_matches(row.body["plan"], organization_id)
    records = [*plan.get("utilisation", []), *[each.body for each in uses.kept(organization_id)]][: uses.most()]
    return {**plan, "utilisation": records} if records else plan


def with_matches(plan: Mapping[str, Any], organization_id: str) -> dict[str, Any]:
    """A plan whose datasets tell what was decided of them by hand."""
    hands = matches.by_hand(organization_id)
    if not hands:
        return dict(plan)
    held = matches.datasets_of(organization_id)

    def told(dataset: dict[str, Any]) -> dict[str, Any]:
        row = hands.get(dataset["code"].casefold())
        if row is None or not matches.standing(row, held):
            return dataset
        name = {"name": held[row.package_id].name} if row.package_id else {}
        return {**{key: part for key, part in dataset.items() if key != "name"}, **name, "decided": True}

    found: dict[str, Any] = each_dataset(plan, told)
    return found


def each_dataset(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """A plan, or a part of it, with every listed dataset changed."""
    if isinstance(value, list):
        return [each_dataset(each, change) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: [change(each) for each in part] if key == "datasets" else each_dataset(part, change)
        for key, part in value.items()
    }


def decisions_of(organization_id: str) -> Decisions:
    """The log of an organization, for ``Store.add_decisions`` of a copy whose run is called ``run``."""
    return Decisions(run=log.run_of(organization_id), entries=log.kept(organization_id))
