"""A JSON document → its list of records, flat, and how many match by its own word."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]
Box = tuple[float, float, float, float]  #: west, south, east, north

MOST_RECORDS = 5_000
MOST_NODES = 20_000  #: values of a document that are gone through
DEEPEST = 6
LONGEST = 400  #: characters of one value that are kept

#: Names under which interfaces keep their records, the surest first
_LISTS = ("records", "features", "value", "results", "data", "items", "rows", "result", "entry", "list")
#: …and lists that are about the records
_NEVER = frozenset({"fields", "links", "columns", "errors", "facets", "query_facets", "layers", "parameters", "tags"})
#: Names under which they say how many records match
_TOTALS = (
    "numberMatched", "total", "filtered_table_rows_count", "@odata.count", "__count", "totalFeatures", "odata.count",
    "recordsFiltered", "total_count", "totalCount", "totalRecords", "total_rows", "recordsTotal", "nhits", "count",
)  # fmt: skip


def list_of(document: Any) -> tuple[Any, list[Record]] | None:
    """The list of records in a document, with what holds it: by its name, else the longest."""
    if isinstance(document, list):
        return (document, _rows(document)) if not document or _is_rows(document) else None
    if isinstance(document, dict) and (keyed := _keyed(document)) is not None:
        return document, keyed
    best: tuple[tuple[int, int, int], Any, list[Record]] | None = None
    for depth, holder in _holders(document):
        for name, value in holder.items():
            rows = _rows_of(name, value, holder)
            if rows is None:
                continue
            named = -_LISTS.index(name) if name in _LISTS else -len(_LISTS)
            rank = (1 if rows or name in _LISTS[:4] else 0, named, len(rows) - depth)
            if best is None or rank > best[0]:
                best = (rank, holder, rows)
    return None if best is None else (best[1], best[2])


def _holders(document: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Objects of a document, the outer ones first; what is inside records is left out."""
    level, seen = [document], 0
    for depth in range(DEEPEST):
        below: list[Any] = []
        for value in level:
            if not isinstance(value, dict):
                continue
            yield depth, value
            below += list(value.values())[: MOST_NODES - seen]
            seen += len(value)
        level = below


def _rows_of(name: str, value: Any, holder: Mapping[str, Any]) -> list[Record] | None:
    if name in _NEVER:
        return None
    if isinstance(value, dict):
        return _keyed(value)
    if not isinstance(value, list):
        return None
    if not value:
        return [] if name in _LISTS else None
    if _is_rows(value):
        return _rows(value)
    names = holder.get("columns")
    if name in ("rows", "data", "values") and isinstance(names, list) and all(isinstance(row, list) for row in value):
        return [dict(zip(map(_column, names), row, strict=False)) for row in value[:MOST_RECORDS]]
    return None


def _column(told: Any) -> str:
    return str(told.get("name", "")) if isinstance(told, dict) else str(told)


def _is_rows(values: list[Any]) -> bool:
    return all(isinstance(value, dict) for value in values[:MOST_RECORDS])


def _rows(values: list[Any]) -> list[Record]:
    return values[:MOST_RECORDS]


def _keyed(value: dict[str, Any]) -> list[Record] | None:
    """Records under keys of their own: two at least, alike, and nothing else beside them."""
    rows = list(value.values())[:MOST_RECORDS]
    if len(rows) < 2 or not all(isinstance(row, dict) and row for row in rows):
        return None
    first = set(rows[0])
    return rows if all(set(row) == first for row in rows[1:]) else None


def record(row: Record) -> Record:
    """One record, flat: what ``properties`` or ``attributes`` hold of a map feature, one level of nesting unfolded."""
    inner = row.get("properties", row.get("attributes"))
    if isinstance(inner, dict) and ("geometry" in row or row.get("type") == "Feature" or len(row) == 1):
        row = inner
    flat: Record = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{name}.{each}": _value(held) for each, held in value.items() if not isinstance(held, dict)})
        else:
            flat[name] = _value(value)
    return flat


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (int, float, bool)):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST]


def mapped(rows: list[Record]) -> bool:
    """The records are features of a map."""
    return bool(rows) and all("geometry" in row for row in rows)


def box_of(geometry: Any) -> Box | None:
    """The box around a GeoJSON geometry; ``None`` where it has none."""
    numbers = _points(geometry.get("coordinates")) if isinstance(geometry, dict) else []
    if not numbers:
        return None
    across, up = [point[0] for point in numbers], [point[1] for point in numbers]
    return min(across), min(up), max(across), max(up)


def _points(coordinates: Any) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    waiting: list[Any] = [coordinates]
    while waiting and len(found) < MOST_NODES:
        value = waiting.pop()
        if not isinstance(value, list) or not value:
            continue
        if isinstance(value[0], (int, float)) and len(value) > 1 and isinstance(value[1], (int, float)):
            found.append((float(value[0]), float(value[1])))
        else:
            waiting += value[:MOST_NODES]
    return found


def total_of(holder: Any, document: Any, rows: int) -> int | None:
    """How many match, by the word of what holds the records or of the document."""
    for place in (holder, document):
        for name in _TOTALS if isinstance(place, dict) else ():
            told = place.get(name)
            number = (
                int(told) if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) < 15 else told
            )
            if isinstance(number, int) and not isinstance(number, bool) and number >= rows:
                return number
    return None
