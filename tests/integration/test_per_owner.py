"""``dgcheck report --per-owner`` on the demo's run: the files that it names are there and agree with the report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import dgcheck


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the store of one demo."""
    path = tmp_path_factory.mktemp("demo")
    done = CliRunner().invoke(dgcheck, ["demo", "--out", str(path), "--lang", "th", "-q"], catch_exceptions=False)
    assert done.exit_code == 0
    return path


def report(folder: Path, *options: str) -> Result:
    arguments = ["report", "latest", "--store", str(folder / "dgcheck.sqlite"), "--out", str(folder), "--per-owner"]
    done = CliRunner().invoke(dgcheck, [*arguments, *options], catch_exceptions=False)
    assert done.exit_code == 0
    return done


def test_the_files_that_are_named_are_there(folder: Path) -> None:
    written = json.loads(report(folder, "--format", "json", "--json").stdout)["written"]
    assert [Path(each).relative_to(folder).as_posix() for each in written] == [
        "report.json",
        "owners/kongkhomullaeasthiti-afb2fcbd51.html",
        "owners/kongkhomullaeasthiti-afb2fcbd51.xlsx",
        "owners/no-contact.html",
        "owners/no-contact.xlsx",
        "owners/index.html",
    ]
    assert sorted(each.name for each in (folder / "owners").iterdir()) == sorted(
        Path(each).name for each in written[1:]
    )


def test_a_person_is_told_where_to_begin(folder: Path) -> None:
    said = report(folder, "--format", "json", "--lang", "th").stderr
    assert "2 หน่วย" in said
    assert said.rstrip().endswith("index.html")


def test_the_pages_hold_each_dataset_of_the_report_once_and_the_units_figures_agree(folder: Path) -> None:
    report(folder, "--format", "html,json", "-q")
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / "owners").glob("*.html")}
    index = pages.pop("index.html")
    held = [title for page in pages.values() for title in _titles(page)]
    found = json.loads((folder / "report.json").read_text(encoding="utf-8"))["datasets"]
    assert sorted(held) == sorted(each["title"] for each in found)
    html = (folder / "report.html").read_text(encoding="utf-8")
    table = html[html.index("<caption><span lang=th>หน่วยที่ดูแลชุดข้อมูล") :]
    assert _figures(table[: table.index("</table>")]) == _figures(index) == [
        "15", "12", "5", "18", "+5.83", "4", "0", "2", "3", "+2.5",
    ]  # fmt: skip


def _titles(page: str) -> list[str]:
    return re.findall(r"<summary><span class=ti><bdi>(.*?)</bdi>", page)


def _figures(table: str) -> list[str]:
    return re.findall(r"</small>(?:<span lang=th>)?(\+?[\d.]+)", table)
