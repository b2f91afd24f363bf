"""What an organization, or the whole site, came to."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Boolean, Column, Index, Integer, Numeric, UnicodeText

from ckanext.dgmaturity.model import columns


class Score(tk.BaseModel):
    """One score; kept when the evidence behind it is purged: the trend is made of them."""

    __tablename__ = "dgmaturity_score"
    __table_args__ = (Index("dgmaturity_score_of", "organization_id", "at"),)

    id = columns.identity()
    organization_id = columns.of_organization()  #: null: the whole site
    at = columns.moment(nullable=False, default=columns.now)
    rubric = Column(UnicodeText, nullable=False)
    rubric_version = Column(UnicodeText, nullable=False)
    total = Column(Numeric, nullable=False)
    minimum = Column(Numeric, nullable=False)
    maximum = Column(Numeric, nullable=False)
    final = Column(Boolean, nullable=False)
    datasets = Column(Integer, nullable=False)
    body = columns.body()  #: parts, counts, worklist: what a dashboard shows
