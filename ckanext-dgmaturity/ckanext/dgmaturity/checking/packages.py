"""The datasets of the site as the engine reads them: as ``package_show`` gives them, private ones too.

What the search index holds is taken where it is as new as the database, for it is there already and comes in few
questions; every other dataset is read from the database. Without Solr all of them are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ckan import model
from ckan.lib.search import SearchError
from ckan.plugins import toolkit as tk

ROWS = 500  #: datasets of one answer of the index
FEW = 20  #: from so many datasets on the index is asked
TYPE = "dataset"

Package = dict[str, Any]


def ids_of(organization_id: str | None = None) -> list[str]:
    """The ids of all active datasets, of one organization or of the site, oldest first: the same order every time."""
    query = model.Session.query(model.Package.id).filter_by(state="active", type=TYPE)
    if organization_id is not None:
        query = query.filter(model.Package.owner_org == organization_id)
    return [found for (found,) in query.order_by(model.Package.metadata_created, model.Package.id)]


def read(ids: Sequence[str]) -> Iterator[Package]:
    """These datasets in this order; those that are no more active datasets are left out."""
    held = _from_index(ids) if len(ids) >= FEW else {}
    for name in ids:
        package = held.pop(name, None) or _from_database(name)
        if package is not None:
            yield package


def _from_database(name: str) -> Package | None:
    try:
        found: Package = tk.get_action("package_show")({"ignore_auth": True, "use_cache": False}, {"id": name})
    except tk.ObjectNotFound:
        return None
    return found if found.get("state") == "active" and found.get("type") == TYPE else None


def _from_index(ids: Iterable[str]) -> dict[str, Package]:
    """What the index holds of these datasets as they are now."""
    wanted = set(ids)
    rows = model.Session.query(model.Package.id, model.Package.metadata_modified, model.Package.owner_org)
    held = [row for row in rows.filter_by(state="active", type=TYPE) if row[0] in wanted]
    modified = {name: moment.isoformat() for name, moment, _ in held}
    owners = {owner for _, _, owner in held}
    only = f' +owner_org:"{owners.pop()}"' if len(owners) == 1 and None not in owners else ""
    try:
        return {
            package["id"]: package
            for package in _indexed(only)
            if modified.get(package["id"]) == package["metadata_modified"]
        }
    except (SearchError, OSError):
        return {}


def _indexed(only: str) -> Iterator[Package]:
    start = 0
    while True:
        asked = {
            "q": "*:*", "fq": f"+dataset_type:{TYPE}{only}", "rows": ROWS, "start": start, "sort": "id asc",
            "include_private": True,
        }  # fmt: skip
        found = tk.get_action("package_search")({"ignore_auth": True}, asked)
        yield from found["results"]
        start += len(found["results"])  # a site may allow fewer in one answer
        if start >= found["count"] or not found["results"]:
            return


def as_lines(packages: Iterable[Package]) -> bytes:
    """The packages as JSON Lines."""
    return b"\n".join(json.dumps(each, ensure_ascii=False, default=str).encode("utf-8", "replace") for each in packages)
