"""What a fake site is asked and what it answers, as values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")


class SiteRequest(Struct, frozen=True, kw_only=True):
    """One request as it reached the site."""

    method: str
    base: str  #: ``http://host:port`` as the client wrote it
    path: str  #: without the query, percent-decoded
    target: str  #: as sent: path and query, still encoded
    query: Mapping[str, str] = {}  #: the last value of each name
    headers: Mapping[str, str] = {}  #: names in lower case
    body: bytes = b""


class SiteAnswer(Struct, frozen=True, kw_only=True):
    """What the site does with a request; the ways of misbehaving are fields too."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes | Iterable[bytes] = b""  #: an iterable goes out chunked, piece by piece, and may be endless
    delay: float = 0.0  #: seconds before the first byte
    promised: int | None = None  #: a Content-Length that may lie; the connection is closed after the body
    hang_up: bool = False  #: close the connection without an answer
    raw: bytes | None = None  #: send these bytes instead of an HTTP answer, and close


#: A fake site: one function. It is called from several threads at once.
Site = Callable[[SiteRequest], SiteAnswer]


def json_answer(value: Any, *, status: int = 200) -> SiteAnswer:
    """An answer in JSON, as CKAN sends it."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return SiteAnswer(status=status, headers={"Content-Type": "application/json;charset=utf-8"}, body=body)


def html_answer(body: str, *, status: int = 200, title: str = "") -> SiteAnswer:
    """An HTML page around ``body``."""
    head = f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8"><title>{title}</title></head>'
    page = f"{head}<body>{body}</body></html>\n"
    return SiteAnswer(status=status, headers={"Content-Type": "text/html; charset=utf-8"}, body=page.encode())


def file_answer(request: SiteRequest, body: bytes, content_type: str = "application/octet-stream") -> SiteAnswer:
    """A file, whole or the range that was asked for (one ``bytes=`` range, RFC 9110 section 14)."""
    headers = {"Content-Type": content_type, "Accept-Ranges": "bytes"}
    asked = _RANGE.match(request.headers.get("range", ""))
    if asked is None:
        return SiteAnswer(headers=headers, body=body)
    first = int(asked[1])
    last = min(int(asked[2] or len(body) - 1), len(body) - 1)
    if first > last:
        return SiteAnswer(status=416, headers={**headers, "Content-Range": f"bytes */{len(body)}"})
    shown = f"bytes {first}-{last}/{len(body)}"
    return SiteAnswer(status=206, headers={**headers, "Content-Range": shown}, body=body[first : last + 1])
