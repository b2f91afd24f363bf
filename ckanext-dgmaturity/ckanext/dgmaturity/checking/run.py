"""A check: the copy looks at what is due, what it saw goes back to our tables, and so do verdicts and scores."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from ckan import model

from checker.fetch import LocalFetcher
from checker.matching import match
from checker.plan import read_value
from checker.report.model import Report
from checker.run import score as count
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import look_at_links, now
from ckanext.dgmaturity import config, given
from ckanext.dgmaturity.checking import packages
from ckanext.dgmaturity.checking import verdicts as kept
from ckanext.dgmaturity.checking.copy import Copy, working_copy
from ckanext.dgmaturity.checking.forgetting import forget
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.shapes.score import costs_of, score_row
from ckanext.dgmaturity.model import Score

SOON = 10.0  #: seconds that a job waits for the second look at what failed; a page that is not there needs five


def check_dataset(package_id: str, mode: Mode = Mode.CHANGE, watch: Watch = silent, *, wait: float = SOON) -> bool:
    """Looks at what is due in one dataset and keeps its verdict; ``False``: it is no active dataset (any more).

    ``wait``: seconds, the longest for the second look at what failed.
    """
    owner = model.Session.query(model.Package.owner_org).filter_by(id=package_id).scalar()
    plan = plan_for(owner, [package_id]) if owner else None
    decisions = given.decisions_of(owner) if owner else None
    with working_copy([package_id], mode, plan=plan, wait=wait, decisions=decisions) as copy:
        if not copy.modified:
            forget(package_id)
            model.Session.commit()
            return False
        look(copy, watch)
        kept.write(copy, count(copy.run, work=False))
    return True


def look(copy: Copy, watch: Watch = silent) -> int:
    """Asks what is due, and keeps what was seen; how many failures wait for a second look."""
    with LocalFetcher(copy.task.settings, copy.own, clock=now) as fetcher:
        model.Session.rollback()  # no transaction stays open while the web is asked
        left = look_at_links(
            copy.store, copy.head, copy.task, fetcher, copy.rubric, watch, now, again=frozenset(copy.again)
        )
    copy.store.set_state(copy.head.id, "finished", now())
    return left


def score_organization(organization: model.Group | None, watch: Watch = silent) -> Score:
    """Counts an organization, or the site: its score, and the verdicts of its datasets."""
    started = time.monotonic()
    with organization_copy(organization, Mode.NONE) as copy:
        report = count(copy.run, watch=watch, whole=True)
        kept.write(copy, report, costs_of(report.worklist), unowned=organization is None)
        return _keep_score(organization, report, time.monotonic() - started)


def organization_copy(organization: model.Group | None, mode: Mode) -> Any:
    """A copy with all datasets of an organization, its plan and what was decided of it; or with those of the site."""
    if organization is None:
        return working_copy(packages.ids_of(), mode)
    plan = given.effective_plan(organization.id)
    decisions = given.decisions_of(organization.id)
    return working_copy(
        packages.ids_of(organization.id), mode, organization=organization.name, plan=plan, decisions=decisions
    )


def _keep_score(organization: model.Group | None, report: Report, seconds: float) -> Score:
    name = organization.id if organization is not None else None
    before = last_score(name)
    row = Score(organization_id=name, **score_row(report, before.body if before else None, seconds))
    model.Session.add(row)
    model.Session.commit()
    return row


def last_score(organization_id: str | None) -> Score | None:
    """The newest score of an organization; ``None`` as its id: of the site."""
    found: Score | None = (
        model.Session.query(Score).filter_by(organization_id=organization_id).order_by(Score.at.desc()).first()
    )
    return found


def plan_for(organization_id: str, ids: Sequence[str]) -> dict[str, Any] | None:
    """The plan of an organization for some of its datasets, each of its rows matched as among all of them."""
    plan = given.effective_plan(organization_id)
    if plan is None:
        return None
    rules = proved_rubric(config.rubric()).matching
    titles = model.Session.query(model.Package.id, model.Package.name, model.Package.title)
    held = titles.filter_by(state="active", type=packages.TYPE, owner_org=organization_id).all()
    wanted = {found[0]: found[1] for found in held if found[0] in ids}
    listed = read_value(plan, "plan").planned()
    names = {
        each.code: wanted[each.dataset_id]
        for each in match(listed, [(a, b, c or "") for a, b, c in held], rules)
        if each.dataset_id in wanted
    }

    def told(dataset: dict[str, Any]) -> dict[str, Any]:
        rest = {key: part for key, part in dataset.items() if key != "name"}
        name = names.get(dataset["code"])
        return {**rest, **({"name": name} if name else {}), "decided": True}

    found: dict[str, Any] = given.each_dataset(plan, told)
    return found
