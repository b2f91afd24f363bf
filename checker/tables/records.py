"""JSON in which a table stands: an array of records, or an object that holds one; whole, or the head of one.

Known by shape and not by name, so that a DataStore answer (``result.records``), an OData answer (``value``) and
what anybody else wraps round an array are read by one rule: the array of objects that takes up the most text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from checker.encoding import decode
from checker.errors import Unreadable
from checker.grid import Cell, Row, Sheet
from checker.tables.bounds import CELL, COLUMNS, ROWS, TEXT

NAMED = 20  #: rows that tell whether the first one holds the names of the columns
ARRAYS = 50  #: arrays of a text that are looked at

_ARRAY = re.compile(r"\[\s*[\[{]")
_WORDS_OF = re.compile(r'"\s*:\s*(?=\[\s*")')
_BETWEEN = re.compile(r"[\s,]*")
_LONG_NUMBER = re.compile(r"\d{400}")
_PROPERTIES = re.compile(r'"properties"\s*:\s*(?=\{)')
_DECODER = json.JSONDecoder()


def json_text(body: bytes, *, complete: bool) -> tuple[str, str]:
    """The text of a JSON file and its encoding. Raises :class:`Unreadable`."""
    decoded = decode(body[:TEXT], complete=complete and len(body) <= TEXT)
    if decoded is None:
        raise Unreadable("damaged", "no text")
    if _LONG_NUMBER.search(decoded.text):
        raise Unreadable("damaged", "a number of more digits than any number has")
    return decoded.text.lstrip("\ufeff"), decoded.encoding or ""


def json_records(body: bytes, format: str, *, complete: bool) -> list[Sheet]:
    """The one table of a JSON text; none when it holds no array of records. Raises :class:`Unreadable`."""
    text, encoding = json_text(body, complete=complete)
    complete = complete and len(body) <= TEXT
    items, ended = _largest_array(text)
    if not items:
        items, ended = _keyed_records(text), True
        inner = _in_text(items[0]) if len(items) == 1 else ""
        found, whole = _largest_array(inner)
        if found:
            text, items, ended = inner, found, whole
    if not items:
        return []
    whole = complete and ended and len(items) <= ROWS
    if isinstance(items[0], dict):
        return [record_sheet([item for item in items if isinstance(item, dict)], format, encoding, whole)]
    rows = [tuple(map(cell_of, item[:COLUMNS])) for item in items if isinstance(item, list)]
    names = _names_beside(text, rows)
    return [
        Sheet(rows=[*names, *rows[:ROWS]], format=format, encoding=encoding, complete=whole, records=bool(names)),
    ]


def _in_text(record: Any) -> str:
    """The text of an object that holds no more than one text of JSON, as ASP.NET answers: ``{"d": "[{…}]"}``."""
    values = [*record.values()] if isinstance(record, dict) else []
    alone = len(values) == 1 and isinstance(values[0], str) and values[0].lstrip().startswith(("[", "{"))
    return values[0] if alone else ""


def _names_beside(text: str, rows: Sequence[Row]) -> list[Row]:
    """The row of names that stands apart from rows without names: ``{"columns": ["a", "b"], "rows": [[1, 2]]}``."""
    worded = [all(isinstance(cell, str) for cell in row) for row in rows[:NAMED]]
    if worded[0] and not all(worded):
        return []  # the first row holds the names
    width = len(rows[0])
    for found in islice(_WORDS_OF.finditer(text), ARRAYS):
        names = _decoded(text, found.end())[0]
        if isinstance(names, list) and len(names) == width and all(isinstance(name, str) for name in names):
            return [tuple(name[:CELL] for name in names)]
    return []


def json_lines(body: bytes, format: str, *, complete: bool) -> list[Sheet]:
    """The one table of a text with one JSON value a line. Raises :class:`Unreadable`."""
    text, encoding = json_text(body, complete=complete)
    lines = [line for line in text.split("\n") if line.strip()]
    if not complete and lines:
        lines.pop()
    records = [record for line in lines[: ROWS + 1] if isinstance(record := _value(line.strip()), dict)]
    if not records:
        return []
    return [record_sheet(records, format, encoding, complete and len(records) <= ROWS)]


def features(body: bytes, format: str, *, complete: bool) -> list[Sheet]:
    """The attributes of a GeoJSON or TopoJSON; no coordinates are read. Raises :class:`Unreadable`."""
    text, encoding = json_text(body, complete=complete)
    found: list[dict[str, Any]] = []
    at = 0
    while len(found) <= ROWS and (start := _PROPERTIES.search(text, at)):
        record, at = _decoded(text, start.end())
        if record is None:
            break
        if isinstance(record, dict) and not _names_a_system(record):
            found.append(record)
    whole = complete and len(found) <= ROWS and at <= len(text)
    return [record_sheet(found, format, encoding, whole, geometry=True)]


def _names_a_system(record: dict[str, Any]) -> bool:
    """The properties of ``crs``, which are no feature's."""
    return record.keys() == {"name"} and str(record["name"]).startswith(("urn:ogc:def:crs", "EPSG:"))


def record_sheet(
    records: Sequence[dict[str, Any]], format: str, encoding: str = "", complete: bool = True, *,
    member: str = "", name: str = "", geometry: bool = False,
) -> Sheet:  # fmt: skip
    """Records as rows under the names of all their fields, in the order in which these appear first."""
    flat = [_flat(record) for record in records[:ROWS]]
    names = tuple(islice(dict.fromkeys(key for record in flat for key in record), COLUMNS))
    rows: list[Row] = [names, *(tuple(map(record.get, names)) for record in flat)] if names else []
    return Sheet(
        rows=rows, format=format, member=member, name=name, encoding=encoding,
        complete=complete and len(records) <= ROWS, records=True, geometry=geometry,
    )  # fmt: skip


def _flat(record: dict[str, Any]) -> dict[str, Cell]:
    """The fields of a record; those of an object inside it stand as ``outer.inner``, one level."""
    flat: dict[str, Cell] = {}
    for key, value in islice(record.items(), COLUMNS):
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}"[:200]: cell_of(each) for inner, each in islice(value.items(), COLUMNS)}
        else:
            flat[str(key)[:200]] = cell_of(value)
    return flat


def cell_of(value: object) -> Cell:
    """One JSON value as a cell; arrays of words are joined, what else is nested is left out."""
    if isinstance(value, str):
        return value[:CELL]
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, list):
        return ", ".join(str(item)[:200] for item in value[:20] if isinstance(item, str | int | float))
    return None


def _largest_array(text: str) -> tuple[list[Any], bool]:
    """The items of the array of objects, else of arrays, that covers the most text, and whether its end was seen."""
    best: tuple[int, list[Any], bool] = (0, [], False)
    at = 0
    for _ in range(ARRAYS):
        start = _ARRAY.search(text, at)
        if start is None:
            break
        items, end, ended = _items(text, start.start() + 1)
        if items and end - start.start() > best[0]:
            best = (end - start.start(), items, ended)
        at = max(end, start.start() + 1)
    return best[1], best[2]


def _items(text: str, at: int) -> tuple[list[Any], int, bool]:
    """The values of an array from behind its bracket, as far as they are whole; where they end; whether it does."""
    items: list[Any] = []
    while len(items) <= ROWS:
        blank = _BETWEEN.match(text, at)
        at = blank.end() if blank else at
        if text[at : at + 1] == "]":
            return items, at + 1, True
        item, end = _decoded(text, at)
        if not isinstance(item, dict | list):
            break
        items.append(item)
        at = end
    return items, at, False


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """One JSON value and its end; ``None`` where there is none, it is cut, or it is nested beyond reason."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


def _value(text: str) -> Any:
    return _decoded(text, 0)[0]


def _keyed_records(text: str) -> list[Any]:
    """The records of an object whose values are all objects, or the one record that an object of values is."""
    found = _value(text.strip())
    if not isinstance(found, dict) or not found:
        return []
    values = list(islice(found.values(), ROWS + 1))
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        numbers = list(values[0])
        if numbers == [str(number) for number in range(len(numbers))] and numbers:  # columns by name, rows by number
            return [{name: column.get(number) for name, column in found.items()} for number in numbers[: ROWS + 1]]
        return values
    return [found] if not any(isinstance(value, dict | list) for value in values) else []
