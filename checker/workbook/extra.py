"""The sheet Extra_Fields, read: values that the ten forms have no cell for are put back into the packages.

A row counts while the cell that it stands for is as it was when the row was written (its last column): whoever edits
the cell afterwards means the edit. Rows of a dataset or a file that is no longer in the workbook say nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from checker.errors import Problem
from checker.plan.problems import problem
from checker.resources import load_yaml, schemas_dir
from checker.text import key
from checker.vocabulary import vocabulary
from checker.workbook.reading import MAX_ROWS, Cell, Sheet

FIRST_ROW = 5  #: rows 1 to 3 are titles, row 4 is the header
ALL = "*"  #: stands for the code of every dataset with this organization
ORGANIZATION = "organization"
FIELD_COLUMN = 4
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_OF_TYPE = ("d_type", "data_type_other")  #: what the second column of a form is called
_MARKS = ('"', "[", "{")  #: with which a value begins that is written as JSON


class Extra(Struct, frozen=True, kw_only=True):
    """One row of the sheet."""

    code: str
    number: str = ""  #: of the file among those of its dataset, from 1; blank: the dataset itself
    resource: str = ""  #: name of the file, as its cell has it
    field: str
    value: str = ""  #: as written; a list, and what a cell cannot hold as it is, is JSON
    cell: str = ""  #: the text of the cell that it stands for


class WrittenRow(Struct, frozen=True, kw_only=True):
    """The cells of one row of a form, by field."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The text of a cell, or nothing."""
        cell = self.cells.get(name)
        return cell.text if cell is not None else ""

    def standing_for(self, name: str, level: str) -> str:
        """The text of the cell that says a field: its own, or the one to whose อื่นๆ it belongs.

        The type of a dataset is said by its sheet too.
        """
        if name == "data_type":
            sheet = next(iter(self.cells.values())).place.rpartition("!")[0]
            return ": ".join(filter(None, (sheet, *map(self.text, _OF_TYPE))))
        column = "owner_org" if name == ORGANIZATION else _main_of(level).get(name, name)
        return self.text(name) if name in self.cells else self.text(column)


@cache
def _main_of(level: str) -> dict[str, str]:
    """Field of the text of อื่นๆ → the field that it belongs to."""
    return {field.other: field.name for field in vocabulary().fields[level].values() if field.other}


@cache
def _sheet_key() -> str:
    return key(load_yaml(schemas_dir() / "metadata" / "official.yaml")["extra"]["sheet"])


def is_extra(name: str) -> bool:
    """Whether a sheet is this one."""
    return key(name) == _sheet_key()


def rows_of(sheet: Sheet) -> Iterator[tuple[int, Extra]]:
    """The rows of the sheet with their numbers."""
    for row in sorted(sheet.rows):
        code, number, resource, field, _, value, cell = (sheet.text(row, column) for column in range(1, 8))
        if row >= FIRST_ROW and code and field:
            yield row, Extra(code=code, number=number, resource=resource, field=field, value=value, cell=cell)


def put_back(
    sheet: Sheet, packages: Mapping[str, dict[str, Any]], written: Mapping[str, Sequence[WrittenRow]], source: str
) -> Iterator[Problem]:
    """Sets the values of the sheet in ``packages``; yields what of the sheet could not be used."""
    rows = tuple(rows_of(sheet))
    _organizations({extra.cell: extra for _, extra in rows if extra.code == ALL}, packages, written)
    places = _Places(packages, written)
    for number, extra in rows:
        if extra.field not in _known(extra):
            yield problem("unknown_field", source, sheet.place(number, FIELD_COLUMN), extra.field, warning=True)
        elif extra.code != ALL:
            places.put(extra)
    if sheet.cut:
        yield problem("too_many_rows", source, sheet.name, warning=True, limit=MAX_ROWS)


def _known(extra: Extra) -> frozenset[str]:
    return _fields("resource" if extra.number else "dataset")


@cache
def _fields(level: str) -> frozenset[str]:
    own = {"private", ORGANIZATION} if level == "dataset" else set()
    return frozenset(own | vocabulary().fields[level].keys())


def _organizations(
    named: Mapping[str, Extra], packages: Mapping[str, dict[str, Any]], written: Mapping[str, Sequence[WrittenRow]]
) -> None:
    """Who stands behind the name of an organization, for all datasets that have that name in their cell."""
    for code, package in packages.items() if named else ():
        extra = named.get(written[code][0].text("owner_org"))
        if extra is not None and extra.cell and extra.field == ORGANIZATION:
            _set(package, extra, written[code][0])


class _Places:
    """Finds what a row is about."""

    def __init__(self, packages: Mapping[str, dict[str, Any]], written: Mapping[str, Sequence[WrittenRow]]) -> None:
        self._packages = packages
        self._written = written
        self._codes = {code.casefold(): code for code in packages}
        self._names: dict[str, dict[str, list[int]]] = {}  # code → name of a file → its places

    def put(self, extra: Extra) -> None:
        """Sets the value of a row whose cell is as it was."""
        code = self._codes.get(extra.code.casefold())
        place = 0 if not extra.number else self._place(extra, code) if code is not None else None
        if code is None or place is None:
            return
        row = self._written[code][place]
        if extra.cell == row.standing_for(extra.field, "resource" if place else "dataset"):
            package = self._packages[code]
            _set(package["resources"][place - 1] if place else package, extra, row)

    def _place(self, extra: Extra, code: str) -> int | None:
        """The file of this number and name; else the only one of this name. Counted from 1."""
        names = self._names.get(code)
        if names is None:
            names = self._names[code] = {}
            for place, row in enumerate(self._written[code][1:], 1):
                names.setdefault(row.text("name"), []).append(place)
        named = names.get(extra.resource, [])
        wanted = int(extra.number) if _NUMBER.fullmatch(extra.number) else 0
        return wanted if wanted in named else named[0] if len(named) == 1 else None


def _set(target: dict[str, Any], extra: Extra, row: WrittenRow) -> None:
    value = value_of(extra.value)
    if extra.field == ORGANIZATION:
        target[ORGANIZATION] = value if isinstance(value, dict) else None
        target["owner_org"] = value.get("id", "") if isinstance(value, dict) else row.text("owner_org")
    elif extra.field == "private":
        target[extra.field] = value == "True"
    elif value not in ("", None):
        target[extra.field] = value
    elif extra.field != "name":  # a dataset is never without one
        target.pop(extra.field, None)


def value_of(text: str) -> Any:
    """A value as it was written: JSON where it begins like it, else the text itself."""
    if not text.startswith(_MARKS):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # typed by a person


def written_value(value: Any) -> str:
    """The text of a value for the sheet, in ASCII where a cell would not hold it as it is otherwise."""
    if isinstance(value, str) and not value.startswith(_MARKS):
        return value
    return json.dumps(value, ensure_ascii=False)


def armoured(value: Any) -> str:
    """The text of a value in letters that every cell holds."""
    return json.dumps(value, ensure_ascii=True).replace("_", "\\u005f")
