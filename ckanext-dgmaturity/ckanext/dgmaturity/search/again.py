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
MADE_OF = ("data_dict", "validated_data_dict")  #: the dataset by CKAN's own schema, and by that of its type


def from_index(package_ids: Sequence[str]) -> set[str]:
    """Writes those of these datasets that the index holds as they are now, without a commit; which they were.

    Raises CKAN's errors about Solr.
    """
    done: set[str] = set()
    for start in range(0, len(package_ids), ROWS):
        for plain, shown in _current(package_ids[start : start + ROWS]):
            _write(plain, shown)
            done.add(str(plain["id"]))
    return done


def _current(ids: Sequence[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    rows = model.Session.query(model.Package.id, model.Package.metadata_modified).filter_by(state="active")
    modified = {name: moment.isoformat() for name, moment in rows.filter(model.Package.id.in_(ids))}
    asked = {"q": "*:*", "fq": f"id:({' OR '.join(ids)})", "fl": list(MADE_OF), "rows": ROWS, "include_private": True}
    found = tk.get_action("package_search")({"ignore_auth": True}, asked)["results"]
    for document in found:
        plain, shown = (json.loads(document[name]) for name in MADE_OF)
        if modified.get(plain["id"]) == plain["metadata_modified"]:
            yield plain, shown


def _write(plain: dict[str, Any], shown: dict[str, Any]) -> None:
    if hasattr(logic, "index_update_package_dicts"):
        logic.index_update_package_dicts((plain, shown), True)
        return
    plain.pop("validated_data_dict", None)  # CKAN before 2.12 makes it anew
    search.index_for("Package").update_dict(plain, True)
