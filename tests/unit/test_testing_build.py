"""The builders of ``checker.testing``."""

from __future__ import annotations

import pytest

from checker.checks import CHECKS
from checker.model import Outcome
from checker.rubric import load
from checker.testing import a_dataset, a_package, a_resource, run_check


@pytest.mark.parametrize("check", CHECKS)
def test_the_built_package_fails_no_check(check):
    assert {finding.outcome for finding in run_check(check, a_package())} <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}


def test_the_built_package_has_all_items():
    checks = [check for item in load("data-catalog-kpi-2565").items for check in item.checks]
    assert all(finding.outcome is Outcome.PASSED for check in checks for finding in run_check(check, a_dataset()))


def test_a_keyword_replaces_a_field_and_none_takes_it_out():
    assert a_package(title="อื่น")["title"] == "อื่น"
    assert "title" not in a_package(title=None)
    assert "format" not in a_resource(format=None)


def test_one_check_is_run_on_a_package_or_a_dataset():
    assert [finding.outcome for finding in run_check("maintainer_email", a_package(maintainer_email="-"))] == ["failed"]
    assert run_check("title", a_dataset()) == run_check("title", a_package())


def test_an_unknown_check_is_named():
    with pytest.raises(KeyError, match="no check 'x'"):
        run_check("x", a_package())
