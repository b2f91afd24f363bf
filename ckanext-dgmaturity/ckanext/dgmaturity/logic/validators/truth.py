"""Yes or no, in the place of CKAN's own: in 2.10 that one fails on whatever is neither text nor truth."""

from __future__ import annotations

from typing import Any

from ckan.logic.validators import boolean_validator as of_ckan
from ckan.plugins import toolkit as tk
from ckan.types import Context

__all__ = ["boolean_validator"]


def boolean_validator(value: Any, context: Context) -> Any:
    """What CKAN takes text and truth for; a number as if it were written; Invalid for lists and other things."""
    if value is None or value is tk.missing or isinstance(value, (bool, str)):
        return of_ckan(value, context)
    if isinstance(value, (int, float)):
        return of_ckan(str(value), context)
    raise tk.Invalid(tk._("Has to be yes or no"))
