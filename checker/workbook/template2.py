"""Templates 2 and 3 in Excel, read: the ten sheets of the official workbook → packages in CKAN's form, by code.

Columns are known by their position, generations by the count of columns (``metadata.md`` section 3). Everything that
is wrong is a problem with sheet and cell; everything that is right is read all the same. Choices, tags and other
spellings are left to ``normalise``, as for a catalog; dates and booleans are settled here, where the cell is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from checker.dates import DateProblem, parse_date
from checker.errors import Problem, WorkbookError
from checker.plan.problems import problem
from checker.plan.words import choice
from checker.resources import load_yaml, schemas_dir
from checker.text import key, one_line
from checker.vocabulary import vocabulary
from checker.workbook.extra import WrittenRow, is_extra, put_back
from checker.workbook.reading import MAX_BYTES, MAX_ROWS, Cell, Sheet, read_sheets

Package = dict[str, Any]
_HINTED = 3  #: filled cells that make a row of hints look like data
_LINED = frozenset(
    {"tag_string", "notes", "objective", "data_source", "description", "calculation_method", "data_format"}
)


def read_metadata(path: Path) -> tuple[dict[str, Package], tuple[Problem, ...]]:
    """:func:`read_records` of a file. Raises WorkbookError."""
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbookError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error
    return read_records(body, str(path))


def read_records(body: bytes, source: str) -> tuple[dict[str, Package], tuple[Problem, ...]]:
    """Packages by dataset code, and what is wrong with which cell. Raises WorkbookError for what has no such sheet."""
    layouts = _layouts()
    names, sheets = read_sheets(body, source, lambda name: key(name) in layouts or is_extra(name))
    if not any(layouts[key(sheet.name)][0] == "datasets" for sheet in sheets if key(sheet.name) in layouts):
        raise WorkbookError(
            f"{source}: there is no sheet Temp2_Meta_…; the sheets are: {', '.join(names) or '-'}",
            f"{source}: ไม่มีแผ่นงาน Temp2_Meta_… แผ่นงานที่มีคือ {', '.join(names) or '-'}",
            code="no_sheet",
        )
    return records_of(sheets, source)


def records_of(sheets: Sequence[Sheet], source: str) -> tuple[dict[str, Package], tuple[Problem, ...]]:
    """:func:`read_records` of sheets that are read already; values of the sheet Extra_Fields are put back last."""
    layouts = _layouts()
    reading = _Reading(source)
    for wanted in ("datasets", "resources"):
        for sheet in sheets:
            role, layout = layouts.get(key(sheet.name), ("", {}))
            if role == wanted:
                reading.sheet(sheet, role, layout)
    for sheet in sheets:
        if is_extra(sheet.name):
            reading.problems.extend(put_back(sheet, reading.packages, reading.written, source))
    return reading.packages, tuple(reading.problems)


@cache
def _template() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml(schemas_dir() / "metadata" / "template2.yaml")
    return found


@cache
def _layouts() -> dict[str, tuple[str, dict[str, Any]]]:
    """Sheet (as compared) → what it holds, and its columns."""
    return {
        key(name): (role, layout) for role in ("datasets", "resources") for name, layout in _template()[role].items()
    }


def _generations(role: str, layout: Mapping[str, Any]) -> dict[int, list[str]]:
    """Count of columns → their fields."""
    first = list(layout["columns"])
    if role == "resources":
        return {len(first): first}
    place = first.index("data_category") + 1
    return {len(first): first, len(first) + 1: [*first[:place], _template()["inserted"], *first[place:]]}


class _Reading:
    """Gathers packages and problems from sheet to sheet."""

    def __init__(self, source: str) -> None:
        self.packages: dict[str, Package] = {}
        self.problems: list[Problem] = []
        self.written: dict[str, list[WrittenRow]] = {}  #: by code: the dataset's row, then its resources'
        self._source = source
        self._codes: dict[str, tuple[str, str]] = {}  # as compared → (as written, place)

    def sheet(self, sheet: Sheet, role: str, layout: Mapping[str, Any]) -> None:
        """One sheet, row by row; nothing of it where its columns cannot be told."""
        rows = {number: cells for number, cells in sheet.rows.items() if number >= _template()["first_row"]}
        found = max(sheet.rows.get(_template()["header_row"], {}), default=0)
        generations = _generations(role, layout)
        if found not in generations:
            if rows:
                wanted = " / ".join(map(str, generations))
                self._wrong("columns", sheet.place(_template()["header_row"]), found, found=found, wanted=wanted)
            return
        self._look_at_hints(sheet)
        for number, cells in sorted(rows.items()):
            row = _Row(self, cells, generations[found], "dataset" if role == "datasets" else "resource")
            if row.empty():
                continue
            if role == "datasets":
                self._dataset(row, sheet.place(number), layout["data_type"])
            else:
                self._resource(row, sheet.place(number))
        if sheet.cut:
            self._wrong("too_many_rows", sheet.name, limit=MAX_ROWS)

    def _look_at_hints(self, sheet: Sheet) -> None:
        """The row of hints is dropped; data that stands in it is told of."""
        hints = sheet.rows.get(_template()["hints_row"], {}).values()
        if len(hints) >= _HINTED and not any(cell.text.startswith("(") for cell in hints):
            self._wrong("hints_row", sheet.place(_template()["hints_row"]))

    def wrong(self, code: str, cell: Cell, **params: object) -> None:
        """A problem of one cell."""
        self._wrong(code, cell.place, cell.text, **params)

    def _wrong(self, code: str, place: str, value: object = "", **params: object) -> None:
        self.problems.append(problem(code, self._source, place, value, warning=True, **params))

    def _dataset(self, row: _Row, place: str, data_type: str) -> None:
        cell = row.cell("name")
        if cell is None:
            self._wrong("no_code", place)
            return
        code = one_line(cell.text)
        held = self._codes.setdefault(code.casefold(), (code, cell.place))
        if held[1] != cell.place:
            self.wrong("duplicate_row", cell, other=held[1])
            return
        self._check_type(row.cell("d_type"), data_type)
        package = {**row.values(without=("name", "d_type")), "name": code, "id": code, "data_type": data_type}
        owner = package.pop("owner_org", "")
        if owner:
            package |= {"owner_org": owner, "organization": {"id": owner, "name": owner, "title": owner}}
        self.packages[code] = {**package, "resources": []}
        self.written[code] = [row.written()]

    def _check_type(self, cell: Cell | None, data_type: str) -> None:
        """The sheet decides the type; a cell that says another one is told of."""
        if cell is not None and vocabulary().match("data_type", cell.text) not in (None, data_type):
            self.wrong("other_type", cell, wanted=data_type)

    def _resource(self, row: _Row, place: str) -> None:
        cell = row.cell("dataset_name")
        if cell is None:
            self._wrong("no_code", place)
            return
        held = self._codes.get(one_line(cell.text).casefold())
        if held is None:
            self.wrong("unknown_dataset", cell)
            return
        resources = self.packages[held[0]]["resources"]
        resources.append({**row.values(without=("dataset_name",)), "id": f"{held[0]}#{len(resources) + 1}"})
        self.written[held[0]].append(row.written())


class _Row:
    """One row by field."""

    def __init__(self, reading: _Reading, cells: Mapping[int, Cell], columns: list[str], level: str) -> None:
        self._reading = reading
        self._cells = {name: cells[column] for column, name in enumerate(columns, 1) if column in cells}
        self._level = level

    def empty(self) -> bool:
        """Nothing in it, or nothing but the type that is filled in down the whole sheet."""
        return set(self._cells) <= {"d_type"}

    def cell(self, name: str) -> Cell | None:
        """The cell of a field, if it is filled."""
        return self._cells.get(name)

    def written(self) -> WrittenRow:
        """The row as it is written."""
        return WrittenRow(cells=self._cells)

    def values(self, *, without: tuple[str, ...]) -> Package:
        """The fields that are filled, each as CKAN holds it; a blank cell stays out."""
        return dict(self._settled(without))

    def _settled(self, without: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, cell in self._cells.items():
            if name in without:
                continue
            if cell.error:
                self._reading.wrong("bad_cell", cell)
                continue
            value = self._value(name, cell)
            if value:
                yield name, value

    def _value(self, name: str, cell: Cell) -> str:
        field = vocabulary().fields[self._level].get(name)
        form = field.form if field is not None else "text"
        if form == "date":
            return self._date(cell)
        if form == "flag":
            return self._flag(cell)
        return cell.text if name in _LINED else one_line(cell.text)

    def _date(self, cell: Cell) -> str:
        found: date | DateProblem = parse_date(cell.text)
        if isinstance(found, DateProblem):
            if any(map(str.isalnum, cell.text)):
                self._reading.wrong(f"bad_date_{found.code}", cell)
            return ""
        return found.isoformat()

    def _flag(self, cell: Cell) -> str:
        """``True`` or ``False``; a cell that says neither stays blank, and is told of."""
        found = choice("authoritative", cell.text)
        if found is None:
            if any(map(str.isalnum, cell.text)):
                self._reading.wrong("bad_boolean", cell)
            return ""
        return found.capitalize()
