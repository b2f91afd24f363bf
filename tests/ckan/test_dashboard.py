"""The dashboard of an organization: what it shows, to whom, and in how many statements."""

from __future__ import annotations

import pytest
from ckan.tests import factories
from dashboard_values import NOW, Seat, counted, plain, signed, sysadmin, unique


@pytest.fixture
def seat():
    return Seat()


def test_an_editor_sees_the_dashboard(app, seat):
    assert app.get(seat.url, headers=signed(seat.editor)).status_code == 200


def test_a_sysadmin_sees_every_dashboard(app, seat):
    assert app.get(seat.url, headers=signed(sysadmin())).status_code == 200


def test_others_see_nothing(app, seat):
    seat.checked(title="ลับเฉพาะหน่วยงาน", private=True)
    foreign = Seat()
    for path in (seat.url, f"{seat.url}/datasets.csv"):
        for user in (seat.member, foreign.editor, factories.UserWithToken(name=unique("user"))):
            answer = app.get(path, headers=signed(user))
            assert answer.status_code == 403
            assert "ลับเฉพาะหน่วยงาน" not in answer.body
        assert "ลับเฉพาะหน่วยงาน" not in app.get(path).body
        assert app.get(path, follow_redirects=False).status_code in (302, 403)


def test_an_organization_that_is_not_there_is_not_found(app, seat):
    assert app.get("/organization/nobody-is-called-so/dgmaturity", headers=signed(sysadmin())).status_code == 404
    assert app.get("/organization/nobody-is-called-so/dgmaturity", headers=signed(seat.editor)).status_code == 403


def test_a_tab_leads_to_it_for_those_who_may(app, seat):
    link = f'href="{seat.url}"'
    assert link in app.get(f"/organization/about/{seat.name}", headers=signed(seat.editor)).body
    assert link not in app.get(f"/organization/about/{seat.name}", headers=signed(seat.member)).body
    assert link not in app.get(f"/organization/about/{seat.name}").body


def test_without_a_score_it_says_what_to_run(app, seat):
    seat.dataset()
    page = plain(seat.page(app))
    assert "There is no score yet" in page
    assert "0 of 1 dataset is checked" in page
    assert f"ckan dgmaturity check --org {seat.name}" in page


def test_an_organization_without_datasets_says_so(app, seat):
    assert "This organization has no datasets yet" in plain(seat.page(app))


def test_the_score_stands_with_its_parts_and_a_reason_for_each(app, seat):
    report = seat.filled(12, hostile=False)
    page = plain(seat.page(app))
    for part in report.score.components:
        rule = next(each for each in report.rubric.components if each.id == part.id)
        assert rule.title.en in page
        assert rule.rule.en in page
    assert "Between" in page
    assert "points are missing" in page
    assert f"{report.run.rubric_id} {report.run.rubric_version}" in page


def test_the_score_is_told_in_thai(app, seat):
    report = seat.filled(12, hostile=False)
    page = plain(seat.page(app, lang="/th"))
    assert all(part.title.th in page for part in report.rubric.components)
    assert all(item.title.th in page for item in report.rubric.items)
    assert "1 มีนาคม 2569" in page


def test_a_dataset_that_changed_after_its_check_is_said_to_be_late(app, seat):
    seat.filled(3, hostile=False)
    assert "after it was checked last" not in plain(seat.page(app))
    package = seat.checked()
    package.metadata_modified = NOW.replace(tzinfo=None, month=4)
    package.save()
    page = plain(seat.page(app))
    assert "1 dataset was changed, or made, after it was checked last." in page
    assert "Changed since" in page


def test_hostile_texts_do_nothing(app, seat):
    seat.filled(30)
    page = seat.page(app)
    assert "<script>alert(" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page


def test_the_number_of_statements_is_the_same_for_5_datasets_and_for_60(app):
    small, large = Seat(), Seat()
    small.filled(5)
    large.filled(60)
    found = []
    for seat in (small, large):
        seat.page(app)  # the first visit of a user is noted by CKAN
    for seat in (small, large):
        with counted() as sent:
            seat.page(app)
        found.append(sent)
    assert sorted(found[0]) == sorted(found[1])
    assert 0 < len(found[0]) < 100


def test_the_trend_has_a_point_a_day_and_says_the_same_as_a_table(app, seat):
    report = seat.filled(4, hostile=False)
    seat.trend(report, ("51", "62.5", "70"))
    page = seat.page(app)
    assert page.count('class="dgm-dot') - page.count('class="dgm-dot-key') >= 4
    for told in ("51", "62.5", "70", "+11.5", "+7.5"):
        assert told in plain(page)


def test_one_score_alone_is_no_trend(app, seat):
    seat.filled(2)
    assert 'id="trend"' not in seat.page(app)


def test_broken_links_are_listed_with_their_verdict(app, seat):
    links = [
        {"resource_id": "r1", "name": "ปริมาณน้ำ", "url": "https://x.example.go.th/a.csv", "verdict": "missing",
         "outcome": "failed", "at": "2026-02-27T20:00:00Z"},
        {"resource_id": "r2", "name": "ดี", "url": "https://x.example.go.th/b.csv", "verdict": "ok",
         "outcome": "passed", "at": "2026-02-27T20:00:00Z"},
        {"resource_id": "r3", "name": "เก่า", "url": "javascript:alert(1)", "verdict": "invalid_url",
         "outcome": "failed", "at": None},
    ]  # fmt: skip
    seat.checked(broken=2, body={"links": links})
    page = seat.page(app)
    said = plain(page)
    assert "2 links in 1 dataset" in said or "2 links in 1 datasets" in said
    assert "ปริมาณน้ำ" in said
    assert "28 February 2026" in said
    assert "/resource/r1/edit" in page
    assert "/resource/r2/edit" not in page
    assert 'href="javascript:' not in page
