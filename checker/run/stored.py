"""The datasets of a stored run."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discover import packages
from checker.model import Dataset, RunHead
from checker.normalise import normalise
from checker.store import Store


def api_url_of(store: Store, head: RunHead) -> str:
    """The base of the catalog's Action API, e.g. ``https://site/api/3/action``; empty where it is no CKAN."""
    found = store.found(head.id)
    return f"{found.api_url.rstrip('/')}/action" if found and found.api_url else ""


def datasets(store: Store, head: RunHead) -> Iterator[Dataset]:
    """Every dataset of the run once, normalised, in the catalog's order."""
    found = store.found(head.id)
    base_url = found.base_url if found else ""
    seen: set[str] = set()
    for page in store.pages(head.id):
        for package in packages(page):
            dataset = normalise(package, base_url=base_url)
            if dataset.id not in seen:
                seen.add(dataset.id)
                yield dataset
