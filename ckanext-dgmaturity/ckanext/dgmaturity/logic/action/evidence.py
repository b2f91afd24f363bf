"""Evidence that datasets are really used."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity import model as tables
from ckanext.dgmaturity.desk import powers, uses
from ckanext.dgmaturity.logic.schema import desk as schema

__all__ = [
    "dgmaturity_evidence_create", "dgmaturity_evidence_delete", "dgmaturity_evidence_list",
    "dgmaturity_evidence_update",
]  # fmt: skip


@tk.side_effect_free
@validate(schema.of_organization)
def dgmaturity_evidence_list(context: Context, data_dict: DataDict) -> ActionResult.AnyList:
    """The records of use of an organization, and those of its plan. For its editors and for assessors.

    :param organization_id: id or name of the organization
    :type organization_id: string

    :returns: each with ``id`` (null: it came with the plan and is changed there), ``dataset`` (its code), ``title``,
      ``listed`` (the plan in force has this code), ``kind``, ``kind_title``, ``change``, ``result``, ``link``,
      ``attested_by``, ``attested_on``, ``complete``, ``missing`` (each ``id``, ``text``), ``at``, ``user``
    :rtype: list of dictionaries
    """
    tk.check_access("dgmaturity_evidence_list", context, data_dict)
    return uses.listed(powers.organization_id(data_dict["organization_id"]))


@validate(schema.evidence_create)
def dgmaturity_evidence_create(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Record one real use of a listed dataset. For administrators of the organization.

    Only ``dataset`` has to be there; the record is evidence once every part is, and ``result`` holds a figure.

    :param organization_id: id or name of the organization
    :type organization_id: string
    :param dataset: code of a dataset of the plan in force
    :type dataset: string
    :param kind: ``analysis_report``, ``dashboard``, ``process_change``, ``service_change``, ``targeted_help`` or
      ``feedback_analysis``, or the label of one
    :type kind: string
    :param change: what was changed
    :type change: string
    :param result: the measured result, with figures
    :type result: string
    :param link: where it can be seen, or the name of a file
    :type link: string
    :param attested_by: a role or a unit, not a private person
    :type attested_by: string
    :param attested_on: a day, of either era
    :type attested_on: string

    :returns: the record, as in ``dgmaturity_evidence_list``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_evidence_create", context, data_dict)
    organization = powers.organization_id(data_dict["organization_id"])
    return _shown(uses.create(organization, data_dict, powers.user_id(context["user"])))


@validate(schema.evidence_update)
def dgmaturity_evidence_update(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Put a record in the place of another, whole. For administrators of its organization.

    :param id: id of the record
    :type id: string
    :param seen: its ``at`` when it was read (optional): refused where somebody has changed it since
    :type seen: string

    The other parameters are those of ``dgmaturity_evidence_create``; a part that is not given is blank.

    :returns: the record, as in ``dgmaturity_evidence_list``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_evidence_update", context, data_dict)
    return _shown(uses.update(_row(data_dict["id"]), data_dict, powers.user_id(context["user"])))


@validate(schema.of_row)
def dgmaturity_evidence_delete(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Delete a record. For administrators of its organization.

    :param id: id of the record
    :type id: string

    :returns: ``id`` of what was deleted
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_evidence_delete", context, data_dict)
    model.Session.delete(_row(data_dict["id"]))
    model.Session.commit()
    return {"id": data_dict["id"]}


def _row(identifier: str) -> tables.Use:
    """The record as it is now; who else changes it waits for the next commit."""
    row = model.Session.get(tables.Use, identifier, with_for_update=True, populate_existing=True)
    if row is None:
        raise tk.ObjectNotFound(tk._("There is no such record"))
    return row


def _shown(row: tables.Use) -> dict[str, Any]:
    return next(each for each in uses.listed(row.organization_id) if each["id"] == row.id)
