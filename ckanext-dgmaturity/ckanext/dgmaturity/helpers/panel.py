"""What the panels beside a form and on the pages of a dataset show. Each is found once a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ckan.plugins import toolkit as tk
from flask import g

from ckanext.dgmaturity import judging, showing, standing
from ckanext.dgmaturity.language import lang

__all__ = [
    "dgmaturity_badge",
    "dgmaturity_dataset_panel",
    "dgmaturity_field_anchor",
    "dgmaturity_form_openness",
    "dgmaturity_form_panel",
    "dgmaturity_once",
    "dgmaturity_public_page",
]

#: the fields that CKAN's form gives another id than ``field-`` and the name
ANCHORS = {"owner_org": "field-organizations"}


def dgmaturity_form_panel(data: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict of what a form holds: of what was typed, where saving it was refused."""

    def find() -> dict[str, Any]:
        verdict = judging.judged(data)
        return showing.verdict_shown(verdict, judging.cost_for(verdict, _user()))

    return dict(_once("form", find))


def dgmaturity_form_openness(package: Mapping[str, Any]) -> dict[str, Any]:
    """How open the last check found the dataset that a form edits, whatever is typed."""
    return dict(_once("form_openness", lambda: standing.openness(package)))


def dgmaturity_dataset_panel(package: Mapping[str, Any]) -> dict[str, Any]:
    """What the editors of a dataset see on its pages."""
    return dict(_once("dataset", lambda: standing.panel(package, _now(package), _user())))


def dgmaturity_badge(package: Mapping[str, Any]) -> str:
    """What the badge of a public dataset says, for who does not see it; empty: it has none."""
    if package.get("private") or package.get("state") != "active":
        return ""

    def find() -> str:
        if not standing.badge_is_public(package):
            return ""
        return standing.in_short(standing.figures(_now(package)), lang())

    return str(_once("badge", find))


def dgmaturity_public_page(organization: Mapping[str, Any]) -> bool:
    """Whether the organization has a page of figures for everybody."""
    return bool(_once("page", lambda: standing.page_is_public(organization["id"])))


def dgmaturity_field_anchor(field: str) -> str:
    """The id that a field has on the form."""
    return ANCHORS.get(field, f"field-{field}")


def dgmaturity_once(template: str, **values: Any) -> Any:
    """A template rendered once a request: CKAN renders the second column twice, once to see whether it is empty."""
    return _once(template, lambda: tk.h.snippet(template, **values))


def _now(package: Mapping[str, Any]) -> standing.Now:
    """What panel and badge both speak of."""
    found: standing.Now = _once("now", lambda: standing.now_of(package))
    return found


def _user() -> str:
    return str(tk.current_user.name) if tk.current_user.is_authenticated else ""


def _once(name: str, find: Callable[[], Any]) -> Any:
    held: dict[str, Any] = g.setdefault("dgmaturity_panel", {})
    if name not in held:
        held[name] = find()
    return held[name]
