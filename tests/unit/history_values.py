"""Runs of one small catalog, month after month, for the tests of histories. Nothing in them is real."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from checker.model import Attempt, Page, RunHead, Sniffed
from checker.store import Store
from tests.unit.store_values import AT, a_head, an_attempt

A, B = "https://a.go.th/a.csv", "https://a.go.th/b.csv"
MONTH = timedelta(days=30)


def look(url: str, body: str = "first", *, at: datetime = AT, number: int = 1, **changed: Any) -> Attempt:
    values: dict[str, Any] = {
        "at": at,
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
        "bytes_read": len(body),
        "sniffed": Sniffed(format="csv", how="content"),
    }
    return an_attempt(url, number, **{**values, **changed})


def run(
    store: Store,
    month: int,
    resources: Mapping[str, str],
    bodies: Mapping[str, str | Attempt],
    *,
    finished: datetime | None = None,
    **changed: Any,
) -> RunHead:
    """A finished run, ``month`` months on: resource ids with their URLs, and what each URL gave."""
    started = AT + month * MONTH
    head = a_head(f"run-{month}", **{"started": started, "fingerprint": f"{month}", **changed})
    store.begin(head)
    package = {"id": "d1", "resources": [{"id": name, "url": url} for name, url in resources.items()]}
    body = json.dumps([package]).encode()
    store.add_page(
        head.id,
        Page(number=1, kind="ckan_list", cursor="", url="x", at=started, body=body,
             sha256=hashlib.sha256(body).hexdigest(), count=1),
    )  # fmt: skip
    looks = [
        look(url, given, at=started + timedelta(minutes=5)) if isinstance(given, str) else given
        for url, given in bodies.items()
    ]
    store.add_attempts(head.id, looks)
    store.set_state(head.id, "finished", finished or started + timedelta(hours=1))
    return store.head(head.id)


def at(month: int) -> datetime:
    """When links were looked at in a run."""
    return AT + month * MONTH + timedelta(minutes=5)
