"""Publishers that keep to their interval or not, on hosts of many manners: the state that each earns, and what is told.

A publisher uploads a file now and then, by a plan of its own, with the rows of all periods that had ended by then. Its
host and its catalog tell of that what such hosts and catalogs tell. The label is the age of the last upload: past the
tolerance (overdue), within the declared interval (current), as the openness rules say (section 5).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from checker.content import Content, Period, Place, TableProfile
from checker.freshness import currency, freshness
from checker.model import Dataset, Distribution, Observation, Outcome, Past, Sniffed, State, Verdict
from checker.vocabulary import vocabulary

BANGKOK = timezone(timedelta(hours=7))
CUTOFF = datetime(2022, 9, 30, 23, 59, 59, tzinfo=BANGKOK)
LOOK = datetime(2022, 9, 30, 14, 0, tzinfo=BANGKOK)
UNITS = {"วัน": "day", "สัปดาห์": "week", "เดือน": "month", "ไตรมาส": "quarter", "ปี": "year"}
#: how often the runs before were, in days; none: this is the first
RUNS = (0, 0, 7, 30, 90)
CASES = 600  #: of each manner


class Publisher(NamedTuple):
    """One resource of one publisher."""

    unit: str
    uploads: tuple[datetime, ...]  #: newest first
    newest_period: date


#: what a host and a catalog tell of an upload
MANNERS = ("honest", "stamps each answer", "no Last-Modified", "restored from a backup", "table whole", "table's head",
           "typed date", "runs before")  # fmt: skip


def publisher(dice: random.Random) -> Publisher:
    """On time, late, or stopped long ago; data of one period comes some days behind its end."""
    unit = dice.choice(tuple(UNITS))
    days = vocabulary().frequencies[unit].days or 1
    gap = days * dice.choice((0.9, 1.0, 1.0, 1.1, 1.8, 3.0))
    newest = dice.uniform(0, gap) if dice.random() < 0.7 else dice.uniform(0, 6 * days)
    uploads = tuple(LOOK - timedelta(days=newest + gap * number, hours=1) for number in range(40))
    ended = (uploads[0] - timedelta(days=dice.uniform(0, 0.3 * days))).date()
    return Publisher(unit, uploads, last_ended(ended, UNITS[unit]))


def last_ended(day: date, period: str) -> date:
    """The last day of the last period that has ended by a day."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(period)
    if months is None:
        return day - timedelta(days=1 if period == "day" else day.weekday() + 1)
    first = day.month - (day.month - 1) % months
    return date(day.year, first, 1) - timedelta(days=1)


def expected(case: Publisher) -> tuple[str, str]:
    """(overdue or not, current or not)."""
    frequency = vocabulary().frequencies[case.unit]
    age = (LOOK.date() - case.uploads[0].date()).days
    return _yes(age > (frequency.allowed_days or 0)), _yes(age <= (frequency.days or 0))


def _yes(found: bool) -> str:
    return "yes" if found else "no"


def told(case: Publisher, manner: str, dice: random.Random) -> tuple[str | None, str | None]:
    """(overdue or not, current or not), as it is told of a publisher whose host and catalog have one manner."""
    given, look, past = _seen(case, manner, dice)
    state = freshness(given, {"r": look}, past, CUTOFF).state
    current = currency(given, {"r": look}, past, CUTOFF)["r"]
    overdue = None if state is State.UNKNOWN else _yes(state is State.OVERDUE)
    return overdue, None if current is None else _yes(current)


def _seen(case: Publisher, manner: str, dice: random.Random) -> tuple[Dataset, Observation, dict[str, Past]]:
    """What a scan holds of a publisher."""
    upload = case.uploads[0]
    modified = {
        "honest": upload,
        "stamps each answer": LOOK - timedelta(seconds=dice.randint(0, 3)),
        "restored from a backup": datetime(1980, 1, 1, tzinfo=timezone.utc),
    }.get(manner)
    content = None
    if manner.startswith("table"):
        head = manner == "table's head"
        shown = case.newest_period - timedelta(days=400 if head else 0)  # newest rows stand at the end
        period = Period(finest=UNITS[case.unit], at=Place(), last=shown)
        content = Content(
            format="csv", head=head, tables=(TableProfile(format="csv", complete=not head, period=period),)
        )
    past = before(case, dice) if manner == "runs before" else None
    link = Distribution(id="r", url="u", format="csv", updated=upload.date() if manner == "typed date" else None)
    look = Observation(
        distribution="r", url="u", verdict=Verdict.OK, outcome=Outcome.PASSED, confirmed=True,
        sniffed=Sniffed(format="csv"), at=LOOK, last_modified=modified, content=content,
    )  # fmt: skip
    dataset = Dataset(id="d", fields={"update_frequency_unit": case.unit}, distributions=(link,))
    return dataset, look, {"r": past} if past else {}


def before(case: Publisher, dice: random.Random) -> Past | None:
    """What runs at even distances saw of the bytes."""
    every = dice.choice(RUNS)
    if not every:
        return None
    looks = [LOOK - timedelta(days=every * number) for number in range(1, 25)]
    same = [look for look in looks if look >= case.uploads[0]]
    other = [look for look in looks if look < case.uploads[0]]
    return Past(
        url="u",
        since=looks[-1],
        runs=len(looks),
        unchanged_since=same[-1] if same else None,
        changed_after=other[0] if other else None,
    )


def results() -> Iterator[tuple[str, str, str | None]]:
    """(manner, and what is asked; the label; what is told) of each case."""
    dice = random.Random(2565)
    for manner in MANNERS:
        for _ in range(CASES):
            case = publisher(dice)
            labels, answers = expected(case), told(case, manner, dice)
            for question, label, answer in zip(("overdue", "current"), labels, answers, strict=True):
                yield f"{manner}: {question}", label, answer
