"""The one rounding: half up, from exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rounding import half_up, points_text, shown, shown_change, shown_parts

points = st.lists(st.fractions(min_value=0, max_value=100, max_denominator=10_000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction("90.165"), 2, "90.17"),
        (Fraction("90.1649999"), 2, "90.16"),
        (Fraction(200, 3), 2, "66.67"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(0), 2, "0.00"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(-3, 2), 1, "-1.5"),
    ],
)
def test_a_half_is_rounded_up(value: Fraction, places: int, expected: str) -> None:
    assert half_up(value, places) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction("13.4"), "13.4"),
        (Fraction(15 * 2, 7), "4.285714"),
        (Fraction(20), "20"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(1, 2_000_000), "0.000001"),
    ],
)
def test_points_have_six_places_at_most_and_no_trailing_zeros(value: Fraction, expected: str) -> None:
    assert points_text(value) == expected


def test_figures_are_shown_with_two_places_at_most() -> None:
    assert [shown(Fraction(value)) for value in ("83.4", "66.666", "50")] == ["83.4", "66.67", "50"]


def test_the_headline_of_the_specification() -> None:
    assert shown_parts([Fraction(50), Fraction(20), Fraction("13.4")]) == (("50", "20", "13.4"), "83.4")


def test_three_equal_parts_are_adjusted_to_their_total() -> None:
    assert shown_parts([Fraction(10, 3)] * 3) == (("3.34", "3.33", "3.33"), "10")


def test_the_part_that_lost_most_is_raised() -> None:
    assert shown_parts([Fraction("1.001"), Fraction("1.009")]) == (("1", "1.01"), "2.01")


@given(points)
def test_shown_parts_add_up_to_the_shown_total(parts: list[Fraction]) -> None:
    texts, total = shown_parts(parts)
    assert sum(map(Fraction, texts)) == Fraction(total)
    assert total == shown(sum(parts, Fraction(0)))


@given(points)
def test_no_shown_part_is_a_whole_unit_off(parts: list[Fraction]) -> None:
    texts, _ = shown_parts(parts)
    assert all(abs(Fraction(text) - part) < Fraction(1, 100) for text, part in zip(texts, parts, strict=True))


@given(points, points)
def test_what_changed_is_what_the_reader_counts_from_the_figures_shown(
    before: list[Fraction], after: list[Fraction]
) -> None:
    was, now = sum(before, Fraction(0)), sum(after, Fraction(0))
    change = shown_change(was, now)
    assert Fraction(shown(was)) + change == Fraction(shown(now))
    differences = [two - one for one, two in zip(before, after, strict=False)]
    was, now = (sum((each[side] for each in zip(before, after, strict=False)), Fraction(0)) for side in (0, 1))
    texts, total = shown_parts(differences, total_shown=shown_change(was, now))
    assert sum(map(Fraction, texts)) == Fraction(total) == shown_change(was, now)
    assert all(abs(Fraction(text) - part) <= Fraction(1, 100) for text, part in zip(texts, differences, strict=True))
