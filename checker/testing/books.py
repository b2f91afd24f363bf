"""Workbooks as an officer would fill them in, made by the engine's own writer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from checker.normalise import normalise
from checker.plan import Plan
from checker.workbook.official.book import write_workbook


def a_record(name: str, **changes: Any) -> dict[str, Any]:
    """A package of the type record with all 14 items and a file, as the official workbook holds one."""
    return {
        "name": name,
        "title": f"รายชื่อสถานศึกษา {name}",
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
        "data_classification": "เปิดเผย",
        "license_id": "Open Data Common",
        "data_type": "ข้อมูลระเบียน",
        "created_date": "2021-02-03",
        "last_updated_date": "2022-09-10",
        "resources": [
            {"name": "ตาราง 2564", "url": f"https://agency.example/{name}.csv", "format": "CSV",
             "description": "ข้อมูลปี 2564", "resource_created_date": "2021-02-03"},
        ],
        **changes,
    }  # fmt: skip


def a_workbook(*packages: dict[str, Any]) -> bytes:
    """The official workbook (second generation, in Thai) with these packages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.xlsx"
        write_workbook([normalise(each) for each in packages], Plan(), path, generation=2, lang="th")
        return path.read_bytes()
