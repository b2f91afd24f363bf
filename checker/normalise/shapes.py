"""The shapes in which one value is written on real sites, brought to text, parts and yes-or-no. Nothing raises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LANGUAGES = ("th", "th_TH", "th-TH", "en", "en_US", "en-US")  #: of a multilingual value, the first that is filled
MOST_PARTS = 200  #: parts of one many-choice value that are looked at
_DEEPEST = 3
_BRACED = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"{}]+)')
_TRUTH = {
    "true": "True", "1": "True", "1.0": "True", "yes": "True", "y": "True", "t": "True", "on": "True", "ใช่": "True",
    "ยินยอม": "True", "จริง": "True", "อนุญาต": "True",
    "false": "False", "0": "False", "0.0": "False", "no": "False", "n": "False", "f": "False", "off": "False",
    "ไม่ใช่": "False", "ไม่ยินยอม": "False", "เท็จ": "False", "ไม่อนุญาต": "False",
}  # fmt: skip
_EXACT_TRUTH = {"True": "True", "False": "False"}


def written(value: Any, depth: int = 0) -> str:
    """Any JSON value as one text: a multilingual value in Thai first, a list joined by commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, (int, float)):
        return str(value) if abs(value) < 10**18 or value != value else ""
    if value is None or depth >= _DEEPEST:
        return ""
    if isinstance(value, Mapping):
        return _multilingual(value, depth)
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (written(each, depth + 1) for each in value[:MOST_PARTS])))
    return ""


def _multilingual(value: Mapping[Any, Any], depth: int) -> str:
    for language in LANGUAGES:
        found = written(value.get(language), depth + 1)
        if found.strip():
            return found
    for each in list(value.values())[:10]:
        found = written(each, depth + 1) if isinstance(each, str) else ""
        if found.strip():
            return found
    return ""


def parts(value: Any) -> Iterator[str]:
    """The members of a many-choice value: a list, a JSON list, ``{a,b}``; anything else is one part."""
    if isinstance(value, (list, tuple)):
        for each in value[:MOST_PARTS]:
            yield written(each)
        return
    text = written(value).strip()
    members = listed(text)
    if members is None:
        yield text
    else:
        yield from members


def listed(text: str) -> list[str] | None:
    """The members of a list that is written as text, JSON or ``{a,"b c"}``; ``None``: it is no list."""
    if text.startswith("[") and text.endswith("]"):
        found = _json_list(text)
        return None if found is None else [written(each) for each in found[:MOST_PARTS]]
    if text.startswith("{") and text.endswith("}"):
        braced = _BRACED.findall(text[:10_000])[:MOST_PARTS]
        return [quoted.replace('\\"', '"') or bare for quoted, bare in braced]
    return None


def single(value: Any) -> str:
    """A one-choice value as text; a list (in any shape) of one member is that member."""
    if isinstance(value, str) and not value.lstrip().startswith(("[", "{")):
        return value
    text = _joined(parts(value))
    for _ in range(_DEEPEST):
        members = listed(text)
        if members is None:
            return text
        text = _joined(members)
    return text.strip("[]{} ")


def _joined(members: Iterable[str]) -> str:
    return ", ".join(filter(None, map(str.strip, members)))


def _json_list(text: str) -> list[Any] | None:
    try:
        found = json.loads(text[:100_000])
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def truth(value: Any) -> str | None:
    """``True`` or ``False`` as the catalogs store them; ``None``: neither."""
    if isinstance(value, str):
        return _EXACT_TRUTH.get(value) or _TRUTH.get(value.strip().casefold())
    if isinstance(value, (bool, int, float)):
        return "True" if value else "False"
    return None
