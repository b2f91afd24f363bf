"""What the fields of the form take, by the engine's readers: a value in any spelling becomes the one that is stored.

A value that is stored already is never refused, whatever it is: an edit that leaves it alone keeps it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import ckan.model as model
from ckan.plugins import toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from checker.filled import Settled, settle, settle_many
from checker.vocabulary import Field, vocabulary
from ckanext.dgmaturity.language import said

__all__ = ["dgmaturity_choices", "dgmaturity_text", "dgmaturity_value"]

LONGEST = 10_000  #: characters of one value that are read
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Validator = Callable[[FlattenKey, FlattenDataDict, FlattenErrorDict, Context], None]


def dgmaturity_text(value: str) -> str:
    """The text without characters that no page shows and no database takes."""
    return _CONTROLS.sub("", value)


def dgmaturity_value(field: Mapping[str, Any], schema: Mapping[str, Any]) -> Validator:
    """One value: a choice, a flag, a date, a year, a number, an address."""

    def validator(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
        if errors[key]:
            return
        written = _written(data[key])
        old = _stored(key, data, context)
        if written is None:
            errors[key].append(tk._("Must be one value"))
            return
        if written == old or not written:
            data[key] = written
            return
        _take(settle(_field(key), written), key, data, errors)

    return validator


def dgmaturity_choices(field: Mapping[str, Any], schema: Mapping[str, Any]) -> Validator:
    """Any number of choices: a list, its JSON, or one text. Stored as JSON, as ckanext-scheming does."""

    def validator(key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context) -> None:
        if errors[key]:
            return
        written = members(data[key])
        if written is None:
            errors[key].append(tk._("Must be a list of texts"))
            return
        known = {choice["value"] for choice in field["choices"]}
        if all(each in known for each in written):
            kept: list[str] = []
        else:
            kept = members(_stored(key, data, context)) or []
        found = settle_many(_field(key), written, kept)
        _take(found, key, data, errors)
        if not errors[key]:
            data[key] = json.dumps(list(data[key]), ensure_ascii=False)

    return validator


# ckanext-scheming gives such validators the field that they stand in
dgmaturity_value.is_a_scheming_validator = True  # type: ignore[attr-defined]
dgmaturity_choices.is_a_scheming_validator = True  # type: ignore[attr-defined]


def members(value: Any) -> list[str] | None:
    """The texts of a many-choice value in any form that sites keep; ``None``: it is none."""
    if value is None or value is tk.missing or value == "":
        return []
    if isinstance(value, str):
        return _listed(dgmaturity_text(value[:LONGEST]))
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        return None
    return [dgmaturity_text(each[:LONGEST]) for each in value if each.strip()]


def _listed(text: str) -> list[str]:
    if text.startswith("["):
        try:
            found = json.loads(text)
        except ValueError:
            return [text]
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return [each for each in found if each.strip()]
    return [text] if text.strip() else []


def _written(value: Any) -> str | None:
    """One value as text; ``None``: it is no single value."""
    if isinstance(value, (bool, int, float)):
        return str(value)
    return dgmaturity_text(value[:LONGEST]) if isinstance(value, str) else None


def _take(found: Settled, key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict) -> None:
    if found.problem is None:
        data[key] = found.value
    else:
        errors[key].append(said(found.problem))


def _field(key: FlattenKey) -> Field:
    return vocabulary().fields["resource" if key[0] == "resources" else "dataset"][key[-1]]


def _stored(key: FlattenKey, data: FlattenDataDict, context: Context) -> Any:
    """What the dataset has in this field before the change; nothing for a new one."""
    package = context.get("package")
    if package is None:
        return None
    if key[0] != "resources":
        return package.extras.get(key[-1], getattr(package, key[-1], None))
    identifier = data.get((*key[:2], "id"))
    return next((_of(each, key[-1]) for each in package.resources_all if each.id == identifier), None)


def _of(resource: model.Resource, name: str) -> Any:
    return resource.extras.get(name, getattr(resource, name, None))
