"""The facets as data (``schemas/search/facets.yaml``): titles, the bands of completeness, and words for values."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text
from checker.run.rules import proved_rubric
from checker.vocabulary import vocabulary

COMPLETENESS = "dgmaturity_completeness"
TIER = "dgmaturity_tier"
STARS = "dgmaturity_stars"
STAR = "★"


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Datasets that lack about as many mandatory items."""

    id: str
    th: str
    en: str
    most: int | None = None  #: items missing at most; the last band has no such number


class Facets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    completeness: tuple[Band, ...]
    titles: dict[str, Text]  #: field of the index → title, in the order of the page
    starless: Text


@cache
def facets() -> Facets:
    """The facets that ship with the project, read once."""
    return msgspec.convert(load_yaml(schemas_dir() / "search" / "facets.yaml"), Facets)


def band_of(missing: int) -> str:
    """The band of a dataset that lacks so many mandatory items."""
    return next(band.id for band in facets().completeness if band.most is None or missing <= band.most)


def label(field: str, value: str, rubric: str) -> Text | None:
    """A value of a facet in words; ``None``: it is shown as it stands."""
    if field == COMPLETENESS:
        return next((Text(th=each.th, en=each.en) for each in facets().completeness if each.id == value), None)
    if field == TIER:
        tiers = proved_rubric(rubric).openness.tiers
        return next((each.title for each in tiers if each.id == value), None)
    if field == STARS:
        if value == "0":
            return facets().starless
        shown = f"{STAR * int(value)} ({value})" if value in ("1", "2", "3", "4", "5") else value
        return Text(th=shown, en=shown)
    return next((each.label for each in vocabulary().choices(field) if each.value == value), None)
