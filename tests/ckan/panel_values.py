"""Datasets, people and forms for the tests of the panels."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import call_action
from ckanext.dgmaturity.model import Rules, Score, Verdict

from checker.testing import a_package

TABLE = {"url": "https://data.example.org/a.csv", "name": "ตารางรายเดือน", "format": "CSV"}


def fields(**changes: Any) -> dict[str, Any]:
    """What a browser would send of the form of a complete dataset; a keyword replaces a field."""
    left_out = ("id", "tags", "organization", "resources", "metadata_modified")
    kept = {key: value for key, value in a_package().items() if key not in left_out}
    name = {"name": f"d-{uuid4().hex}", "tag_string": "แรงงาน, การมีงานทำ", "private": "False"}
    return {**kept, **name, **changes}


def person(capacity: str = "editor") -> tuple[dict[str, Any], dict[str, str]]:
    """An organization, and the headers of someone who is in it."""
    user = factories.UserWithToken()
    organization = factories.Organization(users=[{"name": user["name"], "capacity": capacity}])
    return organization, {"Authorization": user["token"]}


def saved(organization: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A dataset of the organization, with a table; complete and public unless a keyword says else."""
    made = {"owner_org": organization["id"], "resources": [TABLE], **changes}
    site = call_action("get_site_user")["name"]
    return dict(call_action("package_create", {"user": site}, **fields(**made)))


LINK = {"url": TABLE["url"], "declared": "CSV", "format": "csv", "role": "data", "outcome": "passed", "status": 200}
CRITERION = {
    "criterion": "channel",
    "outcome": "passed",
    "tier": "basic",
    "possible": "basic",
    "reason": "",
    "gain": "2",
}


def with_verdict(dataset: dict[str, Any], links: list[dict[str, Any]] | None = None, **columns: Any) -> None:
    """What a check would have stored of the dataset, complete and of its present state unless a keyword says else."""
    ids = [each["id"] for each in dataset["resources"]]
    stored = {"verdict": "ok", "confirmed": True, "at": None, "sniffed": None}
    found = [{**LINK, **stored, "resource_id": name, **link} for name, link in zip(ids, links or [], strict=False)]
    openness = {"outcome": "passed", "kind": "structured", "reason": "", "points": "6", "criteria": [CRITERION]}
    body = {
        "items": {str(number): "passed" for number in range(1, 15)}, "weak": [], "findings": [], "costs": {},
        "links": found, "openness": openness,
    }  # fmt: skip
    told = {
        "package_modified": dataset["metadata_modified"], "rubric": "data-catalog-kpi-2565", "public": True,
        "passed": 14, "required": 14, "informative": 14, "points": 6, "tier": "basic", "stars": 3,
        "reachable": "passed", "broken": 0,
        "checked_at": datetime(2026, 11, 20, 4, 30, tzinfo=timezone.utc),
    }  # fmt: skip
    row = Verdict(package_id=dataset["id"], organization_id=dataset["owner_org"], body=body, **{**told, **columns})
    model.Session.merge(row)
    model.Session.commit()


def with_score(organization: dict[str, Any], datasets: int) -> None:
    """A score of the organization in which so many datasets were counted."""
    parts = [{"id": "dataset_list", "params": {}}, {"id": "metadata_14", "params": {"datasets": datasets}}]
    model.Session.add(
        Score(
            organization_id=organization["id"], rubric="data-catalog-kpi-2565", rubric_version="1.0", total=60,
            minimum=60, maximum=70, final=False, datasets=datasets, body={"score": {"components": parts}},
        )
    )  # fmt: skip
    model.Session.commit()


def with_rules(organization: dict[str, Any], *, public_page: bool | None) -> None:
    """What the organization says of its own public page."""
    model.Session.merge(Rules(organization_id=organization["id"], public_page=public_page, user_id="someone"))
    model.Session.commit()
