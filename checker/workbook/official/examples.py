"""The source's two filled examples beside the explanation of each item, on a sheet that is never imported."""

from __future__ import annotations

import xlsxwriter

from checker.vocabulary import Field, vocabulary
from checker.workbook.official.forms import words
from checker.workbook.official.sheet import A3
from checker.workbook.official.styles import Styles, height
from checker.workbook.template1 import LINE

_TOP = 2  #: row of the header, from 0
_TEXTS = ("heading", "long_text", "organization", "text")
_LONG = 40  #: lines: an explanation is shown whole


def write_examples(book: xlsxwriter.Workbook, styles: Styles, lang: str) -> None:
    """The sheet: number, item, field, explanation, form, both examples."""
    told = words()["examples"]
    sheet = book.add_worksheet(told["sheet"][lang])
    sheet.set_default_row(LINE)
    sheet.write_string(0, 0, told["title"][lang], styles["title"])
    sheet.set_row(0, LINE + 6)
    widths = [column["width"] for column in told["columns"].values()]
    for place, column in enumerate(told["columns"].values()):
        sheet.write_string(_TOP, place, column[lang], styles["optional"])
        sheet.set_column(place, place, column["width"])
    for row, (name, value) in enumerate(told["record"].items(), _TOP + 1):
        texts = (*_item(name, lang), value, told["stat"][name])
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, styles["cell"])
        sheet.set_row(row, height(zip(texts, widths, strict=True), _LONG))
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)


def _item(name: str, lang: str) -> tuple[str, str, str, str, str]:
    field = vocabulary().fields["dataset"][name]
    number = {"update_frequency_unit": "9.1", "update_frequency_interval": "9.2"}.get(name, field.item)
    return number, field.label.get(lang), name, field.help.get(lang) if field.help else "", _form(field, lang)


def _form(field: Field, lang: str) -> str:
    told = words()["examples"]["forms"]
    text: str = told["text" if field.form in _TEXTS else field.form][lang]
    return text.format(choices=" · ".join(choice.value for choice in vocabulary().choices(field.name)))
