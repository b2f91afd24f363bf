"""The pages: one blueprint a module, called ``blueprint`` there."""

from __future__ import annotations

from types import ModuleType

from flask import Blueprint

from ckanext.dgmaturity.views import dashboard

MODULES: tuple[ModuleType, ...] = (dashboard,)


def get_blueprints() -> list[Blueprint]:
    """Every blueprint."""
    return [module.blueprint for module in MODULES]
