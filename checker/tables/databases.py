"""SQLite and GeoPackage: some rows of each table, read-only; no function, view or trigger of the file itself runs."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

from checker.errors import Unreadable
from checker.grid import Row, Sheet
from checker.tables.bounds import CELL, COLUMNS, ROWS, SHEETS

STEPS = 50_000_000  #: instructions of SQLite's machine before a file takes too long
_CALLS = 100_000  #: instructions between two looks at that

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_SHAPES = frozenset({"geom", "geometry", "shape", "the_geom", "wkb_geometry"})


def database(body: bytes, format: str) -> list[Sheet]:
    """The tables of a database file. Raises :class:`Unreadable`."""
    try:
        with _opened(body) as opened:
            return _tables(opened, format)
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise Unreadable("damaged", f"SQLite: {type(error).__name__}") from error


@contextmanager
def _opened(body: bytes) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "read.sqlite")
        with open(path, "wb") as file:
            file.write(body)
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as opened:
            left = [STEPS // _CALLS]

            def too_long() -> bool:
                left[0] -= 1
                return left[0] < 0

            opened.execute("PRAGMA trusted_schema=OFF")
            opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
            opened.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
            opened.set_progress_handler(too_long, _CALLS)
            yield opened


def _tables(opened: sqlite3.Connection, format: str) -> list[Sheet]:
    names = [
        str(name)
        for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 500")
        if not str(name).startswith(("sqlite_", "gpkg_", "rtree_", "spatial_ref_sys"))
    ]
    return [_sheet(opened, name, format) for name in names[:SHEETS]]


def _sheet(opened: sqlite3.Connection, name: str, format: str) -> Sheet:
    quoted = name.replace('"', '""')
    found = opened.execute(f'SELECT * FROM "{quoted}" LIMIT {ROWS + 1}')
    fields = tuple(column[0] for column in found.description)[:COLUMNS]
    rows: list[Row] = [fields, *(tuple(map(_cell, row[:COLUMNS])) for row in found)]
    return Sheet(
        rows=rows[: ROWS + 1], format=format, name=name, records=True, complete=len(rows) <= ROWS + 1,
        geometry=any(field.lower() in _SHAPES for field in fields),
    )  # fmt: skip


def _cell(value: object) -> str | int | float | None:
    if isinstance(value, str):
        return value[:CELL]
    return value if isinstance(value, int | float) else None
