"""What a field looks like in its cell: choices by name, dates in Buddhist Era, lists with commas, never more than a
cell of Excel holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checker.dates import BUDDHIST_OFFSET, BUDDHIST_YEARS, DateProblem, parse_date
from checker.model import Dataset, Distribution, FieldValue
from checker.vocabulary import OTHER
from checker.workbook.official.forms import CODE, UNTYPED, Column, Form, word
from checker.workbook.reading import MAX_TEXT, text_of

_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("x005F_")  #: what a reader of Excel files takes for the escape of an escape
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_SEPARATORS = re.compile(r"[,;/|\n]")


def dataset_texts(dataset: Dataset, code: str, form: Form) -> Iterator[tuple[str, str]]:
    """(column, text) of the cells of a dataset that are filled."""
    fields = {**dataset.fields, "name": code, "d_type": form.data_type}
    if form.data_type == UNTYPED and fields.get("data_type", "") != UNTYPED:
        fields["data_type_other"] = fields.get("data_type", "")
    yield from _texts(fields, form)


def file_texts(file: Distribution, code: str, form: Form) -> Iterator[tuple[str, str]]:
    """(column, text) of the cells of one of its files."""
    own = {"name": file.name, "url": file.url, "description": file.description, "format": file.declared}
    yield from _texts({**file.fields, **own, CODE["resources"]: code}, form)


def _texts(fields: Mapping[str, FieldValue], form: Form) -> Iterator[tuple[str, str]]:
    for column in form.columns:
        text = text_in(column, fields)
        if text:
            yield column.name, text


def text_in(column: Column, fields: Mapping[str, FieldValue]) -> str:
    """The text of a field in its column. The text of อื่นๆ stands in the cell itself, as agencies write it."""
    value = fields.get(column.name, "")
    other = fields.get(column.other, "") if column.other else ""
    if column.form in ("choices", "tags") and isinstance(value, tuple):
        return _listed(value, other if isinstance(other, str) else "")
    text = ", ".join(value) if isinstance(value, tuple) else value
    if column.form == "choice" and text == OTHER and isinstance(other, str):
        return other or text
    if column.form in ("date", "year"):
        return in_era(text)
    if column.form == "flag":
        return {"True": word("yes", "th"), "False": word("no", "th")}.get(text, text)
    return text


def _listed(values: tuple[str, ...], other: str) -> str:
    """``CSV, PDF``; the text of อื่นๆ behind a comma where it is one plain word or phrase, else on lines of its own."""
    known = ", ".join(value for value in values if value != OTHER or not other)
    if not other:
        return known
    return (f"{known}\n{other}" if _SEPARATORS.search(other) else f"{known}, {other}") if known else other


def in_era(text: str) -> str:
    """A stored day or year in Buddhist Era; what is neither, or has no year of that era, as it is."""
    if not _YEAR.match(text) or not text.isascii():
        return text
    year = int(text[:4]) + BUDDHIST_OFFSET
    if year not in BUDDHIST_YEARS:
        return text
    is_day = _ISO.fullmatch(text) is not None and not isinstance(parse_date(text), DateProblem)
    return f"{year}{text[4:]}" if is_day or len(text) == 4 else text


def held(text: str) -> str:
    """The text as a cell holds it and gives it back: without what the file format or Excel does not know."""
    cut = text
    if len(text) * 2 > MAX_TEXT:  # Excel counts in units of UTF-16
        cut = text.encode("utf-16-le", "replace")[: MAX_TEXT * 2].decode("utf-16-le", "ignore")
    return text_of(_ESCAPED.sub("x005F-", _UNWRITABLE.sub("\ufffd", cut)))


def length(text: str) -> int:
    """Characters as Excel counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
