"""Uploaded workbooks: kept, found, purged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk

from checker.workbook.archive import MAX_BYTES
from ckanext.dgmaturity import config
from ckanext.dgmaturity.importing import running
from ckanext.dgmaturity.model import Batch
from ckanext.dgmaturity.model.columns import now

LARGE = 512 * 1024  #: bytes of a workbook that is read behind the page


def most_bytes() -> int:
    """Bytes that an uploaded workbook may have."""
    return min(config.workbook_max_size() << 20, MAX_BYTES)


def keep(organization_id: str, name: str, content: bytes, user: Any, lang: str) -> Batch:
    """A new batch, to be read."""
    purge()
    batch = Batch(
        organization_id=organization_id,
        user_id=user.id,
        name=name,
        state=running.READING,
        content=content,
        done=0,
        total=0,
        body={"user": user.name, "lang": lang},
    )
    model.Session.add(batch)
    model.Session.commit()
    return batch


def found(batch_id: str, *, alone: bool = False) -> Batch:
    """The batch; ``alone``: as it is now, and nobody else's until the next commit. Raises ObjectNotFound."""
    now_ours: dict[str, Any] = {"with_for_update": True, "populate_existing": True} if alone else {}
    batch = model.Session.get(Batch, batch_id, **now_ours) if "\x00" not in batch_id else None
    if batch is None:
        raise tk.ObjectNotFound(tk._("There is no such workbook: it may have been removed after a while"))
    return batch


def of_organization(organization_id: str, user_id: str | None) -> list[Batch]:
    """The batches of an organization, the newest first; of one user, or of all (``None``)."""
    query = model.Session.query(Batch).filter(Batch.organization_id == organization_id)
    if user_id is not None:
        query = query.filter(Batch.user_id == user_id)
    rows: list[Batch] = query.order_by(Batch.at.desc()).limit(100).all()
    return rows


def purge() -> int:
    """Removes the batches that are older than the option says, with their files; how many."""
    old = now() - timedelta(days=config.workbook_days())
    query = model.Session.query(Batch).filter(Batch.at < old, Batch.state != running.IMPORTING)
    gone = int(query.delete(synchronize_session=False))
    model.Session.commit()
    return gone
