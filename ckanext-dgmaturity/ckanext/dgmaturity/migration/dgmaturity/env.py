"""Where ``ckan db upgrade -p dgmaturity`` starts; CKAN fills in the address of the database."""

from __future__ import annotations

import importlib
from typing import Any

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool

importlib.import_module("ckanext.dgmaturity.model")
NAME = "dgmaturity"


def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Only our own tables are looked at."""
    return kind != "table" or (name or "").startswith(f"{NAME}_")


section = context.config.get_section(context.config.config_ini_section) or {}
with engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=f"{NAME}_alembic_version",
        include_object=ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
