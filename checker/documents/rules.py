"""What counts as text, as data: ``schemas/openness/documents.yaml``."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir


class Likeness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How like real text the letters of one script must be."""

    letters: int
    least: float


class Garbled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when on the text of a page is not what is shown."""

    wrong_share: float
    shifted_share: float
    foreign_share: float
    signs: int
    likeness: dict[str, Likeness]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table; what each entry means stands there."""

    sample_pages: int
    plain_letters: int
    picture_letters: int
    slide_letters: int
    slide_share: float
    picture_share: float
    drawn_objects: int
    blank_share: float
    blank_objects: int
    garbled: Garbled
    frequencies: dict[str, dict[str, float]]


@cache
def rules() -> Rules:
    """The table, read once."""
    return msgspec.convert(load_yaml(schemas_dir() / "openness" / "documents.yaml"), Rules)
