"""A trend by itself: ``trend.html``, lines for a terminal, ``trend.json``, ``trend.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.report.csv import whole
from checker.report.html import pieces
from checker.report.json import point_value
from checker.report.labels import Labels
from checker.report.model import TrendPoint
from checker.report.trend import LEAST, Row, Trend, rounds, trend_view, year_text
from checker.report.words import clean, say
from checker.rounding import points_text
from checker.version import VERSION


def html_chunks(trend: Trend, *, lang: str = "th") -> Iterator[bytes]:
    """The page, piece by piece."""
    return pieces(
        "trend_page.html.j2",
        {
            "lang": lang,
            "rubric": trend.rubric,
            "labels": Labels(shared=False),
            "page_title": f"{clean(_name(trend), 90)} – {say('trend.title', lang)}",
            "agency": _name(trend),
            "catalog": trend.catalog,
            "left_out": tuple(clean(run, 60) for run in trend.left_out),
            "points": trend.points,
            "trend": trend_view(trend.points, trend.rubric),
            "version": VERSION,
        },
    )


def _name(trend: Trend) -> str:
    return trend.agency or trend.organization or trend.catalog


def lines(trend: Trend, lang: str) -> Iterator[str]:
    """The trend for a terminal, a line a run."""
    yield f"{say('trend.title', lang)} · {clean(_name(trend))}"
    yield clean(trend.catalog)
    yield say("trend.counted_by", lang, rubric=trend.rubric.id, version=trend.rubric.version)
    if trend.left_out:
        named = ", ".join(clean(run, 60) for run in trend.left_out[:5]) + (" …" if len(trend.left_out) > 5 else "")
        yield "! " + say("trend.left_out", lang, count=len(trend.left_out), runs=named)
    if any(point.rubric_version != trend.rubric.version for point in trend.points):
        yield "! " + say("trend.mixed", lang)
    if len(trend.points) < LEAST:
        yield say("trend.single" if trend.points else "trend.none", lang)
    yield from _rounds(trend, lang)


def _rounds(trend: Trend, lang: str) -> Iterator[str]:
    for each, year in zip(rounds(trend.points, trend.rubric, len(trend.points)), _years(trend.points), strict=True):
        told = [f"{say('trend.year', lang, year=year_text(year, lang))}: {each.total}"]
        if each.change:
            told.append(say("trend.from_before", lang, change=each.change))
        if not each.final:
            told.append(say("trend.not_final", lang))
        yield ""
        yield " · ".join(told)
        for row in each.rows:
            yield "  " + " · ".join(_run(row, trend, lang))


def _years(points: tuple[TrendPoint, ...]) -> list[int]:
    return list(dict.fromkeys(point.fiscal_year for point in points))


def _run(row: Row, trend: Trend, lang: str) -> Iterator[str]:
    yield f"{'*' if row.last else ' '} {row.run}"
    yield row.days[lang == "en"]
    between = f" ({row.range[0]}–{row.range[1]})" if row.range else ""
    yield f"{' + '.join(row.parts)} = {row.total}{between}"
    if row.change:
        yield row.change
    yield f"{say('trend.datasets', lang)} {row.datasets}"
    if row.version:
        yield say("trend.version", lang, version=row.version)


def value(trend: Trend) -> dict[str, Any]:
    """``trend.json``."""
    return {
        "agency": trend.agency,
        "catalog": trend.catalog,
        "left_out": list(trend.left_out),
        "organization": trend.organization,
        "rubric": {"id": trend.rubric.id, "version": trend.rubric.version},
        "trend": [point_value(point) for point in trend.points],
    }


def to_csv(trend: Trend) -> bytes:
    """``trend.csv``: a row a run, heads that are ids, for spreadsheets (UTF-8 with a byte order mark).

    All cells are numbers, days, or ids of our own making.
    """
    parts = [part.id for part in trend.rubric.components]
    heads = ("fiscal_year", "cutoff", "run", "last", "total", "minimum", "maximum", "final")
    return whole((*heads, *parts, "datasets", "rubric", "version"), (_cells(point, parts) for point in trend.points))


def _cells(point: TrendPoint, parts: Sequence[str]) -> tuple[object, ...]:
    points = dict(point.points)
    return (
        point.fiscal_year,
        point.cutoff.isoformat(),
        clean(point.run, 60),
        _truth(point.last),
        *(points_text(each) for each in (point.total, point.minimum, point.maximum)),
        _truth(point.final),
        *(points_text(points[name]) if name in points else "" for name in parts),
        point.datasets,
        point.rubric_id,
        point.rubric_version,
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"
