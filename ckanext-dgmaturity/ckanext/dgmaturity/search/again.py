"""Many datasets written into the index again out of the index itself, so that what comes from our tables is new there.

To read a dataset from the database for the index costs several times what it costs to write it: CKAN validates it twice
over. The index holds what it was made of; where that is as new as the database it is taken from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ckan import logic, model
from ckan.lib import search
from ckan.plugins import toolkit as tk

ROWS = 100  #: datasets in one question
State = tuple[str, bool, Any]  #: when it was changed, whether it is private, whose it is
MADE_OF = ("data_dict", "validated_data_dict")  #: the dataset by CKAN's own schema, and by that of its type


def from_index(package_ids: Sequence[str]) -> set[str]:
    """Writes those of these datasets that the index holds as they are now, without a commit; which they were.

    Raises CKAN's errors about Solr.
    """
    done: set[str] = set()
    for start in range(0, len(package_ids), ROWS):
        written = {}
        for plain, shown in _current(package_ids[start : start + ROWS]):
            _write(plain, shown)
            written[str(plain["id"])] = _state(plain)
        done |= {name for name, state in _states(list(written)).items() if state == written[name]}
    return done


def _state(plain: dict[str, Any]) -> State:
    return plain["metadata_modified"], bool(plain["private"]), plain["owner_org"]


def _states(ids: Sequence[str]) -> dict[str, State]:
    """What datasets are at this moment: a document that was made of another state is to be made anew."""
    package = model.Package
    rows = model.Session.query(package.id, package.metadata_modified, package.private, package.owner_org)
    found = rows.filter(package.state == "active", package.id.in_(ids))
    return {name: (moment.isoformat(), private, owner) for name, moment, private, owner in found}


def _current(ids: Sequence[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    states = _states(ids)
    asked = {"q": "*:*", "fq": f"id:({' OR '.join(ids)})", "fl": list(MADE_OF), "rows": ROWS, "include_private": True}
    found = tk.get_action("package_search")({"ignore_auth": True}, asked)["results"]
    for document in found:
        plain, shown = (json.loads(document[name]) for name in MADE_OF)
        if states.get(plain["id"]) == _state(plain):
            yield plain, shown


def _write(plain: dict[str, Any], shown: dict[str, Any]) -> None:
    if hasattr(logic, "index_update_package_dicts"):
        logic.index_update_package_dicts((plain, shown), True)
        return
    plain.pop("validated_data_dict", None)  # CKAN before 2.12 makes it anew
    search.index_for("Package").update_dict(plain, True)
