"""Whether a dataset is registered in the national catalog."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, UnicodeText

from ckanext.dgmaturity.model import columns


class Registration(tk.BaseModel):
    """What the national catalog said last."""

    __tablename__ = "dgmaturity_registration"

    package_id = columns.of_dataset(primary_key=True)
    #: ``published``, ``processing``, ``harvested``, ``not_registered``; ``unreachable``: nobody could ever be asked
    state = Column(UnicodeText, nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    detail = Column(UnicodeText, nullable=False, default="")  #: why it could not be asked since
