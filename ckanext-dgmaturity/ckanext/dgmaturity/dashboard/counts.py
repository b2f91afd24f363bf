"""How many datasets stand where: one statement for an organization or the site, one for each organization of a site."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from msgspec import Struct

from ckanext.dgmaturity.checking.answers import is_late
from ckanext.dgmaturity.dashboard.rows import PACKAGE, VERDICT, joined, there


class Counts(Struct, frozen=True, kw_only=True):
    """The datasets of an organization, or of the site, as they are known now."""

    datasets: int = 0
    private: int = 0
    checked: int = 0
    complete: int = 0  #: with every mandatory item
    late: int = 0  #: changed after they were checked, or never checked
    broken: int = 0  #: links that certainly do not work
    broken_in: int = 0  #: datasets that have such links
    checked_at: datetime | None = None  #: the oldest verdict
    newest: datetime | None = None
    tiers: dict[str, int] = {}  #: id of the tier → datasets; "": not graded
    stars: dict[int | None, int] = {}


def counts(organization: str | None) -> Counts:
    """Of one organization, ``None``: of the site. One statement, a row for each tier and stars that occur together."""
    groups = [VERDICT.c.tier.label("tier"), VERDICT.c.stars.label("stars")]
    statement = sa.select(*groups, *_figures()).select_from(joined()).where(there(organization)).group_by(*groups)
    found = model.Session.execute(statement).all()
    oldest = [row.checked_at for row in found if row.checked_at]
    return Counts(
        **{name: sum(getattr(row, name) or 0 for row in found) for name in _SUMS},
        checked_at=min(oldest, default=None),
        newest=max((row.newest for row in found if row.newest), default=None),
        tiers=_by(found, "tier", ""),
        stars=_by(found, "stars", None),
    )


def by_organization() -> dict[str, Counts]:
    """Of each organization that has datasets: its id → counts, without how they are spread. One statement."""
    owner = PACKAGE.c.owner_org
    wanted = there(None), owner.is_not(None)
    statement = sa.select(owner, *_figures()).select_from(joined()).where(*wanted).group_by(owner)
    return {
        row.owner_org: Counts(
            **{name: getattr(row, name) or 0 for name in _SUMS}, checked_at=row.checked_at, newest=row.newest
        )
        for row in model.Session.execute(statement)
    }


_SUMS = ("datasets", "private", "checked", "complete", "late", "broken", "broken_in")


def _figures() -> list[Any]:
    count, there = sa.func.count(), VERDICT.c.package_id.is_not(None)
    return [
        count.label("datasets"),
        count.filter(PACKAGE.c.private).label("private"),
        count.filter(there).label("checked"),
        count.filter(VERDICT.c.passed == VERDICT.c.required).label("complete"),
        count.filter(is_late()).label("late"),
        sa.func.sum(VERDICT.c.broken).label("broken"),
        count.filter(VERDICT.c.broken > 0).label("broken_in"),
        sa.func.min(VERDICT.c.checked_at).label("checked_at"),
        sa.func.max(VERDICT.c.checked_at).label("newest"),
    ]


def _by(rows: Any, name: str, nothing: Any) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for row in rows:
        value = getattr(row, name)
        found[nothing if value is None else value] += row.datasets
    return dict(found)
