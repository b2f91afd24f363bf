"""What the runs of an agency came to: which run counts, in which round, told on a page, a terminal, to a machine."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import openpyxl
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from checker.cli import dgcheck
from checker.model import RunHead, Score
from checker.report.excel import to_xlsx
from checker.report.html import to_html
from checker.report.json import to_json
from checker.report.model import TrendPoint
from checker.report.trend import Band, Dot, Trend, rounds, trend_view
from checker.report.trend_page import html_chunks, lines
from checker.resources import schemas_dir
from checker.rubric import Period
from checker.run.trend import fiscal_year, in_rounds, stored_trend
from checker.score.seen import settled
from checker.store import Store
from tests.unit.compare_values import one, report
from tests.unit.score_values import rubric
from tests.unit.store_values import AT, BANGKOK, a_head

YEAR = timedelta(days=365)


def point(run: str = "r", total: int | Fraction = 80, *, day: str = "2022-09-30", **changed: Any) -> TrendPoint:
    value = Fraction(total)
    made = TrendPoint(
        run=run,
        cutoff=datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=BANGKOK),
        fiscal_year=0,
        last=False,
        total=value,
        minimum=value,
        maximum=value,
        final=True,
        points=tuple(zip([part.id for part in rubric().components], (value - 30, 15, 10, 5, 0), strict=True)),  # type: ignore[arg-type]
        datasets=6,
        rubric_id=rubric().id,
        rubric_version=rubric().version,
    )
    return replace(made, **{"fiscal_year": fiscal_year(made.cutoff, rubric()), **changed})


@pytest.mark.parametrize(
    ("at", "year"),
    [
        ("2021-09-30T23:59:59+07:00", 2564),
        ("2021-10-01T00:00:00+07:00", 2565),
        ("2021-09-30T17:00:00+00:00", 2565),  # the first moment of the year, in Bangkok
        ("2022-09-30T23:59:59+07:00", 2565),
        ("2022-10-01T00:00:00+07:00", 2566),
        ("2024-02-29T12:00:00+07:00", 2567),
        ("1999-12-31T12:00:00+07:00", 2543),
    ],
)
def test_a_round_begins_on_the_first_day_of_the_fiscal_year(at: str, year: int) -> None:
    assert fiscal_year(datetime.fromisoformat(at), rubric()) == year


def test_a_rubric_may_have_another_year() -> None:
    calendar = replace(rubric(), period=Period(start=date(2022, 1, 1), end=date(2022, 12, 31)))
    ends = [datetime(2021, 12, 31, tzinfo=BANGKOK), datetime(2022, 1, 1, tzinfo=BANGKOK)]
    assert [fiscal_year(at, calendar) for at in ends] == [2564, 2565]


def test_points_go_by_round_then_by_cut_off_then_in_the_order_of_the_runs() -> None:
    days = {"a": "2022-09-30", "b": "2021-03-31", "c": "2022-03-31", "d": "2022-03-31"}
    found = in_rounds([point(run, day=day) for run, day in days.items()])
    assert [(each.run, each.fiscal_year, each.last) for each in found] == [
        ("b", 2564, True),
        ("c", 2565, False),
        ("d", 2565, False),
        ("a", 2565, True),
    ]


def a_score(*points: int) -> Score:
    parts = tuple(
        settled(part, Fraction(earned), "mean", {}) for part, earned in zip(rubric().components, points, strict=True)
    )
    total = sum((part.points for part in parts), Fraction(0))
    return Score(total=total, minimum=total, maximum=total, final=True, components=parts)


def a_run(store: Store, number: int, score: Score | None, *, rules: str = rubric().id, **changed: Any) -> RunHead:
    """A finished run, one year after the one before, counted where there is a score. It holds no page and no look."""
    started = AT + number * YEAR
    head = a_head(f"run-{number}", **{"started": started, "cutoff": started, "fingerprint": f"{number}", **changed})
    store.begin(head)
    if head.state == "harvesting":
        store.set_state(head.id, "finished", started + timedelta(hours=1))
    if score is not None:
        body = msgspec.json.encode(score, enc_hook=str)
        store.write_derived(head.id, rules, changed.get("version", rubric().version), [], [], body)
    return store.head(head.id)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "dgcheck.sqlite") as opened:
        a_run(opened, 0, a_score(50, 0, 10, 0, 0))
        a_run(opened, 1, None)
        a_run(opened, 2, a_score(50, 15, 10, 5, 0), organization="other")
        a_run(opened, 3, a_score(50, 15, 10, 5, 0))
        a_run(opened, 4, a_score(50, 15, 10, 5, 5), state="looking")
        yield opened


def told(store: Store, run: str) -> tuple[list[tuple[str, int, bool, Fraction]], list[str]]:
    points, left_out = stored_trend(store, store.head(run), rubric())
    return [(each.run, each.fiscal_year, each.last, each.total) for each in points], [each.id for each in left_out]


def test_runs_of_the_same_source_count_and_what_was_never_counted_is_named(store: Store) -> None:
    assert told(store, "run-3") == ([("run-0", 2565, True, 60), ("run-3", 2568, True, 80)], ["run-1"])


def test_an_old_run_shows_the_runs_up_to_it(store: Store) -> None:
    assert told(store, "run-0") == ([("run-0", 2565, True, 60)], [])


def test_a_run_that_is_not_finished_shows_itself_and_is_in_no_other(store: Store) -> None:
    assert [each[0] for each in told(store, "run-4")[0]] == ["run-0", "run-3", "run-4"]
    a_run(store, 5, a_score(0, 0, 0, 0, 0))
    assert [each[0] for each in told(store, "run-5")[0]] == ["run-0", "run-3", "run-5"]


def test_another_rubric_has_a_trend_of_its_own(store: Store) -> None:
    other = replace(rubric(), id="other")
    points, left_out = stored_trend(store, store.head("run-3"), other)
    assert (points, [run.id for run in left_out]) == ((), ["run-0", "run-1", "run-3"])


def test_another_version_counts_and_is_told(store: Store) -> None:
    newer = replace(rubric(), version="9.9")
    points, _ = stored_trend(store, store.head("run-3"), newer)
    assert {each.rubric_version for each in points} == {rubric().version}
    view = trend_view(points, newer)
    assert view is not None
    assert view.mixed
    assert [row.version for each in view.rounds for row in each.rows] == ["1.0", "1.0"]


def command(store: Store, *arguments: str) -> Any:
    return CliRunner().invoke(dgcheck, ["trend", *arguments, "--store", str(store.path)], catch_exceptions=False)


def test_the_command_says_it_round_by_round(store: Store) -> None:
    done = command(store, "run-3", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "Trend of the score · https://catalog.example.go.th",
        "https://catalog.example.go.th",
        "Counted by the rubric data-catalog-kpi-2565, version 1.0",
        "! Left out: 1 runs that were not counted by this rubric (run-1); dgcheck trend --rescore counts all anew",
        "",
        "Fiscal year 2022: 60",
        "  * run-0 · 31 March 2022 · 50 + 0 + 10 + 0 + 0 = 60 · Datasets 0",
        "",
        "Fiscal year 2025: 80 · +20 from the year before",
        "  * run-3 · 30 March 2025 · 50 + 15 + 10 + 5 + 0 = 80 · +20 · Datasets 0",
    ]
    assert "ปีงบประมาณ พ.ศ. 2568: 80 · +20 จากปีก่อน" in command(store, "run-3").stdout.splitlines()


def test_the_command_writes_every_format_and_gives_a_machine_the_same(store: Store, tmp_path: Path) -> None:
    done = command(store, "run-3", "--format", "json,csv,html", "--out", str(tmp_path / "out"), "--json")
    given = json.loads(done.stdout)
    assert [Path(path).name for path in given.pop("written")] == ["trend.json", "trend.csv", "trend.html"]
    assert json.loads((tmp_path / "out" / "trend.json").read_bytes()) == given
    assert (given["left_out"], [each["run"] for each in given["trend"]]) == (["run-1"], ["run-0", "run-3"])
    text = (tmp_path / "out" / "trend.csv").read_bytes().decode("utf-8-sig")
    first, *_ = csv.DictReader(StringIO(text))
    assert first == {
        "fiscal_year": "2565", "cutoff": "2022-03-31T16:30:05.123456+00:00", "run": "run-0", "last": "true",
        "total": "60", "minimum": "60", "maximum": "60", "final": "true", "dataset_list": "50", "metadata_14": "0",
        "agency_catalog": "10", "open_data": "0", "utilisation": "0", "datasets": "0",
        "rubric": "data-catalog-kpi-2565", "version": "1.0",
    }  # fmt: skip


@pytest.mark.parametrize("format_", ["xlsx", "", "json,dqv"])
def test_a_format_that_is_not_there_is_wrong_use(store: Store, format_: str) -> None:
    done = CliRunner().invoke(dgcheck, ["trend", "--format", format_, "--store", str(store.path)])
    assert "there are: text, json, html, csv" in str(done.exception)


def trend(*points: TrendPoint, **changed: Any) -> Trend:
    made = Trend(
        agency="กรมตัวอย่าง", catalog="https://a.go.th", organization="", rubric=rubric(), points=in_rounds(points)
    )
    return replace(made, **changed)


def test_one_run_is_no_trend_and_none_is_less() -> None:
    assert "There is but one run, so there is no trend yet" in list(lines(trend(point()), "en"))
    assert "No run was counted by this rubric yet" in list(lines(trend(), "en"))
    assert trend_view([point()], rubric()) is None
    page = b"".join(html_chunks(trend(point()))).decode()
    assert ("มีเพียงรอบตรวจเดียว" in page, "<section" in page) == (True, False)


def test_a_range_and_what_is_not_final_are_told() -> None:
    open_end = point("b", 80, maximum=Fraction(95), final=False)
    told_lines = list(lines(trend(point("a", 83, day="2021-09-30"), open_end), "en"))
    assert told_lines[-2:] == [
        "Fiscal year 2022: 80 · −3 from the year before · not final",
        "  * b · 30 September 2022 · 50 + 15 + 10 + 5 + 0 = 80 (80–95) · −3 · Datasets 6",
    ]


def test_the_chart_places_runs_by_their_order_and_points_by_the_steps() -> None:
    found = in_rounds([point("a", 60, day="2021-09-30"), point("b", 75), point("c", 80, maximum=Fraction(90))])
    view = trend_view(found, rubric())
    assert view is not None
    assert view.chart.dots == (
        Dot(x="16.67", y="40", top="40", height="0", last=True, label="60", shift="1.5em"),
        Dot(x="50", y="25", top="25", height="0", last=False, label="", shift="1.5em"),
        Dot(x="83.33", y="20", top="10", height="10", last=True, label="80", shift="1.5em"),
    )
    assert view.chart.bands == (
        Band(x="0", width="33.33", middle="16.67", year_th="2564", year_en="2021"),
        Band(x="33.33", width="66.67", middle="66.67", year_th="2565", year_en="2022"),
    )
    assert view.chart.steps == (("50", 50), ("25", 75), ("0", 100))


def test_the_label_of_a_low_total_stands_above_it() -> None:
    view = trend_view(in_rounds([point("a", 25, day="2021-09-30"), point("b", 26)]), rubric())
    assert view is not None
    assert [dot.shift for dot in view.chart.dots] == ["-.8em", "1.5em"]


def test_labels_never_run_into_each_other_and_the_newest_is_always_there() -> None:
    found = in_rounds([point(str(year), 80, day=f"{year}-09-30") for year in range(1990, 2023)])
    view = trend_view(found, rubric())
    assert view is not None
    labelled = [Fraction(dot.x) for dot in view.chart.dots if dot.label]
    assert view.chart.dots[-1].label == "80"
    assert all(after - before >= 11 for before, after in zip(labelled, labelled[1:], strict=False))
    assert (len(view.rounds), sum(each.more for each in view.rounds)) == (33, 9)


def test_a_round_is_held_against_the_round_before_not_the_run_before() -> None:
    days = [("a", 60, "2021-03-31"), ("b", 70, "2021-09-30"), ("c", 50, "2022-03-31"), ("d", 75, "2022-09-30")]
    found = list(rounds(in_rounds([point(run, total, day=day) for run, total, day in days]), rubric(), 24))
    assert [(each.total, each.change, each.way) for each in found] == [("70", "", "other"), ("75", "+5", "better")]
    assert [[(row.run, row.change) for row in each.rows] for each in found] == [
        [("a", ""), ("b", "+10")],
        [("c", "−20"), ("d", "+25")],
    ]


def test_a_report_shows_the_trend_where_there_are_two_runs() -> None:
    alone = report(one("a"), trend=(point(),))
    two = replace(alone, trend=in_rounds([point("a", 60, day="2021-09-30"), point("b", 80)]))
    assert [b'id="trend"' in to_html(each) for each in (alone, two)] == [False, True]
    page = to_html(two).decode()
    assert '<text class="tx" x="75%" y="100%" dy="1.4em" lang="th">2565</text>' in page
    assert '<text class="tx" x="75%" y="100%" dy="1.4em" lang="en">2022</text>' in page
    assert "ปีงบประมาณ พ.ศ. 2565" in page
    assert "Fiscal year 2022" in page


def test_the_trend_is_in_the_report_for_machines_and_not_in_its_canonical_form() -> None:
    alone = report(one("a"))
    two = replace(alone, trend=in_rounds([point("a", 60, day="2021-09-30"), point("b", Fraction(250, 3))]))
    found = json.loads(to_json(two))
    schema = json.loads((schemas_dir() / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["trend"][1] == {
        "cutoff": "2022-09-30T23:59:59+07:00",
        "datasets": 6,
        "final": True,
        "fiscal_year": 2565,
        "last": True,
        "points": {"dataset_list": "53.333333", "metadata_14": "15", "agency_catalog": "10", "open_data": "5",
                   "utilisation": "0"},
        "range": {"max": "83.333333", "min": "83.333333"},
        "rubric": {"id": "data-catalog-kpi-2565", "version": "1.0"},
        "run": "b",
        "total": "83.333333",
    }  # fmt: skip
    assert to_json(two, canonical=True) == to_json(alone, canonical=True)


def test_the_workbook_has_a_sheet_of_it() -> None:
    alone = report(one("a"))
    two = replace(alone, trend=in_rounds([point("a", 60, day="2021-09-30"), point("b", 80, final=False)]))
    assert "Trend" not in openpyxl.load_workbook(BytesIO(to_xlsx(alone, lang="en"))).sheetnames
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(two, lang="en")))["Trend"]
    head, first, second = sheet.iter_rows(values_only=True)
    assert head[:5] == ("Fiscal year", "As of", "the year's figure", "Total", "Change")
    assert first == (2021, "30 September 2021", "yes", 60, None, 60, 60, "yes", 30, 15, 10, 5, 0, 6,
                     "data-catalog-kpi-2565 1.0")  # fmt: skip
    assert second[:8] == (2022, "30 September 2022", "yes", 80, 20, 80, 80, "no")
    thai = openpyxl.load_workbook(BytesIO(to_xlsx(two)))["แนวโน้ม"]
    assert [cell.value for cell in thai[2]][:2] == [2564, "30 กันยายน 2564"]


def test_hostile_names_are_shown_as_text() -> None:
    agency, left_out = "<script>alert(1)</script>", ("\x1b[2J<b>",)
    held = trend(point("a", 60, day="2021-09-30"), point("b"), agency=agency, left_out=left_out)
    page = b"".join(html_chunks(held)).decode()
    assert "<script" not in page
    assert "\x1b" not in page
    assert "&lt;script&gt;" in page
    assert not any("\x1b" in line for line in lines(held, "th"))


def test_changes_are_those_of_the_figures_that_stand_there() -> None:
    points = [point("a", Fraction(2702, 36)), point("b", Fraction(27739, 360))]
    found = next(rounds(points, rubric(), 24))
    assert [(row.total, row.change) for row in found.rows] == [("75.06", ""), ("77.05", "+1.99")]
    later = point("c", Fraction(27739, 360), day="2023-09-30", last=True)
    assert [each.change for each in rounds([points[0], later], rubric(), 24)] == ["", "+1.99"]
