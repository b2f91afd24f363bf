"""Rounds over many datasets: what a nightly command does, and a check of an organization or of the site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from ckan import model

from checker.errors import CheckerError
from checker.run import score as count
from checker.run.progress import Watch, silent
from ckanext.dgmaturity.checking import packages
from ckanext.dgmaturity.checking import verdicts as kept
from ckanext.dgmaturity.checking.copy import working_copy
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.run import look, score_organization
from ckanext.dgmaturity.model import Score


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


def look_at(ids: list[str], mode: Mode, watch: Watch = silent, *, wait: float) -> Looked:
    """One round over the links of many datasets: their second looks come due together, within ``wait`` seconds."""
    started = time.monotonic()
    with working_copy(ids, mode, wait=wait) as copy:
        left = look(copy, watch)
        kept.write_looks(copy, count(copy.run, watch=watch, work=False))
        return Looked(len(copy.modified), left, time.monotonic() - started)


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
