"""The log of decisions: it only grows."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, Integer, UnicodeText

from ckanext.dgmaturity.model import columns


class Decision(tk.BaseModel):
    """One entry, chained to the one before by its hash, as the engine's own log is."""

    __tablename__ = "dgmaturity_decision"

    organization_id = columns.of_organization(primary_key=True)
    number = Column(Integer, primary_key=True)
    at = columns.moment(nullable=False, default=columns.now)
    user_id = Column(UnicodeText, nullable=False)
    hash = Column(UnicodeText, nullable=False)
    body = columns.body()
