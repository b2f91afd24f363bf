"""What is asked, held against what the catalog has: which places change, in which shape, and what is left alone."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fix.asked import of_record, read_fixes
from checker.fix.calls import Call, applied, call_for, reversed_, standing
from checker.fix.look_ahead import look_ahead
from checker.fix.model import Asked, AskedDataset, Proposal, Proposed
from checker.fix.places import Customs, Package, Spot, customs, spot_of
from checker.fix.propose import Ground, propose
from checker.fix.values import fields_of
from checker.normalise import normalise

UNKNOWN = Customs()
ORGANIZATIONS = {"หน่วยงานที่สอง": "org-2"}


def asked(text: str) -> AskedDataset:
    asking = read_fixes(f"datasets:\n  d: {text}\n".encode(), "fixes.yaml")
    assert asking.problems == ()
    return asking.datasets[0]


def proposed(text: str, package: Package, known: Customs = UNKNOWN, **ground: Any) -> Proposed:
    then = ground.pop("then", package)
    return propose(asked(text), Ground(now=package, then=then, customs=known, organization=ORGANIZATIONS.get, **ground))


def told(found: Proposed) -> list[tuple[str, str, Any, Any]]:
    return [(each.where, each.key, each.old.raw, each.new.raw) for each in found.changes]


def extras(**values: Any) -> dict[str, Any]:
    return {"id": "d", "title": "ชุด", "extras": [{"key": key, "value": value} for key, value in values.items()]}


FLAT = Customs(schema=frozenset({"objective", "data_format", "geo_coverage"}), lists={"top": "list"})

#: what is asked · the package · what is known of the catalog · (where, key, old, new) of every change
PLACES: list[tuple[str, dict[str, Any], Customs, list[tuple[str, str, Any, Any]]]] = [
    # a core column is at the top, whether it is there or not
    ("{notes: ใหม่}", extras(), Customs(), [("top", "notes", None, "ใหม่")]),
    ("{maintainer: กอง}", {"id": "d", "maintainer": None}, Customs(), [("top", "maintainer", None, "กอง")]),
    # a blank key in extras that has the name of a column is not the place of that column
    ("{notes: ใหม่}", {**extras(notes=""), "notes": None}, Customs(), [("top", "notes", None, "ใหม่")]),
    # a field stays where it is
    ("{geo_coverage: ภาค}", extras(geo_coverage="ประเทศ"), FLAT, [("extras", "geo_coverage", "ประเทศ", "ภาค")]),
    (
        "{geo_coverage: ภาค}",
        {"id": "d", "geo_coverage": "ประเทศ"},
        Customs(),
        [("top", "geo_coverage", "ประเทศ", "ภาค")],
    ),
    ("{geo_coverage: ภาค}", extras(geo_coverage=""), FLAT, [("extras", "geo_coverage", "", "ภาค")]),
    # one that is not there goes where the schema has it, or others of its kind are
    ("{geo_coverage: ภาค}", extras(), FLAT, [("top", "geo_coverage", None, "ภาค")]),
    ("{geo_coverage: ภาค}", extras(), Customs(), [("extras", "geo_coverage", None, "ภาค")]),
    (
        "{geo_coverage: ภาค}",
        extras(),
        Customs(spots={"data_type": Spot("top", "data_type")}),
        [("top", "geo_coverage", None, "ภาค")],
    ),
    (
        "{geo_coverage: ภาค}",
        extras(),
        Customs(spots={"geo_coverage": Spot("extras", "geo_coverage")}, schema=frozenset()),
        [("extras", "geo_coverage", None, "ภาค")],
    ),
    # what a few old datasets have in extras has its place in the form all the same
    (
        "{geo_coverage: ภาค}",
        extras(),
        Customs(spots={"geo_coverage": Spot("extras", "geo_coverage")}, schema=FLAT.schema),
        [("top", "geo_coverage", None, "ภาค")],
    ),
    # under the name that the edition has for it
    (
        "{maintainer: กองใหม่}",
        {"id": "d", "maintainer": "", "contact_person": "กองเดิม"},
        Customs(),
        [("top", "contact_person", "กองเดิม", "กองใหม่")],
    ),
    (
        "{data_classification: ลับ}",
        extras(data_class_level="เปิดเผย"),
        Customs(),
        [("extras", "data_class_level", "เปิดเผย", "ลับ")],
    ),
    (
        "{license_id: Open Data Common}",
        {"id": "d", "license_id": "", "license_title": "x"},
        Customs(),
        [("top", "license_id", "", "Open Data Common")],
    ),
    # the licence as the catalog calls it
    (
        "{license_id: Creative Commons Attributions}",
        extras(),
        Customs(licences={"cc-by": "cc-by"}),
        [("top", "license_id", None, "cc-by")],
    ),
    # a flag in the shape that is there
    (
        "{high_value_dataset: false}",
        {"id": "d", "high_value_dataset": 1},
        Customs(),
        [("top", "high_value_dataset", 1, 0)],
    ),
    # lists in the shape that is there
    (
        "{data_format: [CSV, PDF]}",
        {"id": "d", "data_format": ["XLS"]},
        Customs(),
        [("top", "data_format", ["XLS"], ["CSV", "PDF"])],
    ),
    (
        "{data_format: [CSV, PDF]}",
        extras(data_format='["XLS"]'),
        Customs(),
        [("extras", "data_format", '["XLS"]', '["CSV", "PDF"]')],
    ),
    (
        "{data_format: [CSV, PDF]}",
        extras(data_format="{XLS}"),
        Customs(),
        [("extras", "data_format", "{XLS}", "{CSV,PDF}")],
    ),
    (
        "{data_format: [CSV, PDF]}",
        extras(data_format="XLS, XML"),
        Customs(),
        [("extras", "data_format", "XLS, XML", "CSV, PDF")],
    ),
    (
        "{objective: [ไม่ทราบ]}",
        extras(objective='["\\u0e2d\\u0e37\\u0e48\\u0e19\\u0e46"]', objective_other="x"),
        Customs(),
        [
            (
                "extras",
                "objective",
                '["\\u0e2d\\u0e37\\u0e48\\u0e19\\u0e46"]',
                '["\\u0e44\\u0e21\\u0e48\\u0e17\\u0e23\\u0e32\\u0e1a"]',
            )
        ],
    ),
    (
        "{objective: [แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)]}",
        extras(objective="{ไม่ทราบ}"),
        Customs(),
        [("extras", "objective", "{ไม่ทราบ}", '{"แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)"}')],
    ),
    ("{data_format: [CSV]}", extras(), FLAT, [("top", "data_format", None, ["CSV"])]),
    ("{data_format: [CSV]}", extras(), Customs(lists={"extras": "text"}), [("extras", "data_format", None, "CSV")]),
    (
        "{geo_coverage: ภาค}",
        {"id": "d", "geo_coverage": ["ประเทศ"]},
        Customs(),
        [("top", "geo_coverage", ["ประเทศ"], ["ภาค"])],
    ),
    # flags and numbers in theirs
    (
        "{high_value_dataset: true}",
        {"id": "d", "high_value_dataset": False},
        Customs(),
        [("top", "high_value_dataset", False, True)],
    ),
    (
        "{high_value_dataset: false}",
        extras(high_value_dataset="1"),
        Customs(),
        [("extras", "high_value_dataset", "1", "0")],
    ),
    (
        "{high_value_dataset: ใช่}",
        extras(high_value_dataset="False"),
        Customs(),
        [("extras", "high_value_dataset", "False", "True")],
    ),
    (
        "{update_frequency_interval: 3}",
        {"id": "d", "update_frequency_interval": 2},
        Customs(),
        [("top", "update_frequency_interval", 2, 3)],
    ),
    # keywords, free ones alone
    (
        "{tag_string: [ข, คน]}",
        {"id": "d", "tags": [{"name": "ก"}, {"name": "ข"}, {"name": "v", "vocabulary_id": "1"}]},
        Customs(),
        [("tags", "tags", ["ก", "ข"], ["ข", "คน"])],
    ),
    # texts as typed
    ("{notes: ' <b>ก</b> ข '}", {"id": "d", "notes": "ก ข"}, Customs(), [("top", "notes", "ก ข", "<b>ก</b> ข")]),
    # emptied, where it is said in so many words
    ("{geo_coverage: null}", extras(geo_coverage="ประเทศ"), Customs(), [("extras", "geo_coverage", "ประเทศ", None)]),
    ("{notes: null}", {"id": "d", "notes": "ก"}, Customs(), [("top", "notes", "ก", "")]),
    ("{data_format: null}", {"id": "d", "data_format": ["CSV"]}, Customs(), [("top", "data_format", ["CSV"], [])]),
    ("{geo_coverage: null}", extras(), Customs(), []),
    # so already
    ("{geo_coverage: ประเทศ}", extras(geo_coverage="ประเทศ"), Customs(), []),
    ("{data_format: [CSV]}", extras(data_format='["CSV"]'), Customs(), []),
    ("{tag_string: [ข, ก]}", {"id": "d", "tags": [{"name": "ก"}, {"name": "ข"}]}, Customs(), []),
    # an old value that is no choice is accepted unchanged
    ("{geo_coverage: ทั่วประเทศไทย}", extras(geo_coverage="ทั่วประเทศไทย"), Customs(), []),
    # the organization by its id
    (
        "{owner_org: หน่วยงานที่สอง}",
        {"id": "d", "owner_org": "org-1"},
        Customs(),
        [("top", "owner_org", "org-1", "org-2")],
    ),
    (
        "{owner_org: หน่วยงานที่หนึ่ง}",
        {"id": "d", "owner_org": "org-1", "organization": {"id": "org-1", "title": "หน่วยงานที่หนึ่ง"}},
        Customs(),
        [],
    ),
    # อื่นๆ with its text
    (
        "{geo_coverage: อื่นๆ, geo_coverage_other: ลุ่มน้ำ}",
        extras(),
        Customs(),
        [("extras", "geo_coverage", None, "อื่นๆ"), ("extras", "geo_coverage_other", None, "ลุ่มน้ำ")],
    ),
    ("{geo_coverage: อื่นๆ}", extras(geo_coverage_other="ลุ่มน้ำ"), Customs(), [("extras", "geo_coverage", None, "อื่นๆ")]),
    # an old member that is no choice, or no keyword, is accepted beside new ones
    (
        "{data_format: [SPSS, PDF]}",
        extras(data_format='["SPSS"]'),
        Customs(),
        [("extras", "data_format", '["SPSS"]', '["SPSS", "PDF"]')],
    ),
    ("{tag_string: [ก, ขอ]}", {"id": "d", "tags": [{"name": "ก"}]}, Customs(), [("tags", "tags", ["ก"], ["ก", "ขอ"])]),
]


@pytest.mark.parametrize(("text", "package", "known", "changes"), PLACES, ids=[row[0] for row in PLACES])
def test_a_value_goes_where_the_catalog_keeps_it(
    text: str, package: dict[str, Any], known: Customs, changes: list[tuple[str, str, Any, Any]]
) -> None:
    found = proposed(text, package, known)
    assert (told(found), found.problems, found.stale) == (changes, (), ())


LEFT = [
    ("{title: null}", extras(), "never_empty"),
    ("{owner_org: null}", extras(), "never_empty"),
    ("{owner_org: ไม่มี}", extras(), "unknown_organization"),
    ("{geo_coverage: อื่นๆ}", extras(), "other_without_text"),
    ("{data_type: ข้อมูลประเภทอื่นๆ}", extras(), "other_without_text"),
    ("{geo_coverage: อื่นๆ, geo_coverage_other: null}", extras(geo_coverage_other="ลุ่มน้ำ"), "other_without_text"),
    ("{geo_coverage: ทั่วประเทศไทย}", extras(geo_coverage="ประเทศ"), "not_a_choice"),
    ("{title: ใหม่}", {"id": "d", "title": {"th": "เดิม", "en": "old"}}, "several_languages"),
    ("{notes: null}", {"id": "d", "notes": {"th": "เดิม", "en": "old"}}, "several_languages"),
    ("{resources: {x: {format: CSV}}}", extras(), "unknown_resource"),
    (
        "{resources: {x: {format: CSV}}}",
        {"id": "d", "resources": [{"id": "1", "name": "x"}, {"id": "2", "name": "X"}]},
        "several_resources",
    ),
    (
        "{resources: {x: {url: null}}}",
        {"id": "d", "resources": [{"id": "x", "url": "http://a.example/"}]},
        "never_empty",
    ),
    (
        "{resources: {x: {url: 'https://new.example/d.csv'}}}",
        {"id": "d", "resources": [{"id": "x", "url": "http://a.example/d/x/download/f.csv", "url_type": "upload"}]},
        "held_by_the_catalog",
    ),
    ("{geo_coverage_other: null}", extras(geo_coverage="อื่นๆ", geo_coverage_other="ลุ่มน้ำ"), "other_without_text"),
]


@pytest.mark.parametrize(("text", "package", "code"), LEFT)
def test_a_value_that_is_not_taken_leaves_its_field(text: str, package: dict[str, Any], code: str) -> None:
    found = proposed(text, package)
    assert [each.code for each in found.problems] == [code]
    assert [each for each in found.changes if each.key != "geo_coverage_other"] == []
    assert text != "{geo_coverage_other: null}" or found.changes == ()


def test_a_refusal_says_file_line_value_and_reason_in_both_languages() -> None:
    [problem] = proposed("{geo_coverage: จังหวัดทุกจังหวัด}", extras()).problems
    known = ", ".join(["ไม่มี", "โลก", "ทวีป/กลุ่มประเทศในทวีป", "กลุ่มประเทศทางเศรษฐกิจ", "ประเทศ", "ภาค", "จังหวัด", "อำเภอ",
                       "ตำบล", "หมู่บ้าน", "เทศบาล/อบต.", "พิกัด", "ไม่ทราบ", "อื่นๆ"])  # fmt: skip
    where = "fixes.yaml: line 2 'จังหวัดทุกจังหวัด': “จังหวัดทุกจังหวัด”"
    assert problem.text("th") == f"{where} ไม่อยู่ในรายการตัวเลือกของ geo_coverage ตัวเลือกที่มีคือ {known}"
    assert problem.text("en") == f"{where} is not in the list of geo_coverage; there are: {known}"


def test_what_changed_since_the_run_is_stale_unless_we_wrote_it() -> None:
    then, now = extras(geo_coverage="ประเทศ", data_type="ข้อมูลสถิติ"), extras(geo_coverage="โลก", data_type="ข้อมูลสถิติ")
    text = "{geo_coverage: ภาค, data_type: ข้อมูลระเบียน}"
    assert proposed(text, now, then=then).stale == ("geo_coverage",)
    assert proposed(text, now, then=then, written={("", "geo_coverage"): ("โลก",)}).stale == ()


def test_the_same_value_in_another_shape_is_no_change_of_a_stranger() -> None:
    then, now = {"id": "d", "data_format": ["CSV"]}, extras(data_format='["csv"]')
    assert proposed("{data_format: [PDF]}", now, then=then).stale == ()


def record(**package: Any) -> AskedDataset:
    return of_record("d", package, "book.xlsx", lambda field: f"Temp2_Meta_Record!{field}", ())


def of_workbook(package: Package, **cells: Any) -> Proposed:
    return propose(
        record(**cells), Ground(now=package, then=package, customs=Customs(), organization=ORGANIZATIONS.get)
    )


def test_a_workbook_changes_only_what_means_something_else() -> None:
    package = extras(data_format='["csv"]', last_updated_date="2564-09-10", update_frequency_unit="รายปี")
    found = of_workbook(
        package,
        data_format="CSV",
        last_updated_date="2021-09-10",
        update_frequency_unit="เดือน",
        notes="",
        maintainer="",
    )
    assert told(found) == [("extras", "update_frequency_unit", "รายปี", "เดือน")]


def test_free_text_in_a_workbook_is_kept_as_other_with_its_text() -> None:
    found = of_workbook(extras(), objective="- เพื่อรายงานสถานการณ์", data_format="CSV, SPSS")
    assert told(found) == [
        ("extras", "objective", None, '["อื่นๆ"]'),
        ("extras", "objective_other", None, "เพื่อรายงานสถานการณ์"),
        ("extras", "data_format", None, '["CSV", "อื่นๆ"]'),
        ("extras", "data_format_other", None, "SPSS"),
    ]
    assert found.problems == ()


def test_a_cell_that_is_no_choice_is_named() -> None:
    [problem] = of_workbook(extras(), geo_coverage="ทุกแห่ง").problems
    assert (problem.source, problem.place, problem.code) == (
        "book.xlsx",
        "Temp2_Meta_Record!geo_coverage",
        "not_a_choice",
    )


def test_customs_are_told_by_what_most_datasets_do() -> None:
    packages = [
        extras(data_type="ข้อมูลสถิติ", objective='["ไม่ทราบ"]'),
        extras(data_type="ข้อมูลสถิติ", objective='["ไม่ทราบ"]'),
        {"id": "e", "data_type": "ข้อมูลสถิติ", "objective": ["ไม่ทราบ"], "license_id": "cc-by"},
    ]
    known = customs(packages)
    assert (known.spots["data_type"], known.lists, list(known.licences.values())) == (
        Spot("extras", "data_type"), {"extras": "json", "top": "list"}, ["cc-by"],
    )  # fmt: skip
    assert spot_of(fields_of("dataset")["data_source"], {"id": "new"}, known) == Spot("extras", "data_source")


def test_a_column_of_ckan_gives_way_only_to_what_most_datasets_do() -> None:
    blank, odd = {"id": "a", "maintainer_email": None}, extras(contact_email="a@b.example")
    text = "{maintainer_email: c@d.example}"
    assert told(proposed(text, blank, customs([odd, blank]))) == [("top", "maintainer_email", None, "c@d.example")]
    assert told(proposed(text, blank, customs([odd, odd, blank]))) == [("extras", "contact_email", None, "c@d.example")]


def test_a_call_holds_what_changes_and_the_whole_of_the_lists_that_ckan_replaces() -> None:
    package = {
        **extras(data_type="ข้อมูลสถิติ", strange="คงไว้"),
        "tags": [{"name": "ก", "id": "1"}, {"name": "v", "vocabulary_id": "2"}],
        "notes": "เดิม",
    }
    changes = proposed("{data_type: ข้อมูลระเบียน, tag_string: [ก, ขอ], objective: [ไม่ทราบ]}", package).changes
    assert call_for(package, changes, Customs()) == Call(
        action="package_patch",
        data={
            "id": "d",
            "extras": [
                {"key": "data_type", "value": "ข้อมูลระเบียน"},
                {"key": "strange", "value": "คงไว้"},
                {"key": "objective", "value": '["ไม่ทราบ"]'},
            ],
            "tags": [{"name": "v", "vocabulary_id": "2"}, {"name": "ก", "id": "1"}, {"name": "ขอ"}],
        },
    )


def test_a_site_that_demands_its_keywords_as_text_gets_them_with_every_writing() -> None:
    package = {"id": "d", "notes": "เดิม", "tags": [{"name": "ก"}, {"name": "ข"}]}
    changes = proposed("{notes: ใหม่}", package).changes
    assert call_for(package, changes, Customs(tags_as_text=True)).data == {
        "id": "d", "notes": "ใหม่", "tags": [], "tag_string": "ก, ข",
    }  # fmt: skip


def test_a_key_that_stands_twice_in_extras_is_sent_once() -> None:
    package = {"id": "d", "extras": [{"key": "geo_coverage", "value": "โลก"}, {"key": "geo_coverage", "value": "ภาค"}]}
    changes = proposed("{geo_coverage: ประเทศ}", package).changes
    assert call_for(package, changes, Customs()).data["extras"] == [{"key": "geo_coverage", "value": "ประเทศ"}]


def test_a_resource_that_loses_a_key_is_sent_whole() -> None:
    package = {"id": "d", "resources": [{"id": "r", "name": "a", "url": "http://a.example/"}]}
    changes = proposed("{resources: {a: {description: ใหม่}}}", package).changes
    assert call_for(package, changes, Customs()) == Call(
        action="resource_patch", data={"id": "r", "description": "ใหม่"}
    )
    back = reversed_(changes)
    assert call_for(applied(package, changes), back, Customs()) == Call(
        action="resource_update", data={"id": "r", "name": "a", "url": "http://a.example/"}
    )


def test_a_look_ahead_gives_the_values_as_a_scan_reads_them() -> None:
    package = {**extras(geo_coverage="โลก"), "resources": [{"id": "r", "name": "a", "format": "XSL"}]}
    text = "{data_format: [csv], geo_coverage: null, last_updated_date: 10 ก.ย. 2564, resources: {a: {format: xls}}}"
    assert look_ahead(asked(text), package) == Proposal(
        dataset="d",
        fields={"data_format": ("CSV",), "geo_coverage": None, "last_updated_date": "2021-09-10"},
        resources={"r": {"format": "XLS"}},
    )


# ------------------------------------------------------------------ laws

VALUES: dict[str, list[Any]] = {
    "title": ["ก", "ข"],
    "notes": ["ก", "ข\nค", None],
    "data_type": ["ข้อมูลสถิติ", "ข้อมูลระเบียน", None],
    "objective": [["ไม่ทราบ"], ["มติคณะรัฐมนตรี", "ไม่ทราบ"], None],
    "data_format": [["CSV"], ["XLS", "PDF"], None],
    "high_value_dataset": ["True", "False", None],
    "update_frequency_interval": ["1", "2", None],
    "tag_string": [["ดี", "งาม"], ["งาม"]],
    "last_updated_date": ["2021-09-10", "2564-09-11", None],
}
RAW: dict[str, list[Any]] = {
    "data_type": ["ข้อมูลสถิติ", "สถิติ", "", None],
    "objective": [["ไม่ทราบ"], '["ไม่ทราบ"]', "{ไม่ทราบ}", "ไม่ทราบ", "", None, []],
    "data_format": [["csv"], '["XLS", "PDF"]', "CSV", None],
    "high_value_dataset": [True, "1", "True", "ใช่", None],
    "update_frequency_interval": [1, "1", "๑", None],
    "last_updated_date": ["2564-09-10", "2021-09-10", ""],
}


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset with its fields at the top, in extras, in both, or nowhere."""
    package: dict[str, Any] = {"id": "d", "title": "ก", "notes": draw(st.sampled_from(["ก", "", None]))}
    kept: list[dict[str, Any]] = [{"key": "ของหน่วยงาน", "value": "x"}]
    for name, values in RAW.items():
        where = draw(st.sampled_from(["top", "extras", "nowhere"]))
        value = draw(st.sampled_from(values))
        if where == "top":
            package[name] = value
        elif where == "extras" and not isinstance(value, list | bool | int):
            kept.append({"key": name, "value": value})
    package["extras"] = draw(st.permutations(kept))
    package["tags"] = [{"name": name} for name in draw(st.lists(st.sampled_from(["ดี", "งาม", "จริง"]), unique=True))]
    return package


@st.composite
def askings(draw: st.DrawFn) -> AskedDataset:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, min_size=1))
    fields = tuple(Asked(field=name, written=draw(st.sampled_from(VALUES[name])), place="-") for name in names)
    return AskedDataset(key="d", place="-", source="-", fields=fields, exact=draw(st.booleans()))


@settings(max_examples=300)
@given(package=packages(), wanted=askings())
def test_changes_lead_there_once_and_lead_back(package: dict[str, Any], wanted: AskedDataset) -> None:
    before = deepcopy(package)
    ground = Ground(now=package, then=package, customs=Customs(), organization=ORGANIZATIONS.get)
    found = propose(wanted, ground)
    assert found.problems == ()
    after = applied(package, found.changes)
    assert package == before
    assert {standing(package, each) for each in found.changes} <= {"old"}
    assert {standing(after, each) for each in found.changes} <= {"new"}
    again = Ground(now=after, then=after, customs=Customs(), organization=ORGANIZATIONS.get)
    assert propose(wanted, again).changes == ()
    assert _ordered(applied(after, reversed_(found.changes))) == _ordered(package)
    assert {each["key"]: each["value"] for each in after["extras"]}["ของหน่วยงาน"] == "x"


@settings(max_examples=200)
@given(package=packages(), wanted=askings())
def test_a_scan_reads_what_was_asked_for(package: dict[str, Any], wanted: AskedDataset) -> None:
    ground = Ground(now=package, then=package, customs=Customs(), organization=ORGANIZATIONS.get)
    fields = normalise(applied(package, propose(wanted, ground).changes)).fields
    for one in wanted.fields:
        expected = normalise({"id": "-", one.field: one.written}).fields.get(one.field) or None
        value = fields.get(one.field) or None
        if isinstance(value, tuple) and expected is not None:
            value, expected = tuple(sorted(value)), tuple(sorted(expected))
        assert value == expected


def _ordered(package: dict[str, Any]) -> dict[str, Any]:
    """Extras and keywords have no order in a CKAN."""
    return {
        **package,
        "extras": sorted(package["extras"], key=lambda each: str(each["key"])),
        "tags": sorted(package["tags"], key=lambda each: str(each["name"])),
    }
