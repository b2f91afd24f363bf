"""A dataset as agencies make them, for the benchmarks inside CKAN."""

from __future__ import annotations

from typing import Any


def package(stem: str, number: int) -> dict[str, Any]:
    """A complete dataset with two files."""
    return {
        "name": f"{stem}-{number}",
        "title": f"จำนวนผู้รับบริการรายเดือน ชุดที่ {number}",
        "notes": "จำนวนผู้รับบริการของศูนย์บริการ จำแนกตามจังหวัดและเดือน รวบรวมจากระบบทะเบียน",
        "maintainer": "กองข้อมูล",
        "maintainer_email": "data@agency.example",
        "tags": [{"name": "บริการ"}, {"name": "รายเดือน"}],
        "data_type": "ข้อมูลระเบียน",
        "objective": ["พันธกิจหน่วยงาน", "เพื่อการให้บริการประชาชน"],
        "update_frequency_unit": "เดือน",
        "update_frequency_interval": "1",
        "geo_coverage": "จังหวัด",
        "data_source": "ระบบทะเบียนของกรม",
        "data_format": ["CSV", "XLS"],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "Open Data Common",
        "resources": [
            {"name": f"ข้อมูลปี {year}", "url": f"https://data.example/{number}/{year}.csv", "format": "CSV"}
            for year in (2566, 2567)
        ],
    }
