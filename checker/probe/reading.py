"""What came back → an answer: its records and their number, or why it is none. Never an exception for bad input."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import msgspec
from msgspec import Struct

from checker.content import ProbeAnswer
from checker.encoding import decode
from checker.model import Fetched
from checker.probe import xml
from checker.probe.documents import json_of, salvaged
from checker.probe.records import MOST_RECORDS, Box, Record, box_of, list_of, mapped, record, total_of
from checker.probe.rules import rules
from checker.probe.target import Mask

_ERRORS = ("error", "errors", "fault", "exception", "odata.error", "Error", "Fault", "exceptions")
_FAILED = frozenset({"error", "fail", "failed", "failure", "unauthorized", "forbidden", "denied"})
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
    records = tuple([record(row) for row in rows[:MOST_RECORDS]])
    boxes = tuple([box_of(row.get("geometry")) for row in rows[:MOST_RECORDS]]) if mapped(rows) else ()
    return _counted(evidence, document, records, total_of(holder, document, len(rows)), boxes=boxes, cut=cut)


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
