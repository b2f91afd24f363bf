"""One dataset as rows of the workbook: its own, its files', and rows of Extra_Fields for what no cell holds.

What is to be written is read on the spot, by the import itself. Whatever would come back otherwise gets a row of
Extra_Fields, and what even that cannot hold is told: nothing is lost silently, whatever the import makes of a cell.
A blank field and an absent one are the same here, as a blank cell cannot say which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from checker.errors import Problem
from checker.model import Dataset, Distribution, FieldValue, Publisher
from checker.normalise import normalise
from checker.plan.problems import problem
from checker.vocabulary import vocabulary
from checker.workbook.extra import ALL, FIRST_ROW, ORGANIZATION, Extra, WrittenRow, armoured, written_value
from checker.workbook.official.cells import dataset_texts, file_texts, held, length
from checker.workbook.official.forms import Form, form_of, layouts, words
from checker.workbook.reading import MAX_TEXT, Cell, Sheet
from checker.workbook.template2 import workbook_of

_PLACED = ("name", "url", "description")  #: attributes of a file that have a column


class Rows(Struct, frozen=True, kw_only=True):
    """What one dataset is in the workbook: column → text."""

    form: Form
    dataset: dict[str, str]
    files_form: Form
    files: tuple[dict[str, str], ...]
    extras: tuple[Extra, ...] = ()
    problems: tuple[Problem, ...] = ()


class Organizations:
    """Who stands behind the name of an organization: the first that has a name in the workbook has it for all."""

    def __init__(self) -> None:
        self.known: dict[str, Publisher] = {}

    def extra(self, shown: str, publisher: Publisher | None) -> Extra | None:
        """The row for all datasets of the organization; ``None`` where it would not tell of this one."""
        if publisher is None or not shown or self.known.setdefault(shown, publisher) != publisher:
            return None
        value = _fitting(_organization(publisher))
        return None if value is None else Extra(code=ALL, field=ORGANIZATION, value=value, cell=shown)


def rows_of(dataset: Dataset, code: str, generation: int, source: str, organizations: Organizations) -> Rows:
    """The rows of a dataset under this code, and what is told of them."""
    data_type = dataset.fields.get("data_type")
    form, files_form = (form_of(role, data_type, generation, "th") for role in ("datasets", "resources"))
    own = dict(dataset_texts(dataset, code, form))
    files = [dict(file_texts(each, code, files_form)) for each in dataset.distributions]
    rows = Rows(
        form=form,
        dataset=_held(own),
        files_form=files_form,
        files=tuple(map(_held, files)),
        problems=(
            *_cut(own, source, code),
            *(each for place, file in enumerate(files, 1) for each in _cut(file, source, f"{code}/resources/{place}")),
        ),
    )
    return _with_extras(rows, dataset, code, source, organizations)


def _with_extras(rows: Rows, dataset: Dataset, code: str, source: str, organizations: Organizations) -> Rows:
    shared = organizations.extra(rows.dataset.get("owner_org", ""), dataset.publisher)
    common = () if shared is None else (shared,)
    extras = tuple(_extras(dataset, _read(rows, common), rows, code))
    if not extras:
        return rows
    again = _read(rows, (*common, *extras))
    cut = {each.place for each in rows.problems}
    lost = [place for place in _differing_places(dataset, again, code) if place not in cut]
    told = tuple(problem("not_held", source, place, warning=True) for place in lost)
    return replace(rows, extras=extras, problems=(*rows.problems, *told))


def _held(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in ((name, held(text)) for name, text in texts.items()) if text}


def _cut(texts: Mapping[str, str], source: str, path: str) -> Iterator[Problem]:
    for name, text in texts.items():
        if len(text) * 2 > MAX_TEXT and length(text) > MAX_TEXT:
            place = f"{path}/{name}"
            yield problem("cell_cut", source, place, text, warning=True, length=length(text), limit=MAX_TEXT)


def _read(rows: Rows, extras: Sequence[Extra]) -> Dataset:
    """What the import makes of the rows."""
    sheets = [_sheet(rows.form, [rows.dataset]), _sheet(rows.files_form, rows.files)]
    if extras:
        sheets.append(_extra_sheet(extras))
    return normalise(workbook_of(sheets, "").datasets[0].package)


def _sheet(form: Form, rows: Sequence[Mapping[str, str]]) -> Sheet:
    held = {layouts()["header_row"]: _header(form)}
    for number, texts in enumerate(rows, layouts()["first_row"]):
        held[number] = {
            column: _cell(form.sheet, texts[each.name])
            for column, each in enumerate(form.columns, 1)
            if each.name in texts
        }
    return Sheet(name=form.sheet, rows=held)


def _cell(sheet: str, text: str) -> Cell:
    return Cell(place=f"{sheet}!A1", text=text)


@cache
def _header(form: Form) -> dict[int, Cell]:
    return {place: _cell(form.sheet, column.header) for place, column in enumerate(form.columns, 1)}


def _extra_sheet(extras: Sequence[Extra]) -> Sheet:
    name = words()["extra"]["sheet"]
    rows = {
        number: {column: _cell(name, text) for column, text in enumerate(extra_texts(extra), 1) if text}
        for number, extra in enumerate(extras, FIRST_ROW)
    }
    return Sheet(name=name, rows=rows)


def extra_texts(extra: Extra, lang: str = "th") -> tuple[str, ...]:
    """The cells of a row of Extra_Fields."""
    return (extra.code, extra.number, extra.resource, extra.field, label_of(extra, lang), extra.value, extra.cell)


def label_of(extra: Extra, lang: str) -> str:
    """What the field is called."""
    own = words()["extra"]["labels"]
    if extra.field in own and not extra.number:
        label: str = own[extra.field][lang]
        return label
    return vocabulary().fields["resource" if extra.number else "dataset"][extra.field].label.get(lang)


def _extras(dataset: Dataset, read: Dataset, rows: Rows, code: str) -> Iterator[Extra]:
    row = _written(rows.form, rows.dataset)
    for name, value in _differing(dataset, read):
        yield from _extra(Extra(code=code, field=name, cell=row.standing_for(name, "dataset")), value)
    for number, (file, again) in enumerate(zip(dataset.distributions, read.distributions, strict=True), 1):
        differing = list(_differing_of_file(file, again))
        row = _written(rows.files_form, rows.files[number - 1])
        for name, value in differing:
            empty = Extra(code=code, number=str(number), resource=row.text("name"), field=name,
                          cell=row.standing_for(name, "resource"))  # fmt: skip
            yield from _extra(empty, value)


def _extra(empty: Extra, value: object) -> Iterator[Extra]:
    """The row with its value; none where the value is longer than a cell, which is told."""
    text = _fitting(value)
    if text is not None:
        yield replace(empty, value=text)


def _fitting(value: object) -> str | None:
    """The text of a value as a cell holds it; ``None``: it is longer than any cell."""
    return next((text for text in (written_value(value), armoured(value)) if held(text) == text), None)


def _written(form: Form, texts: Mapping[str, str]) -> WrittenRow:
    return WrittenRow(cells={name: _cell(form.sheet, text) for name, text in texts.items()})


def _organization(publisher: Publisher | None) -> object:
    """As CKAN holds it; blank where there is none."""
    return "" if publisher is None else {"id": publisher.id, "name": publisher.name, "title": publisher.title}


def _differing(dataset: Dataset, read: Dataset) -> Iterator[tuple[str, object]]:
    """Field → value of what would come back otherwise; a text of อื่นๆ and its field go together."""
    yield from _differing_fields(dataset.fields, read.fields, "dataset")
    if dataset.publisher != read.publisher or _said(dataset, "owner_org") != _said(read, "owner_org"):
        yield ORGANIZATION, _organization(dataset.publisher)
    if dataset.name not in ("", read.name):  # without a name, the code is one
        yield "name", dataset.name
    if dataset.private != read.private:
        yield "private", str(dataset.private)


def _said(dataset: Dataset, name: str) -> FieldValue:
    return dataset.fields.get(name) or ""


def _differing_of_file(file: Distribution, read: Distribution) -> Iterator[tuple[str, object]]:
    yield from _differing_fields(file.fields, read.fields, "resource")
    for name in _PLACED:
        if getattr(file, name) != getattr(read, name):
            yield name, getattr(file, name)
    if file.declared != read.declared:
        yield "format", file.declared
    if file.private != read.private:
        yield "resource_private", str(file.private)


def _differing_fields(
    fields: Mapping[str, FieldValue], read: Mapping[str, FieldValue], level: str
) -> Iterator[tuple[str, object]]:
    names = {name for name in {*fields, *read} if (fields.get(name) or "") != (read.get(name) or "")} - {"owner_org"}
    known = vocabulary().fields[level]
    # a list takes what is in no list of its own into the text of อื่นๆ, so that the two are told together
    pairs = {(name, field.other) for name, field in known.items() if field.form == "choices" and field.other}
    names |= {each for pair in pairs if names & {*pair} for each in pair}
    for name in filter(names.__contains__, known):
        value = fields.get(name) or ""
        yield name, list(value) if isinstance(value, tuple) else value


def _differing_places(dataset: Dataset, read: Dataset, code: str) -> Iterator[str]:
    for name, _ in _differing(dataset, read):
        yield f"{code}/{name}"
    for number, (file, again) in enumerate(zip(dataset.distributions, read.distributions, strict=True), 1):
        for name, _ in _differing_of_file(file, again):
            yield f"{code}/resources/{number}/{name}"
