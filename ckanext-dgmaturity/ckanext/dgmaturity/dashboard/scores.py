"""The scores: the last one in words, and those before it as a trend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from msgspec import Struct

from checker.model import ComponentScore, Outcome
from checker.model import Score as Counted
from checker.report.charts import percent
from checker.report.headline import Headline, headline
from checker.report.words import clean, fill, moment, rubric_words
from checker.rounding import shown
from checker.rubric import Component, Rubric
from ckanext.dgmaturity.dashboard.rules import rubric
from ckanext.dgmaturity.language import lang, said
from ckanext.dgmaturity.model import Score

SCORE = Score.__table__


class Part(Struct, frozen=True, kw_only=True):
    """One part of the score in words."""

    id: str
    title: str
    points: str  #: proven
    max: str
    range: str  #: ``8.45–10.27``; empty where nothing is open
    proven: str  #: per cent of the part, for a bar
    possible: str
    outcome: str
    reason: str
    reason_id: str
    fix: str  #: how the points that are missing come back; empty where nothing is missing
    lost: str
    rule: str
    bodies: str
    assumed: tuple[str, ...]


class Step(Struct, frozen=True, kw_only=True):
    """One step with its points."""

    title: str
    points: str
    max: str


class View(Struct, frozen=True, kw_only=True):
    """A score as people see it: ``50 + 20 + 13.4 = 83.4``."""

    at: str
    total: str
    minimum: str
    maximum: str
    max: str
    sum: str
    ranged: bool
    final: bool
    proven: str  #: per cent of the whole, for a bar
    possible: str
    marks: tuple[tuple[str, int], ...]  #: (per cent, points) where a step ends
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]
    rubric: str
    other_rubric: bool  #: it was counted by another rubric, or another version of it, than the site has now
    planned: bool
    warnings: tuple[str, ...]
    ahead: str  #: points that the whole worklist would add; empty: not counted


def last(organization: str | None) -> Any:
    """The last score of an organization, ``None``: of the site; ``None`` where there is none yet."""
    mine = SCORE.c.organization_id.is_(None) if organization is None else SCORE.c.organization_id == organization
    return model.Session.execute(sa.select(SCORE).where(mine).order_by(SCORE.c.at.desc()).limit(1)).first()


def view(row: Any) -> View:
    """A score in words, in the language of the request."""
    rules, body = rubric(), row.body
    score = counted(body["score"])
    head = headline(rules, score)
    return View(
        at=told(row.at),
        total=head.total,
        minimum=head.minimum,
        maximum=head.maximum,
        max=head.max,
        sum=head.sum,
        ranged=head.ranged,
        final=score.final,
        proven=percent(score.total, head.whole),
        possible=percent(score.maximum - score.total, head.whole),
        marks=tuple((percent(Fraction(step.to), head.whole), step.to) for step in rules.steps[:-1]),
        steps=tuple(Step(title=said(each.step.title), points=each.points, max=each.max) for each in head.steps),
        parts=tuple(_part(each, head, rules) for each in score.components),
        rubric=f"{said(rules.title)} ({clean(row.rubric, 60)} {clean(row.rubric_version, 20)})",
        other_rubric=(row.rubric, row.rubric_version) != (rules.id, rules.version),
        planned=bool(body.get("planned")),
        warnings=tuple(clean(str(each.get(lang(), "")), 300) for each in body.get("warnings", [])),
        ahead=_ahead(body),
    )


def told(at: datetime) -> str:
    """A moment in the time zone of the rubric and the era of the language."""
    return moment(at, rubric().time_zone, lang())


def _ahead(body: Mapping[str, Any]) -> str:
    ahead = body.get("ahead")
    return shown(Fraction(ahead["min"])) if ahead else ""


def counted(score: Mapping[str, Any]) -> Counted:
    """The score as the engine has it, of the parts that the rubric of the site knows."""
    known = {part.id for part in rubric().components}
    parts = tuple(_component(each) for each in score["components"] if each["id"] in known)
    between = score["range"]
    return Counted(
        total=Fraction(score["total"]),
        minimum=Fraction(between["min"]),
        maximum=Fraction(between["max"]),
        final=score["final"],
        components=parts,
    )


def _component(value: Mapping[str, Any]) -> ComponentScore:
    params = {name: tuple(each) if isinstance(each, list) else each for name, each in value["params"].items()}
    return ComponentScore(
        id=value["id"],
        step=value["step"],
        max=Fraction(value["max"]),
        points=Fraction(value["points"]),
        minimum=Fraction(value["range"]["min"]),
        maximum=Fraction(value["range"]["max"]),
        outcome=Outcome(value["outcome"]),
        reason=value["reason"],
        params=params,
        alternatives={name: Fraction(points) for name, points in value.get("alternatives", {}).items()},
        blocked_by=value.get("blocked_by"),
    )


def _part(part: ComponentScore, head: Headline, rules: Rubric) -> Part:
    rule = next(each for each in rules.components if each.id == part.id)
    bodies = {body.id: said(body.title) for body in rules.bodies}
    reason, fix = _words(part, rule, rules)
    return Part(
        id=part.id,
        title=said(rule.title),
        points=head.parts[part.id],
        max=shown(part.max),
        range=head.range(part),
        proven=percent(part.points, part.max),
        possible=percent(part.maximum - part.points, part.max),
        outcome=part.outcome.value,
        reason=reason,
        reason_id=part.reason,
        fix=fix,
        lost=head.lost(part) if part.points < part.max else "",
        rule=said(rule.rule),
        bodies=", ".join(bodies[body] for body in rule.bodies),
        assumed=tuple(said(rules.assumed[name]) for name in rule.assumed),
    )


def _words(part: ComponentScore, rule: Component, rules: Rubric) -> tuple[str, str]:
    """Why it has these points, and how those that are missing come back."""
    reason, named = rule.reasons.get(part.reason), rubric_words(rules)
    if reason is None:
        return part.reason, ""
    fix = reason.fix if part.points < part.max else None
    return fill(reason, part.params, lang(), named), fill(fix, part.params, lang(), named) if fix else ""


def figure(points: Decimal | None) -> str:
    """Points of a column as they are shown."""
    return "" if points is None else shown(Fraction(points))
