"""What was found of each dataset, and what was seen of its links."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Boolean, Column, Index, Integer, Numeric, UnicodeText

from ckanext.dgmaturity.model import columns


class Verdict(tk.BaseModel):
    """The last verdict of one dataset; the columns are what lists are ordered and narrowed by."""

    __tablename__ = "dgmaturity_verdict"
    __table_args__ = (Index("dgmaturity_verdict_of", "organization_id", "passed"),)

    package_id = columns.of_dataset(primary_key=True)
    organization_id = columns.of_organization()
    checked_at = columns.moment(nullable=False, default=columns.now)
    package_modified = Column(UnicodeText)  #: ``metadata_modified`` of what was checked
    rubric = Column(UnicodeText, nullable=False)
    passed = Column(Integer, nullable=False)
    required = Column(Integer, nullable=False)
    informative = Column(Integer, nullable=False)
    public = Column(Boolean)  #: by its category; null: it cannot be told
    points = Column(Numeric)  #: of openness, proven; null: not graded yet
    tier = Column(UnicodeText)  #: the highest tier whose points are proven
    stars = Column(Integer)
    reachable = Column(UnicodeText)  #: outcome
    broken = Column(Integer, nullable=False, default=0)  #: links that certainly do not work
    body = columns.body()


class Look(tk.BaseModel):
    """What one look at a link brought: an attempt, what was read of its file, what an interface answered."""

    __tablename__ = "dgmaturity_look"
    __table_args__ = (Index("dgmaturity_look_of", "package_id"),)

    id = columns.identity()
    package_id = columns.of_dataset(nullable=False)
    kind = Column(UnicodeText, nullable=False)  #: ``attempt``, ``reading``, ``probe``
    key = Column(UnicodeText, nullable=False)  #: URL, or the key of a probe
    at = columns.moment(nullable=False)
    body = columns.body()
