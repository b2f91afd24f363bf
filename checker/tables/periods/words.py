"""The words of ``schemas/vocabulary/periods.yaml``, loaded once; and what the words of a header say of its column."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from checker.dates import MONTHS_TH, SHORT_MONTHS_TH
from checker.resources import load_yaml, schemas_dir
from checker.text import arabic_digits, repair

LONGEST_HEADER = 200  #: characters of a header that are looked at

#: Kinds whose words are the whole header; no header at all is ``neutral``
_WHOLE = ("neutral", "hours", "days")

#: Lists that say no kind
_HELPERS = ("aside_stems", "aside_ends", "events", "units")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASCII_WORDS = re.compile(r"[a-z]+")


@cache
def words() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "vocabulary" / "periods.yaml")
    return found


@cache
def fillers() -> frozenset[str]:
    """What stands in a column of periods and is none."""
    return frozenset(words()["fillers"])


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
        if kind not in (*_WHOLE, *_HELPERS)
    }


@cache
def _whole() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words()["headers"][kind]) for kind in _WHOLE}


@cache
def _units() -> re.Pattern[str]:
    """Units behind a number of something, and in brackets; ``วัน/เดือน/ปี`` is no unit."""
    units = words()["headers"]["units"]
    behind = "".join(f"(?<!{unit})" for unit in (*units, "วันที่", "ว", "ด"))
    anyone = "|".join(units)
    return re.compile(rf"{behind}/(?:{anyone})|(?:ต่อ|ราย|ทุก)\s?(?:{anyone})|\(\s?(?:{anyone})\s?\)")


@cache
def _months() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(month) for month in (*MONTHS_TH, *SHORT_MONTHS_TH)))


@cache
def _events() -> re.Pattern[str]:
    return re.compile("|".join(words()["headers"]["events"]))


def _aside(text: str, apart: str) -> bool:
    """Whether a header holds a longer word of that kind (``birthdate``) or ends with one (``ว/ด/ป เกิด``)."""
    stems, ends = (tuple(words()["headers"][kind]) for kind in ("aside_stems", "aside_ends"))
    return text.endswith(ends) or any(word.startswith(stems) for word in apart.split())


@lru_cache(maxsize=4096)
def header_kinds(name: str) -> frozenset[str]:
    """What a header's words say: the kinds of ``headers`` in the word list; some are of the whole header only.

    English words count as whole words (``created_at``, ``fiscalYear``), Thai ones wherever they stand. A header that
    names one period itself (``ปี 2561``, ``เดือนมกราคม``) has figures below it: only ``quantity`` and ``aside`` are left.
    """
    name = name[:LONGEST_HEADER]
    text = plain(name).replace(" /", "/").replace("/ ", "/")
    apart = f" {' '.join(_ASCII_WORDS.findall(_CAMEL.sub(' ', name).casefold()))} "
    without = _units().sub("", _events().sub("", text))
    found = {
        kind
        for kind, (ascii_words, thai_words) in _headers().items()
        if any(word in apart for word in ascii_words) or any(word in without for word in thai_words)
    }
    if _aside(without, apart):
        found.add("aside")
    if any(map(str.isdecimal, text)) or _months().search(text):
        return frozenset(found & {"quantity", "aside", "date"})
    found |= {kind for kind, whole in _whole().items() if text in whole}
    return frozenset(found if text else {"neutral"})
