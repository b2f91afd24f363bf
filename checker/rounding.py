"""The one rounding of the project: exact fractions inside, half up at the report (KPI, section 1).

Half up, because the sources round so: their 90.165 is shown as 90.17, which neither banker's rounding nor
binary floats give.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

RESULT_PLACES = 6  #: in results
SCREEN_PLACES = 2  #: on screen and paper


def half_up(value: Fraction, places: int) -> str:
    """``value`` with exactly so many places, rounded half up."""
    return _text(_units(value, places), places)


def points_text(value: Fraction) -> str:
    """Points as results hold them: at most six places, no trailing zeros (``"13.4"``)."""
    return _trimmed(half_up(value, RESULT_PLACES))


def shown(value: Fraction, places: int = SCREEN_PLACES) -> str:
    """A figure as people see it: at most so many places, no trailing zeros."""
    return _trimmed(half_up(value, places))


def shown_change(before: Fraction, after: Fraction, places: int = SCREEN_PLACES) -> Fraction:
    """What stands between two figures as they are shown, so that the reader's own subtraction gives the same."""
    return Fraction(_units(after, places) - _units(before, places), 10**places)


def shown_parts(
    points: Sequence[Fraction], places: int = SCREEN_PLACES, *, total_shown: Fraction | None = None
) -> tuple[tuple[str, ...], str]:
    """The parts and their total as shown, the parts adjusted by largest remainder so that they add up to it.

    The total is the exact sum, rounded, or ``total_shown``, which is less than one unit away from it; each part is
    rounded down, and the units that are then missing go to the parts that lost most (to the first of equals). A part
    that needs no rounding is never changed.
    """
    total = _units(sum(points, Fraction(0)) if total_shown is None else total_shown, places)
    scaled = [part * 10**places for part in points]
    units = [part.numerator // part.denominator for part in scaled]
    by_loss = sorted(range(len(units)), key=lambda index: units[index] - scaled[index])
    for index in by_loss[: total - sum(units)]:
        units[index] += 1
    return tuple(_trimmed(_text(unit, places)) for unit in units), _trimmed(_text(total, places))


def _units(value: Fraction, places: int) -> int:
    """``value`` in units of the last place, rounded half up."""
    scale: int = 10**places
    numerator, denominator = (value * scale).as_integer_ratio()
    return (2 * numerator + denominator) // (2 * denominator)


def _text(units: int, places: int) -> str:
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
