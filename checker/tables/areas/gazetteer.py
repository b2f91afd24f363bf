"""The official areas of Thailand, and what level of them a text or a number names.

``schemas/vocabulary/areas.csv`` says the names and codes, ``areas.yaml`` where they are from and how tables write them.
Both are read when they are first asked for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from checker.resources import load_yaml, schemas_dir
from checker.tables.words import words as layout_words
from checker.text import arabic_digits, repair

LONGEST = 150  #: characters; a longer text names no area
LEVELS = ("province", "district", "subdistrict")  #: from the coarsest
PROVINCE, DISTRICT, SUBDISTRICT, REGION = 1, 2, 4, 8
MAYBE_REGION = 16  #: where the header says region
PREFIXED = 32  #: the level stands before the name
BITS = {"province": PROVINCE, "district": DISTRICT, "subdistrict": SUBDISTRICT, "region": REGION}
_BIT_OF_CODE = {2: PROVINCE, 4: DISTRICT, 6: SUBDISTRICT}

_NUMBERED = re.compile(r"^\d{1,8}(?:\.\d{0,2})?[.)\-: ]\s*(?=\D)")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_LETTERS = re.compile(r"[^a-z]+")


@cache
def data() -> dict[str, Any]:
    """The whole of ``areas.yaml``."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "vocabulary" / "areas.yaml")
    return found


@cache
def _indexes() -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
    """Thai names without blanks and English names by their letters → levels (bits); codes. No field needs quotes."""
    thai, english, codes = {"เมือง": DISTRICT}, {"mueang": DISTRICT, "muang": DISTRICT}, []
    text = (schemas_dir() / "vocabulary" / "areas.csv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        code, name, other, _ = line.split(",")
        bit = _BIT_OF_CODE.get(len(code)) or BITS[code]
        codes.append(code)
        name = name.replace(" ", "")
        thai[name] = thai.get(name, 0) | bit
        if other:
            other = _folded(other)
            english[other] = english.get(other, 0) | bit
    for name, bit in [*english.items()]:
        if name.startswith("mueang"):
            english["muang" + name[6:]] = bit
    return thai | _others(thai, ascii_only=False), english | _others(english, ascii_only=True), frozenset(codes)


def _others(known: dict[str, int], *, ascii_only: bool) -> dict[str, int]:
    """Other names of provinces, and the regions, beside the names that are known."""
    named = [(name, PROVINCE) for names in data()["aliases"].values() for name in names]
    named += [(name, REGION) for name in data()["regions"]] + [(name, MAYBE_REGION) for name in data()["region_words"]]
    found: dict[str, int] = {}
    for name, bit in named:
        if name.isascii() is ascii_only:
            name = _folded(name) if ascii_only else name.replace(" ", "")
            found[name] = found.get(name, known.get(name, 0)) | bit
    return found


def thai_names() -> dict[str, int]:
    """Thai name without blanks → levels (bits) that have an area of this name."""
    return _indexes()[0]


def _english() -> dict[str, int]:
    """English name by its letters → levels."""
    return _indexes()[1]


def _codes() -> frozenset[str]:
    return _indexes()[2]


def _folded(name: str) -> str:
    """An English name by its letters alone: ``Chon Buri`` is ``Chonburi``."""
    name = name.replace(" ", "").replace("-", "").casefold()
    return name if name.isalpha() else _LETTERS.sub("", name)


@cache
def _prefixes() -> tuple[re.Pattern[str], dict[str, int]]:
    """The pattern of a prefix with the name behind it, and the level of each prefix."""
    levels: dict[str, int] = {}
    for level, words in data()["prefixes"].items():
        levels |= dict.fromkeys(words, BITS[level.removeprefix("local_")])
    ordered = sorted(levels, key=len, reverse=True)
    thai = "|".join(re.escape(word) for word in ordered if not word.isascii())
    english = "|".join(re.escape(word) for word in ordered if word.isascii())
    return re.compile(rf"(?:({thai})\s*([^\s,/()]+)|\b({english})\b\.?\s*([^,/()]+))"), levels


@cache
def _region_start() -> tuple[str, ...]:
    return tuple(data()["region_prefixes"])


@cache
def fillers() -> frozenset[str]:
    """What stands in a column of areas and is none: totals and fillers."""
    return frozenset(word.replace(" ", "") for word in data()["fillers"])


def code_level(number: str) -> int:
    """The level of an official code of 2, 4 or 6 digits; 0: it is none."""
    return _BIT_OF_CODE.get(len(number), 0) if number in _codes() else 0


def levels(text: str) -> int:
    """The levels (bits) that a text can name; 0: none."""
    found = thai_names().get(text)
    if found is not None:
        return found
    return _levels(text) if len(text) <= LONGEST and any(map(str.isalpha, text[:20])) else 0


@lru_cache(maxsize=8192)
def _levels(text: str) -> int:
    plain = " ".join(arabic_digits(repair(text)).split())
    if not plain:
        return 0
    if plain.isascii():
        return _english_levels(plain.casefold())
    bare = plain.replace(" ", "")
    known = thai_names()
    if found := known.get(bare) or known.get(bare.strip("*.- ")):
        return found
    if plain.startswith(_region_start()):
        return REGION
    if found := _prefixed(plain):
        return found
    without = _BRACKETS.sub("", _NUMBERED.sub("", plain))
    if without != plain:
        return 0 if layout_words().unit.fullmatch(plain) else _levels(without)
    return known.get(bare.removesuffix("ฯ"), 0)


def _prefixed(plain: str) -> int:
    """The finest level whose prefix stands before an official name of that level; a name behind each prefix."""
    pattern, by_prefix = _prefixes()
    known, finest = thai_names(), 0
    for found in pattern.finditer(plain):
        if found[1] is None:
            continue
        level, name = by_prefix[found[1]], found[2]
        local = found[1] in data()["prefixes"]["local_subdistrict"] and len(name) > 1
        if (
            local
            or known.get(name, 0) & level
            or (level == DISTRICT and name.startswith("เมือง") and known.get(name[5:], 0))
        ):
            finest = max(finest, level)
    return finest | PREFIXED if finest else 0


def _english_levels(plain: str) -> int:
    known = _english()
    folded = _folded(plain)
    if found := known.get(folded):
        return found
    for level in LEVELS:
        for word in data()["prefixes"][level]:
            if word.isascii() and word in plain:
                bare = _folded(plain.replace(word, "", 1))
                if known.get(bare, 0) & BITS[level]:
                    return BITS[level] | PREFIXED
    if plain.startswith("th"):
        bit = code_level(plain[2:].removeprefix("-"))
        return bit | PREFIXED if bit in (DISTRICT, SUBDISTRICT) else bit
    return REGION if plain.startswith(_region_start()) else 0


def bare(text: str) -> bool:
    """Whether a name of an area stands without its prefix."""
    return _prefixes()[0].match(" ".join(text.casefold().split())) is None
