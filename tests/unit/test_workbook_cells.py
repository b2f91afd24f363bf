"""What officers type into the cells of the official workbook, and what a catalog is given of it."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.normalise import normalise
from checker.resources import schemas_dir
from checker.vocabulary import vocabulary
from checker.workbook.created import created
from checker.workbook.names import catalog_name, is_catalog_name
from checker.workbook.record import Record, Row
from checker.workbook.template2 import read_workbook
from tests.unit.plan_values import workbook
from tests.unit.test_template2 import LABOUR, TOURISM, form

OTHER = "อื่นๆ"
MANY = [name for name, field in vocabulary().fields["dataset"].items() if field.form == "choices"]
ONE = [name for name, field in vocabulary().fields["dataset"].items() if field.form == "choice" and name != "data_type"]
SHEET_OF = {"R": "Temp2_Meta_Record", "S": "Temp2_Meta_Stat", "G": "Temp2_Meta_GIS"}


def sheet_of(name: str) -> str:
    """A sheet that has a column for the field."""
    shown = vocabulary().fields["dataset"][name].shown_for
    return next(sheet for letter, sheet in SHEET_OF.items() if letter in shown)


def stored(fields: dict[str, Any], sheet: str = "Temp2_Meta_Record") -> tuple[dict[str, Any], list[str]]:
    """What import makes of a row with these cells, and the codes of what is wrong."""
    book = read_workbook(
        workbook(**{sheet: form(sheet, {**TOURISM, "d_type": None, **fields}, generation=2)}), "w.xlsx"
    )
    return created(book.datasets[0]), [one.code for one in book.problems]


def spellings(name: str) -> list[tuple[str, str]]:
    """Every way in which a choice may be written, with its stored value."""
    return [
        (written, choice.value)
        for choice in vocabulary().choices(name)
        for written in dict.fromkeys((choice.value, choice.label.th, choice.label.en, *choice.synonyms))
    ]


@pytest.mark.parametrize("name", MANY)
def test_every_choice_in_every_spelling_stays_whole_beside_another_behind_any_separator(name: str) -> None:
    """All spellings of a list in one workbook, a row each, beside the list's last plain choice."""
    values = [choice.value for choice in vocabulary().choices(name)]
    rows, wanted = [], []
    for number, (written, value) in enumerate(spellings(name)):
        beside = values[0] if value != values[0] else values[1]
        separator = (", ", ";", "/", "\n", " / ", "\r\n", ",")[number % 7]
        rows.append({**TOURISM, "d_type": None, "name": f"d_{number}", name: f"{beside}{separator}{written}"})
        wanted.append([beside, value])
    book = read_workbook(workbook(**{sheet_of(name): form(sheet_of(name), *rows, generation=2)}), "w.xlsx")
    assert [created(record).get(name) for record in book.datasets] == wanted


@pytest.mark.parametrize("name", ONE)
def test_every_spelling_of_one_choice_is_stored_as_the_vocabulary_has_it(name: str) -> None:
    told = spellings(name)
    rows = [
        {**TOURISM, "d_type": None, "name": f"d_{number}", name: written} for number, (written, _) in enumerate(told)
    ]
    book = read_workbook(workbook(**{sheet_of(name): form(sheet_of(name), *rows, generation=2)}), "w.xlsx")
    assert [created(record).get(name) for record in book.datasets] == [value for _, value in told]


@pytest.mark.parametrize(
    ("name", "written", "found", "other"),
    [
        ("data_format", "Database, XLS, text, SPSS", ["Database", "XLS", "Text", OTHER], "SPSS"),
        ("data_format", "CSV, XLS", ["CSV", "XLS"], None),
        ("data_format", "DOC/DOCX", ["DOC/DOCX"], None),
        ("data_format", "XLS/XLSX/PDF", ["XLS", "PDF"], None),
        ("data_format", "Stata\nSPSS", [OTHER], "Stata\nSPSS"),
        ("objective", "- เพื่อรายงานสถานการณ์\n- พันธกิจของ สป.กก.", [OTHER], "เพื่อรายงานสถานการณ์\nพันธกิจของ สป.กก."),
        ("objective", "นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี", ["นโยบายรัฐบาล/ข้อสั่งการนายกรัฐมนตรี"], None),
        ("objective", "แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560), กฎหมาย",
         ["แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)", "กฎหมายที่เกี่ยวข้อง"], None),
        ("data_collect", "แหล่งน้ำ เช่น แม่น้ำ อ่างเก็บน้ำ", "แหล่งน้ำ เช่น แม่น้ำ อ่างเก็บน้ำ", None),
        ("data_collect", "พื้นที่การเกษตร ประมง ป่าไม้", "พื้นที่การเกษตร ประมง ป่าไม้", None),
        ("data_collect", "ดาวเทียม", OTHER, "ดาวเทียม"),
        ("geo_coverage", "เทศบาล/อบต.", "เทศบาล/อบต.", None),
        ("geo_coverage", "ลุ่มน้ำ", OTHER, "ลุ่มน้ำ"),
        ("update_frequency_unit", "รายปี", "ปี", None),
        ("update_frequency_unit", "ทุกสองสัปดาห์", OTHER, "ทุกสองสัปดาห์"),
        ("license_id", "สัญญาอนุญาตของกรม", OTHER, "สัญญาอนุญาตของกรม"),
        ("license_id", "cc-by", "cc-by", None),
        ("data_language", "ไทย,อังกฤษ", ["ไทย", "อังกฤษ"], None),
        ("data_format", "อื่นๆ: SPSS", [OTHER], "SPSS"),
        ("data_format", "อื่น ๆ (โปรดระบุ) SPSS", [OTHER], "SPSS"),
        ("data_format", "CSV, อื่นๆ (KML)", ["CSV", OTHER], "KML"),
        ("data_format", "CSV\nอื่นๆ ระบุ KML", ["CSV", OTHER], "KML"),
        ("data_format", "อื่นๆ (ระบุ)", [OTHER], None),
        ("data_format", "อื่นๆ: -", [OTHER], None),
        ("objective", "พันธกิจหน่วยงาน, อื่นๆ ได้แก่ ศึกษาวิจัย", ["พันธกิจหน่วยงาน", OTHER], "ศึกษาวิจัย"),
        ("geo_coverage", "อื่นๆ (ลุ่มน้ำเจ้าพระยา)", OTHER, "ลุ่มน้ำเจ้าพระยา"),
        ("geo_coverage", "อื่นๆ ลุ่มน้ำ (ตอนบน)", OTHER, "ลุ่มน้ำ (ตอนบน)"),
        ("update_frequency_unit", "อื่นๆ: ทุก 5 ปี", OTHER, "ทุก 5 ปี"),
        ("license_id", "อื่นๆ - ติดต่อขอใช้", OTHER, "ติดต่อขอใช้"),
        ("license_id", "อื่นๆ", OTHER, None),
    ],
)  # fmt: skip
def test_what_is_in_no_list_is_kept_as_other_with_its_text(
    name: str, written: str, found: object, other: str | None
) -> None:
    package, problems = stored({name: written})
    assert (package[name], package.get(f"{name}_other"), problems) == (found, other, [])


@pytest.mark.parametrize("generation", [1, 2])
@pytest.mark.parametrize(
    ("written", "found", "other"),
    [
        ("ข้อมูลระเบียน", "ข้อมูลระเบียน", None), (" ข้อมูล สถิติ ", "ข้อมูลสถิติ", None),
        ("ข้อมูลภูมิสารสนเทศเชิงพื้นที่", "ข้อมูลภูมิสารสนเทศเชิงพื้นที่", None),
        ("ข้อมูลหลากหลายประเภท", "ข้อมูลหลากหลายประเภท", None), ("ข้อมูลประเภทอื่นๆ", "ข้อมูลประเภทอื่นๆ", None),
        ("เอกสารลายมือ", "ข้อมูลประเภทอื่นๆ", "เอกสารลายมือ"), (None, "ข้อมูลประเภทอื่นๆ", None),
    ],
)  # fmt: skip
def test_the_column_of_the_other_type_may_name_a_type_of_the_list(
    written: str | None, found: str, other: str | None, generation: int
) -> None:
    row = {**TOURISM, "d_type": None, "data_type_other": written}
    book = read_workbook(workbook(Temp2_Meta_Other=form("Temp2_Meta_Other", row, generation=generation)), "w.xlsx")
    package = created(book.datasets[0])
    assert (package["data_type"], package.get("data_type_other"), book.problems) == (found, other, ())


@pytest.mark.parametrize("written", ["น้ำ, ฝน", "น้ำ;ฝน", "น้ำ\nฝน", "น้ำ ; ฝน,", "น้ำ,ฝน;น้ำ"])
def test_keywords_stand_behind_commas_semicolons_or_on_lines(written: str) -> None:
    package, problems = stored({"tag_string": written})
    assert (package["tags"], problems) == ([{"name": "น้ำ"}, {"name": "ฝน"}], [])


def test_a_category_in_no_list_stays_as_it_is_written_as_it_has_no_other() -> None:
    package, _ = stored({"data_category": "ข้อมูลทั่วไป"})
    assert (package["data_category"], "data_category_other" in package) == ("ข้อมูลทั่วไป", False)


@pytest.mark.parametrize(
    ("written", "found", "problems"),
    [
        (datetime(2021, 9, 10), "2021-09-10", []), (date(2564, 9, 10), "2021-09-10", []),
        ("2564-09-10", "2021-09-10", []), ("10/09/2021", "2021-09-10", []), ("๑๐/๙/๒๕๖๔", "2021-09-10", []),
        ("10 ก.ย. 2564", "2021-09-10", []), ("๑๐ กันยายน ๒๕๖๔", "2021-09-10", []),
        ("วันที่ 10 กันยายน พ.ศ. 2564", "2021-09-10", []),
        ("10 Sep 2021", "2021-09-10", []), (None, None, []), ("-", None, []),
        ("10/9/64", None, ["bad_date_two_digit_year"]), ("10 ก.ย. 64", None, ["bad_date_two_digit_year"]),
        ("ก.ย. 2564", None, ["bad_date_incomplete"]), ("31/02/2564", None, ["bad_date_impossible"]),
        ("เมื่อวาน", None, ["bad_date_unreadable"]), (44449, None, ["bad_date_unreadable"]),
    ],
)  # fmt: skip
def test_dates_are_stored_in_gregorian_and_what_is_none_stays_out(
    written: object, found: str | None, problems: list[str]
) -> None:
    package, told = stored({"last_updated_date": written})
    assert (package.get("last_updated_date"), told) == (found, problems)


@pytest.mark.parametrize(
    ("written", "found", "problems"),
    [
        (2564, "2021", []), ("๒๕๖๔", "2021", []), ("พ.ศ. 2564", "2021", []), ("ปีงบประมาณ 2564", "2021", []),
        (2021, "2021", []), (datetime(2021, 1, 1), "2021", []), (None, None, []), ("-", None, []),
        (64, None, ["bad_year_two_digits"]), ("ปี ๖๔", None, ["bad_year_two_digits"]), ("หลายปี", None, ["bad_year"]),
    ],
)  # fmt: skip
def test_years_are_stored_in_gregorian_and_two_figures_are_an_error(
    written: object, found: str | None, problems: list[str]
) -> None:
    package, told = stored({"first_year_of_data": written}, "Temp2_Meta_Stat")
    assert (package.get("first_year_of_data"), told) == (found, problems)


@pytest.mark.parametrize(
    ("written", "found", "problems"),
    [(100.523186, "100.523186", []), ("๑๐๐.๕", "100.5", []), (-13, "-13", []),
     ("47N 665000", "47N 665000", ["bad_coordinate"]),
     (665000, "665000", ["bad_coordinate"]), ("-", None, [])],
)  # fmt: skip
def test_degrees_are_numbers_in_digits_of_either_script(
    written: object, found: str | None, problems: list[str]
) -> None:
    package, told = stored({"west_bound_longitude": written}, "Temp2_Meta_GIS")
    assert (package.get("west_bound_longitude"), told) == (found, problems)


@pytest.mark.parametrize(
    ("written", "found"), [("๒", "2"), (2, "2"), (2.0, "2"), ("2 ปี", "2"), ("ทุกปี", "ทุกปี"), ("0", "0"), (None, None)]
)
def test_a_mandatory_number_stays_as_it_is_written_where_it_is_none(written: object, found: str | None) -> None:
    assert stored({"update_frequency_interval": written})[0].get("update_frequency_interval") == found


@pytest.mark.parametrize(
    ("written", "found"), [(None, None), ("-", None), ("บางส่วน", None), ("ใช่", "True"), (False, "False")]
)
def test_a_blank_boolean_stays_blank(written: object, found: str | None) -> None:
    assert stored({"high_value_dataset": written})[0].get("high_value_dataset") == found


@pytest.mark.parametrize(
    ("category", "private"),
    [("ข้อมูลสาธารณะ", False), ("ข้อมูลส่วนบุคคล", True), ("ความลับทางราชการ", True), ("ข้อมูลใช้ภายใน", True), ("?", False)],
)
def test_only_a_public_dataset_is_imported_as_public(category: str, private: bool) -> None:
    assert stored({"data_category": category})[0]["private"] is private


def test_the_filled_examples_of_the_source_become_packages_of_a_catalog() -> None:
    book = read_workbook(
        workbook(
            Temp2_Meta_Record=form("Temp2_Meta_Record", {**TOURISM, "created_date": "2564-09-10",
                                                         "high_value_dataset": "ใช่"}),
            Temp2_Meta_Stat=form("Temp2_Meta_Stat", LABOUR),
            Temp3_Resource_Record=form(
                "Temp3_Resource_Record",
                {"dataset_name": "DataSet_11_01", "name": "รายได้", "url": "https://a.go.th/1.xls", "format": "XSL",
                 "resource_last_updated_date": "10 ก.ย. 2564", "resource_created_date": "1/1/64",
                 "resource_data_collect": "รายบุคคล"},
            ),
        ), "w.xlsx")  # fmt: skip
    tourism, labour = map(created, book.datasets)
    assert tourism == {
        "name": "dataset_11_01",
        "title": "รายได้จากการท่องเที่ยว",
        "owner_org": "สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา",
        "private": False,
        "tags": [{"name": "รายได้"}, {"name": "ท่องเที่ยว"}, {"name": "จังหวัด"}],
        "data_type": "ข้อมูลระเบียน",
        "maintainer": "กลุ่มสารสนเทศด้านเศรษฐกิจ",
        "maintainer_email": "policy@mots.go.th",
        "notes": "รายได้จากการท่องเที่ยว จำแนกรายจังหวัด",
        "objective": [OTHER],
        "objective_other": "เพื่อรายงานสถานการณ์ด้านการท่องเที่ยว\nพันธกิจของ สป.กก.",
        "update_frequency_unit": "ปี",
        "update_frequency_interval": "2",
        "geo_coverage": "จังหวัด",
        "data_source": "รายงานสถานการณ์ด้านการท่องเที่ยว",
        "data_format": ["Text", "CSV"],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "DGA Open Government License",
        "created_date": "2021-09-10",
        "high_value_dataset": "True",
        "resources": [
            {"name": "รายได้", "url": "https://a.go.th/1.xls", "format": "XLS",
             "resource_last_updated_date": "2021-09-10", "resource_data_collect": "บุคคล"},
        ],
    }  # fmt: skip
    assert (labour["data_format"], labour["data_format_other"]) == (["Database", "XLS", "Text", OTHER], "SPSS")
    assert [(one.place, one.code) for one in book.problems] == [("Temp3_Resource_Record!H6", "bad_date_two_digit_year")]


def test_what_is_imported_of_a_good_row_is_a_dataset_as_its_schema_has_it() -> None:
    schema = json.loads((schemas_dir() / "metadata" / "dataset.schema.json").read_text(encoding="utf-8"))
    package, _ = stored(
        {"data_classification": "เปิดเผย", "data_support": "ไม่มี", "data_collect": "บุคคล", "data_language": "ไทย"}
    )
    assert [error.message for error in Draft202012Validator(schema).iter_errors(package)] == []


def test_a_keyword_that_no_catalog_takes_is_left_out_and_told_of() -> None:
    package, problems = stored({"tag_string": f"ก, รายได้, {'ข' * 101}"})
    assert (package["tags"], problems) == ([{"name": "รายได้"}], ["unfit_keyword", "unfit_keyword"])
    assert stored({"tag_string": "-"})[0]["tags"] == [{"name": "-"}]  # mandatory: it stays, for a check to speak of


def test_every_stored_choice_is_the_vocabularys_byte_for_byte() -> None:
    for name in (*MANY, *ONE):
        for choice in vocabulary().choices(name):
            package, _ = stored({name: choice.label.th}, sheet_of(name))
            assert package[name] in (choice.value, [choice.value])


# ---- Names ----


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("DataSet_11_01", "dataset_11_01"), ("dataset-1", "dataset-1"), ("DataSet 11/01", "dataset-11-01"),
        ("ชุดข้อมูล_๑๑_๐๑", "dataset_11_01"), ("DataSet_๑๑_๐๑", "dataset_11_01"), ("ＤＳ_1", "ds_1"), ("11.01", "11-01"),
    ],
)  # fmt: skip
def test_a_code_becomes_a_name_that_a_catalog_can_hold(code: str, name: str) -> None:
    assert catalog_name(code) == name


def test_a_code_of_thai_letters_alone_has_the_same_name_each_time() -> None:
    assert catalog_name("รายได้") == catalog_name("รายได้") != catalog_name("รายจ่าย")
    assert is_catalog_name(catalog_name("รายได้"))


@given(st.lists(st.text(min_size=1, max_size=150), max_size=8, unique=True))
def test_whatever_the_codes_are_their_names_are_valid_and_differ(codes: list[str]) -> None:
    taken: set[str] = set()
    for code in codes:
        name = catalog_name(code, taken)
        assert is_catalog_name(name)
        assert name == name.casefold()
        taken.add(name)
    assert len(taken) <= len(codes)


FIELDS = st.sampled_from([*MANY, *ONE, "title", "notes", "tag_string", "last_updated_date"])
TEXTS = st.one_of(st.text(max_size=40), st.sampled_from([written for written, _ in spellings("data_format")]))


@given(st.dictionaries(FIELDS, TEXTS, max_size=6))
def test_importing_what_was_imported_changes_nothing(fields: dict[str, str]) -> None:
    """The stored package read as a catalog's says what it said before; no cell can make it fail."""
    row = Row(source="w.xlsx", sheet="Temp2_Meta_Record", number=6, columns=())
    package = {"name": "a_1", "data_type": "ข้อมูลระเบียน", "resources": [], **fields}
    once = created(Record(code="A_1", name="a_1", row=row, package=package))
    again = created(Record(code="A_1", name="a_1", row=row, package=once))
    assert again == once
    assert normalise(again).fields == normalise(once).fields
