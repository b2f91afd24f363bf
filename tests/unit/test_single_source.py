"""Who says that a file is the single source of truth: a published field or the plan, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from checker.grade import grade
from checker.model import Observation, Outcome, Sniffed, Verdict
from checker.normalise import normalise
from checker.rubric import load

RUBRIC = load("data-catalog-kpi-2565")
FIELD = "single_source_of_truth"
URL = "https://a.go.th/r1.csv"


def tier(package: dict[str, Any], planned: bool | None = None) -> tuple[str, str]:
    """Tier and reason of the channel of a CSV that was reached and has no interface."""
    dataset = normalise({"id": "d", "resources": [{"id": "r1", "url": URL, "format": "CSV"}], **package})
    look = Observation(
        distribution="r1",
        url=URL,
        verdict=Verdict.OK,
        outcome=Outcome.PASSED,
        confirmed=True,
        sniffed=Sniffed(format="csv", how="content"),
        probes=(),
    )
    grades = grade(dataset, {"r1": look}, RUBRIC, authoritative=planned, kind="structured").criteria
    channel = next(each for each in grades if each.criterion == "channel")
    return channel.tier, channel.reason


YES = ["True", "true", "TRUE", " True ", True, 1, "1", "ใช่", "Yes", "yes", "Y", "จริง", ["True"], '["True"]']
NO = ["False", "false", False, 0, "0", "ไม่ใช่", "No", "n", "เท็จ"]
SAYS_NOTHING = [
    "",
    " ",
    None,
    "-",
    "ไม่ทราบ",
    "ไม่ระบุ",
    "เป็นต้นทางของข้อมูล",
    "กรมตัวอย่าง",
    "2",
    2,
    0.5,
    [],
    {},
    "มี",
    "True?",
]


@pytest.mark.parametrize("written", YES)
def test_yes_as_catalogs_write_it(written: object) -> None:
    assert tier({FIELD: written}) == ("middle", "channel_middle")
    assert tier({"extras": [{"key": FIELD, "value": written}]}) == ("middle", "channel_middle")


@pytest.mark.parametrize("written", NO)
def test_no_as_catalogs_write_it(written: object) -> None:
    assert tier({FIELD: written}) == ("basic", "channel_basic")


@pytest.mark.parametrize("written", SAYS_NOTHING)
def test_any_other_word_says_nothing_and_leaves_it_to_the_plan(written: object) -> None:
    assert tier({FIELD: written}) == ("basic", "channel_basic_undeclared")
    assert tier({FIELD: written}, planned=True) == ("middle", "channel_middle")
    assert tier({FIELD: written}, planned=False) == ("basic", "channel_basic")


def test_the_published_field_counts_before_the_plan() -> None:
    assert tier({FIELD: "True"}, planned=False) == ("middle", "channel_middle_plan_differs")
    assert tier({FIELD: "False"}, planned=True) == ("basic", "channel_basic_plan_differs")
    assert tier({FIELD: "True"}, planned=True) == ("middle", "channel_middle")


def test_nothing_else_is_taken_for_it() -> None:
    like_it = {
        "title": "ข้อมูลต้นทาง single source of truth = True",
        "notes": "ไฟล์นี้เป็นต้นทางของข้อมูลที่ถูกต้องเชื่อถือได้ (single source of truth)",
        "official_statistics": "True",
        "reference_data": "True",
        "high_value_dataset": "True",
        "data_source": "ฐานข้อมูลของหน่วยงาน",
        "tags": [{"name": FIELD}],
        "extras": [{"key": "single source of truth", "value": "True"}, {"key": "authoritative", "value": "True"}],
    }
    assert tier(like_it) == ("basic", "channel_basic_undeclared")
