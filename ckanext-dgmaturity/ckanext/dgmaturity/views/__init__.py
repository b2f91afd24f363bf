"""The pages: one blueprint a module, called ``blueprint`` there."""

from __future__ import annotations

from types import ModuleType

from flask import Blueprint

from ckanext.dgmaturity.views import addresses, dashboard, desk, forgery, mail, panel, rules, workbook

MODULES: tuple[ModuleType, ...] = (dashboard, desk, mail, panel, rules, workbook)

for each in MODULES:
    each.blueprint.before_request(addresses.refuse)
    each.blueprint.before_request(forgery.refuse)


def get_blueprints() -> list[Blueprint]:
    """Every blueprint."""
    return [module.blueprint for module in MODULES]
