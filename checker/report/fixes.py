"""Fixes as ``report.json`` and ``dgcheck worklist --format json`` have them (``schemas/worklist.schema.json``)."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.rounding import points_text
from checker.worth import Fix, Gain, Package


def fix_value(fix: Fix) -> dict[str, Any]:
    """One fix; points are strings, rounded half up to at most six places."""
    return {
        **msgspec.structs.asdict(fix),
        "gain": gain_value(fix.gain),
        "package": package_value(fix.package) if fix.package else None,
    }


def gain_value(gain: Gain) -> dict[str, Any]:
    """Points at least and at most, and by which values."""
    return {
        "exact": gain.exact,
        "least": gain.least,
        "max": points_text(gain.maximum),
        "min": points_text(gain.minimum),
        "most": gain.most,
    }


def package_value(package: Package) -> dict[str, Any]:
    """Fixes that count together."""
    return {
        "fixes": package.fixes,
        "gain": gain_value(package.gain),
        "id": package.id,
        "weight": package.weight,
    }
