"""What actions answer, out of our tables: a constant number of statements, however many datasets there are."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from sqlalchemy import DateTime, Integer, and_, cast, func

from ckanext.dgmaturity import config, judging
from ckanext.dgmaturity.checking import telling
from ckanext.dgmaturity.checking.packages import TYPE
from ckanext.dgmaturity.model import Score, Verdict

Package = model.Package


def dataset(package: Any) -> dict[str, Any]:
    """The verdict of one dataset in words."""
    held = model.Session.query(Verdict).filter_by(package_id=package.id).first()
    head = {"id": package.id, "name": package.name, "title": package.title or package.name}
    if held is None:
        return {**head, **_unchecked(package)}
    return {
        **head,
        "checked_at": held.checked_at.isoformat(),
        "late": held.package_modified != package.metadata_modified.isoformat(),
        "rubric": held.rubric,
        **{name: getattr(held, name) for name in ("passed", "required", "informative", "public", "tier", "stars")},
        "points": None if held.points is None else f"{held.points.normalize():f}",
        "reachable": held.reachable,
        "broken": held.broken,
        "waiting": held.body.get("waiting", 0),
        **telling.verdict_told(held.body),
    }


def _unchecked(package: Any) -> dict[str, Any]:
    """The metadata alone, as the form has it."""
    shown = tk.get_action("package_show")({"ignore_auth": True}, {"id": package.id})
    verdict = judging.judged(shown)
    return {
        "checked_at": None,
        "late": True,
        "rubric": config.rubric(),
        "passed": verdict.passed,
        "required": verdict.required,
        "informative": verdict.informative,
        **dict.fromkeys(("public", "tier", "stars", "points", "reachable", "openness")),
        "broken": 0,
        "waiting": 0,
        "items": [telling.item_told(each, {}) for each in verdict.items],
        "links": [],
        "remarks": [telling.remark_told(each) for each in verdict.remarks],
    }


def is_late() -> Any:
    """The condition: a dataset was changed since its verdict, or has none."""
    checked = cast(func.nullif(Verdict.package_modified, ""), DateTime)
    return func.coalesce(checked != Package.metadata_modified, True)


def counts(organization_id: str | None, *, public: bool = False) -> dict[str, int]:
    """How many datasets there are, checked, complete and late; ``public``: of those that everybody sees alone."""
    complete = and_(Verdict.package_id.isnot(None), Verdict.passed >= Verdict.required)
    found = (
        _joined(
            func.count(Package.id),
            func.count(Verdict.package_id),
            func.coalesce(func.sum(cast(complete, Integer)), 0),
            func.coalesce(func.sum(cast(is_late(), Integer)), 0),
            func.coalesce(func.sum(Verdict.broken), 0),
        )
        .filter(*_of(organization_id), *([Package.private.is_(False)] if public else []))
        .one()
    )
    return dict(zip(("datasets", "checked", "complete", "late", "broken"), map(int, found), strict=True))


def scored(organization_id: str | None, limit: int) -> dict[str, Any]:
    """Counts, the last score, and the datasets that lack most."""
    row = (
        model.Session.query(Score).filter_by(organization_id=organization_id).order_by(Score.at.desc()).limit(1).first()
    )
    return {
        **counts(organization_id),
        "score": None if row is None else {**_score(row), "body": row.body},
        "worst": worst(organization_id, limit),
    }


def _score(row: Any) -> dict[str, Any]:
    return {
        "at": row.at.isoformat(),
        "rubric": {"id": row.rubric, "version": row.rubric_version},
        "total": f"{row.total.normalize():f}",
        "range": {"min": f"{row.minimum.normalize():f}", "max": f"{row.maximum.normalize():f}"},
        "final": row.final,
        "datasets": row.datasets,
    }


def worst(organization_id: str | None, limit: int) -> list[dict[str, Any]]:
    """The datasets that lack most: fewest items, then fewest that say something, then fewest points."""
    rows = (
        _joined(Package.id, Package.name, Package.title, Package.private, is_late().label("late"), Verdict)
        .filter(*_of(organization_id), Verdict.package_id.isnot(None))
        .order_by(Verdict.passed, Verdict.informative, func.coalesce(Verdict.points, 0), Package.title, Package.id)
        .limit(limit)
    )
    names = ("passed", "required", "informative", "public", "tier", "stars", "broken")
    return [
        {
            "id": name_id,
            "name": name,
            "title": title or name,
            "private": private,
            "late": late,
            "points": None if held.points is None else f"{held.points.normalize():f}",
            **{each: getattr(held, each) for each in names},
        }
        for name_id, name, title, private, late, held in rows
    ]


def organizations() -> list[dict[str, Any]]:
    """Each organization with its last score."""
    newest = (
        model.Session.query(Score.organization_id, func.max(Score.at).label("at"))
        .group_by(Score.organization_id)
        .subquery()
    )
    rows = (
        model.Session.query(model.Group, Score)
        .outerjoin(newest, newest.c.organization_id == model.Group.id)
        .outerjoin(Score, and_(Score.organization_id == newest.c.organization_id, Score.at == newest.c.at))
        .filter(model.Group.is_organization.is_(True), model.Group.state == "active")
        .order_by(model.Group.title, model.Group.id)
    )
    nothing = dict.fromkeys(("at", "total", "range", "final", "datasets", "rubric"))
    return [
        {"id": group.id, "name": group.name, "title": group.title or group.name, **(_score(row) if row else nothing)}
        for group, row in rows
    ]


def _joined(*columns: Any) -> Any:
    return model.Session.query(*columns).select_from(Package).outerjoin(Verdict, Verdict.package_id == Package.id)


def _of(organization_id: str | None) -> list[Any]:
    found = [Package.state == "active", Package.type == TYPE]
    return found if organization_id is None else [*found, Package.owner_org == organization_id]
