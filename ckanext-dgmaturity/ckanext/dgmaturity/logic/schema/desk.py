"""What the actions of plans, matches, evidence and decisions take: texts of bounded length, each checked by the engine
where it has a meaning there."""

from __future__ import annotations

import json
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Schema
from werkzeug.datastructures import FileStorage

ID_LIMIT = 200
TEXT_LIMIT = 20_000  #: the engine's own bounds are narrower, and told by its words
VALUE_LIMIT = 4 * 1024 * 1024  #: characters of a plan that comes as a text


def text(limit: int = TEXT_LIMIT) -> Any:
    """A validator: a text, or a number as one; no sign that a database refuses."""

    def checked(value: Any) -> Any:
        if value is None or value is tk.missing:
            return value
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise tk.Invalid(tk._("Has to be a text"))
        found = str(value)
        if "\x00" in found or len(found) > limit:
            raise tk.Invalid(tk._("Has signs that cannot be kept, or is too long"))
        return found.encode("utf-8", "replace").decode("utf-8")

    return checked


def uploaded(value: Any) -> Any:
    """A validator: a file of a form; a form that was sent without one sends an empty one."""
    if value is None or value is tk.missing or value == "":
        return None
    if not isinstance(value, FileStorage):
        raise tk.Invalid(tk._("Send the file as a part of a form (multipart/form-data)"))
    return value if value.filename else None


def entry_number(value: Any) -> int | None:
    """A validator: the number of an entry, or nothing."""
    if value == "" or value is None or value is tk.missing:
        return None
    told = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (told.isascii() and told.isdecimal() and len(told) < 10):
        raise tk.Invalid(tk._("Must be a whole number"))
    return int(told)


def plain_values(value: Any) -> Any:
    """A validator: a JSON object, or its text."""
    if value is None or value is tk.missing or value == "":
        return None
    try:
        text = value if isinstance(value, str) else json.dumps(value)
        value = json.loads(text) if len(text) <= VALUE_LIMIT else None
    except (TypeError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise tk.Invalid(tk._("Has to be a JSON object"))
    return value


def _needed(limit: int = ID_LIMIT) -> list[Any]:
    return [tk.get_validator("not_empty"), text(limit)]


def _optional(limit: int = TEXT_LIMIT) -> list[Any]:
    return [tk.get_validator("ignore_missing"), text(limit)]


def _with(fields: dict[str, Any]) -> Schema:
    """What is not told is left out."""
    ignore = [tk.get_validator("ignore")]
    return {**fields, "__extras": ignore, "__junk": ignore}


def of_organization() -> Schema:
    return _with({"organization_id": _needed()})


def of_row() -> Schema:
    return _with({"id": _needed()})


def plan_show() -> Schema:
    return _with({"id": _optional(ID_LIMIT), "organization_id": _optional(ID_LIMIT)})


def plan_create() -> Schema:
    default = tk.get_validator("default")
    return _with({
        "organization_id": _needed(),
        "upload": [default(None), uploaded],
        "plan": [default(None), plain_values],
    })  # fmt: skip


def match_update() -> Schema:
    missing, boolean = tk.get_validator("default"), tk.get_validator("boolean_validator")
    return _with({
        "organization_id": _needed(),
        "code": _needed(),
        "dataset": _optional(ID_LIMIT),
        "none": [missing(False), boolean],
    })  # fmt: skip


def match_delete() -> Schema:
    return _with({"organization_id": _needed(), "code": _needed()})


def _record() -> dict[str, Any]:
    names = ("dataset", "kind", "change", "result", "link", "attested_by", "attested_on")
    return {name: _optional() for name in names}


def evidence_create() -> Schema:
    return _with({"organization_id": _needed(), **_record()})


def evidence_update() -> Schema:
    return _with({"id": _needed(), "seen": _optional(ID_LIMIT), **_record()})


def decision_create() -> Schema:
    subject = ("dataset", "item", "check", "path", "resource", "criterion", "component")
    return _with({
        "organization_id": _needed(),
        "kind": _needed(),
        "body": _optional(ID_LIMIT),
        "name": _optional(),
        "reason": _optional(),
        "value": _optional(ID_LIMIT),
        "refers": [tk.get_validator("ignore_missing"), entry_number],
        "reopen": [tk.get_validator("default")(False), tk.get_validator("boolean_validator")],
        **{part: _optional() for part in subject},
    })  # fmt: skip
