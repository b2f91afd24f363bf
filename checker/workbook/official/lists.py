"""The hidden sheet with the lists behind the drop-downs."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from checker.vocabulary import vocabulary
from checker.workbook.official.forms import forms, word
from checker.workbook.official.styles import Styles

_FLAGS = {"False", "True"}


class Lists:
    """Every list of choices that a form offers."""

    def __init__(self, generation: int, lang: str) -> None:
        names = {column.choices for form in forms(generation, lang) for column in form.columns if column.choices}
        self._values = {name: _values(name, lang) for name in sorted(names)}
        self._name = word("lists", lang)

    def source(self, name: str) -> str:
        """Where a list stands, as a formula."""
        letter = xl_col_to_name(list(self._values).index(name))
        return f"='{self._name}'!${letter}$2:${letter}${len(self._values[name]) + 1}"

    def write(self, book: xlsxwriter.Workbook, styles: Styles) -> None:
        """The sheet, hidden."""
        sheet = book.add_worksheet(self._name)
        for place, (name, values) in enumerate(self._values.items()):
            sheet.write_string(0, place, name, styles["line"])
            for row, value in enumerate(values, 1):
                sheet.write_string(row, place, value, styles["line"])
        sheet.hide()


def _values(name: str, lang: str) -> tuple[str, ...]:
    """The stored values; yes and no by their labels."""
    values = tuple(choice.value for choice in vocabulary().lists[name])
    return (word("yes", lang), word("no", lang)) if {*values} == _FLAGS else values
