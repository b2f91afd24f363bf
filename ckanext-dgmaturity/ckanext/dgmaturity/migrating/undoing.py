"""A batch undone: every dataset as it was, unless somebody has edited since what the migration wrote."""

from __future__ import annotations

from collections.abc import Iterator

from ckan import model
from ckan.plugins import toolkit as tk
from msgspec import Struct

from ckanext.dgmaturity import jobs
from ckanext.dgmaturity.migrating import spots
from ckanext.dgmaturity.model import Migration, columns
from ckanext.dgmaturity.search import reindex


class Undone(Struct, frozen=True, kw_only=True):
    """What became of one dataset."""

    id: str
    name: str
    title: str
    outcome: str  #: ``undone``, ``edited``, ``gone``
    fields: tuple[str, ...] = ()  #: those that were edited since


def undo(batch: str) -> Iterator[Undone]:
    """Undoes what is not undone yet, the last first. Raises ObjectNotFound for a batch that is not there."""
    rows = model.Session.query(Migration.id, Migration.undone).filter(Migration.batch == batch)
    ids = [(identity, undone) for identity, undone in rows.order_by(Migration.at.desc())]
    if not ids:
        raise tk.ObjectNotFound(batch)
    for identity, undone in ids:
        if undone is None:
            yield _undone(model.Session.get(Migration, identity))
        model.Session.expunge_all()


def _undone(row: Migration) -> Undone:
    """A dataset in which others changed since what we wrote stays as it is; what only others wrote stays theirs."""
    package = model.Session.get(model.Package, row.package_id)
    before = row.body["before"]
    if package.state == "deleted":
        return _told(row, "gone")
    now = spots.raw(package)
    after = row.body["after"] or now
    ours = spots.differing(before, after)
    edited = ours & spots.differing(after, now)
    if edited:
        return _told(row, "edited", tuple(sorted({spot.key for spot in edited})))
    spots.put(package, spots.spots(before), ours)
    package.metadata_modified = columns.now().replace(tzinfo=None)
    row.undone = columns.now()
    told = _told(row, "undone")
    jobs.changed(package.id)
    model.Session.commit()
    reindex(told.id)
    return told


def _told(row: Migration, outcome: str, fields: tuple[str, ...] = ()) -> Undone:
    before = row.body["before"]
    title = before["title"] or ""
    return Undone(id=row.package_id, name=before["name"], title=title, outcome=outcome, fields=fields)


def batches() -> list[tuple[str, int]]:
    """(name, datasets not undone), the newest first."""
    rows = model.Session.query(Migration.batch, Migration.at).filter(Migration.undone.is_(None))
    found: dict[str, int] = {}
    for batch, _ in rows.order_by(Migration.at.desc()):
        found[batch] = found.get(batch, 0) + 1
    return list(found.items())
