"""Workbooks on their way in."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, UnicodeText
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import deferred

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
    content = deferred(Column(LargeBinary, nullable=False))  #: the workbook as it came; lists do without
    body = columns.body()


class BatchDataset(tk.BaseModel):
    """One dataset of an uploaded workbook: what was found, and, once it was its turn, what became of it."""

    __tablename__ = "dgmaturity_batch_dataset"

    batch_id = Column(UnicodeText, ForeignKey("dgmaturity_batch.id", ondelete="CASCADE"), primary_key=True)
    number = Column(Integer, primary_key=True, autoincrement=False)  #: from 1, in the order of the workbook
    code = Column(UnicodeText, nullable=False)
    name = Column(UnicodeText, nullable=False)  #: on the catalog
    title = Column(UnicodeText, nullable=False)
    kind = Column(UnicodeText, nullable=False)  #: ``new``, ``update``, ``same``, ``held``
    chosen = Column(Boolean, nullable=False, default=True)
    package_id = Column(UnicodeText)  #: that it updates, or that was made of it; it may be gone since
    outcome = Column(UnicodeText)  #: see importing/writing.py; null: not yet its turn
    body = columns.body()  #: differences and problems
    result = Column(JSONB)  #: what was refused, and why
