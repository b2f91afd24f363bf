"""Dashboards hold private datasets, so they are for those who may edit them."""

from __future__ import annotations

from ckan import authz
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

__all__ = ["dgmaturity_organization_dashboard", "dgmaturity_site_dashboard"]


def dgmaturity_organization_dashboard(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors and administrators of the organization ``id``; sysadmins (CKAN lets them pass)."""
    organization = tk.get_or_bust(data_dict, "id")
    if authz.has_user_permission_for_group_or_org(organization, context.get("user"), "update_dataset"):
        return {"success": True}
    return {"success": False, "msg": tk._("Only those who may edit datasets of this organization see its dashboard")}


def dgmaturity_site_dashboard(context: Context, data_dict: DataDict) -> AuthResult:
    """Sysadmins (CKAN lets them pass)."""
    return {"success": False, "msg": tk._("Only sysadmins see the dashboard of the site")}
