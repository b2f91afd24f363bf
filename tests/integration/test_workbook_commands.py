"""``dgcheck workbook template | export | diff`` as a data officer runs them, and the workbook in LibreOffice."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from checker.cli import dgcheck
from checker.errors import CheckerError, UsageError, WorkbookError
from checker.model import Dataset
from checker.normalise import normalise
from checker.plan import load_plan
from checker.plan.naming import with_names
from checker.run.stored import datasets
from checker.store import Store
from checker.testing import SiteAnswer, SiteRequest, ckan_site, serve
from checker.testing.build import a_package, a_resource
from checker.workbook.official.book import write_workbook
from checker.workbook.template2 import read_workbook
from tests.acceptance.real_records import as_package, records
from tests.unit.export_values import NO_PLAN, told

SOFFICE = shutil.which("soffice")
LOOPBACK = ("--allow-network", "127.0.0.0/8", "--set", "host_interval=0", "--set", "retries=0")
PLAN = """
fiscal_year: 2565
issues:
  - focus_area: 9
    issue: การขับเคลื่อน e-Service ในภาครัฐ
    missions:
      - title: ภารกิจ
        processes:
          - number: "1.1"
            title: กระบวนการ
            datasets: [{code: DataSet_11_01, title: จำนวนกำลังแรงงานรวม}, {code: DataSet_11_02, title: สิ่งที่ไม่มี}]
            subprocesses: [{number: "1.1.1", title: ย่อย, datasets: [{code: income, title: รายได้จากการท่องเที่ยว}]}]
"""
OTHER = {"id": "o2", "name": "other", "title": "กรมอื่น"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dgcheck, [*arguments], standalone_mode=False)


def packages() -> list[dict[str, Any]]:
    """Two organizations; one dataset of each with what no form has a cell for."""
    return [
        a_package(name="labour", allow_harvest="True", resources=[a_resource(url="https://files.example.org/a.csv")]),
        a_package(
            id="2",
            name="income",
            title="รายได้จากการท่องเที่ยว",
            data_type="ข้อมูลระเบียน",
            organization=OTHER,
            owner_org="o2",
            resources=[],
        ),
    ]


def imported(path: Path) -> dict[str, dict[str, Any]]:
    return {each.name: told(normalise(each.package)) for each in read_workbook(path.read_bytes(), str(path)).datasets}


def test_the_template_is_written_once_and_over_only_where_asked(tmp_path: Path) -> None:
    path = str(tmp_path / "w.xlsx")
    assert run("workbook", "template", "--out", path, "--lang", "en").exit_code == 0
    assert isinstance(run("workbook", "template", "--out", path).exception, UsageError)
    assert json.loads(run("workbook", "template", "--out", path, "--force", "--json").output) == {"path": path}
    assert len(openpyxl.load_workbook(path)["Temp2_Meta_Record"][4]) == 26
    assert run("workbook", "template", "--out", path, "--force", "--generation", "1").exit_code == 0
    assert len(openpyxl.load_workbook(path)["Temp2_Meta_Record"][4]) == 25


def test_a_catalog_is_exported_without_a_look_at_any_link(tmp_path: Path) -> None:
    asked: list[str] = []
    inner = ckan_site(lambda base: [a_package(resources=[a_resource(url=f"{base}/file.csv")])])

    def site(request: SiteRequest) -> SiteAnswer:
        asked.append(request.path)
        return inner(request)

    with serve(site) as base:
        done = run("workbook", "export", base, "--out", str(tmp_path / "w.xlsx"), "--lang", "en", *LOOPBACK)
    assert done.exit_code == 0, done.output
    assert "1 datasets, 1 files" in done.output
    assert [each["title"] for each in imported(tmp_path / "w.xlsx").values()] == ["จำนวนกำลังแรงงานรวม"]
    assert asked
    assert "/file.csv" not in asked


def test_a_private_network_is_fetched_only_where_it_is_allowed(tmp_path: Path) -> None:
    with serve(ckan_site(packages())) as base:
        done = run("workbook", "export", base, "--out", str(tmp_path / "w.xlsx"))
    assert isinstance(done.exception, CheckerError)
    assert list(tmp_path.iterdir()) == []


def test_a_stored_run_is_exported_offline_with_its_plan(tmp_path: Path) -> None:
    store, plan = tmp_path / "s.sqlite", tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    with serve(ckan_site(packages())) as base:
        scan = ["scan", base, "--plan", str(plan), "--store", str(store), "--out", str(tmp_path), "--format", "json",
                "--set", "confirm=later", "--set", "content=false", *LOOPBACK]  # fmt: skip
        assert run(*scan).exit_code == 0
    done = run("workbook", "export", "latest", "--store", str(store), "--out", str(tmp_path / "w.xlsx"), "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert (answer["written"]["datasets"], answer["written"]["resources"], answer["unread"]) == (2, 1, 0)
    assert answer["named"] == 1
    with Store.open(store, create=False) as opened:
        held = list(datasets(opened, opened.resolve("latest")))
    assert imported(tmp_path / "w.xlsx") == {one.name: told(one) for one in held}
    kept, given = (load_plan(path) for path in (tmp_path / "w.xlsx", plan))
    assert kept.issues == with_names(given, {"DataSet_11_01": "labour"}).issues
    assert [(one.code, one.name) for one in kept.planned()] == [
        ("DataSet_11_01", "labour"), ("DataSet_11_02", None), ("income", None)]  # fmt: skip
    checked = run("workbook", "check", str(tmp_path / "w.xlsx"), "--lang", "en").output
    assert [line.split("“")[1].split("”")[0] for line in checked.splitlines() if "no metadata of it" in line] == [
        "DataSet_11_02"]  # fmt: skip
    assert "not in the list" not in checked


@pytest.mark.parametrize("named", ["other", "กรมอื่น", "o2"])
def test_one_organization_alone_is_exported_from_a_run(tmp_path: Path, named: str) -> None:
    store = str(tmp_path / "s.sqlite")
    (tmp_path / "dump.json").write_text(json.dumps(packages()), encoding="utf-8")
    run("scan", str(tmp_path / "dump.json"), "--store", store, "--out", str(tmp_path), "--set", "confirm=later")
    out = tmp_path / "w.xlsx"
    assert (
        run("workbook", "export", "latest", "--store", store, "--out", str(out), "--organization", named).exit_code == 0
    )
    assert [each["publisher"].name for each in imported(out).values()] == ["other"]
    none = run(
        "workbook", "export", "latest", "--store", store, "--out", str(tmp_path / "n.xlsx"), "--organization", "x"
    )
    assert isinstance(none.exception, UsageError)
    assert not (tmp_path / "n.xlsx").exists()


def test_a_file_of_a_catalog_is_exported_and_what_is_decided_is_told(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text(json.dumps([*packages(), {"name": "untyped", "title": "x"}]), encoding="utf-8")
    done = run("workbook", "export", str(tmp_path / "dump.json"), "--out", str(tmp_path / "w.xlsx"), "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "1 datasets name no data type of the standard" in done.output
    assert "values that the forms have no cell for stand on the sheet Extra_Fields" in done.output
    assert {name: each.get("data_type") for name, each in imported(tmp_path / "w.xlsx").items()} == {
        "labour": "ข้อมูลสถิติ", "income": "ข้อมูลระเบียน", "untyped": None}  # fmt: skip


def test_a_run_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    done = run(
        "workbook", "export", "latest", "--store", str(tmp_path / "none.sqlite"), "--out", str(tmp_path / "w.xlsx")
    )
    assert isinstance(done.exception, CheckerError)
    assert list(tmp_path.iterdir()) == []


def test_two_workbooks_are_held_against_each_other(tmp_path: Path) -> None:
    old, new = (str(tmp_path / name) for name in ("old.xlsx", "new.xlsx"))
    for path, titles in ((old, {"a": "ก", "b": "ข"}), (new, {"c": "ค", "A": "ก ใหม่"})):
        held = [normalise(a_package(name=name, title=title)) for name, title in titles.items()]
        write_workbook(held, NO_PLAN, Path(path), generation=2, lang="th")
    done = run("workbook", "diff", old, new, "--lang", "en")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == "1 datasets new, 1 gone, 1 changed, 0 as they were"
    assert "Temp2_Meta_Stat!C6 → Temp2_Meta_Stat!C7" in done.output
    answer = json.loads(run("workbook", "diff", old, new, "--json").output)["difference"]
    assert [(each["kind"], each["code"]) for each in answer["datasets"]] == [
        ("changed", "A"), ("removed", "b"), ("added", "c")]  # fmt: skip
    assert answer["datasets"][0]["changes"] == [
        {"field": "title", "label": {"th": "ชื่อชุดข้อมูล", "en": "Title"}, "old": "ก", "new": "ก ใหม่",
         "old_place": "Temp2_Meta_Stat!C6", "new_place": "Temp2_Meta_Stat!C7"}]  # fmt: skip


def test_what_a_terminal_would_obey_is_shown_and_not_done(tmp_path: Path) -> None:
    for name, notes in (("old.xlsx", "ก"), ("new.xlsx", "[red]x[/red] \u202eข")):
        write_workbook([normalise(a_package(notes="ก"))], NO_PLAN, tmp_path / name, generation=2, lang="th")
        book = openpyxl.load_workbook(tmp_path / name)
        book["Temp2_Meta_Stat"]["H6"].value = notes
        book.save(tmp_path / name)
    done = run("workbook", "diff", str(tmp_path / "old.xlsx"), str(tmp_path / "new.xlsx"))
    assert "[red]x[/red]" in done.output
    assert "\u202e" not in done.output


def test_a_file_that_is_no_workbook_is_no_side_of_a_difference(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_text("no", encoding="utf-8")
    assert isinstance(run("workbook", "diff", *[str(tmp_path / "w.xlsx")] * 2).exception, WorkbookError)


@pytest.fixture(scope="module")
def exported() -> list[Dataset]:
    """Thirty real records and what is hard to hold."""
    hard = a_package(name="hard", notes='=1+1\n"ก"\n๑๒', maintainer="+66 2", tags=["ก, ข", "a"], data_source="_x0041_",
                     geo_coverage="อื่นๆ", geo_coverage_other="ลุ่มน้ำ, เกาะ", last_updated_date="2021-09-10")  # fmt: skip
    return [normalise(each) for each in (*(as_package(record, "https://x.example") for record in records()[:30]), hard)]


def cells(path: Path) -> dict[str, list[list[object]]]:
    """The filled cells of the ten forms and of Extra_Fields, sheet by sheet."""
    book = openpyxl.load_workbook(path)
    names = [name for name in book.sheetnames if name.startswith(("Temp2", "Temp3", "Extra"))]
    return {
        name: [row for row in ([cell.value or None for cell in row] for row in book[name]["A1:AE60"]) if any(row)]
        for name in names
    }


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_opens_it_and_gives_the_same_cells_back(tmp_path: Path, exported: list[Dataset], form: str) -> None:
    assert SOFFICE is not None
    path = tmp_path / "w.xlsx"
    write_workbook(exported, NO_PLAN, path, generation=2, lang="th")
    source = path
    for number, kind in enumerate((form, "xlsx")):
        folder = tmp_path / str(number)
        command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
                   "--outdir", str(folder), str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        source = folder / f"w.{kind}"
    assert cells(source) == cells(path)
    assert imported(source) == {one.name: told(one) for one in exported}
