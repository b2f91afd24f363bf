"""What the panels beside a form and on the pages of a dataset show. Each is found once a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ckan import authz
from ckan.plugins import toolkit as tk
from flask import g

from ckanext.dgmaturity import judging, showing

__all__ = ["dgmaturity_field_anchor", "dgmaturity_form_panel"]

#: the fields that CKAN's form gives another id than ``field-`` and the name
ANCHORS = {"owner_org": "field-organizations"}


def dgmaturity_form_panel(data: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict of what a form holds: of what was typed, where saving it was refused."""

    def find() -> dict[str, Any]:
        verdict = judging.judged(data)
        owner = verdict.dataset.publisher.id if verdict.dataset.publisher else None
        user = tk.current_user.name if tk.current_user.is_authenticated else ""
        if owner and not authz.has_user_permission_for_group_or_org(owner, user, "create_dataset"):
            owner = None
        return showing.verdict_shown(verdict, judging.cost_of(verdict, owner))

    return _once("form", find)


def dgmaturity_field_anchor(field: str) -> str:
    """The id that a field has on the form."""
    return ANCHORS.get(field, f"field-{field}")


def _once(name: str, find: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """CKAN renders the second column twice, once to see whether it is empty."""
    held: dict[str, Any] = g.setdefault("dgmaturity_panel", {})
    if name not in held:
        held[name] = find()
    return dict(held[name])
