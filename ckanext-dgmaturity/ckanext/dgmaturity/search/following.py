"""The index follows the verdicts: a dataset is written into it again when its tier or its stars are others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ckan import model

from ckanext.dgmaturity.model import Verdict
from ckanext.dgmaturity.search import reindex

Figures = Mapping[str, tuple[str | None, int | None]]


def figures(package_ids: Iterable[str]) -> Figures:
    """Dataset id → tier and stars, as the index has them; to be asked before verdicts are written."""
    rows = model.Session.query(Verdict.package_id, Verdict.tier, Verdict.stars)
    return {name: (tier, stars) for name, tier, stars in rows.filter(Verdict.package_id.in_(list(package_ids)))}


def follow(before: Figures, package_ids: Iterable[str]) -> None:
    """Tells the index of those that changed; to be called once the verdicts are stored."""
    after = figures(package_ids)
    changed = [name for name, found in after.items() if found != before.get(name, (None, None))]
    if changed:
        reindex(*changed)
