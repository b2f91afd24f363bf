"""The actions: one module a noun; each lists its own in ``__all__``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckanext.dgmaturity.logic.action import (
    decision,
    evidence,
    guard,
    match,
    names,
    panel,
    plan,
    rules,
    status,
    verdict,
    workbook,
)

MODULES = (decision, evidence, guard, match, names, panel, plan, rules, status, verdict, workbook)


def get_actions() -> dict[str, Callable[..., Any]]:
    """Every action by its name; chained ones have the name of CKAN's own."""
    return {name: vars(module)[name] for module in MODULES for name in module.__all__}
