"""The four-column table of Template 1: missions, processes, sub-processes, datasets, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checker.errors import Problem
from checker.plan.cells import lines_of, numbered, says_none, several
from checker.plan.problems import problem
from checker.plan.tree import Path
from checker.plan.words import tidy
from checker.workbook.reading import Cell

_CODES = re.compile(r"[\s,;]+")
_ONE_FOR_ALL = ("category", "kind", "authoritative")


class WorkTable:
    """Adds rows to one issue. A blank cell is as above, as is one that repeats the cell above; ``-`` is none."""

    def __init__(
        self, source: str, issue: dict[str, Any], path: Path, places: dict[Path, str], columns: dict[str, int]
    ) -> None:
        self._source = source
        self._missions: list[dict[str, Any]] = issue["missions"]
        self._path = path
        self._places = places
        self._columns = columns
        self._written = {"mission": "", "process": "", "subprocess": ""}
        self._mission: tuple[dict[str, Any], Path] | None = None
        self._process: tuple[dict[str, Any], Path] | None = None
        self._subprocess: tuple[dict[str, Any], Path] | None = None

    def row(self, cells: dict[int, Cell], place: str) -> Iterator[Problem]:
        """Takes one row; yields what is wrong with it."""
        self._take_mission(self._cell(cells, "mission"))
        self._take_process(self._cell(cells, "process"))
        self._take_subprocess(self._cell(cells, "subprocess"))
        datasets = self._cell(cells, "title")
        codes = self._cell(cells, "code")
        if datasets is not None and not says_none(datasets.text):
            yield from self._take_datasets(datasets, cells)
        elif codes is not None and several(codes.text):
            yield from self._take_untitled(codes, cells)

    def _cell(self, cells: dict[int, Cell], name: str) -> Cell | None:
        column = self._columns.get(name)
        return cells.get(column) if column is not None else None

    def _begins(self, level: str, cell: Cell | None) -> bool:
        """Whether a cell begins something new; remembers what was written."""
        if cell is None or cell.text == self._written[level] or not tidy(cell.text):
            return False
        self._written[level] = cell.text
        return True

    def _take_mission(self, cell: Cell | None) -> None:
        if cell is not None and self._begins("mission", cell):
            _, title = numbered(cell.text)
            path: Path = (*self._path, "missions", len(self._missions))
            mission = {"title": title, "processes": []}
            self._missions.append(mission)
            self._places[path] = cell.place
            self._mission = mission, path
            self._forget("process")

    def _take_process(self, cell: Cell | None) -> None:
        if cell is not None and says_none(cell.text):
            self._forget("process")
        elif cell is not None and self._begins("process", cell):
            if self._mission is None:
                path: Path = (*self._path, "missions", len(self._missions))
                self._missions.append({"title": "", "processes": []})
                self._mission = self._missions[-1], path
            self._forget("subprocess")
            self._process = self._add(self._mission, "processes", cell)

    def _take_subprocess(self, cell: Cell | None) -> None:
        if cell is not None and says_none(cell.text):
            self._forget("subprocess")
        elif cell is not None and self._process is not None and self._begins("subprocess", cell):
            self._subprocess = self._add(self._process, "subprocesses", cell)

    def _forget(self, level: str) -> None:
        if level == "process":
            self._process, self._written["process"] = None, ""
        self._subprocess, self._written["subprocess"] = None, ""

    def _add(self, parent: tuple[dict[str, Any], Path], name: str, cell: Cell) -> tuple[dict[str, Any], Path]:
        number, title = numbered(cell.text)
        work: dict[str, Any] = {"title": title, "datasets": []}
        if number:
            work["number"] = number
        siblings = parent[0].setdefault(name, [])
        path: Path = (*parent[1], name, len(siblings))
        siblings.append(work)
        self._places[path] = cell.place
        return work, path

    def _take_datasets(self, cell: Cell, cells: dict[int, Cell]) -> Iterator[Problem]:
        codes_cell = self._cell(cells, "code")
        codes = several(codes_cell.text) if codes_cell is not None else []
        titles = several(cell.text, len(codes))
        titles = [title for title in titles if tidy(title)]
        if not titles:
            return
        work = self._subprocess or self._process
        if work is None:
            yield problem("no_process", self._source, cell.place, titles[0])
            return
        if codes_cell is not None and codes and len(codes) != len(titles):
            codes = _CODES.split(codes_cell.text.strip(", ;"))  # one behind the other, as codes hold no blanks
        if codes_cell is not None and codes and len(codes) != len(titles):
            yield problem(
                "codes_count", self._source, codes_cell.place, " ".join(codes), codes=len(codes), datasets=len(titles)
            )
            return
        more: dict[str, list[str]] = {"code": codes}
        for name in ("name", *_ONE_FOR_ALL):
            other = self._cell(cells, name)
            values = lines_of(other.text) if other is not None else []
            if len(values) == 1 and name in _ONE_FOR_ALL:
                values *= len(titles)
            if other is not None and values and len(values) != len(titles):
                yield problem(
                    "values_count", self._source, other.place, other.text, values=len(values), datasets=len(titles)
                )
                return
            more[name] = values
        self._append(work, cell, cells, titles, more)

    def _take_untitled(self, cell: Cell, cells: dict[int, Cell]) -> Iterator[Problem]:
        """Codes beside which no title stands: datasets all the same, that are told to lack one."""
        codes = several(cell.text)
        work = self._subprocess or self._process
        if work is None:
            yield problem("no_process", self._source, cell.place, codes[0])
            return
        self._append(work, cell, cells, [""] * len(codes), {"code": codes})

    def _append(
        self,
        work: tuple[dict[str, Any], Path],
        cell: Cell,
        cells: dict[int, Cell],
        titles: list[str],
        more: dict[str, list[str]],
    ) -> None:
        datasets = work[0]["datasets"]
        for place, title in enumerate(titles):
            path: Path = (*work[1], "datasets", len(datasets))
            self._places[path] = cell.place
            dataset = {"title": title}
            for name, values in more.items():
                if values and values[place]:
                    dataset[name] = values[place]
                    inner: Path = (*path, name)
                    self._places[inner] = cells[self._columns[name]].place
            datasets.append(dataset)
