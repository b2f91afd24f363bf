"""Templates 2 and 3, read: the ten sheets of the official workbook → datasets as a catalog would hold them.

Everything that is wrong is a problem with sheet and cell; everything that is right is read all the same. Choices, tags
and other spellings are left to ``normalise``, as for a catalog; dates, years and booleans are settled here, where the
cell is known. Readings: a row without a code has no identity and is not read; a code stands for the first row that has
it; row 5 is read where it plainly holds data in place of the hints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from checker.errors import Problem, WorkbookError
from checker.plan.printed import sheet_role
from checker.plan.problems import problem
from checker.text import arabic_digits, key, one_line
from checker.vocabulary import vocabulary
from checker.workbook.cells import Cells
from checker.workbook.extra import WrittenRow, is_extra, put_back
from checker.workbook.layouts import DATASETS, RESOURCES, Departure, Layout, columns_of, layouts, other_sheets, template
from checker.workbook.names import catalog_name, is_catalog_name
from checker.workbook.reading import MAX_BYTES, MAX_ROWS, Cell, Sheet, read_sheets
from checker.workbook.record import Package, Record, ResourceRecord, Row, Workbook

CODE = {DATASETS: "name", RESOURCES: "dataset_name"}  #: the column of the dataset code
_HINTED = 3  #: filled cells that make a row of hints look like data


def load_workbook(path: Path) -> Workbook:
    """:func:`read_workbook` of a file. Raises WorkbookError."""
    return read_workbook(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, one more than may be read at the most. Raises WorkbookError."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbookError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error


def read_workbook(body: bytes, source: str) -> Workbook:
    """All that Templates 2 and 3 hold, and what is wrong. Raises WorkbookError for what has no sheet of Template 2."""
    names, sheets = read_sheets(body, source, lambda name: key(name) in layouts() or is_extra(name))
    if not any(layout.role == DATASETS for _, layout in _forms(sheets)):
        raise WorkbookError(
            f"{source}: there is no sheet Temp2_Meta_…; the sheets are: {', '.join(names) or '-'}",
            f"{source}: ไม่มีแผ่นงาน Temp2_Meta_… แผ่นงานที่มีคือ {', '.join(names) or '-'}",
            code="no_sheet",
        )
    return workbook_of(sheets, source, names)


def workbook_of(sheets: Sequence[Sheet], source: str, names: tuple[str, ...] = ()) -> Workbook:
    """:func:`read_workbook` of sheets that are read already; values of the sheet Extra_Fields are put back last."""
    reading = _Reading(source)
    for role, take in ((DATASETS, reading.dataset), (RESOURCES, reading.resource)):
        for sheet, layout in _forms(sheets):
            if layout.role == role:
                reading.sheet(sheet, layout, take)
    for sheet in sheets:
        if is_extra(sheet.name):
            reading.put_back(sheet)
    reading.unknown_sheets(names)
    return Workbook(source=source, sheets=names, datasets=reading.records(), problems=tuple(reading.problems))


def records_of(sheets: Sequence[Sheet], source: str) -> tuple[dict[str, Package], tuple[Problem, ...]]:
    """The packages of :func:`workbook_of` by code, and the problems."""
    book = workbook_of(sheets, source)
    return book.packages(), book.problems


def _forms(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Layout]]:
    return [(sheet, layouts()[key(sheet.name)]) for sheet in sheets if key(sheet.name) in layouts()]


class _Held(Struct, kw_only=True):
    """One dataset while the sheets are read."""

    code: str
    row: Row
    package: Package
    written: list[WrittenRow]  #: the dataset's row, then its resources'
    rows: list[Row] = []  #: of its resources


class _Reading:
    """Gathers records and problems from sheet to sheet."""

    def __init__(self, source: str) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._held: dict[str, _Held] = {}  # by code as compared
        self._names: set[str] = set()

    def records(self) -> tuple[Record, ...]:
        """The datasets with their resources, in the order of the workbook."""
        return tuple(map(_record, self._held.values()))

    def put_back(self, sheet: Sheet) -> None:
        """What the forms have no cell for."""
        packages = {held.code: held.package for held in self._held.values()}
        written = {held.code: held.written for held in self._held.values()}
        self.problems.extend(put_back(sheet, packages, written, self._source))

    def unknown_sheets(self, names: tuple[str, ...]) -> None:
        for name in names:
            if key(name) not in layouts() and key(name) not in other_sheets() and sheet_role(name) is None:
                self._wrong("unknown_sheet", name)

    def sheet(self, sheet: Sheet, layout: Layout, take: Callable[[Cells, Layout], None]) -> None:
        """One sheet, row by row; nothing of it where its columns cannot be told."""
        first = template()["hints_row"] if self._hints_are_data(sheet) else template()["first_row"]
        rows = {number: cells for number, cells in sheet.rows.items() if number >= first}
        columns = columns_of(sheet, layout)
        if isinstance(columns, Departure):
            if rows:
                self._departs(sheet, columns)
            return
        if first == template()["hints_row"]:
            self._wrong("hints_row", sheet.place(first))
        for number, cells in sorted(rows.items()):
            row = Cells(self.wrong, Row(sheet=sheet.name, number=number, columns=columns), cells, layout.level)
            if not row.empty():
                take(row, layout)
        if sheet.cut:
            self._wrong("too_many_rows", sheet.name, limit=MAX_ROWS)

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
        self.problems.append(problem(code, self._source, place, value, warning=True, **params))

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
        values = row.values(without=(CODE[DATASETS], "d_type"))
        package = {**values, "name": name, "data_type": layout.data_type, "resources": []}
        self._names.add(name)
        self._held[_compared(code)] = _Held(code=code, row=row.at, package=package, written=[row.written()])

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
