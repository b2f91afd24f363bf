"""What the organization of an import asks of its datasets."""

from __future__ import annotations

from ckanext.dgmaturity.entering import settings


def is_strict(organization_id: str) -> bool:
    """Whether an incomplete dataset is refused wherever it comes from."""
    return settings.enforcement_of(organization_id) == "strict"
