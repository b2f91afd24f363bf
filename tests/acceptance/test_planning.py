"""What the plan, the workbook and last year's list add to a scan."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import checker
from checker.model import Outcome
from checker.testing import ckan_site, serve

LOOPBACK = {"allow_networks": ("127.0.0.0/8",), "host_interval": 0.0, "retries": 0}
AGENCY = {"id": "o", "name": "o", "title": "กรมตัวอย่าง"}
PACKAGE = {"id": "p", "name": "d_1", "title": "หนึ่ง", "owner_org": "o", "organization": AGENCY, "resources": []}
PLAN = """\
fiscal_year: 2566
agency: {title: กรมตัวอย่าง, type: department}
issues:
- focus_area: 9
  issue: a
  goal: b
  expected_users: [c]
  missions:
  - title: m
    processes:
    - number: "1.1"
      title: p
      datasets:
      - {code: D_1, title: หนึ่ง, category: ข้อมูลสาธารณะ}
      - {code: D_2, title: ทะเบียนลับ, category: ข้อมูลความลับทางราชการ}
"""
ROW = ("D_2", "ข้อมูลระเบียน", "ทะเบียนลับ", "กรมตัวอย่าง", "กองทะเบียน", "registry@example.go.th", "ทะเบียน, ลับ",
       "ทะเบียนของหน่วยงานที่ไม่เปิดเผย", "พันธกิจหน่วยงาน", "ปี", 1, "ประเทศ", "ระบบทะเบียน", "Database",
       "ข้อมูลความลับทางราชการ", "ลับ", "อื่นๆ", "", "", "", "", "", "", "", "", "")  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Temp2_Meta_Record"
    for number in range(1, 6):
        sheet.append([f"แถวที่ {number}"] + [""] * (len(ROW) - 2) + ["x"])
    sheet.append(ROW)
    sheet.append(("D_9", *ROW[1:]))
    path = tmp_path / "metadata.xlsx"
    book.save(path)
    return path


def scanned(tmp_path: Path, **given):
    with serve(ckan_site([PACKAGE], files={}, title="ตัวอย่าง")) as url:
        return checker.score(checker.scan(url, store=tmp_path / "runs.sqlite", **given, **LOOPBACK))


def secret(report):
    return next(line.standing for line in report.datasets if line.standing.code == "D_2")


def test_a_listed_dataset_that_is_not_public_cannot_be_told_from_outside(plan: Path, tmp_path: Path) -> None:
    report = scanned(tmp_path, plan=plan)
    assert (secret(report).items_outcome, secret(report).items_reason) == (Outcome.CANNOT_TELL, "not_visible")


def test_the_template_2_workbook_shows_it(plan: Path, workbook: Path, tmp_path: Path) -> None:
    report = scanned(tmp_path, plan=plan, metadata=workbook)
    assert (secret(report).items_outcome, secret(report).items_from) == (Outcome.PASSED, "workbook")


def test_a_record_that_the_plan_does_not_list_and_a_plan_of_another_year_are_said(
    plan: Path, workbook: Path, tmp_path: Path
) -> None:
    codes = [warning.code for warning in scanned(tmp_path, plan=plan, metadata=workbook).warnings]
    assert {"unlisted_record", "other_year", "no_reported_on"} <= set(codes)
