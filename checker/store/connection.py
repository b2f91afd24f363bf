"""One SQLite file: opened, migrated, written in whole transactions."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checker.errors import StoreError
from checker.store.queries import migrations, queries, statements
from checker.store.trouble import read_only, store_error

#: "dgck" in ASCII: tells our files from other programs' databases.
APPLICATION_ID = 0x6467636B
#: How long one process waits for another that writes. Writing what was derived takes the longest, some seconds.
BUSY_SECONDS = 120.0
PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers and one writer at once; a killed writer leaves whole transactions
    "PRAGMA synchronous = NORMAL",  # survives a kill; a power cut may cost the last transactions, never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 16000",  # pages, 64 MB: pages that change often are copied to the file seldom
    "PRAGMA journal_size_limit = 67108864",
)


class Connection:
    """An open store. Every statement that goes wrong is a :class:`StoreError` that names the file."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self._database.close()

    def _rows(self, query: str, *values: Any) -> list[Any]:
        """All rows of a named query."""
        with self._translated():
            return self._database.execute(queries()[query], values).fetchall()

    def _row(self, query: str, *values: Any) -> Any:
        """The first row of a named query, or ``None``."""
        with self._translated():
            return self._database.execute(queries()[query], values).fetchone()

    def _do(self, query: str, *values: Any) -> None:
        """Run a named statement that gives nothing back."""
        with self._translated():
            self._database.execute(queries()[query], values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is stored, or nothing."""
        with self._translated():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            finally:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise store_error(self.path, error) from error


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """The database at ``path``, with the newest schema. Raises :class:`StoreError`."""
    _may_be_opened(path, create)
    try:
        database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise store_error(path, error) from error
    try:
        _is_ours(path, database)
        for pragma in PRAGMAS:
            _patiently(database, pragma)
        _migrate(path, database)
    except sqlite3.Error as error:
        database.close()
        raise store_error(path, error) from error
    except StoreError:
        database.close()
        raise
    return database


def _patiently(database: sqlite3.Connection, pragma: str) -> None:
    """Set up the file while another process may be doing the same.

    SQLite answers "locked" at once, without its busy timeout, where two processes change the journal mode together.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.execute(pragma)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _may_be_opened(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(
            f"{path}: this is a folder; give a file with --store, e.g. {path / 'dgcheck.sqlite'}",
            f"{path}: เป็นโฟลเดอร์ กรุณาระบุเป็นไฟล์ด้วย --store เช่น {path / 'dgcheck.sqlite'}",
        )
    if path.exists():
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise read_only(path)
        return
    if not create:
        raise StoreError(
            f"{path}: there is no store here yet; scan a catalog first, or give the file with --store",
            f"{path}: ยังไม่มีไฟล์เก็บผลที่นี่ กรุณาตรวจ (scan) บัญชีข้อมูลก่อน หรือระบุไฟล์ด้วย --store",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: its folder cannot be made: {error.strerror}; give another file with --store",
            f"{path}: สร้างโฟลเดอร์ไม่ได้: {error.strerror} กรุณาระบุไฟล์อื่นด้วย --store",
        ) from error
    if not os.access(path.parent, os.W_OK):
        raise read_only(path)


def _is_ours(path: Path, database: sqlite3.Connection) -> None:
    """Refuse a database of another program, and a store of a newer version, before anything is written."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        raise store_error(path, sqlite3.DatabaseError("file is not a database of dgcheck"))
    newest = migrations()[-1][0]
    if version > newest:
        raise StoreError(
            f"{path}: this store was made by a newer version of dgcheck (its schema is {version}, this one knows "
            f"{newest}); update dgcheck, or give another file with --store",
            f"{path}: ไฟล์เก็บผลนี้สร้างด้วย dgcheck รุ่นใหม่กว่า (โครงสร้างรุ่น {version} โปรแกรมนี้รู้จักถึง {newest}) "
            "กรุณาอัปเดต dgcheck หรือระบุไฟล์อื่นด้วย --store",
        )


def _migrate(path: Path, database: sqlite3.Connection) -> None:
    """Bring the schema up, each migration in one transaction; another process may be doing the same."""
    for number, script in migrations():
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version >= number:
            continue
        database.execute("BEGIN IMMEDIATE")
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version < number:
                for statement in statements(script):
                    database.execute(statement)
                database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                database.execute(f"PRAGMA user_version = {number}")
            database.execute("COMMIT")
        finally:
            if database.in_transaction:
                database.execute("ROLLBACK")
