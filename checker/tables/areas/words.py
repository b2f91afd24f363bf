"""What the words of a header say of the areas in its column."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker.tables.areas.gazetteer import data
from checker.text import repair

LONGEST_HEADER = 200  #: characters of a header that are looked at
WHOLE = ("neutral", "village_names")  #: kinds whose words are the whole header

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(r"[a-z]+")


@cache
def _kinds() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Kind → its ASCII words and its other words."""
    return {
        kind: (
            tuple(f" {' '.join(_WORDS.findall(word.casefold()))} " for word in words if word.isascii()),
            tuple(word.casefold() for word in words if not word.isascii()),
        )
        for kind, words in data()["headers"].items()
        if kind not in WHOLE
    }


@cache
def _whole() -> dict[str, frozenset[str]]:
    return {kind: frozenset(data()["headers"][kind]) for kind in WHOLE}


@lru_cache(maxsize=4096)
def header_kinds(name: str) -> frozenset[str]:
    """The kinds of ``headers`` in ``areas.yaml`` that a header says; English words count as whole words."""
    name = repair(name[:LONGEST_HEADER])
    text = " ".join(name.casefold().split())
    apart = f" {' '.join(_WORDS.findall(_CAMEL.sub(' ', name).casefold()))} "
    found = {
        kind
        for kind, (ascii_words, thai_words) in _kinds().items()
        if any(word in apart for word in ascii_words) or any(word in text for word in thai_words)
    }
    found |= {kind for kind, whole in _whole().items() if text in whole}
    return frozenset(found if text else {"neutral"})
