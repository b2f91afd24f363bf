"""The KPI plan of an organization (Template 1)."""

from __future__ import annotations

from ckan import model
from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk import plans, powers
from ckanext.dgmaturity.logic.schema import desk as schema

__all__ = ["dgmaturity_plan_create", "dgmaturity_plan_delete", "dgmaturity_plan_list", "dgmaturity_plan_show"]


@tk.side_effect_free
@validate(schema.plan_show)
def dgmaturity_plan_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """One plan, or the one in force of an organization. For its editors and for assessors.

    :param id: id of a plan
    :type id: string
    :param organization_id: id or name of an organization, where no ``id`` is given: its plan in force
    :type organization_id: string

    :returns: ``id``, ``organization_id``, ``fiscal_year`` (B.E.), ``name`` of the file, ``at``, ``user``, ``in_force``,
      ``datasets`` (how many are listed), ``plan`` (as ``plan.schema.json``), ``complete``, ``missing`` (each ``id``,
      ``issue``, ``text``), ``warnings`` (each ``place``, ``sheet``, ``cell``, ``value``, ``text``)
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_plan_show", context, data_dict)
    if data_dict.get("id"):
        row = model.Session.get(tables.Plan, data_dict["id"])
    else:
        row = plans.in_force(powers.organization_id(data_dict.get("organization_id")))
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no plan"))
    return plans.whole(row, plans.in_force(row.organization_id))


@tk.side_effect_free
@validate(schema.of_organization)
def dgmaturity_plan_list(context: Context, data_dict: DataDict) -> ActionResult.AnyList:
    """Every plan that an organization has uploaded, newest first. For its editors and for assessors.

    :param organization_id: id or name of the organization
    :type organization_id: string

    :returns: each as ``dgmaturity_plan_show`` gives it, without ``plan``, ``complete``, ``missing`` and ``warnings``
    :rtype: list of dictionaries
    """
    tk.check_access("dgmaturity_plan_list", context, data_dict)
    organization = powers.organization_id(data_dict["organization_id"])
    force = plans.in_force(organization)
    return [plans.summary(row, force) for row in plans.kept(organization)]


@validate(schema.plan_create)
def dgmaturity_plan_create(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Upload a plan; from then on it is the one in force for its fiscal year. For administrators of the organization.

    A plan with anything wrong is refused whole: ``upload`` (or ``plan``) tells every problem as text, ``problems`` the
    same apart, each with ``place``, ``sheet``, ``cell``, ``value`` and ``text`` in the language of the request. What is
    merely not filled in yet is no error, see ``missing``.

    :param organization_id: id or name of the organization
    :type organization_id: string
    :param upload: Template 1 as Excel (.xlsx, .xls) or as YAML, as a file of a form (multipart/form-data)
    :type upload: file
    :param plan: the plan as JSON (``plan.schema.json``), where there is no ``upload``
    :type plan: dictionary

    :returns: the plan, as ``dgmaturity_plan_show`` gives it
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_plan_create", context, data_dict)
    organization = powers.organization_id(data_dict["organization_id"])
    if (data_dict["upload"] is None) == (data_dict["plan"] is None):
        raise tk.ValidationError({"upload": [tk._("Give one plan: choose the file of Template 1")]})
    upload = data_dict["upload"]
    plan = plans.read_json(data_dict["plan"]) if upload is None else plans.read_upload(upload)
    row = plans.store(plan, organization, powers.user_id(context["user"]))
    return plans.whole(row, plans.in_force(organization))


@validate(schema.of_row)
def dgmaturity_plan_delete(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Delete a plan; where it was in force, the one before it is again. For administrators of its organization.

    :param id: id of the plan
    :type id: string

    :returns: ``id`` of what was deleted, ``in_force``: id of the plan that is in force now, or null
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_plan_delete", context, data_dict)
    row = model.Session.get(tables.Plan, data_dict["id"])
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no plan"))
    organization = row.organization_id
    model.Session.delete(row)
    model.Session.commit()
    force = plans.in_force(organization)
    return {"id": data_dict["id"], "in_force": force.id if force else None}
