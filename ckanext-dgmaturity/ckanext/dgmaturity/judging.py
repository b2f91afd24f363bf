"""What the engine says of a dataset as CKAN or its form holds it. Nothing here asks the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from ckan import authz, model

from checker.form import Cost, FormVerdict, form_cost, form_verdict
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Score, Verdict

#: what a form does not send, and a saved dataset has: its files count, whatever is typed
STORED = ("id", "name", "type", "state", "resources", "metadata_modified")


def there(moment: datetime) -> datetime:
    """A moment by the clock of where the rubric is in force: the one clock of all pages, as of the reports."""
    return moment.astimezone(ZoneInfo(proved_rubric(config.rubric()).time_zone))


def today() -> date:
    """This day where the rubric is in force."""
    return there(datetime.now(timezone.utc)).date()


def judged(package: Mapping[str, Any]) -> FormVerdict:
    """The verdict of a package, its organization read anew: what ``owner_org`` names is what counts."""
    return form_verdict(
        {**package, "organization": _organization(package.get("owner_org"))}, today=today(), rubric=config.rubric()
    )


def filled(fields: Mapping[str, Any], stored: Mapping[str, Any] | None) -> dict[str, Any]:
    """The package that saving the form would make: what is typed, and what only the saved dataset has."""
    kept = {name: stored[name] for name in STORED if name in stored} if stored else {}
    if stored and "tag_string" not in fields and "tags" in stored:
        kept["tags"] = stored["tags"]
    return {**kept, **{name: value for name, value in fields.items() if value not in (None, "") or name not in kept}}


def cost_of(verdict: FormVerdict, organization_id: str | None) -> Cost | None:
    """What its missing items keep away, by the last score of its organization where there is one."""
    if verdict.complete:
        return None
    counted = counted_datasets(organization_id) if organization_id else None
    listed = counted is None or is_listed(verdict.dataset.id)
    return form_cost(verdict, datasets=counted, listed=listed, rubric=config.rubric())


def cost_for(verdict: FormVerdict, user: str) -> Cost | None:
    """As :func:`cost_of`, for a reader: the score of an organization that they may not add to stays unknown."""
    owner = verdict.dataset.publisher.id if verdict.dataset.publisher else None
    if owner and not authz.has_user_permission_for_group_or_org(owner, user, "create_dataset"):
        owner = None
    return cost_of(verdict, owner)


def counted_datasets(organization_id: str) -> int | None:
    """How many datasets the points of the items were shared by in the last score; ``None``: there is none."""
    parts = (
        model.Session.query(Score.body[("score", "components")])
        .filter(Score.organization_id == organization_id)
        .order_by(Score.at.desc())
        .limit(1)
        .scalar()
    )
    methods = {part.id for part in proved_rubric(config.rubric()).components if part.method == "mean_of_complete"}
    for part in parts or []:
        if part["id"] in methods:
            found = part["params"].get("datasets")
            return int(found) if found else None
    return None


def is_listed(package_id: str) -> bool:
    """Whether the plan listed the dataset when it was checked last; what was never checked may yet be."""
    found = model.Session.query(Verdict.body["listed"].astext).filter(Verdict.package_id == package_id).scalar()
    return bool(found != "false")


def _organization(owner: Any) -> dict[str, str] | None:
    known = isinstance(owner, str) and owner.isprintable()  # a database takes no NUL and no half of a character
    found = model.Group.get(owner) if known and owner else None
    if found is None or not found.is_organization or found.state != "active":
        return None
    return {"id": found.id, "name": found.name, "title": found.title or found.name}
