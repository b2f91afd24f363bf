"""What a plan attests of traffic camera pictures, in YAML and in Excel, and what comes of it in the grade."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.model import CameraRecord
from checker.plan import Plan, read_plan
from tests.unit.plan_books import write_plan

WRITTEN = """
fiscal_year: 2565
agency: {title: กรมตัวอย่าง}
issues:
  - focus_area: 9
    missions:
      - title: ภารกิจ
        processes:
          - {title: กระบวนการ, datasets: [{code: DataSet_11_01, title: ภาพกล้องจราจร, kind: cctv}]}
cameras:
  - {dataset: dataset_11_01, kind: live, link: "https://a.example/live", attested_by: กองจราจร, attested_on: 2565-02-01}
  - {dataset: DataSet_11_01, kind: replay, days: ๗, link: ภาพหน้าจอ.pdf, attested_by: กองจราจร, attested_on: 1 ก.พ. 2565}
"""


def written(text: str = WRITTEN) -> Plan:
    return read_plan(text.encode(), "plan.yaml")


def test_complete_records_say_how_far_back_pictures_go() -> None:
    (planned,) = written().planned()
    assert planned.shown == {"live": 0, "replay": 7}


@pytest.mark.parametrize(
    "part",
    ["kind: replay, ", "days: ๗, ", "link: ภาพหน้าจอ.pdf, ", ", attested_by: กองจราจร", ", attested_on: 1 ก.พ. 2565"],
)
def test_a_record_without_a_part_is_no_evidence(part: str) -> None:
    line = next(line for line in WRITTEN.splitlines() if "replay" in line)
    assert part in line
    (planned,) = written(WRITTEN.replace(line, line.replace(part, ""))).planned()
    assert planned.shown == {"live": 0}


def test_a_record_of_no_listed_dataset_is_told() -> None:
    plan = written(WRITTEN.replace("dataset: dataset_11_01", "dataset: DataSet_99_01"))
    assert [warning.code for warning in plan.warnings if warning.code == "unknown_use"] == ["unknown_use"]
    assert plan.planned()[0].shown == {"replay": 7}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_workbook_holds_the_same(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(written(), path, lang)
    plan = read_plan(path.read_bytes(), path.name)
    assert plan.cameras == written().cameras
    assert plan.cameras[1] == CameraRecord(
        dataset="DataSet_11_01",
        kind="replay",
        days=7,
        link="ภาพหน้าจอ.pdf",
        attested_by="กองจราจร",
        attested_on=date(2022, 2, 1),
    )
