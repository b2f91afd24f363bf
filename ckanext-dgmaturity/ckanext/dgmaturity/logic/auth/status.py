"""The rules of the site are public."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["dgmaturity_status"]


@tk.auth_allow_anonymous_access
def dgmaturity_status(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody."""
    return {"success": True}
