"""Dates as Thai offices write them: Buddhist Era and Gregorian, Thai digits and months, ``dd/mm/yyyy``.

A year from 2400 to 2699 is Buddhist (``metadata.md`` section 2). Nothing is guessed: what is no date, or could be
two, is a :class:`DateProblem` that says why.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from functools import lru_cache

from msgspec import Struct

from checker.text import arabic_digits, clean

BUDDHIST_OFFSET = 543
BUDDHIST_YEARS = range(2400, 2700)
GREGORIAN_YEARS = range(1500, 2400)

MONTHS_TH = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
             "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
SHORT_MONTHS_TH = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
MONTHS_EN = ("January", "February", "March", "April", "May", "June",
             "July", "August", "September", "October", "November", "December")  # fmt: skip


class DateProblem(Struct, frozen=True, kw_only=True):
    """Why a text is no date."""

    code: str  #: ``blank``, ``two_digit_year``, ``incomplete``, ``impossible`` or ``unreadable``
    written: str  #: cut at 80 characters


class ReadDate(Struct, frozen=True, kw_only=True):
    """A date with how it was written."""

    value: date
    buddhist: bool = False


def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, (thai, short, english) in enumerate(zip(MONTHS_TH, SHORT_MONTHS_TH, MONTHS_EN, strict=True), start=1):
        for name in (thai, short, short.replace(".", ""), english.lower(), english[:3].lower()):
            found[name.replace(".", "")] = number
    return found | {"sept": 9}


_MONTH = _months()
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}(?::\d{1,2}){0,2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?น\.?)?)?")
_WORDED = re.compile(
    r"(?:\S{3,20}?ที่\s*|ที่\s*)?(\d{1,2})[\s/-]*([^\d\s/-]+?(?:\s?\.?[^\d\s/-]+)?)[\s/-]*(\d{4}|\d{1,2})"
)
_ENGLISH = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})")
_PARTIAL = re.compile(r"\d{4}|\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|[^\d\s]{2,12}\s*\d{4}")
_ERA = re.compile(r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี|b\.e\.|a\.d\.)\s*(?=\d)", re.IGNORECASE)


def parse_date(written: object) -> date | DateProblem:
    """The Gregorian date of a text or of a real date cell, or why there is none."""
    if isinstance(written, datetime):
        return _dated(written.year, written.month, written.day, written.isoformat(), DateProblem)
    if isinstance(written, date):
        return _dated(written.year, written.month, written.day, written.isoformat(), DateProblem)
    found = read_date(written if isinstance(written, str) else "" if written is None else str(written)[:80])
    return found.value if isinstance(found, ReadDate) else found


def read_date(written: str) -> ReadDate | DateProblem:
    """As :func:`parse_date` of a text, with the era that it was written in."""
    return _read(written[:80])


@lru_cache(maxsize=8192)
def _read(written: str) -> ReadDate | DateProblem:
    text = " ".join(arabic_digits(clean(written)).split())
    if not text:
        return DateProblem(code="blank", written=written)
    parts = _parts(_ERA.sub("", text))
    if isinstance(parts, str):
        return DateProblem(code=parts, written=written)
    year, month, day = parts
    value = _dated(year, month, day, written, DateProblem)
    return value if isinstance(value, DateProblem) else ReadDate(value=value, buddhist=year in BUDDHIST_YEARS)


def _parts(text: str) -> tuple[int, int, int] | str:
    """Year, month, day as written, or the code of what is wrong."""
    if found := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _year_last(found[3], int(found[2]), found[1])
    if found := _WORDED.fullmatch(text):
        month = _MONTH.get(found[2].replace(".", "").replace(" ", "").lower())
        if month is not None:
            return _year_last(found[3], month, found[1])
    if found := _ENGLISH.fullmatch(text):
        month = _MONTH.get(found[1].lower())
        if month is not None:
            return _year_last(found[3], month, found[2])
    return "incomplete" if _PARTIAL.fullmatch(text) else "unreadable"


def _year_last(year: str, month: int, day: str) -> tuple[int, int, int] | str:
    return "two_digit_year" if len(year) < 4 else (int(year), month, int(day))


def _dated(year: int, month: int, day: int, written: str, problem: type[DateProblem]) -> date | DateProblem:
    if year in BUDDHIST_YEARS:
        year -= BUDDHIST_OFFSET
    elif year not in GREGORIAN_YEARS:
        return problem(code="impossible", written=written)
    try:
        return date(year, month, day)
    except ValueError:
        return problem(code="impossible", written=written)


def show_date(value: date, lang: str) -> str:
    """``10 กันยายน 2564`` in Thai (Buddhist Era), ``10 September 2021`` in English."""
    if lang == "th":
        return f"{value.day} {MONTHS_TH[value.month - 1]} {value.year + BUDDHIST_OFFSET}"
    return f"{value.day} {MONTHS_EN[value.month - 1]} {value.year}"


def parse_moment(written: object) -> datetime | None:
    """A time stamp of the catalog's own, aware; CKAN's naive times are UTC."""
    if not isinstance(written, str) or not written:
        return None
    try:
        if len(written) == 26:  # as CKAN writes them
            return datetime.fromisoformat(written + "+00:00")
    except ValueError:
        pass  # 26 characters of another form
    try:
        found = datetime.fromisoformat(written[:-1] + "+00:00" if written.endswith("Z") else written)
        return found.replace(tzinfo=timezone.utc) if found.tzinfo is None else found.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None
