"""The plan's own words from ``schemas/metadata/template1.yaml``: choices with their labels, Focus Areas by any name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from checker.resources import load_yaml, schemas_dir
from checker.text import arabic_digits, key, one_line, repair
from checker.vocabulary import vocabulary

_LEADING_NUMBER = re.compile(r"^[(]?(\d{1,2})[.):]*\s*(.*)$", re.DOTALL)
_AREA = re.compile(r"^(?:focusarea|ด้าน)?(?:ที่)?(?=[(]?\d)|^focusarea")
_PREFIX = "ด้าน"  #: with which every area's Thai name begins, and which people leave out


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "metadata" / "template1.yaml")
    return found


def spellings(label: Mapping[str, Any]) -> tuple[str, ...]:
    """A label in both languages and every other way that it is written."""
    return (label["th"], label["en"], *label.get("also", ()))


@cache
def _choice_keys(name: str) -> dict[str, str]:
    choices = words()["choices"][name]
    return {key(text): each for each, label in choices.items() for text in (each, *spellings(label))}


def choice(name: str, written: str) -> str | None:
    """The id of a choice, by its id or any of its labels."""
    return _choice_keys(name).get(key(written))


def list_of(identifiers: frozenset[str]) -> str | None:
    """The name of the list with exactly these ids."""
    return next((name for name, choices in words()["choices"].items() if set(choices) == identifiers), None)


def tidy(text: str) -> str:
    """A text as it is kept: repaired, on one line; nothing where it only marks an empty place of the form."""
    found = one_line(repair(text)).strip()
    if not any(map(str.isalnum, found)):
        return ""
    return "" if _stem(found) in _placeholders() else found


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(key(word) for word in words()["placeholders"])


def _stem(text: str) -> str | None:
    """What stands before the dots of ``1. ภารกิจ...``; nothing for a text that does not end in dots."""
    bare = text.rstrip(".…_ ")
    return key(bare.lstrip("0123456789๐๑๒๓๔๕๖๗๘๙.) ")) if bare != text else None


@cache
def _area_keys() -> dict[str, int]:
    names = {key(name): area.id for area in vocabulary().focus_areas for name in (area.th, area.en, *area.synonyms)}
    return {name.removeprefix(key(_PREFIX)): number for name, number in names.items()} | names


def focus_area(written: int | str) -> int | None:
    """The Focus Area of this number or name, in either spelling; a number before the name must not contradict it."""
    if isinstance(written, int):
        return written if any(area.id == written for area in vocabulary().focus_areas) else None
    text = _AREA.sub("", arabic_digits(key(written)))
    if text in _area_keys():
        return _area_keys()[text]
    found = _LEADING_NUMBER.match(text)
    if found is None:
        return None
    number, name = int(found[1]), found[2]
    named = _area_keys().get(name)
    return focus_area(number) if not name or named == number else None


def area_names() -> tuple[str, ...]:
    """The ten areas, numbered, as they are shown and chosen."""
    return tuple(f"{area.id}. {area.th}" for area in vocabulary().focus_areas)
