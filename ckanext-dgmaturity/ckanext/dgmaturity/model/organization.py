"""What an organization sets for itself."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Boolean, Column, UnicodeText

from ckanext.dgmaturity.model import columns


class Rules(tk.BaseModel):
    """The settings of one organization; null: as the site."""

    __tablename__ = "dgmaturity_rules"

    organization_id = columns.of_organization(primary_key=True)
    enforcement = Column(UnicodeText)
    public_page = Column(Boolean)
    at = columns.moment(nullable=False, default=columns.now)
    user_id = Column(UnicodeText, nullable=False)
