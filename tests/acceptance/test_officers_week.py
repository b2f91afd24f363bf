"""An officer's week on a real CKAN: scan, worklist, workbook, mend, check, write back, scan again, and take it back.

The score must rise by exactly what the worklist has said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ckanapi import RemoteCKAN
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.testing import serve
from tests.acceptance.line import DAY, QUICK, dgcheck, report
from tests.acceptance.office import KNOWN, LEFT_OUT, ORGANIZATION, PLAN, SITE, furnish
from tests.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.slow]
TOKEN = "DESK_TOKEN"
#: What the officer calls a column that stands under another name on its sheet.
CALLED = {"tags": "tag_string", "data_type": "data_type_other"}


class Desk(Struct, frozen=True, kw_only=True):
    """The officer's desk: a folder, a catalog and the token to it."""

    folder: Path
    url: str
    token: str

    def run(self, *arguments: object, status: int | None = 0) -> str:
        """A command at the desk; what it printed."""
        fetching = QUICK if arguments[0] in ("scan", "fix") else ()
        given = {TOKEN: self.token}
        return dgcheck(*arguments, "--lang", "en", *fetching, cwd=self.folder, status=status, **given).stdout

    def json(self, *arguments: object, status: int | None = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", status=status))

    def scan(self, out: str) -> dict[str, Any]:
        """A new scan of the catalog; its ``report.json``."""
        day = ("--cutoff", DAY[1]) if out == "before" else ("--cutoff", "2022-09-29")  # another run, not the same one
        self.run("scan", self.url, "--plan", "plan.yaml", "--out", out, *day)
        return report(self.folder / out)

    def packages(self) -> dict[str, Any]:
        """What the catalog holds of each dataset, without the stamps that every writing moves."""
        with RemoteCKAN(self.url) as ckan:
            found = {name: ckan.action.package_show(id=name) for name in LEFT_OUT}
        for package in found.values():
            del package["metadata_modified"]
            package["extras"].sort(key=lambda each: each["key"])
            for resource in package["resources"]:
                del resource["metadata_modified"]
        return found


@pytest.fixture(scope="module")
def desk(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    with serve(SITE) as files_url:
        furnish(stack.ckan_url, stack.token, files_url)
        yield Desk(folder=folder, url=stack.ckan_url, token=stack.token)


def write_down(source: Path, target: Path) -> int:
    """Fills in the officer's workbook what was left out; how many cells."""
    layouts = load_yaml(schemas_dir() / "metadata" / "template2.yaml")
    book, filled = openpyxl.load_workbook(source), 0
    for name, layout in layouts["datasets"].items():
        columns = list(layout["columns"])
        columns.insert(columns.index("data_category") + 1, layouts["inserted"])
        sheet = book[name]
        for row in range(layouts["first_row"], sheet.max_row + 1):
            for field in LEFT_OUT.get(str(sheet.cell(row, 1).value), ()):
                column = CALLED.get(field, field)
                value = KNOWN.get(field) or KNOWN[column]
                sheet.cell(row, columns.index(column) + 1).value = value
                filled += 1
    book.save(target)
    return filled


def test_the_score_rises_by_exactly_what_the_worklist_has_said(desk: Desk) -> None:
    before = desk.scan("before")
    assert before["agency"]["title"] == ORGANIZATION["title"]
    assert before["score"]["points"]["metadata_14"] == "3.75"  # two of eight

    fixes = desk.json("worklist", "latest")["fixes"]
    items = [fix for fix in fixes if fix["kind"] == "item"]
    assert len(items) == sum(map(len, LEFT_OUT.values()))
    assert all(fix["gain"]["exact"] for fix in items if fix["package"] is None)

    desk.run("workbook", "export", "latest", "--out", "mine.xlsx")
    as_it_was = desk.run("workbook", "check", "mine.xlsx", status=1)
    assert "8 datasets, 2 with all 14 items" in as_it_was
    assert write_down(desk.folder / "mine.xlsx", desk.folder / "mended.xlsx") == len(items)
    assert "8 datasets, 8 with all 14 items" in desk.run("workbook", "check", "mended.xlsx")

    supposed = desk.json("what-if", "latest", "--from", "mended.xlsx")
    untouched = desk.packages()
    dry = desk.run("fix", "latest", "--from", "mended.xlsx")
    assert "Nothing was written" in dry
    assert desk.packages() == untouched
    desk.run("fix", "latest", "--from", "mended.xlsx", "--apply", "--api-token-env", TOKEN)

    after = desk.scan("after")
    assert after["score"]["points"]["metadata_14"] == "15"
    promised = Fraction(0)
    for gain in {(fix["package"] or fix)["id"]: (fix["package"] or fix)["gain"] for fix in items}.values():
        assert gain["min"] == gain["max"]
        promised += Fraction(gain["min"])
    risen = Fraction(after["score"]["total"]) - Fraction(before["score"]["total"])
    assert (risen, promised) == (Fraction("11.25"), Fraction("11.25"))
    assert supposed["exact"]
    assert supposed["after"]["least"]["total"] == after["score"]["total"]
    assert [fix["id"] for fix in desk.json("worklist", "latest")["fixes"]] == [
        fix["id"] for fix in fixes if fix["kind"] != "item"
    ]

    desk.run("fix", "latest", "--undo", "--apply", "--api-token-env", TOKEN)
    assert desk.packages() == untouched
