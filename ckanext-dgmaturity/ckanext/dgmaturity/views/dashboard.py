"""The dashboards: of an organization for those who may edit in it, of the site for sysadmins."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response, send_file

from checker.errors import CheckerError
from ckanext.dgmaturity.dashboard import asked as view
from ckanext.dgmaturity.dashboard import counts, reports, rows, scores, sites, spread, table, trend, work
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.views.downloads import private

blueprint = Blueprint("dgmaturity_dashboard", __name__)

_PAGE = "/organization/<id>/dgmaturity"
_SITE = "/ckan-admin/dgmaturity"


@blueprint.route(_PAGE)
def organization(id: str) -> str:
    """How an organization stands."""
    found = _organization(id)
    extra = {"group_dict": found, "group_type": found["type"], **_sections(found["id"])}
    return str(tk.render("dgmaturity/dashboard/organization.html", extra))


@blueprint.route(f"{_PAGE}/datasets.csv")
def datasets(id: str) -> Response:
    """The table of an organization's datasets, as it is narrowed and sorted, for a spreadsheet."""
    found = _organization(id)
    asked = view.asked(tk.request.args)
    return _csv(table.to_csv(rows.every(found["id"], asked)), f"{found['name']}-datasets.csv")


@blueprint.route(f"{_PAGE}/reports", methods=["POST"])
def organization_reports(id: str) -> Any:
    """Makes the reports of an organization, or has them made."""
    found = _organization(id)
    _make(found["id"], counts.counts(found["id"]).datasets)
    return tk.redirect_to("dgmaturity_dashboard.organization", id=found["name"], _anchor="downloads")


@blueprint.route(f"{_PAGE}/reports/<name>")
def organization_report(id: str, name: str) -> Any:
    """One of the files."""
    found = _organization(id)
    return _file(found["id"], name, found["name"])


@blueprint.route(_SITE)
def site() -> str:
    """How the organizations of the site stand, and all of its datasets."""
    _site()
    found, waiting = _sections(None), sites.waiting()
    extra = {
        **found,
        "places": sites.places(found["asked"].order),
        "waiting": waiting,
        "totals": table.totals(found["counts"], waiting),
    }
    return str(tk.render("dgmaturity/dashboard/site.html", extra))


@blueprint.route(f"{_SITE}/datasets.csv")
def site_datasets() -> Response:
    """The table of all datasets, as it is narrowed and sorted, for a spreadsheet."""
    _site()
    return _csv(table.to_csv(rows.every(None, view.asked(tk.request.args)), owners=True), "datasets.csv")


@blueprint.route(f"{_SITE}/organizations.csv")
def organizations() -> Response:
    """The organizations of the site, for a spreadsheet."""
    _site()
    return _csv(table.places_to_csv(sites.places(view.ORDERS[0])), "organizations.csv")


@blueprint.route(f"{_SITE}/reports", methods=["POST"])
def site_reports() -> Any:
    """Makes the reports of the site, or has them made."""
    _site()
    _make(None, counts.counts(None).datasets)
    return tk.redirect_to("dgmaturity_dashboard.site", _anchor="downloads")


@blueprint.route(f"{_SITE}/reports/<name>")
def site_report(name: str) -> Any:
    """One of the files."""
    _site()
    return _file(None, name, "site")


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


def _sections(organization: str | None) -> dict[str, Any]:
    """What both dashboards show; ``None``: of the site."""
    asked = view.asked(tk.request.args)
    score, held = scores.last(organization), counts.counts(organization)
    body = score.body if score else {}
    return {
        "score": scores.view(score) if score else None,
        "counts": held,
        "asked": asked,
        "rows": rows.page(organization, asked),
        "choices": table.choices(),
        "columns": table.columns(body),
        "signs": table.signs(),
        "spread": spread.spread(held),
        "jobs": work.jobs(body) if organization else work.site_jobs(body),
        "jobs_first": work.FIRST,
        "broken": work.broken(organization, body),
        "trend": trend.trend(organization),
        "page_rows": view.PAGE,
        **_reports(organization),
    }


def _reports(organization: str | None) -> dict[str, Any]:
    return {
        "told": scores.told,
        "reports": reports.made(organization),
        "reports_possible": reports.possible(),
        "reports_wait": reports.waiting(organization),
    }


def _make(organization: str | None, datasets: int) -> None:
    """Does it, and says on the next page what became of it."""
    if not reports.possible():
        tk.abort(404, tk._("There is no such report"))
    try:
        done = reports.ask(organization, datasets)
    except (CheckerError, OSError) as error:
        tk.h.flash_error(error.text(lang()) if isinstance(error, CheckerError) else str(error.strerror))
        return
    if done == "refused":
        tk.h.flash_error(tk._("The queue of jobs (Redis) does not answer. Ask the administrator of the site."))
    elif done == "made":
        tk.h.flash_success(tk._("The reports are made."))
    else:
        tk.h.flash_notice(tk._("The reports are made in the background. They stand here when they are ready."))


def _file(organization: str | None, name: str, prefix: str) -> Any:
    if name not in [each.name for each in reports.made(organization)]:
        tk.abort(404, tk._("There is no such report"))
    answer = send_file(reports.folder(organization) / name, as_attachment=True, download_name=f"{prefix}-{name}")
    return private(answer)


def _csv(body: bytes, name: str) -> Response:
    answer = Response(body, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(answer)
