"""Workbooks on their way in."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, Index, Integer, LargeBinary, UnicodeText

from ckanext.dgmaturity.model import columns


class Batch(tk.BaseModel):
    """One uploaded workbook, what was found in it, and what became of it."""

    __tablename__ = "dgmaturity_batch"
    __table_args__ = (Index("dgmaturity_batch_of", "organization_id", "at"),)

    id = columns.identity()
    organization_id = columns.of_organization(nullable=False)
    user_id = Column(UnicodeText, nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    finished = columns.moment()
    name = Column(UnicodeText, nullable=False)  #: of the file
    state = Column(UnicodeText, nullable=False)  #: ``reading``, ``previewed``, ``importing``, ``done``, ``failed``
    done = Column(Integer, nullable=False, default=0)
    total = Column(Integer, nullable=False, default=0)
    content = Column(LargeBinary, nullable=False)  #: the workbook as it came
    body = columns.body()
