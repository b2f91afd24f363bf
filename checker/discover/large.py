"""Packages of a size that no honest catalog has: read so far as anyone looks at them, the rest only counted.

A million resources in one dataset are a few dozen megabytes of JSON, and twenty times as much as objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct

from checker.discover.decode import BOM, Unreadable, decode

LARGE = 4 * 1024 * 1024  #: bytes of an answer up to which it is read in one piece
LARGE_VALUE = 512 * 1024  #: bytes of one value of a package, the same
MOST_MEMBERS = 10_000  #: of one list that are decoded; what normalising keeps of any is less, or as much


class _Result(Struct):
    results: list[Raw]


class _Search(Struct):
    result: _Result


class _Show(Struct):
    result: Raw


_SEARCH = msgspec.json.Decoder(_Search)
_SHOW = msgspec.json.Decoder(_Show)
_FIELDS = msgspec.json.Decoder(dict[str, Raw])
_LIST = msgspec.json.Decoder(list[Raw])


def of_search(body: bytes) -> Iterator[Any]:
    """The packages of a large ``package_search`` answer. Raises Unreadable where it is not as CKAN writes it."""
    try:
        found = _SEARCH.decode(body.removeprefix(BOM)).result.results
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable("json", str(error)) from error
    return map(_package, found)


def of_show(body: bytes) -> Any:
    """The package of a large ``package_show`` answer. Raises Unreadable, as above."""
    try:
        return _package(_SHOW.decode(body.removeprefix(BOM)).result)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable("json", str(error)) from error


def _package(raw: Raw) -> Any:
    body = memoryview(raw).tobytes()
    try:
        if len(body) > LARGE_VALUE:
            return {name: _value(value) for name, value in _FIELDS.decode(body).items()}
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass  # not an object, or not quite JSON: read as any other
    return _decoded(body)


def _value(raw: Raw) -> Any:
    body = memoryview(raw).tobytes()
    if len(body) <= LARGE_VALUE or not body.startswith(b"["):
        return _decoded(body)
    members = _LIST.decode(body)
    kept: list[Any] = [_decoded(memoryview(each).tobytes()) for each in members[:MOST_MEMBERS]]
    return kept + [None] * (len(members) - len(kept))


def _decoded(body: bytes) -> Any:
    try:
        return decode(body)
    except Unreadable:
        return None
