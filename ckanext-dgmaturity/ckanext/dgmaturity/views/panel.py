"""The check that is asked for on a dataset's page; its public badge, and the public page of an organization."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.plugins.toolkit import _
from ckan.types import Context
from flask import Blueprint, Response
from flask_babel import force_locale

from ckanext.dgmaturity import badge, quality, standing
from ckanext.dgmaturity.language import lang

blueprint = Blueprint("dgmaturity_panel", __name__)

LANGUAGES = ("th", "en")


@blueprint.route("/dataset/<id>/dgmaturity/check", methods=["POST"])
def check(id: str) -> Response:
    """Queues a check and goes back to the dataset."""
    try:
        told = tk.get_action("dgmaturity_check")({}, {"id": id})
    except tk.ObjectNotFound:
        return _abort(404, _("Dataset not found"))
    except tk.NotAuthorized:
        return _abort(403, _("You may not check this dataset"))
    except tk.ValidationError as error:
        tk.h.flash_error("; ".join(error.error_summary.values()))
        return _back(id)
    if told["queued"]:
        tk.h.flash_success(_("The check is queued. Load this page again in a moment to see what it finds."))
    else:
        tk.h.flash_notice(
            _(
                "This dataset waits for its check already. "
                "The result is shown here once it is done, this night at the latest."
            )
        )
    return _back(id)


@blueprint.route("/dataset/<id>/dgmaturity/badge.svg")
def badge_svg(id: str) -> Response:
    """Items, tier and stars of a dataset that everybody may see. ``?lang=th`` or ``en``; else the page's language."""
    package = _for_everybody("package_show", id)
    if package is None or package["state"] != "active" or not standing.badge_is_public(package):
        return _abort(404, _("Dataset not found"))
    asked = tk.request.args.get("lang", "")
    language = asked if asked in LANGUAGES else lang()
    found = standing.figures(standing.now_of(package))
    with force_locale(language):
        picture = badge.svg(
            _("Data quality"), standing.in_short(found, language), badge.colour(found.passed, found.required)
        )
    response = Response(picture, mimetype="image/svg+xml")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.add_etag()
    return response.make_conditional(tk.request.environ)


@blueprint.route("/organization/<id>/quality")
def organization(id: str) -> str | Response:
    """What everybody may know of an organization's public datasets: figures alone. They are counted without Solr."""
    group = _for_everybody("organization_show", id, include_dataset_count=False, include_groups=False)
    if group is None or group["state"] != "active" or not standing.page_is_public(group["id"]):
        return _abort(404, _("Organization not found"))
    figures = quality.figures(group["id"])
    group["package_count"] = figures["datasets"]
    extra = {"group_dict": group, "group_type": group["type"], "figures": figures}
    return str(tk.render("dgmaturity/panel/organization.html", extra))


def _for_everybody(action: str, id: str, **asked: bool) -> dict[str, Any] | None:
    """What the anonymous are shown, whoever asks: a badge and a page are the same for all."""
    if not id.isprintable():
        return None
    try:
        found: dict[str, Any] = tk.get_action(action)(Context(user="", auth_user_obj=None), {"id": id, **asked})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return found


def _back(id: str) -> Response:
    return tk.redirect_to(tk.url_for("dataset.read", id=id) + "#dgmaturity")


def _abort(status: int, message: str) -> Any:
    return tk.abort(status, message)
