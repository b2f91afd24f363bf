"""What the organization of an import asks of its datasets."""

from __future__ import annotations

from ckan import model

from ckanext.dgmaturity import config
from ckanext.dgmaturity.model import Rules


def is_strict(organization_id: str) -> bool:
    """Whether an incomplete dataset is refused wherever it comes from."""
    own = model.Session.get(Rules, organization_id)
    return (own.enforcement if own is not None and own.enforcement else config.enforcement()) == "strict"
