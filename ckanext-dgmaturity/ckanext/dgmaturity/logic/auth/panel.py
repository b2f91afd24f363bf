"""A form is judged for those who may fill one in."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["dgmaturity_form_verdict"]


def dgmaturity_form_verdict(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may change the dataset that the form is of; without one, who may create a dataset somewhere."""
    if (data_dict or {}).get("id"):
        tk.check_access("package_update", context, {"id": data_dict["id"]})
    else:
        tk.check_access("package_create", context, {})
    return {"success": True}
