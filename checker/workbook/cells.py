"""One row of an official sheet, its cells by field: dates, years, booleans and degrees settled, all else as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from checker.dates import DateProblem, parse_date
from checker.plan.words import choice
from checker.text import arabic_digits, one_line
from checker.vocabulary import vocabulary
from checker.workbook.extra import WrittenRow
from checker.workbook.layouts import template
from checker.workbook.reading import Cell
from checker.workbook.record import Package, Row

Wrong = Callable[[str, Cell], None]  #: is told the code of what is wrong with a cell
_REPEATED = frozenset({"d_type"})  #: filled in down the whole sheet: nothing by itself
_LINED = frozenset({"long_text", "choices", "tags"})  #: forms whose line breaks say something
_YEAR = re.compile(r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี(?:งบประมาณ)?)?\s*(\d{4})")
_SHORT_YEAR = re.compile(r"\D{0,20}\d{2}")
_DEGREES = 180


class Cells:
    """The cells of one row by field; what is wrong with one is told to ``wrong``."""

    def __init__(self, wrong: Wrong, at: Row, cells: Mapping[int, Cell], level: str) -> None:
        self.at = at
        self._wrong = wrong
        self._cells = {name: cells[column] for column, name in enumerate(at.columns, 1) if column in cells}
        self._fields = vocabulary().fields[level]

    def empty(self) -> bool:
        """Nothing in it, or nothing but the type that is filled in down the whole sheet."""
        return self._cells.keys() <= _REPEATED

    def filled(self, name: str) -> Cell | None:
        """The cell of a field, if it is filled."""
        return self._cells.get(name)

    def written(self) -> WrittenRow:
        """The row as it is written."""
        return WrittenRow(cells=self._cells)

    def code(self, name: str) -> Cell | None:
        """The cell of the code, if there is something to read in it."""
        cell = self._cells.get(name)
        return cell if cell is not None and not cell.error and any(map(str.isalnum, cell.text)) else None

    def values(self, *, without: tuple[str, ...]) -> Package:
        """The fields that are filled, each as CKAN holds it; of blank cells those alone that have to be filled."""
        blank = {name: "" for name in self.at.columns if name in self._fields and self._fields[name].item}
        return {**blank, **dict(self._settled(without))}

    def _settled(self, without: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, cell in self._cells.items():
            if name in without:
                continue
            if cell.error:
                self._wrong("bad_cell", cell)
                continue
            value = self._value(name, cell)
            if value:
                yield name, value

    def _value(self, name: str, cell: Cell) -> str:
        field = self._fields.get(name)
        form = field.form if field is not None else "text"
        settle = _SETTLED.get(form)
        if name in template()["coordinates"]:
            settle = _degrees
        if settle is None:
            return cell.text if form in _LINED else one_line(cell.text)
        if not any(map(str.isalnum, cell.text)):
            return ""  # a dash stands for an empty cell
        value, code = settle(cell.text)
        if code:
            self._wrong(code, cell)
        return value


Settled = tuple[str, str]  #: the value, and the code of what is wrong with it


def _date(text: str) -> Settled:
    """Gregorian; a text that is no date stays as it is, for the checks of a catalog to say so too."""
    found = parse_date(text)
    return (text, f"bad_date_{found.code}") if isinstance(found, DateProblem) else (found.isoformat(), "")


def _year(text: str) -> Settled:
    """A year as it is written, in either era; of a real date cell its year."""
    digits = one_line(arabic_digits(text))
    if _YEAR.fullmatch(digits):
        return digits, ""
    found = parse_date(digits)
    if not isinstance(found, DateProblem):
        return str(found.year), ""
    return digits, "bad_year_two_digits" if _SHORT_YEAR.fullmatch(digits) else "bad_year"


def _flag(text: str) -> Settled:
    """``True`` or ``False``; a text that says neither stays as it is."""
    found = choice("authoritative", arabic_digits(text))
    return (text, "bad_boolean") if found is None else (found.capitalize(), "")


def _degrees(text: str) -> Settled:
    """Decimal degrees, in digits of either script."""
    digits = one_line(arabic_digits(text)).replace("−", "-")
    try:
        good = abs(float(digits)) <= _DEGREES
    except ValueError:
        good = False
    return digits, "" if good else "bad_coordinate"


_SETTLED: Mapping[str, Callable[[str], Settled]] = {"date": _date, "year": _year, "flag": _flag}
