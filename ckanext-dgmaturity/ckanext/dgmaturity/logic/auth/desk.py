"""Plans, matches, evidence and decisions: editors and assessors read, administrators fill, assessors decide.

What belongs to an organization is asked for by the organization of the row itself, never by one that the caller names.
"""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk import powers

__all__ = [
    "dgmaturity_decision_create", "dgmaturity_decision_list", "dgmaturity_evidence_create",
    "dgmaturity_evidence_delete", "dgmaturity_evidence_list", "dgmaturity_evidence_update", "dgmaturity_match_delete",
    "dgmaturity_match_list", "dgmaturity_match_update", "dgmaturity_plan_create", "dgmaturity_plan_delete",
    "dgmaturity_plan_list", "dgmaturity_plan_show",
]  # fmt: skip


def _readers(context: Context, organization: str) -> AuthResult:
    if powers.reads(context.get("user", ""), organization):
        return {"success": True}
    return {"success": False, "msg": tk._("Only editors of this organization and assessors may read this")}


def _fillers(context: Context, organization: str) -> AuthResult:
    if powers.fills(context.get("user", ""), organization):
        return {"success": True}
    return {"success": False, "msg": tk._("Only administrators of this organization may do this")}


def _named(data_dict: DataDict) -> str:
    return powers.organization_id(data_dict.get("organization_id"))


def _of_row(table: Any, data_dict: DataDict) -> str:
    name = data_dict.get("id")
    row = model.Session.get(table, name) if isinstance(name, str) and "\x00" not in name else None
    if row is None:
        raise tk.ObjectNotFound(tk._("Not found"))
    return str(row.organization_id)


def dgmaturity_plan_show(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the plan's organization, assessors."""
    return _readers(context, _of_row(tables.Plan, data_dict) if data_dict.get("id") else _named(data_dict))


def dgmaturity_plan_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organization, assessors."""
    return _readers(context, _named(data_dict))


def dgmaturity_plan_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization."""
    return _fillers(context, _named(data_dict))


def dgmaturity_plan_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the plan's organization."""
    return _fillers(context, _of_row(tables.Plan, data_dict))


def dgmaturity_match_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organization, assessors."""
    return _readers(context, _named(data_dict))


def dgmaturity_match_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization."""
    return _fillers(context, _named(data_dict))


def dgmaturity_match_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization."""
    return _fillers(context, _named(data_dict))


def dgmaturity_evidence_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organization, assessors."""
    return _readers(context, _named(data_dict))


def dgmaturity_evidence_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the organization."""
    return _fillers(context, _named(data_dict))


def dgmaturity_evidence_update(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the record's organization."""
    return _fillers(context, _of_row(tables.Use, data_dict))


def dgmaturity_evidence_delete(context: Context, data_dict: DataDict) -> AuthResult:
    """Administrators of the record's organization."""
    return _fillers(context, _of_row(tables.Use, data_dict))


def dgmaturity_decision_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Editors of the organization, assessors."""
    return _readers(context, _named(data_dict))


def dgmaturity_decision_create(context: Context, data_dict: DataDict) -> AuthResult:
    """Assessors in the name of their bodies; administrators of the organization in the name of the agency."""
    organization, user = _named(data_dict), context.get("user", "")
    body = data_dict.get("body") or powers.AGENCY
    if body == powers.AGENCY:
        return _fillers(context, organization)
    if not isinstance(body, str) or body.casefold() in [each.casefold() for each in powers.bodies_of(user)]:
        return {"success": True}
    return {"success": False, "msg": tk._("Only assessors of this body decide in its name")}
