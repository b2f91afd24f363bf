"""The commands of checks and scores, as cron and administrators run them."""

from __future__ import annotations

import json
import os
import tempfile
import time

from checking_values import TABLE, looks_of, made, uploaded, verdict_of
from ckan import model
from ckan.cli.cli import ckan
from ckan.tests import factories
from ckanext.dgmaturity.checking import rounds
from ckanext.dgmaturity.checking.copy import clear_away
from ckanext.dgmaturity.model import Score


def said(cli, *words, status=0):
    done = cli.invoke(ckan, ["dgmaturity", *words])
    assert done.exit_code == status, done.output
    return done.output


def test_one_dataset_is_checked(cli):
    package = made()
    uploaded(package["id"], TABLE.encode())
    told = said(cli, "check", "--dataset", package["name"], "--lang", "en")
    assert f"{package['name']}: 14 of 14 items, 0 broken links" in told
    assert verdict_of(package["id"]).reachable == "passed"


def test_an_organization_is_checked_and_scored(cli):
    organization = factories.Organization()
    package = made(owner_org=organization["id"])
    uploaded(package["id"], TABLE.encode())
    told = json.loads(said(cli, "check", "--org", organization["name"], "--json"))
    (score,) = told["scores"]
    assert (score["organization"], score["datasets"]) == (organization["name"], 1)
    assert model.Session.query(Score).filter_by(organization_id=organization["id"]).count() == 1
    assert looks_of(package["id"], "seen")


def test_wrong_use_is_told_in_the_language_that_is_asked_for(cli):
    assert "give one of --all, --org, --dataset" in said(cli, "check", "--lang", "en", status=2)
    assert "ระบุอย่างใดอย่างหนึ่ง" in said(cli, "check", "--lang", "th", status=2)
    assert "there is no organization nowhere" in said(cli, "score", "--org", "nowhere", "--lang", "en", status=2)


def test_a_score_under_the_limit_ends_with_one(cli):
    organization = factories.Organization()
    made(owner_org=organization["id"])
    said(cli, "score", "--org", organization["name"], "--fail-under", "100", status=1)
    said(cli, "score", "--org", organization["name"], "--fail-under", "0")


def test_reports_are_written_of_an_organization(cli, tmp_path):
    organization = factories.Organization()
    package = made(owner_org=organization["id"])
    said(cli, "report", "--org", organization["name"], "--format", "all", "--out", str(tmp_path))
    held = json.loads((tmp_path / "report.json").read_text())
    assert [each["id"] for each in held["datasets"]] == [package["id"]]
    assert (tmp_path / "report.xlsx").stat().st_size > 5000
    assert (tmp_path / "report.html").stat().st_size > 5000


def test_the_worklist_names_what_to_mend(cli):
    organization = factories.Organization()
    made(owner_org=organization["id"], private=True, data_source="")
    told = json.loads(said(cli, "worklist", "--org", organization["name"], "--format", "json"))
    assert "11" in {each["item"] for each in told["fixes"]}


def test_what_if_tells_the_score_with_a_fix(cli):
    organization = factories.Organization()
    package = made(owner_org=organization["id"], private=True, data_source="")
    told = json.loads(
        said(cli, "what-if", "--org", organization["name"], "--fix", f"{package['name']}:11=ทะเบียน", "--json")
    )
    assert told


def test_two_rounds_do_not_go_at_once(cli):
    with rounds.alone():
        for words in (["nightly"], ["check", "--all"]):
            assert "another round is at work" in said(cli, *words, "--lang", "en", status=3)
    assert "points" in said(cli, "score", "--all", "--lang", "en")
    with rounds.alone():
        pass


def test_a_working_copy_that_a_killed_process_left_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, hours in (("dgmaturity-left", 25), ("dgmaturity-at-work", 23), ("something-else", 25)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "dgcheck.sqlite").write_text("")
        moment = time.time() - hours * 3600
        for each in (folder / "dgcheck.sqlite", folder):
            os.utime(each, (moment, moment))
    assert clear_away() == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dgmaturity-at-work", "something-else"]
