"""The score as people see it: steps, range, parts that add up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from report_sample import sample_report, sample_rubric

from checker.report.headline import headline

RUBRIC = sample_rubric()
REPORT = sample_report(1, rubric=RUBRIC)


def test_the_headline_is_the_sum_of_the_steps() -> None:
    head = headline(RUBRIC, REPORT.score)
    assert (head.sum, head.ranged, head.minimum, head.maximum) == ("50 + 20 + 13.4 = 83.4", True, "83.4", "91.26")


def test_a_final_score_has_no_range() -> None:
    assert not headline(RUBRIC, sample_report(1, final=True, rubric=RUBRIC).score).ranged


@given(st.lists(st.fractions(min_value=0, max_value=1, max_denominator=997), min_size=5, max_size=5))
def test_parts_and_steps_always_add_up_to_the_total_shown(shares: list[Fraction]) -> None:
    components = tuple(
        msgspec.structs.replace(component, points=component.max * share)
        for component, share in zip(REPORT.score.components, shares, strict=True)
    )
    total = sum((component.points for component in components), Fraction(0))
    head = headline(RUBRIC, msgspec.structs.replace(REPORT.score, components=components, total=total))
    assert sum(map(Decimal, head.parts.values())) == Decimal(head.total)
    assert sum(Decimal(step.points) for step in head.steps) == Decimal(head.total)
    assert abs(Decimal(head.total) - Decimal(float(total))) <= Decimal("0.00501")


@given(st.lists(st.fractions(min_value=0, max_value=1, max_denominator=997), min_size=5, max_size=5))
def test_what_stands_beside_a_part_agrees_with_it(shares: list[Fraction]) -> None:
    components = tuple(
        msgspec.structs.replace(each, points=each.max * share, minimum=each.max * share, maximum=each.max)
        for each, share in zip(REPORT.score.components, shares, strict=True)
    )
    head = headline(RUBRIC, msgspec.structs.replace(REPORT.score, components=components))
    for each in components:
        part = head.parts[each.id]
        assert Decimal(part) + Decimal(head.lost(each)) == each.max
        assert head.figure(each, each.points) == part
        assert head.range(each) == ("" if each.points == each.max else f"{part}–{each.max}")
