"""The organizations of a site beside each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from ckan.lib import jobs
from msgspec import Struct
from redis.exceptions import RedisError

from ckanext.dgmaturity.dashboard.counts import Counts, by_organization
from ckanext.dgmaturity.dashboard.scores import SCORE, figure, told

GROUP = model.group_table


class Place(Struct, frozen=True, kw_only=True):
    """One organization."""

    id: str
    name: str
    title: str
    rank: int | None  #: ``None``: no score yet. Equal scores have the same rank
    total: str
    range: str
    final: bool
    at: str
    planned: bool
    counts: Counts

    @property
    def share(self) -> int:
        """Datasets with every item, in per cent, rounded half up."""
        held = self.counts.datasets
        return (200 * self.counts.complete + held) // (2 * held) if held else 0


def places(order: str) -> list[Place]:
    """Every active organization, in one of ``asked.ORDERS``: three statements."""
    counts, scores = by_organization(), {row.organization_id: row for row in _scores()}
    columns = [GROUP.c.id, GROUP.c.name, GROUP.c.title]
    wanted = GROUP.c.is_organization, GROUP.c.state == "active"
    statement = sa.select(*columns).where(*wanted).order_by(GROUP.c.title, GROUP.c.name)
    totals = sorted((row.total for row in scores.values()), reverse=True)
    found = [
        _place(row, scores.get(row.id), totals, counts.get(row.id, Counts()))
        for row in model.Session.execute(statement)
    ]
    return sorted(found, key=_KEYS[order])


#: one of ``asked.ORDERS`` → what is sorted by
_KEYS: dict[str, Any] = {
    "rank": lambda place: (place.rank is None, place.rank or 0),
    "title": lambda place: 0,
    "datasets": lambda place: -place.counts.datasets,
    "complete": lambda place: (not place.counts.datasets, place.share),
    "broken": lambda place: -place.counts.broken,
    "late": lambda place: -place.counts.late,
}


def _scores() -> Any:
    """The last score of each organization that is there."""
    columns = [SCORE.c[name] for name in ("organization_id", "at", "total", "minimum", "maximum", "final")]
    columns.append(SCORE.c.body["planned"].as_boolean().label("planned"))
    joined = SCORE.join(GROUP, GROUP.c.id == SCORE.c.organization_id)
    return model.Session.execute(
        sa.select(*columns)
        .select_from(joined)
        .where(GROUP.c.state == "active")
        .distinct(SCORE.c.organization_id)
        .order_by(SCORE.c.organization_id, SCORE.c.at.desc())
    ).all()


def _place(row: Any, score: Any, totals: list[Decimal], counts: Counts) -> Place:
    between = score is not None and score.minimum != score.maximum
    return Place(
        id=row.id,
        name=row.name,
        title=row.title or row.name,
        rank=None if score is None else totals.index(score.total) + 1,
        total="" if score is None else figure(score.total),
        range=f"{figure(score.minimum)}–{figure(score.maximum)}" if between else "",
        final=score is not None and score.final,
        at="" if score is None else told(score.at),
        planned=score is not None and bool(score.planned),
        counts=counts,
    )


def waiting() -> int | None:
    """Jobs in CKAN's queues; ``None`` where Redis cannot tell."""
    try:
        return sum(queue.count for queue in jobs.get_all_queues())
    except (RedisError, OSError):
        return None
