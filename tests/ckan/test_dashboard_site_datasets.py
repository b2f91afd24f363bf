"""What the dashboard of the site says of all datasets: the worst first, what to do, links that broke, and whose."""

from __future__ import annotations

import csv
import io
import re

import ckan.model as model
import pytest
from ckanext.dgmaturity.checking.shapes.score import score_row
from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard import counts, rows, work
from ckanext.dgmaturity.model import Score
from dashboard_values import NOW, Seat, counted, plain, signed, sysadmin, unique
from report_sample import sample_report

SITE = "/ckan-admin/dgmaturity"
ALL = 10_000  #: links that no other dataset has: those of the first in the list


@pytest.fixture(scope="module")
def admin():
    return sysadmin()


@pytest.fixture
def mark():
    """A word in the titles of a test's own datasets: others hold theirs on the same site."""
    return unique("mark")


@pytest.fixture
def scored():
    """Scores of the site; gone after the test, for other tests have a site without one."""
    made = []

    def score(body):
        row = score_row(sample_report(6, hostile=False))
        found = Score(organization_id=None, at=NOW.replace(year=2100), **{**row, "body": {**row["body"], **body}})
        model.Session.add(found)
        model.Session.commit()
        made.append(found.id)

    yield score
    model.Session.query(Score).filter(Score.id.in_(made)).delete()
    model.Session.commit()


def found(mark, **asked):
    return rows.page(None, view.asked({"q": mark, **asked}))


def page(app, admin, query="", lang=""):
    return str(app.get(f"{lang}{SITE}{query}", headers=signed(admin)).body)


def section(whole, name):
    """One section of the page."""
    return whole.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def fix(package, **changes):
    """A thing to do as the score of the site holds it."""
    words = {"th": "เติมวัตถุประสงค์", "en": "Fill in the objective"}
    told = {
        "id": f"item:{package.id}:8", "kind": "item", "what": words, "reason": words, "how": words, "gain": "0.3",
        "most": "0.3", "effort_title": words, "together": 1, "dataset": package.id, "name": package.name,
        "title": package.title, "fields": ["objective"], "resource": "",
    }  # fmt: skip
    return {**told, **changes}


def broken(number):
    return {"resource_id": f"r{number}", "name": f"ไฟล์ที่ {number}", "url": f"https://x.example.go.th/{number}.csv",
            "verdict": "missing", "outcome": "failed", "at": "2026-02-27T20:00:00Z"}  # fmt: skip


def test_the_worst_of_all_organizations_come_first(mark):
    one, other = Seat(), Seat()
    one.checked("8", title=f"{mark} ขาดหนึ่ง")
    other.checked("8", "9", "10", title=f"{mark} ขาดสาม")
    one.checked("8", "9", title=f"{mark} ขาดสอง")
    assert [(each.passed, each.organization) for each in found(mark)] == [
        (11, other.name), (12, one.name), (13, one.name),
    ]  # fmt: skip
    assert [each.organization_title for each in found(mark)][0] == other.organization["title"]
    assert [each.passed for each in found(mark, sort="best")] == [13, 12, 11]
    assert [each.passed for each in found(mark, missing="9")] == [11, 12]


def test_a_dataset_of_no_organization_is_in_it_too(app, admin, mark):
    before = counts.counts(None).datasets
    package = Seat().checked("8", title=mark)
    package.owner_org = None
    package.save()
    assert [(each.title, each.organization) for each in found(mark)] == [(mark, "")]
    assert counts.counts(None).datasets == before + 1
    assert mark in section(page(app, admin, f"?q={mark}"), "datasets")


def test_each_row_leads_to_its_organization_and_to_the_field_that_is_missing(app, admin, mark):
    seat = Seat()
    package = seat.checked("8", title=mark, private=True)
    told = section(page(app, admin, f"?q={mark}"), "datasets")
    assert f'href="/organization/{seat.name}/dgmaturity"' in told
    assert f'href="/dataset/edit/{package.name}#field-objective"' in told
    assert "1 dataset" in plain(told)
    assert "Private" in plain(told)


def test_many_stand_on_pages_and_the_order_of_the_organizations_keeps_the_page(app, admin, mark):
    seat = Seat()
    for number in range(53):
        seat.checked(title=f"{mark} {number:02}")
    first = section(page(app, admin, f"?q={mark}&order=late"), "datasets")
    assert "Page 1 of 2" in plain(first)
    assert f'href="?q={mark}&amp;order=late&amp;page=2#datasets"' in first
    assert '<input type="hidden" name="order" value="late">' in first
    second = page(app, admin, f"?q={mark}&page=2")
    assert len(re.findall(f"{mark} \\d\\d</a>", section(second, "datasets"))) == 3
    assert f'href="?q={mark}&amp;order=broken&amp;page=2#organizations"' in second


def test_what_to_do_is_told_with_its_organization_and_only_what_a_dataset_carries(app, admin, scored, mark):
    seat = Seat()
    package, gone = seat.checked("8", title=mark), seat.checked("8", title=f"{mark} ลบแล้ว", state="deleted")
    plan = fix(package, kind="component", id="component:dataset_list", dataset="", name="", title="", fields=[])
    scored({"worklist": [plan, fix(gone), fix(package)]})
    told = section(page(app, admin), "work")
    assert len(re.findall("<li ", told)) == 1
    assert f'href="/dataset/edit/{package.name}#field-objective"' in told
    assert f'href="/organization/{seat.name}/dgmaturity"' in told
    assert "with all datasets counted as one agency" in plain(told)
    assert "เติมวัตถุประสงค์" in section(page(app, admin, lang="/th"), "work")


def test_links_that_broke_are_told_with_their_organization_the_first_of_many(app, admin, mark):
    seat = Seat()
    package = seat.checked(title=mark, broken=ALL, body={"links": [broken(number) for number in range(60)]})
    told = section(page(app, admin), "broken")
    assert told.count("https://x.example.go.th/") == 2 * work.LINKS
    assert "The first 50 are shown." in plain(told)
    assert 'href="?broken=1&amp;sort=broken#datasets"' in told
    assert f'href="/organization/{seat.name}/dgmaturity"' in told
    assert f'href="/dataset/{package.name}/resource/r0/edit' in told
    package.state = "deleted"
    package.save()
    assert mark not in section(page(app, admin), "broken")


def test_a_link_is_new_only_where_the_score_before_knows_all_that_were_broken():
    seat = Seat()
    seat.checked(broken=1, body={"links": [broken(1)]})
    others = [{**broken(number), "since": None, "new": False} for number in (2, 3)]

    def new(body):
        return [each.new for each in work.broken(seat.id, body)]

    assert new({"broken": others, "totals": {"broken": 2}}) == [True]
    assert new({"broken": others, "totals": {"broken": 900}}) == [False]
    assert new({}) == [False]
    assert new({"broken": [{**broken(1), "new": True}], "totals": {"broken": 900}}) == [True]


def test_the_number_of_statements_does_not_grow_with_datasets(app, admin, scored):
    package = Seat().checked("8")
    scored({"worklist": [fix(package)]})
    page(app, admin)  # the first visit of a user is noted by CKAN
    sent = []
    for _ in range(2):
        with counted() as statements:
            page(app, admin)
        sent.append(statements)
        seat = Seat()
        for number in range(60):
            seat.checked("8", broken=2, body={"links": [broken(number)]})
    assert sorted(sent[0]) == sorted(sent[1])
    assert 0 < len(sent[0]) < 100


@pytest.fixture
def unscored():
    """A site without a score; the scores that other tests have made of it are an organization's meanwhile."""
    seat = Seat()
    model.Session.query(Score).filter(Score.organization_id.is_(None)).update({"organization_id": seat.id})
    model.Session.commit()
    yield
    model.Session.query(Score).filter(Score.organization_id == seat.id).update({"organization_id": None})
    model.Session.commit()


@pytest.mark.usefixtures("unscored")
def test_without_a_score_it_says_what_to_run(app, admin):
    Seat().checked()
    told = plain(page(app, admin))
    assert "There is no score yet." in told
    assert "ckan dgmaturity check --all" in told


def test_the_csv_tells_the_organization_of_every_row_of_the_view(app, admin, mark):
    one, other = Seat(), Seat()
    one.checked("8", title=f"{mark} =1+1")
    other.checked(title=mark, private=True)
    answer = app.get(f"{SITE}/datasets.csv?q={mark}", headers=signed(admin))
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(line["organization"], line["item_8"]) for line in lines] == [(one.name, "failed"), (other.name, "passed")]
    assert lines[1]["organization_title"] == other.organization["title"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f'href="{SITE}/datasets.csv?q={mark}"' in page(app, admin, f"?q={mark}")
