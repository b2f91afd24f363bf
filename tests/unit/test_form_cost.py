"""What a package that is not complete keeps away from its organization's score."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from checker.form import Cost, form_cost, form_verdict
from checker.testing import a_package

DAY = date(2022, 9, 30)


def cost(package: dict[str, Any], datasets: int | None = None) -> Cost | None:
    return form_cost(form_verdict(package, today=DAY), datasets=datasets)


def test_a_a_package_keeps_nothing_away():
    assert cost(a_package(), 6) is None


def test_missing_items_keep_the_share_of_one_dataset_away_however_many_they_are():
    short = {**a_package(), "notes": "", "maintainer": ""}
    assert cost(short, 6) == Cost(points=Fraction(15, 6), missing=2, datasets=6, derived=True)
    assert cost({}, 6) == Cost(points=Fraction(15, 6), missing=14, datasets=6, derived=True)


def test_without_a_score_the_package_is_taken_to_be_the_only_one():
    assert cost({}) == Cost(points=Fraction(15), missing=14, datasets=1, derived=False)
