"""Who was told what by mail, and who wants none."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Boolean, Column, ForeignKey, UnicodeText

from ckanext.dgmaturity.model import columns


class Told(tk.BaseModel):
    """One person: the trouble that the last digest told, so that the next tells only what is new."""

    __tablename__ = "dgmaturity_told"

    user_id = Column(UnicodeText, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    unsubscribed = Column(Boolean, nullable=False, default=False)
    at = columns.moment()
    body = columns.body(default=dict)
