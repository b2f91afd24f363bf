"""Verdicts and scores tell of private datasets and of what is wrong: they are for those who mend it."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "dgmaturity_check",
    "dgmaturity_dataset_show",
    "dgmaturity_organization_show",
    "dgmaturity_site_show",
]


def dgmaturity_dataset_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the dataset."""
    tk.check_access("package_update", context, {"id": data_dict["id"]})
    return {"success": True}


def dgmaturity_check(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may edit the dataset."""
    tk.check_access("package_update", context, {"id": data_dict["id"]})
    return {"success": True}


def dgmaturity_organization_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Members who may edit datasets of the organization."""
    if authz.has_user_permission_for_group_or_org(data_dict["id"], context.get("user"), "update_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only those who may edit datasets of this organization see its score")}


def dgmaturity_site_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Sysadmins (CKAN lets them pass)."""
    return {"success": False, "msg": tk._("Only sysadmins see the score of the site")}
