"""The rubric that this site counts by, as the dashboards need it."""

from __future__ import annotations

from checker.rubric import Item, Rubric, Text
from checker.run.rules import proved_rubric
from ckanext.dgmaturity import config


def rubric() -> Rubric:
    """The rubric of the site; read once in a process."""
    return proved_rubric(config.rubric())


def short(item: Item) -> Text:
    """What an item is called where there is little room."""
    return item.short or item.title


def tiers() -> tuple[str, ...]:
    """The ids of the tiers, the lowest ("none") first."""
    return tuple(tier.id for tier in rubric().openness.tiers)
