"""What templates call: one module a noun; each lists its own in ``__all__``."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.dgmaturity.helpers import dashboard, form, organization, panel

MODULES: tuple[ModuleType, ...] = (dashboard, form, organization, panel)


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper by its name."""
    return {name: vars(module)[name] for module in MODULES for name in module.__all__}
