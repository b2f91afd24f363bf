"""What an organization gave beside its datasets: the plan it is scored by."""

from __future__ import annotations

from typing import Any


def effective_plan(organization_id: str) -> dict[str, Any] | None:
    """The plan as the engine reads it (``schemas/metadata/plan.schema.json``); ``None``: none was given."""
    return None
