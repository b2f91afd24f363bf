"""One sheet of Template 2 or 3, written: head, help, drop-downs, rows. Every text is written as a text."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from checker.workbook.official.forms import Column, Form, how, layouts, word
from checker.workbook.official.lists import Lists
from checker.workbook.official.styles import Styles, height, lines
from checker.workbook.reading import MAX_ROWS
from checker.workbook.template1 import LINE

A3 = 8  #: Excel's number of the paper
TITLE, MESSAGE = 32, 255  #: characters that Excel lets the parts of a message have
_NOTE_WIDTH = 320  #: pixels
_NOTE_LINE = 20  #: pixels, of a line
_NOTE_LETTERS = 46  #: letters in a line
_COLOURS = {"datasets": "#1F4E79", "resources": "#2E7D5B"}
_LISTED = ("choice", "choices", "flag")


class FormSheet:
    """Writes one form row by row."""

    def __init__(self, sheet: Worksheet, form: Form, styles: Styles, lists: Lists, lang: str) -> None:
        self._sheet = sheet
        self._form = form
        self._styles = styles
        self._lang = lang
        self._next = layouts()["first_row"] - 1  # from 0
        self._head()
        self._print()
        for place, column in enumerate(form.columns):
            sheet.set_column(place, place, column.width, styles["typed"])
            self._offer(place, column, lists)

    @property
    def count(self) -> int:
        """Rows of data so far."""
        written: int = self._next - layouts()["first_row"] + 1
        return written

    def add(self, texts: Mapping[str, str]) -> None:
        """One row of data."""
        style = self._styles["cell"]
        for place, column in enumerate(self._form.columns):
            text = texts.get(column.name)
            if text:
                self._sheet.write_string(self._next, place, text, style)
            else:
                self._sheet.write_blank(self._next, place, None, style)
        filled = [(texts[each.name], each.width) for each in self._form.columns if each.name in texts]
        self._sheet.set_row(self._next, height(filled))
        self._next += 1

    def room(self, rows: int) -> None:
        """Empty rows with borders, to go on in."""
        for row in range(self._next, self._next + rows):
            for place in range(len(self._form.columns)):
                self._sheet.write_blank(row, place, None, self._styles["cell"])

    def open_first(self) -> None:
        """The sheet is the one that is seen when the workbook is opened."""
        self._sheet.activate()

    def _head(self) -> None:
        form, sheet, styles = self._form, self._sheet, self._styles
        header, hints = layouts()["header_row"] - 1, layouts()["hints_row"] - 1
        sheet.set_default_row(LINE)
        sheet.write_string(0, 0, form.title, styles["title"])
        sheet.write_string(1, 0, form.definition, styles["line"])
        self._sections()
        for place, column in enumerate(form.columns):
            sheet.write_string(header, place, column.header, styles["mandatory" if column.mandatory else "optional"])
            sheet.write_string(hints, place, column.hint, styles["hint"])
            if column.help:
                self._note(header, place, column.help)
        sheet.set_row(0, LINE + 6)
        sheet.set_row(header, height((column.header, column.width) for column in form.columns))
        sheet.set_row(hints, height((column.hint, column.width) for column in form.columns))
        sheet.freeze_panes(layouts()["first_row"] - 1, 1)
        sheet.set_tab_color(_COLOURS[form.role])

    def _sections(self) -> None:
        """Row 3: what the columns below are, mandatory ones first."""
        columns = self._form.columns
        last = max(place for place, column in enumerate(columns) if column.mandatory)
        row, (mandatory, optional) = layouts()["header_row"] - 2, self._form.sections
        if mandatory == optional:
            self._sheet.write_string(row, 0, mandatory, self._styles["line"])
            return
        for place in range(len(columns)):
            style = self._styles["section_mandatory" if place <= last else "section_optional"]
            text = mandatory if place == 0 else optional if place == last + 1 else ""
            if text:
                self._sheet.write_string(row, place, text, style)
            else:  # not merged: a merged cell would stand on both sides of what is frozen
                self._sheet.write_blank(row, place, None, style)

    def _note(self, row: int, place: int, text: str) -> None:
        tall = _NOTE_LINE * (lines(text, _NOTE_LETTERS) + 1)
        self._sheet.write_comment(row, place, text, {"width": _NOTE_WIDTH, "height": tall, "font_size": 10})

    def _offer(self, place: int, column: Column, lists: Lists) -> None:
        """A drop-down, or a message that says how the cell is filled in. Other text is let through with a warning."""
        rule = how(column.form, self._lang)
        listed = column.form in _LISTED and bool(column.choices)
        if not listed and not rule:
            return
        options = {"validate": "list" if listed else "any", "input_title": column.header[:TITLE]}
        if rule:
            options["input_message"] = rule[:MESSAGE]
        else:
            del options["input_title"]
        if listed:
            refusal = word("not_listed", self._lang)[:MESSAGE]
            options |= {"source": lists.source(column.choices), "error_type": "warning", "error_message": refusal}
        first = layouts()["first_row"] - 1
        self._sheet.data_validation(first, place, MAX_ROWS - 1, place, options)

    def _print(self) -> None:
        """On A3 across, two pages wide where it is a form of Template 2; the code and the headers on each page."""
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(2 if self._form.role == "datasets" else 1, 0)
        sheet.repeat_rows(layouts()["header_row"] - 1, layouts()["hints_row"] - 1)
        sheet.repeat_columns(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})
