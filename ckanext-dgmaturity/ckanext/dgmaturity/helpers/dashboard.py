"""What the templates of the dashboards call."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ckan.plugins import toolkit as tk
from flask import current_app

from ckanext.dgmaturity.dashboard.scores import figure
from ckanext.dgmaturity.dashboard.work import Job
from ckanext.dgmaturity.helpers.panel import dgmaturity_field_anchor

__all__ = ["dgmaturity_job_link", "dgmaturity_part_link", "dgmaturity_points"]

#: pages on which what no dataset carries is mended: part of the score → endpoint
PLACES = {"dataset_list": "dgmaturity_desk.plan", "utilisation": "dgmaturity_desk.evidence"}


def dgmaturity_points(points: Decimal | None) -> str:
    """Points as they are shown."""
    return figure(points)


def dgmaturity_job_link(job: Job, organization: dict[str, Any]) -> dict[str, str] | None:
    """Where a thing on the worklist is done: ``url`` and ``label``; ``None``: at no page of this site."""
    if job.name and job.resource:
        url = tk.url_for("dataset_resource.edit", id=job.name, resource_id=job.resource)
        return {"url": str(url), "label": tk._("Edit the resource")}
    if job.name:
        place = f"#{dgmaturity_field_anchor(job.field)}" if job.field else ""
        return {"url": f"{tk.url_for('dataset.edit', id=job.name)}{place}", "label": tk._("Edit the dataset")}
    return dgmaturity_part_link(job.part, organization)


def dgmaturity_part_link(part: str, organization: dict[str, Any]) -> dict[str, str] | None:
    """The page of the organization on which a part of the score is mended; ``None``: there is none."""
    endpoint = PLACES.get(part, "")
    if endpoint not in current_app.view_functions:
        return None
    labels = {"dataset_list": tk._("Upload the plan (Template 1)"), "utilisation": tk._("Record evidence of use")}
    return {"url": str(tk.url_for(endpoint, id=organization["name"])), "label": labels[part]}
