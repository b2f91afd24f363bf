"""The demo, scanned through the whole line: every trouble that was put in is found, and nothing else."""

from __future__ import annotations

import json
import threading
import time

import pytest

import checker
from checker.demo import DemoSite

VERDICTS = {
    "คำขอใบอนุญาตรายวัน": "ok",
    "พจนานุกรมข้อมูล": "ok",
    "ระยะเวลาพิจารณาเฉลี่ย": "moved",
    "ใบอนุญาตออนไลน์รายไตรมาส": "ok",
    "จุดบริการ (GeoJSON)": "ok",
    "จุดบริการ (SHP)": "ok",
    "จุดบริการ (KML)": "ok",
    "ผลสำรวจความพึงพอใจ": "ok",
    "คู่มือสำหรับประชาชน": "ok",
    "ระเบียบการให้บริการ": "ok",
    "All resource data": "ok",
    "รายงานสถิติ ปีงบประมาณ 2564": "ok",
    "รายงานสถิติ ปีงบประมาณ 2563": "ok",
    "เรื่องร้องเรียน ปี 2565": "missing",
    "เรื่องร้องเรียน ปี 2564": "missing",
    "คำสั่งแต่งตั้งคณะทำงาน": "ok",
    "ผลการเบิกจ่ายรายเดือน": "ok",
    "วันหยุดของจุดบริการ": "ok",
    "แบบฟอร์มคำขอ": "protected",
    "อัตราค่าธรรมเนียม": "mismatch",
    "ประวัติการปรับอัตรา": "empty",
    "อัตราค่าธรรมเนียม (ร่าง)": "empty",
    "ภาพล่าสุด": "ok",
    "ทำเนียบบุคลากร": "protected",
    "ไฟล์ทดสอบ": "invalid_url",
    "": "refused_by_us",
    "รหัสพื้นที่ (Turtle)": "ok",
    "คุณภาพอากาศรายชั่วโมง": "ok",
    "ระดับน้ำรายวัน": "ok",
    "ทุนสนับสนุนนวัตกรรม": "ok",
    "ทุนสนับสนุนนวัตกรรม (สำเนา)": "truncated",
    "หลักสูตรอบรม": "ok",
    "หลักสูตรอบรม (ระบบเดิม)": "unreachable",
    "จำนวนผู้เข้าอบรม": "ok",
    "ข้อมูลประกอบ": "ok",
    "ระบบสืบค้น": "ok",
    "เอกสารเชิงนโยบาย ฉบับที่ 1": "redirect_error",
    "เอกสารเชิงนโยบาย ฉบับที่ 2": "ok",
    "ตัวชี้วัดนโยบาย": "throttled",
    "งบประมาณตามแผนงาน": "server_error",
    "ผลสำรวจ": "throttled",
    "ระบบรายงานผล (ภายใน)": "refused_by_us",
    "หนังสือเวียน": "protected",
    "คลังเอกสาร": "missing",
    "ไฟล์รายการเอกสาร": "ok",
}


@pytest.fixture(scope="module")
def scanned(tmp_path_factory) -> dict:
    """``report.json`` of all three agencies, without a plan."""
    folder = tmp_path_factory.mktemp("demo")
    with DemoSite() as demo:
        run = checker.scan(demo.base_url, store=folder / "dgcheck.sqlite", **demo.settings)
    checker.report(checker.score(run), folder, formats=("json",))
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_every_link_has_its_verdict(scanned):
    found = {link["name"]: link["verdict"] for held in scanned["datasets"] for link in held["resources"]}
    assert found == VERDICTS


def test_every_failure_was_confirmed(scanned):
    links = [link for held in scanned["datasets"] for link in held["resources"]]
    failed = {link["name"] for link in links if link["outcome"] == "failed"}
    assert failed
    assert {link["name"] for link in links if not link["confirmed"]} & failed == set()


def test_every_dataset_is_accounted_for(scanned):
    assert (scanned["catalog"]["declared"], scanned["catalog"]["held"]) == (31, 31)
    assert scanned["totals"]["unreconciled"] == 0


def test_items_are_missing_where_they_were_left_out(scanned):
    incomplete = {
        held["name"]: [number for number, outcome in held["items"].items() if outcome == "failed"]
        for held in scanned["datasets"]
    }
    assert {name: numbers for name, numbers in incomplete.items() if numbers} == {
        "dataset_12_02": ["5"],
        "opinion-survey": ["14"],
        "permit-forms": ["1"],
        "service-holidays": ["11"],
        "survey-portal": ["4"],
        "test-upload": ["14"],
    }


def test_the_plan_of_the_agency_is_scored_with_its_ranges_in_time(tmp_path):
    before = threading.active_count()
    started = time.monotonic()
    with DemoSite() as demo:
        plan = tmp_path / "plan.yaml"
        plan.write_bytes(demo.plan)
        run = checker.scan(demo.catalog_url, plan=plan, store=tmp_path / "dgcheck.sqlite", **demo.settings)
    checker.report(checker.score(run), tmp_path, formats=("json",))
    assert time.monotonic() - started < 15
    assert threading.active_count() == before
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    points = {name: value.split(".")[0] for name, value in report["score"]["points"].items()}
    assert (points["dataset_list"], points["agency_catalog"], points["utilisation"]) == ("50", "10", "5")
    matches = {match["code"]: match["how"] for match in report["matches"]}
    assert [code for code, how in matches.items() if how == "unsure"] == ["DataSet_111_01"]
    assert [code for code, how in matches.items() if how == "none"] == ["DataSet_111_02", "DataSet_22_02"]
