"""A batch from state to state: ``reading`` → ``previewed`` → ``importing`` → ``done``, or ``failed``.

Each step can be cut off anywhere and gone on with: a preview is made anew, an import goes on at the first dataset that
has no outcome. Imports of one organization take turns, so that no two write the same dataset at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from ckan import model
from ckan.plugins import toolkit as tk
from sqlalchemy import text

from checker.errors import WorkbookError
from checker.workbook.record import Package, Record
from ckanext.dgmaturity.importing import writing
from ckanext.dgmaturity.importing.preview import HELD, NEW, SAME, UPDATE, preview
from ckanext.dgmaturity.importing.reading import read
from ckanext.dgmaturity.model import Batch, BatchDataset
from ckanext.dgmaturity.model.columns import now

READING, PREVIEWED, IMPORTING, DONE, FAILED = "reading", "previewed", "importing", "done", "failed"


def look(batch_id: str) -> None:
    """Reads the workbook and keeps what importing it would do."""
    batch = model.Session.get(Batch, batch_id)
    if batch is None or batch.state != READING:
        return
    organization = organization_of(batch)
    try:
        found = preview(read(bytes(batch.content), batch.name, organization), organization, batch.body["user"])
    except WorkbookError as error:
        batch.state, batch.finished = FAILED, now()
        batch.body = {**batch.body, "error": {"th": error.text("th"), "en": error.text("en")}}
    else:
        model.Session.query(BatchDataset).filter(BatchDataset.batch_id == batch_id).delete()
        for number, one in enumerate(found.datasets, 1):
            model.Session.add(
                BatchDataset(batch_id=batch_id, number=number, code=one.code, name=one.name, title=one.title,
                             kind=one.kind, package_id=one.package_id, body=one.body, chosen=True)
            )  # fmt: skip
        batch.state, batch.total = PREVIEWED, sum(one.kind in (NEW, UPDATE) for one in found.datasets)
        batch.body = {**batch.body, "problems": found.problems}
    model.Session.commit()


def choose(batch: Batch, left: set[int]) -> None:
    """Begins the import, without the datasets that are ``left``."""
    for line in lines(batch.id):
        line.chosen = line.number not in left
        if line.kind in (SAME, HELD):
            line.outcome = writing.SAME if line.kind == SAME else writing.HELD
        elif not line.chosen:
            line.outcome = writing.LEFT
    batch.state, batch.done = IMPORTING, 0
    batch.total = sum(line.outcome is None for line in lines(batch.id))
    model.Session.commit()


def carry_on(batch_id: str, *, wait: bool = False) -> bool:
    """Writes what has no outcome yet. ``False``: another import of the organization is at work, nothing was done."""
    batch = model.Session.get(Batch, batch_id)
    if batch is None or batch.state != IMPORTING:
        return True
    with turn_of(batch.organization_id, wait=wait) as mine:
        if mine:
            _write(batch_id)
    return mine


def _write(batch_id: str) -> None:
    batch = model.Session.get(Batch, batch_id, populate_existing=True)
    if batch.state != IMPORTING:
        return  # it was done while we waited
    user, records = str(batch.body["user"]), records_of(batch)
    waiting = [line.number for line in lines(batch_id) if line.outcome in (None, writing.WRITING)]
    for number in waiting:
        writing.write(writing.Turn(batch_id=batch_id, number=number, record=records[number - 1], user=user))
        _count(batch_id)
    batch = model.Session.get(Batch, batch_id)
    batch.state, batch.finished = DONE, now()
    model.Session.commit()


def _count(batch_id: str) -> None:
    """Keeps how far it is."""
    table = BatchDataset
    waiting = model.Session.query(table).filter(
        table.batch_id == batch_id, table.outcome.is_(None) | (table.outcome == writing.WRITING)
    )
    batch = model.Session.get(Batch, batch_id)
    batch.done = batch.total - waiting.count()
    model.Session.commit()


def records_of(batch: Batch) -> tuple[Record, ...]:
    """The datasets of the workbook, in its order."""
    return read(bytes(batch.content), batch.name, organization_of(batch)).book.datasets


def lines(batch_id: str) -> list[BatchDataset]:
    """The datasets of a batch."""
    query = model.Session.query(BatchDataset).filter(BatchDataset.batch_id == batch_id)
    found: list[BatchDataset] = query.order_by(BatchDataset.number).all()
    return found


def organization_of(batch: Batch) -> Package:
    """The organization that a batch goes into."""
    found = model.Group.get(batch.organization_id)
    if found is None:
        raise tk.ObjectNotFound("organization")
    return {"id": found.id, "name": found.name, "title": found.title or found.name}


@contextmanager
def turn_of(organization_id: str, *, wait: bool = False) -> Iterator[bool]:
    """Whether it is our turn to write in the organization. The database forgets it when we are killed."""
    key = int.from_bytes(hashlib.sha256(f"dgmaturity {organization_id}".encode()).digest()[:8], "big", signed=True)
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if wait:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
        mine = wait or bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar())
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


def is_at_work(organization_id: str) -> bool:
    """Whether an import of the organization is being written now."""
    with turn_of(organization_id) as mine:
        return not mine
