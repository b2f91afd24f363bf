"""The vocabulary holds what the specification lists, byte for byte, and finds what people write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.text import key
from checker.vocabulary import vocabulary

WORDS = vocabulary()
CHOICE_FIELDS = [field for level in WORDS.fields.values() for field in level.values() if field.choices]


def test_every_stored_value_and_every_synonym_finds_its_choice() -> None:
    for name, rows in WORDS.lists.items():
        for choice in rows:
            assert WORDS.match(name, choice.value) == choice.value
            for written in (
                *choice.synonyms,
                choice.label.th,
                f" {choice.value.upper()} ",
                choice.value.replace(" ", "\u00a0"),
            ):
                assert WORDS.match(name, written) == choice.value, (name, written)


def test_no_two_choices_of_a_list_share_a_spelling() -> None:
    for name, rows in WORDS.lists.items():
        spellings = [key(each) for row in rows for each in {row.value, *row.synonyms}]
        doubled = {each for each in spellings if spellings.count(each) > 1}
        owners = {each: {row.value for row in rows if each in map(key, (row.value, *row.synonyms))} for each in doubled}
        assert all(len(each) == 1 for each in owners.values()), (name, owners)


@pytest.mark.parametrize(
    ("field", "count"),
    [
        ("data_type", 5),
        ("objective", 14),
        ("update_frequency_unit", 13),
        ("geo_coverage", 14),
        ("data_format", 20),
        ("data_category", 5),
        ("data_classification", 5),
        ("license_id", 12),
        ("data_support", 7),
        ("data_collect", 13),
        ("data_language", 14),
        ("disaggregate", 14),
        ("unit_of_multiplier", 15),
        ("geographic_data_set", 13),
        ("equivalent_scale", 6),
        ("high_value_dataset", 2),
        ("allow_harvest", 2),
    ],
)
def test_a_list_has_all_its_choices(field: str, count: int) -> None:
    assert len(WORDS.choices(field)) == count


def test_resource_fields_share_the_lists_of_their_dataset() -> None:
    assert WORDS.choices("resource_data_collect") == WORDS.choices("data_collect")
    assert WORDS.match("resource_disaggregate", "อายุ") == "อายุ/กลุ่มอายุ"
    assert WORDS.choices("title") == ()
    assert WORDS.match("title", "ก") is None


def test_every_field_with_a_list_and_every_text_of_other_exists() -> None:
    for field in CHOICE_FIELDS:
        assert field.choices in WORDS.lists
        assert not field.other or field.other in WORDS.fields[field.level]


def test_every_mandatory_item_has_its_fields_and_help() -> None:
    items = {field.item: field for field in WORDS.fields["dataset"].values() if field.item}
    assert sorted(items, key=int) == [str(number) for number in range(1, 15)]
    assert all(field.help is not None for field in items.values())


@pytest.mark.parametrize(
    ("field", "written", "nearest"),
    [
        ("data_category", "ข้อมูลสาธาระณะ", "ข้อมูลสาธารณะ"),
        ("geo_coverage", "จังหวดั", "จังหวัด"),
        ("data_format", "Shapefiles", "Shapefile"),
        ("geo_coverage", "ลุ่มน้ำเจ้าพระยา", None),
        ("objective", "ก" * 500, None),
        ("title", "ก", None),
    ],
)
def test_the_nearest_choice_is_offered_where_one_comes_near(field: str, written: str, nearest: str | None) -> None:
    assert WORDS.nearest(field, written) == nearest


@pytest.mark.parametrize(
    ("written", "licence", "is_open"),
    [
        ("Open Data Common", "open-data-common", True),
        ("Creative Commons Attributions", "cc-by", True),
        ("cc-by", "cc-by", True),
        ("CC BY", "cc-by", True),
        ("CC BY 4.0", "cc-by", True),
        ("CC BY-NC-ND 3.0 TH", "cc-by-nc-nd", False),
        ("Creative Commons Attribution Share-Alike 4.0 International", "cc-by-sa", True),
        ("Creative Commons Attribution-NonCommercial 4.0 International", "cc-by-nc", False),
        ("CC BY-SA 4.0", "cc-by-sa", True),
        ("CC BY-NC-SA 4.0", "cc-by-nc-sa", False),
        ("Creative Commons Attribution Share-Alike", "cc-by-sa", True),
        ("DGA Open Government License", "dga-ogl", True),
        ("ogl", "ogl", True),
        ("odc-pddl", "odc-pddl", True),
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by", True),
        ("http://www.opendefinition.org/licenses/cc-by", "cc-by", True),
        ("Creative Commons Attribution Non-Commercial", "cc-by-nc", False),
        ("Creative Commons Attribution No-Derivs", "cc-by-nd", False),
        ("Creative Commons Non-Commercial (Any)", "cc-nc", False),
        ("License not specified", "notspecified", False),
        ("notspecified", "notspecified", False),
        ("อื่นๆ", "other", None),
        ("สงวนลิขสิทธิ์", "", None),
        ("", "", False),
    ],
)
def test_licences_are_open_closed_or_not_recognised(written: str, licence: str, is_open: bool | None) -> None:
    found = WORDS.licence(written)
    assert (found.id, found.open) == (licence, is_open)


def test_every_licence_of_the_form_is_in_the_table() -> None:
    for choice in WORDS.choices("license_id"):
        assert WORDS.licence(choice.value).reason != "not_recognised", choice.value


def test_no_spelling_of_a_licence_belongs_to_two() -> None:
    spellings: dict[str, str] = {}
    for licence in WORDS.licences:
        for name in (licence.id, licence.title, *licence.names):
            assert spellings.setdefault(key(name).replace("-", ""), licence.id) == licence.id, name


def test_every_format_finds_itself_by_id_title_extension_and_type() -> None:
    for form in WORDS.formats.values():
        for name in (form.id, form.title):
            assert WORDS.format(name) == form.id, name
        for name in (*form.extensions, *form.mimetypes, *form.synonyms):
            assert WORDS.format(name) is not None, name


def test_no_extension_and_no_type_belongs_to_two_formats() -> None:
    for part in ("extensions", "mimetypes"):
        names = [name for form in WORDS.formats.values() for name in getattr(form, part)]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("formats", "stars"),
    [
        ("pdf doc txt tiff jpeg docx png html mp4 mp3", 1),
        ("xls xlsx", 2),
        ("csv ods xml json kml shp kmz geojson gml gpx parquet", 3),
        ("rdf_xml turtle ntriples jsonld", 4),
    ],
)
def test_stars_follow_the_scheme(formats: str, stars: int) -> None:
    assert {name: WORDS.formats[name].stars for name in formats.split()} == dict.fromkeys(formats.split(), stars)


def test_a_format_that_the_scheme_does_not_name_says_why_it_stands_where_it_stands() -> None:
    named = {"pdf", "doc", "txt", "tiff", "jpeg", "xls", "csv", "ods", "xml", "json", "kml", "shp", "kmz", "rdf_xml"}
    assert {form.id for form in WORDS.formats.values() if not form.reason} <= named


def test_formats_of_one_family_stand_in_for_each_other() -> None:
    family = {name: form.family for name, form in WORDS.formats.items()}
    assert family["csv"] == family["txt"] == family["tsv"]
    assert family["xls"] == family["xlsx"] == family["ods"]
    assert len({family[name] for name in ("csv", "xlsx", "json", "html", "pdf", "png", "zip")}) == 7


def test_all_formats_of_the_form_are_known() -> None:
    known = {"ไม่ทราบ", "อื่นๆ", "NoSQL"}
    assert {choice.value for choice in WORDS.choices("data_format") if WORDS.format(choice.value) is None} <= known


def test_focus_areas_touch_the_agenda_services_that_the_source_ties_to_them() -> None:
    touched = {area.id: area.agenda_services for area in WORDS.focus_areas}
    assert touched == {
        1: (5, 10, 11, 12),
        2: (8, 9),
        3: (3,),
        4: (7,),
        5: (2,),
        6: (6,),
        7: (),
        8: (),
        9: (1, 4),
        10: (),
    }
    assert sorted(WORDS.agenda_services) == list(range(1, 13))


def test_every_unit_of_frequency_has_its_tolerance() -> None:
    assert set(WORDS.frequencies) == {choice.value for choice in WORDS.choices("update_frequency_unit")}
    assert [
        WORDS.frequencies[unit].allowed_days for unit in ("ตามเวลาจริง", "วัน", "สัปดาห์", "เดือน", "ไตรมาส", "ครึ่งปี", "ปี")
    ] == [1, 3, 10, 45, 120, 240, 450]
    assert WORDS.frequencies["ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล"].allowed_days is None


def test_no_label_is_left_in_one_language() -> None:
    thai = re.compile("[\u0e01-\u0e5b]")
    for level in WORDS.fields.values():
        for field in level.values():
            assert field.label.en
            assert not thai.search(field.label.en)
            assert field.label.th


def test_the_vocabulary_files_are_all_loaded() -> None:
    folder = Path(__file__).parents[2] / "schemas" / "vocabulary"
    ours = {"choices", "fields", "formats", "licences", "frequencies", "focus_areas", "fillers", "companions"}
    assert ours <= {path.stem for path in folder.glob("*.yaml")}
