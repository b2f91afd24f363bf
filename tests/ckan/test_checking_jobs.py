"""Changes queue checks, once each; what is held of a dataset goes with it; two checks at once leave one result."""

from __future__ import annotations

import threading

import pytest
from checking_values import TABLE, done, looks_of, made, uploaded, verdict_of
from ckan import model
from ckan.lib import jobs as queues
from ckan.lib.redis import connect_to_redis
from ckanext.dgmaturity import jobs
from ckanext.dgmaturity.checking.copy import working_copy
from ckanext.dgmaturity.checking.policy import Mode
from ckanext.dgmaturity.checking.run import score_organization
from ckanext.dgmaturity.checking.verdicts import write, write_looks
from ckanext.dgmaturity.model import Look, Match, Score, Verdict
from desk_values import Office, value
from sqlalchemy import select

from checker.run import score

pytestmark = pytest.mark.usefixtures("extension")


def waiting(package_id):
    held = queues.get_queue().jobs
    return [each for each in held if each.args == [package_id] and each.func_name.startswith("ckanext.dgmaturity")]


def test_a_new_dataset_waits_for_its_check_once_however_often_it_is_saved():
    package = made()
    assert len(waiting(package["id"])) == 1
    done("package_patch", id=package["id"], notes="รายละเอียดที่แก้ไขแล้วหนึ่งครั้งด้วยข้อความยาวพอ")
    uploaded(package["id"], TABLE.encode())
    assert len(waiting(package["id"])) == 1
    jobs.check(package["id"])
    done("package_patch", id=package["id"], notes="รายละเอียดที่แก้ไขแล้วสองครั้งด้วยข้อความยาวพอ")
    assert len(waiting(package["id"])) == 2, "the first of them has begun: what changed since needs another"


def test_what_is_taken_back_is_not_queued():
    package = made()
    connect_to_redis().delete(jobs._key("check", package["id"]))
    before = len(waiting(package["id"]))
    assert model.Session.query(model.Package.id).first()
    jobs.changed(package["id"])
    model.Session.rollback()
    model.Session.commit()
    assert len(waiting(package["id"])) == before


def test_a_check_that_is_asked_for_is_queued_and_says_so():
    package = made()
    assert done("dgmaturity_check", id=package["name"]) == {"id": package["id"], "queued": False}
    jobs.check(package["id"])
    assert done("dgmaturity_check", id=package["id"]) == {"id": package["id"], "queued": True}


def test_a_dataset_that_is_deleted_leaves_nothing():
    package = made()
    uploaded(package["id"], TABLE.encode())
    jobs.check(package["id"])
    assert looks_of(package["id"], "attempt")
    done("package_delete", id=package["name"])
    assert verdict_of(package["id"]) is None
    assert not looks_of(package["id"], "attempt")
    jobs.check(package["id"])
    assert verdict_of(package["id"]) is None


def test_a_dataset_that_is_purged_leaves_nothing():
    package = made()
    uploaded(package["id"], TABLE.encode())
    jobs.check(package["id"])
    done("dataset_purge", id=package["id"])
    assert verdict_of(package["id"]) is None
    assert model.Session.query(Look).filter_by(package_id=package["id"]).count() == 0


def test_a_dataset_that_becomes_a_draft_has_no_verdict():
    package = made()
    jobs.check(package["id"])
    done("package_patch", id=package["id"], state="draft")
    jobs.check(package["id"])
    assert verdict_of(package["id"]) is None


def test_two_checks_at_once_leave_one_result(app):
    package = made()
    for number in range(3):
        uploaded(package["id"], TABLE.encode(), f"table{number}.csv")
    done_by = []

    def work():
        with app.flask_app.test_request_context():
            jobs.check(package["id"])
            model.Session.remove()
        done_by.append(threading.get_ident())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done_by) == 4
    assert model.Session.query(Verdict).filter_by(package_id=package["id"]).count() == 1
    assert len(looks_of(package["id"], "attempt")) == 3
    assert len(looks_of(package["id"], "seen")) == 1


def test_a_check_of_an_older_state_does_not_write_over_a_newer_one():
    package = made()
    jobs.check(package["id"])
    held = verdict_of(package["id"])
    held.package_modified = "2999-01-01T00:00:00"
    held.passed = 3
    model.Session.commit()
    jobs.check(package["id"])
    assert verdict_of(package["id"]).passed == 3


def test_an_organization_that_is_purged_takes_its_scores_along():
    package = made()
    score_organization(model.Group.get(package["owner_org"]))
    done("dataset_purge", id=package["id"])
    done("organization_purge", id=package["owner_org"])
    assert model.Session.query(Score).filter_by(organization_id=package["owner_org"]).count() == 0


def scores_waiting(office):
    held = queues.get_queue().jobs
    return [each for each in held if each.args == [office.id] and each.func_name.endswith("jobs.score")]


def test_what_an_organization_is_counted_by_queues_its_score_once_it_is_stored():
    office = Office()
    model.Session.add(Match(organization_id=office.id, code="ไม่เก็บ", user_id="somebody"))
    model.Session.flush()
    model.Session.rollback()
    assert not scores_waiting(office)
    office.call("plan_create", plan=value(("D01", "ทะเบียนสถานศึกษา"), ("D02", "สถิติแรงงาน")))
    assert len(scores_waiting(office)) == 1
    office.call("evidence_create", dataset="D01", kind="dashboard")
    assert len(scores_waiting(office)) == 1
    jobs.score(office.id)
    assert model.Session.query(Score).filter_by(organization_id=office.id).one().body["planned"]
    office.call("match_update", code="D01", none=True)
    assert len(scores_waiting(office)) == 2, "the first of them has begun: what changed since needs another"
    jobs.score("an-organization-that-is-gone")


def test_a_long_round_does_not_write_over_what_a_later_check_has_seen():
    package = made(resources=[{"name": "a", "url": "http://127.0.0.1:9/a.csv", "format": "CSV"}])
    jobs.check(package["id"])
    with working_copy([package["id"]], Mode.ALL) as old, working_copy([package["id"]], Mode.NONE) as count:
        report, counted = score(old.run, work=False), score(count.run, work=False)
        uploaded(package["id"], TABLE.encode())
        jobs.check(package["id"])
        later = (verdict_of(package["id"]).body, [each.key for each in looks_of(package["id"], "attempt")])
        write_looks(old, report)
        write(count, counted)
    assert (verdict_of(package["id"]).body, [each.key for each in looks_of(package["id"], "attempt")]) == later
    assert done("dgmaturity_dataset_show", id=package["id"])["late"] is False


def test_a_check_is_queued_once_the_change_can_be_seen_by_others(monkeypatch):
    package = made(title="เดิม")
    jobs.check(package["id"])
    seen = []

    def look(job, key):
        with model.meta.engine.connect() as other:
            title = select(model.package_table.c.title).where(model.package_table.c.id == key)
            seen.append(other.execute(title).scalar())
        return True

    monkeypatch.setattr(jobs, "_enqueue", look)
    done("package_patch", id=package["id"], title="ใหม่")
    assert seen
    assert set(seen) == {"ใหม่"}
