"""How the ten official sheets are laid out, and which of them, of which generation, a sheet of a workbook is.

Columns are known by their position, generations by the count of columns (``metadata.md`` section 3). Headers are read
for one thing only: to say where a sheet of another count departs from the form, and to refuse one whose columns stand
elsewhere though their count is right (a remark added to a sheet of the first generation makes it as wide as the
second).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from checker.plan.words import spellings, words
from checker.resources import load_yaml, schemas_dir
from checker.text import key
from checker.vocabulary import vocabulary
from checker.workbook.reading import Sheet

DATASETS, RESOURCES = "datasets", "resources"
_MOVED = 2  #: headers that stand at another place than theirs before a sheet of the right width is refused
_NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)?\s*[.)]?\s*")


class Layout(Struct, frozen=True, kw_only=True):
    """One of the ten sheets, in each generation that there is of it."""

    sheet: str
    role: str  #: ``datasets`` or ``resources``
    data_type: str  #: stored value; blank on sheets of resources
    generations: tuple[tuple[str, ...], ...]  #: columns, oldest first

    @property
    def level(self) -> str:
        """As the field list calls it."""
        return "dataset" if self.role == DATASETS else "resource"


class Departure(Struct, frozen=True, kw_only=True):
    """Where a header departs from the form, and what was found and wanted there."""

    column: int  #: from 1
    found: int  #: columns
    wanted: str  #: columns, of each generation
    moved: bool = False  #: the count is right, and columns stand elsewhere


@cache
def template() -> dict[str, Any]:
    """``template2.yaml``."""
    found: dict[str, Any] = load_yaml(schemas_dir() / "metadata" / "template2.yaml")
    return found


@cache
def layouts() -> dict[str, Layout]:
    """Sheet (as compared) → its layout."""
    return {
        key(name): Layout(
            sheet=name, role=role, data_type=raw.get("data_type", ""), generations=_generations(role, raw["columns"])
        )
        for role in (DATASETS, RESOURCES)
        for name, raw in template()[role].items()
    }


def layout_of(sheet: str) -> Layout | None:
    """The layout of a sheet by its name; case, blanks, ``_`` and ``-`` do not count."""
    return _by_bare_name().get(_bare_name(sheet))


def is_misnamed(sheet: str) -> bool:
    """Whether a sheet that is none of the ten is named as if it were: ``Temp2_Meta_Record (2)``, ``Temp3_Resouce``."""
    return layout_of(sheet) is None and _bare_name(sheet).startswith(tuple(template()["named_as_forms"]))


@cache
def _by_bare_name() -> dict[str, Layout]:
    return {_bare_name(each.sheet): each for each in layouts().values()}


def _bare_name(sheet: str) -> str:
    return key(sheet).replace("_", "").replace("-", "")


def _generations(role: str, columns: list[str]) -> tuple[tuple[str, ...], ...]:
    first = tuple(columns)
    if role == RESOURCES:
        return (first,)
    place = first.index("data_category") + 1
    return (first, (*first[:place], template()["inserted"], *first[place:]))


@cache
def other_sheets() -> frozenset[str]:
    """Sheets (as compared) that go with the ten: Template 1, help, examples, the lists behind drop-downs."""
    known = [spelling for label in words()["sheets"].values() for spelling in spellings(label)]
    return frozenset(map(key, (*known, *template()["beside"])))


def columns_of(sheet: Sheet, layout: Layout) -> tuple[str, ...] | Departure:
    """The fields of a sheet's columns, or where its header departs from the form."""
    header = {column: cell.text for column, cell in sheet.rows.get(template()["header_row"], {}).items()}
    found = max(header, default=0)
    for columns in layout.generations:
        if len(columns) == found:
            moved = _moved(header, columns, layout)
            return columns if len(moved) < _MOVED else _departure(moved[0], found, layout, moved=True)
    return _departure(max(_first(header, columns, layout) for columns in layout.generations), found, layout)


def _departure(column: int, found: int, layout: Layout, *, moved: bool = False) -> Departure:
    wanted = " / ".join(str(len(columns)) for columns in layout.generations)
    return Departure(column=column, found=found, wanted=wanted, moved=moved)


def _first(header: Mapping[int, str], columns: tuple[str, ...], layout: Layout) -> int:
    """The first header that is blank, another column's, or one too many."""
    blank = next((place for place in range(1, len(columns) + 1) if place not in header), len(columns) + 1)
    return min((blank, *_moved(header, columns, layout)))


def _moved(header: Mapping[int, str], columns: tuple[str, ...], layout: Layout) -> list[int]:
    """The columns whose header is that of another column of the form."""
    names = _names(layout)
    return [
        place
        for place, name in enumerate(columns, 1)
        if (told := names.get(_bare(header.get(place, "")))) is not None and name not in told
    ]


@cache
def _names(layout: Layout) -> dict[str, frozenset[str]]:
    """Header (as compared) → the columns that may be called so."""
    found: dict[str, frozenset[str]] = {}
    for name in layout.generations[-1]:
        field = vocabulary().fields[layout.level].get("data_type" if name == "d_type" else name)
        for written in (name, *((field.label.th, field.label.en) if field is not None else ())):
            found[_bare(written)] = found.get(_bare(written), frozenset()) | {name}
    return found


def _bare(header: str) -> str:
    """A header as compared: without the number in front of it."""
    return key(_NUMBERED.sub("", header))
