"""The tables that ``ckan db upgrade -p dgmaturity`` makes are those that the code reads and writes."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model
from ckan.model.meta import metadata
from ckanext.dgmaturity import model as tables
from sqlalchemy import MetaData

NAMES = {getattr(tables, name).__tablename__ for name in tables.__all__}


def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Tables of ours, those of the database too that the code does not know."""
    return kind != "table" or str(name).startswith("dgmaturity_")


def differences(code: MetaData) -> list[Any]:
    """What would have to be done to the database."""
    options = {"version_table": "dgmaturity_alembic_version", "include_object": ours, "compare_type": True}
    with model.meta.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), code))


def test_every_table_of_the_code_is_ours_to_name():
    assert {name for name in metadata.tables if name.startswith("dgmaturity_")} == NAMES


def test_the_database_has_what_the_code_says_and_nothing_else():
    assert differences(metadata) == []


def test_a_table_that_the_code_does_not_know_is_found():
    assert {each[1].name for each in differences(MetaData()) if each[0] == "remove_table"} == NAMES
