"""``ckan dgmaturity migrate``: a site of thai_gdc becomes one of ours, and can go back."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import uuid4

import pytest
from ckan import model
from ckan.cli.cli import ckan
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from ckanext.dgmaturity.cli.migrate import migrate
from ckanext.dgmaturity.migrating import spots
from ckanext.dgmaturity.model import Migration
from click.testing import CliRunner, Result
from migrate_values import GENERATION_1, GENERATION_2, HIDDEN, RESOURCE_1, RESOURCE_2, legacy, sample

from checker.vocabulary import vocabulary

pytestmark = pytest.mark.usefixtures("extension", "ckan_config")


@pytest.fixture
def organization() -> dict[str, Any]:
    return factories.Organization()


@pytest.fixture
def give(site):
    """Gives the command; how it ended."""

    def given(*words: str) -> Result:
        with site.flask_app.app_context():
            return CliRunner().invoke(migrate, words)

    return given


@pytest.fixture
def run(give, organization):
    """Gives the command for one organization, in English; what it said."""

    def given(*words: str, status: int = 0) -> str:
        ended = give("--from", "thai_gdc", "--org", organization["name"], "--lang", "en", *words)
        assert ended.exit_code == status, ended.output
        return ended.output

    return given


@pytest.fixture
def undo(give):
    def given(batch: str, status: int = 0) -> str:
        ended = give("--undo", batch, "--lang", "en")
        assert ended.exit_code == status, ended.output
        return ended.output

    return given


def batch() -> str:
    return f"b-{uuid4()}"


def lying(identity: str) -> dict[str, Any]:
    """The dataset as the database holds it, without what time alone changes."""
    model.Session.expire_all()
    return json.loads(json.dumps(spots.raw(model.Package.get(identity))))


def shown(identity: str) -> dict[str, Any]:
    return tk.get_action("package_show")({"ignore_auth": True}, {"id": identity})


def test_what_generation_2_stored_stays_as_it_is_to_the_letter(run, organization):
    identity = legacy(organization, GENERATION_2, resources=[RESOURCE_2])
    before = lying(identity)
    assert "0 changed, 1 need no change" in run()
    assert lying(identity) == before


def test_generation_1_is_brought_to_what_the_form_stores(run, organization):
    identity = legacy(organization, GENERATION_1, resources=[RESOURCE_1], license_id="Creative Commons Attributions")
    assert "1 changed" in run()
    found = shown(identity)
    assert {name: found[name] for name in GENERATION_1} == {
        "data_type": "ข้อมูลสถิติ",
        "objective": ["ยุทธศาสตร์ชาติ", "แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)"],
        "update_frequency_unit": "ปี",
        "update_frequency_interval": "2",
        "geo_coverage": "จังหวัด",
        "data_source": "สำรวจภาวะการทำงานของประชากร",
        "data_format": ["Database", "Text", "XLS", "อื่นๆ"],
        "data_category": "ข้อมูลส่วนบุคคล",
        "allow_harvest": "True",
        "disaggregate": ["เพศ", "อายุ/กลุ่มอายุ"],
        "unit_of_multiplier": "พัน",
        "first_year_of_data": "2017",
        "last_year_of_data": "2021",
        "last_updated_date": "2021-09-10",
        "data_release_calendar": "2021-11-30",
        "official_statistics": "True",
    }
    assert found["data_format_other"] == "SPSS"
    assert found["license_id"] == "Creative Commons Attributions"
    resource = found["resources"][0]
    assert {name: resource[name] for name in RESOURCE_1} == {
        "resource_created_date": "2021-09-10",
        "resource_disaggregate": ["เพศ", "ศาสนา"],
        "resource_private": "False",
        "resource_first_year_of_data": "2017",
    }


@pytest.mark.parametrize(
    ("generation", "names"),
    [
        (GENERATION_2, ("data_type", "objective", "data_format", "data_category", "allow_harvest", "data_language")),
        (GENERATION_1, ("data_type", "objective", "data_format", "data_category", "allow_harvest", "disaggregate")),
    ],
)
def test_a_harvester_reads_the_same_names_from_the_api_and_from_the_search(run, organization, generation, names):
    identity = legacy(organization, generation, resources=[RESOURCE_2])
    run()
    answer = helpers.call_action("package_search", fq=f"id:{identity}", include_private=True)
    for package in (shown(identity), answer["results"][0]):
        assert {*generation} <= {*package}
        for name in names:
            assert isinstance(package[name], (str, list))
        assert [tag["name"] for tag in package["tags"]] == ["ทะเบียน", "สถานศึกษา"]
        assert package["maintainer"] == "สำนักแผนงาน"


def test_a_second_run_has_nothing_to_do(run, organization):
    legacy(organization, GENERATION_1, resources=[RESOURCE_1])
    legacy(organization, {**GENERATION_2, "contact_email": "other@agency.example"}, maintainer_email="")
    assert "2 changed" in run()
    assert "0 changed, 2 need no change" in run()


def test_a_rehearsal_says_what_would_change_and_changes_nothing(run, organization):
    identity = legacy(organization, GENERATION_1, resources=[RESOURCE_1])
    before = lying(identity)
    said = run("--dry-run")
    assert "A rehearsal" in said
    assert "Storage format (data_format): Database, XLS, text, SPSS → " in said
    assert "what is in no list is kept as" in said
    assert lying(identity) == before


def test_what_was_migrated_is_undone_byte_for_byte(run, undo, organization):
    extras = {**GENERATION_1, "contact_person": "กองสถิติ", "odd": "{x}", "version": "3"}
    identity = legacy(organization, extras, resources=[RESOURCE_1], maintainer="", tags=())
    before = lying(identity)
    name = batch()
    assert "1 changed" in run("--batch", name)
    assert lying(identity) != before
    assert "1 datasets are as they were" in undo(name)
    assert lying(identity) == before
    found = helpers.call_action("package_search", fq=f"id:{identity}")
    assert found["count"] == 1


def test_an_edit_since_is_told_and_not_overwritten(run, undo, organization):
    edited, other = legacy(organization, GENERATION_1), legacy(organization, GENERATION_1)
    before, name = lying(other), batch()
    run("--batch", name)
    admin = factories.Sysadmin()["name"]
    helpers.call_action(
        "package_patch", {"user": admin}, id=edited, geo_coverage="อำเภอ", data_format=["PDF"], private=True
    )
    said = undo(name, status=1)
    assert "edited since: not overwritten (data_format" in said
    assert shown(edited)["data_format"] == ["PDF"]
    assert lying(other) == before


def test_an_edit_of_another_field_stays_when_the_migration_is_undone(run, undo, organization):
    identity = legacy(organization, GENERATION_1, private=True)
    name = batch()
    run("--batch", name)
    admin = factories.Sysadmin()["name"]
    helpers.call_action("package_patch", {"user": admin}, id=identity, calculation_method="นับรวม")
    undo(name)
    found = lying(identity)
    extras = {each["key"]: each["value"] for each in found["extras"]}
    assert extras["calculation_method"] == "นับรวม"
    assert extras["data_format"] == GENERATION_1["data_format"]


def test_undoing_twice_undoes_once(run, undo, organization):
    legacy(organization, GENERATION_1)
    name = batch()
    run("--batch", name)
    undo(name)
    assert "0 datasets are as they were" in undo(name)


def test_private_datasets_and_drafts_are_migrated_and_stay_what_they_are(run, organization):
    private = legacy(organization, GENERATION_1, private=True)
    draft = legacy(organization, GENERATION_1, state="draft")
    said = run()
    assert "(private)" in said
    assert "(draft)" in said
    assert (shown(private)["private"], shown(private)["state"]) == (True, "active")
    assert (shown(draft)["private"], shown(draft)["state"]) == (False, "draft")
    assert shown(draft)["data_format_other"] == "SPSS"


def test_a_public_dataset_of_a_closed_category_stays_as_visible_as_it_was(run, organization):
    identity = legacy(organization, GENERATION_1)
    run()
    assert shown(identity)["private"] is False


def test_a_deleted_dataset_is_left_out(run, organization):
    identity = legacy(organization, GENERATION_1, state="deleted")
    before = lying(identity)
    assert "0 datasets" in run()
    assert lying(identity) == before


@pytest.mark.ckan_config("ckanext.dgmaturity.enforcement", "strict")
def test_an_incomplete_dataset_is_migrated_under_strict_and_what_it_lacks_is_said(run, organization):
    rest = {name: value for name, value in GENERATION_1.items() if name not in ("data_source", "geo_coverage")}
    identity = legacy(organization, rest, tags=())
    said = run()
    assert "still lacks: 6." in said
    assert "still lacks: 10." in said
    assert "still lacks: 11." in said
    assert shown(identity)["allow_harvest"] == "True"


def test_unknown_extras_survive(run, organization):
    identity = legacy(organization, {**GENERATION_1, "access_detail_x": "ก", "project-code": "[1]"})
    run()
    kept = {each["key"]: each["value"] for each in shown(identity)["extras"]}
    assert kept == {"access_detail_x": "ก", "project-code": "[1]"}


def test_names_of_other_editions_fill_blank_fields_and_stay(run, organization):
    names = {"contact_person": "กองสถิติ", "contact_email": "stat@agency.example", "height_value_dataset": "1"}
    identity = legacy(
        organization, {**GENERATION_2, **names, "high_value_dataset": ""}, maintainer="", maintainer_email=""
    )
    run()
    found = shown(identity)
    assert (found["maintainer"], found["maintainer_email"]) == ("กองสถิติ", "stat@agency.example")
    assert found["high_value_dataset"] == "True"
    assert {each["key"]: each["value"] for each in found["extras"]} == names


def test_every_name_of_other_editions_is_brought_to_its_field_and_undone(run, undo, organization):
    aliases = [(field, alias) for field in vocabulary().fields["dataset"].values() for alias in field.aliases]
    columns = {"maintainer": "", "maintainer_email": "", "license_id": ""}
    given = {alias: legacy(organization, {alias: sample(field)}, **columns) for field, alias in aliases}
    before, name = {alias: lying(identity) for alias, identity in given.items()}, batch()
    assert f"{len(aliases)} changed" in run("--batch", name)
    for field, alias in aliases:
        assert shown(given[alias])[field.name] == sample(field), alias
    assert f"{len(aliases)} datasets are as they were" in undo(name)
    assert {alias: lying(identity) for alias, identity in given.items()} == before


def test_a_name_of_another_edition_never_stands_before_the_field(run, organization):
    identity = legacy(organization, {**GENERATION_2, "contact_person": "กองอื่น"})
    run()
    assert shown(identity)["maintainer"] == "สำนักแผนงาน"


def test_extras_with_names_of_ckans_own_no_longer_block_an_edit(run, organization):
    extras = {**GENERATION_2, "maintainer": "สำนักแผนงาน", "author": "ผู้จัดทำ", "notes": "อื่น"}
    identity = legacy(organization, extras)
    assert "1 changed" in run()
    kept = {each["key"]: each["value"] for each in shown(identity)["extras"]}
    assert kept == {"author_extra": "ผู้จัดทำ", "notes_extra": "อื่น"}
    admin = factories.Sysadmin()["name"]
    helpers.call_action("package_patch", {"user": admin}, id=identity, title="ชื่อใหม่ของชุดข้อมูล")


def test_keywords_in_an_extra_become_keywords(run, organization):
    identity = legacy(organization, {**GENERATION_2, "tag_string": "แรงงาน, การจ้างงาน"}, tags=())
    run()
    assert {tag["name"] for tag in shown(identity)["tags"]} == {"แรงงาน", "การจ้างงาน"}


def test_choices_that_were_kept_as_a_vocabulary_are_read_and_stay_there(run, organization):
    vocabulary = model.Vocabulary.get("geo_coverage")
    if vocabulary is None:
        vocabulary = model.Vocabulary("geo_coverage")
        model.Session.add(vocabulary)
        model.Session.commit()
    rest = {name: value for name, value in GENERATION_2.items() if name != "geo_coverage"}
    identity = legacy(organization, rest)
    model.Package.get(identity).add_tag_by_name("ประเทศ", vocab=vocabulary)
    model.Session.commit()
    run()
    assert shown(identity)["geo_coverage"] == "ประเทศ"
    assert spots.tags_of(identity) == [("ทะเบียน", None), ("ประเทศ", "geo_coverage"), ("สถานศึกษา", None)]


def test_a_value_that_the_form_does_not_know_stays_and_is_told(run, organization):
    identity = legacy(organization, {**GENERATION_2, "data_category": "ลับเฉพาะ", "created_date": "ปีที่แล้ว"})
    said = run()
    assert "left as it is: Governance category (data_category): ลับเฉพาะ" in said
    assert "left as it is: Date of first creation (created_date): ปีที่แล้ว" in said
    assert lying(identity)["extras"] == lying(identity)["extras"]
    assert shown(identity)["data_category"] == "ลับเฉพาะ"


def test_a_run_that_was_ended_goes_on(run, undo, organization):
    """A dataset is done with its row of the table or not at all: the second giving does the rest."""
    first = legacy(organization, GENERATION_1)
    name = batch()
    run("--batch", name)
    second = legacy(organization, GENERATION_1)
    assert "1 changed, 1 need no change" in run("--batch", name)
    rows = model.Session.query(Migration.package_id).filter(Migration.batch == name)
    assert {identity for (identity,) in rows} == {first, second}
    assert "2 datasets are as they were" in undo(name)


def test_the_table_tells_before_and_after(run, organization):
    identity, name = legacy(organization, GENERATION_1), batch()
    before = lying(identity)
    run("--batch", name)
    row = model.Session.query(Migration).filter(Migration.batch == name).one()
    assert row.body["before"]["extras"] == before["extras"]
    assert row.body["after"]["extras"] == lying(identity)["extras"]


@pytest.mark.parametrize("words", [("--dry-run",), ()])
def test_hidden_files_that_come_to_light_are_told_and_end_the_command_with_1(run, organization, words):
    identity = legacy(organization, GENERATION_2, resources=[RESOURCE_2, HIDDEN], title="บัญชีเงินเดือน")
    legacy(organization, GENERATION_2, resources=[HIDDEN], private=True, title="ของหน่วยงานเอง")
    said = run(*words, status=1)
    assert "will be open to everybody: เงินเดือนรายบุคคล [" in said
    summed, at_the_end = said.split("WARNING: 1 files that thai_gdc hides, in 1 public datasets,")
    assert "2 need no change" in summed
    assert f"{shown(identity)['name']}  บัญชีเงินเดือน: เงินเดือนรายบุคคล" in at_the_end
    assert "make these datasets private" in at_the_end
    assert "ของหน่วยงานเอง" not in at_the_end
    public = helpers.call_action("package_show", {"user": "", "ignore_auth": False}, id=identity)
    assert [each["name"] for each in public["resources"]] == ["ตาราง", "เงินเดือนรายบุคคล"]


def test_hidden_files_are_told_in_thai(give, organization):
    legacy(organization, GENERATION_2, resources=[HIDDEN])
    ended = give("--from", "thai_gdc", "--dry-run", "--org", organization["name"], "--lang", "th")
    assert ended.exit_code == 1
    assert "จะเปิดเผยต่อสาธารณะ: เงินเดือนรายบุคคล [" in ended.output
    assert "คำเตือน: แฟ้มที่ thai_gdc ซ่อนไว้ 1 แฟ้ม ในชุดข้อมูลสาธารณะ 1 ชุด" in ended.output
    assert "ตั้งชุดข้อมูลเหล่านี้เป็นไม่เผยแพร่" in ended.output


@pytest.mark.parametrize("way", [{"private": True}, {"state": "draft"}])
def test_a_hidden_file_of_a_dataset_that_is_hidden_itself_is_no_warning(run, organization, way):
    legacy(organization, GENERATION_2, resources=[HIDDEN], **way)
    assert "WARNING" not in run()


def test_a_dataset_that_was_made_private_is_warned_of_no_more(run, organization):
    identity = legacy(organization, GENERATION_2, resources=[HIDDEN])
    run("--dry-run", status=1)
    helpers.call_action("package_patch", {"user": factories.Sysadmin()["name"]}, id=identity, private=True)
    assert "WARNING" not in run("--dry-run")


def test_hidden_files_stand_in_the_tables_too(run, organization, tmp_path):
    identity = legacy(organization, GENERATION_2, resources=[HIDDEN])
    table = tmp_path / "report.csv"
    said = run("--json", "--dry-run", "--csv", str(table), status=1)
    told, _ = json.JSONDecoder().raw_decode(said)
    assert told["datasets"][0]["exposed"] == [
        {"resource": shown(identity)["resources"][0]["id"], "name": "เงินเดือนรายบุคคล"}
    ]
    assert told["warning"]["th"][0].startswith("คำเตือน")
    assert told["warning"]["en"][0].startswith("WARNING")
    (row,) = [row for row in csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))) if row["what"] == "exposed"]
    assert (row["field"], row["before"]) == ("resource_private", "เงินเดือนรายบุคคล")
    assert "ซ่อนได้ทั้งชุดข้อมูลเท่านั้น" in row["why_th"]
    assert "only whole datasets can be hidden" in row["why_en"]


def test_the_report_as_json_and_as_csv(run, organization, tmp_path):
    legacy(organization, {**GENERATION_1, "unknown": "=1+1"}, title="=cmd()")
    table = tmp_path / "report.csv"
    told = json.loads(run("--json", "--dry-run", "--csv", str(table)))
    assert (told["batch"], told["warning"]) == (None, None)
    assert [each["outcome"] for each in told["datasets"]] == ["planned"]
    moves = {each["field"]: each for each in told["datasets"][0]["moves"]}
    assert moves["allow_harvest"]["before"] == "1"
    assert moves["allow_harvest"]["after"] == "True"
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert {row["title"] for row in rows} == {"'=cmd()"}
    assert {"allow_harvest", "data_format"} <= {row["field"] for row in rows if row["what"] == "change"}
    assert all(row["why_th"] and row["why_en"] for row in rows)


def test_the_report_is_thai_unless_english_is_asked_for(give, organization):
    legacy(organization, GENERATION_1)
    said = give("--from", "thai_gdc", "--dry-run", "--org", organization["name"], "--lang", "th").output
    assert "ทดลองเท่านั้น" in said
    assert "เปลี่ยน: รูปแบบการเก็บข้อมูล (data_format): Database, XLS, text, SPSS" in said


@pytest.mark.parametrize("words", [[], ["--from", "thai_gdc", "--undo", "x"], ["--from", "other"]])
def test_a_command_without_one_plain_wish_is_refused(give, words):
    assert give(*words).exit_code == 2


def test_what_is_not_there_is_named(give, undo):
    assert "there is no organization nobody" in give("--from", "thai_gdc", "--org", "nobody").output
    assert "there is no batch none-such" in undo("none-such", status=1)


def test_ckan_has_the_command(cli):
    ended = cli.invoke(ckan, ["dgmaturity", "migrate", "--from", "thai_gdc", "--dry-run", "--org", "nobody"])
    assert ended.exit_code == 1
    assert "there is no organization nobody" in ended.output
