"""The dashboards: of an organization for those who may edit in it, of the site for sysadmins."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response

from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard import counts, rows, scores, sites, spread, table, trend, work

blueprint = Blueprint("dgmaturity_dashboard", __name__)


@blueprint.route("/organization/<id>/dgmaturity")
def organization(id: str) -> str:
    """How an organization stands."""
    found = _organization(id)
    asked = view.asked(tk.request.args)
    score, held = scores.last(found["id"]), counts.counts(found["id"])
    body = score.body if score else {}
    extra = {
        "group_dict": found,
        "group_type": found["type"],
        "score": scores.view(score) if score else None,
        "counts": held,
        "asked": asked,
        "rows": rows.page(found["id"], asked),
        "choices": table.choices(),
        "columns": table.columns(body),
        "signs": table.signs(),
        "spread": spread.spread(held),
        "jobs": work.jobs(body),
        "broken": work.broken(found["id"], body),
        "trend": trend.trend(found["id"]),
        "told": scores.told,
        "page_rows": view.PAGE,
    }
    return str(tk.render("dgmaturity/dashboard/organization.html", extra))


@blueprint.route("/organization/<id>/dgmaturity/datasets.csv")
def datasets(id: str) -> Response:
    """The table of an organization's datasets, as it is narrowed and sorted, for a spreadsheet."""
    found = _organization(id)
    asked = view.asked(tk.request.args)
    return _csv(table.to_csv(rows.every(found["id"], asked)), f"{found['name']}-datasets.csv")


@blueprint.route("/ckan-admin/dgmaturity")
def site() -> str:
    """How the organizations of the site stand."""
    _site()
    sort = tk.request.args.get("sort", "")
    sort = sort if sort in sites.SORTS else sites.SORTS[0]
    score, places, waiting = scores.last(None), sites.places(sort), sites.waiting()
    extra = {
        "score": scores.view(score) if score else None,
        "places": places,
        "sort": sort,
        "waiting": waiting,
        "totals": table.totals(places, waiting),
        "trend": trend.trend(None),
    }
    return str(tk.render("dgmaturity/dashboard/site.html", extra))


@blueprint.route("/ckan-admin/dgmaturity/organizations.csv")
def organizations() -> Response:
    """The organizations of the site, for a spreadsheet."""
    _site()
    return _csv(table.places_to_csv(sites.places(sites.SORTS[0])), "organizations.csv")


def _organization(name: str) -> dict[str, Any]:
    """The organization, for those who may see its dashboard; ends the request for others."""
    context: Context = {"user": tk.current_user.name}
    asked = {"id": name, "include_datasets": False, "include_users": False, "include_groups": False}
    try:
        tk.check_access("dgmaturity_organization_dashboard", context, {"id": name})
        return dict(tk.get_action("organization_show")(context, {**asked, "include_dataset_count": False}))
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Organization not found"))
    except tk.NotAuthorized as refused:
        tk.abort(403, str(refused))


def _site() -> None:
    try:
        tk.check_access("dgmaturity_site_dashboard", {"user": tk.current_user.name}, {})
    except tk.NotAuthorized as refused:
        tk.abort(403, str(refused))


def _csv(body: Any, name: str) -> Response:
    answer = Response(body, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
