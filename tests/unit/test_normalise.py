"""Packages as sites write them, brought to one dataset."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from checker.checks import CheckContext, check_dataset
from checker.checks.items import item_outcomes
from checker.model import Note, Outcome, Publisher, Role
from checker.normalise import normalise
from checker.rubric import load
from checker.vocabulary import vocabulary

RUBRIC = load("data-catalog-kpi-2565")
CONTEXT = CheckContext(vocabulary=vocabulary(), rules=RUBRIC.checks, today=date(2022, 9, 30))
ALL_PASSED = {str(number): Outcome.PASSED for number in range(1, 15)}

#: The two filled examples of the source's table of 14 items, as they are printed.
TOURISM = {
    "id": "DataSet_tourism",
    "data_type": "ข้อมูลระบุ",
    "title": "รายได้จากการท่องเที่ยว",
    "owner_org": "สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา",
    "maintainer": "กลุ่มสารสนเทศด้านเศรษฐกิจ",
    "maintainer_email": "policy@mots.go.th",
    "tag_string": "รายได้, ท่องเที่ยว, จังหวัด",
    "notes": "รายได้จากการท่องเที่ยว จำแนกรายจังหวัด",
    "objective": '<ul style="list-style-type: none"> <li>- เพื่อรายงานสถานการณ์ด้านการท่องเที่ยว</li> '
    "<li>- แผนพัฒนาการท่องเที่ยวแห่งชาติ ฉบับที่ 2 ( พ.ศ. 2560-2564)</li> <li>- พันธกิจของ สป.กก.</li> </ul>",
    "update_frequency_unit": "รายปี",
    "update_frequency_interval": "2",
    "geo_coverage": "จังหวัด",
    "data_source": "รายงานสถานการณ์ด้านการท่องเที่ยว",
    "data_format": "Text, csv",
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "DGA Open Government License",
}
LABOUR = {
    "id": "DataSet_labour",
    "data_type": "ข้อมูลสถิติ",
    "title": "จำนวนกำลังแรงงานรวม",
    "owner_org": "สำนักงานสถิติแห่งชาติ",
    "maintainer": "กองสถิติสังคม",
    "maintainer_email": "slaborfs@nso.go.th",
    "tag_string": "แรงงาน, กำลังแรงงาน",
    "notes": "กำลังแรงงานรวม หมายถึง บุคคลทุกคนที่มี อายุ 15 ปีขึ้นไป ในสัปดาห์แห่งการสำรวจเป็นผู้อยู่ในกำลังแรงงานปัจจุบัน "
    "และเป็นผู้ถูกจัดจำแนกอยู่ในประเภทกำลังแรงงานที่รอฤดูกาล",
    "objective": "- เพื่อประมาณจำนวนและลักษณะของกำลังแรงงานภายในประเทศ\n- กฎกระทรวง\n- พันธกิจของ สสช.",
    "update_frequency_unit": "รายเดือน",
    "update_frequency_interval": 1,
    "geo_coverage": "จังหวัด",
    "data_source": "สํารวจภาวะการทำงานของประชากร (สำนักงานสถิติแห่งชาติ)",
    "data_format": "Database, XLS, text, SPSS",
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "License not specified",
}


def fields(**package: Any) -> dict[str, Any]:
    return dict(normalise({"id": "d", **package}).fields)


def one_resource(**resource: Any) -> Any:
    return normalise({"id": "d", "resources": [{"id": "r", **resource}]}).distributions[0]


@pytest.mark.parametrize("package", [TOURISM, LABOUR], ids=["tourism", "labour"])
def test_both_examples_of_the_source_have_14_of_14(package: dict[str, Any]) -> None:
    assert item_outcomes(check_dataset(normalise(package), CONTEXT), RUBRIC) == (ALL_PASSED, 14)


def test_the_tourism_example_reads_as_the_specification_says() -> None:
    found = normalise(TOURISM).fields
    assert (found["data_type"], found["update_frequency_unit"], found["update_frequency_interval"]) == (
        "ข้อมูลระเบียน",
        "ปี",
        "2",
    )
    assert (found["objective"], found["data_format"]) == (("อื่นๆ",), ("Text", "CSV"))
    assert found["objective_other"] == (
        "เพื่อรายงานสถานการณ์ด้านการท่องเที่ยว\nแผนพัฒนาการท่องเที่ยวแห่งชาติ ฉบับที่ 2 ( พ.ศ. 2560-2564)\nพันธกิจของ สป.กก."
    )
    assert found["tag_string"] == ("รายได้", "ท่องเที่ยว", "จังหวัด")


def test_the_labour_example_keeps_spss_as_other() -> None:
    found = normalise(LABOUR).fields
    assert (found["data_format"], found["data_format_other"]) == (("Database", "XLS", "Text", "อื่นๆ"), "SPSS")
    assert found["data_source"] == "สำรวจภาวะการทำงานของประชากร (สำนักงานสถิติแห่งชาติ)"  # U+0E4D U+0E32 → U+0E33


def test_thirteen_of_fourteen_is_told_by_its_item() -> None:
    outcomes, informative = item_outcomes(check_dataset(normalise({**LABOUR, "maintainer": ""}), CONTEXT), RUBRIC)
    assert outcomes == {**ALL_PASSED, "4": Outcome.FAILED}
    assert informative == 13


def test_an_item_that_was_not_checked_is_untested() -> None:
    found = check_dataset(normalise(LABOUR), CONTEXT, only=("title",))
    assert item_outcomes(found, RUBRIC)[0] == {**dict.fromkeys(ALL_PASSED, Outcome.UNTESTED), "2": Outcome.PASSED}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (["CSV", "XLS"], ("CSV", "XLS")),
        ('["CSV", "XLS"]', ("CSV", "XLS")),
        ("{CSV,XLS}", ("CSV", "XLS")),
        ('{CSV,"DOC/DOCX"}', ("CSV", "DOC/DOCX")),
        ("CSV, XLS", ("CSV", "XLS")),
        ("csv;excel", ("CSV", "XLS")),
        ("CSV / XLSX", ("CSV", "XLS")),
        ("CSV\nPDF", ("CSV", "PDF")),
        ("- CSV\n- PDF", ("CSV", "PDF")),
        ("DOC/DOCX", ("DOC/DOCX",)),
        ("XLS/XLSX, DOC/DOCX", ("XLS", "DOC/DOCX")),
        ("CSV, csv, CSV", ("CSV",)),
        (["CSV, XLS", "PDF"], ("CSV", "XLS", "PDF")),
        ("Arc/Info Coverage, Shapefile", ("Arc/Info Coverage", "Shapefile")),
        ("C S V", ("CSV",)),
        (["-"], ("-",)),
        ([], ()),
        (None, None),
    ],
)
def test_many_choices_in_every_shape_are_the_stored_values(written: object, stored: object) -> None:
    found = fields(data_format=written)
    assert found.get("data_format") == stored
    assert "data_format_other" not in found


@pytest.mark.parametrize(
    ("field", "written", "stored"),
    [
        ("objective", "แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)", ("แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)",)),
        (
            "objective",
            "ยุทธศาสตร์ชาติ, แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)",
            ("ยุทธศาสตร์ชาติ", "แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)"),
        ),
        ("objective", "นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี", ("นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี",)),
        ("objective", "พันธกิจหน่วยงาน/ดัชนี/ตัวชี้วัดระดับนานาชาติ", ("พันธกิจหน่วยงาน", "ดัชนี/ตัวชี้วัดระดับนานาชาติ")),
        ("geo_coverage", "เทศบาล/อบต.", "เทศบาล/อบต."),
        ("geo_coverage", "ทวีป/กลุ่มประเทศในทวีป", "ทวีป/กลุ่มประเทศในทวีป"),
        ("geo_coverage", ["จังหวัด"], "จังหวัด"),
        ("geo_coverage", '["จังหวัด"]', "จังหวัด"),
        ("geo_coverage", ["จังหวัด", "จังหวัด"], "จังหวัด"),
        ("geo_coverage", ["จังหวัด", "อำเภอ"], "จังหวัด, อำเภอ"),
        ("geo_coverage", "- จังหวัด", "จังหวัด"),
        ("data_category", "1. ข้อมูลสาธารณะ", "ข้อมูลสาธารณะ"),
        ("data_category", "“ข้อมูลสาธารณะ”", "ข้อมูลสาธารณะ"),
        ("license_id", "Creative Commons Non-Commercial (Any)", "Creative Commons Non-Commercial (Any)"),
        ("disaggregate", "เพศ, อายุ/กลุ่มอายุ", ("เพศ", "อายุ/กลุ่มอายุ")),
        ("data_language", "th, en", ("ไทย", "อังกฤษ")),
        ("data_classification", "ชั้นลับมาก", "ลับมาก"),
        ("data_classification", "เผยแพร่ภายในองค์กร", "ชั้นเผยแพร่ภายในองค์กร"),
        ("allow_harvest", "1", "True"),
        ("allow_harvest", True, "True"),
        ("allow_harvest", "ไม่ยินยอม", "False"),
        ("high_value_dataset", 1, "True"),
        ("high_value_dataset", False, "False"),
        ("single_source_of_truth", "true", "True"),
        ("update_frequency_interval", "๒", "2"),
        ("update_frequency_interval", 1.0, "1"),
        ("update_frequency_interval", " 1 ", "1"),
        ("update_frequency_interval", "2 ปี", "2"),
        ("last_updated_date", "10 ก.ย. 2564", "2021-09-10"),
        ("last_updated_date", "เมื่อวาน", "เมื่อวาน"),
        ("first_year_of_data", "พ.ศ. ๒๕๖๔", "2021"),
        ("first_year_of_data", 2021, "2021"),
        ("maintainer_email", "กองสถิติ <stat@sample.go.th>", "stat@sample.go.th"),
        ("maintainer_email", "a@sample.go.th;b@sample.go.th", "a@sample.go.th, b@sample.go.th"),
        ("title", {"en": "Number", "th": "จำนวน"}, "จำนวน"),
        ("title", {"en": "Number", "th": ""}, "Number"),
        ("title", "<b>จำนวน</b> &amp; ร้อยละ", "จำนวน & ร้อยละ"),
        ("title", "จำนวน\n  โรงเรียน", "จำนวน โรงเรียน"),
    ],
)
def test_a_value_is_stored_as_the_vocabulary_has_it(field: str, written: object, stored: object) -> None:
    assert fields(**{field: written})[field] == stored


@pytest.mark.parametrize(
    ("package", "field", "stored"),
    [
        ({"contact_person": "ฝ่าย ก"}, "maintainer", "ฝ่าย ก"),
        ({"maintainer": "", "contact_person": "ฝ่าย ก"}, "maintainer", "ฝ่าย ก"),
        ({"contact_email": "a@sample.go.th"}, "maintainer_email", "a@sample.go.th"),
        ({"data_class_level": "ลับ"}, "data_classification", "ลับ"),
        ({"disclosure": "ชั้นเปิดเผย"}, "data_classification", "เปิดเผย"),
        ({"extras": [{"key": "height_value_dataset", "value": "1"}]}, "high_value_dataset", "True"),
        ({"extras": [{"key": "access_detail", "value": "ขอได้"}]}, "accessible_condition", "ขอได้"),
        ({"extras": [{"key": "maintain_frequent", "value": "รายเดือน"}]}, "update_frequency_unit", "เดือน"),
        ({"extras": {"telephone": "0 2000 0000"}}, "telephone_number", "0 2000 0000"),
        ({"data_source": "\u200b", "extras": [{"key": "data_source", "value": "สำมะโน"}]}, "data_source", "สำมะโน"),
        ({"data_source": "ก", "extras": [{"key": "data_source", "value": "ข"}]}, "data_source", "ก"),
        ({"license_id": "", "license_title": "cc-by"}, "license_id", "cc-by"),
        ({"author": "ผู้จัดทำ", "maintainer": ""}, "maintainer", ""),
    ],
)
def test_a_field_is_found_wherever_the_edition_keeps_it(package: dict[str, Any], field: str, stored: str) -> None:
    assert fields(**package)[field] == stored


def test_an_absent_item_is_no_field_and_a_blank_one_is_blank() -> None:
    assert "notes" not in fields()
    assert fields(notes=" ")["notes"] == ""
    assert "unit_of_measure" not in fields(unit_of_measure="")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ([{"name": "ก", "display_name": "ก ข"}, {"name": "ค"}], ("ก ข", "ค")),
        (["ก", "ข", "ก"], ("ก", "ข")),
        ("ก, ข,", ("ก", "ข")),
        ("ก\nข, ค", ("ก", "ข", "ค")),
        ('["ก", "ข"]', ("ก", "ข")),
        ('{ก,"ข ค"}', ("ก", "ข ค")),
        ("[]", ()),
        ('{""}', ()),
        ([{"name": "<b></b>"}, None, 5, {}], ("5",)),
        ({}, ()),
    ],
)
def test_tags_are_read_in_every_shape(written: object, stored: tuple[str, ...]) -> None:
    assert fields(tags=written)["tag_string"] == stored


@pytest.mark.parametrize(
    ("package", "publisher"),
    [
        (
            {"organization": {"id": "o1", "name": "dep", "title": "กรม"}, "owner_org": "o1"},
            Publisher(id="o1", name="dep", title="กรม"),
        ),
        ({"organization": {"id": "o1", "name": "dep"}, "owner_org": None}, Publisher(id="o1", name="dep")),
        ({"organization": {"title": "กรม"}}, Publisher(id="กรม", title="กรม")),
        ({"owner_org": "กรม"}, Publisher(id="กรม")),
        ({"owner_org": "o1", "organization": None}, None),
        ({"owner_org": "", "organization": {}}, None),
        ({"extras": [{"key": "owner_org", "value": "กรม"}]}, Publisher(id="กรม")),
        ({}, None),
    ],
)
def test_the_publisher_is_the_organization_object_or_what_owner_org_names(
    package: dict[str, Any], publisher: Publisher | None
) -> None:
    assert normalise({"id": "d", **package}).publisher == publisher


def test_an_owner_that_is_none_of_the_catalogs_organizations_fails() -> None:
    context = CheckContext(
        vocabulary=vocabulary(),
        rules=RUBRIC.checks,
        today=date(2022, 9, 30),
        organizations=frozenset({"dep", "กรมตัวอย่าง"}),
    )
    reasons = [
        check_dataset(normalise({"id": "d", "owner_org": owner}), context, only=("owner_org",))[0].reason
        for owner in ("dep", "กรมตัวอย่าง", "กรมอื่น")
    ]
    assert reasons == ["ok", "ok", "no_organization"]


@pytest.mark.parametrize(
    ("resource", "format_id", "role"),
    [
        ({"format": "XSL", "url": "https://x.go.th/a.xls"}, "xls", Role.DATA),
        ({"format": "MAP", "url": "https://x.go.th/a.kml"}, "kml", Role.DATA),
        ({"format": "MAP", "name": "แผนที่ (GML)"}, "gml", Role.DATA),
        ({"format": "MAP", "url": "https://x.go.th/a"}, None, Role.DATA),
        ({"format": ".xlsx"}, "xlsx", Role.DATA),
        ({"format": "text/csv; charset=utf-8"}, "csv", Role.DATA),
        ({"format": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, "xlsx", Role.DATA),
        ({"format": "cvs"}, "csv", Role.DATA),
        ({"format": "https://x.go.th/a.json"}, "json", Role.DATA),
        ({"format": "2021-10-31T05:59:39", "url": "https://x.go.th/a.csv?v=1"}, "csv", Role.DATA),
        ({"format": "", "url": "https://x.go.th/a.pdf"}, "pdf", Role.DATA),
        ({"format": "", "url": "https://x.ai"}, None, Role.DATA),
        ({"format": "CSV, JSON"}, "csv", Role.DATA),
        ({"name": "All resource data", "format": "ZIP"}, "zip", Role.BUNDLE),
        ({"name": "All resource data", "format": "CSV"}, "csv", Role.DATA),
        ({"name": "พจนานุกรมข้อมูล", "format": "PDF"}, "pdf", Role.DICTIONARY),
        ({"name": "Meta_data_กรมบัญชีกลาง(256202.01)", "format": "XSL"}, "xls", Role.DICTIONARY),
        ({"name": "metada_กรมโรงงานอุตสาหกรรม", "format": "PDF"}, "pdf", Role.DICTIONARY),
        ({"name": "Data dict - ที่ตั้งโครงการ", "format": "XLSX"}, "xlsx", Role.DICTIONARY),
        ({"name": "คำอธิบายชุดข้อมูล", "format": "DOC"}, "doc", Role.DICTIONARY),
        ({"name": "README", "format": "TXT"}, "txt", Role.DICTIONARY),
        ({"name": "data-dic.xlsx", "format": "XLSX"}, "xlsx", Role.DICTIONARY),
        ({"name": "พจนานุกรม", "format": "XLSX"}, "xlsx", Role.DICTIONARY),
        ({"name": "พจนานุกรมไทย-อังกฤษ", "format": "CSV"}, "csv", Role.DATA),
        ({"name": "รายชื่อโรงเรียน", "format": "CSV"}, "csv", Role.DATA),
    ],
)
def test_a_resource_has_its_format_repaired_and_its_role_told(
    resource: dict[str, Any], format_id: str | None, role: Role
) -> None:
    found = one_resource(**resource)
    assert (found.format, found.role) == (format_id, role)
    assert found.declared == resource.get("format", "")


def test_a_resource_without_an_id_or_with_a_repeated_one_gets_its_own() -> None:
    found = normalise({"id": "d", "resources": [{}, {"id": "r"}, {"id": "r"}, {"id": "d#1"}, "no resource"]})
    assert [each.id for each in found.distributions] == ["d#1", "r", "d#3", "d#4"]
    assert [note.code for note in found.notes] == ["not_a_resource"]


def test_dates_of_resources_are_gregorian() -> None:
    found = one_resource(resource_created_date="2563-02-29", resource_last_updated_date="๑๐/๐๙/๒๕๖๔")
    assert (found.created, found.updated) == (date(2020, 2, 29), date(2021, 9, 10))
    assert found.fields == {"resource_created_date": "2020-02-29", "resource_last_updated_date": "2021-09-10"}


def test_a_day_that_only_another_era_has_is_no_date() -> None:
    found = one_resource(resource_last_updated_date="2564-02-29")
    assert (found.updated, found.fields["resource_last_updated_date"]) == (None, "2564-02-29")


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2021-10-31T05:59:39.473708", datetime(2021, 10, 31, 5, 59, 39, 473708, tzinfo=timezone.utc)),
        ("2021-10-31T05:59:39Z", datetime(2021, 10, 31, 5, 59, 39, tzinfo=timezone.utc)),
        ("2021-10-31T05:59:39+07:00", datetime(2021, 10, 30, 22, 59, 39, tzinfo=timezone(timedelta(0)))),
        ("เมื่อวาน", None),
        (5, None),
    ],
)
def test_naive_times_of_the_catalog_are_utc(stamp: object, moment: datetime | None) -> None:
    assert normalise({"id": "d", "metadata_modified": stamp}).modified == moment
    assert one_resource(last_modified=stamp).last_modified == moment


def test_the_page_of_a_dataset_stands_under_the_site() -> None:
    assert normalise({"id": "1", "name": "a-b"}, base_url="https://x.go.th/th/").url == "https://x.go.th/th/dataset/a-b"
    assert normalise({"id": "ก ข"}, base_url="https://x.go.th").url == "https://x.go.th/dataset/%E0%B8%81%20%E0%B8%82"
    assert normalise({"id": "1"}).url == ""


def test_a_package_without_id_and_name_gets_the_same_id_each_time() -> None:
    one, same, other = normalise({"title": "ก"}), normalise({"title": "ก"}), normalise({"title": "ข"})
    assert one.id == same.id != other.id
    assert one.id.startswith("unnamed-")


@pytest.mark.parametrize(
    ("private", "stored"), [(True, True), ("True", True), ("1", True), (False, False), (None, False), ("x", False)]
)
def test_private_is_read_in_every_shape(private: object, stored: bool) -> None:
    assert normalise({"id": "d", "private": private}).private is stored


def test_what_was_repaired_is_noted() -> None:
    found = normalise(
        {
            "id": "d",
            "title": "<b>จ\u0e4dานวน</b>",
            "data_type": "สถิติ",
            "data_source": "สำมะ\u200bโน",
            "last_updated_date": "2564-09-10",
            "update_frequency_interval": "2 ปี",
            "resources": [{"id": "r", "format": "XSL", "url": " https://x.go.th/a.xls"}],
        }
    )
    assert set(found.notes) == {
        Note(code="html_removed", path="title", before="<b>จ\u0e4dานวน</b>", after="จำนวน"),
        Note(code="unicode_repaired", path="data_source", before="สำมะ\u200bโน", after="สำมะโน"),
        Note(code="synonym", path="data_type", before="สถิติ", after="ข้อมูลสถิติ"),
        Note(code="buddhist_era", path="last_updated_date", before="2564-09-10", after="2021-09-10"),
        Note(code="unit_removed", path="update_frequency_interval", before="2 ปี", after="2"),
        Note(code="format_repaired", path="resources/r/format", before="XSL", after="xls"),
        Note(code="trimmed", path="resources/r/url", before=" https://x.go.th/a.xls", after="https://x.go.th/a.xls"),
    }
