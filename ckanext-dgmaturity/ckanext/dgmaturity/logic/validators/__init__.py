"""The validators: one module a noun; each lists its own in ``__all__``."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from ckanext.dgmaturity.logic.validators import entry, fields, tags, truth

MODULES: tuple[ModuleType, ...] = (entry, fields, tags, truth)


def get_validators() -> dict[str, Callable[..., Any]]:
    """Every validator by its name."""
    return {name: vars(module)[name] for module in MODULES for name in module.__all__}
