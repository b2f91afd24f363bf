"""A workbook as an officer fills it in: one dataset is right, one lacks items, one has bad dates, one is not open."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from checker.normalise import normalise
from checker.plan import Plan
from checker.workbook.official.book import write_workbook

SHEET = "Temp2_Meta_Record"


def _package(name: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "maintainer": "กองสถิติการศึกษา",
        "maintainer_email": "stat@agency.example",
        "tags": [{"name": "การศึกษา"}, {"name": "โรงเรียน"}],
        "notes": "รายชื่อสถานศึกษาทุกสังกัด พร้อมที่ตั้งและจำนวนนักเรียน ปรับปรุงทุกปีการศึกษา",
        "objective": ["พันธกิจหน่วยงาน"],
        "update_frequency_unit": "ปี",
        "update_frequency_interval": "1",
        "geo_coverage": "ประเทศ",
        "data_source": "ระบบทะเบียนสถานศึกษา",
        "data_format": ["CSV"],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "Open Data Common",
        "data_type": "ข้อมูลระเบียน",
        "created_date": "2021-02-03",
        "last_updated_date": "2022-09-10",
        "resources": [{"name": "ตาราง 2564", "url": f"https://agency.example/{name}.csv", "format": "CSV"}],
    }


def with_errors(stem: str) -> bytes:
    """Four datasets whose codes begin with ``stem``."""
    titles = ("รายชื่อสถานศึกษา", "จำนวนนักเรียน", "ทะเบียนครู", "ประวัติผู้เรียนรายบุคคล")
    packages = [_package(f"{stem}-{number}", title) for number, title in enumerate(titles, 1)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.xlsx"
        write_workbook([normalise(each) for each in packages], Plan(), path, generation=2, lang="th")
        book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    sheet["F7"], sheet["H7"], sheet["E7"] = "stat at agency", None, None
    sheet["S8"], sheet["T8"] = "31/2/2564", "10/9/64"
    sheet["N8"] = "CSV, XLS, ฐานข้อมูลเฉพาะของหน่วยงาน"
    sheet["O9"], sheet["Q9"] = "ข้อมูลส่วนบุคคล", None
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
