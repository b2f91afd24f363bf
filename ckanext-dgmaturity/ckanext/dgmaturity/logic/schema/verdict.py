"""What the actions of verdicts and scores take: an id or a name, and how many."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args
from ckan.plugins import toolkit as tk
from ckan.types import Schema, Validator

LONGEST = 200  #: characters of an id or a name
MOST = 100  #: datasets that one answer tells


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
def organization(not_missing: Validator, default: Any) -> Schema:
    """``id``, and how many datasets are told."""
    return {"id": [not_missing, plain_name], "limit": [default(20), few]}


@validator_args
def site(default: Any) -> Schema:
    """How many datasets are told."""
    return {"limit": [default(20), few]}


def few(value: Any) -> int:
    """A validator: a whole number from 1 to what one answer tells, or its text."""
    told = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (told.isascii() and told.isdecimal() and len(told) < 9 and 0 < int(told) <= MOST):
        raise tk.Invalid(tk._("Has to be a whole number from 1 to {most}").format(most=MOST))
    return int(told)
