"""Who may import workbooks, and see what became of them."""

from __future__ import annotations

from typing import Any

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.dgmaturity.model import Batch

__all__ = [
    "dgmaturity_workbook_batch_list", "dgmaturity_workbook_batch_show", "dgmaturity_workbook_check",
    "dgmaturity_workbook_export", "dgmaturity_workbook_import",
]  # fmt: skip


def dgmaturity_workbook_check(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may create datasets in the organization."""
    found = _organization(data_dict.get("organization_id"))
    return _answer(found is not None and _may(context, found.id, "create_dataset"))


def dgmaturity_workbook_batch_list(context: Context, data_dict: DataDict) -> AuthResult:
    """The same; which of the batches they see is the action's."""
    return dgmaturity_workbook_check(context, data_dict)


def dgmaturity_workbook_batch_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Who uploaded it, as long as they may create datasets there, and the organization's administrators."""
    batch = _batch(data_dict.get("id"))
    if batch is None:
        return _answer(False)
    user = model.User.get(context.get("user") or "")
    mine = user is not None and batch.user_id == user.id and _may(context, batch.organization_id, "create_dataset")
    return _answer(mine or _may(context, batch.organization_id, "update"))


def dgmaturity_workbook_import(context: Context, data_dict: DataDict) -> AuthResult:
    """Who may see it, and create datasets there."""
    batch = _batch(data_dict.get("id"))
    fine = batch is not None and _may(context, batch.organization_id, "create_dataset")
    return dgmaturity_workbook_batch_show(context, data_dict) if fine else _answer(False)


@tk.auth_allow_anonymous_access
def dgmaturity_workbook_export(context: Context, data_dict: DataDict) -> AuthResult:
    """Everybody who may search: an export holds what its reader may see."""
    return tk_access(context)


def tk_access(context: Context) -> AuthResult:
    """Whether they may search at all: a site may be closed to the public."""
    try:
        tk.check_access("package_search", context, {})
    except tk.NotAuthorized:
        return _answer(False)
    return {"success": True}


def _answer(success: bool) -> AuthResult:
    if success:
        return {"success": True}
    return {"success": False, "msg": tk._("You may not import workbooks into this organization, or see this one.")}


def _may(context: Context, organization_id: str, permission: str) -> bool:
    user = context.get("user") or ""
    return authz.is_sysadmin(user) or authz.has_user_permission_for_group_or_org(organization_id, user, permission)


def _organization(name: Any) -> Any:
    found = model.Group.get(name) if isinstance(name, str) and "\x00" not in name else None
    return found if found is not None and found.is_organization and found.state == model.State.ACTIVE else None


def _batch(identifier: Any) -> Batch | None:
    if not isinstance(identifier, str) or "\x00" in identifier:
        return None
    found: Batch | None = model.Session.get(Batch, identifier)
    return found
