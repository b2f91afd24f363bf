"""One cell's text → the period that it writes, as it stands: the column decides about eras and the order of numbers.

A text is cut into pieces (numbers, month names, words of quarters, weeks …), each piece gives one letter, and
the row of letters is looked up in :data:`SHAPES`. So ``1-ม.ค.-65`` is ``n-M-n`` and ``ไตรมาสที่ 1/2565`` is ``Qn/y``.
Dates in numbers alone are two regular expressions.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checker.dates import MONTHS_EN, MONTHS_TH, SHORT_MONTHS_TH
from checker.tables.periods.words import plain, words

CENTURY = 100  #: stands for a year that is written ``00``
LONGEST = 60  #: characters; a longer text is no period

#: From the finest to the coarsest.
UNITS = ("minute", "hour", "day", "week", "month", "quarter", "half_year", "year")


class Written(NamedTuple):
    """A period as written. 0: not said."""

    unit: str  #: of :data:`UNITS`, or ``time`` (a time of day alone) or ``part`` (two numbers: ``1/2565``)
    year: int = 0  #: as written, in its era; 1 to 100: its last two digits (100: ``00``)
    part: int = 0  #: month, quarter, half or week
    day: int = 0
    clock: int = -1  #: seconds past midnight; -1: none
    until: tuple[int, int, int] | None = None  #: year, month, day of the end of a range
    names: str = ""  #: language of the month's name: ``th``, ``en``; ``n``: numbers alone; ``N``: month first for sure
    fiscal: bool = False
    academic: bool = False  #: an academic or crop year; of a ``part``: it can be one (``2565/66``)
    said: bool = False  #: a word beside the number says that it is a year
    utc: bool = False


#: Letters of a text → unit, and what each valued piece is: year, part, day; ends of ranges: Year, Part, Day.
#: y year, n number, M month, Q quarter, H half, S semester, W week, T the mark of a month (``2565M01``).
SHAPES: dict[str, tuple[str, str]] = {
    "y": ("year", "y"),
    "y-y": ("year", "yY"),
    "y/y": ("year", "yY"),
    "nMy": ("day", "dpy"),
    "nMn": ("day", "dpy"),
    "Mny": ("day", "pdy"),
    "yMn": ("day", "ypd"),
    "nM": ("day", "dp"),
    "n-nMy": ("day", "dDpy"),
    "n-nMn": ("day", "dDpy"),
    "nM-nMy": ("day", "dpDPy"),
    "nM-nMn": ("day", "dpDPy"),
    "nMy-nMy": ("day", "dpyDPY"),
    "nMn-nMn": ("day", "dpyDPY"),
    "M": ("month", "p"),
    "My": ("month", "py"),
    "Mn": ("month", "py"),
    "yM": ("month", "yp"),
    "M-M": ("month", "pP"),
    "M-My": ("month", "pPy"),
    "M-Mn": ("month", "pPy"),
    "My-My": ("month", "pyPY"),
    "Mn-Mn": ("month", "pyPY"),
    "yM-M": ("month", "ypP"),
    "yTn": ("month", "yp"),
    "Qn": ("quarter", "p"),
    "Qny": ("quarter", "py"),
    "Qnn": ("quarter", "py"),
    "yQn": ("quarter", "yp"),
    "nQ": ("quarter", "p"),
    "nQy": ("quarter", "py"),
    "nQn": ("quarter", "py"),
    "H": ("half_year", "p"),
    "Hy": ("half_year", "py"),
    "yH": ("half_year", "yp"),
    "hn": ("half_year", "p"),
    "hny": ("half_year", "py"),
    "hnn": ("half_year", "py"),
    "nhy": ("half_year", "py"),
    "nhn": ("half_year", "py"),
    "yhn": ("half_year", "yp"),
    "Sn": ("half_year", "p"),
    "Sny": ("half_year", "py"),
    "ySn": ("half_year", "yp"),
    "Wn": ("week", "p"),
    "Wny": ("week", "py"),
    "yWn": ("week", "yp"),
    "WnM": ("week", "pm"),
    "WnMy": ("week", "pmy"),
    "n/n/y-n/n/y": ("day", "dpyDPY"),
    "n/n": ("part", "py"),
    "n/y": ("part", "py"),
    "n-y": ("part", "py"),
    "y/n": ("part", "yp"),
    "y-n": ("part", "yp"),
}
#: The highest part of a period, by its unit
MOST_OF = {"month": 12, "quarter": 4, "half_year": 3, "week": 53, "part": 99, "day": 12}

_MARKS = frozenset("*)pre¹²³")
_AMOUNT = re.compile(r"[\d,]*\.?\d*%?")
_ISO = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:[t ] ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(z|utc|[+-]\d{2}:?\d{2})?)?"
)
_ISO_BASIC = re.compile(r"(\d{4})()(\d{2})(\d{2})t(\d{2}):?(\d{2})(?::?(\d{2}))?(z|[+-]\d{2}:?\d{2})?")
_DAY_FIRST = re.compile(
    r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})"
    r"(?:,? (?:เวลา ?)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?(am|pm|น\.?)?)?"
)
_ZONE = re.compile(r"(?<=:\d\d) ?(?:[+-]\d{2}:?\d{2}|gmt|utc)$")
_THAI = "[\u0e01-\u0e4e]"
_FOOTNOTE = re.compile(r"(?<=\d{4}) ?(?:\*{1,3}|\(?[pre]\)?|\(\d\)|[¹²³])$")
_CLOCKS = re.compile(r"(\d{1,2})[:.](\d{2})(?: ?น\.)? ?(?:[-–]|ถึง) ?(\d{1,2})[:.](\d{2})(?: ?น\.?)?")
_CLOCK = re.compile(
    r"(?:^|[ ,])(?:เวลา ?)?(\d{1,2})(?::|\.(?=\d{2} ?น))(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?(am|pm|น\.?)?$"
)


@cache
def _pieces() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """The pattern that cuts a text, and each word → its letter and its value."""
    lists = words()["cells"]
    meaning: dict[str, tuple[str, int]] = dict.fromkeys(lists["beside"], ("", 0))
    letters = {
        "year": "Y",
        "fiscal": "F",
        "academic": "A",
        "quarter": "Q",
        "half": "h",
        "semester": "S",
        "week": "W",
        "month": "T",
        "until": "-",
    }
    for kind, letter in letters.items():
        meaning |= dict.fromkeys(lists[kind], (letter, 0))
    meaning |= dict.fromkeys(lists["first_half"], ("H", 1)) | dict.fromkeys(lists["second_half"], ("H", 2))
    patterns = [_as_pattern(word) for word in meaning]
    for word, number in lists["months"].items():
        meaning[word] = ("M", number)
        patterns.append(_as_pattern(word))
    for number, (long, short, english) in enumerate(zip(MONTHS_TH, SHORT_MONTHS_TH, MONTHS_EN, strict=True), start=1):
        bare = short.replace(".", "")
        meaning[long] = meaning[bare] = ("M", number)
        meaning[english.lower()] = meaning[english[:3].lower()] = ("m", number)
        dotted = re.escape(short[:-1]).replace(r"\.", r"\. ?") + r"\.?"
        patterns += [
            long,
            dotted,
            rf"(?<!{_THAI}){bare}\.?(?!{_THAI})",
            english.lower(),
            _as_pattern(english[:3].lower()),
        ]
    meaning["sept"] = ("m", 9)
    patterns.append(_as_pattern("sept"))
    patterns.sort(key=len, reverse=True)
    return re.compile(rf"({'|'.join(patterns)})|(\d+)|([-–—~/])|([\s.,:()_]+)|(.)"), meaning


def _as_pattern(word: str) -> str:
    """An English word ends where its letters end; a dot may follow."""
    return re.escape(word) + (r"\.?(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")


def read(text: str) -> Written | None:
    """The period that a text writes; ``None``: it is none. A year alone counts only if its header says so too."""
    if len(text) > LONGEST or (text[:1].isalnum() and text[:2] not in beginnings()):
        return None
    return read_any(text)


@lru_cache(maxsize=8192)
def read_any(text: str) -> Written | None:
    """The same of any text, whatever it begins with."""
    text = plain(text)
    if text[-1:] in _MARKS:
        text = _FOOTNOTE.sub("", text)
    if _AMOUNT.fullmatch(text):
        return Written("year", int(text)) if len(text) == 4 and text.isdecimal() and is_year(int(text)) else None
    if found := _ISO.fullmatch(text) or _ISO_BASIC.fullmatch(text):
        return _iso(found)
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found)
    if (found := _CLOCKS.fullmatch(text)) and (clock := seconds(found[1], found[2], None)) >= 0:
        return Written("time", clock=clock) if seconds(found[3], found[4], None) >= 0 else None
    clock = -1
    if ":" in text:
        text = _ZONE.sub("", text)
    if (":" in text or "น" in text) and (found := _CLOCK.search(text)):
        clock = seconds(found[1], found[2], found[3], found[4])
        text = text[: found.start()]
        if clock < 0:
            return None
        if not text:
            return Written("time", clock=clock)
    return _worded(text, clock)


def seconds(hour: str, minute: str, second: str | None, half: str | None = None) -> int:
    """Seconds past midnight; -1: no time of day. 24:00 is the end of the day."""
    number = int(hour)
    if half in ("am", "pm"):
        if not 1 <= number <= 12:
            return -1
        number = number % 12 + (12 if half == "pm" else 0)
    found = number * 3600 + int(minute) * 60 + int(second or 0)
    return found if int(minute) < 60 and int(second or 0) < 60 and found <= 86400 else -1


def _iso(found: re.Match[str]) -> Written | None:
    month, day = int(found[3]), int(found[4])
    clock = seconds(found[5], found[6], found[7]) if found[5] else -1
    if not (1 <= month <= 12 and 1 <= day <= 31 and is_year(int(found[1]))) or (found[5] and clock < 0):
        return None
    return Written("day", int(found[1]), month, day, clock, utc=found[8] in ("z", "utc"))


def _day_first(found: re.Match[str]) -> Written | None:
    first, second, year = int(found[1]), int(found[3]), int(found[4]) or CENTURY
    clock = seconds(found[5], found[6], found[7], found[8]) if found[5] else -1
    if (found[5] and clock < 0) or (year > CENTURY and not is_year(year)) or not (0 < first <= 31 and 0 < second <= 31):
        return None
    if second > 12:
        return Written("day", year, first, second, clock, names="N") if first <= 12 else None
    return Written("day", year, second, first, clock, names="n")


def is_year(number: int) -> bool:
    """Whether a number of four digits may be a year of either era."""
    return number in _years()


@cache
def _years() -> frozenset[int]:
    years = words()["years"]
    return frozenset(year for low, high in years.values() for year in range(low, high + 1))


@cache
def beginnings() -> frozenset[str]:
    """The first two characters that a period can have, in any case: to tell most texts apart before they are read."""
    digits = "0123456789๐๑๒๓๔๕๖๗๘๙"
    begin = {word[:2] for word in _pieces()[1]} | {word.replace(".", "")[:2] for word in _pieces()[1]}
    begin |= {f"{month[0]}." for month in SHORT_MONTHS_TH} | {f"{month[:1]} " for month in SHORT_MONTHS_TH}
    single = {word for word in begin if len(word) == 1}
    begin |= {letter + after for letter in single for after in f"{digits} ./-ท"} | single
    begin |= {digit + after for digit in digits for after in f"{digits} -/.:,qQhHมกตธสพjJfFaAmMsSoOnNdDTtึ(ไคภ"}
    begin |= {mark + digit for mark in "('" for digit in digits}
    return frozenset(
        form for word in begin for form in (word, word.upper(), word.capitalize(), word[:1] + word[1:].upper())
    )


def pieces(text: str) -> list[tuple[int, str]]:
    """The pieces of a plain text with their kind: 1 word, 2 number, 3 dash or slash, 4 blank, 5 anything else."""
    return [(found.lastindex or 5, found[0]) for found in _pieces()[0].finditer(text)]


def _worded(text: str, clock: int) -> Written | None:
    meaning = _pieces()[1]
    letters, values, flags, names = "", [], set(), ""
    for kind, piece in pieces(text):
        if kind == 1:
            letter, value = meaning.get(piece) or meaning[piece.replace(".", "").replace(" ", "")]
            names = {"M": "th", "m": "en"}.get(letter, names)
        elif kind == 2:
            letter, value = _number(piece, letters[-1:])
            if not letter:
                return None
        elif kind == 3:
            letter, value = "/" if piece == "/" else "-", 0
        elif kind == 4:
            continue
        else:
            return None
        if letter in "YFA" and letter:
            flags.add(letter)
        letters += letter
        if value:
            values.append(value)
        if len(letters) > 12:
            return None
    return _shaped(letters, values, flags, names, clock)


def _number(piece: str, before: str) -> tuple[str, int]:
    number = int(piece) if len(piece) <= 4 else 0
    if len(piece) == 4 and is_year(number):
        return "y", number
    if piece == "00":
        return "n", CENTURY
    if len(piece) == 2 and before and before in "YFA":
        return "y", number
    return ("n", number) if 0 < number < 100 else ("", 0)


def _shaped(letters: str, values: list[int], flags: set[str], names: str, clock: int) -> Written | None:
    letters = letters.replace("m", "M")
    for flag in flags:
        letters = letters.replace(flag, "")
    found = SHAPES.get(letters) or SHAPES.get(letters.replace("-", "").replace("/", ""))
    if found is None or len(values) != len(found[1]):
        return None
    unit, roles = found
    by = dict(zip(roles, values, strict=True))
    can_be_academic = unit == "part" and by["p"] % 100 == (by["y"] + 1) % 100
    written = Written(
        unit, by.get("y", 0), by.get("p", 0), by.get("d", 0), clock, _until(by), names,
        "F" in flags, "A" in flags or can_be_academic, bool(flags),
    )  # fmt: skip
    return written if _possible(written) else None


def _until(by: dict[str, int]) -> tuple[int, int, int] | None:
    if not by.keys() & {"Y", "P", "D"}:
        return None
    return by.get("Y", by.get("y", 0)), by.get("P", by.get("p", 0)), by.get("D", 0)


def _possible(written: Written) -> bool:
    if written.part > MOST_OF.get(written.unit, 99) or written.day > 31:
        return False
    if written.clock >= 0 and written.unit != "day":
        return False
    if written.unit == "year" and written.until:
        return written.year < written.until[0] <= written.year + 10
    return True
