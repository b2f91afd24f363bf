"""A plan as plain values of ``plan.schema.json``, and read from them: what :func:`value_of` gives, :func:`read_value`
reads back into the same plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from checker.model import UseRecord
from checker.plan.build import build
from checker.plan.model import Plan
from checker.plan.tree import MAX_DEPTH, MAX_VALUES, Tree, refusal

_REPORTED = ("catalog_url", "reported_on")  #: parts of the plan that the file keeps under ``agency``


def read_value(value: Any, source: str) -> Plan:
    """The plan of plain values, as JSON brings them. Raises PlanError: each problem's place is its path."""
    _bound(value, source)
    return build(Tree(source=source, value=value))


def value_of(plan: Plan) -> dict[str, Any]:
    """The plan as plain values, blanks left out; every dataset with its code, every process with its number."""
    raw = msgspec.to_builtins(plan)
    agency = {**raw["agency"], **{name: raw[name] for name in _REPORTED}}
    parts = ("fiscal_year", "issues", "utilisation", "cameras", "previous_datasets")
    found: dict[str, Any] = _filled({"agency": agency, **{name: raw[name] for name in parts}})
    return found


def use_value(record: UseRecord) -> dict[str, Any]:
    """One record of use as plain values, blanks left out."""
    found: dict[str, Any] = _filled(msgspec.to_builtins(record))
    return found


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        parts = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in parts.items() if not _blank(key, each)}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value


def _blank(key: str, value: Any) -> bool:
    return value is None or value in ("", {}, []) or (key == "decided" and not value)


def _bound(value: Any, source: str) -> None:
    """Nothing deeper or longer than a plan can be."""
    left, level = MAX_VALUES, [value]
    for _ in range(MAX_DEPTH):
        left -= len(level)
        if left < 0:
            break
        level = [part for each in level for part in _parts(each)]
        if not level:
            return
    raise refusal(source, "it holds far more than a plan does", "มีเนื้อหามากเกินกว่าจะเป็นแผน")


def _parts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []
