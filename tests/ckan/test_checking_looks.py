"""Which links are looked at when; what stays of earlier looks; what a purge leaves."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from checking_values import done, looks_of, made, verdict_of
from ckan import model
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.purging import purge
from ckanext.dgmaturity.checking.rounds import look_at
from ckanext.dgmaturity.checking.run import check_dataset, score_organization
from ckanext.dgmaturity.model import Look, Score

from checker.testing import SiteAnswer, serve

pytestmark = [
    pytest.mark.ckan_config("ckanext.dgmaturity.allow_networks", "127.0.0.0/8"),
    pytest.mark.ckan_config("ckanext.dgmaturity.confirm_after", "0.2"),
]
HOUR = timedelta(hours=1)


class Host:
    """A site that counts what it is asked for, and answers what it is told to."""

    def __init__(self):
        self.asked, self.body, self.status = [], b"a,b\n1,2\n3,4\n", 200

    def __call__(self, request):
        self.asked.append(request.path)
        return SiteAnswer(status=self.status, body=self.body, headers={"content-type": "text/csv"})


@pytest.fixture
def host():
    held = Host()
    with serve(held) as url:
        held.url = url
        yield held


def linked(host, *names):
    return made(resources=[{"name": name, "url": f"{host.url}/{name}", "format": "CSV"} for name in names])


def aged(package_id, by):
    """All that was seen of a dataset, so much earlier."""
    for row in model.Session.query(Look).filter_by(package_id=package_id):
        row.at = row.at - by
        body = dict(row.body)
        if row.kind == "attempt":
            looks = [{**each, "at": _earlier(each["at"], by)} for each in body["attempts"]]
            row.body = {**body, "attempts": looks}
        elif row.kind == "reading":
            row.body = {**body, "at": _earlier(body["at"], by)}
    model.Session.commit()


def _earlier(moment, by):
    return (datetime.fromisoformat(moment.replace("Z", "+00:00")) - by).isoformat()


def test_after_a_change_only_what_is_new_is_looked_at(host):
    package = linked(host, "a.csv")
    check_dataset(package["id"])
    assert host.asked == ["/a.csv"]
    done("resource_create", package_id=package["id"], name="b", url=f"{host.url}/b.csv", format="CSV")
    check_dataset(package["id"])
    assert host.asked == ["/a.csv", "/b.csv"]
    aged(package["id"], 30 * HOUR)
    check_dataset(package["id"])
    assert host.asked == ["/a.csv", "/b.csv"]


def test_at_night_what_is_old_is_looked_at_anew_and_becomes_the_past(host):
    package = linked(host, "a.csv")
    check_dataset(package["id"])
    look_at([package["id"]], Mode.DUE, wait=0)
    assert host.asked == ["/a.csv"], "it is not old yet"
    aged(package["id"], 30 * HOUR)
    look_at([package["id"]], Mode.DUE, wait=0)
    assert host.asked == ["/a.csv"] * 2
    assert len(looks_of(package["id"], "past")) == 1
    assert len(looks_of(package["id"], "attempt")[0].body["attempts"]) == 1


def test_a_failure_counts_once_a_second_look_confirms_it_and_stays_until_it_is_well(host):
    package = linked(host, "a.csv")
    host.status = 404
    check_dataset(package["id"], wait=0)
    (link,) = verdict_of(package["id"]).body["links"]
    assert (link["verdict"], link["confirmed"], link["outcome"]) == ("missing", False, "cannot_tell")
    assert verdict_of(package["id"]).body["waiting"] == 1
    aged(package["id"], HOUR)
    check_dataset(package["id"], wait=0)
    (link,) = verdict_of(package["id"]).body["links"]
    assert (link["confirmed"], link["outcome"], verdict_of(package["id"]).broken) == (True, "failed", 1)
    host.status = 200
    aged(package["id"], HOUR)
    check_dataset(package["id"], wait=0)
    assert verdict_of(package["id"]).body["links"][0]["verdict"] == "ok"
    assert verdict_of(package["id"]).broken == 0


def test_bytes_that_changed_between_two_nights_are_known(host):
    package = linked(host, "a.csv")
    check_dataset(package["id"])
    for night in range(4):
        aged(package["id"], 30 * HOUR)
        host.body = b"a,b\n1,2\n3,4\n" if night < 3 else b"a,b\n1,2\n3,9\n"
        look_at([package["id"]], Mode.DUE, wait=0)
    past = looks_of(package["id"], "past")
    assert len(past) < 4, "of three that saw the same the middle one is not kept"
    check_dataset(package["id"], wait=0)
    checks = {each["check"]: each["reason"] for each in verdict_of(package["id"]).body["findings"]}
    assert "changed" in checks["freshness"]


def test_a_format_that_is_declared_anew_is_looked_at_anew(host):
    package = linked(host, "a.csv")
    check_dataset(package["id"])
    resource = done("package_show", id=package["id"])["resources"][0]
    done("resource_patch", id=resource["id"], format="XLSX")
    check_dataset(package["id"], wait=0)
    assert len(host.asked) >= 2


def test_what_is_old_is_purged_and_the_last_results_and_the_trend_stay(host):
    package = linked(host, "a.csv")
    check_dataset(package["id"])
    group = model.Group.get(package["owner_org"])
    kept = [score_organization(group).id for _ in range(4)]
    for place, (name, days) in enumerate(zip(kept, (500, 499, 430, 1), strict=True)):
        row = model.Session.query(Score).filter_by(id=name).one()
        row.at = datetime(2024, 1, 10 + place, tzinfo=timezone.utc) if days > 490 else row.at - timedelta(days=days)
    model.Session.commit()
    purge(400)
    left = {name for (name,) in model.Session.query(Score.id).filter_by(organization_id=group.id)}
    assert left == set(kept[1:])
    assert looks_of(package["id"], "attempt")
    assert verdict_of(package["id"]) is not None
