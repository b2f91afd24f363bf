"""Two real runs of a catalog that changed in between, compared and put into a trend; and what may be odd about runs."""

from __future__ import annotations

import json
import sqlite3
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from checker.resources import schemas_dir
from checker.testing import SiteAnswer, SiteRequest, a_package, a_resource, ckan_site, serve
from tests.acceptance.line import QUICK, canonical, dgcheck, report

TABLE = "ปี,เดือน,จังหวัด,จำนวน\n2564,1,เชียงใหม่,5\n2564,2,ขอนแก่น,6\n".encode()
PLAN = """
fiscal_year: 2565
agency: {title: กรมตัวอย่าง, type: department, catalog_url: URL, reported_on: 2565-01-15}
issues:
  - focus_area: 9
    issue: การขับเคลื่อน e-Service
    goal: นำไปวางแผน
    expected_users: [สำนักงาน ก.พ.ร.]
    missions:
      - title: ภารกิจหลัก
        processes:
          - number: "1.1"
            title: กระบวนการ
            datasets:
"""


class Runs(NamedTuple):
    store: Path
    ids: list[str]
    reports: list[dict[str, Any]]
    canonical: list[bytes]


def a_dataset(base: str, name: str, **changed: Any) -> dict[str, Any]:
    file = changed.pop("file", name)
    resource = a_resource(id=f"r-{name}", name=f"ไฟล์ {name}", url=f"{base}/{file}.csv")
    return a_package(**{"id": f"id-{name}", "name": name, "title": f"ชุด {name}", "resources": [resource], **changed})


def before(base: str) -> list[dict[str, Any]]:
    return [
        a_dataset(base, "stays"),
        a_dataset(base, "loses"),
        a_dataset(base, "gains", data_source=None),
        a_dataset(base, "breaks"),
        a_dataset(base, "moves"),
        a_dataset(base, "goes"),
    ]


def after(base: str) -> list[dict[str, Any]]:
    return [
        a_dataset(base, "stays"),
        a_dataset(base, "loses", maintainer=None),
        a_dataset(base, "gains"),
        a_dataset(base, "breaks"),
        a_dataset(base, "moves", id="id-anew", file="elsewhere"),
        a_dataset(base, "comes"),
    ]


def plan(url: str, names: list[str]) -> str:
    listed = "".join(
        f"              - {{code: DS-{name}, title: ชุด {name}, name: {name}, category: ข้อมูลสาธารณะ}}\n"
        for name in names
    )
    return PLAN.replace("URL", url) + listed


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.mktemp("runs")
    store, held = folder / "s.sqlite", {"packages": before}
    names = ("stays", "loses", "gains", "breaks", "moves", "goes", "elsewhere", "comes")
    files = {f"/{name}.csv": TABLE for name in names}

    def site(request: SiteRequest) -> SiteAnswer:
        return ckan_site(held["packages"], files=files)(request)

    reports = []
    with serve(site) as url:
        for year, listed in (("2022-09-30", [*names[:6]]), ("2023-09-30", [*names[:5], "comes"])):
            written = folder / f"{year}.yaml"
            written.write_text(plan(url, listed), encoding="utf-8")
            dgcheck("scan", url, "--plan", written, "--store", store, "--out", folder, "--format", "json",
                    "--cutoff", year, *QUICK)  # fmt: skip
            reports.append(report(folder))
            held["packages"] = after
            files.pop("/breaks.csv", None)
    ids = [each["run"]["id"] for each in reports]
    return Runs(store, ids, reports, [canonical(store, folder / run, run) for run in ids])


def diff(runs: Runs, *arguments: object, status: int | None = 0) -> Any:
    done = dgcheck("diff", *arguments, "--store", runs.store, "--json", status=status)
    return json.loads(done.stdout) if done.stdout else done.stderr


def test_what_changed_on_the_site_is_what_is_told(runs: Runs) -> None:
    found = diff(runs, *runs.ids)
    jsonschema.validate(found, json.loads((schemas_dir() / "diff.schema.json").read_text(encoding="utf-8")))
    by_name = {each["name"] or each["title"]: each for each in found["datasets"]}
    assert found["counts"]["unchanged"] == 1
    assert {name: each["presence"] for name, each in by_name.items()} == {
        "loses": "both", "gains": "both", "breaks": "both", "moves": "both", "goes": "gone", "comes": "new",
    }  # fmt: skip

    def changes(name: str, subject: str) -> list[tuple[str, str, str]]:
        told = (each for each in by_name[name]["changes"] if each["subject"] == subject)
        return [(each["direction"], each["before"], each["after"]) for each in told]

    assert changes("loses", "item") == [("worse", "passed", "failed")]
    assert changes("gains", "item") == [("better", "failed", "passed")]
    assert changes("breaks", "link") == [("worse", "works", "broken")]
    ((_, old, new),) = changes("moves", "address")
    assert (old.rpartition("/")[2], new.rpartition("/")[2]) == ("moves.csv", "elsewhere.csv")
    assert by_name["moves"]["id"] == {"before": "id-moves", "after": "id-anew"}
    assert by_name["moves"]["matched"] == "code"
    assert [each["code"] for each in found["warnings"]] == ["plan_differs", "not_final", "not_final"]


def test_the_points_are_those_of_the_two_reports_and_add_up(runs: Runs) -> None:
    found = diff(runs, *runs.ids)
    totals = [each["score"]["total"] for each in runs.reports]
    assert [found[side]["total"]["points"] for side in ("before", "after")] == totals
    explained = sum((Fraction(each["exact"]) for each in (*found["datasets"], *found["causes"])), Fraction(0))
    assert explained == Fraction(found["difference"]["exact"]) == Fraction(-19, 9)
    by_name = {each["name"]: each["exact"] for each in found["datasets"]}
    assert (by_name["loses"], by_name["gains"]) == ("-5/2", "5/2")


def test_the_way_back_has_every_sign_turned_and_says_that_it_is_one(runs: Runs) -> None:
    there, back = diff(runs, *runs.ids), diff(runs, *reversed(runs.ids))
    assert Fraction(there["difference"]["exact"]) == -Fraction(back["difference"]["exact"])
    assert {each["title"]: Fraction(each["exact"]) for each in there["datasets"]} == {
        each["title"]: -Fraction(each["exact"]) for each in back["datasets"]
    }
    assert "backwards" in [each["code"] for each in back["warnings"]]


def test_comparing_and_counting_again_leave_the_reports_as_they_are(runs: Runs, tmp_path: Path) -> None:
    diff(runs, *runs.ids)
    dgcheck("trend", "--store", runs.store, "--rescore", "--quiet")
    assert [canonical(runs.store, tmp_path / run, run) for run in runs.ids] == runs.canonical


def test_a_run_compared_with_itself_is_empty(runs: Runs) -> None:
    found = diff(runs, runs.ids[1], "latest", "--fail-on-worse")
    assert (found["datasets"], found["causes"], found["difference"]["exact"]) == ([], [], "0")
    assert [each["code"] for each in found["warnings"]] == ["same_run"]


def test_it_fails_on_worse_only_where_that_is_asked_for(runs: Runs) -> None:
    worse, better = runs.ids, [*reversed(runs.ids)]
    assert Fraction(diff(runs, *worse)["difference"]["exact"]) < 0
    assert dgcheck("diff", *worse, "--store", runs.store, "--fail-on-worse", status=1).stderr.count("คะแนนลดลง") == 1
    dgcheck("diff", *better, "--store", runs.store, "--fail-on-worse", status=0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("nothing", "latest"), "no run 'nothing'"), (("2", "latest"), "is the beginning of 2 runs")],
)
def test_a_run_that_is_not_there_is_wrong_use(runs: Runs, arguments: tuple[str, ...], told: str) -> None:
    done = dgcheck("diff", *arguments, "--store", runs.store, "--lang", "en", status=2)
    assert told in done.stderr


def test_a_store_or_a_rubric_that_is_not_there_is_wrong_use(runs: Runs, tmp_path: Path) -> None:
    dgcheck("diff", *runs.ids, "--store", tmp_path / "none.sqlite", status=3)
    assert (
        "unknown rubric"
        in dgcheck("diff", *runs.ids, "--store", runs.store, "--rubric", "x", "--lang", "en", status=2).stderr
    )
    dgcheck("trend", "--store", tmp_path / "none.sqlite", status=3)


def test_a_run_that_was_stopped_is_compared_as_far_as_it_came_and_that_is_said(runs: Runs, tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with sqlite3.connect(runs.store) as source, sqlite3.connect(store) as copy:
        source.backup(copy)
        copy.execute("UPDATE run SET state = 'looking', finished = NULL WHERE id = ?", (runs.ids[1],))
        copy.execute("DELETE FROM attempt WHERE run = (SELECT key FROM run WHERE id = ?)", (runs.ids[1],))
    found = diff(runs._replace(store=store), *runs.ids)
    assert "unfinished" in [each["code"] for each in found["warnings"]]
    links = [change for each in found["datasets"] for change in each["changes"] if change["subject"] == "link"]
    assert {(change["before"], change["after"], change["direction"]) for change in links} == {
        ("works", "unseen", "other")
    }


def test_the_trend_tells_each_year_and_every_report_shows_it(runs: Runs, tmp_path: Path) -> None:
    told = dgcheck("trend", "--store", runs.store, "--lang", "en").stdout
    totals = [each["score"]["total"] for each in runs.reports]
    assert [line for line in told.splitlines() if line.startswith("Fiscal year")][0].startswith("Fiscal year 2022: ")
    first, second = runs.reports
    assert [each["run"] for each in first["trend"]] == runs.ids[:1]
    assert [(each["run"], each["total"], each["fiscal_year"]) for each in second["trend"]] == [
        (runs.ids[0], totals[0], 2565),
        (runs.ids[1], totals[1], 2566),
    ]
    assert all(b'"trend"' not in each for each in runs.canonical)
    dgcheck("report", runs.ids[0], "--store", runs.store, "--out", tmp_path / "a", "--format", "html", "--quiet")
    dgcheck("report", runs.ids[1], "--store", runs.store, "--out", tmp_path / "b", "--format", "html", "--quiet")
    pages = [(tmp_path / name / "report.html").read_text(encoding="utf-8") for name in "ab"]
    assert ['id="trend"' in page for page in pages] == [False, True]
    assert "ปีงบประมาณ พ.ศ. 2566" in pages[1]


def test_without_a_stored_score_a_run_is_left_out_until_it_is_counted_again(runs: Runs, tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with sqlite3.connect(runs.store) as source, sqlite3.connect(store) as copy:
        source.backup(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("DELETE FROM derivation WHERE run = (SELECT key FROM run WHERE id = ?)", (runs.ids[0],))
    found = json.loads(dgcheck("trend", "--store", store, "--json").stdout)
    assert (found["left_out"], [each["run"] for each in found["trend"]]) == (runs.ids[:1], runs.ids[1:])
    again = json.loads(dgcheck("trend", "--store", store, "--json", "--rescore").stdout)
    assert (again["left_out"], again["trend"]) == ([], runs.reports[1]["trend"])


def test_pages_and_files_are_written_where_they_are_asked_for(runs: Runs, tmp_path: Path) -> None:
    done = dgcheck("diff", *runs.ids, "--store", runs.store, "--format", "html,json", "--out", tmp_path)
    assert done.stdout == ""
    assert json.loads((tmp_path / "diff.json").read_bytes()) == {
        name: value for name, value in diff(runs, *runs.ids).items() if name != "written"
    }
    assert (tmp_path / "diff.html").read_bytes().startswith(b"<!doctype html>")
