"""One dataset after the other: planned, written through ``package_update``, and remembered with what it was before.

Each dataset is a transaction of its own with its row of the table: a command that is ended halfway has lost nothing,
and goes on when it is given again, as a dataset that is done has nothing left to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context
from msgspec import Struct

from checker import migrate
from checker.migrate import Move, Plan
from checker.vocabulary import vocabulary
from ckanext.dgmaturity import config, judging
from ckanext.dgmaturity.entering import ticket
from ckanext.dgmaturity.migrating import spots
from ckanext.dgmaturity.model import Migration
from ckanext.dgmaturity.search import ERRORS


class Ended(Struct, frozen=True, kw_only=True):
    """What became of one dataset."""

    plan: Plan
    outcome: str  #: ``planned``, ``changed``, ``unchanged``, ``refused``
    private: bool
    state: str
    errors: dict[str, Any] = {}  #: what CKAN says, by field


def datasets(organization: str | None) -> list[str]:
    """Ids of all datasets, private ones and drafts too, in the order of their names; deleted ones are left out.

    Raises ObjectNotFound for an organization that is not there.
    """
    rows = model.Session.query(model.Package.id).filter(
        model.Package.type == "dataset", model.Package.state.in_(("active", "draft"))
    )
    if organization is not None:
        group = model.Group.get(organization)
        if group is None or not group.is_organization:
            raise tk.ObjectNotFound(organization)
        rows = rows.filter(model.Package.owner_org == group.id)
    return [str(identity) for (identity,) in rows.order_by(model.Package.name)]


def migrate_all(batch: str | None, organization: str | None = None) -> Iterator[Ended]:
    """Migrates datasets under the name of a batch; without one it only says what would be done."""
    for identity in datasets(organization):
        package = model.Session.get(model.Package, identity)
        if package is not None:
            yield _migrated(package, batch)
        model.Session.expunge_all()


def planned(package: model.Package) -> Plan:
    """What would change in a dataset as it lies there."""
    return migrate.plan(
        spots.raw(package), today=judging.today(), rubric=config.rubric(),
        vocabularies=spots.vocabularies_of(package.id),
    )  # fmt: skip


def _migrated(package: model.Package, batch: str | None) -> Ended:
    plan, private, state = planned(package), bool(package.private), str(package.state)
    outcome, errors = "planned" if plan.moves else "unchanged", {}
    if batch is not None and plan.moves:
        try:
            _write(package, plan, batch)
            outcome = "changed"
        except (tk.ValidationError, *ERRORS) as error:
            model.Session.rollback()
            outcome, errors = "refused", getattr(error, "error_dict", {"Solr": [str(error)]})
    return Ended(plan=plan, outcome=outcome, private=private, state=state, errors=errors)


def _write(package: model.Package, plan: Plan, batch: str) -> None:
    row = Migration(batch=batch, package_id=package.id, body={"before": spots.raw(package), "after": None})
    model.Session.add(row)
    model.Session.flush()  # the row is stored by the commit that stores the dataset, or not at all
    data = tk.get_action("package_show")(_context(), {"id": package.id})
    data["tags"] = [*data.get("tags", []), *spots.vocabulary_tags(package.id)]
    context = Context(**_context(), **{ticket.AS_STORED: True})  # type: ignore[typeddict-item]
    tk.get_action("package_update")(context, moved(data, plan.moves))
    model.Session.expire_all()
    row.body = {**row.body, "after": spots.raw(package)}
    model.Session.commit()


def _context() -> Context:
    user = tk.get_action("get_site_user")(Context(ignore_auth=True), {})["name"]
    return Context(user=user, ignore_auth=True)


def moved(data: dict[str, Any], moves: tuple[Move, ...]) -> dict[str, Any]:
    """A dataset as ``package_show`` gives it, with every place as it shall be."""
    found = {**data, "extras": list(data.get("extras") or []), "resources": [dict(each) for each in data["resources"]]}
    found.pop("metadata_modified", None)
    resources = {each["id"]: each for each in found["resources"]}
    for move in moves:
        if move.resource:
            resources[move.resource][move.key] = move.after
        elif move.where == "tags":
            kept = [each for each in found.get("tags") or [] if each.get("vocabulary_id")]
            found["tags"] = [*kept, *({"name": name} for name in move.after)]
        elif move.where == "extras" and move.key not in vocabulary().fields["dataset"] or move.after is None:
            _put_extra(found, move)
        else:
            found[move.key] = move.after
    return found


def _put_extra(data: dict[str, Any], move: Move) -> None:
    data["extras"] = [each for each in data["extras"] if each["key"] != move.key]
    if move.after is not None:
        data["extras"].append({"key": move.key, "value": move.after})
