"""Values of the engine as PostgreSQL can hold them."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checker.rounding import points_text
from checker.store.json import encoded


def plain(value: Any) -> Any:
    """A value of the engine's as PostgreSQL can hold it: JSON without halves of surrogate pairs and without NUL."""
    raw = encoded(value)
    found = json.loads(raw)
    return _without_nul(found) if b"\\u0000" in raw else found


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(each) for key, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value


def decimal(points: Fraction) -> Decimal:
    """Points as a column holds them, rounded half up as in reports."""
    return Decimal(points_text(points))
