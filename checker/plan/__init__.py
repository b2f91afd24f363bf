"""The plan (Template 1): read from YAML or Excel, checked, and asked for what it lists.

What is wrong (a duplicate code, an unknown Focus Area, a date that is none) is refused with its line or cell.
What is merely not there yet is no error: the plan is then incomplete, and :func:`completeness` says in what.
"""

from __future__ import annotations

from pathlib import Path

from checker.errors import PlanError, WorkbookError
from checker.plan.advice import other_year, repeated_datasets, touched_services, unlisted_records, unreported
from checker.plan.build import build
from checker.plan.complete import Missing, completeness, incomplete_issues, missing_parts
from checker.plan.model import (
    Attestations,
    Issue,
    ListedDataset,
    Mission,
    Plan,
    PreviousDataset,
    Process,
    Subprocess,
)
from checker.plan.printed import read_tree
from checker.plan.tree import MAX_BYTES, read_yaml
from checker.plan.writing import read_value, use_value, value_of
from checker.workbook.reading import MAX_BYTES as MAX_WORKBOOK_BYTES
from checker.workbook.reading import is_workbook, refuse_other_files

__all__ = [
    "Attestations",
    "Issue",
    "ListedDataset",
    "Missing",
    "Mission",
    "Plan",
    "PreviousDataset",
    "Process",
    "Subprocess",
    "completeness",
    "incomplete_issues",
    "load_plan",
    "missing_parts",
    "other_year",
    "read_plan",
    "read_value",
    "repeated_datasets",
    "touched_services",
    "unreported",
    "unlisted_records",
    "use_value",
    "value_of",
]


def load_plan(path: Path) -> Plan:
    """The plan in a YAML or XLSX file, told by its content. Raises PlanError."""
    try:
        with path.open("rb") as stream:
            body = stream.read(max(MAX_BYTES, MAX_WORKBOOK_BYTES) + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise PlanError(f"{path}: cannot be read: {why}", f"{path}: อ่านแฟ้มไม่ได้: {why}") from error
    return read_plan(body, str(path))


def read_plan(body: bytes, name: str) -> Plan:
    """The plan in these bytes, YAML or XLSX, told by their content. Raises PlanError naming every problem."""
    try:
        refuse_other_files(body, name)
        return build(read_tree(body, name) if is_workbook(body) else read_yaml(body, name))
    except WorkbookError as error:
        raise PlanError(error.en, error.th, problems=error.problems, code=error.code) from error
