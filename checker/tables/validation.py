"""A table against a Table Schema, with frictionless: every row, every cell, every constraint.

Delimited text is validated as it stands, to its end. Of other formats the rows that were read are validated, since
frictionless would read them with libraries that have no bounds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

from checker.content import TableProfile
from checker.errors import UsageError
from checker.grid import Sheet
from checker.tables.cells import shown

if TYPE_CHECKING:
    import frictionless

MOST = 1_000  #: errors that are told
SCHEMA_BYTES = 4 * 1024 * 1024
TEXTS = frozenset({"csv", "tsv"})


class Fault(Struct, frozen=True, kw_only=True):
    """One thing that is not as the schema says. Rows and columns count from 1; 0: it is not about one."""

    code: str  #: as frictionless names it: ``type-error``, ``constraint-error`` …
    row: int = 0
    column: int = 0
    field: str = ""
    value: str = ""  #: as it stands in the cell; raw
    note: str = ""  #: what was expected, in frictionless's English


class Validation(Struct, frozen=True, kw_only=True):
    """The result of validating one table."""

    valid: bool
    rows: int  #: that were looked at
    faults: tuple[Fault, ...] = ()
    more: bool = False  #: there are more than were told
    whole: bool = True  #: all rows of the table were looked at


def load_schema(path: Path) -> frictionless.Schema:
    """The Table Schema in a JSON or YAML file. Raises UsageError, which names what is wrong with it."""
    try:
        from frictionless import FrictionlessException, Schema
    except ImportError as error:
        raise UsageError(
            "holding a table against a schema needs frictionless: pip install 'ckanext-dgmaturity[table]'",
            "การตรวจตารางตาม schema ต้องใช้ frictionless: pip install 'ckanext-dgmaturity[table]'",
        ) from error

    try:
        with path.open("rb") as file:
            written = file.read(SCHEMA_BYTES)
        found = json.loads(written) if path.suffix.lower() == ".json" else yaml.safe_load(written)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        why = str(error).replace("\n", " ")[:200]
        raise _bad(path, f"no JSON or YAML: {why}", f"ไม่ใช่ JSON หรือ YAML ที่ถูกต้อง: {why}") from error
    if not isinstance(found, dict) or not isinstance(found.get("fields"), list):
        raise _bad(path, 'it has no list "fields"', 'ไม่มีรายการ "fields"')
    try:
        return Schema.from_descriptor(found)
    except FrictionlessException as error:
        reasons = "; ".join(reason.note for reason in error.reasons) or error.error.note
        raise _bad(path, reasons, reasons) from error


def _bad(path: Path, en: str, th: str) -> UsageError:
    return UsageError(f"{path}: not a Table Schema: {en}", f"{path}: ไม่ใช่ Table Schema ที่ใช้ได้: {th}")


def validate(path: Path, sheet: Sheet, table: TableProfile, schema: frictionless.Schema) -> Validation:
    """The table in ``path``, which was read as ``sheet`` and told as ``table``, against the schema."""
    from frictionless import Dialect, Resource

    header = max(1, table.header_row)
    if sheet.format in TEXTS and not sheet.member:
        control = {"delimiter": sheet.delimiter or ","}
        dialect = {"headerRows": [header], "csv": control} if header > 1 else {"csv": control}
        resource = Resource(
            path=path.name, basepath=str(path.parent), scheme="file", format="csv", schema=schema,
            encoding=sheet.encoding or "utf-8", dialect=Dialect.from_descriptor(dialect),
        )  # fmt: skip
        return _validated(resource, 0, whole=True)
    rows = [list(row) for row in sheet.rows[header - 1 :]]
    width = max(map(len, rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return _validated(Resource(data=padded, schema=schema), header - 1, whole=sheet.complete)


def _validated(resource: Any, before: int, *, whole: bool) -> Validation:
    """The report of frictionless as our values; ``before``: rows of the file above those that it was given."""
    from frictionless import FrictionlessException

    try:
        report = resource.validate(limit_errors=MOST)
    except FrictionlessException as error:  # the resource itself cannot be
        return Validation(valid=False, rows=0, faults=(Fault(code=error.error.type, note=error.error.note),))
    found = [error for task in report.tasks for error in task.errors]
    found += report.errors
    rows = max((int(task.stats.get("rows", 0)) for task in report.tasks), default=0)
    return Validation(
        valid=bool(report.valid), rows=rows, faults=tuple(_fault(error, before) for error in found),
        more=len(found) >= MOST, whole=whole,
    )  # fmt: skip


def _fault(error: Any, before: int) -> Fault:
    row = getattr(error, "row_number", None) or 0
    labels = getattr(error, "row_numbers", None) or ()
    cell = getattr(error, "cell", None)
    return Fault(
        code=error.type,
        row=(row or (labels[0] if labels else 0)) + before if row or labels else 0,
        column=getattr(error, "field_number", None) or 0,
        field=shown(getattr(error, "field_name", None) or getattr(error, "label", None)),
        value="" if cell in (None, "None") else shown(cell),
        note=error.note,
    )
