"""Who may read, fill and decide: editors read, administrators fill, assessors decide.

An assessor is a sysadmin, or an administrator of an organization that ``ckanext.dgmaturity.assessors`` names: alone it
stands for every body of the rubric, as ``NSO=name`` for that one body.
"""

from __future__ import annotations

from collections.abc import Iterable

from ckan import authz, model
from ckan.plugins import toolkit as tk

from checker.decided import AGENCY
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config

__all__ = ["AGENCY", "bodies_of", "fills", "organization_id", "reads", "user_id", "user_name"]

READS = "update_dataset"  #: CKAN's permission of editors
FILLS = "update"  #: of administrators


def organization_id(name: object) -> str:
    """The id of an organization by its id or name. Raises ObjectNotFound."""
    found = model.Group.get(name) if isinstance(name, str) and "\x00" not in name else None
    if found is None or not found.is_organization or found.state != model.State.ACTIVE:
        raise tk.ObjectNotFound(tk._("Organization not found"))
    return str(found.id)


def reads(user: str, organization: str) -> bool:
    """Whether a user may see what an organization keeps here."""
    return authz.has_user_permission_for_group_or_org(organization, user, READS) or bool(bodies_of(user))


def fills(user: str, organization: str) -> bool:
    """Whether a user speaks for an organization."""
    return bool(authz.has_user_permission_for_group_or_org(organization, user, FILLS))


def bodies_of(user: str) -> tuple[str, ...]:
    """The bodies of the rubric in whose name a user decides."""
    known = tuple([body.id for body in proved_rubric(config.rubric()).bodies])
    if authz.is_sysadmin(user):
        return known
    mine = {body for body, organization in config.assessors() if _heads(user, organization)}
    return known if "" in mine else tuple([body for body in known if body in mine])


def _heads(user: str, organization: str) -> bool:
    """Whether a user is an administrator of an organization."""
    return bool(authz.has_user_permission_for_group_or_org(organization, user, "admin"))


def user_id(user: str) -> str:
    """The id under which something is kept; empty where no user stands behind it."""
    found = model.User.get(user) if user else None
    return str(found.id) if found else ""


def user_names(identifiers: Iterable[str]) -> dict[str, str]:
    """The names of users by their ids, in one question; those that are gone are left out."""
    query = model.Session.query(model.User.id, model.User.name).filter(model.User.id.in_(set(identifiers)))
    return dict(query.all())


def user_name(identifier: str) -> str:
    """The name of a user by the id that was kept; empty where the user is gone."""
    found = model.User.get(identifier) if identifier else None
    return str(found.name) if found else ""
