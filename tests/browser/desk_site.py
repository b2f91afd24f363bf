"""An organization with datasets whose titles are like those of its plan, for looking at the pages of the desk."""

from __future__ import annotations

from typing import Any

from ckanapi import RemoteCKAN

from checker.plan import read_value
from checker.workbook.plan_book import plan_book

ORGANIZATION = "tourism-department"
TITLE = "กรมการท่องเที่ยวตัวอย่าง"
DATASETS = {
    "dataset_11_01": "สถิตินักท่องเที่ยวต่างชาติ รายเดือน",
    "tourist-income-2564": "รายได้จากการท่องเที่ยวของจังหวัด ปี 2564",
    "tourist-income-2565": "รายได้จากการท่องเที่ยวของจังหวัด ปี 2565",
    "hotel-register": "ทะเบียนโรงแรมที่ได้รับอนุญาต",
    "guide-register": "ทะเบียนมัคคุเทศก์",
}
LISTED = (
    ("DataSet_11_01", "สถิตินักท่องเที่ยวต่างชาติ รายเดือน"),
    ("DataSet_11_02", "รายได้จากการท่องเที่ยวของจังหวัด"),
    ("DataSet_11_03", "ทะเบียนโรงแรมที่ได้รับอนุญาต"),
    ("DataSet_11_04", "แหล่งท่องเที่ยวเชิงวัฒนธรรม"),
)
USE = {
    "dataset": "DataSet_11_01",
    "kind": "dashboard",
    "change": "ปรับตารางเจ้าหน้าที่ประจำด่านตามจำนวนนักท่องเที่ยวรายเดือน",
    "result": "เวลารอลดลง 20 % จาก 15 เหลือ 12 นาที",
    "link": "https://agency.example/report",
    "attested_by": "กองแผนงาน",
    "attested_on": "31/03/2565",
}


def plan(*listed: tuple[str, str]) -> dict[str, Any]:
    """A complete plan of these codes and titles."""
    datasets = [{"code": code, "title": title, "category": "ข้อมูลสาธารณะ"} for code, title in listed]
    process = {"number": "1.1", "title": "จัดเก็บและเผยแพร่สถิติการท่องเที่ยว"}
    halves = [{"number": "1.1.1", "title": "สถิติ", "datasets": datasets[:2]},
              {"number": "1.1.2", "title": "ทะเบียน", "datasets": datasets[2:]}]  # fmt: skip
    missions = [{"title": "ภารกิจด้านส่งเสริมการท่องเที่ยว", "processes": [{**process, "subprocesses": halves}]},
                {"title": "ภารกิจด้านกำกับดูแล"}]  # fmt: skip
    issue = {
        "focus_area": 3,
        "issue": "การขับเคลื่อนการท่องเที่ยวคุณภาพ",
        "goal": "นำข้อมูลไปวางแผนรองรับนักท่องเที่ยวในแต่ละพื้นที่",
        "expected_users": ["สำนักงานสถิติแห่งชาติ", "จังหวัดท่องเที่ยวหลัก"],
        "missions": missions,
    }
    agency = {"title": TITLE, "type": "department", "role": "policy", "catalog_url": "https://data.example.go.th"}
    return {"fiscal_year": 2565, "agency": agency, "issues": [issue]}


def book(value: dict[str, Any]) -> bytes:
    """The plan as the workbook of Template 1."""
    return plan_book(read_value(value, "plan"), "th")


def fill(url: str, token: str) -> None:
    """The organization and its datasets; the plan is uploaded by who looks."""
    with RemoteCKAN(url, apikey=token) as api:
        api.call_action("organization_create", {"name": ORGANIZATION, "title": TITLE})
        for name, title in DATASETS.items():
            package = {"name": name, "title": title, "owner_org": ORGANIZATION, "private": True}
            api.call_action("package_create", package)
