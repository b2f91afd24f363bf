"""Templates 2 and 3, read: the ten sheets of the official workbook → datasets as a catalog would hold them.

Everything that is wrong is a problem with sheet and cell; everything that is right is read all the same. Choices, tags
and other spellings are left to ``normalise``, as for a catalog; dates, years and booleans are settled here, where the
cell is known. Readings: a row without a code has no identity and is not read; a code stands for the first row that has
it; row 5 is read where it plainly holds data in place of the hints; the column of the other type may name one of the
list, which then is the type (an export puts what has no type there, and asks for it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.errors import Problem, WorkbookError
from checker.normalise.dataset import BETWEEN_TAGS
from checker.plan.printed import sheet_role
from checker.plan.problems import problem
from checker.text import arabic_digits, key, one_line
from checker.vocabulary import vocabulary
from checker.workbook.archive import carried
from checker.workbook.cells import Cells
from checker.workbook.extra import WrittenRow, is_extra, put_back
from checker.workbook.layouts import (
    DATASETS,
    RESOURCES,
    Departure,
    Layout,
    columns_of,
    is_misnamed,
    layout_of,
    other_sheets,
    template,
)
from checker.workbook.names import catalog_name, is_catalog_name
from checker.workbook.reading import MAX_BYTES, MAX_ROWS, Cell, Sheet, column_number, is_zip, read_sheets
from checker.workbook.record import File, Package, Record, ResourceRecord, Row, Workbook

CODE = {DATASETS: "name", RESOURCES: "dataset_name"}  #: the column of the dataset code
SHOWN = 40  #: letters of a keyword in a message
OTHER_TYPE = "data_type_other"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FILLED = 5  #: filled cells that make a row above the data look like a header or a dataset
_HINTED = 3  #: filled cells that make a row of hints look like data


def read_file(path: Path) -> File:
    """A file, of too large a one no more than shows that it is. Raises WorkbookError."""
    try:
        with path.open("rb") as stream:
            return File(body=stream.read(MAX_BYTES + 1), source=str(path))
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbookError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error


def read_workbook(body: bytes, source: str, resources: File | None = None) -> Workbook:
    """All that Templates 2 and 3 hold, and what is wrong; ``resources``: Template 3 in a file of its own.

    Raises WorkbookError for what has no sheet of Template 2.
    """
    names, sheets = _sheets(body, source, DATASETS, "Temp2_Meta_…")
    more = _sheets(resources.body, resources.source, RESOURCES, "Temp3_Resource_…")[1] if resources is not None else ()
    book = workbook_of(sheets, source, names, more, resources.source if resources is not None else "")
    beside = carried(body, source) if is_zip(body) else ()
    told = tuple(problem(code, source, names[0], warning=True) for code in beside)
    return replace(book, problems=(*book.problems, *told))


def _sheets(body: bytes, source: str, role: str, wanted: str) -> tuple[tuple[str, ...], tuple[Sheet, ...]]:
    """The names of all sheets, and those of the forms; one at least of the role."""
    names, sheets = read_sheets(body, source, lambda name: layout_of(name) is not None or is_extra(name))
    if not any(layout.role == role for _, layout in _forms(sheets)):
        raise WorkbookError(
            f"{source}: there is no sheet {wanted}; the sheets are: {', '.join(names) or '-'}",
            f"{source}: ไม่มีแผ่นงาน {wanted} แผ่นงานที่มีคือ {', '.join(names) or '-'}",
            code="no_sheet",
        )
    return names, sheets


def workbook_of(
    sheets: Sequence[Sheet],
    source: str,
    names: tuple[str, ...] = (),
    more: Sequence[Sheet] = (),
    more_source: str = "",
) -> Workbook:
    """:func:`read_workbook` of sheets that are read already; values of the sheet Extra_Fields are put back last.

    ``more`` are those of a second file, of which sheets of Template 3 alone are read.
    """
    reading = _Reading()
    for role, take in ((DATASETS, reading.dataset), (RESOURCES, reading.resource)):
        for sheet, layout in _forms(sheets):
            if layout.role == role:
                reading.sheet(sheet, layout, source, take)
    for sheet, layout in _forms(more):
        if layout.role == RESOURCES:
            reading.sheet(sheet, layout, more_source, reading.resource)
    reading.source = source
    for sheet in sheets:
        if is_extra(sheet.name):
            reading.put_back(sheet)
    reading.unknown_sheets(names)
    return Workbook(source=source, sheets=names, datasets=reading.records(), problems=tuple(reading.problems))


def _forms(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Layout]]:
    found = ((sheet, layout_of(sheet.name)) for sheet in sheets)
    return [(sheet, layout) for sheet, layout in found if layout is not None]


class _Held(Struct, kw_only=True):
    """One dataset while the sheets are read."""

    code: str
    row: Row
    package: Package
    written: list[WrittenRow]  #: the dataset's row, then its resources'
    rows: list[Row] = []  #: of its resources


class _Reading:
    """Gathers records and problems from sheet to sheet."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.source = ""  #: file that is read
        self._held: dict[str, _Held] = {}  # by code as compared
        self._names: set[str] = set()

    def records(self) -> tuple[Record, ...]:
        """The datasets with their resources, in the order of the workbook."""
        return tuple(map(_record, self._held.values()))

    def put_back(self, sheet: Sheet) -> None:
        """What the forms have no cell for."""
        packages = {held.code: held.package for held in self._held.values()}
        written = {held.code: held.written for held in self._held.values()}
        self.problems.extend(put_back(sheet, packages, written, self.source))

    def unknown_sheets(self, names: tuple[str, ...]) -> None:
        for name in names:
            if is_misnamed(name):
                self._wrong("misnamed_sheet", name)
            elif layout_of(name) is None and key(name) not in other_sheets() and sheet_role(name) is None:
                self._wrong("unknown_sheet", name)

    def sheet(self, sheet: Sheet, layout: Layout, source: str, take: Callable[[Cells, Layout], None]) -> None:
        """One sheet, row by row; nothing of it where its columns cannot be told."""
        self.source = source
        first = template()["hints_row"] if self._hints_are_data(sheet) else template()["first_row"]
        rows = {number: cells for number, cells in sheet.rows.items() if number >= first}
        columns = columns_of(sheet, layout)
        if isinstance(columns, Departure):
            if rows or any(len(cells) >= _FILLED for cells in sheet.rows.values()):
                self._departs(sheet, columns)
            return
        if first == template()["hints_row"]:
            self._wrong("hints_row", sheet.place(first))
        for number, cells in sorted(rows.items()):
            row = Cells(
                self.wrong, Row(source=source, sheet=sheet.name, number=number, columns=columns), cells, layout.level
            )
            if not row.empty():
                take(row, layout)
        self._look_outside(sheet, rows, len(columns))
        self._look_for_formulas(sheet, first, len(columns))
        if sheet.cut:
            self._wrong("too_many_rows", sheet.name, limit=MAX_ROWS)

    def _look_outside(self, sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], columns: int) -> None:
        """Tells of the first cell that stands behind the last column, and in how many rows there is one."""
        outside = sorted(number for number, cells in rows.items() if max(cells, default=0) > columns)
        if outside:
            number = outside[0]
            column = min(place for place in rows[number] if place > columns)
            self._wrong("outside_columns", sheet.place(number, column), sheet.text(number, column), columns=columns,
                        count=len(outside))  # fmt: skip

    def _look_for_formulas(self, sheet: Sheet, first: int, columns: int) -> None:
        """Tells of the cells of the form that are formulas of which no value was saved."""
        for cell in sheet.unvalued:
            found = _CELL.fullmatch(cell)
            if found is not None and column_number(found[1]) <= columns and first <= int(found[2]) <= MAX_ROWS:
                self._wrong("no_value", f"{sheet.name}!{cell}")

    def _departs(self, sheet: Sheet, told: Departure) -> None:
        place = sheet.place(template()["header_row"], told.column)
        header = sheet.text(template()["header_row"], told.column)
        code = "moved_columns" if told.moved else "columns"
        self._wrong(code, place, header, found=told.found, wanted=told.wanted)

    @staticmethod
    def _hints_are_data(sheet: Sheet) -> bool:
        """Whether a dataset stands where the hints should."""
        hints = sheet.rows.get(template()["hints_row"], {})
        return len(hints) >= _HINTED and 1 in hints and not any(cell.text.startswith("(") for cell in hints.values())

    def wrong(self, code: str, cell: Cell, **params: object) -> None:
        """A problem of one cell."""
        self._wrong(code, cell.place, cell.text, **params)

    def _wrong(self, code: str, place: str, value: object = "", **params: object) -> None:
        self.problems.append(problem(code, self.source, place, value, warning=True, **params))

    def dataset(self, row: Cells, layout: Layout) -> None:
        """One row of Template 2."""
        cell = row.code(CODE[DATASETS])
        if cell is None:
            self._wrong("no_code", row.at.place())
            return
        code = one_line(cell.text)
        held = self._held.get(_compared(code))
        if held is not None:
            self.wrong("duplicate_row", cell, other=held.row.place())
            return
        name = catalog_name(code, self._names)
        if not is_catalog_name(code):
            self.wrong("unsafe_code", cell, name=name)
        self._check_type(row.filled("d_type"), layout.data_type)
        self._check_keywords(row.filled("tag_string"))
        values = row.values(without=(CODE[DATASETS], "d_type"))
        package = {**_typed(values, layout.data_type), "name": name, "resources": []}
        self._names.add(name)
        self._held[_compared(code)] = _Held(code=code, row=row.at, package=package, written=[row.written()])

    def _check_keywords(self, cell: Cell | None) -> None:
        low, high = template()["keyword"]
        for keyword in BETWEEN_TAGS.split(cell.text) if cell is not None else ():
            if keyword.strip() and not low <= len(keyword.strip()) <= high and cell is not None:
                self.wrong("unfit_keyword", cell, keyword=keyword.strip()[:SHOWN], low=low, high=high)

    def _check_type(self, cell: Cell | None, data_type: str) -> None:
        """The sheet decides the type; a cell that says another one is told of."""
        if cell is not None and vocabulary().match("data_type", cell.text) not in (None, data_type):
            self.wrong("other_type", cell, wanted=data_type)

    def resource(self, row: Cells, layout: Layout) -> None:
        """One row of Template 3."""
        cell = row.code(CODE[RESOURCES])
        if cell is None:
            self._wrong("no_code", row.at.place())
            return
        held = self._held.get(_compared(cell.text))
        if held is None:
            self.wrong("unknown_dataset", cell)
            return
        held.package["resources"].append(row.values(without=(CODE[RESOURCES],)))
        held.rows.append(row.at)
        held.written.append(row.written())


def _typed(values: Package, data_type: str) -> Package:
    """The values with the type of the sheet; the cell of another type that names one of the list says it itself."""
    named = vocabulary().match("data_type", values.get(OTHER_TYPE, ""))
    if named is None:
        return {**values, "data_type": data_type}
    return {**{name: value for name, value in values.items() if name != OTHER_TYPE}, "data_type": named}


def _compared(code: str) -> str:
    return arabic_digits(key(code))


def _record(held: _Held) -> Record:
    files = zip(held.rows, held.package["resources"], strict=True)
    return Record(
        code=held.code,
        name=str(held.package["name"]),
        row=held.row,
        package=held.package,
        resources=tuple(ResourceRecord(row=row, package=package) for row, package in files),
    )
