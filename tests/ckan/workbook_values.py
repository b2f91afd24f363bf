"""Workbooks for tests: made by the engine's own writer."""

from __future__ import annotations

import base64
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
from ckan.tests import factories, helpers

from checker.normalise import normalise
from checker.plan import Plan
from checker.workbook.official.book import write_workbook

SHEET = "Temp2_Meta_Record"
COLUMNS = {"name": 1, "title": 3, "maintainer": 5, "email": 6, "tags": 7, "notes": 8, "unit": 10, "category": 15}


def unique(stem: str) -> str:
    """A name that no other test has."""
    return f"{stem}-{uuid4().hex[:8]}"


def complete(name: str, **more: Any) -> dict[str, Any]:
    """A package with all mandatory items."""
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
        **more,
    }  # fmt: skip


def written(*packages: dict[str, Any]) -> bytes:
    """A workbook with these datasets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.xlsx"
        write_workbook([normalise(each) for each in packages], Plan(), path, generation=2, lang="th")
        return path.read_bytes()


def edited(body: bytes, cells: dict[str, Any], sheet: str = SHEET) -> bytes:
    """The workbook with other texts in some cells."""
    book = openpyxl.load_workbook(BytesIO(body))
    for place, value in cells.items():
        book[sheet][place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def organization(editor: str = "editor") -> tuple[dict[str, Any], dict[str, Any]]:
    """(a new organization, a user with this capacity in it)."""
    user = factories.User(name=unique("user"))
    users = [{"name": user["name"], "capacity": editor}]
    made = factories.Organization(name=unique("org"), title="กรมตัวอย่าง", users=users)
    return made, user


def call(action: str, user: dict[str, Any] | None, /, **data: Any) -> Any:
    """An action with the user's own rights."""
    context = {"user": user["name"] if user else "", "ignore_auth": False}
    return helpers.call_action(action, context, **data)


def checked(organization: dict[str, Any], user: dict[str, Any], body: bytes, **more: Any) -> Any:
    """The preview of a workbook."""
    content = base64.b64encode(body).decode()
    return call("dgmaturity_workbook_check", user, organization_id=organization["id"], content=content, **more)


def imported(organization: dict[str, Any], user: dict[str, Any], body: bytes, **more: Any) -> Any:
    """The result of importing a workbook."""
    batch = checked(organization, user, body)
    return call("dgmaturity_workbook_import", user, id=batch["id"], **more)
