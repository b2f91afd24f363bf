"""Input of an action by its schema."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict, Schema


def validated(context: Context, data_dict: DataDict, schema: Schema) -> dict[str, Any]:
    """The values that the schema makes of what is sent; raises ValidationError."""
    found, errors = tk.navl_validate(data_dict, schema, context)
    if errors:
        raise tk.ValidationError(errors)
    return {name: value for name, value in found.items() if value is not tk.missing}
