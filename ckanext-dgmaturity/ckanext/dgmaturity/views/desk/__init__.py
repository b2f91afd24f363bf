"""The desk of an organization: its plan, matching, evidence of use, decisions."""

from __future__ import annotations

from ckanext.dgmaturity.views.desk import decisions, evidence, matching, plan
from ckanext.dgmaturity.views.desk.pages import blueprint

__all__ = ["blueprint", "decisions", "evidence", "matching", "plan"]
