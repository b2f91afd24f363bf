"""The KPI plan of an organization, which dataset is which, and the records of use."""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from sqlalchemy import Column, Index, Integer, UnicodeText, UniqueConstraint

from ckanext.dgmaturity.model import columns


class Plan(tk.BaseModel):
    """One uploaded plan (Template 1); the newest of a fiscal year counts."""

    __tablename__ = "dgmaturity_plan"
    __table_args__ = (Index("dgmaturity_plan_of", "organization_id", "fiscal_year", "at"),)

    id = columns.identity()
    organization_id = columns.of_organization(nullable=False)
    fiscal_year = Column(Integer, nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    user_id = Column(UnicodeText, nullable=False)
    name = Column(UnicodeText, nullable=False)  #: of the file
    body = columns.body()


class Match(tk.BaseModel):
    """Which dataset a code of the plan is, decided by hand."""

    __tablename__ = "dgmaturity_match"
    __table_args__ = (UniqueConstraint("organization_id", "package_id", name="dgmaturity_match_once"),)

    organization_id = columns.of_organization(primary_key=True)
    code = Column(UnicodeText, primary_key=True)
    package_id = columns.of_dataset()  #: null: decided that it is none
    at = columns.moment(nullable=False, default=columns.now)
    user_id = Column(UnicodeText, nullable=False)


class Use(tk.BaseModel):
    """One record of evidence that a dataset is used."""

    __tablename__ = "dgmaturity_use"
    __table_args__ = (Index("dgmaturity_use_of", "organization_id"),)

    id = columns.identity()
    organization_id = columns.of_organization(nullable=False)
    at = columns.moment(nullable=False, default=columns.now)
    user_id = Column(UnicodeText, nullable=False)
    body = columns.body()
