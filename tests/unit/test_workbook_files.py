"""Which files are read as a workbook, alike in three formats, and which are refused or told of with the reason."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from checker.errors import WorkbookError
from checker.plan import read_plan
from checker.workbook.archive import MAX_ELEMENTS
from checker.workbook.reading import MAX_ROWS
from checker.workbook.record import File
from checker.workbook.template2 import read_workbook
from tests.corpora.bombs import packed
from tests.unit.plan_values import SHORT_HEAD, SHORT_TABLE, saved, short_form, workbook
from tests.unit.test_template2 import TOURISM, form

ROWS = form("Temp2_Meta_Record", {**TOURISM, "created_date": datetime(2021, 9, 10), "high_value_dataset": True},
            {**TOURISM, "name": "DataSet_11_02", "created_date": "๑๐ ก.ย. ๒๕๖๔", "notes": "หนึ่ง\nสอง"})  # fmt: skip
FILE = {"dataset_name": "DataSet_11_01", "name": "ไฟล์", "url": "https://a/1.csv", "format": "CSV"}
FILES = form("Temp3_Resource_Record", FILE)
SHEETS = {"Temp2_Meta_Record": ROWS, "Temp3_Resource_Record": FILES}
Rows = tuple[tuple[object, ...], ...]


def xls(sheets: dict[str, Rows]) -> bytes:
    book = xlwt.Workbook()
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value, *([style] if isinstance(value, date) else []))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(sheets: dict[str, Rows]) -> bytes:
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    stream = BytesIO()
    book.write(stream)
    return stream.getvalue()


def _ods_cell(value: object) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=value)
    elif isinstance(value, datetime):
        cell = TableCell(valuetype="date", datevalue=value.date().isoformat())
    else:
        cell = TableCell(valuetype="string")
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


@pytest.mark.parametrize("write", [lambda sheets: workbook(**sheets), xls, ods], ids=["xlsx", "xls", "ods"])
def test_the_same_sheets_are_read_alike_in_every_format(write: Callable[[dict[str, Rows]], bytes]) -> None:
    wanted = read_workbook(workbook(**SHEETS), "w.xlsx")
    book = read_workbook(write(SHEETS), "w.xlsx")
    assert book == wanted
    first, second = (record.package for record in book.datasets)
    assert (first["created_date"], first["high_value_dataset"]) == ("2021-09-10", "True")
    assert (second["created_date"], second["notes"]) == ("2021-09-10", "หนึ่ง\nสอง")
    assert [each["name"] for each in first["resources"]] == ["ไฟล์"]


@pytest.mark.parametrize(
    "name", ["temp2_meta_record", "Temp2_Meta_Record ", " TEMP2_META_RECORD", "Temp2 _Meta_ Record"]
)
def test_sheets_are_known_without_regard_to_case_and_blanks(name: str) -> None:
    book = read_workbook(workbook(**{name: ROWS}), "w.xlsx")
    assert [(record.code, record.row.place()) for record in book.datasets] == [
        ("DataSet_11_01", f"{name}!A6"), ("DataSet_11_02", f"{name}!A7")]  # fmt: skip


def test_unknown_sheets_are_told_of_and_those_that_go_with_the_forms_are_not() -> None:
    book = read_workbook(workbook(**SHEETS, หน่วยงาน=(("ก",),), คำอธิบาย=(("ก",),), บันทึกของฉัน=(("ก",),)), "w.xlsx")
    assert [(one.place, one.code) for one in book.problems] == [("บันทึกของฉัน", "unknown_sheet")]


def test_template_3_may_be_a_file_of_its_own() -> None:
    alone = File(body=workbook(Temp3_Resource_Record=(*FILES, ("DataSet_99", "ไฟล์"))), source="t3.xlsx")
    book = read_workbook(workbook(Temp2_Meta_Record=ROWS), "w.xlsx", alone)
    assert [len(record.resources) for record in book.datasets] == [1, 0]
    assert [(one.source, one.place, one.code) for one in book.problems] == [
        ("t3.xlsx", "Temp3_Resource_Record!A7", "unknown_dataset")]  # fmt: skip


@pytest.mark.parametrize("write", [xls, ods], ids=["xls", "ods"])
def test_the_plan_is_read_alike_in_every_format(write: Callable[[dict[str, Rows]], bytes]) -> None:
    plan = read_plan(write({"Temp1_Dataset": (*SHORT_HEAD, (), *SHORT_TABLE)}), "w.xlsx")
    assert plan == read_plan(short_form(), "w.xlsx")


# ---- What is refused ----

_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def altered(part: str, content: str | bytes | Callable[[str], str]) -> bytes:
    """The good workbook with one part in other words."""
    stream = BytesIO(workbook(**SHEETS))
    with zipfile.ZipFile(stream) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    text = dict(members).get(part, b"").decode()
    new = content(text) if callable(content) else content
    return packed(*((name, body) for name, body in members if name != part), (part, new))


SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def deep(levels: int) -> str:
    return _SHEET.format("<a>" * levels + "</a>" * levels)


LOCKED = "EncryptedPackage".encode("utf-16-le")
ROW = _SHEET.format("<sheetData><row>" + "<c/>" * 300_000 + "</row></sheetData>")
STYLES = "<styleSheet><cellXfs>" + "<xf/>" * 300_000 + "</cellXfs></styleSheet>"
IN_ODS = ("content.xml", "<a>" * 9_000 + "</a>" * 9_000)
LONG_TAG = _SHEET.format('<sheetData x="' + "A" * (60 << 20) + '"/>')
ELSEWHERE = {"[Content_Types].xml": "worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels": "worksheets/sheet1.xml"}


_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def reserved(name: str, text: str) -> Callable[[str], str]:
    """A workbook part with a name of Excel's own."""
    names = f'<definedNames><definedName name="{name}" localSheetId="0">{text}</definedName></definedNames>'
    return lambda part: part.replace("<definedNames/>", names).replace("<definedNames />", names)


def a_thousand_sheets(part: str) -> str:
    more = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="rId1"/>' for number in range(10, 1_010))
    return part.replace("<sheets>", f"<sheets {_RELATIONS}>").replace("</sheets>", f"{more}</sheets>")


def elsewhere(content: str) -> bytes:
    """The good workbook whose first sheet is a part that is not named as XML."""
    with zipfile.ZipFile(BytesIO(workbook(**SHEETS))) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist() if name != SHEET}
    moved = {name: members[name].replace(old, "worksheets/sheet1.dat") for name, old in ELSEWHERE.items()}
    return packed(*{**members, **moved, "xl/worksheets/sheet1.dat": content}.items())


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a zip bomb": (altered("xl/media/a.bin", b"\x00" * (130 << 20)), "bomb", "unpacks to more than 128 MB"),
    "a file of 50 MB": (b"PK\x03\x04" + b"\x00" * (50 << 20), "too_large", "larger than 32 MB"),
    "deep XML": (altered(SHEET, deep(100_000)), "bomb", "deeper or longer"),
    "a row without end": (altered(SHEET, ROW), "bomb", "deeper or longer"),
    "styles without end": (altered("xl/styles.xml", STYLES), "bomb", "deeper or longer"),
    "entities": (altered(SHEET, '<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'), "bomb", "deeper or longer"),
    "a tag without end": (altered(SHEET, LONG_TAG), "bomb", "deeper or longer"),
    "a print area that is searched for ever": (
        altered("xl/workbook.xml", reserved("_xlnm.Print_Area", "'" * 100_000)),
        "bomb",
        "deeper or longer",
    ),
    "print titles that are searched for ever": (
        altered("xl/workbook.xml", reserved("_xlnm.Print_Titles", "$A:" * 100_000)),
        "bomb",
        "deeper or longer",
    ),
    "one sheet under a thousand names": (altered("xl/workbook.xml", a_thousand_sheets), "bomb", "deeper or longer"),
    "deep XML in a part of another name": (elsewhere(deep(100_000)), "bomb", "deeper or longer"),
    "an .xlsx with a password": (OLE + b"\x00" * 600 + LOCKED, "encrypted", "locked with a password"),
    "a damaged .xls": (OLE + b"\x00" * 600, "damaged", "it is not a workbook that can be read"),
    "a damaged part": (altered(SHEET, "<worksheet><sheetData>"), "damaged", "it is damaged (xl/worksheets/sheet1.xml)"),
    "a Word document": (packed(("word/document.xml", "<w/>")), "not_a_workbook", "an archive but no Excel workbook"),
    "a page": (b"<!DOCTYPE html><html></html>", "not_a_workbook", "it is a web page"),
    "nothing": (b"", "not_a_workbook", "it is empty"),
    "deep XML in an .ods": (packed(("mimetype", "x"), IN_ODS), "damaged", "it is not a workbook that can be read"),
}


@pytest.mark.parametrize(("body", "code", "why"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_made_to_harm_is_refused_at_once_with_its_name_and_the_reason(
    body: bytes, code: str, why: str
) -> None:
    begun = time.process_time()
    tracemalloc.start()
    with pytest.raises(WorkbookError) as caught:
        read_workbook(body, "w.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.code == code
    assert str(caught.value).startswith("w.xlsx: cannot be used: ")
    assert why in str(caught.value)
    assert caught.value.text("th").startswith("w.xlsx: ใช้แฟ้มนี้ไม่ได้: ")
    assert peak < 100 << 20
    assert time.process_time() - begun < 60


def test_a_sheet_that_never_ends_is_refused_before_it_is_read_through() -> None:
    endless = altered(SHEET, _SHEET.format("<sheetData>" + "<row/>" * (MAX_ELEMENTS + 1) + "</sheetData>"))
    begun = time.process_time()
    with pytest.raises(WorkbookError, match="deeper or longer"):
        read_workbook(endless, "w.xlsx")
    assert time.process_time() - begun < 30


def test_two_cells_far_apart_in_a_sheet_cost_nothing() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(**SHEETS)))
    book["Temp2_Meta_Record"].cell(1_048_576, 16_384).value = "ไกล"
    begun = time.process_time()
    found = read_workbook(saved(book), "w.xlsx")
    assert [record.code for record in found.datasets] == ["DataSet_11_01", "DataSet_11_02"]
    assert time.process_time() - begun < 10


def test_two_cells_far_apart_in_an_xls_cost_no_more_than_the_sandbox_allows() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Temp2_Meta_Record")
    sheet.write(0, 0, "ใกล้")
    sheet.write(65_535, 255, "ไกล")
    stream = BytesIO()
    book.save(stream)
    with pytest.raises(WorkbookError) as caught:
        read_workbook(stream.getvalue(), "w.xls")
    assert caught.value.code in ("out_of_memory", "crashed")  # of the process alone; ours goes on


def test_millions_of_empty_rows_are_no_rows() -> None:
    empty = altered(SHEET, lambda text: text.replace("</sheetData>", "<row/>" * 1_000_000 + "</sheetData>"))
    book = read_workbook(empty, "w.xlsx")
    assert [record.code for record in book.datasets] == ["DataSet_11_01", "DataSet_11_02"]
    assert book.problems == ()


def test_rows_over_the_limit_are_told_of() -> None:
    rows = (*ROWS, *((),) * (MAX_ROWS - len(ROWS)), ("DataSet_99", None, "เกิน"))
    book = read_workbook(workbook(Temp2_Meta_Record=rows), "w.xlsx")
    assert [record.code for record in book.datasets] == ["DataSet_11_01", "DataSet_11_02"]
    assert ("Temp2_Meta_Record", "too_many_rows") in {(one.place, one.code) for one in book.problems}


def test_macros_and_links_to_other_files_are_told_of_and_not_followed() -> None:
    stream = BytesIO(workbook(**SHEETS))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", OLE)
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    book = read_workbook(stream.getvalue(), "w.xlsm")
    assert [(one.place, one.code) for one in book.problems] == [
        ("Temp2_Meta_Record", "macros"), ("Temp2_Meta_Record", "external_links")]  # fmt: skip
    assert len(book.datasets) == 2


def test_a_formula_in_error_is_told_of_and_its_cell_is_empty() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(**SHEETS)))
    cell = book["Temp2_Meta_Record"]["C6"]
    cell.value, cell.data_type = "#REF!", "e"
    found = read_workbook(saved(book), "w.xlsx")
    assert [(one.place, one.value, one.code) for one in found.problems] == [
        ("Temp2_Meta_Record!C6", "#REF!", "bad_cell")
    ]
    assert found.datasets[0].package["title"] == ""


def test_a_formula_has_the_value_that_was_saved_with_it() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Temp2_Meta_Record")
        for number, row in enumerate(form("Temp2_Meta_Record", TOURISM)):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        sheet.write_formula("H6", '="ข้อมูล"&"รายปี"', None, "ข้อมูลรายปี")
    assert read_workbook(stream.getvalue(), "w.xlsx").datasets[0].package["notes"] == "ข้อมูลรายปี"
