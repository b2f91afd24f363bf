"""Reports on disk: each file whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from checker.errors import RunError
from checker.report.csv import csv_chunks
from checker.report.json import json_chunks
from checker.report.model import Report
from checker.report.package import CsvFile, descriptor
from checker.report.tables import tables
from checker.report.zipped import write_zip

DEFAULT_FORMATS = ("html", "xlsx", "json")  #: what is written where nothing is asked for
PIECE = 1 << 20  #: bytes of a file that are read at once
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
        for table in tables() if not self.tables else ():
            self.tables[table] = self._put(f"csv/{table}.csv", csv_chunks(self.report, table, canonical=self.canonical))
            yield self.tables[table]

    def datapackage(self) -> Iterable[Path]:
        yield from self.csv()
        files = {name: _measured(path) for name, path in self.tables.items()}
        described = self._put("csv/datapackage.json", (descriptor(self.report, files),))
        yield described
        members = [(path.name, _pieces(path)) for path in (described, *self.tables.values())]
        yield self._write("report.datapackage.zip", lambda stream: write_zip(stream, members, self.report.run.cutoff))

    def dqv(self) -> Iterable[Path]:
        from checker.report.dqv import nodes
        from checker.report.metrics import prefixes
        from checker.report.rdf import jsonld_chunks, turtle_chunks

        yield self._put("report.ttl", turtle_chunks(nodes(self.report), prefixes(self.report)))
        yield self._put("report.jsonld", jsonld_chunks(nodes(self.report), prefixes(self.report)))

    def _put(self, name: str, content: Iterable[bytes]) -> Path:
        """Writes one file piece by piece: a national report need not be held whole."""
        return self._write(name, lambda stream: stream.writelines(content))

    def _write(self, name: str, write: Callable[[BinaryIO], None]) -> Path:
        return write_whole(self.out / name, write)


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> Path:
    """A file, whole or not at all. RunError where the disk will not have it."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            write(stream)
        os.replace(part, path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):  # what stopped the writing is told; a folder that is none has nothing to clear away
            part.unlink(missing_ok=True)
    return path


def unwritable(path: Path, error: OSError) -> RunError:
    """What a person is told of a file that the disk will not have."""
    why = error.strerror or str(error)
    return RunError(
        f"{path}: cannot be written: {why}; give another place",
        f"{path}: เขียนแฟ้มไม่ได้: {why} เลือกที่อื่น",
    )


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _measured(path: Path) -> CsvFile:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(path):
        digest.update(piece)
        size += len(piece)
    return CsvFile(path=path.name, bytes=size, sha256=digest.hexdigest())


_WRITERS: dict[str, Callable[[_Folder], Iterable[Path]]] = {
    "html": _Folder.html,
    "xlsx": _Folder.xlsx,
    "json": _Folder.json,
    "csv": _Folder.csv,
    "datapackage": _Folder.datapackage,
    "dqv": _Folder.dqv,
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


def write_owner_pages(report: Report, out: Path, *, lang: str = "th") -> tuple[Path, ...]:
    """Writes a page for each unit into ``owners`` in ``out``, and the index of them. RunError as :func:`write_reports`.

    The pages of units that the report does not have are left alone: the folder may hold more than this report's.
    """
    from checker.report.owners import FOLDER, owner_pages

    folder = _Folder(report, out, lang, canonical=False)
    return tuple(folder._put(f"{FOLDER}/{name}", content) for name, content in owner_pages(report, lang=lang))
