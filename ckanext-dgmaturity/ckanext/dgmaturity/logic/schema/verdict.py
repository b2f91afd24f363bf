"""What the actions of verdicts and scores take: an id or a name, and how many."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args
from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

LONGEST = 200  #: characters of an id or a name


def plain_name(value: Any) -> Any:
    """A validator: a text that an id or a name can be."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or "\x00" in value:
        raise tk.Invalid(tk._("Has to be an id or a name"))
    return value.strip().encode("utf-8", "replace").decode("utf-8")


@validator_args
def one(not_missing: Validator) -> Schema:
    """``id``."""
    return {"id": [not_missing, plain_name]}


@validator_args
def organization(not_missing: Validator, default: Any, is_positive_integer: Validator) -> Schema:
    """``id``, and how many datasets are told."""
    return {"id": [not_missing, plain_name], "limit": [default(20), whole_number, is_positive_integer, at_most]}


@validator_args
def site(default: Any, is_positive_integer: Validator) -> Schema:
    """How many datasets are told."""
    return {"limit": [default(20), whole_number, is_positive_integer, at_most]}


def whole_number(value: Any) -> int:
    """A validator: a whole number, or its text."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).strip().isdecimal():
        raise tk.Invalid(tk._("Has to be a whole number"))
    return int(str(value).strip()[:9])


def at_most(value: int) -> int:
    """A validator: not more than one answer tells."""
    if value > 100:
        raise tk.Invalid(tk._("Has to be 100 at most"))
    return value
