"""The sheet of the workbook that shows the trend: a row a run, by its day: a report names no run (KPI, section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.report.model import Report, TrendPoint
from checker.report.sheets import Cell, Head, Sheet
from checker.report.trend import LEAST, day_text, year_text
from checker.report.words import say
from checker.rounding import shown

_COLUMNS = (
    ("trend.years", 14), ("trend.as_of", 22), ("trend.last", 14), ("score.total", 12),
    ("trend.change", 12), ("sheet.minimum", 12), ("sheet.maximum", 12), ("score.final", 12),
)  # fmt: skip


def trend_sheets(report: Report, lang: str) -> Iterator[Sheet]:
    """One sheet where there is a trend, none where there is but one run."""
    if len(report.trend) < LEAST:
        return
    titles = [Head(part.title.get(lang), 18) for part in report.rubric.components]
    yield Sheet(
        title=say("trend.sheet", lang),
        columns=(
            *(Head(say(key, lang), width) for key, width in _COLUMNS),
            *titles,
            Head(say("trend.datasets", lang), 12),
            Head(say("method.rubric", lang), 34),
        ),
        rows=_rows(report, lang),
        frozen=2,
    )


def _rows(report: Report, lang: str) -> Iterator[tuple[Cell, ...]]:
    before: TrendPoint | None = None
    for point in report.trend:
        yield tuple(_cells(point, before, report, lang))
        before = point


def _cells(point: TrendPoint, before: TrendPoint | None, report: Report, lang: str) -> Iterator[Cell]:
    held = dict(point.points)
    yield Cell(int(year_text(point.fiscal_year, lang)))
    yield Cell(day_text(point, report.rubric, lang))
    yield Cell(_yes(point.last, lang))
    yield _number(point.total)
    yield _number(point.total - before.total) if before is not None else Cell()
    yield _number(point.minimum)
    yield _number(point.maximum)
    yield Cell(_yes(point.final, lang))
    for part in report.rubric.components:
        yield _number(held[part.id]) if part.id in held else Cell()
    yield Cell(point.datasets)
    yield Cell(f"{point.rubric_id} {point.rubric_version}", "line")


def _yes(value: bool, lang: str) -> str:
    return say("dataset.yes" if value else "dataset.no", lang)


def _number(value: Fraction) -> Cell:
    return Cell(float(shown(value)))
