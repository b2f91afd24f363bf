"""Reports on disk: each file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.errors import RunError
from checker.report.json import json_chunks
from checker.report.model import Report

DEFAULT_FORMATS = ("html", "xlsx", "json")  #: what is written where nothing is asked for
ALL = "all"  #: in a list of formats: every one


class _Folder:
    """The folder that one report is written into, and what of it was written so far."""

    def __init__(self, report: Report, out: Path, lang: str, canonical: bool) -> None:
        self.report, self.out, self.lang, self.canonical = report, out, lang, canonical
        self.tables: dict[str, Path] = {}  #: the CSVs, which two formats share

    def json(self) -> Iterable[Path]:
        yield self._put("report.json", json_chunks(self.report, canonical=self.canonical))

    def html(self) -> Iterable[Path]:
        from checker.report.html import html_chunks  # here and below: a run that writes none need not load it

        yield self._put("report.html", html_chunks(self.report, lang=self.lang))

    def xlsx(self) -> Iterable[Path]:
        from checker.report.excel import to_xlsx

        yield self._put("report.xlsx", (to_xlsx(self.report, lang=self.lang),))

    def csv(self) -> Iterable[Path]:
        from checker.report.csv import csv_chunks
        from checker.report.tables import tables

        for table in tables() if not self.tables else ():
            self.tables[table] = self._put(f"csv/{table}.csv", csv_chunks(self.report, table, canonical=self.canonical))
            yield self.tables[table]

    def _put(self, name: str, content: Iterable[bytes]) -> Path:
        """Writes one file piece by piece: a national report need not be held whole."""
        path = self.out / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.part")
            with part.open("wb") as file:
                file.writelines(content)
            os.replace(part, path)
        except OSError as error:
            why = error.strerror or str(error)
            raise RunError(
                f"{path}: cannot be written: {why}; give another folder with --out",
                f"{path}: เขียนรายงานไม่ได้: {why} เลือกโฟลเดอร์อื่นด้วย --out",
            ) from error
        return path


_WRITERS: dict[str, Callable[[_Folder], Iterable[Path]]] = {
    "html": _Folder.html,
    "xlsx": _Folder.xlsx,
    "json": _Folder.json,
    "csv": _Folder.csv,
}

FORMATS = tuple(_WRITERS)  #: what reports can be written as


def write_reports(
    report: Report, out: Path, *, formats: tuple[str, ...] = DEFAULT_FORMATS, lang: str = "th", canonical: bool = False
) -> tuple[Path, ...]:
    """Writes each format into ``out``: ``report.<format>``, or a folder of that name for those that are many files.

    Returns the files in the order of writing. RunError where the disk will not have one.
    """
    folder = _Folder(report, out, lang, canonical)
    return tuple(path for name in formats for path in _WRITERS[name](folder))
