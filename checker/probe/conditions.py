"""Which condition to try: a value taken from the data, that some records have and others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from msgspec import Struct

from checker.dates import ReadDate, read_date
from checker.probe.reading import Answer
from checker.probe.records import Box, Record
from checker.probe.rules import dates_a_record, kind_of_name
from checker.probe.target import Mask

BANGKOK = timezone(timedelta(hours=7))  #: of a row's own date: agencies write their own time
LONGEST = 80  #: characters of a value that goes into a link
MOST_VALUES = 400  #: records that are compared
MOST_MASKED = 10  #: values of a field that are held against the mask before the field is left
MARGIN = 0.00001  #: degrees around a box that is asked for, some metres
NEARLY_ALL = 0.8  #: share of a column that must be dates

_MARKS = frozenset("'\"\\;%&<>")  #: what a server may take for more than a letter
_UUID = re.compile(r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")
_KEYS = re.compile(
    r"_?id|fid|gid|oid|objectid\w*|ogc_fid|globalid|_full_text|rank|rowid|@.*|geom\w*|the_geom|shape.*", re.IGNORECASE
)
_ODATA_DATE = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")
_STAMP = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Condition(Struct, frozen=True, kw_only=True):
    """What is asked for. ``holds`` says of a record whether it is meant."""

    field: str = ""
    value: Any = None
    kind: str = ""  #: ``area``, ``period`` or nothing
    box: Box | None = None  #: an area asked for by its box
    since: bool = False  #: the value and all that sorts after it
    moment: datetime | None = None  #: of a value that is a date

    def holds(self, record: Record, box: Box | None) -> bool:
        """Whether the condition is true of a record."""
        if self.box is not None:
            return box is not None and touches(box, self.box)
        held = record.get(self.field)
        if self.since:
            return held is not None and str(held) >= str(self.value)
        return same(held, self.value)

    def of_all(self, answer: Answer) -> bool:
        """Whether it is true of every record of an answer."""
        return all(self.holds(record, box) for record, box in paired(answer))


def paired(answer: Answer) -> Iterator[tuple[Record, Box | None]]:
    """The records, each with the box of its geometry."""
    boxes: Sequence[Box | None] = answer.boxes or (None,) * len(answer.records or ())
    return zip(answer.records or (), boxes, strict=False)


def touches(one: Box, other: Box) -> bool:
    """Two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def same(one: Any, other: Any) -> bool:
    """Two values are the same, whichever of them is written as a text."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    left, right = str(one).strip(), str(other).strip()
    if left == right:
        return True
    try:
        return float(left) == float(right)
    except ValueError:
        return False


def column(answer: Answer, condition: Condition) -> Counter[str]:
    """What an answer shows of that which the condition is about: the measure of its being the same."""
    if condition.box is not None:
        return Counter(str(box) for box in answer.boxes)
    return Counter(str(record.get(condition.field)) for record in answer.records or ())


# ------------------------------------------------------------------ by a value of a field


def by_value(answer: Answer, mask: Mask, *, camera: bool = False) -> list[Condition]:
    """Conditions on fields, the best one of each field first by kind: areas, then periods, then the others.

    A value that several records share is better than one that is unique, which may be a name. What the mask would
    hide is never asked for.
    """
    records = (answer.records or ())[:MOST_VALUES]
    names = list(dict.fromkeys(name for record in records[:50] for name in record))[:100]
    found = [(rank, at, each) for at, name in enumerate(names) for rank, each in _of_field(name, records, mask, camera)]
    return [each for _, _, each in sorted(found, key=lambda one: one[:2])]


def _of_field(
    name: str, records: Sequence[Record], mask: Mask, camera: bool
) -> Iterator[tuple[tuple[int, int], Condition]]:
    if not name or _KEYS.fullmatch(name) or mask(name) != name:
        return
    values = [record.get(name) for record in records]
    counts = Counter(value for value in values if _usable(value))
    if not counts or (len(counts) == 1 and all(map(_usable, values))):
        return
    kind = kind_of_name(name)
    moments = {value: moment for value in list(counts)[:MOST_VALUES] if (moment := moment_of(value)) is not None}
    if moments and len(moments) == len(counts):
        kind = kind or "period"
    value = _chosen(counts, moments if camera else {}, mask)
    if value is None:
        return
    order = ("period", "area", "") if camera else ("area", "period", "")
    rank = 0 if counts[value] > 1 or kind else 1 if isinstance(value, int) else 2
    yield (rank, order.index(kind)), Condition(field=name, value=value, kind=kind, moment=moments.get(value))


def _usable(value: Any) -> bool:
    """A value that can be written into a link and found again."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int):
        return abs(value) < 10**12
    if not isinstance(value, str) or not value or len(value) > LONGEST or value != value.strip():
        return False
    return value.isprintable() and value[0] not in "{[" and not _UUID.fullmatch(value) and "://" not in value


def _chosen(counts: Counter[Any], moments: dict[Any, datetime], mask: Mask) -> Any:
    """The least frequent of those that come twice or more, else the first one; the oldest date for a camera."""
    if moments:
        return min(moments, key=lambda value: moments[value])
    ranked = sorted(counts, key=lambda value: (bool(_MARKS & set(str(value))), counts[value] == 1, counts[value]))
    return next((value for value in ranked[:MOST_MASKED] if mask(str(value)) == str(value)), None)


# ------------------------------------------------------------------ by a box


def by_box(answer: Answer) -> Condition | None:
    """The smallest of the records' boxes beside which another record stands."""
    boxes = [box for box in answer.boxes[:MOST_VALUES] if box is not None and _on_earth(box)]
    for west, south, east, north in sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))[:20]:
        asked = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
        if any(not touches(box, asked) for box in boxes):
            return Condition(kind="area", box=asked)
    return None


def _on_earth(box: Box) -> bool:
    return -180 <= box[0] <= box[2] <= 180 and -90 <= box[1] <= box[3] <= 90


def box_text(box: Box) -> str:
    """A box as links hold it."""
    return ",".join(f"{number:.5f}" for number in box)


# ------------------------------------------------------------------ moments


def moment_of(value: Any) -> datetime | None:
    """The moment that a value tells, to the day at least; without a zone it is Bangkok's."""
    if not isinstance(value, str) or not 8 <= len(value) <= 40:
        return None
    if found := _ODATA_DATE.fullmatch(value):
        return from_epoch(int(found[1]))
    if found := _STAMP.fullmatch(value):
        return _stamped(found)
    if found := _COMPACT.fullmatch(value):
        value = "-".join(found.groups())
    read = read_date(value)
    if not isinstance(read, ReadDate):
        return None
    return datetime(read.value.year, read.value.month, read.value.day, tzinfo=BANGKOK)


def from_epoch(milliseconds: int) -> datetime | None:
    """The moment of a count of milliseconds since 1970."""
    try:
        return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def _stamped(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute = (int(found[number]) for number in range(1, 6))
    year -= 543 if 2400 <= year < 2700 else 0
    try:
        return datetime(year, month, day, hour, minute, int(found[6] or 0), tzinfo=_zone(found[7] or ""))
    except ValueError:
        return None


def _zone(written: str) -> timezone:
    """Raises ``ValueError`` for a zone that there cannot be."""
    if not written:
        return BANGKOK
    if written == "Z":
        return timezone.utc
    away = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(-away if written[0] == "-" else away)


def newest(answer: Answer, now: datetime, *, epochs: Sequence[str] = ()) -> tuple[str, datetime] | None:
    """The field that dates the records and the newest moment in it; of several fields the one that is newest.

    A field counts when nearly all that it holds are dates, none of them to come. ``epochs``: fields whose numbers are
    milliseconds.
    """
    records = answer.records or ()
    best: tuple[str, datetime] | None = None
    for name in list(dict.fromkeys(name for record in records[:50] for name in record))[:100]:
        held = [record[name] for record in records if record.get(name) not in (None, "")]
        if not held or not dates_a_record(name):
            continue
        moments = [_epoch(value) if name in epochs else moment_of(value) for value in held]
        told = [moment for moment in moments if moment is not None]
        if len(told) < NEARLY_ALL * len(held) or max(told) > now + timedelta(days=1):
            continue
        if best is None or max(told) > best[1]:
            best = name, max(told)
    return best


def _epoch(value: Any) -> datetime | None:
    return from_epoch(value) if isinstance(value, int) and not isinstance(value, bool) else None
