"""Hard cases of an import: what is refused, changed meanwhile, cut off, taken, hostile, or too much."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from ckanext.dgmaturity.importing import batches, queue, running, writing
from ckanext.dgmaturity.model import Batch, BatchDataset
from workbook_values import call, checked, edited, imported, organization, unique

from checker.testing import a_record, a_workbook

pytestmark = pytest.mark.usefixtures("with_request_context")


@pytest.fixture
def place():
    return organization()


def outcomes(told):
    return [each["outcome"] for each in told["datasets"]]


def test_one_bad_dataset_never_stops_the_rest(place):
    names = [unique(stem) for stem in ("a", "b", "c")]
    body = edited(a_workbook(*map(a_record, names)), {"F7": "no address", "G7": "x" * 5000})
    told = imported(*place, body)
    assert (told["state"], outcomes(told)[0], outcomes(told)[2]) == ("done", "created", "created")
    assert outcomes(told)[1] in ("draft", "failed")


def test_a_refused_value_is_left_out_and_told(place):
    name = unique("mail")
    told = imported(*place, edited(a_workbook(a_record(name)), {"F6": "stat at agency"}))
    one = told["datasets"][0]
    assert one["outcome"] == "draft"
    assert [(each["field"], each["value"]) for each in one["refused"]] in ([], [("maintainer_email", "stat at agency")])
    made = call("package_show", place[1], id=name)
    assert made["notes"] == a_record(name)["notes"]
    assert made["private"] is True


def test_a_category_that_is_not_public_is_private_always(place):
    name = unique("person")
    more = {"data_category": "ข้อมูลส่วนบุคคล", "data_classification": "ลับ", "license_id": "License not specified"}
    told = imported(*place, a_workbook(a_record(name, **more)))
    assert outcomes(told)[0] in ("created", "draft")
    assert call("package_show", place[1], id=name)["private"] is True


@pytest.mark.ckan_config("ckanext.dgmaturity.enforcement", "strict")
def test_strict_lists_what_is_incomplete_and_saves_the_rest(place):
    good, bad = unique("good"), unique("bad")
    batch = checked(*place, a_workbook(a_record(good), a_record(bad, notes="")))
    assert [each["kind"] for each in batch["datasets"]] == ["new", "held"]
    assert batch["datasets"][1]["why"]
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert outcomes(told) == ["created", "held"]
    assert model.Package.get(bad) is None


def test_a_dataset_that_was_changed_meanwhile_is_not_overwritten(place):
    name = unique("race")
    imported(*place, a_workbook(a_record(name)))
    batch = checked(*place, edited(a_workbook(a_record(name)), {"C6": "ของแฟ้ม"}))
    call("package_patch", place[1], id=name, title="ของคนอื่น")
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    one = told["datasets"][0]
    assert one["outcome"] == "changed"
    assert [(each["old"], each["new"]) for each in one["changes"]] == [("ของคนอื่น", "ของแฟ้ม")]
    assert call("package_show", None, id=name)["title"] == "ของคนอื่น"
    again = call("dgmaturity_workbook_check", place[1], organization_id=place[0]["id"], batch_id=batch["id"])
    assert again["id"] != batch["id"]
    assert outcomes(call("dgmaturity_workbook_import", place[1], id=again["id"])) == ["updated"]


def test_a_change_of_another_field_meanwhile_stays(place):
    name = unique("both")
    imported(*place, a_workbook(a_record(name)))
    batch = checked(*place, edited(a_workbook(a_record(name)), {"C6": "ของแฟ้ม"}))
    call("package_patch", place[1], id=name, accessible_condition="ขอใช้ได้ที่สำนักงาน")
    assert outcomes(call("dgmaturity_workbook_import", place[1], id=batch["id"])) == ["updated"]
    now = call("package_show", None, id=name)
    assert (now["title"], now["accessible_condition"]) == ("ของแฟ้ม", "ขอใช้ได้ที่สำนักงาน")


def test_a_name_of_another_organization_is_taken(place):
    name = unique("taken")
    imported(*organization(), a_workbook(a_record(name)))
    batch = checked(*place, a_workbook(a_record(name)))
    assert [each["kind"] for each in batch["datasets"]] == ["held"]
    assert batch["total"] == 0
    assert outcomes(call("dgmaturity_workbook_import", place[1], id=batch["id"])) == ["held"]


def test_a_dataset_that_appears_meanwhile_is_not_overwritten(place):
    name = unique("late")
    batch = checked(*place, a_workbook(a_record(name)))
    call("package_create", place[1], **a_record(name, owner_org=place[0]["id"], title="ของคนอื่น"))
    assert outcomes(call("dgmaturity_workbook_import", place[1], id=batch["id"])) == ["changed"]
    assert call("package_show", None, id=name)["title"] == "ของคนอื่น"


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_import_that_was_killed_goes_on_to_the_same_result(place, when):
    """``before``: the dataset was begun and not written; ``after``: it was written and not kept."""
    names = [unique(stem) for stem in ("one", "two", "three")]
    batch = checked(*place, a_workbook(a_record(names[0]), a_record(names[1], notes=""), a_record(names[2])))
    row = batches.found(batch["id"])
    running.choose(row, set())
    records = running.records_of(row)
    turn = writing.Turn(batch_id=row.id, number=2, record=records[1], user=place[1]["name"])
    writing.begin(turn, writing.DRAFT, [])
    if when == "after":
        begun = model.Session.get(BatchDataset, (row.id, 2)).result
        writing.write(turn)
        line = model.Session.get(BatchDataset, (row.id, 2))
        line.outcome, line.package_id, line.result = writing.WRITING, None, begun
        model.Session.commit()
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert (told["state"], told["done"], outcomes(told)) == ("done", 3, ["created", "draft", "created"])
    assert told["datasets"][1]["package_id"] == model.Package.get(names[1]).id


def test_two_imports_at_once_do_not_write_together(place):
    batch = checked(*place, a_workbook(a_record(unique("turn"))))
    with running.turn_of(place[0]["id"]) as mine:
        assert mine
        told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
        assert (told["queued"], told["state"], outcomes(told)) == (False, "importing", [None])
    assert outcomes(call("dgmaturity_workbook_import", place[1], id=batch["id"])) == ["created"]


@pytest.mark.ckan_config("ckanext.dgmaturity.workbook_at_once", 1)
def test_a_large_workbook_is_imported_by_the_queue(place):
    batch = checked(*place, a_workbook(a_record(unique("x")), a_record(unique("y"))))
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert (told["queued"], told["state"]) == (True, "importing")
    queue.work(batch["id"])
    told = call("dgmaturity_workbook_batch_show", place[1], id=batch["id"])
    assert (told["state"], told["done"], outcomes(told)) == ("done", 2, ["created", "created"])


@pytest.mark.ckan_config("ckanext.dgmaturity.workbook_at_once", 1)
@pytest.mark.ckan_config("ckan.redis.url", "redis://127.0.0.1:1/0")
@pytest.mark.usefixtures("redis_anew")
def test_without_a_queue_it_is_told_and_can_be_done_at_once(place):
    batch = checked(*place, a_workbook(a_record(unique("x")), a_record(unique("y"))))
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"])
    assert (told["queued"], told["state"]) == (False, "importing")
    told = call("dgmaturity_workbook_import", place[1], id=batch["id"], at_once=True)
    assert outcomes(told) == ["created", "created"]


def test_nothing_is_kept_of_a_check_that_is_not_to_be_kept(place):
    count = model.Session.query(Batch).count()
    told = checked(*place, a_workbook(a_record(unique("dry"))), keep=False)
    assert (told["id"], [each["kind"] for each in told["datasets"]]) == (None, ["new"])
    assert model.Session.query(Batch).count() == count


def test_old_batches_go_with_their_files(place):
    batch = checked(*place, a_workbook(a_record(unique("old"))))
    row = model.Session.get(Batch, batch["id"])
    row.at = row.at.replace(year=row.at.year - 1)
    model.Session.commit()
    checked(*place, a_workbook(a_record(unique("new"))))
    model.Session.expire_all()
    assert model.Session.get(Batch, batch["id"]) is None
    assert model.Session.query(BatchDataset).filter(BatchDataset.batch_id == batch["id"]).count() == 0


def test_only_the_uploader_and_administrators_see_a_batch(place):
    group, user = place
    batch = checked(*place, a_workbook(a_record(unique("mine"))))
    colleague, chief = organization()[1], organization()[1]
    for other, capacity in ((colleague, "editor"), (chief, "admin")):
        member = {"id": group["id"], "username": other["name"], "role": capacity}
        tk.get_action("organization_member_create")({"ignore_auth": True, "user": user["name"]}, member)
    with pytest.raises(tk.NotAuthorized):
        call("dgmaturity_workbook_batch_show", colleague, id=batch["id"])
    with pytest.raises(tk.NotAuthorized):
        call("dgmaturity_workbook_import", colleague, id=batch["id"])
    with pytest.raises(tk.NotAuthorized):
        call("dgmaturity_workbook_batch_show", None, id=batch["id"])
    assert call("dgmaturity_workbook_batch_list", colleague, organization_id=group["id"]) == []
    assert [each["id"] for each in call("dgmaturity_workbook_batch_list", chief, organization_id=group["id"])] == [
        batch["id"]
    ]


def bomb():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" * 3_000_000)
    return stream.getvalue()


@pytest.mark.parametrize("body", [b"PK\x03\x04junk", b"<html>", b"\x00\x01", b"plain text", bomb()], ids=range(5))
def test_what_is_no_workbook_is_told_and_kept_as_failed(place, body):
    told = checked(*place, body)
    assert (told["state"], told["datasets"], bool(told["error"])) == ("failed", [], True)
    with pytest.raises(tk.ValidationError):
        call("dgmaturity_workbook_import", place[1], id=told["id"])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "upload"), ({"content": 5}, "content"), ({"content": "%%"}, "content"), ({"upload": "text"}, "upload"),
        ({"batch_id": ["x"]}, "batch_id"), ({"content": "UEs=", "name": {"a": 1}}, "name"),
    ],
)  # fmt: skip
def test_wrong_input_is_told_at_its_field(place, data, field):
    with pytest.raises(tk.ValidationError) as error:
        call("dgmaturity_workbook_check", place[1], organization_id=place[0]["id"], **data)
    assert field in error.value.error_dict


@pytest.mark.parametrize("leave", ["x", {"a": 1}, [None], [1.5], [True]])
def test_wrong_numbers_to_leave_are_told(place, leave):
    batch = checked(*place, a_workbook(a_record(unique("n"))))
    with pytest.raises(tk.ValidationError):
        call("dgmaturity_workbook_import", place[1], id=batch["id"], leave=leave)


@pytest.mark.ckan_config("ckanext.dgmaturity.workbook_max_size", 1)
def test_a_large_file_is_refused(place):
    content = base64.b64encode(b"PK" + bytes(2 << 20)).decode()
    with pytest.raises(tk.ValidationError):
        call("dgmaturity_workbook_check", place[1], organization_id=place[0]["id"], content=content)


@pytest.mark.parametrize("identifier", ["none", "\x00", 5, None])
def test_an_unknown_batch_is_no_error_of_ours(place, identifier):
    with pytest.raises((tk.ObjectNotFound, tk.ValidationError, tk.NotAuthorized)):
        call("dgmaturity_workbook_batch_show", place[1], id=identifier)
