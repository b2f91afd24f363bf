"""A workbook as an officer fills it in: one dataset is right, one lacks items, one has bad dates, one is not open."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from checker.testing import a_record, a_workbook

SHEET = "Temp2_Meta_Record"


def with_errors(stem: str) -> bytes:
    """Four datasets whose codes begin with ``stem``."""
    titles = ("รายชื่อสถานศึกษา", "จำนวนนักเรียน", "ทะเบียนครู", "ประวัติผู้เรียนรายบุคคล")
    packages = [a_record(f"{stem}-{number}", title=title) for number, title in enumerate(titles, 1)]
    book = openpyxl.load_workbook(BytesIO(a_workbook(*packages)))
    sheet = book[SHEET]
    sheet["F7"], sheet["H7"], sheet["E7"] = "stat at agency", None, None
    sheet["S8"], sheet["T8"] = "31/2/2564", "10/9/64"
    sheet["N8"] = "CSV, XLS, ฐานข้อมูลเฉพาะของหน่วยงาน"
    sheet["O9"], sheet["Q9"] = "ข้อมูลส่วนบุคคล", None
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
