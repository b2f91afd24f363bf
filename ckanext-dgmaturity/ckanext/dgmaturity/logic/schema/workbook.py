"""The input of the actions of workbooks. Only what an action knows is read; types are proved here."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Schema

from checker.entry import unstorable

_ = tk._

PAGE = 1_000  #: datasets of a batch in one answer


def text_value(value: Any) -> str:
    """A text of a reasonable length; what is none is refused."""
    if not isinstance(value, str):
        raise tk.Invalid(_("Has to be a text"))
    if len(value) > 10_000 or unstorable({"": value}):
        raise tk.Invalid(_("Too long, or no text"))
    return value


def long_text_value(value: Any) -> str:
    """A text of any length."""
    if not isinstance(value, str):
        raise tk.Invalid(_("Has to be a text"))
    return value


def numbers(value: Any) -> list[int]:
    """A list of numbers, or one; also as they come from a form."""
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(each, int | str) and not isinstance(each, bool) for each in given):
        raise tk.Invalid(_("Has to be a list of numbers"))
    try:
        return [int(each) for each in given]
    except ValueError as error:
        raise tk.Invalid(_("Has to be a list of numbers")) from error


def natural(value: Any) -> int:
    """A number from 0."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).isdecimal() or len(str(value)) > 9:
        raise tk.Invalid(_("Has to be a number"))
    return int(value)


def _validators(*names: str) -> list[Any]:
    return [tk.get_validator(name) for name in names]


def check() -> Schema:
    """Of ``dgmaturity_workbook_check``."""
    optional = _validators("ignore_empty")
    return {
        "organization_id": [*_validators("not_empty"), text_value],
        "upload": _validators("ignore_missing"),
        "content": [*optional, long_text_value],
        "name": [*optional, text_value],
        "batch_id": [*optional, text_value],
        "keep": _validators("ignore_missing", "boolean_validator"),
        "at_once": _validators("ignore_missing", "boolean_validator"),
    }


def import_() -> Schema:
    """Of ``dgmaturity_workbook_import``."""
    return {
        "id": [*_validators("not_empty"), text_value],
        "leave": [*_validators("ignore_empty"), numbers],
        "at_once": [*_validators("ignore_missing", "boolean_validator")],
    }


def batch_show() -> Schema:
    """Of ``dgmaturity_workbook_batch_show``."""
    return {
        "id": [*_validators("not_empty"), text_value],
        "limit": [tk.get_validator("default")(PAGE), natural],
        "offset": [tk.get_validator("default")(0), natural],
    }


def batch_list() -> Schema:
    """Of ``dgmaturity_workbook_batch_list``."""
    return {"organization_id": [*_validators("not_empty"), text_value]}


def export() -> Schema:
    """Of ``dgmaturity_workbook_export``."""
    optional = _validators("ignore_empty")
    return {name: [*optional, text_value] for name in ("organization_id", "q", "fq", "sort", "lang")}
