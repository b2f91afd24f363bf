"""How strictly an organization is held to the rules.

Reading: the site's level is a floor. The administrator of an organization may hold it to more, or to the same; only a
sysadmin may hold one to less (an agency that is still moving in). A level below the floor that an administrator set,
before the site's was raised, no longer counts.
"""

from __future__ import annotations

from typing import cast

from ckan import model

from checker.entry import LEVELS
from ckanext.dgmaturity import config
from ckanext.dgmaturity.config import Enforcement
from ckanext.dgmaturity.model import Rules


def rules_of(organization_id: str | None) -> Rules | None:
    """What the organization sets for itself."""
    return model.Session.get(Rules, organization_id) if organization_id else None


def enforcement_of(organization_id: str | None) -> Enforcement:
    """The level that holds for the datasets of the organization."""
    site, rules = config.enforcement(), rules_of(organization_id)
    if rules is None or rules.enforcement not in LEVELS:
        return site
    if laxer(rules.enforcement) and not _set_by_sysadmin(rules):
        return site
    return cast(Enforcement, rules.enforcement)


def laxer(level: str) -> bool:
    """Whether a level asks for less than the site's."""
    return LEVELS.index(level) < LEVELS.index(config.enforcement())


def _set_by_sysadmin(rules: Rules) -> bool:
    user = model.User.get(rules.user_id)
    return user is not None and bool(user.sysadmin) and user.state == "active"
