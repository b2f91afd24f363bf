"""``ckan dgmaturity import`` and ``export``."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.cli.cli import ckan
from ckanext.dgmaturity.model import Batch
from workbook_values import edited, organization, unique

from checker.testing import a_record, a_workbook
from checker.workbook.template2 import read_workbook

pytestmark = pytest.mark.usefixtures("with_request_context")


@pytest.fixture
def place():
    return organization()


def test_a_dry_run_tells_and_writes_nothing(cli, place, tmp_path):
    name, path = unique("dry"), tmp_path / "w.xlsx"
    path.write_bytes(edited(a_workbook(a_record(name)), {"F6": "nobody"}))
    count = model.Session.query(Batch).count()
    told = cli.invoke(ckan, ["dgmaturity", "import", str(path), "--org", place[0]["name"], "--dry-run"])
    assert told.exit_code == 1
    assert f"new: {name}" in told.output
    assert "Temp2_Meta_Record!F6" in told.output
    assert model.Package.get(name) is None
    assert model.Session.query(Batch).count() == count


def test_what_is_imported_can_be_exported(cli, place, tmp_path):
    name, path, out = unique("cli"), tmp_path / "w.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(a_workbook(a_record(name)))
    words = ["dgmaturity", "import", str(path), "--org", place[0]["name"], "--user", place[1]["name"]]
    told = cli.invoke(ckan, words)
    assert (told.exit_code, f"created: {name}" in told.output) == (0, True)
    told = cli.invoke(ckan, ["dgmaturity", "export", "--org", place[0]["name"], "--out", str(out)])
    assert told.exit_code == 0
    assert [each.name for each in read_workbook(out.read_bytes(), "out.xlsx").datasets] == [name]


@pytest.mark.parametrize(
    "words", [["export", "--out", "x"], ["export", "--org", "no-such-org", "--out", "x"], ["import", "none.xlsx"]]
)
def test_wrong_use_is_said_without_a_traceback(cli, words):
    told = cli.invoke(ckan, ["dgmaturity", *words])
    assert told.exit_code in (1, 2)
    assert "Traceback" not in told.output
