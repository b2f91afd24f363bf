"""What the actions of rules, names and publications take."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Schema

from checker.entry import LEVELS, unstorable

TITLE_LIMIT = 20_000
ID_LIMIT = 200


def text(limit: int) -> Any:
    """A validator: a text of so many characters that a database takes."""

    def checked(value: Any) -> Any:
        if not isinstance(value, str):
            raise tk.Invalid(tk._("Must be a text"))
        if len(value) > limit or unstorable({"": value}):
            raise tk.Invalid(tk._("Too long, or holds characters that cannot be stored"))
        return value

    return checked


def level(value: Any) -> Any:
    """A validator: a level of enforcement, or nothing for that of the site; what is not sent stays so."""
    if value is tk.missing:
        return value
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in LEVELS:
        raise tk.Invalid(tk._("Must be one of: {choices}").format(choices=", ".join(LEVELS)))
    return value


def _fields(**fields: list[Any]) -> Schema:
    ignore = tk.get_validator("ignore")
    return {**fields, "__extras": [ignore], "__junk": [ignore]}


def name_suggest() -> Schema:
    return _fields(title=[tk.get_validator("not_empty"), text(TITLE_LIMIT)])


def rules_show() -> Schema:
    return _fields(id=[tk.get_validator("not_empty"), text(ID_LIMIT)])


def rules_update() -> Schema:
    return _fields(id=[tk.get_validator("not_empty"), text(ID_LIMIT)], enforcement=[level], public_page=[flag])


def publication_list() -> Schema:
    return _fields(
        id=[tk.get_validator("ignore_missing"), text(ID_LIMIT)],
        limit=[tk.get_validator("default")(100), number(1000)],
        offset=[tk.get_validator("default")(0), number(10**9)],
    )


def number(most: int) -> Any:
    """A validator: a whole number from 0 on, of at most ``most``."""

    def checked(value: Any) -> Any:
        if isinstance(value, bool) or not str(value).isascii() or not str(value).isdecimal() or len(str(value)) > 10:
            raise tk.Invalid(tk._("Must be a whole number"))
        return min(int(value), most)

    return checked


def flag(value: Any) -> Any:
    """A validator: yes, no, or nothing for as the site has it; what is not sent stays so."""
    if value is tk.missing:
        return value
    known = {"true": True, "false": False, "": None, "none": None}
    found = str(value).strip().lower()
    if not isinstance(value, (str, bool, type(None))) or found not in known:
        raise tk.Invalid(tk._("Must be true or false"))
    return known[found]
