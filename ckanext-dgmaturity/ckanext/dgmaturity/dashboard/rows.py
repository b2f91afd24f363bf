"""The table of datasets, of an organization or of the site: one statement a page, whatever the number of datasets.

Which datasets are an organization's, and which of them are there at all, is told by CKAN's own table: a verdict that is
left of a dataset that moved away is never shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from msgspec import Struct

from ckanext.dgmaturity.checking.answers import is_late
from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard.asked import Asked
from ckanext.dgmaturity.model import Verdict

PACKAGE, GROUP, VERDICT = model.package_table, model.group_table, Verdict.__table__
EXPORTED = 500  #: rows that an export reads at once


class Row(Struct, frozen=True, kw_only=True):
    """One dataset. Without a verdict: it was never checked."""

    name: str
    title: str
    type: str
    private: bool
    checked_at: datetime | None
    late: bool  #: it was changed after it was checked, or never checked
    passed: int = 0
    required: int = 0
    tier: str = ""
    stars: int | None = None
    points: Any = None
    broken: int = 0
    items: dict[str, str] = {}  #: number of the item → outcome
    weak: tuple[str, ...] = ()  #: numbers of items that are filled and say nothing
    category: str = ""
    organization: str = ""  #: its name in addresses; empty: it has none
    organization_title: str = ""
    total: int = 0  #: rows of the whole table

    def sign(self, no: str) -> str:
        """How an item stands: an outcome, or ``weak``."""
        return "weak" if no in self.weak else self.items.get(no, "untested")


def there(organization: str | None) -> Any:
    """The condition: a dataset of the organization (``None``: of the site) that is neither deleted nor a draft."""
    found = [PACKAGE.c.state == "active", PACKAGE.c.type == "dataset"]
    return sa.and_(*found, *([] if organization is None else [PACKAGE.c.owner_org == organization]))


def joined() -> Any:
    """Datasets with their verdicts, and those without one."""
    return PACKAGE.outerjoin(VERDICT, VERDICT.c.package_id == PACKAGE.c.id)


def owner_columns() -> list[Any]:
    """Name and title of the organization of a dataset, as columns of datasets joined to organizations."""
    title = sa.func.coalesce(sa.func.nullif(GROUP.c.title, ""), GROUP.c.name)
    return [GROUP.c.name.label("organization"), title.label("organization_title")]


def page(organization: str | None, asked: Asked) -> list[Row]:
    """One page of the table; ``None``: of all datasets of the site."""
    return [_row(found) for found in model.Session.execute(_statement(organization, asked, asked.start, view.PAGE))]


def every(organization: str | None, asked: Asked) -> Iterator[Row]:
    """All rows that a view holds, in its order, some hundred at a time."""
    start = 0
    while found := model.Session.execute(_statement(organization, asked, start, EXPORTED)).all():
        yield from (_row(each) for each in found)
        start += EXPORTED


def _statement(organization: str | None, asked: Asked, start: int, limit: int) -> Any:
    """The rows after ``start``. Which they are is found by columns alone: a body is large, and read of them only."""
    chosen = _chosen(organization, asked).limit(limit).offset(start).subquery("chosen")
    columns = [
        PACKAGE.c.name,
        PACKAGE.c.title,
        PACKAGE.c.type,
        PACKAGE.c.private,
        *(VERDICT.c[name] for name in ("checked_at", "passed", "required", "tier", "stars", "points", "broken")),
        VERDICT.c.body["items"].label("items"),
        VERDICT.c.body["weak"].label("weak"),
        VERDICT.c.body["category"].astext.label("category"),
        is_late().label("late"),
        *owner_columns(),
        chosen.c.total,
    ]
    held = joined().join(chosen, chosen.c.id == PACKAGE.c.id).outerjoin(GROUP, GROUP.c.id == PACKAGE.c.owner_org)
    return sa.select(*columns).select_from(held).order_by(chosen.c.place)


def _chosen(organization: str | None, asked: Asked) -> Any:
    """Ids in the order that is asked for, and how many there are in all."""
    order = _order(asked.sort)
    place, total = sa.func.row_number().over(order_by=order).label("place"), sa.func.count().over().label("total")
    wanted = [there(organization), *_narrowed(asked)]
    return sa.select(PACKAGE.c.id, place, total).select_from(joined()).where(*wanted).order_by(*order)


def _row(found: Any) -> Row:
    told = {name: value for name, value in found._mapping.items() if value is not None}
    told["weak"] = tuple(told.get("weak", ()))
    told.setdefault("title", told["name"])
    return Row(**{"checked_at": None, "private": False, **told})


def _narrowed(asked: Asked) -> Iterator[Any]:
    if asked.missing:
        outcome = VERDICT.c.body[("items", asked.missing)].astext
        yield sa.or_(outcome.is_(None), outcome != "passed", VERDICT.c.body["weak"].has_key(asked.missing))
        yield VERDICT.c.package_id.is_not(None)
    if asked.category:
        yield _is(VERDICT.c.body["category"].astext, asked.category, view.categories())
    if asked.tier:
        yield VERDICT.c.tier.is_(None) if asked.tier == view.UNKNOWN else VERDICT.c.tier == asked.tier
    if asked.broken:
        yield VERDICT.c.broken > 0
    if asked.late:
        yield is_late()
    if asked.q:
        named = sa.func.lower(PACKAGE.c.title), PACKAGE.c.name
        yield sa.or_(*(column.contains(asked.q.lower(), autoescape=True) for column in named))


def _is(column: Any, value: str, known: tuple[str, ...]) -> Any:
    if value != view.UNKNOWN:
        return column == value
    return sa.or_(column.is_(None), column.not_in(known))


def _order(sort: str) -> list[Any]:
    title, passed = sa.func.coalesce(sa.func.nullif(PACKAGE.c.title, ""), PACKAGE.c.name), VERDICT.c.passed
    weakest = [passed.asc().nulls_last(), VERDICT.c.informative.asc(), VERDICT.c.broken.desc()]
    orders = {
        "worst": weakest,
        "best": [passed.desc().nulls_last(), VERDICT.c.informative.desc(), VERDICT.c.broken.asc()],
        "title": [],
        "openness": [VERDICT.c.points.asc().nulls_last()],
        "broken": [VERDICT.c.broken.desc().nulls_last()],
        "oldest": [VERDICT.c.checked_at.asc().nulls_first()],
    }
    return [*orders[sort], title, PACKAGE.c.id]
