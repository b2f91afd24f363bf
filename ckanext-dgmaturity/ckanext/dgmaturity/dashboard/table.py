"""The words of the table of datasets, and the tables as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ckan.plugins import toolkit as tk
from msgspec import Struct

from checker.report.csv import guarded, whole
from checker.vocabulary import vocabulary
from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard.counts import Counts
from ckanext.dgmaturity.dashboard.rows import Row
from ckanext.dgmaturity.dashboard.rules import rubric, short
from ckanext.dgmaturity.dashboard.scores import figure
from ckanext.dgmaturity.dashboard.sites import Place
from ckanext.dgmaturity.language import said


class Column(Struct, frozen=True, kw_only=True):
    """One mandatory item: a column of the table."""

    no: str
    title: str
    short: str
    field: str  #: of the form
    lacking: int | None  #: datasets without it by the last score; ``None``: no score yet


class Sign(Struct, frozen=True):
    """How a cell looks and reads."""

    glyph: str
    word: str
    kind: str  #: ``good``, ``bad``, ``weak``, ``open``


def signs() -> dict[str, Sign]:
    """By outcome of an item, and ``weak``."""
    return {
        "passed": Sign("✓", tk._("Filled in"), "good"),
        "weak": Sign("!", tk._("Says too little"), "weak"),
        "failed": Sign("✗", tk._("Missing"), "bad"),
        "cannot_tell": Sign("?", tk._("Cannot be told yet"), "open"),
        "not_applicable": Sign("–", tk._("Does not apply"), "open"),
        "untested": Sign("–", tk._("Not checked yet"), "open"),
    }


def columns(body: Mapping[str, Any]) -> tuple[Column, ...]:
    """The mandatory items in their order."""
    items = body.get("items")
    return tuple(
        Column(
            no=item.no,
            title=said(item.title),
            short=said(short(item)),
            field=item.fields[0],
            lacking=None if items is None else _lacking(items.get(item.no, {})),
        )
        for item in rubric().items
    )


def _lacking(counts: Mapping[str, int]) -> int:
    return counts.get("failed", 0) + counts.get("weak", 0)


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the table can be narrowed and sorted by: (value, label)."""
    tiers = [(tier.id, said(tier.title)) for tier in rubric().openness.tiers]
    categories = [(each.value, said(each.label)) for each in vocabulary().choices("data_category")]
    return {
        "missing": [(item.no, f"{item.no} {said(item.title)}") for item in rubric().items],
        "category": [*categories, (view.UNKNOWN, tk._("Unknown"))],
        "tier": [*tiers, (view.UNKNOWN, tk._("Not graded yet"))],
        "sort": list(_sorts().items()),
    }


def _sorts() -> dict[str, str]:
    return {
        "worst": tk._("Fewest items first"),
        "best": tk._("Most items first"),
        "title": tk._("Title"),
        "openness": tk._("Least open first"),
        "broken": tk._("Most broken links first"),
        "oldest": tk._("Longest ago checked first"),
    }


def to_csv(found: Iterable[Row], *, owners: bool = False) -> bytes:
    """The table: a row a dataset, ids as heads; texts from outside are made harmless to spreadsheets.

    ``owners``: the organization of each stands in it too.
    """
    numbers = [item.no for item in rubric().items]
    heads = ["name", "title", "private", "category", "passed", "required", *(f"item_{no}" for no in numbers)]
    heads += ["openness_points", "tier", "stars", "broken_links", "checked_at", "late"]
    if owners:
        rows = ([guarded(row.organization), guarded(row.organization_title), *_cells(row, numbers)] for row in found)
        return whole(["organization", "organization_title", *heads], rows)
    return whole(heads, (_cells(row, numbers) for row in found))


def _cells(row: Row, numbers: list[str]) -> Iterator[object]:
    checked = row.checked_at is not None
    yield from (guarded(row.name), guarded(row.title), _truth(row.private), guarded(row.category))
    yield from (row.passed, row.required) if checked else ("", "")
    yield from (row.sign(no) if checked else "" for no in numbers)
    yield figure(row.points)
    yield from (guarded(row.tier), "" if row.stars is None else row.stars, row.broken if checked else "")
    yield row.checked_at.isoformat() if row.checked_at else ""
    yield _truth(row.late)


def totals(held: Counts, waiting: int | None) -> list[tuple[str, str, str]]:
    """The figures of the site above everything: (label, figure, note)."""
    share = f"{(200 * held.complete + held.datasets) // (2 * held.datasets)}%" if held.datasets else ""
    return [
        (tk._("Datasets"), str(held.datasets), ""),
        (tk._("With every item"), str(held.complete), share),
        (tk._("Broken links"), str(held.broken), ""),
        (tk._("Late"), str(held.late), ""),
        (tk._("Jobs waiting"), "?" if waiting is None else str(waiting), ""),
    ]


def places_to_csv(places: Iterable[Place]) -> bytes:
    """The organizations of the site."""
    heads = ["rank", "name", "title", "score", "range", "final"]
    heads += ["datasets", "complete", "share", "broken_links", "late"]
    return whole(heads, (_place_cells(each) for each in places))


def _place_cells(place: Place) -> Iterator[object]:
    held = place.counts
    yield from (place.rank or "", guarded(place.name), guarded(place.title), place.total, place.range)
    yield from (_truth(place.final), held.datasets, held.complete, place.share, held.broken, held.late)


def _truth(value: bool) -> str:
    return "true" if value else "false"
