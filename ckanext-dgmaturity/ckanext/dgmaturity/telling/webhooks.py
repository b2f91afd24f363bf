"""Programs elsewhere are told when the figures of a dataset change: a signed message, sent by a job, tried again.

One message holds at most :data:`MOST` datasets::

    {"event": "verdict.changed", "site": "https://catalog.example.go.th", "at": "2026-01-31T08:00:00+00:00",
     "datasets": [{"id", "name", "organization", "private", "before": {…} | null, "after": {…}}]}

Figures are ``passed``, ``required``, ``informative``, ``points``, ``tier``, ``stars``, ``broken``. No finding and no
metadata leaves the site. A message that is not delivered after all tries is lost and logged: the dashboard holds the
same figures.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ckan.model as model
from ckan.plugins import toolkit as tk
from redis.exceptions import RedisError

from checker.config import Settings
from checker.errors import CatalogError
from checker.publish.hook import send
from checker.store.json import encoded
from checker.version import VERSION
from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Verdict, columns

log = logging.getLogger(__name__)

EVENT = "verdict.changed"
FIGURES = ("passed", "required", "informative", "points", "tier", "stars", "broken")
MOST = 100
WAITS = (5.0, 30.0)  #: seconds between tries
TIMEOUT = 20.0

Figures = Mapping[str, dict[str, Any]]


def figures(ids: Iterable[str]) -> Figures:
    """The stored figures of datasets; nothing is asked where nobody is told."""
    if not config.webhooks():
        return {}
    wanted = [getattr(Verdict, name) for name in ("package_id", *FIGURES)]
    rows = model.Session.query(*wanted).filter(Verdict.package_id.in_(list(ids)))
    return {row[0]: dict(zip(FIGURES, map(_plain, row[1:]), strict=True)) for row in rows}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str)) else f"{value.normalize():f}"


def tell(before: Figures, ids: Iterable[str]) -> None:
    """Queues what changed since ``before``. Without Redis it is not told, and that is logged."""
    after = figures(ids)
    changed = [name for name, each in after.items() if before.get(name) != each]
    for start in range(0, len(changed), MOST):
        datasets = _datasets(changed[start : start + MOST], before, after)
        for url in config.webhooks():
            try:
                tk.enqueue_job(deliver, [url, _message(datasets)], title=f"dgmaturity: tell {url}")
            except (RedisError, OSError) as error:
                log.warning("%s is not told of %d datasets, for Redis does not answer: %s", url, len(datasets), error)


def _datasets(ids: list[str], before: Figures, after: Figures) -> list[dict[str, Any]]:
    held = model.Session.query(model.Package.id, model.Package.name, model.Package.private, model.Group.name)
    owned = held.outerjoin(model.Group, model.Group.id == model.Package.owner_org).filter(model.Package.id.in_(ids))
    return [
        {
            "id": row[0], "name": row[1], "private": row[2], "organization": row[3],
            "before": before.get(row[0]), "after": after[row[0]],
        }
        for row in owned.order_by(model.Package.id)
    ]  # fmt: skip


def _message(datasets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "event": EVENT,
        "site": tk.config["ckan.site_url"],
        "at": columns.now().isoformat(timespec="seconds"),
        "datasets": datasets,
    }


def deliver(url: str, message: dict[str, Any], waits: Sequence[float] = WAITS) -> bool:
    """The job: sends one message, some times if need be; whether it was taken."""
    settings = Settings(allow_networks=config.allow_networks(), timeout=TIMEOUT, first_byte_timeout=TIMEOUT)
    for wait in (*waits, None):
        try:
            send(
                url, encoded(message), secret=config.webhook_secret(), seconds=int(time.time()), settings=settings,
                user_agent=f"ckanext-dgmaturity/{VERSION}",
            )  # fmt: skip
            return True
        except CatalogError as error:
            log.warning("webhook: %s", error.en)
            if wait is not None:
                time.sleep(wait)
    return False
