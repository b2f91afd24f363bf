"""Our own tables: one module a noun. Ids of CKAN are texts; bodies are the engine's values as JSON.

What belongs to a dataset or an organization goes with it: the foreign keys cascade when CKAN purges it.
"""

from __future__ import annotations

from ckanext.dgmaturity.model.decision import Decision
from ckanext.dgmaturity.model.fixing import Migration
from ckanext.dgmaturity.model.importing import Batch, BatchDataset
from ckanext.dgmaturity.model.organization import Rules
from ckanext.dgmaturity.model.planning import Match, Plan, Use
from ckanext.dgmaturity.model.publication import Publication
from ckanext.dgmaturity.model.registration import Registration
from ckanext.dgmaturity.model.scoring import Score
from ckanext.dgmaturity.model.telling import Told
from ckanext.dgmaturity.model.verdict import Look, Verdict

__all__ = [
    "Batch", "BatchDataset", "Decision", "Look", "Match", "Migration", "Plan", "Publication", "Registration", "Rules",
    "Score", "Told", "Use", "Verdict",
]  # fmt: skip
