"""Every file under tests/cases is a test: a raw package, and what the check of its folder says of it.

To add a case is to add a file ``tests/cases/<check>/<outcome>/<what it shows>.json`` of the form
``{"expect": {"reason": …, "params": …, "path": …, "severity": …}, "package": {…}}``; what is not expected is not held.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.checks import CHECKS, CheckContext, check_dataset
from checker.model import Outcome
from checker.normalise import normalise
from checker.rubric import load
from checker.vocabulary import vocabulary

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(path for check in CHECKS for path in (CASES / check).glob("*/*.json"))
RUBRIC = load("data-catalog-kpi-2565")
CONTEXT = CheckContext(vocabulary=vocabulary(), rules=RUBRIC.checks, today=date(2022, 9, 30))
METADATA = tuple(CHECKS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CASES).with_suffix("")))
def test_the_check_says_of_the_package_what_the_file_expects(path: Path) -> None:
    check, outcome = path.parts[-3], path.parts[-2]
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) == {"expect", "package"}
    found = check_dataset(normalise(case["package"]), CONTEXT, only=(check,))
    expected = case["expect"]
    told = [finding for finding in found if expected.get("path") in (None, finding.path)]
    assert [(finding.outcome.value, finding.reason) for finding in told] == [
        (outcome, expected.get("reason", told[0].reason))
    ]
    for name in ("params", "severity"):
        if name in expected:
            value = getattr(told[0], name)
            assert (value.value if name == "severity" else json.loads(json.dumps(value))) == expected[name]


@pytest.mark.parametrize("check", METADATA)
def test_every_check_has_cases_for_each_outcome_that_it_can_have(check: str) -> None:
    can = {reason.outcome.value for reason in RUBRIC.checks[check].reasons.values()}
    have = {folder.name for folder in (CASES / check).iterdir()}
    assert have == can
    assert can & {Outcome.PASSED.value}


@pytest.mark.parametrize("check", METADATA)
def test_every_reason_of_a_check_has_a_case(check: str) -> None:
    seen = {
        json.loads(path.read_text(encoding="utf-8"))["expect"].get("reason")
        for path in (CASES / check).glob("*/*.json")
    }
    assert set(RUBRIC.checks[check].reasons) <= seen
