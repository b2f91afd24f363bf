"""What one cell is: a number however it is written, a date, a code, words, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time
from functools import lru_cache

from checker.grid import Cell
from checker.tables.periods import is_date
from checker.tables.words import words

#: kinds of cells, a letter each
BLANK, INTEGER, NUMBER, DATE, BOOLEAN, CODE, WORDS, UNIT = "", "i", "n", "d", "b", "c", "w", "u"
NUMBERS = frozenset((INTEGER, NUMBER))
NUMERIC = NUMBERS | {UNIT}

LONGEST = 60  #: characters from which a cell is text without a look

_INTEGER = re.compile(r"[+\-−–]?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,17})")
_NUMBER = re.compile(
    r"(?:[(+\-−–]\s?)?(?:[฿$]\s?)?"
    r"(?:[0-9]{1,3}(?:,[0-9]{2,3})+|[0-9]{1,18})?(?:\.[0-9]{0,18})?(?:[eE][+\-]?[0-9]{1,3})?\s?%?\s?\)?(?:\.-)?"
)
_LEADING_ZERO = re.compile(r"0[0-9]")
_NUMBERS = re.compile(r"(?:-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?\n)+")
_THAI_DIGIT = re.compile("[๐-๙]")
_DIGIT = re.compile("[0-9๐-๙]")
_TO_ARABIC = {ord(thai): str(value) for value, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_BOOLEANS = frozenset({"true", "false"})


def kind_of(cell: Cell) -> str:
    """The kind of a cell, one of the letters above."""
    if isinstance(cell, str):
        return _kind_of_text(cell) if len(cell) < LONGEST else _kind_of_long(cell)
    if cell is None:
        return BLANK
    if isinstance(cell, bool):
        return BOOLEAN
    if isinstance(cell, int):
        return INTEGER
    if isinstance(cell, float):
        return NUMBER if cell == cell else BLANK
    return DATE if isinstance(cell, date | time) else WORDS


def _kind_of_long(text: str) -> str:
    return WORDS if text.strip() else BLANK


@lru_cache(maxsize=32_768)
def _kind_of_text(text: str) -> str:
    text = text.strip()
    if _DIGIT.search(text) is None:
        return _kind_of_words(text)
    if _THAI_DIGIT.search(text) is not None:
        text = text.translate(_TO_ARABIC)
    if text[0].isalpha():  # no number and no unit behind one begins so
        return DATE if is_date(text) else CODE
    if _INTEGER.fullmatch(text):
        return INTEGER
    if _NUMBER.fullmatch(text):
        return CODE if _LEADING_ZERO.match(text) else NUMBER
    if text.casefold() in words().missing:
        return BLANK
    if is_date(text):
        return DATE
    return UNIT if words().unit.fullmatch(text) else CODE


def _kind_of_words(text: str) -> str:
    folded = text.casefold()
    if not folded or folded in words().missing:
        return BLANK
    return BOOLEAN if folded in _BOOLEANS else WORDS


def _kind_of_all(found: list[Cell]) -> str:
    """The kind of texts that are all plain integers, or plain numbers; else nothing. One pattern for all is quicker."""
    texts = [cell for cell in found if isinstance(cell, str)]
    if not texts or len(texts) != len(found):
        return ""
    joined = "\n".join(texts) + "\n"
    if joined[:1] > "9" or not _NUMBERS.fullmatch(joined) or joined.count("\n") != len(found):
        return ""
    return NUMBER if "." in joined else INTEGER


def kinds_of(counted: Counter[Cell]) -> Counter[str]:
    """How many cells are of each kind, of cells counted by their value; blank ones are left out."""
    kinds: Counter[str] = Counter()
    plain_kind = _kind_of_all([cell for cell in counted if cell != ""])
    if plain_kind:
        kinds[plain_kind] = counted.total() - counted[""]
        return kinds
    for cell, count in counted.items():
        kinds[kind_of(cell)] += count
    del kinds[BLANK]
    return kinds


def is_year(cell: Cell) -> bool:
    """Whether a cell may be a year, Gregorian or Buddhist."""
    number = number_in(cell)
    return number is not None and number.is_integer() and (1900 <= number <= 2150 or 2443 <= number <= 2693)


def blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell; a mark for a missing value is something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def thai_digits(cell: Cell) -> bool:
    """Whether a cell is a value that is written in Thai digits: a number or a date, and no words with a numeral."""
    return (
        isinstance(cell, str)
        and _THAI_DIGIT.search(cell) is not None
        and kind_of(cell) in (INTEGER, NUMBER, DATE, UNIT)
    )


def has_thai_digits(text: str) -> bool:
    """Whether a text has a Thai digit in it."""
    return _THAI_DIGIT.search(text) is not None


def number_in(cell: Cell) -> float | None:
    """The number that a cell is; ``None``: it is none."""
    if isinstance(cell, bool) or kind_of(cell) not in NUMBERS:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell).strip().translate(_TO_ARABIC)
    negative = text.startswith(("(", "-", "−", "–"))
    digits = re.sub(r"[^0-9.eE]", "", text.removesuffix(".-"))
    try:
        value = float(digits)
    except ValueError:
        return None
    return -value if negative else value


def shown(cell: Cell) -> str:
    """A cell as a person reads it, in one line, cut at 80 characters."""
    return "" if cell is None else " ".join(str(cell)[:400].split())[:80]
