"""The words of ``schemas/vocabulary/periods.yaml``, loaded once; and what the words of a header say of its column."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from checker.resources import load_yaml, schemas_dir
from checker.text import arabic_digits, repair

LONGEST_HEADER = 200  #: characters of a header that are looked at

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASCII_WORDS = re.compile(r"[a-z]+")


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "vocabulary" / "periods.yaml")
    return found


def plain(text: str) -> str:
    """The form in which cells and headers are compared: Arabic digits, no case, single blanks."""
    if text.isascii():
        return " ".join(text.lower().split()) if " " in text or not text.isprintable() else text.lower()
    return " ".join(arabic_digits(repair(text)).casefold().split())


@cache
def _headers() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Kind → its ASCII words and its other words."""
    return {
        kind: (
            tuple(f" {' '.join(_ASCII_WORDS.findall(word))} " for word in listed if word.isascii()),
            tuple(word for word in listed if not word.isascii()),
        )
        for kind, listed in words()["headers"].items()
        if kind != "neutral"
    }


@cache
def _neutral() -> frozenset[str]:
    return frozenset(words()["headers"]["neutral"])


@lru_cache(maxsize=4096)
def header_kinds(name: str) -> frozenset[str]:
    """What a header's words say: the kinds of ``headers`` in the word list; ``neutral`` for the whole header only.

    English words count as whole words (``created_at``, ``fiscalYear``), Thai ones wherever they stand.
    """
    name = name[:LONGEST_HEADER]
    text = plain(name)
    apart = f" {' '.join(_ASCII_WORDS.findall(_CAMEL.sub(' ', name).casefold()))} "
    found = {
        kind
        for kind, (ascii_words, thai_words) in _headers().items()
        if any(word in apart for word in ascii_words) or any(word in text for word in thai_words)
    }
    return frozenset(found | {"neutral"} if not text or text in _neutral() else found)
