"""The datasets of a report by the unit that answers for them: the contact of item 4, a กอง, สำนัก or ฝ่าย.

Spellings that differ in case, blanks or code points are one unit. A contact that is missing, or says nothing (``-``,
``ไม่ระบุ``), is no unit: such datasets stand together, last, so that somebody takes them on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256

from msgspec import Struct

from checker.report.model import DatasetLine
from checker.report.words import clean
from checker.resources import load_yaml, schemas_dir
from checker.text import key, repair, thai_order
from checker.vocabulary import vocabulary

NOBODY = ""  #: key of the datasets that name nobody
NOBODY_SLUG = "no-contact"
NAMED = 40  #: characters of a name in the name of its file
HASHED = 10  #: hexadecimal digits behind it, that tell names apart which look alike in Latin letters
_LEADING = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_SILENT = re.compile("[\u0e01-\u0e2e][\u0e34-\u0e39]?\u0e4c")
_OTHERS = re.compile("[^a-z0-9]+")


class Unit(Struct, frozen=True, kw_only=True):
    """One unit with its datasets, in the order of the report."""

    key: str  #: equal for equal units; :data:`NOBODY` for those that name none
    name: str  #: as most of its datasets write it; empty for those that name none
    slug: str  #: the name of its file without ending: ASCII, lower case, never equal to another's
    lines: tuple[DatasetLine, ...]


def unit_key(contact: str) -> str:
    """What tells the units apart; :data:`NOBODY` where the contact says nothing."""
    written = repair(contact).strip()
    return NOBODY if not written or vocabulary().filler(written) else key(written)


def units(lines: Iterable[DatasetLine]) -> tuple[Unit, ...]:
    """The units of these datasets in Thai dictionary order, those that name nobody last."""
    held: dict[str, list[DatasetLine]] = {}
    for line in lines:
        held.setdefault(unit_key(line.contact), []).append(line)
    names = {each: _name(each, mine) for each, mine in held.items()}
    order = sorted(held, key=lambda each: (each == NOBODY, thai_order(names[each]), each))
    slugs = slugs_of(order)
    return tuple(Unit(key=each, name=names[each], slug=slugs[each], lines=tuple(held[each])) for each in order)


def _name(unit: str, lines: Iterable[DatasetLine]) -> str:
    if unit == NOBODY:
        return ""
    return clean(Counter(line.contact for line in lines).most_common(1)[0][0], 160)


def slugs_of(keys: Iterable[str]) -> Mapping[str, str]:
    """A name of a file for each key. Two keys whose hashes begin alike are told apart by a number behind."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in sorted(set(keys)):
        slug, number = slug_of(each), 2
        while slug in taken:
            slug, number = f"{slug_of(each)}-{number}", number + 1
        taken.add(slug)
        found[each] = slug
    return found


def slug_of(unit: str) -> str:
    """``klumsthiti-1f2e3d4c5b`` for กลุ่มสถิติ: safe on every disk, the same for the same unit in every run."""
    if unit == NOBODY:
        return NOBODY_SLUG
    name = _LEADING.sub(r"\2\1", _SILENT.sub("", repair(unit[: NAMED * 4])))  # the key has ำ in two letters
    latin = unicodedata.normalize("NFKD", name.translate(_letters())).encode("ascii", "ignore").decode().lower()
    word = _OTHERS.sub("-", latin)[:NAMED].strip("-") or "unit"
    return f"{word}-{sha256(unit.encode('utf-8', 'replace')).hexdigest()[:HASHED]}"


@cache
def _letters() -> dict[int, str]:
    letters: dict[str, str] = load_yaml(schemas_dir() / "vocabulary" / "letters.yaml")["letters"]
    return {ord(thai): latin for thai, latin in letters.items()}
