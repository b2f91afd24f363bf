"""How strictly an organization is held to the rules, and what was made visible all the same."""

from __future__ import annotations

from typing import Any

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import ActionResult, Context, DataDict
from sqlalchemy.dialects.postgresql import insert

from ckanext.dgmaturity import config
from ckanext.dgmaturity.entering import settings
from ckanext.dgmaturity.logic.action.validation import validated
from ckanext.dgmaturity.logic.schema import rules as schema
from ckanext.dgmaturity.model import Publication, Rules, columns

__all__ = ["dgmaturity_publication_list", "dgmaturity_rules_show", "dgmaturity_rules_update"]


@tk.side_effect_free
def dgmaturity_rules_show(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The rules of an organization, for its editors.

    :param id: id or name of the organization
    :type id: string

    :returns: ``organization_id``; ``enforcement``, the level that holds; ``own`` (``enforcement``, ``public_page``),
        what the organization set, null where it is as the site; ``site`` (``enforcement``); ``choices``, the levels
        that the caller may set
    :rtype: dictionary
    """
    asked = validated(context, data_dict, schema.rules_show())
    organization = _organization(asked["id"])
    tk.check_access("dgmaturity_rules_show", context, {"id": organization.id})
    return _shown(organization.id, context)


def dgmaturity_rules_update(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """Sets the rules of an organization. What is not sent stays as it is; null is "as the site".

    Its administrators may ask for as much as the site or more, sysadmins for less too.

    :param id: id or name of the organization
    :type id: string
    :param enforcement: ``report``, ``publish``, ``strict`` or null
    :type enforcement: string
    :param public_page: whether the organization has a public page, or null
    :type public_page: boolean

    :returns: as of :py:func:`dgmaturity_rules_show`
    :rtype: dictionary
    """
    asked = validated(context, data_dict, schema.rules_update())
    organization = _organization(asked.pop("id"))
    tk.check_access("dgmaturity_rules_update", context, {"id": organization.id})
    level = asked.get("enforcement")
    if level is not None and level not in _choices(context):
        wrong = tk._("The site asks for {level}; only a sysadmin may ask for less").format(level=config.enforcement())
        raise tk.ValidationError({"enforcement": [wrong]})
    _store(organization.id, asked, context)
    return _shown(organization.id, context)


@tk.side_effect_free
def dgmaturity_publication_list(context: Context, data_dict: DataDict) -> ActionResult.AnyDict:
    """The confirmed publications of datasets of closed categories, the latest first.

    :param id: id or name of the organization, for its administrators; without it those of the site, for sysadmins
    :type id: string
    :param limit: at most 1,000; 100 where it is not sent
    :type limit: integer
    :param offset: how many to leave out
    :type offset: integer

    :returns: ``count``; ``results``, each with ``package_id``, ``package_name``, ``organization_id``, ``category``,
        ``at`` and ``user`` (name)
    :rtype: dictionary
    """
    asked = validated(context, data_dict, schema.publication_list())
    organization = _organization(asked["id"]) if asked.get("id") else None
    tk.check_access("dgmaturity_publication_list", context, {"id": organization.id} if organization else {})
    query = model.Session.query(Publication, model.User.name).outerjoin(
        model.User, model.User.id == Publication.user_id
    )
    if organization:
        query = query.filter(Publication.organization_id == organization.id)
    rows = query.order_by(Publication.at.desc()).limit(asked["limit"]).offset(asked["offset"])
    return {"count": query.count(), "results": [_row(row, name) for row, name in rows]}


def _row(row: Publication, user: str | None) -> dict[str, Any]:
    names = ("package_id", "package_name", "organization_id", "category")
    return {name: getattr(row, name) for name in names} | {"at": row.at.isoformat(), "user": user}


def _organization(name: str) -> model.Group:
    found = model.Group.get(name)
    if found is None or not found.is_organization or found.state != "active":
        raise tk.ObjectNotFound(tk._("Organization not found"))
    return found


def _choices(context: Context) -> list[str]:
    sysadmin = context.get("ignore_auth") or authz.is_sysadmin(context.get("user", ""))
    return [level for level in settings.LEVELS if sysadmin or not settings.laxer(level)]


def _store(organization_id: str, asked: dict[str, Any], context: Context) -> None:
    """Who set it is who set the enforcement: the site's administrators may allow less than others can."""
    user = model.User.get(context.get("user", ""))
    who = {"user_id": user.id if user else "", "at": columns.now()}
    changes = {**asked, **who} if "enforcement" in asked else asked
    statement = insert(Rules).values(organization_id=organization_id, **asked, **who)
    if changes:
        statement = statement.on_conflict_do_update(index_elements=["organization_id"], set_=changes)
    model.Session.execute(statement if changes else statement.on_conflict_do_nothing())
    model.Session.expire_all()
    if not context.get("defer_commit"):
        model.Session.commit()


def _shown(organization_id: str, context: Context) -> dict[str, Any]:
    row = settings.rules_of(organization_id)
    return {
        "organization_id": organization_id,
        "enforcement": settings.enforcement_of(organization_id),
        "own": {"enforcement": row.enforcement if row else None, "public_page": row.public_page if row else None},
        "site": {"enforcement": config.enforcement()},
        "choices": _choices(context),
    }
