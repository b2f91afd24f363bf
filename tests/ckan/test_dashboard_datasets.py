"""The table of items and datasets: its order, what narrows it, its pages, its CSV."""

from __future__ import annotations

import csv
import io
import re

import pytest
from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard import rows
from ckanext.dgmaturity.dashboard.rules import rubric
from dashboard_values import NOW, Seat, plain, signed

PUBLIC, SECRET = "ข้อมูลสาธารณะ", "ข้อมูลความลับทางราชการ"


@pytest.fixture
def seat():
    return Seat()


def titles(seat, **asked):
    return [row.title for row in rows.page(seat.id, view.asked({name: str(value) for name, value in asked.items()}))]


def test_the_worst_come_first_and_those_without_a_verdict_last(seat):
    seat.checked(title="ครบ")
    seat.dataset(title="ยังไม่ตรวจ")
    seat.checked("8", "9", title="ขาดสอง")
    seat.checked("8", title="ขาดหนึ่ง")
    assert titles(seat) == ["ขาดสอง", "ขาดหนึ่ง", "ครบ", "ยังไม่ตรวจ"]
    assert titles(seat, sort="best") == ["ครบ", "ขาดหนึ่ง", "ขาดสอง", "ยังไม่ตรวจ"]


def test_a_weak_item_is_worse_than_a_good_one(seat):
    seat.checked(title="ก ดี")
    seat.checked(title="ข ควรเพิ่มเติม", informative=13, body={"weak": ["7"]})
    assert titles(seat) == ["ข ควรเพิ่มเติม", "ก ดี"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", ["ก", "ข", "ค"]),
        ("openness", ["ข", "ค", "ก"]),
        ("broken", ["ค", "ก", "ข"]),
        ("oldest", ["ค", "ข", "ก"]),
        ("nonsense", ["ก", "ข", "ค"]),
    ],
)
def test_it_is_sorted_by_what_is_asked(seat, sort, order):
    seat.checked(title="ก", points=20, broken=1, checked_at=NOW.replace(day=20))
    seat.checked(title="ข", points=6, broken=0, checked_at=NOW.replace(day=10))
    seat.checked(title="ค", points=12, broken=4, checked_at=NOW.replace(day=5), informative=14)
    assert titles(seat, sort=sort) == (order if sort != "nonsense" else titles(seat, sort="worst"))


def test_it_is_narrowed_to_those_that_lack_an_item_or_say_too_little_in_it(seat):
    seat.checked(title="ครบ")
    seat.checked("8", title="ขาด")
    seat.checked(title="อ่อน", body={"weak": ["8"]})
    seat.dataset(title="ยังไม่ตรวจ")
    assert sorted(titles(seat, missing="8")) == ["ขาด", "อ่อน"]
    assert titles(seat, missing="9") == []
    assert len(titles(seat, missing="99")) == 4


def test_it_is_narrowed_by_category_tier_links_lateness_and_words(seat):
    seat.checked(title="สาธารณะ 50%", tier="basic", points=6, body={"category": PUBLIC})
    seat.checked(title="ลับ_มาก", tier=None, broken=2, body={"category": SECRET}, package_modified="2020-01-01T00:00:00")
    seat.checked(title="Odd", tier="middle", points=12, body={"category": "อื่น"})
    assert titles(seat, category=PUBLIC) == ["สาธารณะ 50%"]
    assert titles(seat, category="unknown") == ["Odd"]
    assert titles(seat, tier="basic") == ["สาธารณะ 50%"]
    assert titles(seat, tier="unknown") == ["ลับ_มาก"]
    assert titles(seat, broken="1") == ["ลับ_มาก"]
    assert titles(seat, late="1") == ["ลับ_มาก"]
    assert titles(seat, q="odD") == ["Odd"]
    assert titles(seat, q="50%") == ["สาธารณะ 50%"]
    assert titles(seat, q="_") == ["ลับ_มาก"]
    assert titles(seat, q="ไม่มี") == []


def test_another_organization_deleted_datasets_and_drafts_are_not_in_it(seat):
    other = Seat()
    other.checked(title="ของคนอื่น")
    seat.checked(title="ลบแล้ว", state="deleted")
    seat.checked(title="ร่าง", state="draft")
    moved = seat.checked(title="ย้ายไปแล้ว")
    moved.owner_org = other.id
    moved.save()
    assert titles(seat) == []
    assert sorted(titles(other)) == ["ของคนอื่น", "ย้ายไปแล้ว"]


def test_it_has_pages_of_fifty(app, seat):
    for number in range(53):
        seat.checked(title=f"ชุดที่ {number:02}")
    first, second = titles(seat, sort="title"), titles(seat, sort="title", page=2)
    assert (len(first), len(second)) == (50, 3)
    assert [*first, *second] == [f"ชุดที่ {number:02}" for number in range(53)]
    page = seat.page(app)
    assert "Page 1 of 2" in page
    assert 'href="?page=2#datasets"' in page
    assert "There is no such page" in seat.page(app, "?page=9")


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=99999999999999999999", "page=%00", "missing='", "category=%FF", "tier=%00",
     "sort=;drop", "q=%25%5C_'%22%00", "q=" + "ก" * 3000, "broken=2&late=yes", "sort=worst&sort=best"],
)  # fmt: skip
def test_whatever_is_asked_the_page_answers(app, seat, query):
    seat.checked("8")
    assert app.get(f"{seat.url}?{query}", headers=signed(seat.editor)).status_code == 200


def test_each_missing_item_leads_to_its_field_on_the_form(app, seat):
    package = seat.checked("8", "13", body={"weak": ["7"]})
    page = seat.page(app)
    links = re.findall(rf'href="/dataset/edit/{package.name}(#[^"]*)"', page)
    assert links == ["#field-notes", "#field-objective", "#field-data_category"]


def test_signs_are_told_by_words_too(app, seat):
    seat.checked("8", body={"weak": ["7"]})
    said = plain(seat.page(app))
    assert "7 Description: Says too little" in said
    assert "8 Objective: Missing" in said
    assert said.count("Filled in") >= 12


def test_the_head_tells_readers_of_screens_how_it_is_sorted(app, seat):
    seat.checked()
    assert seat.page(app).count('aria-sort="ascending"') == 1
    assert seat.page(app, "?sort=broken").count('aria-sort="ascending"') == 1
    assert seat.page(app, "?sort=best").count('aria-sort="descending"') == 1


def test_the_csv_has_every_row_of_the_view_and_no_formula(app, seat):
    for number in range(55):
        seat.checked(title=f"ชุดที่ {number:02}", body={"category": PUBLIC})
    seat.checked("8", title="=HYPERLINK(A1)", body={"category": "+1"})
    answer = app.get(f"{seat.url}/datasets.csv", headers=signed(seat.editor))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(lines) == 56
    assert lines[0]["title"] == "'=HYPERLINK(A1)"
    assert lines[0]["category"] == "'+1"
    assert lines[0]["item_8"] == "failed"
    assert lines[0]["passed"] == str(len(rubric().items) - 1)
    narrowed = app.get(f"{seat.url}/datasets.csv?missing=8", headers=signed(seat.editor))
    assert len(list(csv.DictReader(io.StringIO(narrowed.data.decode("utf-8-sig"))))) == 1
