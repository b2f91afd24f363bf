"""Bytes of strangers → a JSON value, patiently; and what is whole of a text that was cut."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import msgspec

from checker.encoding import decode

DEEPEST = 30  #: levels of a cut text within which its records are looked for

_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|$)|[{}\[\]]', re.DOTALL)


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
            if len(stack) > DEEPEST:
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
