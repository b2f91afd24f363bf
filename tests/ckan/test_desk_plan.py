"""The plan of an organization: uploaded, refused with every problem at its place, in force, given to the engine."""

from __future__ import annotations

import io

import openpyxl
import pytest
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity import given
from desk_values import USE, Office, book, refused, upload, value

from checker.plan import read_value

pytestmark = pytest.mark.usefixtures("with_request_context")

ONE = ("DataSet_11_01", "สถิตินักท่องเที่ยว")


@pytest.fixture
def office():
    return Office()


@pytest.fixture(scope="module")
def one():
    """One organization for all tests of wrong input: nothing is ever stored for it."""
    return []


@pytest.fixture
def idle(one):
    one.extend([] if one else [Office()])
    return one[0]


def test_a_workbook_is_read_and_shown_with_what_it_lacks(office):
    told = office.call("plan_create", upload=upload(book(value(ONE))))
    assert told["complete"]
    assert told["in_force"]
    assert (told["fiscal_year"], told["datasets"], told["name"]) == (2565, 1, "แผน.xlsx")
    assert office.call("plan_show")["plan"]["issues"][0]["focus_area"] == 9


def test_a_plan_in_yaml_and_one_in_json_are_the_same(office):
    yaml = "issues:\n- missions:\n  - title: ก\n    processes:\n    - title: ข\n      datasets:\n      - title: ค\n"
    first = office.call("plan_create", upload=upload(yaml.encode(), "plan.yaml"))
    json = {"issues": [{"missions": [{"title": "ก", "processes": [{"title": "ข", "datasets": [{"title": "ค"}]}]}]}]}
    second = office.call("plan_create", plan=json)
    assert first["plan"] == second["plan"]
    assert [each["id"] for each in second["missing"]] == ["focus_area", "issue", "goal", "expected_users"]


def test_a_wrong_workbook_is_refused_with_every_problem_at_its_cell(office):
    opened = openpyxl.load_workbook(io.BytesIO(book(value(ONE, ("DataSet_11_02", "ก")))))
    sheet = opened["Temp1_Dataset"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "DataSet_11_02"]
    cells[0].value = "DataSet_11_01"
    sheet["B1"].value = "ด้านการประมง"
    saved = io.BytesIO()
    opened.save(saved)
    told = refused(office, "plan_create", upload=upload(saved.getvalue()))
    places = {(each["sheet"], each["cell"], each["value"]) for each in told["problems"]}
    assert places == {("Temp1_Dataset", "B1", "ด้านการประมง"), ("Temp1_Dataset", cells[0].coordinate, "DataSet_11_01")}
    assert len(told["upload"]) == 2
    assert office.call("plan_list") == []


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04 not a zip", b"<html>", b"\x00\x01\x02", b"- a list", b"key: [", "แผน".encode("cp874")]
)
def test_what_is_no_plan_is_refused_in_words(idle, body):
    assert all(refused(idle, "plan_create", upload=upload(body))["upload"])
    assert idle.call("plan_list") == []


def test_an_archive_that_swells_is_refused(idle):
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 400_000_000)
    assert refused(idle, "plan_create", upload=upload(held.getvalue()))["upload"]


@pytest.mark.ckan_config("ckanext.dgmaturity.plan_max_size", 1)
def test_a_file_over_the_limit_is_refused_with_the_limit(idle):
    told = refused(idle, "plan_create", upload=upload(b"#" * (1024 * 1024 + 1), "plan.yaml"))
    assert "1 MB" in told["upload"][0]


def test_an_empty_form_does_not_put_a_filled_one_out_of_force(office):
    office.call("plan_create", plan=value(ONE))
    assert refused(office, "plan_create", upload=upload(book({"issues": [{}]})))
    assert office.call("plan_show")["datasets"] == 1


@pytest.mark.parametrize("plan", [[], "x", 3, True, "[]", "{" * 9, {"issues": "x"}, {"a": {"b": [{"c": 1}]}}])
def test_a_plan_of_a_wrong_type_is_refused(idle, plan):
    assert refused(idle, "plan_create", plan=plan)


@pytest.mark.parametrize("wrong", ["file.xlsx", 3, {"a": 1}, True])
def test_an_upload_that_is_no_file_is_refused(idle, wrong):
    assert refused(idle, "plan_create", upload=wrong)["upload"]


def test_no_plan_and_two_plans_at_once_are_refused(idle):
    assert refused(idle, "plan_create")["upload"]
    assert refused(idle, "plan_create", plan=value(ONE), upload=upload(b"a: 1"))["upload"]


def test_signs_that_a_database_refuses_do_not_stand_in_a_plan(office):
    told = office.call("plan_create", plan=value(("DataSet_11_01", "ก\x00ข\ud800ค")))
    assert told["datasets"] == 1


def test_the_newest_plan_of_the_counted_year_is_in_force(office):
    office.call("plan_create", plan=value(ONE, fiscal_year=2564))
    assert office.call("plan_show")["fiscal_year"] == 2564
    counted = office.call("plan_create", plan=value(ONE))
    office.call("plan_create", plan=value(ONE, fiscal_year=2566))
    assert office.call("plan_show")["id"] == counted["id"]
    newer = office.call("plan_create", plan=value(ONE, ("DataSet_11_02", "ข")))
    assert office.call("plan_show")["id"] == newer["id"]
    assert office.call("plan_delete", id=newer["id"]) == {"id": newer["id"], "in_force": counted["id"]}


def test_without_a_plan_there_is_none(idle):
    assert given.effective_plan(idle.id) is None
    with pytest.raises(tk.ObjectNotFound):
        idle.call("plan_show")


def test_the_engine_gets_the_plan_with_matches_and_records(office):
    office.call("plan_create", plan=value(ONE, ("DataSet_11_02", "ข"), ("DataSet_11_03", "ค"), utilisation=[USE]))
    name = office.dataset("อื่น", name=f"other-{office.name}")
    office.call("match_update", code="dataset_11_01", dataset=name)
    office.call("match_update", code="DataSet_11_02", none=True)
    office.call("evidence_create", **USE)
    plan = read_value(given.effective_plan(office.id), "plan")
    assert [(each.name, each.decided) for each in plan.planned()] == [
        (f"other-{office.name}", True), (None, True), (None, False),
    ]  # fmt: skip
    assert [each.attested_on.isoformat() for each in plan.utilisation] == ["2022-03-31", "2022-03-31"]


@pytest.mark.parametrize("action", ["plan_create", "plan_list", "plan_show"])
@pytest.mark.parametrize("name", ["no-such", "", None, 3, ["a"], {"a": 1}, "a\x00b", "x" * 100_000])
def test_an_organization_that_is_none_is_told_as_such(idle, action, name):
    with pytest.raises((tk.ValidationError, tk.ObjectNotFound)):
        idle.call(action, organization_id=name)


def test_editors_read_administrators_fill_and_nobody_else(office):
    other = Office()
    plan = office.call("plan_create", plan=value(ONE))
    for user in (office.editor, office.admin):
        assert office.call("plan_show", user, id=plan["id"])["id"] == plan["id"]
    for user in (office.member, other.admin, other.editor, ""):
        for action in ("plan_list", "plan_show", "match_list", "evidence_list"):
            with pytest.raises(tk.NotAuthorized):
                office.call(action, user)
        with pytest.raises(tk.NotAuthorized):
            office.call("plan_show", user, id=plan["id"])
    for user in (office.editor, office.member, other.admin, ""):
        with pytest.raises(tk.NotAuthorized):
            office.call("plan_create", user, plan=value(ONE))
        with pytest.raises(tk.NotAuthorized):
            office.call("plan_delete", user, id=plan["id"])
