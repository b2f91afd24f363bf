"""The dashboard of the site: its organizations beside each other; and full reports as downloads."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from ckan.tests import factories, helpers
from ckanext.dgmaturity.dashboard import asked, reports, sites
from dashboard_values import Seat, counted, plain, signed, sysadmin

SITE = "/ckan-admin/dgmaturity"


@pytest.fixture
def seat():
    return Seat()


@pytest.fixture(scope="module")
def admin():
    return sysadmin()


def place(name):
    return next(each for each in sites.places("rank") if each.name == name)


def test_only_sysadmins_see_it(app, seat):
    seat.checked("8", title="ลับเฉพาะหน่วยงาน", private=True)
    for path in (SITE, f"{SITE}/organizations.csv", f"{SITE}/datasets.csv", f"{SITE}/reports/report.html"):
        answer = app.get(path, headers=signed(seat.editor))
        assert answer.status_code == 403
        assert "ลับเฉพาะหน่วยงาน" not in answer.body
        assert app.get(path, follow_redirects=False).status_code in (302, 403)


def test_it_has_a_tab_beside_those_of_ckan(app, admin):
    assert f'href="{SITE}"' in app.get("/ckan-admin/", headers=signed(admin)).body


def test_organizations_stand_by_their_scores_and_equal_ones_share_a_rank(app, admin):
    report = Seat().filled(3, hostile=False)
    best, equal, worse, none = Seat(), Seat(), Seat(), Seat()
    for seat, total in ((best, 99.5), (equal, 99.5), (worse, 99)):
        seat.checked()
        seat.score(report, total=total, minimum=total, maximum=total)
    none.checked("8")
    found = [each.name for each in sites.places("rank")]
    assert found.index(best.name) < found.index(worse.name) < found.index(none.name)
    assert place(best.name).rank == place(equal.name).rank < place(worse.name).rank
    assert place(none.name).rank is None
    assert place(best.name).total == "99.5"
    page = plain(app.get(SITE, headers=signed(admin)).body)
    assert "99.5" in page
    assert "no score yet" in page


def test_it_counts_what_is_complete_broken_and_late(seat):
    seat.checked(broken=3)
    seat.checked("8")
    seat.checked(package_modified="2020-01-01T00:00:00")
    seat.dataset()
    seat.checked(state="deleted", broken=9)
    held = place(seat.name).counts
    assert (held.datasets, held.checked, held.complete, held.broken, held.broken_in, held.late) == (4, 3, 2, 3, 1, 2)
    assert place(seat.name).share == 50


def test_every_order_answers(app, admin, seat):
    seat.filled(4)
    for order in (*asked.ORDERS, "nonsense"):
        assert app.get(f"{SITE}?order={order}", headers=signed(admin)).status_code == 200


def test_the_number_of_statements_does_not_grow_with_organizations(app, admin):
    app.get(SITE, headers=signed(admin))
    found = []
    for _ in range(2):
        with counted() as sent:
            app.get(SITE, headers=signed(admin))
        found.append(len(sent))
        for _ in range(3):
            Seat().filled(2)
    assert found[0] == found[1]


def test_the_csv_tells_every_organization(app, admin, seat):
    factories.Organization(name=f"{seat.name}-odd", title="=1+1")
    answer = app.get(f"{SITE}/organizations.csv", headers=signed(admin))
    lines = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    held = {line["name"]: line for line in lines}
    assert seat.name in held
    assert held[f"{seat.name}-odd"]["title"] == "'=1+1"


SILENT = "The queue of jobs (Redis) does not answer: nothing is checked in the background until it does."


@pytest.mark.ckan_config("ckan.redis.url", "redis://127.0.0.1:1/0")
@pytest.mark.usefixtures("redis_anew")
def test_without_redis_the_page_says_that_nothing_is_checked(app, admin):
    page = plain(app.get(SITE, headers=signed(admin)).body)
    assert SILENT in page
    assert "Jobs waiting ?" in page


def test_with_redis_the_page_says_how_many_jobs_wait(app, admin):
    page = plain(app.get(SITE, headers=signed(admin)).body)
    assert SILENT not in page
    assert re.search(r"Jobs waiting \d+", page)


def test_full_reports_are_made_and_given_to_those_who_may(app, seat):
    helpers.call_action("package_create", context={"user": seat.editor["name"]}, **dataset(seat))
    assert reports.made(seat.id) == []
    answer = app.post(f"{seat.url}/reports", headers=signed(seat.editor))
    assert "The reports are made." in plain(answer.body)
    assert [each.name for each in reports.made(seat.id)] == list(reports.FILES)
    got = app.get(f"{seat.url}/reports/report.json", headers=signed(seat.editor))
    assert [each["title"] for each in json.loads(got.data)["datasets"]] == ["แหล่งน้ำในเขตเทศบาล"]
    assert got.headers["Cache-Control"] == "private, no-store"
    foreign = Seat()
    for user in (seat.member, foreign.editor):
        assert app.get(f"{seat.url}/reports/report.json", headers=signed(user)).status_code == 403
        assert app.post(f"{seat.url}/reports", headers=signed(user)).status_code == 403
    assert app.get(f"{seat.url}/reports/..%2F..%2Freport.json", headers=signed(seat.editor)).status_code == 404
    assert app.get(f"{seat.url}/reports/other.txt", headers=signed(seat.editor)).status_code == 404


def dataset(seat):
    """One that every enforcement takes: it is private."""
    return {"name": f"{seat.name}-water", "title": "แหล่งน้ำในเขตเทศบาล", "owner_org": seat.id, "private": True}


def test_reports_of_many_datasets_are_a_job(seat):
    assert reports.ask(seat.id, reports.AT_ONCE + 1) == "queued"
    assert reports.waiting(seat.id)
    assert reports.ask(seat.id, reports.AT_ONCE + 1) == "waiting"
    reports.make(seat.id, "th")
    assert not reports.waiting(seat.id)
    assert len(reports.made(seat.id)) == len(reports.FILES)


def test_a_site_without_a_place_for_files_has_the_page_without_reports(app, seat):
    seat.checked()
    with helpers.changed_config("ckan.storage_path", None):
        page = seat.page(app)
        assert "Datasets and mandatory items (CSV)" in page
        assert "Make the full reports" not in page
        assert app.post(f"{seat.url}/reports", headers=signed(seat.editor)).status_code == 404
