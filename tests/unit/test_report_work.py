"""The worklist on a page: its figures, packages as one job, what is alike once, hostile words harmless."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import structs
from report_sample import HOSTILE, sample_report
from work_sample import DAY, MINUTES, exact, with_worklist

from checker.report.html import to_html
from checker.report.model import Todo
from checker.report.todo import distinct, todos
from checker.report.words import tell
from checker.report.work import Job, Part, Place, Work, all_done, gain_text, signed, work_of
from checker.rubric import Text
from checker.worth import Fix, Gain, Package


def fix(identifier: str, gain: Gain, **others: object) -> Fix:
    plain = Fix(
        id=identifier,
        kind="item",
        what=Text(th="วัตถุประสงค์", en="Objective"),
        reason=Text(th="ว่าง", en="It is blank"),
        how=Text(th="กรอก", en="Fill it in"),
        gain=gain,
        effort=MINUTES,
        dataset="d1",
        title="ชุดหนึ่ง",
        owner="กอง ก",
        owner_from="contact",
    )
    return structs.replace(plain, **others)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction(3, 4), "+0.75"),
        (Fraction(10), "+10"),
        (Fraction(5, 8), "+0.63"),
        (Fraction(15, 12), "+1.25"),
        (Fraction(1, 201), "+0.005"),
        (Fraction(15, 20_000), "+0.00075"),
        (Fraction(15, 2_000_000), "+0.000008"),
        (Fraction(1, 10**9), "0"),
        (Fraction(0), "0"),
        (Fraction(-1, 2), "−0.5"),
        (Fraction(-1, 3000), "−0.00033"),
    ],
)
def test_a_gain_shows_its_sign_and_never_less_than_it_is_worth_showing(points: Fraction, text: str) -> None:
    assert signed(points) == text


@given(st.fractions(min_value=-100, max_value=100))
def test_what_gains_nothing_never_has_a_plus(points: Fraction) -> None:
    assert (signed(points)[0] == "+") <= (points > 0)
    assert (signed(points)[0] == "−") <= (points < 0)


def test_a_range_is_told_from_and_to_and_one_figure_where_both_look_alike() -> None:
    assert gain_text(exact(2)) == Markup("+2")
    assert gain_text(Gain(minimum=Fraction(1), maximum=Fraction(2))) == tell("work.between", least="+1", most="+2")
    assert gain_text(Gain(minimum=Fraction(1), maximum=Fraction(1) + Fraction(1, 10**6))) == Markup("+1")


def test_fixes_alike_are_one_job_with_its_datasets_and_a_package_is_one_job_with_its_parts() -> None:
    package = Package(id="items:d3", fixes=("a", "b"), gain=exact(1), weight=2)
    other = Text(th="คำสำคัญ", en="Keywords")
    worklist = (
        fix("1", exact(1)),
        fix("a", exact(0), package=package, dataset="d3", title="ชุดสาม"),
        fix("b", exact(0), package=package, dataset="d3", title="ชุดสาม", what=other, effort=DAY),
        fix("2", exact(1), dataset="d2", title="ชุดสอง", owner="กรม", owner_from="publisher", resource_name="ไฟล์"),
        fix("3", exact(0), dataset="d4", title="ชุดสี่"),
        fix("c", exact(2), dataset="", title="", owner="", owner_from=""),
    )
    part = Part(
        what=Markup("<span lang=th>วัตถุประสงค์</span><span lang=en>Objective</span>"),
        reason=Markup("<span lang=th>ว่าง</span><span lang=en>It is blank</span>"),
        how=Markup("<span lang=th>กรอก</span><span lang=en>Fill it in</span>"),
        fields=Markup(""),
    )
    minutes = Markup("<span lang=th>ไม่กี่นาที</span><span lang=en>a few minutes</span>")
    day = Markup("<span lang=th>ราวหนึ่งวัน</span><span lang=en>about a day</span>")
    keywords = structs.replace(part, what=Markup("<span lang=th>คำสำคัญ</span><span lang=en>Keywords</span>"))
    job = Job(
        parts=(part,), gain=Markup("+1"), gains=True, sure=True, certain=tell("work.exact"), effort=minutes,
        places=(
            Place(title="ชุดหนึ่ง", anchor="p1", owner="กอง ก", resource=""),
            Place(title="ชุดสอง", anchor="", owner="", resource="ไฟล์"),
        ),
        assumed=(),
    )  # fmt: skip
    third = Place(title="ชุดสาม", anchor="", owner="กอง ก", resource="")
    fourth = Place(title="ชุดสี่", anchor="", owner="กอง ก", resource="")
    assert work_of(worklist, {"d1": "p1"}) == Work(
        jobs=(
            job,
            structs.replace(job, parts=(part, keywords), effort=day, places=(third,)),
            structs.replace(job, gain=Markup("+2"), places=()),
            structs.replace(job, gain=Markup("0"), gains=False, sure=False, certain=Markup(""), places=(fourth,)),
        ),
        count=5,
        more=0,
        assumed=(),
    )


def test_what_all_take_for_granted_is_told_once() -> None:
    work = work_of(
        (
            fix("1", exact(1), assumed=("effort",)),
            fix("2", exact(2), assumed=("effort", "new_file")),
        ),
        {},
    )
    assert [len(job.assumed) for job in work.jobs] == [0, 1]
    assert len(work.assumed) == 1


def test_what_there_is_to_do_counts_a_package_once_the_best_link_and_no_loss() -> None:
    package = Package(id="p", fixes=("a", "b"), gain=Gain(minimum=Fraction(1), maximum=Fraction(3)), weight=2)
    worklist = (
        fix("a", exact(0), package=package),
        fix("b", exact(0), package=package),
        fix("1", Gain(minimum=Fraction(-1), maximum=Fraction(1, 2))),
        fix("2", exact(Fraction(1, 3))),
        fix("3", Gain(minimum=Fraction(1), maximum=Fraction(2)), kind="link"),
        fix("4", Gain(minimum=Fraction(0), maximum=Fraction(4)), kind="link"),
        fix("5", exact(5), dataset=""),
    )
    assert [len(fixes) for fixes in distinct(worklist)] == [2, 1, 1, 1, 1, 1]
    assert todos(worklist) == {
        "d1": Todo(jobs=5, gain=Gain(minimum=Fraction(7, 3), maximum=Fraction(47, 6))),
        "": Todo(jobs=1, gain=exact(5)),
    }


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        (None, None),
        (exact(0), None),
        (exact(Fraction(5, 3)), ("83.4", "85.07")),
        (Gain(minimum=Fraction(0), maximum=Fraction(1)), ("83.4", tell("work.between", least="83.4", most="84.4"))),
    ],
)
def test_the_score_with_all_done_is_told_where_it_was_counted(gain: Gain | None, told: object) -> None:
    assert all_done(Fraction(834, 10), gain) == told


def _first(html: str) -> str:
    return html[html.index('id="first"') : html.index('id="charts"')]


def test_what_adds_nothing_stands_last_and_says_so() -> None:
    html = _first(to_html(with_worklist(sample_report(30, hostile=False))).decode())
    jobs = re.findall(r'<li class="(job[^"]*)">\s*<p class="gain">(.*?)</p>', html)
    assert ["idle" in kind for kind, _ in jobs] == sorted("idle" in kind for kind, _ in jobs)
    assert all(("ไม่เพิ่มคะแนน" in gain) == ("idle" in kind) for kind, gain in jobs)
    assert not any("+" in gain for kind, gain in jobs if "idle" in kind)
    assert {"job", "job maybe", "job idle"} == {kind for kind, _ in jobs}


def test_the_three_views_share_one_section_and_the_reasons_are_all_still_there() -> None:
    report = sample_report(30, hostile=False)
    plain, listed = (_first(to_html(each).decode()) for each in (report, with_worklist(report)))
    why = re.compile(r'<div class="v-why">.*<div class="v-unit">', re.DOTALL)
    assert why.search(plain)[0] == why.search(listed)[0]  # type: ignore[index]
    assert re.findall(r'id="(view-\w+)" class="pick"( checked)?', listed) == [
        ("view-work", " checked"), ("view-why", ""), ("view-unit", ""),
    ]  # fmt: skip
    assert re.findall(r'id="(view-\w+)" class="pick"( checked)?', plain) == [
        ("view-why", " checked"),
        ("view-unit", ""),
    ]


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_of_a_fix_are_shown_as_text(word: str) -> None:
    text = Text(th=word, en=word)
    bad = fix(
        "x", Gain(minimum=Fraction(0), maximum=Fraction(1), least=word, most=word), what=text, reason=text, how=text,
        title=word, owner=word, resource_name=word + "x", labels=(text,), dataset="d0",
    )  # fmt: skip
    html = _first(to_html(structs.replace(sample_report(3, hostile=False), worklist=(bad,))).decode())
    assert "<script" not in html
    assert "<img" not in html
    assert "onerror=alert(1)>" not in html
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "ยาว" * 140 not in html


def test_a_long_worklist_stays_small_and_says_what_is_left_out() -> None:
    report = sample_report(3, hostile=False)
    worklist = tuple(
        fix(str(number), exact(Fraction(1, number + 1)), dataset=f"x{number}", title=f"ชุด {number}")
        for number in range(5000)
    )
    html = _first(to_html(structs.replace(report, worklist=worklist)).decode())
    assert html.count('<li class="job') == 300
    assert "ยังมีอีก 4700 เรื่อง" in html
    assert len(html) < 600_000


def test_a_report_that_holds_but_the_best_says_how_many_there_are() -> None:
    report = with_worklist(sample_report(30, hostile=False))
    whole = len(distinct(report.worklist))
    short = structs.replace(report, worklist=report.worklist[:5])
    left = whole - len(distinct(short.worklist))
    html = _first(to_html(short).decode())
    assert f"({whole})" in html
    assert f"ยังมีอีก {left} เรื่อง" in html
    unit = re.compile(r"<caption>.*</table>", re.DOTALL)
    assert unit.findall(html) == unit.findall(_first(to_html(report).decode()))


def test_a_report_that_does_not_know_how_much_there_is_promises_no_figure() -> None:
    report = with_worklist(sample_report(30, hostile=False))
    lines = tuple(structs.replace(line, todo=None) for line in report.datasets)
    html = _first(to_html(structs.replace(report, datasets=lines, worklist=report.worklist[:5], ahead=None)).decode())
    assert "แสดงเฉพาะเรื่องที่คุ้มที่สุด" in html
    assert "ความคุ้มค่า</span><span lang=en>by gain</span></label>" in html
    assert "ถ้าทำครบทุกเรื่อง" not in html
    table = html[html.index("<caption><span lang=th>หน่วยที่ดูแลชุดข้อมูล") :]
    assert "+" not in table[: table.index("</table>")]
    assert table[: table.index("</table>")].count("</small>–</td>") == 4
