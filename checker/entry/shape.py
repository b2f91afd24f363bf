"""One typed value: whether it has a shape that can be kept at all, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from msgspec import Struct

from checker.entry.rules import entry
from checker.fix.words import text as fix_text
from checker.rubric import Text
from checker.vocabulary import Field, vocabulary

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NEVER = re.compile("[\x00\ud800-\udfff]")  #: what no database takes
_SCALAR = (str, int, float, bool, type(None))
_DEEPEST = 20


class Unfit(Struct, frozen=True, kw_only=True):
    """Why a value is not taken: a text id, and its words."""

    code: str
    text: Text


def unfit(field: Field, raw: Any) -> Unfit | None:
    """Why a value has no shape that can be kept; ``None``: it has."""
    many = field.form == "choices" and isinstance(raw, (list, tuple))
    members = list(raw) if many else [raw]
    if len(members) > entry().most_members or not all(isinstance(each, _SCALAR) for each in members):
        return _said("not_choices" if field.form == "choices" else "not_text")
    texts = [each for each in members if isinstance(each, str)]
    if any(map(_UNSTORABLE.search, texts)):
        return _said("unreadable_characters")
    length, most = sum(map(len, texts)), entry().most(field.form) * (4 if many else 1)
    return _said("too_long", length=length, most=most) if length > most else None


def unstorable(package: Mapping[Any, Any]) -> dict[str, Unfit]:
    """The top-level fields that hold, at any depth, what no database takes: NUL, half a letter, NaN, endless depth."""
    return {str(name)[:80]: _said("unreadable_characters") for name, value in package.items()
            if any(_NEVER.search(text) for text in _texts((name, value), 0))}  # fmt: skip


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, Mapping)):
        if depth > _DEEPEST:
            yield "\x00"
            return
        for each in (*value.keys(), *value.values()) if isinstance(value, Mapping) else value:
            yield from _texts(each, depth + 1)
    elif isinstance(value, float) and not isfinite(value):
        yield "\x00"


def other_without_text(field: Field) -> Unfit:
    """อื่นๆ is chosen, and not what."""
    template, other = fix_text("problems", "other_without_text"), vocabulary().fields[field.level][field.other]
    return Unfit(
        code="other_without_text",
        text=Text(
            th=template.th.format(other=f"“{other.label.th}”"), en=template.en.format(other=f"“{other.label.en}”")
        ),
    )


def _said(code: str, **params: int) -> Unfit:
    template = entry().texts[code]
    return Unfit(code=code, text=Text(th=template.th.format(**params), en=template.en.format(**params)))
