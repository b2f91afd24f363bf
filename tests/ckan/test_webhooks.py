"""Signed messages to a real server: what is sent, to whom, and what cannot be forged."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import ckan.model as model
import pytest
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.telling import webhooks

from checker.testing import SiteAnswer, SiteRequest, serve

SECRET = "only-for-tests"


class Receiver:
    """What a program elsewhere got."""

    def __init__(self) -> None:
        self.got: list[SiteRequest] = []
        self.status = 200

    def __call__(self, request: SiteRequest) -> SiteAnswer:
        self.got.append(request)
        return SiteAnswer(status=self.status, headers={"location": "/elsewhere"}, body=b"")


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    receiver = Receiver()
    with serve(receiver) as url:
        monkeypatch.setitem(tk.config, "ckanext.dgmaturity.webhooks", [f"{url}/hook"])
        monkeypatch.setitem(tk.config, "ckanext.dgmaturity.webhook_secret", SECRET)
        monkeypatch.setitem(tk.config, "ckanext.dgmaturity.allow_networks", ["127.0.0.0/8"])
        yield receiver


def checked(passed: int = 13) -> str:
    organization = factories.Organization()
    given = {"name": f"hook-{uuid4().hex[:12]}", "title": "ชุดข้อมูล", "owner_org": organization["id"], "private": True}
    made = helpers.call_action("package_create", {"user": factories.Sysadmin()["name"], "ignore_auth": True}, **given)
    figures = {"passed": passed, "required": 14, "informative": 12, "rubric": "data-catalog-kpi-2565", "broken": 0}
    model.Session.query(Verdict).filter_by(package_id=made["id"]).delete()
    model.Session.add(Verdict(package_id=made["id"], organization_id=organization["id"], body={}, **figures))
    model.Session.commit()
    return str(made["id"])


def message(*ids: str) -> dict[str, Any]:
    after = webhooks.figures(ids)
    return webhooks._message(webhooks._datasets(list(ids), {}, after))


def test_the_message_is_signed_and_holds_figures_alone(receiver: Receiver) -> None:
    made = checked()
    url = tk.config["ckanext.dgmaturity.webhooks"][0]
    assert webhooks.deliver(url, message(made), waits=())
    (got,) = receiver.got
    headers = {name.lower(): value for name, value in dict(got.headers).items()}
    seconds, signature = (part.partition("=")[2] for part in headers["x-dgmaturity-signature"].split(","))
    assert hmac.new(SECRET.encode(), f"{seconds}.".encode() + got.body, hashlib.sha256).hexdigest() == signature
    (one,) = json.loads(got.body)["datasets"]
    assert (one["id"], one["private"], one["before"]) == (made, True, None)
    assert one["after"] == {
        "passed": 13, "required": 14, "informative": 12, "points": None, "tier": None, "stars": None, "broken": 0,
    }  # fmt: skip


@pytest.mark.parametrize("status", [301, 302, 400, 500])
def test_what_is_not_taken_is_not_delivered_and_never_follows_elsewhere(receiver: Receiver, status: int) -> None:
    receiver.status = status
    assert not webhooks.deliver(tk.config["ckanext.dgmaturity.webhooks"][0], message(checked()), waits=())
    assert [each.path for each in receiver.got] == ["/hook"]


def test_a_private_address_that_was_not_allowed_gets_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dgmaturity.allow_networks", [])
    assert not webhooks.deliver(tk.config["ckanext.dgmaturity.webhooks"][0], message(checked()), waits=())
    assert receiver.got == []


def test_only_changed_datasets_are_told_of(receiver: Receiver) -> None:
    same, other = checked(), checked()
    before = webhooks.figures([same, other])
    model.Session.query(Verdict).filter_by(package_id=other).update({"passed": 14})
    model.Session.commit()
    jobs = tk.get_action("job_clear")({"ignore_auth": True}, {})
    assert jobs is not None
    webhooks.tell(before, [same, other])
    from ckan.lib import jobs as queue

    queue.Worker().work(burst=True)
    (got,) = receiver.got
    assert [each["id"] for each in json.loads(got.body)["datasets"]] == [other]


def test_without_redis_nothing_is_told_and_nothing_fails(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    made = checked()
    monkeypatch.setitem(tk.config, "ckan.redis.url", "redis://127.0.0.1:9/0")
    from ckan.lib import redis as connection

    monkeypatch.setattr(connection, "_connection_pool", None)
    webhooks.tell({}, [made])
    assert receiver.got == []


def test_nobody_is_asked_for_figures_where_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dgmaturity.webhooks", [])
    assert webhooks.figures([checked()]) == {}


def test_points_are_plain_figures(receiver: Receiver) -> None:
    made = checked()
    for points, written in ((20, "20"), ("10.5", "10.5"), (0, "0")):
        model.Session.query(Verdict).filter_by(package_id=made).update({"points": Decimal(points)})
        model.Session.commit()
        assert webhooks.figures([made])[made]["points"] == written
