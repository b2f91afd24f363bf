"""The form that CKAN gets is what the tool makes of the vocabulary, with the names and values that agencies store."""

import pytest

from checker.resources import load_yaml, schemas_dir
from tools.form import files

#: names of every field, as the incumbent extension (2.2) stores them, and those that it has beside
DATASET = """
    data_type data_type_other title name owner_org allow_harvest reference_url_catalog maintainer maintainer_email
    tag_string notes objective objective_other update_frequency_unit update_frequency_unit_other
    update_frequency_interval geo_coverage geo_coverage_other data_source data_format data_format_other data_category
    data_classification license_id license_id_other accessible_condition data_support data_support_other data_collect
    data_collect_other url data_language data_language_other created_date last_updated_date data_release_calendar
    first_year_of_data last_year_of_data disaggregate disaggregate_other unit_of_measure unit_of_multiplier
    unit_of_multiplier_other calculation_method standard geographic_data_set equivalent_scale equivalent_scale_other
    west_bound_longitude east_bound_longitude north_bound_longitude south_bound_longitude positional_accuracy
    reference_period data_release_date high_value_dataset reference_data official_statistics
    telephone_number single_source_of_truth
"""
RESOURCE = """
    url name description resource_accessible_condition resource_data_collect resource_data_collect_other
    resource_first_year_of_data resource_last_year_of_data resource_disaggregate resource_disaggregate_other
    resource_unit_of_measure resource_unit_of_multiplier resource_unit_of_multiplier_other
    resource_geographic_data_set resource_equivalent_scale resource_equivalent_scale_other
    resource_positional_accuracy resource_created_date resource_last_updated_date resource_data_release_calendar
    resource_official_statistics resource_data_release_date format resource_private
"""
#: types of data that a field is asked of; every other field is asked of all
SHOWN_FOR = {
    "O": ["data_type_other"],
    "RMO": ["data_support", "data_support_other", "data_collect", "data_collect_other", "created_date",
            "high_value_dataset", "reference_data", "resource_data_collect", "resource_data_collect_other"],
    "SG": ["data_release_calendar"],
    "RGMO": ["resource_created_date"],
    "S": ["first_year_of_data", "last_year_of_data", "disaggregate", "disaggregate_other", "unit_of_measure",
          "unit_of_multiplier", "unit_of_multiplier_other", "calculation_method", "standard", "official_statistics",
          "resource_first_year_of_data", "resource_last_year_of_data", "resource_disaggregate",
          "resource_disaggregate_other", "resource_unit_of_measure", "resource_unit_of_multiplier",
          "resource_unit_of_multiplier_other", "resource_data_release_calendar", "resource_official_statistics"],
    "G": ["geographic_data_set", "equivalent_scale", "equivalent_scale_other", "west_bound_longitude",
          "east_bound_longitude", "north_bound_longitude", "south_bound_longitude", "positional_accuracy",
          "reference_period", "data_release_date", "resource_geographic_data_set", "resource_equivalent_scale",
          "resource_equivalent_scale_other", "resource_positional_accuracy", "resource_data_release_date"],
}  # fmt: skip
#: stored values, byte for byte
VALUES = {
    "data_type": "ข้อมูลระเบียน · ข้อมูลสถิติ · ข้อมูลภูมิสารสนเทศเชิงพื้นที่ · ข้อมูลหลากหลายประเภท · ข้อมูลประเภทอื่นๆ",
    "allow_harvest": "False · True",
    "objective": "ยุทธศาสตร์ชาติ · แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ · แผนความมั่นคงแห่งชาติ · แผนแม่บทภายใต้ยุทธศาสตร์ชาติ"
    " · แผนปฏิรูปประเทศ · แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560) · นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี · มติคณะรัฐมนตรี"
    " · เพื่อการให้บริการประชาชน · กฎหมายที่เกี่ยวข้อง · พันธกิจหน่วยงาน · ดัชนี/ตัวชี้วัดระดับนานาชาติ · ไม่ทราบ · อื่นๆ",
    "update_frequency_unit": "ไม่ทราบ · ปี · ครึ่งปี · ไตรมาส · เดือน · สัปดาห์ · วัน · วันทำการ · ชั่วโมง · นาที · ตามเวลาจริง"
    " · ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล · อื่นๆ",
    "geo_coverage": "ไม่มี · โลก · ทวีป/กลุ่มประเทศในทวีป · กลุ่มประเทศทางเศรษฐกิจ · ประเทศ · ภาค · จังหวัด · อำเภอ · ตำบล"
    " · หมู่บ้าน · เทศบาล/อบต. · พิกัด · ไม่ทราบ · อื่นๆ",
    "data_format": "Database · CSV · XML · Image · Video · Audio · Text · JSON · HTML · DOC/DOCX · XLS · PDF"
    " · RDF · NoSQL · Arc/Info Coverage · Shapefile · GeoTiff · GML · ไม่ทราบ · อื่นๆ",
    "data_category": "ข้อมูลสาธารณะ · ข้อมูลใช้ภายใน · ข้อมูลส่วนบุคคล · ข้อมูลความมั่นคง · ข้อมูลความลับทางราชการ",
    "data_classification": "เปิดเผย · ชั้นเผยแพร่ภายในองค์กร · ลับ · ลับมาก · ลับที่สุด",
    "license_id": "DGA Open Government License · Open Data Common · Creative Commons Attributions"
    " · Creative Commons Attribution Non-Commercial · Creative Commons Attribution Share-Alike"
    " · Creative Commons Attribution Non-Commercial Share-Alike"
    " · Creative Commons Attribution Non-Commercial No-Derivs · Creative Commons Attribution No-Derivs"
    " · Creative Commons Non-Commercial (Any) · GNU Free Documentation License · License not specified · อื่นๆ",
    "data_support": "ไม่มี · หน่วยงานของรัฐ · หน่วยงานเอกชน · หน่วยงาน/องค์กรระหว่างประเทศ · มูลนิธิ/สมาคม · สถาบันการศึกษา"
    " · อื่นๆ",
    "data_collect": "ไม่มี · บุคคล · ครัวเรือน/ครอบครัว · บ้าน/ที่อยู่อาศัย · บริษัท/ห้างร้าน/สถานประกอบการ · อาคาร/สิ่งปลูกสร้าง"
    " · พื้นที่การเกษตร ประมง ป่าไม้ · สัตว์และพันธุ์พืช · ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่ · แหล่งน้ำ เช่น แม่น้ำ อ่างเก็บน้ำ"
    " · เส้นทางการเดินทาง เช่น ถนน ทางรถไฟ · ไม่ทราบ · อื่นๆ",
    "data_language": "ไทย · อังกฤษ · จีน · มลายู · พม่า · ลาว · เขมร · ญี่ปุ่น · เกาหลี · ฝรั่งเศส · เยอรมัน · อารบิก"
    " · ไม่ทราบ · อื่นๆ",
    "disaggregate": "ไม่มี · เพศ · อายุ/กลุ่มอายุ · สถานภาพสมรส · ศาสนา · ระดับการศึกษา · อาชีพ · สถานภาพการทำงาน"
    " · อุตสาหกรรม/ประเภทกิจการ · รายได้ · ขอบเขตเชิงภูมิศาสตร์หรือเชิงพื้นที่ · ผลิตภัณฑ์ · ไม่ทราบ · อื่นๆ",
    "unit_of_multiplier": "หน่วย · สิบ · ร้อย · พัน · หมื่น · แสน · ล้าน · สิบล้าน · ร้อยล้าน · พันล้าน · หมื่นล้าน · แสนล้าน"
    " · ล้านล้าน · ไม่ทราบ · อื่นๆ",
    "geographic_data_set": "ชั้นข้อมูลแปลงที่ดิน · ชั้นข้อมูลขอบเขตการปกครอง · ชั้นข้อมูลเส้นทางคมนาคม · ชั้นข้อมูลชุมนุม/อาคาร"
    " · ชั้นข้อมูลป่าไม้ · ชั้นข้อมูลการใช้ประโยชน์ที่ดิน · ชั้นข้อมูลแหล่งน้ำ · ชั้นข้อมูลอุทกศาสตร์ · ชั้นข้อมูลหมุดหลักฐานแผนที่"
    " · ชั้นข้อมูลความสูงภูมิประเทศเชิงตัวเลข · ชั้นข้อมูลภาพแผนที่ภูมิประเทศ · ชั้นข้อมูลแผนที่ภาพถ่ายทางอากาศ"
    " · ชั้นข้อมูลภาพวาดดาวเทียมดัดแก้",
    "equivalent_scale": "1:4,000 · 1:10,000 · 1:25,000 · 1:50,000 · 1:250,000 · อื่นๆ",
    "high_value_dataset": "False · True",
    "reference_data": "False · True",
    "official_statistics": "False · True",
    "single_source_of_truth": "False · True",
    "resource_data_collect": "data_collect",
    "resource_disaggregate": "disaggregate",
    "resource_unit_of_multiplier": "unit_of_multiplier",
    "resource_geographic_data_set": "geographic_data_set",
    "resource_equivalent_scale": "equivalent_scale",
    "resource_official_statistics": "False · True",
    "resource_private": "False · True",
}
#: labels that are not the stored value
LABELS = {("data_format", "XLS"): "XLS/XLSX", ("allow_harvest", "False"): "ไม่ยินยอม", ("allow_harvest", "True"): "ยินยอม",
          ("high_value_dataset", "False"): "ไม่ใช่", ("official_statistics", "True"): "ใช่",
          ("reference_data", "True"): "ใช่"}  # fmt: skip
ITEMS = ["data_type", "title", "owner_org", "maintainer", "maintainer_email", "tag_string", "notes", "objective",
         "update_frequency_unit", "geo_coverage", "data_source", "data_format", "data_category",
         "license_id"]  # fmt: skip

FORM = load_yaml(schemas_dir() / "dataset.yaml")
FIELDS = {each["field_name"]: each for each in (*FORM["resource_fields"], *FORM["dataset_fields"])}


@pytest.mark.parametrize("path", sorted(files()), ids=lambda path: path.name)
def test_the_file_is_what_the_tool_makes(path):
    assert path.read_text(encoding="utf-8") == files()[path]


@pytest.mark.parametrize(("level", "names"), [("dataset", DATASET), ("resource", RESOURCE)])
def test_every_field_is_there_once(level, names):
    assert sorted(each["field_name"] for each in FORM[f"{level}_fields"]) == sorted(names.split())


def test_the_choices_are_those_that_agencies_store():
    found = {name: [each["value"] for each in field["choices"]] for name, field in FIELDS.items() if "choices" in field}
    assert found == {name: VALUES.get(values, values).split(" · ") for name, values in VALUES.items()}


def test_every_choice_has_a_label_in_both_languages():
    labels = [each["label"] for field in FIELDS.values() for each in field.get("choices", ())]
    assert [label for label in labels if not label["th"] or not label["en"]] == []


@pytest.mark.parametrize(("field", "value"), LABELS)
def test_a_value_that_says_little_is_shown_by_its_label(field, value):
    shown = {each["value"]: each["label"]["th"] for each in FIELDS[field]["choices"]}
    assert shown[value] == LABELS[field, value]


def test_every_field_knows_its_types_of_data():
    told = {name: letters for letters, names in SHOWN_FOR.items() for name in names}
    found = {name: field["shown_for"] for name, field in FIELDS.items()}
    assert {name: set(letters) for name, letters in found.items()} == {
        name: set(told.get(name, "RSGMO")) for name in found
    }


def test_the_fourteen_items_come_first_in_their_order():
    marked = [each["field_name"] for each in FORM["dataset_fields"] if each["mandatory"]]
    assert marked == ITEMS
    groups = [each["form_group"] for each in FORM["dataset_fields"]]
    assert groups == sorted(groups, key=["mandatory", "recommended", "optional"].index)


def test_the_text_of_other_stands_behind_its_field():
    names = [each["field_name"] for each in FORM["dataset_fields"]]
    for field in FORM["dataset_fields"]:
        if "other" in field:
            assert names[names.index(field["field_name"]) + 1] == field["other"]
            assert [each for each in field["choices"] if each.get("other")] != []


def test_every_field_has_words_and_help_in_both_languages():
    plain = {"owner_org", "url", "format"}
    for name, field in FIELDS.items():
        assert field["label"]["th"]
        assert field["label"]["en"]
        if name not in plain:
            assert field["help_text"]["th"], name
            assert field["help_text"]["en"], name
