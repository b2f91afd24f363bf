"""Personal data in a public file, in words."""

from __future__ import annotations

import string

import pytest

from checker.checks.privacy import CHECK, REASONS, privacy_findings
from checker.content import Content, PersonalData, Place
from checker.model import Finding, Outcome, Severity
from checker.rubric import CheckRule, load
from checker.texts import finding_fix, finding_text

RUBRIC = load("data-catalog-kpi-2565")
RULE: CheckRule = RUBRIC.checks[CHECK]
FOUND = PersonalData(
    kind="citizen_id",
    at=Place(sheet="แผ่น 1", row=5, column=3, header="เลขบัตรประชาชน", value="1-1037-xxxxx-xx-9"),
    rows=40,
    sample=50,
)


def test_the_texts_and_the_code_name_the_same_kinds() -> None:
    assert sorted(RULE.reasons) == sorted(REASONS)


def test_the_whole_finding() -> None:
    (found,) = privacy_findings("d1", "r1", Content(format="xlsx", personal=(FOUND,)), RULE, "e1")
    assert found == Finding(
        check="personal_data",
        outcome=Outcome.CANNOT_TELL,
        severity=Severity.WARNING,
        reason="citizen_id",
        subject="d1",
        path="resources/r1/url",
        params={
            "kind": "citizen_id",
            "column": "แผ่น 1 › เลขบัตรประชาชน",
            "rows": 40,
            "sample": 50,
            "example": "1-1037-xxxxx-xx-9",
        },
        evidence_id="e1",
    )
    assert finding_text(found, RUBRIC, "en") == (
        "Column “แผ่น 1 › เลขบัตรประชาชน” seems to hold citizen ids: 40 of 50 rows looked at, e.g. 1-1037-xxxxx-xx-9"
    )


def test_a_column_without_a_header_goes_by_its_number() -> None:
    bare = PersonalData(kind="name", at=Place(member="a.csv", column=2, value="นาย ก… ข…"), rows=3, sample=3)
    (found,) = privacy_findings("d1", "r1", Content(format="zip", personal=(bare,)), RULE)
    assert found.params["column"] == "a.csv › #2"


def test_nothing_personal_is_no_finding() -> None:
    assert privacy_findings("d1", "r1", Content(format="csv"), RULE) == ()


@pytest.mark.parametrize("reason", REASONS)
def test_every_kind_is_a_warning_with_a_fix_and_names_what_it_shows(reason: str) -> None:
    told = RULE.reasons[reason]
    assert (told.severity or RULE.severity) is Severity.WARNING
    assert told.fix is not None
    for text in (told.th, told.en):
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert named == {"column", "rows", "sample", "example"}
    finding = Finding(check=CHECK, outcome=told.outcome, severity=RULE.severity, reason=reason, subject="d")
    assert finding_fix(finding, RUBRIC, "th")


def test_the_check_never_counts_for_points() -> None:
    assert CHECK in RUBRIC.other_checks
    assert all(CHECK not in (*item.checks, *item.informative) for item in RUBRIC.items)
