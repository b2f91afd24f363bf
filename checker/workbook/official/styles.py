"""The formats of the official workbook, and how high a row of Thai text is."""

from __future__ import annotations

import re
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format

from checker.workbook.official.forms import words
from checker.workbook.template1 import FILLED, LINE, THAI

SIZE = 14  #: points; Thai letters of this font are as large as others at 10
MOST_LINES = 10  #: of one row: what is longer is read in its cell
TALLEST = 409  #: points, of the file format
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  #: they stand above or below and take no room in a line

_BASE = {"font_size": SIZE, "font_charset": THAI, "valign": "top"}
_HEAD = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 18},
    "line": {},
    "text": {"text_wrap": True},
    "mandatory": {**_HEAD, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "optional": {**_HEAD, "bg_color": "#DCE9F5"},
    "section_mandatory": {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "section_optional": {"bold": True, "bg_color": "#DCE9F5"},
    "hint": {"italic": True, "border": 1, "text_wrap": True, "font_color": "#595959", "bg_color": "#F5F5F5",
             "align": "center"},
    "cell": {"border": 1, "border_color": "#A6A6A6", "text_wrap": True, "num_format": "@"},
    "typed": {"text_wrap": True, "num_format": "@"},
}  # fmt: skip


class Styles:
    """Each format of one workbook, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        font = {"font_name": words()["font"], **_BASE}
        self._made = {name: book.add_format({**font, **style}) for name, style in _STYLES.items()}

    def __getitem__(self, name: str) -> Format:
        return self._made[name]


def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of this width."""
    room = max(1.0, width * FILLED)
    return sum(1 + int(len(_MARKS.sub("", line)) / room) for line in text.split("\n"))


def height(cells: Iterable[tuple[str, float]], most: int = MOST_LINES) -> float:
    """The height of a row in points: of the cell that needs most, within bounds."""
    return min(TALLEST, LINE * min(most, max((lines(*cell) for cell in cells), default=1)))
