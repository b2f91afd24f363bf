"""What the national catalog's harvester says is kept; silence blocks nothing and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import ckan.model as model
import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity import registering
from ckanext.dgmaturity.model import Registration

from checker.testing import SiteAnswer, SiteRequest, json_answer, serve


class Harvester:
    """A harvester that knows some datasets, by question."""

    def __init__(self) -> None:
        self.known: dict[str, set[str]] = {}
        self.asked: list[str] = []
        self.broken: SiteAnswer | None = None

    def __call__(self, request: SiteRequest) -> SiteAnswer:
        if self.broken is not None:
            return self.broken
        packages = json.loads(request.body)["packages"]
        self.asked += packages
        yes = self.known.get(request.path.rpartition("/")[2], set())
        result = [{"metadata_modified": "2026-01-01T00:00:00" if each in yes else ""} for each in packages]
        return json_answer({"success": True, "result": result})


@pytest.fixture
def harvester(monkeypatch: pytest.MonkeyPatch) -> Iterator[Harvester]:
    harvester = Harvester()
    with serve(harvester) as url:
        monkeypatch.setitem(tk.config, "ckanext.dgmaturity.gd_catalog_harvester", url)
        monkeypatch.setitem(tk.config, "ckanext.dgmaturity.allow_networks", ["127.0.0.0/8"])
        yield harvester


def dataset(**fields: Any) -> str:
    user = factories.Sysadmin()
    organization = factories.Organization()
    name = f"registered-{uuid4().hex[:12]}"
    given = {"name": name, "title": "ชุดข้อมูล", "owner_org": organization["id"], "private": True, **fields}
    made = helpers.call_action("package_create", {"user": user["name"], "ignore_auth": True}, **given)
    return str(made["id"])


def public() -> str:
    """A public dataset, whatever the rules for datasets are."""
    made = dataset()
    model.Session.query(model.Package).filter_by(id=made).update({"private": False})
    model.Session.commit()
    return made


def states(*ids: str) -> list[tuple[str, str] | None]:
    model.Session.expire_all()
    found = [registering.state_of(each) for each in ids]
    return [None if each is None else (each.state, each.detail) for each in found]


def test_each_state_is_kept(harvester: Harvester) -> None:
    published, processing, harvested, unknown = (public() for _ in range(4))
    harvester.known = {
        "gdcatalog_publish_state": {published},
        "gdcatalog_processing_state": {published, processing},
        "gdcatalog_harvesting_state": {published, processing, harvested},
    }
    asked = registering.refresh()
    assert (asked.registered, asked.unreachable) == (3, "")
    said = [("published", ""), ("processing", ""), ("harvested", ""), ("not_registered", "")]
    assert states(published, processing, harvested, unknown) == said


def test_nobody_is_asked_about_a_private_dataset(harvester: Harvester) -> None:
    private, open_one = dataset(), public()
    registering.refresh()
    assert private not in harvester.asked
    assert open_one in harvester.asked
    assert states(private) == [None]


BROKEN = {
    "an error page": (SiteAnswer(status=500, body=b"<html>", headers={"content-type": "text/html"}), "server"),
    "no JSON": (SiteAnswer(status=200, body=b"<html>login</html>", headers={"content-type": "text/html"}), "not_ckan"),
    "an action that is not there": (SiteAnswer(status=404, body=b"no"), "not_ckan"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_was_known_stays_when_the_harvester_fails(harvester: Harvester, case: str) -> None:
    known = public()
    harvester.known = {"gdcatalog_publish_state": {known}}
    registering.refresh()
    harvester.broken, why = BROKEN[case]
    fresh = public()
    assert registering.refresh().unreachable == why
    assert states(known, fresh) == [("published", why), ("unreachable", why)]


@pytest.mark.parametrize("result", [None, {}, "yes", [1], [], [{"metadata_modified": None}]])
def test_an_answer_of_another_shape_says_no(harvester: Harvester, result: Any) -> None:
    made = public()
    model.Session.query(model.Package).filter(model.Package.id != made).update({"private": True})
    model.Session.commit()
    harvester.broken = json_answer({"success": True, "result": result})
    assert registering.refresh().unreachable == ""
    assert states(made) == [("not_registered", "")]


def test_an_address_that_was_not_allowed_is_never_asked(harvester: Harvester, monkeypatch: pytest.MonkeyPatch) -> None:
    made = public()
    monkeypatch.setitem(tk.config, "ckanext.dgmaturity.allow_networks", [])
    assert registering.refresh().unreachable == "address"
    assert harvester.asked == []
    assert states(made) == [("unreachable", "address")]


def test_without_an_address_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    made = public()
    monkeypatch.setitem(tk.config, "ckanext.dgmaturity.gd_catalog_harvester", "")
    assert registering.refresh() == (0, 0, "")
    assert states(made) == [None]


def test_the_state_goes_with_the_dataset(harvester: Harvester) -> None:
    made = public()
    registering.refresh()
    helpers.call_action("dataset_purge", {"ignore_auth": True, "user": factories.Sysadmin()["name"]}, id=made)
    assert model.Session.query(Registration).filter_by(package_id=made).count() == 0


def test_the_panel_of_a_dataset_tells_what_is_known_and_asks_nobody(harvester: Harvester, app: Any) -> None:
    from ckanext.dgmaturity import standing

    made = public()
    package = {"id": made, "private": False}
    with app.flask_app.test_request_context("/th/"):
        assert standing.registration(package)["at"] == ""
        harvester.known = {"gdcatalog_publish_state": {made}}
        registering.refresh()
        asked = len(harvester.asked)
        assert standing.registration(package)["at"] != ""
        harvester.broken = SiteAnswer(status=500, body=b"")
        registering.refresh()
        assert standing.registration(package)["stale"] == "server"
        assert standing.registration({**package, "private": True}) is None
        assert len(harvester.asked) == asked
