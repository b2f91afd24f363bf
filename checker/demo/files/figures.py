"""Figures that look like figures and are the same in every run."""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

DISTRICTS = ("เขตพระนคร", "เขตดุสิต", "เขตหนองจอก", "เขตบางรัก", "เขตบางเขน", "เขตบางกะปิ")
PERMITS = ("ใบอนุญาตประกอบกิจการ", "ใบอนุญาตก่อสร้าง", "หนังสือรับรอง")
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def figure(low: int, high: int, *key: object) -> int:
    """A whole number from ``low`` to ``high`` that depends on the key alone."""
    return low + crc32(repr(key).encode()) % (high - low + 1)


def days(first: date, count: int) -> list[date]:
    """So many days from the first."""
    return [first + timedelta(days=number) for number in range(count)]


def months(year: int, count: int) -> list[tuple[int, int]]:
    """So many (year, month) from January of the year."""
    return [(year + number // 12, number % 12 + 1) for number in range(count)]


def thai_digits(value: object) -> str:
    """The text with Thai digits."""
    return str(value).translate(_THAI_DIGITS)
