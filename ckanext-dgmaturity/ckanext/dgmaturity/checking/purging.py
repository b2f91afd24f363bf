"""What is old goes; the last results and the trend stay."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from ckan import model
from sqlalchemy import func, select

from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking.copy import clear_away
from ckanext.dgmaturity.importing import batches
from ckanext.dgmaturity.model import Look, Score, Verdict


class Purged(NamedTuple):
    """How many rows went."""

    looks: int
    scores: int
    verdicts: int


def purge(days: int | None = None) -> Purged:
    """Takes out earlier checks older than so many days (``None``: as the site says), old scores but the last of each
    month, and all of datasets that are no more active. What the last check saw of a dataset always stays. Uploaded
    workbooks go by an option of their own."""
    before = datetime.now(timezone.utc) - timedelta(days=config.keep_days() if days is None else days)
    active = select(model.Package.id).where(model.Package.state == "active")
    query = model.Session.query
    verdicts = query(Verdict).filter(Verdict.package_id.notin_(active)).delete(synchronize_session=False)
    looks = query(Look).filter(Look.package_id.notin_(active)).delete(synchronize_session=False)
    looks += query(Look).filter(Look.kind == "past", Look.at < before).delete(synchronize_session=False)
    scores = query(Score).filter(Score.at < before, Score.id.notin_(_kept())).delete(synchronize_session=False)
    model.Session.commit()
    batches.purge()
    clear_away()
    return Purged(looks, scores, verdicts)


def _kept() -> object:
    """The last score of each month, so the newest of all too."""
    month = func.date_trunc("month", Score.at)
    place = func.row_number().over(partition_by=[Score.organization_id, month], order_by=[Score.at.desc(), Score.id])
    ranked = select(Score.id.label("id"), place.label("place")).subquery()
    return select(ranked.c.id).where(ranked.c.place == 1)
