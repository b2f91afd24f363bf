"""Who made a dataset of a non-public category visible."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, Index, UnicodeText

from ckanext.dgmaturity.model import columns


class Publication(tk.BaseModel):
    """One confirmation. It stays when the dataset is purged: its name is kept beside its id."""

    __tablename__ = "dgmaturity_publication"
    __table_args__ = (Index("dgmaturity_publication_of", "organization_id", "at"),)

    id = columns.identity()
    package_id = Column(UnicodeText, nullable=False)
    package_name = Column(UnicodeText, nullable=False)
    organization_id = Column(UnicodeText)
    user_id = Column(UnicodeText, nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    category = Column(UnicodeText, nullable=False)
