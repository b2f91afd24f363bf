"""The statements of ``queries.sql`` by name, and the numbered migrations: all SQL stands in ``.sql`` files."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_NAMED = re.compile(r"^-- (?P<name>[a-z_]+) --\n-- (?P<about>[^\n]+)\n(?P<sql>.+?;)\n", re.MULTILINE | re.DOTALL)


@cache
def queries() -> dict[str, str]:
    """Every statement of ``queries.sql`` by its name."""
    text = (_HERE / "queries.sql").read_text(encoding="utf-8")
    return {found["name"]: found["sql"] for found in _NAMED.finditer(text)}


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """(number, SQL) of every migration in order; the number of the last is the version of the schema."""
    files = sorted((_HERE / "migrations").glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return tuple((int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files)


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that a whole migration can stand in one transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
