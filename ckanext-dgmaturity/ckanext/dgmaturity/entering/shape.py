"""What is sent is looked at before CKAN reads it: it would fail on a shape that it does not expect."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import DataDict
from sqlalchemy.engine import Row

from checker.entry import unstorable
from ckanext.dgmaturity.language import said

#: fields of CKAN that name something, of datasets and of what goes with them
_TEXTS = ("id", "package_id", "name", "type", "owner_org", "state", "org_id", "organization_id")
_RESOURCE_TEXTS = ("id", "url", "format", "url_type", "mimetype", "hash", "state")
#: fields of CKAN that are lists of groups of values
_LISTS = ("resources", "tags", "extras", "groups", "relationships_as_subject", "relationships_as_object")
_BYTES = re.compile(r"\s*[+-]?[\d_]{19,}\s*")  #: sizes that no column takes
_INSIDE = "__"  #: what CKAN's validation calls its own fields by


def named(data_dict: DataDict) -> DataDict:
    """CKAN 2.12 names datasets that it changes many at once by rows of the database."""
    identity = data_dict.get("id")
    return {**data_dict, "id": identity[0]} if isinstance(identity, Row) else data_dict


def storable(data_dict: DataDict) -> DataDict:
    """Raises ValidationError for what no database takes."""
    wrong = {name: said(each.text) for name, each in unstorable(data_dict).items()}
    wrong |= _no_texts(data_dict, _TEXTS) | _own_fields(data_dict)
    if wrong:
        raise refused(wrong)
    return data_dict


def resource(data_dict: DataDict) -> DataDict:
    """The same of a resource."""
    wrong = _no_file(storable(data_dict))
    if wrong:
        raise refused(wrong)
    return data_dict


def package(data_dict: DataDict) -> DataDict:
    """The same of a dataset, with its resources. A list of CKAN's that is none is refused."""
    wrong = {
        name: tk._("Must be a list of groups of values")
        for name in _LISTS
        if not (_left_out(storable(data_dict), name) or _groups(data_dict[name]))
    }
    if wrong:
        raise refused(wrong)
    inside = [_no_file(each) | _own_fields(each) for each in data_dict.get("resources") or ()]
    if any(inside):
        raise tk.ValidationError({"resources": [{name: [text] for name, text in each.items()} for each in inside]})
    return data_dict


def _left_out(data_dict: DataDict, name: str) -> bool:
    """Whether a list is not given. CKAN 2.10 fails on resources that are null, so they are no list there either."""
    return name not in data_dict or (data_dict[name] is None and name != "resources")


def revision(data_dict: DataDict) -> DataDict:
    """The same of what ``package_revise`` takes: whom it is about, and which fields."""
    match = data_dict.get("match")
    named = {name: value for name, value in storable(data_dict).items() if name in ("match__id", "match__name")}
    numbers = {name: tk._("Must be a text") for name, value in named.items() if str(value).lstrip("-").isdecimal()}
    wrong = numbers | _no_texts(named, named) | {
        name: tk._("Must be a list of texts")
        for name in ("filter", "include")
        if name in data_dict and not _text_or_texts(data_dict[name])
    }
    if isinstance(match, dict) and _no_texts(match, ("id", "name")):
        wrong["match"] = tk._("Must be a text")
    if wrong:
        raise refused(wrong)
    return data_dict


def refused(wrong: Mapping[str, str]) -> tk.ValidationError:
    """The error of these fields; CKAN reads that of ``tags`` keyword by keyword."""
    return tk.ValidationError({name: [{"name": [text]}] if name == "tags" else [text] for name, text in wrong.items()})


def _no_texts(values: Mapping[str, Any], names: Collection[str]) -> dict[str, str]:
    return {name: tk._("Must be a text") for name in names if not isinstance(values.get(name), (str, type(None)))}


def _no_file(values: Mapping[str, Any]) -> dict[str, str]:
    huge = {"size": tk._("Must be a whole number")} if _BYTES.fullmatch(str(values.get("size"))) else {}
    return huge | _no_texts(values, _RESOURCE_TEXTS)


def _own_fields(values: Mapping[Any, Any]) -> dict[str, str]:
    return {name[:80]: tk._("There is no such field") for name in map(str, values) if name.startswith(_INSIDE)}


def _groups(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _text_or_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))
