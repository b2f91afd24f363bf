"""The words that a layout is told by, from ``schemas/openness/layout.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from checker.resources import load_yaml, schemas_dir


class Words(Struct, frozen=True, kw_only=True):
    """The lists of the file, ready to be compared with; the measures as they stand."""

    missing: frozenset[str]
    totals: frozenset[str]
    total_stems: tuple[str, ...]  #: one of these stands in every such word
    total_beginnings: tuple[str, ...]
    group_totals: tuple[str, ...]
    means: frozenset[str]
    measures_beside: frozenset[str]
    notes: tuple[str, ...]
    titles: tuple[str, ...]
    unit: re.Pattern[str]  #: a whole cell: one number and its unit
    measures: dict[str, float]


def plain(text: str) -> str:
    """The form in which cells are compared with words: no case, no blanks."""
    return "".join(text.split()).casefold()


@cache
def words() -> Words:
    """The file, read once."""
    load: dict[str, Any] = load_yaml(schemas_dir() / "openness" / "layout.yaml")
    units = "|".join(re.escape(unit) for unit in sorted(load["units"], key=len, reverse=True))
    number = r"[(+\-]?[0-9๐-๙][0-9๐-๙,]{0,30}(?:\.[0-9๐-๙]{1,15})?\)?"
    year = "(?:19|20|24|25)[0-9]{2}"  # a year with a unit in brackets is the name of a column
    return Words(
        missing=frozenset(word.casefold() for word in load["missing"]),
        totals=frozenset(plain(word) for word in load["totals"]["alone"]),
        total_stems=tuple(load["totals"]["stems"]),
        total_beginnings=tuple(word.casefold() for word in load["totals"]["before"]),
        group_totals=tuple(load["group_totals"]),
        means=frozenset(plain(word) for word in load["means"]),
        measures_beside=frozenset(plain(word) for word in load["measures_beside"]),
        notes=tuple(word.casefold() for word in load["notes"]),
        titles=tuple(word.casefold() for word in load["titles"]),
        unit=re.compile(
            rf"(?:(?!{year}\s*\(){number}\s*\(?(?:{units})(?:\s*/\s*(?:{units}))?\)?|[฿$]\s*{number})", re.IGNORECASE
        ),
        measures=dict(load["measures"]),
    )
