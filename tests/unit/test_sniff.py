"""What a file is, told from its bytes."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Sniffed
from checker.sniff import sniff
from checker.sniff.markup import ROOTS
from checker.sniff.signatures import BRANDS, SIGNATURES
from checker.sniff.text import OPENINGS
from checker.vocabulary import vocabulary
from tests.unit.file_corpus import (
    BINARIES,
    TEXTS,
    THAI_CSV,
    compound,
    streamed_workbook,
    tarred,
    workbook,
    zipped,
)

HEAD = 262_144
INNER = {"ole"}  #: containers that the table names and the code opens


def told(
    body: bytes,
    *,
    content_type: str = "",
    url: str = "https://a.go.th/d/1",
    declared: str | None = None,
    complete: bool = True,
) -> Sniffed:
    return sniff(body, content_type=content_type, url=url, declared=declared, complete=complete)


@pytest.mark.parametrize("name", BINARIES)
def test_binary_files_are_known_by_their_signature(name: str, tmp_path: Path) -> None:
    found = told(BINARIES[name](tmp_path))
    assert (found.format, found.how, found.empty, found.page) == (name, "signature", False, None)


@pytest.mark.parametrize("name", TEXTS)
def test_text_files_are_known_by_their_content(name: str) -> None:
    found = told(TEXTS[name].encode())
    assert (found.format, found.how, found.encoding, found.empty, found.page) == (name, "content", "utf-8", False, None)


@pytest.mark.parametrize("name", [*TEXTS, *BINARIES])
def test_bytes_hold_against_a_wrong_type_a_wrong_format_and_a_wrong_name(name: str, tmp_path: Path) -> None:
    body = TEXTS[name].encode() if name in TEXTS else BINARIES[name](tmp_path)
    wrong = "pdf" if name != "pdf" else "csv"
    found = told(
        body,
        content_type="application/pdf" if name != "pdf" else "text/csv",
        url="https://a.go.th/a.pdf",
        declared=wrong,
    )
    assert found.format == name


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"ical", "px"}))
@pytest.mark.parametrize(
    ("encoding", "told_as"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_texts_are_known_in_every_unicode_encoding(name: str, encoding: str, told_as: str) -> None:
    found = told(TEXTS[name].encode(encoding))
    assert (found.format, found.encoding) == (name, told_as)


@pytest.mark.parametrize("name", ["csv", "tsv", "txt"])
def test_thai_in_cp874_is_told_from_utf8(name: str) -> None:
    found = told(TEXTS[name].encode("cp874"))
    assert (found.format, found.encoding) == (name, "cp874")


def test_latin1_is_not_taken_for_thai() -> None:
    body = ("name;ville\n" + "Café du Monde;Besançon\nÉcole Française;Orléans\nCrème brûlée;Nîmes\n" * 40).encode(
        "latin-1"
    )
    found = told(body)
    assert found.format == "csv"
    assert found.encoding != "cp874"


@pytest.mark.parametrize("cut", range(HEAD - 6, HEAD))
def test_a_cut_through_a_thai_letter_is_still_utf8(cut: int) -> None:
    body = (THAI_CSV * 300).encode()[:cut]
    assert told(body, complete=False).encoding == "utf-8"


@pytest.mark.parametrize("name", [name for name in BINARIES if name not in ("sqlite", "gpkg", "tar", "shp", "geotiff")])
def test_the_first_bytes_of_a_cut_file_are_enough(name: str, tmp_path: Path) -> None:
    body = BINARIES[name](tmp_path)
    head = body[: max(64, len(body) * 3 // 4)]
    found = told(head, complete=False, declared=name)
    assert found.format == name


def test_a_large_workbook_is_known_from_its_head_without_its_directory() -> None:
    for body in (workbook(20_000), streamed_workbook()):
        assert b"PK\x05\x06" not in body[:100_000]
        assert told(body[:100_000], complete=False).format == "xlsx"


def test_a_workbook_cut_before_its_sheets_is_what_others_say_when_that_fits() -> None:
    head = workbook()[:400]
    assert told(head, complete=False, declared="xlsx").format == "xlsx"
    assert told(head, complete=False, declared="csv").format == "zip"


def test_an_archive_tells_the_formats_inside_one_level_down() -> None:
    assert told(
        zipped({"a.csv": b"a", "b/c.PDF": b"b", "__MACOSX/a.csv": b"", ".hidden.xls": b"", "d/": b""})
    ).members == ("csv", "pdf")
    layer = {f"layer.{name}": b"" for name in ("shp", "shx", "dbf", "prj", "cpg", "shp.xml")}
    assert told(zipped(layer)) == Sniffed(format="zip", how="signature", members=("shp",))
    assert told(tarred({"x.json": b"{}"})).members == ("json",)
    assert told(gzip.compress(THAI_CSV.encode())).members == ("csv",)
    assert told(gzip.compress(tarred({"x.xlsx": b""}))).members == ("xlsx",)
    assert told(zipped({"../../etc/passwd.csv": b"", "ข้อมูล.xlsx": b""})).members == ("csv", "xlsx")
    assert told(zipped({"inner.zip": zipped({"a.pdf": b"x"})})).members == ("zip",)


def test_an_empty_archive_is_empty() -> None:
    assert told(zipped({})) == Sniffed(format="zip", how="signature", empty=True)


@pytest.mark.parametrize(
    ("start", "name"), [(b"\x09\x08\x10\x00\x00\x06\x05\x00", "xls"), (b"\xec\xa5\xc1\x00", "doc")]
)
def test_a_compound_file_whose_directory_is_behind_the_head_is_known_by_its_first_sector(
    start: bytes, name: str
) -> None:
    body = compound("Workbook", start)[:1024]
    assert told(body, complete=False).format == name


def test_a_compound_file_that_tells_nothing_is_what_others_say_when_that_fits() -> None:
    body = compound("Something")
    assert told(body, declared="xls") == Sniffed(format="xls", how="declared", detail="compound file (OLE2)")
    assert told(body, declared="csv").format is None


@pytest.mark.parametrize("body", [b"", b"\n\r\n  ", b"\xef\xbb\xbf\n"])
def test_nothing_is_empty_and_is_what_the_server_says_alone(body: bytes) -> None:
    found = told(body, declared="csv", content_type="text/csv")
    assert (found.format, found.how, found.empty) == ("csv", "served", True)
    found = told(body, declared="csv", url="https://a.go.th/a.csv")
    assert (found.format, found.how, found.empty) == (None, "", True)


def test_a_header_without_rows_is_empty() -> None:
    assert told("รหัส,ชื่อ\r\n".encode(), declared="csv").empty
    assert told("รหัส,ชื่อ\r\n,,\r\n\r\n".encode(), declared="csv").empty
    assert told(b"name\n", url="https://a.go.th/a.csv").empty
    assert not told("รหัส,ชื่อ\r\n1,ก\r\n".encode(), declared="csv").empty
    assert not told("รหัส,ชื่อ".encode(), declared="csv", complete=False).empty


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", "csv"),
        ("a;b;c\n1;2;3\n4;5;6\n", "csv"),
        ("a|b|c\n1|2|3\n4|5|6\n", "csv"),
        ("a\tb\n1\t2\n", "tsv"),
        ('"a","b"\n"x\ny","2"\n"z, z","3"\n', "csv"),
        ("สถิติประจำปี,,\nจังหวัด,ชาย,หญิง\nก,1,2\nข,3,4\nค,5,6\nง,7,8\n", "csv"),
        ("เรียน ท่านผู้อำนวยการ\nตามที่ได้ขอข้อมูล, กรมขอส่งเอกสาร\nจึงเรียนมาเพื่อทราบ\n", "txt"),
    ],
)
def test_a_table_is_known_by_the_regular_width_of_its_rows(body: str, name: str) -> None:
    assert told(body.encode()).format == name


@pytest.mark.parametrize(
    "first",
    ["PAR1", "BM", "MZ", "ID3", "GRIB", "LASF", "BZh", "msid", "AC10", "RDX2", "GIF87a", "aaaaftyp", "$FL2", "EXP  0 ",
     "SET", "BEGIN", "USE", "LANGUAGE=", "MIME-Version: 1", "# ก", "--", "/*", "CDF", "FLV", "DATE", "0", "8BPS"],
)  # fmt: skip
def test_a_table_whose_first_name_is_that_of_a_signature_is_a_table(first: str) -> None:
    body = f"{first},b,c\n" + "".join(f"{number},{number},{number}\n" for number in range(20))
    assert told(body.encode(), declared="csv").format == "csv"


def test_a_one_column_file_is_a_table_when_somebody_says_so() -> None:
    body = "จังหวัด\nเชียงใหม่\nลำพูน\n".encode()
    assert told(body).format == "txt"
    assert told(body, declared="csv").format == "csv"
    assert told(body, content_type="text/csv; charset=utf-8").format == "csv"
    assert told(body, url="https://a.go.th/a.csv?v=1").format == "csv"
    assert told(body, content_type="text/csv", declared="txt").format == "csv"


def test_a_text_without_marks_of_its_own_is_what_others_say() -> None:
    assert told(b"CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n", declared="sql").format == "sql"
    assert told(b"a: 1\nb: 2\n", url="https://a.go.th/a.yaml").format == "yaml"


def test_generic_types_say_nothing() -> None:
    body = b"\x00\x01\x02\x03 some bytes of a drawing"
    assert told(body, content_type="application/octet-stream", declared="dwg").format == "dwg"
    assert told(body, content_type="text/html", url="https://a.go.th/a.dwg").how == "name"


def test_bytes_that_are_nothing_known_are_not_what_they_would_show() -> None:
    body = bytes(range(1, 256)) * 10
    assert told(body, declared="pdf", url="https://a.go.th/a.pdf").format is None
    assert told(body, declared="csv").format is None
    assert told(body, declared="sas").format == "sas"


def test_csv_with_stray_nul_bytes_is_still_csv() -> None:
    body = THAI_CSV.replace("เชียงใหม่", "เชียง\0ใหม่", 1).encode()
    assert told(body).format == "csv"


def test_csv_sent_as_html_is_csv() -> None:
    assert told(THAI_CSV.encode(), content_type="text/html").format == "csv"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('{"features": [{"type": "Feature", "geometry": null', "geojson"),
        ('{"name": "a", "crs": {"type": "name"}, "type": "FeatureCollection", "features": [', "geojson"),
        ('{"help": "x", "result": {"type": "FeatureCollection", "features": [', "json"),
        ('{"type": "Point of interest", "rows": [', "json"),
        ('[{"type": "FeatureCollection"}, {"a": ', "json"),
        ('{"@context": {"dct": "http://purl.org/dc/terms/"}, "@graph": [', "jsonld"),
    ],
)
def test_the_top_level_of_a_cut_json_decides(body: str, name: str) -> None:
    assert told(body.encode(), complete=False).format == name


def test_a_geojson_type_deep_inside_makes_no_geojson() -> None:
    assert told(b'{"result": {"type": "FeatureCollection", "features": []}}').format == "json"
    assert told(b'{"type": "Feature", "title": "a feature of a phone"}').format == "json"


def test_json_that_does_not_parse_is_named_and_said_so() -> None:
    assert told(b'{"a": 1, "b": ') == Sniffed(format="json", how="content", encoding="utf-8", detail="does not parse")


def test_geojson_that_breaks_off_is_still_geojson() -> None:
    body = b'{"type": "FeatureCollection", "features": [{"type": "Feature"'
    assert told(body) == Sniffed(format="geojson", how="content", encoding="utf-8", detail="does not parse")


def test_a_root_behind_comments_doctype_and_entities_is_found_and_nothing_is_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
    body = f'<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE kml [<!ENTITY a0 "x">{bomb}]>\n<kml>&a20;</kml>'
    started = time.perf_counter()
    assert told(body.encode()).format == "kml"
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "xls",
        ),
        ("<?xml version='1.0'?><Workbook/>", "xml"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html/>", "html"),
        ("<HTML><BODY>x</BODY></HTML>", "html"),
        ("<div>x</div>", "html"),
        ("<table><tr><td>1</td></tr></table>", "html"),
        ("<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx'/>", "odata"),
        ("<?xml version='1.0'?>", "xml"),
        ("< 5 baht, > 10 baht\n1,2\n", "csv"),
    ],
)
def test_markup_is_told_by_its_root(body: str, name: str) -> None:
    assert told(body.encode()).format == name


ROWS_IN_HTML = "<table><tr><th>จังหวัด</th></tr><tr><td>ตาก</td></tr></table>"


@pytest.mark.parametrize(
    ("body", "content_type", "name", "page"),
    [
        (ROWS_IN_HTML, "application/vnd.ms-excel", "xls", None),
        (
            f"<html><head><meta charset='utf-8'></head><body>{ROWS_IN_HTML}</body></html>",
            "application/msexcel",
            "xls",
            None,
        ),
        (ROWS_IN_HTML, "text/html", "html", None),
        (ROWS_IN_HTML, "text/csv", "html", None),
        (f"{ROWS_IN_HTML}<a href='/'>กลับ</a>", "application/vnd.ms-excel", "html", None),
        ("<table><tr><td>1</td></tr></table>", "application/vnd.ms-excel", "html", None),
        (f"<title>404 Not Found</title>{ROWS_IN_HTML}", "application/vnd.ms-excel", "html", "error"),
    ],
)
def test_a_table_in_html_is_excel_only_where_a_program_serves_it_so(
    body: str, content_type: str, name: str, page: str | None
) -> None:
    found = told(body.encode(), content_type=content_type)
    assert (found.format, found.page) == (name, page)


def test_pdf_behind_junk_is_pdf_but_not_in_a_page_about_it() -> None:
    assert told(b"\r\n junk \r\n%PDF-1.4\n").format == "pdf"
    assert told(b"<html><p>files begin with %PDF-1.4</p></html>").format == "html"
    warned = b"<br />\n<b>Warning</b>: session_start() in <b>/var/www/get.php</b> on line <b>3</b><br />\n"
    assert told(warned + b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n").format == "pdf"
    assert told(warned + b"%PDF-1.3\r\n1 0 obj\r\n<<>>\r\nendobj\r\n").format == "pdf"
    assert told(b"<html><pre>%PDF-1.4\n1 is the version</pre></html>").format == "html"


def test_a_shapefile_is_told_by_code_and_version() -> None:
    assert told(BINARIES["shp"](None)[:28] + b"\0" * 40, declared="xls").format != "shp"


TABLES = (
    {name for _, _, name in SIGNATURES},
    {name for known in ROOTS.values() for _, name in known},
    set(OPENINGS.groupindex),
    {name for _, name in BRANDS},
)


@pytest.mark.parametrize("name", sorted(set().union(*TABLES)))
def test_every_format_that_the_tables_name_is_in_the_vocabulary(name: str) -> None:
    assert name in INNER or name in vocabulary().formats


@given(st.binary(max_size=3_000), st.booleans())
def test_no_bytes_break_it(body: bytes, complete: bool) -> None:
    assert isinstance(told(body, complete=complete), Sniffed)


@given(st.sampled_from(sorted(BINARIES.keys() - {"sqlite", "gpkg"})), st.integers(0, 4_000), st.binary(max_size=60))
def test_no_damage_breaks_it(name: str, at: int, damage: bytes) -> None:
    body = BINARIES[name](Path())
    assert isinstance(told(body[:at] + damage + body[at + len(damage) :], complete=False), Sniffed)


@given(st.text(alphabet="<>!-?/[]{}\"'\\:,; \n\tahtmlscriptโ", max_size=600))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(told(text.encode()), Sniffed)


HOSTILE = {
    "open tags": b"<html>" + b"<a " * 80_000,
    "open scripts": b"<html>" + b"<script " * 30_000,
    "open comments": b"<html>" + b"<!--" * 60_000,
    "titles": b"<html>" + b"<title>" * 30_000,
    "input": b"<html>" + b"<input type" * 20_000,
    "boxes": b"<html><script>location=1</script>" + b"alert('" * 30_000,
    "mounts": b"<html>location=1" + b"<div id " * 30_000 + b"id " * 30_000,
    "headings": b"<html>" + b"<h1>" * 60_000,
    "links": b"<html><a x>" + b"<a </a" * 40_000,
    "7z": b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 12 + b"\x20" + b"\0" * 11 + b".\0a\0" * 60_000,
    "rar": b"Rar!\x1a\x07\x01\0" + b"\0\0\0\0\2\2\0" * 35_000,
    "bzip2": b"BZh91AY&SY" + b"\xff" * 200_000,
    "sql": b"--\n" + b"CREATE " * 30_000,
    "refresh": b'<html><meta http-equiv="refresh" ' + b"url " * 50_000,
    "xml attributes": b"<?xml version='1.0'?><a " + b"b='c' " * 40_000,
    "doctype": b"<!DOCTYPE " + b"a[" * 100_000,
    "json depth": b"[" * 250_000,
    "json objects": b'{"a":' * 50_000,
    "json strings": b'{"' + b'\\"' * 100_000,
    "csv quotes": b'"' * 250_000,
    "csv columns": b"," * 250_000,
    "csv long line": b"a," * 125_000,
    "zip headers": b"PK\x03\x04" * 60_000,
    "zip names": (b"PK\x03\x04" + b"\0" * 22 + b"\xff\xff" + b"\0\0") * 8_000,
    "spaces": b" " * 250_000 + b"x",
    "entities": b"<html><body>" + b"&amp" * 60_000,
    "turtle comments": b"#\n" * 120_000,
    "px": b"CHARSET=" * 30_000,
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 200_000,
    "tiff": b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 100_000,
    "tar": b"a".ljust(257, b"\0") + b"ustar" + b"7" * 200_000,
    "gzip bomb": gzip.compress(b"\0" * 50_000_000),
    "thai marks": "่".encode() * 80_000,
    "thai cp874": b"\xe8" * 250_000,
    "latin": b"\xff\xfd" * 125_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("complete", [True, False])
def test_a_hostile_head_costs_no_more_than_an_honest_one(name: str, complete: bool) -> None:
    started = time.perf_counter()
    told(HOSTILE[name][:HEAD], complete=complete)
    assert time.perf_counter() - started < 0.5
