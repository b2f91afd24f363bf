"""Bytes of strangers to JSON values: strict and fast first, patiently where that fails, bounded always."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

BOM = b"\xef\xbb\xbf"
GZIP = b"\x1f\x8b"
#: So much may come out of a gzip file before its ratio is looked at.
_RATIO_FLOOR = 1 << 20
_CHUNK = 1 << 16


class Unreadable(ValueError):
    """Bytes that cannot be read. ``code`` is an id of ``schemas/discover/troubles.yaml``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


def decode(body: bytes) -> Any:
    """The JSON value in ``body``. Raises :class:`Unreadable`.

    A byte order mark, bytes that are no UTF-8, NaN, bare control characters and half surrogates are met in real
    answers: they are repaired (NaN is null, as CKAN's own client code takes it), not refused.
    """
    body = body.removeprefix(BOM)
    try:
        return msgspec.json.decode(body)
    except RecursionError:
        raise Unreadable("deep") from None
    except (msgspec.DecodeError, ValueError):
        return _patiently(_text(body))


def _text(body: bytes) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    return body.decode("utf-8", "replace")


def _patiently(text: str) -> Any:
    try:
        value = json.loads(text, strict=False, parse_constant=_nothing, parse_int=_whole, parse_float=_finite)
        return _whole_characters(value)
    except RecursionError:
        raise Unreadable("deep") from None
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        where = f"line {error.lineno}, column {error.colno}"
        raise Unreadable("truncated" if cut and text.strip() else "json", f"{error.msg}: {where}") from error


def _nothing(_constant: str) -> None:
    return None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 4000 else digits


def _finite(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _whole_characters(value: Any) -> Any:
    """``value`` without halves of surrogate pairs, which nothing after this could write."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole_characters(each) for each in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(each) for key, each in value.items()}
    return value


def unpacked(body: bytes, *, limit: int, ratio: int) -> bytes:
    """``body`` as it is, or what a gzip body holds: at most ``limit`` bytes and ``ratio`` times its size."""
    if not body.startswith(GZIP):
        return body
    return b"".join(inflate([body], limit=limit, ratio=ratio))


def inflate(chunks: Iterable[bytes], *, limit: int, ratio: int) -> Iterator[bytes]:
    """The content of a gzip stream, piece by piece. Raises :class:`Unreadable` over the bounds or on bad data."""
    taken = given = 0
    member: Any = None  # the one under way of the members that may follow one another
    for chunk in chunks:
        taken += len(chunk)
        more = bool(chunk)
        while more:
            member = member or zlib.decompressobj(wbits=31)
            piece = _inflated(member, chunk)
            given += len(piece)
            if given > limit or given > max(_RATIO_FLOOR, taken * ratio):
                raise Unreadable("too_large", f"gzip: over {given:,} bytes out of {taken:,}")
            yield piece
            chunk = member.unconsumed_tail
            more = bool(chunk) or len(piece) == _CHUNK
            if member.eof:
                chunk, member = member.unused_data.lstrip(b"\0"), None
                more = bool(chunk)
    if member is not None:
        raise Unreadable("truncated", "gzip")


def _inflated(member: Any, chunk: bytes) -> bytes:
    try:
        return bytes(member.decompress(chunk, _CHUNK))
    except zlib.error as error:
        raise Unreadable("encoding", f"gzip: {error}") from error
