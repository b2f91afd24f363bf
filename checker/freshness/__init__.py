"""How current data is: its signs of life against the declared interval (openness rules, section 5). Pure.

Ages are whole days of the calendar where the cut-off lives, counted to the cut-off, or to the newest look where that
came before it: what was not looked at later may have changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from checker.freshness.judge import NEVER, UNKNOWN, currency_of, freshness_of
from checker.freshness.life import EVIDENCE, Lives, lives
from checker.model import Dataset, Freshness, Observation, Past

__all__ = ["EVIDENCE", "NEVER", "UNKNOWN", "Lives", "currency", "currency_of", "freshness", "freshness_of", "lives"]


def freshness(
    dataset: Dataset, observations: Mapping[str, Observation], past: Mapping[str, Past], cutoff: datetime
) -> Freshness:
    """How current the dataset is at ``cutoff`` (aware); ``observations`` and ``past`` by distribution id."""
    return freshness_of(lives(dataset, observations, past, cutoff))


def currency(
    dataset: Dataset, observations: Mapping[str, Observation], past: Mapping[str, Past], cutoff: datetime
) -> dict[str, bool | None]:
    """Resource id → whether it is within one declared interval, as :func:`currency_of` says."""
    return currency_of(lives(dataset, observations, past, cutoff))
