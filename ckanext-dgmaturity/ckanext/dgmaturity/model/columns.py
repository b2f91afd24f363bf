"""Columns that several tables have. They run on SQLAlchemy 1.4 and 2.0."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, DateTime, ForeignKey, UnicodeText
from sqlalchemy.dialects.postgresql import JSONB


def identity() -> Any:
    """An id of our own, as CKAN makes them."""
    return Column(UnicodeText, primary_key=True, default=lambda: str(uuid4()))


def of_dataset(**options: Any) -> Any:
    """The dataset that a row belongs to, and goes with."""
    return Column(UnicodeText, ForeignKey("package.id", ondelete="CASCADE"), **options)


def of_organization(**options: Any) -> Any:
    """The organization that a row belongs to, and goes with."""
    return Column(UnicodeText, ForeignKey("group.id", ondelete="CASCADE"), **options)


def moment(**options: Any) -> Any:
    """An aware moment."""
    return Column(DateTime(timezone=True), **options)


def body(**options: Any) -> Any:
    """A value of the engine's, as JSON."""
    return Column(JSONB, nullable=False, **options)


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(timezone.utc)
