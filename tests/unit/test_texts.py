"""Every reason has its words in both languages, and its places are filled by what the check gives."""

from __future__ import annotations

import re

import pytest

from checker.checks import CHECKS, coded_reasons
from checker.model import Finding, Outcome, Severity
from checker.rubric import Text, load
from checker.texts import finding_fix, finding_text, finding_title, in_words, reason_text

RUBRIC = load("data-catalog-kpi-2565")
THAI = re.compile("[\u0e01-\u0e5b]")
PLACE = re.compile(r"\{([a-z_]+)\}")
REASONS = [(check, reason) for check in CHECKS for reason in RUBRIC.checks[check].reasons]


def finding(check: str, reason: str, **params: str | int | tuple[str, ...] | None) -> Finding:
    told = RUBRIC.checks[check].reasons[reason]
    return Finding(
        check=check, outcome=told.outcome, severity=Severity.WARNING, reason=reason, subject="d", params=dict(params)
    )


@pytest.mark.parametrize(("check", "reason"), REASONS)
def test_a_reason_has_words_in_both_languages_and_a_fix_where_something_is_wrong(check: str, reason: str) -> None:
    told = RUBRIC.checks[check].reasons[reason]
    texts = [told, *([told.fix] if told.fix else [])]
    for text in texts:
        assert THAI.search(text.th)
        assert not THAI.search(text.en)
        assert set(PLACE.findall(text.th)) == set(PLACE.findall(text.en))
    wrong = told.outcome is Outcome.FAILED or told.severity in (Severity.WARNING, Severity.VIOLATION)
    assert not wrong or told.fix is not None


def test_code_and_data_give_the_same_reasons() -> None:
    assert {check: set(reasons) for check, reasons in coded_reasons().items()} == {
        check: set(RUBRIC.checks[check].reasons) for check in coded_reasons()
    }


def test_parameters_stand_in_their_places_in_both_languages() -> None:
    told = finding("notes_informative", "short", value="สั้น", length=4, minimum=20)
    assert finding_text(told, RUBRIC, "th") == "รายละเอียดสั้นเกินไป (4 ตัวอักษร ควรมีอย่างน้อย 20)"
    assert finding_text(told, RUBRIC, "en") == "The description is too short (4 characters; 20 at least)"
    assert finding_title(told, RUBRIC, "th") == "รายละเอียด สื่อความหมาย"


def test_dates_are_shown_in_the_era_of_the_language_and_lists_with_commas() -> None:
    told = finding("resource_created", "after_update", value="2022-08-16", updated="2022-08-15")
    assert finding_text(told, RUBRIC, "th") == "วันที่เริ่มต้นสร้าง 16 สิงหาคม 2565 อยู่หลังวันที่ปรับปรุงล่าสุด 15 สิงหาคม 2565"
    assert finding_text(told, RUBRIC, "en") == "First created 16 August 2022, after the last update 15 August 2022"
    reason = RUBRIC.checks["category_classification"].reasons["mismatch"]
    shown = reason_text(reason, {"category": "ก", "classification": "ข", "expected": ("ลับ", "ลับมาก")}, "en")
    assert shown == "ก is classified “ข”; what fits is ลับ, ลับมาก"


def test_a_hostile_value_is_never_read_as_a_pattern() -> None:
    told = finding("maintainer_email", "invalid", value="{value.__class__} {count} %s \\1 {0}")
    assert finding_text(told, RUBRIC, "en") == "“{value.__class__} {count} %s \\1 {0}” is not a valid e-mail address"


def test_a_parameter_that_is_not_there_leaves_its_place_blank() -> None:
    assert (
        finding_text(finding("maintainer_email", "several"), RUBRIC, "en") == "Several addresses are given;  are valid"
    )


def test_nothing_to_mend_has_no_fix() -> None:
    assert finding_fix(finding("title", "ok"), RUBRIC, "th") is None
    assert finding_fix(finding("title", "blank"), RUBRIC, "en") == (
        "Give the dataset a title that says what it is about (the name in the URL does not stand in for it)"
    )


def test_ids_are_told_by_their_words_and_what_has_none_as_it_is() -> None:
    named = {"sign": {"merged": Text(th="ผสานเซลล์", en="merged cells")}, "tier": {}}
    params = {"sign": ("merged", "new_one"), "tier": "basic", "count": 3, "other": "merged", "none": None}
    assert in_words(params, named, "th") == {**params, "sign": ("ผสานเซลล์", "new_one")}
    assert in_words(params, named, "en") == {**params, "sign": ("merged cells", "new_one")}
    assert in_words({"sign": "merged"}, named, "en") == {"sign": "merged cells"}
