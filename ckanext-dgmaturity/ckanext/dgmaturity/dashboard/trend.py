"""The scores over time: the engine's own chart and table, a point for the last score of a day."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from msgspec import Struct

from checker.report.model import TrendPoint
from checker.report.trend import CHARTED, Chart, Row, rounds, trend_view, year_text
from checker.rubric import Rubric
from checker.run.trend import fiscal_year, in_rounds
from ckanext.dgmaturity.dashboard.rules import rubric
from ckanext.dgmaturity.dashboard.scores import SCORE
from ckanext.dgmaturity.language import lang, said


class Round(Struct, frozen=True, kw_only=True):
    """One fiscal year in the table, the newest score first."""

    year: str
    rows: tuple[Row, ...]


class Trend(Struct, frozen=True, kw_only=True):
    """What the section shows."""

    chart: Chart
    parts: tuple[str, ...]  #: titles of the parts of the score
    rounds: tuple[Round, ...]  #: the newest first
    runs: int
    first: str
    last: str
    mixed: bool  #: some were counted by another version of the rubric
    english: bool


def trend(organization: str | None) -> Trend | None:
    """Of an organization, ``None``: of the site; ``None`` where there is less than two days of scores."""
    rules = rubric()
    points = in_rounds([_point(row, rules) for row in _days(organization, rules)])
    shown = trend_view(points, rules)
    if shown is None:
        return None
    listed = [
        Round(year=year_text(_year(each.rows[-1], points), lang()), rows=tuple(reversed(each.rows)))
        for each in rounds(points, rules, CHARTED)
        if each.rows
    ]
    return Trend(
        chart=shown.chart,
        parts=tuple(said(part.title) for part in rules.components),
        rounds=tuple(reversed(listed)),
        runs=shown.runs,
        first=listed[0].rows[-1].total,
        last=listed[-1].rows[0].total,
        mixed=shown.mixed,
        english=lang() == "en",
    )


def _year(row: Row, points: tuple[TrendPoint, ...]) -> int:
    return next(point.fiscal_year for point in points if point.run == row.run)


def _days(organization: str | None, rules: Rubric) -> list[Any]:
    """The last score of each day, the newest days; without the bodies, which are large."""
    mine = SCORE.c.organization_id.is_(None) if organization is None else SCORE.c.organization_id == organization
    day = sa.func.date_trunc("day", sa.func.timezone(rules.time_zone, SCORE.c.at))
    columns = [SCORE.c[name] for name in ("id", "at", "rubric", "rubric_version", "total", "minimum", "maximum")]
    columns += [SCORE.c.final, SCORE.c.datasets, SCORE.c.body[("score", "points")].label("points")]
    statement = (
        sa.select(*columns)
        .where(mine, SCORE.c.rubric == rules.id)
        .distinct(day)
        .order_by(day.desc(), SCORE.c.at.desc())
        .limit(CHARTED)
    )
    return list(model.Session.execute(statement))


def _point(row: Any, rules: Rubric) -> TrendPoint:
    return TrendPoint(
        run=row.id,
        cutoff=row.at,
        fiscal_year=fiscal_year(row.at, rules),
        last=False,
        total=Fraction(row.total),
        minimum=Fraction(row.minimum),
        maximum=Fraction(row.maximum),
        final=row.final,
        points=tuple((name, Fraction(points)) for name, points in (row.points or {}).items()),
        datasets=row.datasets,
        rubric_id=row.rubric,
        rubric_version=row.rubric_version,
    )
