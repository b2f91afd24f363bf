"""How the tables of :mod:`tests.corpora.tables_published` are written, and the Thai names that they are made of."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

RANDOM = Random(2565)
n = RANDOM.randint
PROVINCES = [
    "เชียงใหม่",
    "ลำปาง",
    "ขอนแก่น",
    "นครราชสีมา",
    "สุราษฎร์ธานี",
    "สงขลา",
    "ชลบุรี",
    "ระยอง",
    "นครปฐม",
    "พิษณุโลก",
    "อุดรธานี",
    "ภูเก็ต",
]
DISTRICTS = ["เมืองเชียงใหม่", "สันทราย", "แม่ริม", "หางดง", "สารภี", "ดอยสะเก็ด", "สันป่าตอง", "ฝาง", "แม่แตง", "จอมทอง"]
SUBDISTRICTS = ["ช้างเผือก", "สุเทพ", "หนองหอย", "ท่าศาลา", "ฟ้าฮ่าม", "วัดเกต", "ป่าแดด", "แม่เหียะ", "สันผีเสื้อ", "หายยา"]
MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]

#: name, body, tier of ``structure``, finest period, years, finest area …; see :mod:`tests.corpora.tables_published`
Add = Callable[..., None]
Rows = Sequence[Sequence[Any]]
Sheets = Any  #: rows of one sheet, or name of a sheet → its rows


def _sheets(rows: Sheets) -> dict[str, Rows]:
    return rows if isinstance(rows, dict) else {"Sheet1": rows}


def csv_of(
    rows: Rows,
    encoding: str = "utf-8",
    delimiter: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue().encode(encoding)


def book_of(
    rows: Sheets,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    formats: dict[str, str] | None = None,
    after: Callable[[openpyxl.Workbook], object] | None = None,
) -> bytes:
    """An XLSX by openpyxl; ``formats``: column → number format, of the first sheet, as ``merged`` is."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, held in _sheets(rows).items():
        sheet = book.create_sheet(name)
        for row in held:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    first = book.worksheets[0]
    for span in merged:
        first.merge_cells(span)
    for column, format in (formats or {}).items():
        for cell in first[column][1:]:
            cell.number_format = format
    if after is not None:
        after(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written_book(rows: Sheets, make: Callable[[Any, dict[str, Any]], object]) -> bytes:
    """An XLSX by XlsxWriter; ``make`` adds charts and formulas."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    made = {}
    for name, held in _sheets(rows).items():
        made[name] = book.add_worksheet(name)
        for at, row in enumerate(held):
            for column, cell in enumerate(row):
                if cell is not None:
                    made[name].write(at, column, cell)
    make(book, made)
    book.close()
    return stream.getvalue()


def xls_of(rows: Sheets, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """An XLS; ``merged``: first and last row, first and last column, from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    dated = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for name, held in _sheets(rows).items():
        sheet = book.add_sheet(name)
        for span in merged:
            sheet.merge(*span)
        for at, row in enumerate(held):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write(at, column, cell, dated)
                elif cell is not None:
                    sheet.write(at, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_of(rows: Sheets) -> bytes:
    book = OpenDocumentSpreadsheet()
    for name, held in _sheets(rows).items():
        table = Table(name=name)
        for row in held:
            line = TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _ods_cell(cell: object) -> Any:
    if cell is None:
        return TableCell()
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat())
    elif isinstance(cell, int | float):
        made = TableCell(valuetype="float", value=str(cell))
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(cell)))
    return made


def json_of(value: object, encoding: str = "utf-8") -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(encoding)


def records(rows: Rows) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def xml_of(rows: Rows, root: str = "data", record: str = "row") -> bytes:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>']
    for row in rows[1:]:
        values = "".join(f"<{name}>{cell}</{name}>" for name, cell in zip(rows[0], row, strict=True))
        lines.append(f"  <{record}>{values}</{record}>")
    return ("\n".join(lines) + f"\n</{root}>\n").encode()


def zip_of(**members: bytes) -> bytes:
    """A ZIP; ``__`` in a name is a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()


def days(start: date, count: int) -> list[date]:
    return [start + timedelta(days=number) for number in range(count)]


def buddhist(day: date, form: str = "{d:02}/{m:02}/{y}") -> str:
    """A day in the Buddhist Era; ``mon`` and ``mab`` are its month's name, long and short."""
    return form.format(
        d=day.day, m=day.month, y=day.year + 543, mon=MONTHS[day.month - 1], mab=SHORT_MONTHS[day.month - 1]
    )


def thai(text: object) -> str:
    """A text with Thai digits."""
    return str(text).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
