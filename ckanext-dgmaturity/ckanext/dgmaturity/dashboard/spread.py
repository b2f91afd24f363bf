"""How the datasets are spread over tiers and stars, as bars."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from msgspec import Struct

from checker.report.charts import percent
from ckanext.dgmaturity.dashboard.counts import Counts
from ckanext.dgmaturity.dashboard.rules import rubric
from ckanext.dgmaturity.language import said


class Bar(Struct, frozen=True, kw_only=True):
    """One row of a chart."""

    label: str
    count: int
    width: str  #: per cent of all that are counted
    share: str  #: the same, whole
    kind: str
    tier: str = ""  #: what the table is narrowed to by it


class Spread(Struct, frozen=True, kw_only=True):
    """Both charts."""

    tiers: tuple[Bar, ...]
    stars: tuple[Bar, ...]
    graded: int
    ungraded: int


def spread(counts: Counts) -> Spread:
    """Of the datasets that are graded; the others are told as a number."""
    tiers = rubric().openness.tiers
    graded = sum(counts.tiers.get(tier.id, 0) for tier in tiers)
    starred = {stars: count for stars, count in counts.stars.items() if stars is not None}
    return Spread(
        tiers=tuple(
            _bar(_tier(said(tier.title), tier.points), counts.tiers.get(tier.id, 0), graded, f"tier-{place}", tier.id)
            for place, tier in reversed(list(enumerate(tiers)))
        ),
        stars=tuple(
            _bar(_stars(stars), starred.get(stars, 0), sum(starred.values()), "stars")
            for stars in range(max([5, *starred]), -1, -1)
        ),
        graded=graded,
        ungraded=counts.datasets - graded,
    )


def _bar(label: str, count: int, whole: int, kind: str, tier: str = "") -> Bar:
    share = str((200 * count + whole) // (2 * whole)) if whole else "0"
    return Bar(label=label, count=count, width=percent(count, whole), share=share, kind=kind, tier=tier)


def _tier(title: str, points: int) -> str:
    return str(tk._("{tier} ({points} points)").format(tier=title, points=points))


def _stars(stars: int) -> str:
    return str(tk._("{stars} stars").format(stars=stars))
