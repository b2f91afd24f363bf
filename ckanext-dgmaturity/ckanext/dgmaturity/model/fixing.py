"""What a migration changed, so that it can be undone."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, Index, UnicodeText

from ckanext.dgmaturity.model import columns


class Migration(tk.BaseModel):
    """One dataset of one migration, before and after."""

    __tablename__ = "dgmaturity_migration"
    __table_args__ = (Index("dgmaturity_migration_of", "batch"),)

    id = columns.identity()
    batch = Column(UnicodeText, nullable=False)  #: all that was changed by one command
    package_id = columns.of_dataset(nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    undone = columns.moment()
    body = columns.body()  #: ``before`` and ``after``
