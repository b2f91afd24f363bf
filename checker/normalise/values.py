"""Readers of single values: one function a form of field. Each takes what the site wrote and gives what is kept."""

from __future__ import annotations

import re
from typing import Any

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS, ReadDate, read_date
from checker.normalise.notebook import Notebook
from checker.normalise.shapes import single, truth, written
from checker.text import arabic_digits, one_line

LONGEST_URL = 8_000
_NUMBER = re.compile(r"([+-]?\d+)(?:\.0*)?\s*(\D*)")
_YEAR = re.compile(r"(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี(?:งบประมาณ)?)?\s*(\d{4})")
_ADDRESSES = re.compile(r"[,;/|&\s]+(?:(?:และ|หรือ|กับ|and|or)[,;/|&\s]+)?", re.IGNORECASE)
_SCHEME = re.compile(r"\bmailto\s*:\s*", re.IGNORECASE)
_BARE = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]")
_NAMED = re.compile(r"<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>")
_SURROGATES = re.compile("[\ud800-\udfff]")


def plain_text(path: str, value: Any, book: Notebook) -> str:
    """A text of one line or of many."""
    return book.clean(path, value if type(value) is str else written(value), often=True)


def heading(path: str, value: Any, book: Notebook) -> str:
    """A title or a name: one line."""
    return one_line(book.clean(path, value if type(value) is str else written(value)))


def flag(path: str, value: Any, book: Notebook) -> str:
    """``True`` or ``False``, or the text as it is. A number other than 1 and 0 says neither."""
    neither = isinstance(value, (int, float)) and value not in (0, 1)
    found = None if neither else truth(value)
    if found is None:
        text = book.clean(path, single(value))
        found = truth(text) or text
    return found


def address(path: str, value: Any, book: Notebook) -> str:
    """A URL: as written, without the blanks around it."""
    text = value if type(value) is str else written(value)
    found = text.strip()
    if not found.isascii():
        found = _SURROGATES.sub("\ufffd", found.strip("\u200b\ufeff\u2060\u00ad")).strip()
    if len(found) > LONGEST_URL:
        book.add("cut", path, f"{len(found)}", f"{LONGEST_URL}")
        found = found[:LONGEST_URL].strip()
    if found != text:
        book.add("trimmed", path, text, found)
    return found


def date_text(path: str, value: Any, book: Notebook) -> str:
    """A date in Gregorian ISO form; a text that is no date stays as it is, for the check to say so."""
    text = value if type(value) is str else written(value)
    found = read_date(text)
    if not isinstance(found, ReadDate):
        return book.clean(path, text)
    shown = found.value.isoformat()
    if found.buddhist:
        book.add("buddhist_era", path, text, shown)
    return shown


def year_text(path: str, value: Any, book: Notebook) -> str:
    """A year in Gregorian; anything else stays as it is."""
    if type(value) is str and len(value) == 4 and value.isdigit() and value < "2400":
        return value if value.isascii() else arabic_digits(value)
    text = arabic_digits(book.clean(path, written(value)))
    found = _YEAR.fullmatch(text)
    if found is None:
        return text
    year = int(found[1])
    if year not in BUDDHIST_YEARS:
        return found[1]
    book.add("buddhist_era", path, text, str(year - BUDDHIST_OFFSET))
    return str(year - BUDDHIST_OFFSET)


def number_text(path: str, value: Any, book: Notebook) -> str:
    """A whole number as digits: Thai digits, ``1.0`` and a unit behind it are taken; anything else stays as it is."""
    if type(value) is str and len(value) == 1 and value in "123456789":
        return value
    text = arabic_digits(book.clean(path, written(value)))
    found = _NUMBER.fullmatch(text) if len(text) < 40 else None
    if found is None or not any(map(str.isdigit, text)):
        return text
    digits = str(int(found[1]))
    if found[2]:
        book.add("unit_removed", path, text, digits)
    return digits


def email_text(path: str, value: Any, book: Notebook) -> str:
    """One or several addresses, ``, `` between them, without ``mailto:`` and names."""
    raw = value if type(value) is str else written(value)
    if raw.isascii() and _BARE.fullmatch(raw):
        return raw
    if "<" in raw:
        named = _NAMED.findall(raw[:2000])
        raw = ", ".join(named) if named else raw
    text = book.clean(path, raw)
    if "@" not in text or len(text) > 2000:
        return text
    found = ", ".join(filter(None, (each.strip("<>()[]'\".,:") for each in _ADDRESSES.split(_SCHEME.sub("", text)))))
    found = found if all("@" in each for each in found.split(", ")) else text
    if found != (value if type(value) is str else written(value)):
        book.add("email_tidied", path, written(value), found)
    return found
