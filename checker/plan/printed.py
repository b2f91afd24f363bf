"""Template 1 in Excel, read: the printed form of the sheet ``Temp1_Dataset`` and the sheets beside it (section 3).

Four header lines, each with its value in the same cell, to the right or below; then a table in which a blank cell
means "as above", ``-`` means none, and a cell may hold several datasets. Several issues are several such sheets, or
several such forms on one sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checker.errors import WorkbookError
from checker.plan.cells import label_before, label_of, listed_names, says_none
from checker.plan.problems import nearest, problem
from checker.plan.table import WorkTable
from checker.plan.tree import Path, Tree
from checker.plan.words import focus_area, spellings, words
from checker.text import key
from checker.workbook.reading import MAX_ROWS, Cell, Sheet, read_sheets

_COPY = re.compile(r"(?:[(]\d+[)]|(?<=dataset)[_-]?\d+)$")  #: what a copied sheet's name ends in
_FIRST = ("focus_area", "issue")  #: labels with which a form begins
_MARKS = "☑☒✓✔✗✘●◉/xX[]() "  #: signs by which one area of the list is marked
_NUMBER = re.compile(r"^[(]?[0-9๐-๙]{1,2}[.)]?$")
_LINES = " \n\t._…"  #: what the lines of the printed form are made of, on which people write
_HEAD_COLUMNS = 2  #: labels that make a row the head of a table


def read_tree(body: bytes, source: str) -> Tree:
    """The plan of a workbook as written, every value with its ``sheet!cell``. Raises WorkbookError."""
    names, sheets = read_sheets(body, source, lambda name: sheet_role(name) is not None, fonts=True)
    reading = _Reading(source)
    forms = [sheet for sheet in sheets if sheet_role(sheet.name) == "plan"]
    if not forms:
        raise WorkbookError(
            f"{source}: there is no sheet Temp1_Dataset; the sheets are: {', '.join(names) or '-'}",
            f"{source}: ไม่มีแผ่นงาน Temp1_Dataset แผ่นงานที่มีคือ {', '.join(names) or '-'}",
            code="no_sheet",
        )
    for sheet in forms:
        reading.form(sheet)
    for sheet in sheets:
        role = sheet_role(sheet.name)
        if role == "agency":
            reading.agency(sheet)
        elif role in ("utilisation", "cameras", "previous"):
            reading.rows(sheet, role)
    return reading.tree()


def sheet_role(name: str) -> str | None:
    """What a sheet is for, by its name: ``Temp1_Dataset (2)`` is a further issue; examples and help are not read."""
    written = _COPY.sub("", key(name))
    for role in ("plan", "agency", "utilisation", "cameras", "previous"):
        if written in {key(spelling) for spelling in (*spellings(words()["sheets"][role]), role)}:
            return role
    return None


class _Reading:
    """Gathers values and places from sheet to sheet."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._value: dict[str, Any] = {"agency": {}, "issues": []}
        self._places: dict[Path, str] = {}
        self._problems: list[Any] = []

    def tree(self) -> Tree:
        return Tree(source=self._source, value=self._value, places=self._places, problems=tuple(self._problems))

    def form(self, sheet: Sheet) -> None:
        """One sheet with one form or several, one above the other."""
        self._places.setdefault((), sheet.place(1))
        head: str | None = None
        issue = self._begin(sheet, 1)
        table: WorkTable | None = None
        for number in sorted(sheet.rows):
            cells = sheet.rows[number]
            if _is_remark(cells):
                continue
            found = self._label(cells, in_table=table is not None)
            columns = _columns(cells)
            if found is not None:
                name, first, rest = found
                if table is not None or (name == "focus_area" and name in self._heads):
                    issue, table = self._begin(sheet, number), None
                head = name
                self._head(issue, name, [(cells[first], rest), *_beside(cells, first)])
            elif "title" in columns and len(columns) >= _HEAD_COLUMNS:
                table = WorkTable(
                    self._source, issue, ("issues", len(self._value["issues"]) - 1), self._places, columns
                )
            elif len(columns) > _HEAD_COLUMNS and table is None:
                known = ", ".join(label["th"] for label in words()["columns"].values())
                self._problems.append(problem("no_columns", self._source, sheet.place(number), known=known))
                head = None
            elif table is not None:
                self._problems.extend(table.row(cells, sheet.place(number)))
            elif head is not None:
                self._head(issue, head, [(cell, cell.text) for _, cell in sorted(cells.items())])
        self._choose_area()
        if sheet.cut:
            self._problems.append(problem("too_many_rows", self._source, sheet.name, limit=MAX_ROWS))

    def _begin(self, sheet: Sheet, number: int) -> dict[str, Any]:
        if self._value["issues"]:
            self._choose_area()
        issue: dict[str, Any] = {"attestations": {}, "missions": []}
        self._heads: dict[str, list[tuple[Cell, str]]] = {}
        self._value["issues"].append(issue)
        self._places[("issues", len(self._value["issues"]) - 1)] = sheet.place(number)
        return issue

    @staticmethod
    def _label(cells: dict[int, Cell], *, in_table: bool) -> tuple[str, int, str] | None:
        """The header label that the row's first cell begins with, its column, and what follows in the cell.

        Below a table only the first labels of a form count: they begin the next one.
        """
        first = min(cells)
        if len(cells) > 1 and _NUMBER.match(cells[first].text):  # the number in a cell of its own
            first = min(column for column in cells if column > first)
        found = label_before(cells[first].text, "head")
        if found is None or (in_table and found[0] not in _FIRST):
            return None
        return found[0], first, found[1]

    def _head(self, issue: dict[str, Any], name: str, parts: Sequence[tuple[Cell, str]]) -> None:
        """Adds what stands beside or below a header label to its value."""
        path: Path = ("issues", len(self._value["issues"]) - 1)
        path = (*path, "attestations", name) if name in ("public_impact", "demand") else (*path, name)
        self._places.setdefault(path, parts[0][0].place)
        held = self._heads.setdefault(name, [])
        held.extend((cell, _unlined(text)) for cell, text in parts if text and not says_none(text))
        if held and held[0][1]:
            self._places[path] = held[0][0].place
        if name == "expected_users":
            issue[name] = [user for _, text in held for user in listed_names(text)]
        elif name in ("public_impact", "demand"):
            issue["attestations"][name] = "\n".join(text for _, text in held)
        elif name != "focus_area":
            issue[name] = "\n".join(text for _, text in held)

    def _choose_area(self) -> None:
        """The area that was written; of the whole list, the one that is marked or in bold."""
        place = len(self._value["issues"]) - 1
        lines = [(cell, line) for cell, text in self._heads.get("focus_area", ()) for line in text.split("\n")]
        if not lines or place < 0:
            return
        path: Path = ("issues", place, "focus_area")
        areas = [(cell, line) for cell, line in lines if focus_area(_unmarked(line)) is not None]
        if len(areas) > 1:
            marked = [(cell, line) for cell, line in areas if cell.bold or _unmarked(line) != _unbulleted(line)]
            if len(marked) != 1:
                self._problems.append(problem("several_areas", self._source, self._places[path]))
            areas = marked[:1]
        cell, line = areas[0] if areas else (lines[0][0], " ".join(line for _, line in lines))
        self._value["issues"][place]["focus_area"] = _unmarked(line)
        self._places[path] = cell.place

    def agency(self, sheet: Sheet) -> None:
        """Labels in the first column, values beside them."""
        for number, cells in sorted(sheet.rows.items()):
            first = min(cells)
            name = label_of(cells[first].text, "agency")
            beside = [cell for column, cell in sorted(cells.items()) if column > first and not says_none(cell.text)]
            if name is None:
                if beside:
                    labels = [label["th"] for label in words()["agency"].values()]
                    self._problems.append(
                        problem(
                            "unknown_label",
                            self._source,
                            cells[first].place,
                            cells[first].text,
                            warning=True,
                            **nearest(cells[first].text, labels),
                        )
                    )
                continue
            path: Path = (name,) if name == "fiscal_year" else ("agency", name)
            self._places[path] = beside[0].place if beside else sheet.place(number, first + 1)
            if beside:
                (self._value if name == "fiscal_year" else self._value["agency"])[name] = beside[0].text

    def rows(self, sheet: Sheet, role: str) -> None:
        """A plain table: a head, then one entry a row."""
        group, field = (role, "previous_datasets") if role == "previous" else (role, role)
        columns: dict[str, int] = {}
        entries: list[dict[str, str]] = self._value.setdefault(field, [])
        for number, cells in sorted(sheet.rows.items()):
            if not columns:
                found = {name: column for column, cell in cells.items() if (name := label_of(cell.text, group))}
                columns = found if len(found) >= _HEAD_COLUMNS else {}
                continue
            entry = {
                name: cells[column].text
                for name, column in columns.items()
                if column in cells and not says_none(cells[column].text)
            }
            if entry:
                path: Path = (field, len(entries))
                self._places[path] = sheet.place(number)
                self._places.update({(*path, name): sheet.place(number, column) for name, column in columns.items()})
                entries.append(entry)
        if sheet.rows and not columns:
            known = ", ".join(label["th"] for label in words()[group].values())
            self._problems.append(problem("no_columns", self._source, sheet.name, known=known))


def _is_remark(cells: dict[int, Cell]) -> bool:
    """Whether a row holds nothing but a remark (หมายเหตุ) of the one who filled in the form."""
    remarks = tuple(key(word) for word in words()["remarks"])
    return len(cells) == 1 and key(next(iter(cells.values())).text[:40]).startswith(remarks)


def _columns(cells: dict[int, Cell]) -> dict[str, int]:
    """The table's columns, where the row is its head."""
    found: dict[str, int] = {}
    for column, cell in sorted(cells.items()):
        name = label_of(cell.text, "columns")
        if name is not None:
            found.setdefault(name, column)
    return found


def _beside(cells: dict[int, Cell], first: int) -> Iterator[tuple[Cell, str]]:
    for column, cell in sorted(cells.items()):
        if column > first:
            yield cell, cell.text


def _unlined(text: str) -> str:
    """A value without the dotted line around it; a single point belongs to the value (``ก.พ.ร.``)."""
    begun, ended = text.lstrip(_LINES), text.rstrip(_LINES)
    left = len(text) - len(begun) if len(text) - len(begun) > 1 else 0
    right = len(ended) if len(text) - len(ended) > 1 else len(text)
    return text[left:right]


def _unbulleted(line: str) -> str:
    return line.strip().lstrip("-•* ")


def _unmarked(line: str) -> str:
    """A line of the list of areas without the sign that marks it."""
    return _unbulleted(line).lstrip(_MARKS)
