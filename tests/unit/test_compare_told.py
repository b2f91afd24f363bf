"""A comparison as it is told: to a person on a terminal and on a page, in both languages, and to a machine."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.compare import Comparison, compare_reports
from checker.compare.html import to_html
from checker.compare.json import chunks, value
from checker.compare.model import Change, Direction, Subject
from checker.compare.plain import lines
from checker.compare.telling import GROUPS, Telling, figures, signed
from checker.model import Outcome, Verdict
from checker.report.json import encoded
from checker.report.words import words
from checker.resources import schemas_dir
from tests.unit.compare_values import finding, link, one, report

A, B = "https://a.go.th/a.csv", "https://a.go.th/b.csv"
SCHEMA = json.loads((schemas_dir() / "diff.schema.json").read_text(encoding="utf-8"))
HOSTILE = ("<script>alert(1)</script>", "\x1b[2J", "\u202egnp.exe", "{{ 7*7 }}", '"><img src=x>', "]]></svg>")


def example() -> Comparison:
    blank = finding("maintainer", "blank")
    lost = {**one("a").standing.items, "4": Outcome.FAILED}
    before = report(
        one("a", links=[link("r", A)]),
        one("b", missing=1),
        one("c"),
        one("d", links=[link("r", A, Verdict.MISSING)]),
        one("old"),
    )
    after = report(
        one("a", links=[link("r", A, Verdict.MISSING)], items=lost, items_outcome=Outcome.FAILED, findings=[blank]),
        one("b"),
        one("c", listed=False, tiers=("advanced", "basic", "advanced")),
        one("d", links=[link("r", B)]),
        one("new", missing=2, tiers=("none",) * 3),
        run="run-2",
    )
    return compare_reports(before, after)


TOLD_EN = """Two runs compared
กรมตัวอย่าง https://data.example.go.th
Before: Run run-1, as of 30 September 2022 23:59 · 42 (between 42 and 97)
After: Run run-2, as of 30 September 2022 23:59 · 32.5 (between 32.5 and 87.5)
Both runs are counted by the rubric data-catalog-kpi-2565, version 1.0
! The result of run run-1 is not final: part of the change may come from what is not settled yet
! The result of run run-2 is not final: part of the change may come from what is not settled yet

Total: 42 → 32.5 (−9.5)
  List of datasets: 0 → 0 / 50 (0)
  14 mandatory metadata items: 12 → 7.5 / 15 (−4.5)
    +1.5  The universe went from 5 to 4 datasets, so those in both runs weigh otherwise
  Agency data catalog: 10 → 10 / 10 (0)
  Open data in DGA's open form: 20 → 15 / 20 (−5)
    +3  The universe went from 5 to 4 datasets, so those in both runs weigh otherwise
  Real use of open data: 0 → 0 / 5 (0)

Worse: 2
  −7  ชุด c · code-c
      14 mandatory metadata items −3 · Open data in DGA's open form −4
    • Listed: yes → no
    ▼ granularity: advanced → basic
  −3.38  ชุด a · code-a
    ▼ Item 4 Contact unit: passed → failed
    ▼ Link “ไฟล์ r”: works → broken (missing)
    ▼ New finding, Contact unit: Contact unit is blank

Gone: 1
  −7  ชุด old · code-old
      14 mandatory metadata items −3 · Open data in DGA's open form −4

New: 1
  0  ชุด new · code-new

Better: 2
  +3.38  ชุด b · code-b
    ▲ Item 14 Licence: failed → passed
  0  ชุด d · code-d
    ▲ Link “ไฟล์ r”: broken (missing) → works
    • Link “ไฟล์ r” has a new address: https://a.go.th/a.csv → https://a.go.th/b.csv

Unchanged: 0"""


def test_it_is_told_line_by_line_in_english() -> None:
    assert list(lines(example(), "en")) == TOLD_EN.splitlines()


def test_it_is_told_in_thai_with_thai_years() -> None:
    told = list(lines(example(), "th"))
    assert told[0] == "เปรียบเทียบผลการตรวจสองรอบ"
    assert told[2] == "รอบก่อน: รอบตรวจ run-1 ผล ณ 30 กันยายน 2565 เวลา 23:59 น. · 42 (อยู่ระหว่าง 42 – 97)"
    assert "    ▼ รายการ 4 ชื่อผู้ติดต่อ: ผ่าน → ไม่ผ่าน" in told
    assert "    ▼ ลิงก์ “ไฟล์ r”: ใช้ได้ → เสีย (ไม่พบไฟล์)" in told
    assert len(told) == len(TOLD_EN.splitlines())


def test_of_equal_runs_it_says_that_nothing_changed() -> None:
    same = report(one("a"))
    told = list(lines(compare_reports(same, same), "en"))
    assert told[-1] == "Nothing changed"
    assert told[5] == "! Both are the same run (run-1), so nothing changed"
    assert b"Nothing changed" in to_html(compare_reports(same, same))


def test_the_json_keeps_its_contract() -> None:
    found = json.loads(b"".join(chunks(example())))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found == json.loads(encoded(value(example())))
    assert found["counts"] == {"worse": 2, "gone": 1, "new": 1, "better": 2, "other": 0, "unchanged": 0}
    assert found["difference"] == {"points": "-9.5", "exact": "-19/2"}
    exact = [Fraction(each["exact"]) for each in (*found["datasets"], *found["causes"])]
    assert sum(exact) == Fraction(-19, 2)


def test_the_contract_names_every_subject_and_refuses_another() -> None:
    named = SCHEMA["$defs"]["change"]["properties"]["subject"]["enum"]
    assert named == [subject.value for subject in Subject]
    found = json.loads(b"".join(chunks(example())))
    found["datasets"][0]["changes"][0]["subject"] = "other"
    with pytest.raises(jsonschema.ValidationError, match="'other' is not one of"):
        jsonschema.validate(found, SCHEMA)


def test_a_dataset_in_the_json_is_whole() -> None:
    found = json.loads(b"".join(chunks(example())))
    assert found["datasets"][2] == {
        "changes": [
            {"subject": "item", "direction": "worse", "name": "4", "place": "", "before": "passed", "after": "failed"},
            {"subject": "link", "direction": "worse", "name": "ไฟล์ r", "place": "r", "before": "works",
             "after": "broken", "verdict": {"before": "ok", "after": "missing"}},
            {"subject": "finding", "direction": "worse", "name": "maintainer", "place": "", "before": "",
             "after": "blank",
             "finding": {"before": None,
                         "after": {"evidence_id": None, "outcome": "failed", "params": {}, "reason": "blank",
                                   "severity": "violation"}}},
        ],
        "code": "code-a",
        "direction": "worse",
        "exact": "-27/8",
        "id": {"before": "a", "after": "a"},
        "listed": True,
        "matched": "id",
        "name": "name-a",
        "points": "-3.375",
        "presence": "both",
        "shares": [{"component": "metadata_14", "exact": "-27/8", "points": "-3.375"}],
        "title": "ชุด a",
    }  # fmt: skip


def test_the_page_holds_both_languages_and_no_script() -> None:
    page = to_html(example()).decode()
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["']?https?://(?!a\.go\.th|data\.example\.go\.th)""", page)
    for text in (
        "คะแนนที่เปลี่ยนมาจากไหน",
        "Where the difference comes from",
        "−3.38",
        "30 กันยายน 2565",
        "30 September 2022",
    ):
        assert text in page
    assert 'id="lang-th" class="pick" checked' in page
    assert 'id="lang-en" class="pick" checked' in to_html(example(), lang="en").decode()


def test_equal_comparisons_give_equal_pages() -> None:
    assert to_html(example()) == to_html(example())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_and_do_nothing(text: str) -> None:
    before = report(one("a", title=text, category=text, links=[link("r", text)], name=text))
    after = report(
        one("a", title=text + "2", links=[link("r", text + "2", Verdict.MISSING)], findings=[finding(text, text)]),
        one(text, title=text),
        run=text,
    )
    found = compare_reports(before, after)
    page = to_html(found).decode()
    for acting in ("<script", "<img", "\x1b", "\u202e", "</svg><!--"):
        assert acting not in page
    assert "49" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    jsonschema.validate(json.loads(b"".join(chunks(found))), SCHEMA)
    assert not any("\x1b" in line or "\n" in line for line in lines(found, "th") if text != found.after.id)


def test_a_long_comparison_says_what_is_left_out() -> None:
    names = [f"{number:03}" for number in range(60)]
    found = compare_reports(
        report(*[one(name) for name in names]), report(*[one(name, missing=1) for name in names], run="run-2")
    )
    told = list(lines(found, "en"))
    assert "  and 10 more (all of them in diff.json)" in told
    page = to_html(found).decode()
    assert page.count('<details class="delta') == 60
    assert "and 46 more, −11.5 points together" in page


@given(st.fractions())
def test_points_keep_their_sign_and_are_never_shown_as_nothing(points: Fraction) -> None:
    assert (signed(points) == "0") == (points == 0)
    assert signed(points).startswith("−" if points < 0 else "+" if points > 0 else "0")
    assert signed(points).lstrip("+−") == signed(-points).lstrip("+−")


def test_each_column_of_figures_adds_up() -> None:
    found = example()
    shown = figures(found)

    def added(column: tuple[str, ...]) -> Fraction:
        return sum((Fraction(each.replace("−", "-")) for each in column), Fraction(0))

    columns = (shown.before, shown.after, shown.difference)
    assert [added(column) for column in columns] == [added((each,)) for each in shown.total]


def test_the_difference_is_that_of_the_two_totals_beside_it() -> None:
    before = [Fraction(2702, 36), Fraction(0)]
    after = [Fraction(27739, 360), Fraction(0)]
    parts = tuple(
        replace(part, before=was, after=now, difference=now - was)
        for part, was, now in zip(example().components, before, after, strict=False)
    )
    shown = figures(replace(example(), components=parts))
    assert shown.total == ("75.06", "77.05", "+1.99")
    assert shown.difference == ("+1.99", "0")


@pytest.mark.parametrize(
    ("group", "ids"),
    [
        ("compare_change", [*(each.value for each in Subject), "came", "went"]),
        ("compare_sign", [each.value for each in Direction]),
        ("compare_way", [each.value for each in Direction]),
        ("compare_cause", ["universe", "whole", "decided", "gate", "other"]),
        ("compare_link", ["works", "broken", "unsure", "exempt", "unseen", "absent"]),
        ("compare_yes", ["yes", "no", "unknown"]),
    ],
)
def test_every_closed_set_has_its_words(group: str, ids: list[str]) -> None:
    assert sorted(words()[group]) == sorted(ids)
    assert set(GROUPS) <= set(words()["compare"])


@pytest.mark.parametrize("subject", list(Subject))
def test_every_subject_can_be_told(subject: Subject) -> None:
    values: dict[Subject, tuple[str, str]] = {
        Subject.ITEM: ("passed", "failed"),
        Subject.REACHABLE: ("passed", "failed"),
        Subject.LINK: ("", "unsure"),
        Subject.FINDING: ("", "blank"),
    }
    yes = (Subject.LISTED, Subject.CATALOG, Subject.PUBLIC, Subject.WAIVED)
    before, after = values.get(subject, ("yes", "no") if subject in yes else ("x", "y"))
    made: Any = {"new": finding("maintainer", "blank")} if subject is Subject.FINDING else {}
    change = Change(subject=subject, direction=Direction.OTHER, before=before, after=after, name="4", **made)
    for lang in ("th", "en"):
        told = Telling(example(), lang).change(change)
        assert "{" not in told
        assert before in told or subject in values or subject in yes


def test_figures_that_are_rounded_one_by_one_say_so_where_they_do_not_add_up() -> None:
    """Of four datasets three lose two thirds of a point each: −0.67 three times, and −2 together."""
    told = "* The figures of datasets and causes are rounded one by one;"
    before = report(*[one(name) for name in "abcd"], run="1")
    less = [one(name, tiers=("middle", "advanced", "advanced")) for name in "abc"]
    found = list(lines(compare_reports(before, report(*less, one("d"), run="2")), "en"))
    assert [line.split()[0] for line in found if line.startswith("  −")] == ["−0.67"] * 3
    assert any("(−2)" in line for line in found)
    assert found[-1].startswith(told)
    exact = list(lines(compare_reports(before, report(*less[:1], *[one(name) for name in "bcd"], run="2")), "en"))
    assert not any(line.startswith(told) for line in exact)
