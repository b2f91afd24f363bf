"""What a check found, put into our tables: verdicts and looks. Two that check one dataset at once leave one result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from ckan import model
from sqlalchemy import and_, func, or_
from sqlalchemy.dialects.postgresql import insert

from checker.form import missing_cost
from checker.model import Outcome
from checker.report.model import DatasetLine, Report
from checker.rounding import points_text
from ckanext.dgmaturity import config, judging
from ckanext.dgmaturity.checking import looks
from ckanext.dgmaturity.checking.copy import Copy
from ckanext.dgmaturity.checking.looks import Links
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.shapes.verdict import verdict_row
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.search import following
from ckanext.dgmaturity.telling import webhooks

BATCH = 200

Costs = Mapping[str, Mapping[str, str]]


def write(copy: Copy, report: Report, costs: Costs | None = None, *, unowned: bool = False) -> None:
    """Keeps what the copy's datasets came to. ``costs`` are a score's; without them they are the last score's.

    ``unowned``: only the datasets that belong to no organization, for each of the others its own plan counts.
    """
    lines = _lines(report)
    there = _locked([name for name in lines if not (unowned and copy.owners.get(name))])
    if copy.mode is not Mode.NONE:
        _put_looks(copy, {name: lines[name] for name in there})
    before, indexed = webhooks.figures(there), following.figures(there)
    rows = [_row(copy, lines[name], report, costs) for name in there]
    for start in range(0, len(rows), BATCH):
        _upsert(rows[start : start + BATCH], copy)
    model.Session.commit()
    webhooks.tell(before, there)
    following.follow(indexed, there)


def write_looks(copy: Copy, report: Report) -> None:
    """Keeps what was seen of links alone; the verdicts follow with the scores."""
    lines = _lines(report)
    _put_looks(copy, {name: lines[name] for name in _locked(list(lines))})
    model.Session.commit()


def _lines(report: Report) -> dict[str, DatasetLine]:
    return {line.standing.id: line for line in report.datasets if line.standing.on_catalog}


def _locked(ids: list[str]) -> list[str]:
    """Those of the datasets that are still there, in the order of ids; they cannot be purged before the commit."""
    query = model.Session.query(model.Package.id).filter(model.Package.id.in_(ids), model.Package.state == "active")
    return [name for (name,) in query.order_by(model.Package.id).with_for_update(read=True, key_share=True)]


def _row(copy: Copy, line: DatasetLine, report: Report, costs: Costs | None) -> dict[str, Any]:
    name = line.standing.id
    found = verdict_row(line, report.rubric)
    held = copy.links[name]
    told = copy.mode is not Mode.NONE or (held.at is not None and held.seen == copy.addresses[name])
    missing = [no for no, outcome in line.standing.items.items() if outcome is not Outcome.PASSED]
    counting = missing if line.standing.listed else []
    found["body"]["costs"] = _costs(copy, name, counting) if costs is None else dict(costs.get(name, {}))
    return {
        **found,
        "package_id": name,
        "organization_id": copy.owners[name],
        "checked_at": held.at if copy.mode is Mode.NONE and held.at else datetime.now(timezone.utc),
        "package_modified": copy.modified[name] if told else None,
    }


def _costs(copy: Copy, name: str, missing: list[str]) -> dict[str, str]:
    """What the missing items cost by the last score; empty before there is one."""
    owner = copy.owners[name]
    datasets = judging.counted_datasets(owner) if owner and missing else None
    cost = missing_cost(len(missing), datasets=datasets, rubric=config.rubric()) if datasets else None
    return {no: points_text(cost.points) for no in missing} if cost else {}


def _upsert(rows: list[dict[str, Any]], copy: Copy) -> None:
    """Over what is held, unless that is of a newer state of the dataset, or of a check since this count began."""
    if not rows:
        return
    statement = insert(Verdict).values(rows)
    new = statement.excluded
    changes = {name: getattr(new, name) for name in rows[0] if name not in ("package_id", "package_modified")}
    changes["package_modified"] = func.coalesce(new.package_modified, Verdict.package_modified)
    older = or_(
        new.package_modified.is_(None),
        Verdict.package_modified.is_(None),
        new.package_modified >= Verdict.package_modified,
    )
    if copy.mode is Mode.NONE:
        older = and_(older, Verdict.checked_at <= copy.head.started)
    model.Session.execute(statement.on_conflict_do_update(index_elements=["package_id"], set_=changes, where=older))


def _put_looks(copy: Copy, every: Mapping[str, DatasetLine]) -> None:
    """What was seen; where a check that began later has written already, that stays."""
    later = looks.later_than(copy.head.started)
    lines = {name: line for name, line in every.items() if name not in later}
    rows: list[looks.Row] = []
    gone: dict[str, list[str]] = {}
    touched = {name for name in lines if _touched(copy, name)}
    for name in touched:
        found = looks.rows_of(name, _links(copy, name, lines[name]), copy.head.started)
        rows += found.values()
        gone[name] = list(found)
    looks.write(rows, gone)
    looks.still(sorted(lines.keys() - touched), copy.head.started)


def _touched(copy: Copy, name: str) -> bool:
    """Whether anything of a dataset was looked at, or its addresses are others."""
    held = copy.links[name]
    if held.at is None or held.seen != copy.addresses[name]:
        return True
    for url in copy.declared[name]:
        attempts = copy.store.attempts_of(copy.head.id, url)
        if attempts and attempts[-1].at >= copy.head.started:
            return True
    return False


def _links(copy: Copy, name: str, line: DatasetLine) -> Links:
    """What is to be held of one dataset from now on."""
    run, store = copy.head.id, copy.store
    found = Links(seen=copy.addresses[name], past=copy.links[name].past)
    for url, each in copy.declared[name].items():
        attempts = store.attempts_of(run, url)
        if attempts:
            found.attempts[url], found.formats[url] = attempts, each.format or ""
        reading = store.reading_of(run, url)
        if reading is not None:
            found.readings[url] = reading
    for resource in line.resources:
        for told in (resource.observation.probes if resource.observation else None) or ():
            probe = store.probe_of(run, told.key)
            if probe is not None:
                found.probes[told.key] = probe
    return found
