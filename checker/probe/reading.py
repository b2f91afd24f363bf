"""What came back → an answer: its records and their number, or why it is none. Never an exception for bad input."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from checker.content import ProbeAnswer
from checker.encoding import decode
from checker.model import Fetched
from checker.probe import xml
from checker.probe.rules import rules
from checker.probe.target import Mask

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
_ERRORS = ("error", "errors", "fault", "exception", "odata.error", "Error", "Fault", "exceptions")
_FAILED = frozenset({"error", "fail", "failed", "failure", "unauthorized", "forbidden", "denied"})
_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|$)|[{}\[\]]', re.DOTALL)
_COORDINATES = ("pos", "posList", "coordinates", "coordinate")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


class Answer(Struct, frozen=True, kw_only=True):
    """One answer, read."""

    evidence: ProbeAnswer
    trouble: str = ""  #: reason why it is no answer
    document: Any = None  #: JSON value or :class:`checker.probe.xml.Node`
    records: tuple[Record, ...] | None = None  #: ``None``: it holds no list of records
    boxes: tuple[Box | None, ...] = ()  #: of each record's geometry, where there are geometries
    total: int | None = None
    picture: bool = False
    cut: bool = False  #: there was more than was read
    body: bytes = b""  #: kept only where there are no records

    @property
    def located(self) -> bool:
        """Its records have coordinates, shown or told of."""
        if any(box is not None for box in self.boxes):
            return True
        if isinstance(self.document, dict):
            return bool(self.document.get("geometryType"))
        return isinstance(self.document, xml.Node) and self.document.first(*_COORDINATES) is not None


def read(fetched: Fetched, mask: Mask) -> Answer:
    """The answer in what came back."""
    evidence = _evidence(fetched, mask)
    trouble = _refused(fetched)
    if trouble:
        return Answer(evidence=evidence, trouble=trouble)
    body = fetched.body.removeprefix(b"\xef\xbb\xbf").strip()
    if is_picture(body):
        return Answer(evidence=evidence, picture=True, body=body)
    if not body:
        return Answer(evidence=evidence, trouble="unreadable")
    if is_page(body):
        return Answer(evidence=evidence, trouble="login_page" if b'type="password"' in body else "page", body=body)
    if body[:1] in b"{[":
        return _json(body, evidence, capped=fetched.capped)
    if body[:1] == b"<":
        return _xml(body, evidence, capped=fetched.capped)
    return _csv(body, evidence, complete=not fetched.capped)


def is_page(body: bytes) -> bool:
    """It begins as an HTML page does."""
    head = body[:300].lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<body")) or b"<html" in head


def is_picture(body: bytes) -> bool:
    """It begins as a picture does."""
    return body.startswith(_PICTURES) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP")


def _evidence(fetched: Fetched, mask: Mask) -> ProbeAnswer:
    return ProbeAnswer(
        url=mask(fetched.request.url),
        at=fetched.at,
        status=fetched.status,
        bytes_read=fetched.bytes_read,
        sha256=hashlib.sha256(fetched.body).hexdigest() if fetched.body else "",
        excerpt=_excerpt(fetched.body, mask),
        detail=fetched.detail,
    )


def _excerpt(body: bytes, mask: Mask) -> str:
    """The beginning, masked before it is cut, so that the cut leaves no half of what should be masked."""
    most = rules().asking.excerpt
    decoded = None if is_picture(body) else decode(body[: 8 * most], complete=False)
    if decoded is None:
        return ""
    text = "".join(letter if letter.isprintable() else " " for letter in decoded.text)
    return mask(" ".join(text.split())[: 2 * most])[:most]


def _refused(fetched: Fetched) -> str:
    """Why there is nothing to read; an error's body is read for what it asks for."""
    known, status = rules(), fetched.status
    if status is not None and status >= 400:
        found = known.statuses.get(status, "error_answer")
        if found in ("forbidden", "error_answer") and not is_page(fetched.body) and _asks_for_key(fetched.body):
            return "key_required"
        return found
    if fetched.error is not None:
        return known.errors[fetched.error.value]
    if status is None:
        return "our_limits"
    return "" if 200 <= status < 300 else "error_answer"


def _asks_for_key(body: bytes) -> bool:
    text = body[:4000].decode("utf-8", "replace").lower()
    return any(word in text for word in rules().key_words)


# ------------------------------------------------------------------ JSON


def json_of(body: bytes) -> Any:
    """The JSON value in a body; ``None`` where there is none. NaN is null; a number too long is text."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, ValueError):
        pass  # read again, patiently
    decoded = decode(body, complete=True)
    if decoded is None:
        return None
    try:
        found = json.loads(decoded.text, strict=False, parse_constant=_nothing, parse_int=_whole, parse_float=_finite)
        return msgspec.json.decode(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _nothing(_constant: str) -> None:
    return None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


def _finite(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def salvaged(text: str) -> str:
    """A JSON text that was cut, as far as it is whole: up to the last object of its outermost list of objects."""
    stack: list[str] = []
    ends: dict[int, tuple[int, str]] = {}
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            stack.append(mark)
            if len(stack) > DEEPEST * 5:
                break
        elif mark in "}]":
            if not stack:
                break
            stack.pop()
            if mark == "}" and stack and stack[-1] == "[":
                ends[len(stack)] = token.end(), "".join("}" if each == "{" else "]" for each in reversed(stack))
    if not ends:
        return ""
    end, closing = ends[min(ends)]
    return text[:end] + closing


def _json(body: bytes, evidence: ProbeAnswer, *, capped: bool) -> Answer:
    document = json_of(body)
    cut = capped and document is None
    if cut:
        document = json_of(salvaged(body.decode("utf-8", "replace")).encode())
    if document is None:
        return Answer(evidence=evidence, trouble="too_large" if capped else "unreadable")
    found = list_of(document)
    refused = "" if found and found[1] else refusal(document, small=found is None)
    if refused:
        return Answer(evidence=evidence, trouble=refused, document=document)
    if found is None:
        return Answer(evidence=evidence, document=document, body=body)
    holder, rows = found
    records = tuple([_record(row) for row in rows[:MOST_RECORDS]])
    boxes = tuple([_box(row.get("geometry")) for row in rows[:MOST_RECORDS]]) if _mapped(rows) else ()
    return _counted(evidence, document, records, _total(holder, document, len(rows)), boxes=boxes, cut=cut)


def _counted(
    evidence: ProbeAnswer,
    document: Any,
    records: tuple[Record, ...],
    total: int | None,
    *,
    boxes: tuple[Box | None, ...] = (),
    cut: bool,
) -> Answer:
    evidence = msgspec.structs.replace(evidence, rows=len(records), total=total)
    return Answer(evidence=evidence, document=document, records=records, boxes=boxes, total=total, cut=cut)


def refusal(document: Any, *, small: bool) -> str:
    """The reason, where a document without records is a refusal in spite of its status.

    One that holds no list at all may say so in passing, without any sign of failure (``small``).
    """
    if not isinstance(document, dict):
        return ""
    said = [document.get(name) for name in _ERRORS if name in document]
    numbers = [document.get(name) for name in ("code", "status", "statusCode", "status_code")]
    failed = (
        any(said)
        or document.get("success") is False
        or any(isinstance(number, int) and not isinstance(number, bool) and 400 <= number < 600 for number in numbers)
        or str(document.get("status", "")).lower() in _FAILED
    )
    text = json.dumps(document, ensure_ascii=False, default=str)[:4000].lower()
    if (failed or (small and len(document) <= 4)) and any(word in text for word in rules().key_words):
        return "key_required"
    if failed and "not found error" in text:  # CKAN's type of error
        return "not_found"
    return "error_answer" if failed else ""


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


def _record(row: Record) -> Record:
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


def _mapped(rows: list[Record]) -> bool:
    return bool(rows) and all("geometry" in row for row in rows)


def _box(geometry: Any) -> Box | None:
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


def _total(holder: Any, document: Any, rows: int) -> int | None:
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


# ------------------------------------------------------------------ XML and delimited text


def _xml(body: bytes, evidence: ProbeAnswer, *, capped: bool) -> Answer:
    root = xml.parse(body)
    if root is None:
        return Answer(evidence=evidence, trouble="unreadable")
    if "exception" in root.name.lower() or root.name.lower() in ("error", "fault", "errors"):
        text = " ".join(node.text for node in root.walk()[:50]).lower()
        refused = "key_required" if any(word in text for word in rules().key_words) else "error_answer"
        return Answer(evidence=evidence, trouble=refused, document=root)
    records = tuple(xml.records(root)[:MOST_RECORDS])
    told = root.attributes.get("numberMatched", "")
    total = int(told) if told.isascii() and told.isdigit() and len(told) < 15 else None
    return _counted(evidence, root, records, total, cut=capped)


def _csv(body: bytes, evidence: ProbeAnswer, *, complete: bool) -> Answer:
    """Delimited text with a header of two columns at least; a text that is none has no records."""
    decoded = decode(body, complete=complete)
    if decoded is None:
        return Answer(evidence=evidence, trouble="unreadable")
    if "\n" not in decoded.text and _asks_for_key(body):
        return Answer(evidence=evidence, trouble="key_required")
    head = decoded.text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    lines = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    try:
        rows = [row for row, _ in zip(lines, range(MOST_RECORDS), strict=False)]
    except csv.Error:
        rows = []
    if not complete:
        rows = rows[:-1]
    if not rows or len(rows[0]) < 2:
        return Answer(evidence=evidence, body=body)
    names = rows[0]
    records = tuple([dict(zip(names, row, strict=False)) for row in rows[1:] if any(row)])
    return _counted(evidence, None, records, None, cut=not complete)
