"""The pages of an organization's area: which there are, and who sees them."""

from __future__ import annotations

from typing import Any, NamedTuple

from ckan.plugins import toolkit as tk
from flask import current_app, g

__all__ = ["dgmaturity_organization_tabs"]


def N_(text: str) -> str:
    """Marks a text for translation."""
    return text


class Tab(NamedTuple):
    """One page; it is shown to those who may call its action."""

    id: str
    endpoint: str  #: its one parameter is ``id``, the organization's name
    action: str
    label: str
    icon: str


#: in the order in which they stand; pages that no blueprint brings are left out
TABS = (
    Tab("dashboard", "dgmaturity_dashboard.organization", "dgmaturity_organization_dashboard", N_("Overview"), "gauge"),
    Tab("plan", "dgmaturity_desk.plan", "dgmaturity_plan_list", N_("Plan"), "list-ol"),
    Tab("matches", "dgmaturity_desk.matches", "dgmaturity_match_list", N_("Matching"), "link"),
    Tab("evidence", "dgmaturity_desk.evidence", "dgmaturity_evidence_list", N_("Evidence of use"), "handshake"),
    Tab("decisions", "dgmaturity_desk.decisions", "dgmaturity_decision_list", N_("Decisions"), "gavel"),
    Tab("workbook", "dgmaturity_workbook.index", "dgmaturity_workbook_batch_list", N_("Workbook"), "table"),
    Tab("rules", "dgmaturity_rules.organization", "dgmaturity_rules_update", N_("Rules"), "sliders"),
)


def dgmaturity_organization_tabs(organization: dict[str, Any]) -> list[dict[str, Any]]:
    """The pages that the reader may open, each with ``id``, ``label``, ``icon``, ``url`` and ``active``."""
    held: dict[tuple[str, ...], Any] = g.setdefault("dgmaturity_tabs", {})
    key = (organization["id"], tk.current_user.name or "", tk.request.path)
    if key not in held:  # CKAN's own row of tabs asks, and so does ours
        held[key] = _tabs(organization)
    return list(held[key])


def _tabs(organization: dict[str, Any]) -> list[dict[str, Any]]:
    here = tk.request.endpoint
    return [
        {
            "id": tab.id,
            "label": tk._(tab.label),
            "icon": tab.icon,
            "url": tk.url_for(tab.endpoint, id=organization["name"]),
            "active": tab.endpoint == here,
        }
        for tab in TABS
        if tab.endpoint in current_app.view_functions and _may(tab.action, organization)
    ]


def _may(action: str, organization: dict[str, Any]) -> bool:
    asked = {"id": organization["id"], "organization_id": organization["id"]}
    return bool(tk.h.check_access(action, asked))
