"""Every format that tables are read from, written by the libraries that people write it with."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt

from checker.content import TableProfile
from checker.errors import Unreadable
from checker.grid import Sheet
from checker.tables import NEEDS_WHOLE, READABLE, THIRD_PARTY, profile, sheets
from checker.tables.bounds import COLUMNS, ROWS
from checker.vocabulary import vocabulary

HEADER = ("จังหวัด", "ปี", "จำนวน")
ROWS_OF = (("เชียงใหม่", 2564, 12), ("ลำพูน", 2565, 7))
CSV = "จังหวัด,ปี,จำนวน\nเชียงใหม่,2564,12\nลำพูน,2565,7\n"
RECORDS = [dict(zip(HEADER, row, strict=True)) for row in ROWS_OF]


def one(body: bytes, format: str, *, complete: bool = True) -> Sheet:
    (found,) = sheets(body, format, complete=complete)
    return found


def told(body: bytes, format: str, *, complete: bool = True) -> TableProfile:
    (found,) = profile(sheets(body, format, complete=complete))
    return found


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def codes(found: TableProfile) -> set[str]:
    return {sign.code for sign in found.signs}


@pytest.mark.parametrize("format", sorted(READABLE))
def test_every_readable_format_is_in_the_vocabulary(format: str) -> None:
    assert format in vocabulary().formats


def test_what_libraries_read_is_read_elsewhere() -> None:
    assert not {"xlsx", "xlsm", "xlsb", "xls", "ods", "zip", "kmz", "gpkg", "sqlite"} - THIRD_PARTY
    assert {"csv", "tsv", "json", "jsonl", "geojson", "xml", "kml"}.isdisjoint(THIRD_PARTY | NEEDS_WHOLE)


# --- records


@pytest.mark.parametrize(
    "value",
    [
        RECORDS,
        {"value": RECORDS, "@odata.context": "x"},
        {"success": True, "result": {"fields": [{"id": "จังหวัด"}], "records": RECORDS, "total": 2}},
        {"a": {"b": {"ข้อมูล": RECORDS}}},
        {"1": RECORDS[0], "2": RECORDS[1]},
        {name: {"0": ROWS_OF[0][at], "1": ROWS_OF[1][at]} for at, name in enumerate(HEADER)},
    ],
)
def test_records_are_found_whatever_stands_round_them(value: object) -> None:
    found = one(json.dumps(value, ensure_ascii=False).encode(), "json")
    assert found.rows == [HEADER, *ROWS_OF]
    assert found.records
    assert found.complete


def test_rows_without_names_are_rows() -> None:
    found = one(json.dumps([HEADER, *ROWS_OF]).encode(), "json")
    assert found.rows == [HEADER, *ROWS_OF]
    assert not found.records


def test_the_head_of_a_json_gives_the_records_that_are_whole() -> None:
    body = json.dumps({"result": {"fields": [{"id": "a", "type": "int"}], "records": RECORDS * 100}}).encode()
    found = one(body[: len(body) * 2 // 3], "json", complete=False)
    assert found.rows[:3] == [HEADER, *ROWS_OF]
    assert 100 < len(found.rows) < 200
    assert not found.complete


def test_lines_of_json_are_records_and_the_cut_one_is_left_out() -> None:
    body = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()
    assert one(body, "jsonl").rows == [HEADER, *ROWS_OF]
    assert one(body + b'{"half', "jsonl", complete=False).rows == [HEADER, ROWS_OF[0], ROWS_OF[1]][:3]


def test_what_is_nested_stands_under_both_names() -> None:
    found = one(b'[{"a": {"b": 1, "c": {"d": 2}}, "e": ["x", "y"]}, {"a": {"b": 2}, "e": []}]', "json")
    assert found.rows == [("a.b", "a.c", "e"), (1, None, "x, y"), (2, None, "")]


def test_features_give_their_properties_even_where_the_last_is_cut() -> None:
    features = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [98, 18]}, "properties": record}
                for record in RECORDS]  # fmt: skip
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:X"}}
    body = json.dumps({"type": "FeatureCollection", "crs": system, "features": features}).encode()
    found = one(body[:-3], "geojson", complete=False)
    assert found.rows == [HEADER, *ROWS_OF]
    assert found.geometry
    assert told(body, "geojson").area is not None


def test_a_layer_of_one_cut_feature_still_is_a_layer() -> None:
    body = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[98.1'
    )
    found = one(body, "geojson", complete=False)
    assert (found.rows, found.geometry) == ([], True)


# --- markup


@pytest.mark.parametrize("declared", ['encoding="UTF-8"', 'encoding="TIS-620"', 'encoding="x-unknown"', ""])
def test_records_of_xml_are_the_elements_that_repeat(declared: str) -> None:
    encoding = "cp874" if "TIS" in declared else "utf-8"
    rows = "".join(f"<แถว><จังหวัด>{a}</จังหวัด><ปี>{b}</ปี><จำนวน>{c}</จำนวน></แถว>" for a, b, c in ROWS_OF)
    body = f'<?xml version="1.0" {declared}?><ชุด><หัว><ชื่อ>x</ชื่อ></หัว>{rows}</ชุด>'.encode(encoding)
    assert one(body, "xml").rows == [HEADER, *(tuple(map(str, row)) for row in ROWS_OF)]


def test_attributes_are_values_too() -> None:
    found = one(b"<r><row a='1' b='2'/><row a='3' b='4'/></r>", "xml")
    assert found.rows == [("a", "b"), ("1", "2"), ("3", "4")]


def test_the_head_of_an_xml_gives_the_records_that_are_whole() -> None:
    found = one(b"<r>" + b"<row><a>1</a><b>2</b></row>" * 50 + b"<row><a>1", "xml", complete=False)
    assert len(found.rows) == 51
    assert not found.complete


def test_a_kml_gives_its_extended_data() -> None:
    marks = "".join(
        f"<Placemark><name>{a}</name><ExtendedData><SchemaData schemaUrl='#x'><SimpleData name='ปี'>{b}</SimpleData>"
        f"</SchemaData></ExtendedData><Point><coordinates>98,18</coordinates></Point></Placemark>"
        for a, b, _ in ROWS_OF
    )
    styles = "<Style id='a'><LineStyle><color>1</color><width>2</width></LineStyle></Style>" * 9
    body = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{styles}{marks}</Document></kml>'.encode()
    found = one(body, "kml")
    assert found.geometry
    assert [dict(zip(found.rows[0], row, strict=True))["ปี"] for row in found.rows[1:]] == ["2564", "2565"]
    assert one(zipped({"doc.kml": body}), "kmz").member == "doc.kml"


def test_a_service_that_says_what_it_can_has_no_features() -> None:
    body = b"<wfs:WFS_Capabilities xmlns:wfs='x'>" + b"<FeatureType><Name>a</Name><Title>b</Title></FeatureType>" * 3
    assert one(body + b"</wfs:WFS_Capabilities>", "wfs").rows == []


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b'<!DOCTYPE a [<!ENTITY a "b">]><r>&a;</r>', "bomb"),
        (b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><r><b>&a;</b></r>', "bomb"),
        (b"<a>" * 10_000, "damaged"),
        (b"<a><b></a>", "damaged"),
        (b"\x00\x01\x02\x03" * 100, "damaged"),
    ],
)
def test_xml_that_is_hostile_or_broken_is_not_read(body: bytes, trouble: str) -> None:
    with pytest.raises(Unreadable) as caught:
        sheets(body, "xml", complete=True)
    assert caught.value.trouble == trouble


# --- spreadsheets


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ข้อมูล"
    for row in (HEADER, *ROWS_OF, ("แพร่", 2565, date(2022, 6, 1)), ("น่าน", 2565, True), ("เลย", 2565, "=1+1")):
        sheet.append(row)
    hidden = book.create_sheet("ซ่อน")
    hidden["B2"] = "x"
    hidden.sheet_state = "hidden"
    book.create_sheet("ว่าง")
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def test_a_workbook_gives_its_sheets_with_types_formulas_and_hidden_ones() -> None:
    first, second = sheets(workbook(), "xlsx", complete=True)
    assert first.rows[:4] == [HEADER, *ROWS_OF, ("แพร่", 2565, first.rows[3][2])]
    assert first.rows[3][2] in (date(2022, 6, 1), datetime(2022, 6, 1))
    assert first.rows[4][2] is True
    assert (first.formulas, first.formula_count) == (("C6",), 1)
    assert (second.name, second.hidden) == ("ซ่อน", True)
    assert second.rows[1][1] == "x"
    profiles = profile([first, second])
    assert codes(profiles[0]) >= {"formulas"}
    assert codes(profiles[1]) >= {"hidden_sheet"}


def test_merged_cells_are_told_with_their_place_in_every_kind_of_workbook() -> None:
    book = openpyxl.Workbook()
    for row in (("สถิติ", None, None), HEADER, *ROWS_OF):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("F1:G9")  # with nothing in it
    book.save(stream := io.BytesIO())
    old = xlwt.Workbook(encoding="utf-8")
    sheet = old.add_sheet("ก")
    sheet.write_merge(0, 0, 0, 2, "สถิติ")
    for number, row in enumerate((HEADER, *ROWS_OF), 1):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    old.save(old_stream := io.BytesIO())
    for body, format in ((stream.getvalue(), "xlsx"), (old_stream.getvalue(), "xls")):
        found = told(body, format)
        merged = next(sign for sign in found.signs if sign.code == "merged_cells")
        assert (merged.at.row, merged.at.column, merged.at.value, merged.count) == (1, 1, "สถิติ", 1)
        assert (found.merged, found.header_row, codes(found)) == (1, 2, {"merged_cells", "title_rows"})


def test_a_large_workbook_is_read_up_to_the_bound_and_says_so() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number in range(1, ROWS + 500):
            sheet.write_row(number, 0, ("เชียงใหม่", 2560 + number % 5, number))
    found = told(stream.getvalue(), "xlsx")
    assert (found.rows, found.complete, found.header_row) == (ROWS - 1, False, 1)


SHEET_START = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def raw_workbook(sheet: str) -> bytes:
    """A workbook whose one sheet is written by hand."""
    book = openpyxl.Workbook()
    book.save(stream := io.BytesIO())
    members = {}
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, "xl/worksheets/sheet1.xml": (SHEET_START + sheet + "</worksheet>").encode()})


def test_two_cells_far_apart_are_no_block_in_memory() -> None:
    body = raw_workbook(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    found = one(body, "xlsx")
    assert found.rows == [found.rows[0]]
    assert found.rows[0][0] == 1
    assert not found.complete


def test_a_workbook_with_prefixed_names_is_scanned_like_another() -> None:
    body = raw_workbook("")
    prefixed = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f>A1</x:f><x:v>2</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    found = one(zipped({**members, "xl/worksheets/sheet1.xml": prefixed.encode()}), "xlsx")
    assert (found.merged, found.formulas) == (("A1:B2",), ("B1",))


def test_an_open_document_may_repeat_a_cell_a_million_times() -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        '<table:table table:name="ก"><table:table-row><table:table-cell office:value-type="string"><text:p>ก</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="3" office:value-type="float" '
        'office:value="1.5"/><table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="date" office:date-value="2022-06-01"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    found = one(
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}), "ods"
    )
    assert found.rows == [("ก", 1.5, 1.5, 1.5)]
    assert not found.complete


def locked() -> bytes:
    """The beginning of what Office makes of a workbook with a password: a compound file (MS-OFFCRYPTO 2.3)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage\0".encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("body", "format", "trouble"),
    [
        (locked(), "xlsx", "encrypted"),
        (locked(), "xls", "encrypted"),
        (b"PK\x03\x04 nothing", "xlsx", "damaged"),
        (zipped({"a.txt": b""}), "xlsx", "damaged"),
        (zipped({"a.txt": b""}), "ods", "damaged"),
        (zipped({"a.txt": b""}), "xlsb", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000, "xls", "damaged"),
        (b"<html></html>", "xls", "damaged"),
        (raw_workbook("<sheetData><row>"), "xlsx", "damaged"),
        (b"SQLite format 3\x00" + b"x" * 2000, "sqlite", "damaged"),
        (b"\x1f\x8b\x08 nothing", "gzip", "damaged"),
        (gzip.compress(bytes(70 * 1024 * 1024)), "gzip", "too_large"),
        (b"\x03" * 20, "dbf", "damaged"),
        (b"\x89PNG", "png", "unsupported"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, format: str, trouble: str) -> None:
    with pytest.raises(Unreadable) as caught:
        sheets(body, format, complete=True)
    assert caught.value.trouble == trouble


@pytest.mark.parametrize("format", sorted(NEEDS_WHOLE))
def test_a_head_of_what_is_needed_whole_is_not_tried(format: str) -> None:
    with pytest.raises(Unreadable) as caught:
        sheets(workbook()[:2000], format, complete=False)
    assert caught.value.trouble == "not_fetched"


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    body = bytearray(zipped({"a.csv": b"a,b\n1,2\n"}))
    at = body.rfind(b"PK\x01\x02")
    struct.pack_into("<I", body, at + 24, 3 * 1024**3)  # the size that the directory says
    with pytest.raises(Unreadable) as caught:
        sheets(bytes(body), "zip", complete=True)
    assert caught.value.trouble == "bomb"


# --- archives, databases, DBF


def test_a_zip_gives_the_tables_of_its_files_one_level_down() -> None:
    body = zipped(
        {
            "ข้อมูล/ตาราง.csv": CSV.encode("cp874"),
            "b.json": json.dumps(RECORDS).encode(),
            "c.xlsx": workbook(),
            "readme.txt": "ไม่มีตาราง".encode(),
            "inner.zip": zipped({"d.csv": CSV.encode()}),
            "__MACOSX/._ตาราง.csv": b"\0\x05\x16\x07",
            "broken.xlsx": b"PK nothing",
        }
    )
    found = sheets(body, "zip", complete=True)
    assert [(sheet.format, sheet.member, sheet.name, sheet.encoding) for sheet in found] == [
        ("csv", "ข้อมูล/ตาราง.csv", "", "cp874"),
        ("json", "b.json", "", "utf-8"),
        ("xlsx", "c.xlsx", "ข้อมูล", ""),
        ("xlsx", "c.xlsx", "ซ่อน", ""),
    ]
    assert {sign.at.member for each in profile(found) for sign in each.signs} == {"ข้อมูล/ตาราง.csv", "c.xlsx"}


def test_a_zip_in_which_nothing_can_be_read_says_why() -> None:
    with pytest.raises(Unreadable) as caught:
        sheets(zipped({"a.xlsx": b"PK nothing"}), "zip", complete=True)
    assert caught.value.trouble == "damaged"


def dbf(rows: Any = ROWS_OF, encoding: str = "cp874", language: int = 0) -> bytes:
    """A DBF (dBASE III): text, number and number."""
    fields = (("PROV", "C", 40), ("YEAR", "N", 4), ("COUNT", "N", 6))
    width = 1 + sum(length for *_, length in fields)
    header = struct.pack("<BBBBIHH16xBB2x", 3, 122, 6, 1, len(rows), 32 + 32 * 3 + 1, width, 0, language)
    described = b"".join(
        name.encode().ljust(11, b"\0") + kind.encode() + bytes(4) + bytes([length, 0]) + bytes(14)
        for name, kind, length in fields
    )
    records = b"".join(
        b" " + name.encode(encoding).ljust(40) + str(year).rjust(4).encode() + str(count).rjust(6).encode()
        for name, year, count in rows
    )
    return header + described + b"\r" + records + b"\x1a"


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_a_dbf_is_read_in_the_encoding_that_it_shows(encoding: str) -> None:
    found = one(dbf(encoding=encoding), "dbf")
    assert found.rows == [("PROV", "YEAR", "COUNT"), *ROWS_OF]
    assert (found.encoding, found.records, found.complete) == (encoding, True, True)
    assert not one(dbf()[:-20], "dbf", complete=False).complete


def test_a_shapefile_in_a_zip_is_one_layer_with_its_attributes() -> None:
    body = zipped({"แผนที่.shp": b"\0\0\x27\x0a" + bytes(96), "แผนที่.dbf": dbf(encoding="utf-8"), "แผนที่.cpg": b"UTF-8",
                   "แผนที่.shx": b"", "แผนที่.prj": b"", "แผนที่.shp.xml": b"<a/>"})  # fmt: skip
    found = one(body, "zip")
    assert found.rows == [("PROV", "YEAR", "COUNT"), *ROWS_OF]
    assert (found.format, found.member, found.geometry) == ("shp", "แผนที่.shp", True)


def test_a_database_gives_its_tables_and_runs_nothing_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE ข้อมูล (จังหวัด, ปี, geom)")
        made.executemany("INSERT INTO ข้อมูล VALUES (?, ?, ?)", [(a, b, b"GP") for a, b, _ in ROWS_OF])
        made.execute("CREATE TABLE gpkg_contents (a)")
        made.execute(
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n"
        )
    made.close()
    found = one(path.read_bytes(), "gpkg")
    assert found.rows == [("จังหวัด", "ปี", "geom"), ("เชียงใหม่", 2564, None), ("ลำพูน", 2565, None)]
    assert (found.name, found.geometry) == ("ข้อมูล", True)


def test_a_gzip_is_what_its_name_says_and_csv_where_it_says_nothing() -> None:
    body = gzip.compress(CSV.encode())
    assert one(body, "gzip").rows[0] == HEADER
    (found,) = sheets(gzip.compress(json.dumps(RECORDS).encode()), "gzip", complete=True, url="https://x/a.json.gz")
    assert found.rows[0] == HEADER


# --- text


def test_a_cut_head_loses_its_last_row_and_no_other() -> None:
    body = CSV.encode()
    assert one(body[:-3], "csv", complete=False).rows == [HEADER, ("เชียงใหม่", "2564", "12")]
    assert one(body, "csv", complete=False).rows == [HEADER, ("เชียงใหม่", "2564", "12"), ("ลำพูน", "2565", "7")]
    assert one(body[:-1], "csv").rows[-1] == ("ลำพูน", "2565", "7")


def test_a_plain_text_is_a_table_only_where_its_rows_are_regular() -> None:
    assert one(CSV.encode(), "txt").format == "csv"
    assert one(CSV.replace(",", "\t").encode(), "txt").format == "tsv"
    assert sheets("ประกาศ เรื่อง การเปิดเผยข้อมูล, ฉบับที่ 1\nตามที่ได้มี\nจึงประกาศ\n".encode(), "txt", complete=True) == []


def test_columns_beyond_the_bound_are_left_out() -> None:
    body = (",".join(f"c{number}" for number in range(COLUMNS + 50)) + "\n").encode() * 3
    assert {len(row) for row in one(body, "csv").rows} == {COLUMNS}


def test_types_of_columns() -> None:
    text = (
        "รหัส,ปี,มูลค่า,ร้อยละ,วันที่,ชื่อ,มี,ว่าง,ปน\n"
        '007,2564,"1,200.50",12%,1 ม.ค. 2564,ก,TRUE,,1\n'
        "012,2565,(300),5.5%,15/2/2565,ข,FALSE,,รอ\n"
        "104,2566,-,-,31/12/2566,ค,TRUE,,ปิด\n"
        "200,2567,7,1%,1/1/2567,ง,TRUE,,4\n"
    )
    columns = told(text.encode(), "csv").columns
    assert [(column.name, column.type, column.filled, column.era) for column in columns] == [
        ("รหัส", "text", 4, ""),
        ("ปี", "integer", 4, "buddhist"),
        ("มูลค่า", "number", 4, ""),
        ("ร้อยละ", "number", 4, ""),
        ("วันที่", "date", 4, "buddhist"),
        ("ชื่อ", "text", 4, ""),
        ("มี", "boolean", 4, ""),
        ("ว่าง", "empty", 0, ""),
        ("ปน", "mixed", 4, ""),
    ]


def test_periods_and_areas_name_their_cells() -> None:
    found = told(("รายงาน,,\n" + CSV).encode(), "csv")
    assert found.period is not None
    assert found.area is not None
    assert (found.period.finest, found.period.at.row, found.period.at.column) == ("year", 3, 2)
    assert (found.area.finest, found.area.at.row, found.area.at.column) == ("province", 3, 1)
    assert found.rows_per_key == 1.0
