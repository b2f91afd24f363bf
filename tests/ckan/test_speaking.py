"""Commands speak the language that is asked for, the site's else; every one of them can be asked for JSON."""

from __future__ import annotations

import json

import pytest
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity.cli import dgmaturity
from ckanext.dgmaturity.search import solr_schema
from click.testing import CliRunner
from workbook_values import edited, organization, unique

from checker.testing import a_record, a_workbook

WRONG = {
    ("import", "FILE", "--org", "nowhere"): (2, "ไม่มีองค์กร nowhere", "there is no organization nowhere"),
    ("import", "FILE", "--org", "ORG", "--user", "nobody"): (2, "ไม่มีผู้ใช้ nobody", "there is no user nobody"),
    ("import", "FILE", "--org", "ORG", "--dry-run"): (1, "ไม่ใช่แฟ้ม Excel", "it is not an Excel workbook"),
    ("export", "--out", "x"): (2, "ระบุอย่างใดอย่างหนึ่ง: --org, --search", "give one of --org, --search"),
    ("export", "--org", "nowhere", "--out", "x"): (2, "ไม่มีองค์กร nowhere", "there is no organization nowhere"),
    ("export", "--org", "ORG", "--out", "/nowhere/x"): (1, "ไม่พบไฟล์หรือโฟลเดอร์นี้", "No such file or directory"),
    ("solr-schema", "--schema", "FILE"): (1, "ไม่ใช่ไฟล์ XML", "this is no XML"),
    ("solr-schema", "--out", "/nowhere/x"): (1, "ไม่พบไฟล์หรือโฟลเดอร์นี้", "No such file or directory"),
    ("migrate",): (2, "ระบุอย่างใดอย่างหนึ่ง: --from thai_gdc, --undo BATCH", "give one of --from thai_gdc, --undo BATCH"),
    ("migrate", "--from", "thai_gdc", "--org", "nowhere"): (1, "ไม่มีองค์กร nowhere", "there is no organization nowhere"),
    ("migrate", "--from", "thai_gdc", "--org", "ORG", "--csv", "/nowhere/x"): (
        1, "ไม่พบไฟล์หรือโฟลเดอร์นี้", "No such file or directory",
    ),
    ("migrate", "--undo", "none-such"): (1, "ไม่มีรอบการย้าย none-such", "there is no batch none-such"),
}  # fmt: skip


@pytest.fixture(scope="module")
def place(extension):
    return organization()[0]["name"]


@pytest.fixture
def said(site, place, tmp_path):
    (tmp_path / "w.xlsx").write_bytes(b"no workbook and no schema")

    def given(*words: str, status: int = 0) -> str:
        here = {"FILE": str(tmp_path / "w.xlsx"), "ORG": place}
        with site.flask_app.app_context():
            done = CliRunner().invoke(dgmaturity, [here.get(word, word) for word in words])
        assert done.exit_code == status, done.output
        return done.output

    return given


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_wrong_is_said_in_the_language_that_is_asked_for(said, words):
    status, thai, english = WRONG[words]
    assert thai in said(*words, "--lang", "th", status=status)
    assert english in said(*words, "--lang", "en", status=status)
    assert english in said(*words, status=status)


def test_the_sites_language_is_spoken_where_none_is_asked_for(said, monkeypatch):
    monkeypatch.setitem(tk.config, "ckan.locale_default", "th")
    assert "ไม่มีองค์กร nowhere" in said("export", "--org", "nowhere", "--out", "x", status=2)


def test_an_import_is_told_in_thai_to_the_cell_or_as_json(said, tmp_path):
    name = unique("thai")
    (tmp_path / "w.xlsx").write_bytes(edited(a_workbook(a_record(name)), {"F6": "nobody"}))
    given = ("import", str(tmp_path / "w.xlsx"), "--org", "ORG", "--dry-run")
    told = said(*given, "--lang", "th", status=1)
    assert f"ใหม่: {name}" in told
    assert "Temp2_Meta_Record!F6 nobody: “nobody” ไม่ใช่อีเมลที่ถูกต้อง" in told
    (dataset,) = json.loads(said(*given, "--json", status=1))["datasets"]
    assert (dataset["code"], dataset["kind"], dataset["outcome"]) == (name, "new", None)


def test_an_export_says_what_it_wrote(said, tmp_path):
    out = str(tmp_path / "out.xlsx")
    told = said("export", "--org", "ORG", "--out", out, "--lang", "th")
    assert told.strip() == f"เขียนแล้ว {out}: 0 ชุดข้อมูล 0 ทรัพยากร"
    assert json.loads(said("export", "--org", "ORG", "--out", out, "--json"))["datasets"] == 0


def test_the_solr_schema_is_told_in_thai_quietly_or_as_json(said, tmp_path):
    out = str(tmp_path / "schema.xml")
    assert "โหลด core ของ Solr ใหม่" in said("solr-schema", "--out", out, "--lang", "th")
    assert said("solr-schema", "--out", out, "--quiet") == ""
    told = json.loads(said("solr-schema", "--json"))
    assert told["schema"].encode() == solr_schema.thai(solr_schema.installed().read_bytes())


@pytest.mark.parametrize("name", sorted(dgmaturity.commands))
def test_every_command_takes_a_language_json_and_quiet(name):
    names = {option for each in dgmaturity.commands[name].params for option in each.opts}
    assert {"--lang", "--json", "--quiet"} <= names
