"""The trend of an agency's score as values to draw: its rounds, a line of its totals, a table of its runs.

The chart is an SVG of percentages: it takes the width that it is given and its figures keep their size. The lines
across it are the steps of the rubric. Years are told in both eras, one of which the page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec import Struct

from checker.dates import BUDDHIST_OFFSET, show_date
from checker.report.charts import percent, title
from checker.report.model import TrendPoint
from checker.report.words import LANGUAGES, both, clean, say
from checker.rounding import shown, shown_change, shown_parts
from checker.rubric import Rubric

LEAST = 2  #: runs; one alone is no trend
CHARTED = 60  #: runs on the chart, the newest
LISTED = 24  #: runs in the table of a page, the newest
APART = Fraction(11)  #: per cent of the width between two labels at least


class Trend(Struct, frozen=True, kw_only=True):
    """The runs of one agency up to one of them."""

    agency: str
    catalog: str  #: its address
    organization: str
    rubric: Rubric
    points: tuple[TrendPoint, ...]
    left_out: tuple[str, ...] = ()  #: ids of runs that were not counted under the rubric


class Dot(Struct, frozen=True, kw_only=True):
    """One run on the chart; places in per cent."""

    x: str
    y: str
    top: str  #: of what it may still come to; equal to ``y`` where it is settled
    height: str
    last: bool
    label: str  #: the total, where there is room for it …
    shift: str  #: … below the dot, or above one that stands low


class Band(Struct, frozen=True, kw_only=True):
    """One round on the chart."""

    x: str
    width: str
    middle: str
    year_th: str  #: empty where there is no room
    year_en: str


class Chart(Struct, frozen=True, kw_only=True):
    """What is drawn."""

    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    steps: tuple[tuple[str, int], ...]  #: (place from above, points) of the steps of the rubric
    more: int  #: runs that are not on it


class Row(Struct, frozen=True, kw_only=True):
    """One run in the table."""

    run: str
    day: Markup
    days: tuple[str, str]  #: the same in Thai and in English
    total: str
    range: tuple[str, str] | None
    parts: tuple[str, ...]
    change: str  #: from the run before; empty for the first
    way: str  #: ``worse``, ``better``, ``other``
    final: bool
    last: bool
    datasets: int
    version: str  #: of the rubric, where it is not the present one


class Round(Struct, frozen=True, kw_only=True):
    """One fiscal year in the table."""

    year: Markup
    total: str
    final: bool
    change: str  #: from the round before; empty for the first
    way: str
    rows: tuple[Row, ...]
    more: int  #: runs of it that are not listed


class View(Struct, frozen=True, kw_only=True):
    """The whole section."""

    chart: Chart
    parts: tuple[Markup, ...]  #: titles of the components
    rounds: tuple[Round, ...]
    runs: int
    mixed: bool  #: some were counted by another version of the rubric


def trend_view(points: Sequence[TrendPoint], rubric: Rubric) -> View | None:
    """What a page shows; ``None`` where there is no trend yet."""
    if len(points) < LEAST:
        return None
    return View(
        chart=_chart(points[-CHARTED:], rubric, len(points)),
        parts=tuple(title(part.title) for part in rubric.components),
        rounds=tuple(rounds(points, rubric, LISTED)),
        runs=len(points),
        mixed=any(point.rubric_version != rubric.version for point in points),
    )


def year_text(year: int, lang: str) -> str:
    """A fiscal year in the era of the language."""
    return str(year if lang == "th" else year - BUDDHIST_OFFSET)


def signed(points: Fraction) -> str:
    """``+3.2``, ``−0.5``, ``0``: with a real minus, rounded by its size."""
    text = shown(abs(points))
    return text if text == "0" else f"{'+' if points > 0 else '−'}{text}"


def rounds(points: Sequence[TrendPoint], rubric: Rubric, most: int) -> Iterator[Round]:
    """The rounds with the newest ``most`` runs, the oldest first."""
    hidden = len(points) - most
    before: TrendPoint | None = None
    figure: TrendPoint | None = None
    for year, group in groupby(enumerate(points), key=lambda each: each[1].fiscal_year):
        rows: list[Row] = []
        more = 0
        for place, point in group:
            more += place < hidden
            if place >= hidden:
                rows.append(_row(point, before, rubric))
            before = point
        assert before is not None
        yield Round(
            year=both(*(say("trend.year", lang, year=year_text(year, lang)) for lang in LANGUAGES)),
            total=shown(before.total),
            final=before.final,
            change=signed(shown_change(figure.total, before.total)) if figure else "",
            way=_way(before, figure),
            rows=tuple(rows),
            more=more,
        )
        figure = before


def _row(point: TrendPoint, before: TrendPoint | None, rubric: Rubric) -> Row:
    held = dict(point.points)
    there = [part.id for part in rubric.components if part.id in held]
    parts, total = shown_parts([held[name] for name in there])
    days = day_text(point, rubric, "th"), day_text(point, rubric, "en")
    by_part = dict(zip(there, parts, strict=True))
    return Row(
        run=clean(point.run, 60),
        day=both(*days),
        days=days,
        total=total,
        range=(shown(point.minimum), shown(point.maximum)) if point.minimum != point.maximum else None,
        parts=tuple(by_part.get(part.id, "–") for part in rubric.components),
        change=signed(shown_change(before.total, point.total)) if before else "",
        way=_way(point, before),
        final=point.final,
        last=point.last,
        datasets=point.datasets,
        version=clean(point.rubric_version, 20) if point.rubric_version != rubric.version else "",
    )


def day_text(point: TrendPoint, rubric: Rubric, lang: str) -> str:
    """The day of the cut-off, of the era of the language."""
    return show_date(point.cutoff.astimezone(ZoneInfo(rubric.time_zone)).date(), lang)


def _way(point: TrendPoint, before: TrendPoint | None) -> str:
    if before is None or point.total == before.total:
        return "other"
    return "better" if point.total > before.total else "worse"


def _chart(points: Sequence[TrendPoint], rubric: Rubric, runs: int) -> Chart:
    whole = Fraction(max(step.to for step in rubric.steps))
    places = [Fraction(200 * place + 100, 2 * len(points)) for place in range(len(points))]
    labelled = _apart([place for place, point in enumerate(points) if point.last], places)
    return Chart(
        dots=tuple(
            Dot(
                x=shown(places[place]),
                y=percent(whole - point.total, whole),
                top=percent(whole - point.maximum, whole),
                height=percent(point.maximum - point.minimum, whole),
                last=point.last,
                label=shown(point.total) if place in labelled else "",
                shift="1.5em" if 4 * point.total > whole else "-.8em",
            )
            for place, point in enumerate(points)
        ),
        bands=tuple(_bands(points)),
        steps=tuple((percent(whole - step.to, whole), step.to) for step in rubric.steps),
        more=runs - len(points),
    )


def _apart(wanted: Sequence[int], places: Sequence[Fraction]) -> set[int]:
    """Those of the wanted labels that do not run into each other; the newest first."""
    found: list[int] = []
    for place in reversed(wanted):
        if not found or places[found[-1]] - places[place] >= APART:
            found.append(place)
    return set(found)


def _bands(points: Sequence[TrendPoint]) -> Iterator[Band]:
    years = [(year, len(list(group))) for year, group in groupby(points, key=lambda point: point.fiscal_year)]
    each = Fraction(100, len(points))
    starts = [sum(count for _, count in years[:place]) * each for place in range(len(years))]
    middles = [start + count * each / 2 for start, (_, count) in zip(starts, years, strict=True)]
    labelled = _apart(range(len(years)), middles)
    for place, (year, count) in enumerate(years):
        told = place in labelled
        yield Band(
            x=shown(starts[place]),
            width=shown(count * each),
            middle=shown(middles[place]),
            year_th=year_text(year, "th") if told else "",
            year_en=year_text(year, "en") if told else "",
        )
