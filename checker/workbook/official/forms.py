"""The printed forms as data: each sheet with its columns, titles, headers, hints and help, in one language.

Columns and their order are ``schemas/metadata/template2.yaml``'s, which reading goes by too; words are
``schemas/metadata/official.yaml``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.vocabulary import OTHER_TYPE, Field, vocabulary

CODE = {"datasets": "name", "resources": "dataset_name"}  #: the column of the dataset code
_LEVEL = {"datasets": "dataset", "resources": "resource"}
_TEXTS = ("text", "heading", "long_text", "tags", "email", "organization", "url")
_HINTED = {"choice": "one", "choices": "many"}  #: forms whose hint has another name
UNTYPED = OTHER_TYPE  #: the sheet of a dataset that does not say of which type it is, or names an unknown one


class Column(Struct, frozen=True, kw_only=True):
    """One column of a form."""

    name: str  #: field, as CKAN stores it; ``name`` / ``dataset_name`` is the code, ``d_type`` repeats the data type
    form: str  #: as in the field list: ``text``, ``choice``, ``choices``, ``date``, ``year``, ``number``, ``flag`` …
    choices: str = ""  #: name of its list of choices
    other: str = ""  #: field that holds the text of อื่นๆ
    header: str
    hint: str
    help: str  #: empty where the header says all
    width: float
    required: bool = False
    mandatory: bool = False  #: one of the 14 items, or required of a resource


class Form(Struct, frozen=True, kw_only=True):
    """One sheet of Template 2 or 3."""

    sheet: str
    role: str  #: ``datasets`` or ``resources``
    data_type: str  #: stored value
    title: str
    definition: str
    sections: tuple[str, str]  #: over the mandatory columns, over the others
    columns: tuple[Column, ...]

    def place(self, name: str) -> int | None:
        """The column of a field, from 0; ``None``: the form has none."""
        return next((place for place, column in enumerate(self.columns) if column.name == name), None)


@cache
def layouts() -> dict[str, Any]:
    """``template2.yaml``."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "metadata" / "template2.yaml")
    return found


@cache
def words() -> dict[str, Any]:
    """``official.yaml``."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "metadata" / "official.yaml")
    return found


def word(name: str, lang: str, **values: object) -> str:
    """One of the words that help and messages are made of."""
    text: str = words()["words"][name][lang]
    return text.format(**values)


@cache
def forms(generation: int, lang: str) -> tuple[Form, ...]:
    """The ten sheets in their order: five of Template 2, five of Template 3."""
    kinds = list(layouts()["datasets"].values())
    return tuple(
        _form(sheet, role, layout, kind["data_type"], generation, lang)
        for role in ("datasets", "resources")
        for (sheet, layout), kind in zip(layouts()[role].items(), kinds, strict=True)
    )


def form_of(role: str, data_type: object, generation: int, lang: str) -> Form:
    """The sheet for a dataset of this type, or for its resources."""
    held = {form.data_type: form for form in forms(generation, lang) if form.role == role}
    return held.get(data_type if isinstance(data_type, str) else "", held[UNTYPED])


def _form(sheet: str, role: str, layout: Mapping[str, Any], data_type: str, generation: int, lang: str) -> Form:
    names = list(layout["columns"])
    if role == "datasets" and generation == 2:
        names.insert(names.index("data_category") + 1, layouts()["inserted"])
    sections = ("mandatory", "optional") if role == "datasets" else ("resource", "resource")
    return Form(
        sheet=sheet,
        role=role,
        data_type=data_type,
        title=words()["titles"][role][lang],
        definition=words()["definitions"][data_type][lang],
        sections=(words()["sections"][sections[0]][lang], words()["sections"][sections[1]][lang]),
        columns=tuple(_column(name, role, lang, place) for place, name in enumerate(names, 1)),
    )


def _column(name: str, role: str, lang: str, place: int) -> Column:
    told: Mapping[str, Any] = words()[role][name]
    known = "data_type" if name == "d_type" else name
    field = None if name == CODE[role] else vocabulary().fields[_LEVEL[role]].get(known)
    form = field.form if field is not None else "text"
    required = bool(told.get("required"))
    return Column(
        name=name,
        form=form,
        choices=field.choices if field is not None else "",
        other=field.other if field is not None else "",
        header=_header(told, field, lang, place if role == "resources" else None),
        hint=told["hint"][lang] if "hint" in told else words()["hints"][_hint(form)][lang],
        help=_help(told, field, form, required, lang),
        width=told["width"],
        required=required,
        mandatory=required or bool(told.get("mandatory")),
    )


def _header(told: Mapping[str, Any], field: Field | None, lang: str, number: int | None) -> str:
    if "header" in told:
        header: str = told["header"][lang]
        return header
    assert field is not None  # every column without a header of its own is a field
    return field.label.get(lang) if number is None else f"{number}. {field.label.get(lang)}"


def _hint(form: str) -> str:
    return "text" if form in _TEXTS else _HINTED.get(form, form)


def _help(told: Mapping[str, Any], field: Field | None, form: str, required: bool, lang: str) -> str:
    """What the source says of the item, how the cell is filled in, and whether it has to be."""
    own = told["help"][lang] if "help" in told else field.help.get(lang) if field is not None and field.help else ""
    item = word("item", lang, item=field.item) if field is not None and field.item else ""
    rule = how(form, lang)
    other = word("other", lang) if field is not None and field.other and form == "choice" else ""
    return "\n".join(filter(None, (item, own, rule, other, word("required", lang) if required else "")))


def how(form: str, lang: str) -> str:
    """How a cell of this form is filled in; empty for plain text."""
    name = _HINTED.get(form, form)
    return word(name, lang) if name in words()["words"] else ""
