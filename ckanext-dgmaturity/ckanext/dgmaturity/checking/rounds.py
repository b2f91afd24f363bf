"""Rounds over many datasets: what a nightly command does, and a check of an organization or of the site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ckan import model
from sqlalchemy import func, select

from checker.cli.words import say
from checker.errors import CheckerError, RunError
from checker.run import score as count
from checker.run.progress import Watch, silent
from ckanext.dgmaturity.checking import packages, strangers
from ckanext.dgmaturity.checking import verdicts as kept
from ckanext.dgmaturity.checking.copy import working_copy
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.run import look, score_organization
from ckanext.dgmaturity.model import Score

LOCK = 0x6467_6D61_7475_7269  #: the number of our lock in the database: "dgmaturi"


class Looked(NamedTuple):
    """What a round over links came to."""

    datasets: int
    left: int  #: failures that wait for a second look
    seconds: float


class Counted(NamedTuple):
    """What one organization came to; ``organization`` is ``None`` for the site, ``error`` what stopped it."""

    organization: Any
    score: Score | None
    error: CheckerError | None = None


@contextmanager
def alone() -> Iterator[None]:
    """Holds the only place for a round over the site. Raises RunError where another process holds it.

    It is a lock of the database, so that it goes with the process, however that ends.
    """
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(select(func.pg_try_advisory_lock(LOCK))).scalar():
            raise RunError(say("inside.not_alone", "en"), say("inside.not_alone", "th"), code="not_alone")
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(LOCK)))


def look_at(ids: list[str], mode: Mode, watch: Watch = silent, *, wait: float) -> Looked:
    """One round over the links of many datasets: their second looks come due together, within ``wait`` seconds.

    Datasets that point at what another organization does not show have a round of their own, after the others.
    """
    started = time.monotonic()
    apart = strangers.among(ids)
    rounds = [[each for each in ids if each not in apart], [each for each in ids if each in apart]]
    looked = [_look_at(each, mode, watch, wait) for each in rounds if each]
    datasets, left = (sum(column) for column in zip(*looked, strict=True)) if looked else (0, 0)
    return Looked(datasets, left, time.monotonic() - started)


def _look_at(ids: list[str], mode: Mode, watch: Watch, wait: float) -> tuple[int, int]:
    with working_copy(ids, mode, wait=wait) as copy:
        left = look(copy, watch)
        kept.write_looks(copy, count(copy.run, watch=watch, work=False))
        return len(copy.modified), left


def all_organizations() -> list[Any]:
    """Every active organization, by name."""
    query = model.Session.query(model.Group).filter_by(is_organization=True, state="active")
    return list(query.order_by(model.Group.name))


def score_all(watch: Watch = silent) -> Iterator[Counted]:
    """Every organization, then the site; what stops one does not stop the others."""
    for organization in [*all_organizations(), None]:
        yield score_one(organization, watch)


def score_one(organization: Any, watch: Watch = silent) -> Counted:
    """One organization, or the site."""
    try:
        return Counted(organization, score_organization(organization, watch))
    except CheckerError as error:
        model.Session.rollback()
        return Counted(organization, None, error)


def everything() -> list[str]:
    """All datasets of the site."""
    return packages.ids_of()
