"""What a workbook of Templates 2 and 3 holds, as values: datasets with their resources, and where each cell is."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from checker.errors import Problem
from checker.workbook.reading import column_letters

Package = dict[str, Any]  #: as CKAN's: raw JSON


class File(Struct, frozen=True, kw_only=True):
    """A file and what it is called in messages."""

    body: bytes
    source: str


class Row(Struct, frozen=True, kw_only=True):
    """Where one record stands."""

    source: str  #: file
    sheet: str
    number: int
    columns: tuple[str, ...]  #: fields by position

    def place(self, field: str = "") -> str:
        """``sheet!B7`` of a field, filled or not; of the code for a field that has no column."""
        column = self.columns.index(field) + 1 if field in self.columns else 1
        return f"{self.sheet}!{column_letters(column)}{self.number}"


class ResourceRecord(Struct, frozen=True, kw_only=True):
    """One row of Template 3."""

    row: Row
    package: Package  #: the resource as CKAN holds it, texts as written


class Record(Struct, frozen=True, kw_only=True):
    """One dataset: a row of Template 2 with those of Template 3 that name its code.

    ``package`` is CKAN's with the texts as they are written (choices in any spelling, several in one text), as a
    catalog's are, for the same reader and the same checks. Dates are Gregorian and flags ``True`` / ``False`` where the
    cell says so; a mandatory cell that is empty is an empty text.
    """

    code: str  #: as written
    name: str  #: on a catalog
    row: Row
    package: Package  #: without id; with the resources
    resources: tuple[ResourceRecord, ...] = ()


class Workbook(Struct, frozen=True, kw_only=True):
    """All that Templates 2 and 3 of a workbook hold, and what is wrong with which cell."""

    source: str
    sheets: tuple[str, ...]  #: the names of all its sheets
    datasets: tuple[Record, ...]
    problems: tuple[Problem, ...]

    def packages(self) -> dict[str, Package]:
        """The packages by code as written."""
        return {record.code: record.package for record in self.datasets}

    @property
    def resources(self) -> int:
        """How many there are in all."""
        return sum(len(record.resources) for record in self.datasets)
