"""Which dataset of the organization each one of its plan is."""

from __future__ import annotations

from typing import Any

from ckan.logic import validate
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict

from ckanext.dgmaturity.desk import matches, powers
from ckanext.dgmaturity.logic.schema import desk as schema

__all__ = ["dgmaturity_match_delete", "dgmaturity_match_list", "dgmaturity_match_update"]


@tk.side_effect_free
@validate(schema.of_organization)
def dgmaturity_match_list(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The listed datasets with their matches, unsure ones first. For editors of the organization and for assessors.

    :param organization_id: id or name of the organization
    :type organization_id: string

    :returns: ``plan_id`` and ``fiscal_year`` of the plan in force (null: there is none), ``counts`` by ``how``, and
      ``matches``, each with ``code``, ``title``, ``process``, ``category``, ``how`` (``unsure``, ``none``, ``title``,
      ``name``, ``code``, ``decided``), ``dataset`` (``id``, ``name``, ``title``, ``private``; null: none),
      ``candidates`` (the same, with ``likeness`` from 0 to 1), ``automatic`` (``how`` and ``dataset`` without any
      decision), ``by_hand``, ``gone`` (it was decided on a dataset that is no longer there), ``at``, ``user``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_match_list", context, data_dict)
    return matches.listed(powers.organization_id(data_dict["organization_id"]))


@validate(schema.match_update)
def dgmaturity_match_update(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Say by hand which dataset a listed one is, or that it is none of them. For administrators of the organization.

    :param organization_id: id or name of the organization
    :type organization_id: string
    :param code: code of the listed dataset
    :type code: string
    :param dataset: id or name of a dataset of the organization
    :type dataset: string
    :param none: it is none of them (instead of ``dataset``)
    :type none: boolean

    :returns: the listed dataset with its match, as in ``dgmaturity_match_list``
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_match_update", context, data_dict)
    organization = powers.organization_id(data_dict["organization_id"])
    dataset = data_dict.get("dataset") or None
    if (dataset is None) == (not data_dict["none"]):
        raise tk.ValidationError({"dataset": [tk._("Choose a dataset, or say that it is none of them")]})
    row = matches.decide(organization, data_dict["code"], dataset, powers.user_id(context["user"]))
    return _line(organization, row.code)


@validate(schema.match_delete)
def dgmaturity_match_delete(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Take back what was said by hand: the match is automatic again. For administrators of the organization.

    :param organization_id: id or name of the organization
    :type organization_id: string
    :param code: code of the listed dataset
    :type code: string

    :returns: the listed dataset with its match, as in ``dgmaturity_match_list``; empty where the plan lists it no more
    :rtype: dictionary
    """
    tk.check_access("dgmaturity_match_delete", context, data_dict)
    organization = powers.organization_id(data_dict["organization_id"])
    matches.forget(organization, data_dict["code"])
    return _line(organization, data_dict["code"])


def _line(organization: str, code: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = matches.listed(organization)["matches"]
    return next((each for each in found if each["code"].casefold() == code.casefold()), {})
