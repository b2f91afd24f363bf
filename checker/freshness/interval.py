"""The declared frequency as days: how long one interval is, and how old data may be before it is overdue."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from checker.model import Dataset
from checker.vocabulary import Frequency, vocabulary

UNIT = "update_frequency_unit"
NUMBER = "update_frequency_interval"
LARGEST = 1_000  #: more units than this between two updates are a slip of the pen
WEEK = 7
WORKDAYS = 5


class Interval(Struct, frozen=True, kw_only=True):
    """One declared interval."""

    written: str  #: number and unit, as declared: ``2 เดือน``
    days: float
    allowed: int  #: days; data that is older is overdue
    working: bool = False  #: Saturdays and Sundays do not count

    @property
    def whole_days(self) -> int:
        """The days of an interval that can be told apart: evidence is by the day, so one at least."""
        return max(1, round(self.days))

    def age(self, then: date, now: date) -> int:
        """Days from ``then`` to ``now``, as this interval counts them."""
        return workdays(then, now) if self.working else (now - then).days


def interval_of(dataset: Dataset) -> Interval | str:
    """The interval that a dataset declares, or the reason why there is none."""
    unit, number = dataset.fields.get(UNIT, ""), dataset.fields.get(NUMBER, "")
    return _interval(unit if isinstance(unit, str) else "", number if isinstance(number, str) else "")


@lru_cache(maxsize=4096)
def _interval(unit: str, number: str) -> Interval | str:
    frequency = vocabulary().frequencies.get(unit)
    if not unit:
        return "no_frequency"
    if frequency is not None and frequency.period == "never":
        return "never_updated"
    if frequency is None or frequency.days is None or frequency.allowed_days is None:
        return "frequency_unknown"
    count = _count(number) if frequency.interval else 1
    return "number_unclear" if count is None else _times(frequency, count)


def _count(number: str) -> int | None:
    """How many units lie between two updates; blank: one; ``None``: no whole number that can be meant."""
    if not number:
        return 1
    if not number.isascii() or not number.isdecimal() or len(number) > len(str(LARGEST)):
        return None
    return int(number) if 0 < int(number) <= LARGEST else None


def _times(frequency: Frequency, count: int) -> Interval:
    """``count`` intervals and as many tolerances. Units shorter than a day add up to days first: 48 hours are two."""
    days, allowed = frequency.days or 0.0, frequency.allowed_days or 0.0
    times = count if days >= 1 else max(1.0, count * days)
    return Interval(
        written=f"{count} {frequency.value}" if frequency.interval else frequency.value,
        days=count * days,
        allowed=round(allowed * times),
        working=frequency.working,
    )


def workdays(then: date, now: date) -> int:
    """Days from Monday to Friday behind ``then``, up to and with ``now``. Public holidays are not known."""
    total = (now - then).days
    if total <= 0:
        return total
    weeks, rest = divmod(total, WEEK)
    last = [now - timedelta(days=back) for back in range(rest)]
    return weeks * WORKDAYS + sum(day.weekday() < WORKDAYS for day in last)
