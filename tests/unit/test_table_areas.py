"""What columns and headers say of areas; and the list of areas itself."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.content import Area, Place
from checker.grid import Cell
from checker.resources import schemas_dir
from checker.tables.areas import area_of, area_of_headers
from checker.tables.areas.combine import ORDER
from checker.tables.areas.gazetteer import (
    DISTRICT,
    MAYBE_REGION,
    PREFIXED,
    PROVINCE,
    REGION,
    SUBDISTRICT,
    code_level,
    data,
    levels,
    thai_names,
)  # fmt: skip
from checker.tables.columns import ColumnCells
from tests.corpora import areas as corpus


def rows() -> list[list[str]]:
    with (schemas_dir() / "vocabulary" / "areas.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


CURRENT = [row for row in rows()[1:] if row[0].isdecimal() and not row[3]]


# The list


def test_the_list_has_every_area_of_today() -> None:
    found = Counter(len(code) for code, *_ in CURRENT)
    assert found == {2: 77, 4: 928, 6: 7436}
    counts = data()["counts"]
    assert [found[2], found[4], found[6]] == [counts["province"], counts["district"], counts["subdistrict"]]


def test_every_code_stands_once_and_below_its_own_area() -> None:
    codes = [row[0] for row in rows()[1:] if row[0].isdecimal()]
    assert len(set(codes)) == len(codes)
    today = {row[0] for row in CURRENT}
    assert [code for code in today if len(code) > 2 and code[:-2] not in today] == []


def test_the_list_knows_what_changed() -> None:
    names = {code: (thai, english) for code, thai, english, _ in CURRENT}
    assert names["38"] == ("บึงกาฬ", "Bueng Kan")  # since 2011
    assert sum(code[:2] == "38" and len(code) == 4 for code in names) == 8
    assert sum(code[:2] == "10" and len(code) == 4 for code in names) == 50
    assert names["1001"][0] == "พระนคร"
    assert code_level("104701") == SUBDISTRICT  # บางนา, divided in 2022


def test_no_field_of_the_list_needs_quotes_or_care() -> None:
    assert all(len(row) == 4 and not any(set(field) & set(',"()') for field in row) for row in rows())
    assert all(row[1] == row[1].strip() and row[1] for row in rows())


@pytest.mark.parametrize("source", data()["sources"])
def test_every_source_names_its_year_and_licence(source: dict[str, object]) -> None:
    assert source["title"]
    assert source["year"]
    assert source["licence"]


# Names


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("สมุทรสาคร", PROVINCE),
        (" สมุทรสาคร ", PROVINCE),
        ("จังหวัดสมุทรสาคร", PROVINCE | PREFIXED),
        ("จ.สมุทรสาคร", PROVINCE | PREFIXED),
        ("จ. สมุทรสาคร", PROVINCE | PREFIXED),
        ("12. สมุทรสาคร", PROVINCE),
        ("92 สมุทรสาคร", PROVINCE),
        ("กทม.", PROVINCE | MAYBE_REGION),
        ("กรุงเทพฯ", PROVINCE),
        ("Chon Buri", PROVINCE),
        ("CHONBURI", PROVINCE),
        ("Trang Province", PROVINCE | PREFIXED),
        ("TH-92", PROVINCE),
        ("เมือง", DISTRICT | SUBDISTRICT),
        ("เมืองตรัง", DISTRICT),
        ("อ.เมือง", DISTRICT | PREFIXED),
        ("อำเภอเมือง ตรัง", DISTRICT | PREFIXED),
        ("เขตพระนคร", DISTRICT | PREFIXED),
        ("สำนักงานเขตพระนคร", DISTRICT | PREFIXED),
        ("Muang Trang", DISTRICT),
        ("กันตัง", DISTRICT | SUBDISTRICT),
        ("ต.บางรัก อ.เมืองตรัง จ.ตรัง", SUBDISTRICT | PREFIXED),
        ("อบต.นาโต๊ะหมิง", SUBDISTRICT | PREFIXED),
        ("ภาคเหนือ", REGION),
        ("เขตสุขภาพที่ 12", REGION),
    ],
)
def test_a_text_names_an_area(text: str, bits: int) -> None:
    assert levels(text) == bits


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "เชียงใหม", "จังหวัด", "จังหวัดไม่มีจริง", "อำเภอ", "ญี่ปุ่น", "Japan", "12.5", "สมชาย", "โรงพยาบาลตรัง",
     "จ.ส.อ.ทดสอบ", "อ.อาจารย์", "ก" * 500, "x" * 100_000],
)  # fmt: skip
def test_a_text_names_none(text: str) -> None:
    assert levels(text) == 0


@given(st.sampled_from(CURRENT))
def test_every_official_name_is_known_in_every_spelling(area: list[str]) -> None:
    code, thai, english, _ = area
    bit = {2: PROVINCE, 4: DISTRICT, 6: SUBDISTRICT}[len(code)]
    prefix, short = {2: ("จังหวัด", "จ."), 4: ("อำเภอ", "อ."), 6: ("ตำบล", "ต.")}[len(code)]
    for text in (thai, f"{thai} ", prefix + thai, f"{prefix} {thai}", short + thai, f"{short} {thai}", f"{code} {thai}",
                 f"{thai} ({english})", english, english.upper(), english.replace(" ", "")):  # fmt: skip
        assert levels(text) & bit, text
    assert code_level(code) == bit


# The labelled tables


@pytest.mark.parametrize(("what", "expected", "got"), [case[1:] for case in corpus.cases()])
def test_a_table_is_read_as_it_is_labelled(what: str, expected: str, got: str | None) -> None:
    assert got == expected, what


def test_there_are_enough_labelled_tables() -> None:
    labels = [expected for _, expected, _ in corpus.results()]
    assert len(labels) >= 120
    assert labels.count("none") >= 40
    assert set(labels) == {*ORDER, "none"} - {"country"}


# Whole values


def test_an_area_counts_its_cells_and_says_where() -> None:
    column = ColumnCells(
        number=2, name="จังหวัด", rows=(4, 5, 6, 8, 9), cells=("รวม", "ตรัง", "สตูล", "ตรัง", None), sheet="แผ่น 1"
    )
    assert area_of([column], geometry=False) == Area(
        finest="province", at=Place(sheet="แผ่น 1", row=5, column=2, header="จังหวัด", value="ตรัง"), matched=3, of=4,
        distinct=2,
    )  # fmt: skip


def test_a_constant_area_does_not_make_a_table_by_it() -> None:
    table = corpus.columns_of({"จังหวัด": ["ตรัง"] * 3, "อำเภอ": ["กันตัง", "ห้วยยอด", "ปะเหลียน"]})
    found = area_of(table, geometry=False)
    assert found is not None
    assert (found.finest, found.at.column, found.distinct) == ("district", 2, 3)
    assert area_of(table[:1], geometry=False) is None


def test_a_district_and_a_subdistrict_of_one_name_are_told_by_the_header() -> None:
    names = ["กันตัง", "ย่านตาขาว", "ปะเหลียน", "ห้วยยอด"]
    for header, level in (("อำเภอ", "district"), ("ตำบล", "subdistrict"), ("พื้นที่", "district")):
        found = area_of(corpus.columns_of({header: names}), geometry=False)
        assert found is not None
        assert found.finest == level


def test_a_layer_is_by_points_unless_each_row_is_an_official_area() -> None:
    provinces = corpus.columns_of({"PROV": ["ตรัง", "สตูล", "สงขลา"]})
    stations = corpus.columns_of({"PROV": ["ตรัง", "สตูล"] * 9})
    by_province, by_point = area_of(provinces, geometry=True), area_of(stations, geometry=True)
    assert by_province is not None
    assert by_point is not None
    assert (by_province.finest, by_point.finest) == ("province", "point")
    assert area_of([], geometry=True) == Area(finest="point", at=Place())


def test_areas_as_headers_have_the_row_of_the_header() -> None:
    found = area_of_headers([(1, "ปี"), (2, "ตรัง"), (3, "สตูล"), (4, "สงขลา")], 5)
    assert found == Area(
        finest="province", at=Place(row=5, column=2, header="ตรัง", value="ตรัง"), matched=3, of=4, distinct=3
    )


# Hostile input

ANY_CELL = st.one_of(
    st.none(), st.booleans(), st.text(max_size=60), st.integers(), st.floats(), st.dates(), st.times(),
    st.text(alphabet="จังหวัดตรังอ.เมืองต. 0123456789(),", max_size=40), st.sampled_from([row[1] for row in CURRENT[:300]]),
)  # fmt: skip
HEADERS = ["จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "หมู่บ้าน", "สาขา", "lat", "long", "พิกัด", "รหัสจังหวัด", "x", "y", "ภาค", ""]


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.sampled_from(HEADERS), st.text(max_size=40)), st.lists(ANY_CELL, min_size=5, max_size=5)
        ),
        max_size=4,
    ),
    st.booleans(),
)
def test_no_table_raises(table: list[tuple[str, list[Cell]]], geometry: bool) -> None:
    made = [ColumnCells(number=number, name=name, rows=tuple(range(2, 7)), cells=tuple(cells))
            for number, (name, cells) in enumerate(table, start=1)]  # fmt: skip
    found = area_of(made, geometry=geometry)
    assert found is None or (found.finest in ORDER and found.matched <= found.of)
    area_of_headers([(number, name) for number, (name, _) in enumerate(table, start=1)], 1)


@pytest.mark.parametrize(
    "cells",
    [
        [10**30, -1, float("inf"), float("nan")],
        ["จังหวัด" * 1000, "ต." * 70, "(" * 149, "อ. " * 50],
        ["POINT(" * 20, "{" * 1000, '{"type":' * 99],
        ["9" * 10_000, "13.7" + "0" * 5000],
        ["\x00", "\ud800", "\u200b" * 40],
    ],
)
def test_odd_cells_do_no_harm(cells: list[Cell]) -> None:
    for name in HEADERS:
        area_of(corpus.columns_of({name: cells, "ตำบล": cells}), geometry=False)


def test_no_name_of_the_index_is_empty_or_spaced() -> None:
    assert all(name and " " not in name for name in thai_names())
