"""Who may do what: one module a noun, as the actions; each lists its own in ``__all__``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckanext.dgmaturity.logic.auth import dashboard, desk, panel, rules, status, verdict, workbook

MODULES = (dashboard, desk, panel, rules, status, verdict, workbook)


def get_auth_functions() -> dict[str, Callable[..., Any]]:
    """Every authorization function by the name of its action."""
    return {name: vars(module)[name] for module in MODULES for name in module.__all__}
