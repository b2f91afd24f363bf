"""What a form may send to be judged: bounded, and of the types that a browser makes of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins import toolkit as tk
from ckan.plugins.toolkit import _

from ckanext.dgmaturity.entering.shape import refused

MOST_FIELDS = 400
MOST_VALUES = 500  #: of one field
MOST_RESOURCES = 500
MOST_CHARACTERS = 500_000  #: in all
LONGEST_NAME = 200
TEXTS = ("id", "owner_org")  #: of one text alone


def form_fields(data_dict: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they came: texts, lists of texts, resources as objects. Raises ValidationError, field by field."""
    if len(data_dict) > MOST_FIELDS:
        raise tk.ValidationError({"__before": [_("Too many fields")]})
    errors = {name[:LONGEST_NAME]: wrong for name, value in data_dict.items() if (wrong := _wrong(name, value))}
    if errors:
        raise refused(errors)
    if sum(_size(value) for value in data_dict.values()) > MOST_CHARACTERS:
        raise tk.ValidationError({"__before": [_("Too much text")]})
    return dict(data_dict)


def _wrong(name: str, value: Any) -> str:
    if len(name) > LONGEST_NAME:
        return str(_("The name of the field is too long"))
    if name in ("resources", "extras", "tags"):
        return _wrong_objects(value)
    if isinstance(value, list) and name not in TEXTS:
        if len(value) > MOST_VALUES:
            return str(_("Too many values"))
        return "" if all(_plain(each) for each in value) else str(_("Has to be a text or a list of texts"))
    if name in TEXTS and not isinstance(value, str | None):
        return str(_("Has to be a text"))
    if name == "id" and value and not value.isprintable():
        return str(_("Has to be the id of a dataset"))
    return "" if _plain(value) else str(_("Has to be a text or a list of texts"))


def _wrong_objects(value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return str(_("Has to be a list of objects"))
    if len(value) > MOST_RESOURCES:
        return str(_("Too many values"))
    fine = all(
        _plain(part) or isinstance(part, list) and all(map(_plain, part)) for each in value for part in each.values()
    )
    return "" if fine else str(_("Has to be a list of objects"))


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | bool | int | float)


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(len(name) + _size(part) for name, part in value.items())
    return sum(map(_size, value)) if isinstance(value, list) else len(str(value))
