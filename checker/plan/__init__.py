"""The plan (Template 1): read from YAML or Excel, checked, and asked for what it lists."""

from __future__ import annotations

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
    "missing_parts",
]
