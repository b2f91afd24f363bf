"""The schema is the sum of its migrations, and every statement of the store fits it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

import checker.store.queries
from checker.errors import StoreError
from checker.store import Store
from checker.store.connection import APPLICATION_ID
from checker.store.queries import migrations, queries, statements

PACKAGE = Path(checker.store.queries.__file__).parent


def schema_of(database: sqlite3.Connection) -> str:
    rows = database.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return "".join(f"{sql};\n\n" for (sql,) in rows)


def test_the_schema_is_the_sum_of_the_migrations() -> None:
    """``schema.sql`` is for the reader: the whole schema as it stands after the last migration."""
    database = sqlite3.connect(":memory:")
    for _, script in migrations():
        for statement in statements(script):
            database.execute(statement)
    found = schema_of(database)
    database.close()
    assert found == (PACKAGE / "schema.sql").read_text(encoding="utf-8")


def test_a_new_store_has_this_schema(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        assert schema_of(store._database) == (PACKAGE / "schema.sql").read_text(encoding="utf-8")


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_every_statement_is_named_once_and_found() -> None:
    text = (PACKAGE / "queries.sql").read_text(encoding="utf-8")
    names = re.findall(r"^-- (\w+) --$", text, re.MULTILINE)
    assert names == list(queries())


def test_every_statement_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.glob("*.py"))
    assert [name for name in queries() if f'"{name}"' not in code] == []


@pytest.mark.parametrize("name", queries())
def test_every_statement_fits_the_schema(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "a.sqlite") as store:
        sql = queries()[name]
        numbered = set(re.findall(r"\?\d", sql))
        store._database.execute(f"EXPLAIN {sql}", [None] * (len(numbered) or sql.count("?")))


def test_statements_of_a_script_are_taken_one_by_one() -> None:
    trigger = "CREATE TRIGGER t AFTER DELETE ON a\nBEGIN\n    DELETE FROM b;\n    DELETE FROM c;\nEND;\n"
    assert list(statements(f"CREATE TABLE a (x);\n{trigger}")) == ["CREATE TABLE a (x);\n", trigger]


def test_a_store_is_opened_again_as_it_was_left(tmp_path: Path) -> None:
    for _ in range(3):
        with Store.open(tmp_path / "folder" / "a.sqlite") as store:
            assert store.runs() == ()
            assert store._database.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
            assert store._database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert store._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert store._database.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """The first migration on a file that already has one of its tables: nothing of it stays."""
    path = tmp_path / "a.sqlite"
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("CREATE TABLE finding (x)")
    database.close()
    with pytest.raises(StoreError, match="table finding already exists"):
        Store.open(path)
    database = sqlite3.connect(path)
    assert schema_of(database) == "CREATE TABLE finding (x);\n\n"
    database.close()
