"""The public figures of an organization: its public datasets alone, no finding and no name of any of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ckan import model
from sqlalchemy import Integer, cast, func

from checker.rounding import shown
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking.packages import TYPE
from ckanext.dgmaturity.language import said
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.standing import day_and_time

Package = model.Package


def figures(organization_id: str) -> dict[str, Any]:
    """Counts of the organization's public datasets; three statements, however many there are."""
    complete = cast(Verdict.passed >= Verdict.required, Integer)
    datasets, checked, whole, items, at = _public(
        organization_id,
        func.count(Package.id),
        func.count(Verdict.package_id),
        func.coalesce(func.sum(complete), 0),
        func.coalesce(func.sum(Verdict.passed), 0),
        func.max(Verdict.checked_at),
    ).one()
    return {
        "datasets": datasets,
        "checked": checked,
        "complete": whole,
        "required": len(proved_rubric(config.rubric()).items),
        "mean": shown(Fraction(int(items), checked), 1) if checked else None,
        "at": day_and_time(at) if at else None,
        "tiers": _tiers(_counted(organization_id, Verdict.tier)),
        "stars": _stars(_counted(organization_id, Verdict.stars)),
    }


def _tiers(counts: dict[Any, int]) -> list[dict[str, Any]]:
    """Every tier of the rubric, the highest first; ``id`` empty: not graded."""
    tiers = reversed(proved_rubric(config.rubric()).openness.tiers)
    found = [{"id": tier.id, "title": said(tier.title), "datasets": counts.get(tier.id, 0)} for tier in tiers]
    return [*found, {"id": "", "title": "", "datasets": counts.get(None, 0)}]


def _stars(counts: dict[Any, int]) -> list[dict[str, Any]]:
    """Five stars to none; ``stars`` null: not graded."""
    return [{"stars": stars, "datasets": counts.get(stars, 0)} for stars in (5, 4, 3, 2, 1, 0, None)]


def _counted(organization_id: str, column: Any) -> dict[Any, int]:
    return dict(map(tuple, _public(organization_id, column, func.count(Package.id)).group_by(column)))


def _public(organization_id: str, *columns: Any) -> Any:
    return (
        model.Session.query(*columns)
        .select_from(Package)
        .outerjoin(Verdict, Verdict.package_id == Package.id)
        .filter(Package.owner_org == organization_id, Package.state == "active")
        .filter(Package.private.is_(False), Package.type == TYPE)
    )
