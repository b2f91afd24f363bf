"""Rules of an organization: its editors read them, its administrators set them and read what was published."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = [
    "dgmaturity_name_suggest", "dgmaturity_publication_list", "dgmaturity_rules_show", "dgmaturity_rules_update",
]  # fmt: skip


def dgmaturity_name_suggest(context: Context, data_dict: DataDict) -> AuthResult:
    """Those who may create datasets: a suggestion tells which names are taken, those of private datasets too."""
    return {"success": authz.is_authorized_boolean("package_create", context, {})}


def dgmaturity_rules_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and administrators of the organization."""
    return _may(context, data_dict, "update_dataset")


def dgmaturity_rules_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization."""
    return _may(context, data_dict, "update")


def dgmaturity_publication_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization; of the whole site, sysadmins (CKAN lets them pass)."""
    return _may(context, data_dict, "update") if data_dict.get("id") else {"success": False}


def _may(context: Context, data_dict: DataDict, permission: str) -> AuthResult:
    organization, user = tk.get_or_bust(data_dict, "id"), context.get("user")
    if authz.has_user_permission_for_group_or_org(organization, user, permission):
        return {"success": True}
    return {"success": False, "msg": tk._("Only administrators of this organization may do this")}
