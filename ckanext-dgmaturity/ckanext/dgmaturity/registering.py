"""Whether the national catalog (GD Catalog) has a dataset: asked by night, kept, shown; never asked by a page.

The catalog's harvester answers three questions about a list of dataset ids, each with one entry an id in the same
order: what is published, what waits there to be published, what it has read. An entry with a ``metadata_modified`` says
yes. Only public datasets are asked about. Where the harvester does not answer, the state that was known stays and says
since when nobody could be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import ckan.model as model

from checker.config import Settings
from checker.errors import CatalogError
from checker.publish.answer import Declined
from checker.publish.client import Client
from checker.version import VERSION
from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Registration, columns

AT_ONCE = 50  #: datasets in one question
TIMEOUT = 15.0
#: action of the harvester → state that a yes means; the first yes counts
QUESTIONS = (
    ("gdcatalog_publish_state", "published"),
    ("gdcatalog_processing_state", "processing"),
    ("gdcatalog_harvesting_state", "harvested"),
)
NO, SILENT = "not_registered", "unreachable"


class Asked(NamedTuple):
    """What a round came to."""

    datasets: int
    registered: int
    unreachable: str = ""  #: why the harvester could not be asked; empty: it answered


def refresh() -> Asked:
    """Asks about every public dataset and keeps the answers. Nothing is asked without an address."""
    address = config.gd_catalog_harvester()
    if not address:
        return Asked(0, 0)
    ids = _public()
    settings = Settings(
        allow_networks=config.allow_networks(), timeout=TIMEOUT, first_byte_timeout=TIMEOUT, retries=1, backoff=1.0
    )
    registered = done = 0
    try:
        with Client(f"{address}/api/3", settings, user_agent=f"ckanext-dgmaturity/{VERSION}") as client:
            for start in range(0, len(ids), AT_ONCE):
                some = ids[start : start + AT_ONCE]
                states = _states(client, some)
                if isinstance(states, Declined):
                    return _silent(ids[start:], done, registered, states.code)
                _keep(states)
                done += len(some)
                registered += sum(state != NO for state in states.values())
    except CatalogError as error:
        return _silent(ids[done:], done, registered, error.code or error.en)
    return Asked(done, registered)


def _public() -> list[str]:
    query = model.Session.query(model.Package.id).filter_by(state="active", private=False, type="dataset")
    found = [name for (name,) in query.order_by(model.Package.id)]
    model.Session.rollback()  # no transaction stays open while the web is asked
    return found


def _states(client: Client, ids: Sequence[str]) -> dict[str, str] | Declined:
    found = dict.fromkeys(ids, NO)
    for action, state in QUESTIONS:
        answer = client.call(action, {"packages": list(ids)})
        if isinstance(answer, Declined):
            return answer
        for name, yes in zip(ids, _yes(answer.result, len(ids)), strict=True):
            if yes and found[name] == NO:
                found[name] = state
    return found


def _yes(result: Any, count: int) -> Iterator[bool]:
    """Whether each entry says yes; an answer of another shape says no to all."""
    entries = result if isinstance(result, list) and len(result) == count else [None] * count
    for each in entries:
        yield isinstance(each, dict) and bool(str(each.get("metadata_modified") or "").strip())


def _keep(states: dict[str, str]) -> None:
    there = _there(states)
    for name, state in states.items():
        if name in there:
            model.Session.merge(Registration(package_id=name, state=state, at=columns.now(), detail=""))
    model.Session.commit()


def _there(ids: Iterable[str]) -> set[str]:
    """Those of the datasets that are not purged meanwhile, nor before the commit."""
    query = model.Session.query(model.Package.id).filter(model.Package.id.in_(list(ids)))
    return {name for (name,) in query.with_for_update(read=True, key_share=True)}


def _silent(ids: Sequence[str], done: int, registered: int, why: str) -> Asked:
    """Those that nobody could be asked about: what was known stays, with why it is not newer."""
    known = {row.package_id: row for row in model.Session.query(Registration).filter(Registration.package_id.in_(ids))}
    there = _there(ids)
    for name in ids:
        if name not in there:
            continue
        row = known.get(name) or Registration(package_id=name, state=SILENT, at=columns.now())
        row.detail = why
        model.Session.add(row)
    model.Session.commit()
    return Asked(done, registered, why)


def state_of(package_id: str) -> Registration | None:
    """What is known of one dataset; ``None``: it was never asked about."""
    found: Registration | None = model.Session.query(Registration).filter_by(package_id=package_id).first()
    return found
