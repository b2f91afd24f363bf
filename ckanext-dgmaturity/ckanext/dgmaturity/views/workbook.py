"""The pages of workbooks: upload, preview, progress, report, and what can be downloaded."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response, jsonify, send_file

from checker.errors import WorkbookError
from ckanext.dgmaturity import config, exporting
from ckanext.dgmaturity.importing import batches, running, telling
from ckanext.dgmaturity.importing.colours import coloured_copy
from ckanext.dgmaturity.language import lang
from ckanext.dgmaturity.views.downloads import private

blueprint = Blueprint("dgmaturity_workbook", __name__)

INLINE = 100  #: datasets whose details stand on the page itself
BY_HAND = 4  #: times as many as at once may still be imported while the page waits, where there is no queue
_PAGE = "/organization/<id>/dgmaturity/workbook"
_STEPS = {running.READING: 1, running.FAILED: 1, running.PREVIEWED: 2, running.IMPORTING: 3, running.DONE: 3}


@blueprint.route(_PAGE)
def index(id: str) -> str:
    """Upload, empty workbooks, exports, and what was uploaded before."""
    return _index(id, {})


@blueprint.route(_PAGE, methods=["POST"])
def upload(id: str) -> Any:
    """Takes a workbook and shows what importing it would do."""
    organization = _organization(id)
    asked = {"organization_id": organization["id"], "upload": tk.request.files.get("upload")}
    try:
        batch = tk.get_action("dgmaturity_workbook_check")(_context(), asked)
    except tk.ValidationError as error:
        return _index(id, error.error_dict), 400
    return _to(organization, batch["id"])


@blueprint.route(f"{_PAGE}/<batch_id>")
def batch(id: str, batch_id: str) -> str:
    """The preview, the progress or the report of one workbook."""
    organization, found = _organization(id), _batch(id, batch_id)
    state = found["state"]
    template = {running.PREVIEWED: "preview", running.DONE: "report", running.FAILED: "failed"}.get(state, "progress")
    extra = {
        **_common(organization),
        "batch": found,
        "step": _STEPS[state],
        "inline": len(found["datasets"]) <= INLINE,
        "at_once": config.workbook_at_once(),
    }
    if template == "progress":
        extra["progress"] = _progress(batch_id)
    return str(tk.render(f"dgmaturity/workbook/{template}.html", extra))


@blueprint.route(f"{_PAGE}/<batch_id>/dataset/<int:number>")
def dataset(id: str, batch_id: str, number: int) -> str:
    """One dataset of a large workbook: its differences and its problems."""
    organization = _organization(id)
    found = _batch(id, batch_id, limit=1, offset=max(number - 1, 0))
    if not found["datasets"] or number < 1:
        tk.abort(404)
    extra = {**_common(organization), "batch": found, "one": found["datasets"][0], "step": _STEPS[found["state"]]}
    return str(tk.render("dgmaturity/workbook/dataset.html", extra))


@blueprint.route(f"{_PAGE}/<batch_id>/progress")
def progress(id: str, batch_id: str) -> Response:
    """How far a batch is, for the script of the page."""
    _batch(id, batch_id, limit=0)
    return jsonify(_progress(batch_id))


@blueprint.route(f"{_PAGE}/<batch_id>/import", methods=["POST"])
def import_(id: str, batch_id: str) -> Any:
    """Imports the datasets that are ticked, or goes on with an import."""
    organization, form = _organization(id), tk.request.form
    asked: dict[str, Any] = {"id": batch_id, "at_once": "at_once" in form}
    if "choose" in form:
        asked["leave"] = _left(batch_id, set(form.getlist("take")))
    told = _act("dgmaturity_workbook_import", asked)
    if not told["queued"]:
        tk.h.flash_error(_waiting(told))
    return _to(organization, batch_id)


@blueprint.route(f"{_PAGE}/<batch_id>/again", methods=["POST"])
def again(id: str, batch_id: str) -> Any:
    """Looks at the same workbook again, as the catalog is now."""
    organization = _organization(id)
    at_once = "at_once" in tk.request.form
    asked = {"organization_id": organization["id"], "batch_id": batch_id, "at_once": at_once}
    return _to(organization, _act("dgmaturity_workbook_check", asked)["id"])


@blueprint.route(f"{_PAGE}/<batch_id>/coloured.xlsx")
def coloured(id: str, batch_id: str) -> Response:
    """The workbook as it was uploaded, with every cell coloured that is to be mended."""
    _batch(id, batch_id, limit=0)
    row = batches.found(batch_id)
    stem = row.name.rpartition(".")[0] or row.name
    try:
        content = coloured_copy(row)
    except WorkbookError as error:
        tk.abort(400, error.text(lang()))
    return _file(content, f"{stem}-coloured.xlsx")


@blueprint.route(f"{_PAGE}.xlsx")  # beside the batches, not among them: old Werkzeugs would take it for one
def export(id: str) -> Response:
    """All datasets of the organization that the reader may see, as a workbook."""
    return _exported({"organization_id": _seen_organization(id)["id"]})


@blueprint.route("/dgmaturity/workbook/search.xlsx")
def search() -> Response:
    """What the search page shows for the same address, as a workbook."""
    return _exported(exporting.asked_of(tk.request.args))


@blueprint.route("/dgmaturity/workbook/template.xlsx")
def template() -> Response:
    """The workbook without datasets."""
    found = exporting.template()
    return _file(found.content, found.name)


def _index(id: str, errors: dict[str, Any]) -> str:
    organization = _organization(id)
    context = _context()
    rows = tk.get_action("dgmaturity_workbook_batch_list")(context, {"organization_id": organization["id"]})
    extra = {
        **_common(organization),
        "batches": rows,
        "errors": [said for fields in errors.values() for said in fields],
        "most_size": batches.most_bytes() >> 20,
        "days": config.workbook_days(),
        "drafts": exporting.drafts(organization["id"]),
        "step": 1,
    }
    return str(tk.render("dgmaturity/workbook/index.html", extra))


def _common(organization: dict[str, Any]) -> dict[str, Any]:
    return {"group_dict": organization, "group_type": organization["type"], "active": "workbook"}


def _context() -> Context:
    return {"user": tk.current_user.name}


def _act(action: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Calls an action; ends the request as a page does for what is refused."""
    try:
        found: dict[str, Any] = tk.get_action(action)(_context(), asked)
    except tk.NotAuthorized as error:
        tk.abort(403, str(error.message or ""))
    except tk.ObjectNotFound as error:
        tk.abort(404, str(error.message or ""))
    except tk.ValidationError as error:
        tk.abort(400, "; ".join(map(str, error.error_summary.values())))
    return found


def _seen_organization(name: str) -> dict[str, Any]:
    asked = {"id": name, "include_datasets": False, "include_dataset_count": False, "include_users": False}
    return _act("organization_show", asked)


def _organization(name: str) -> dict[str, Any]:
    """The organization, for those who may import into it."""
    found = _seen_organization(name)
    try:
        tk.check_access("dgmaturity_workbook_check", _context(), {"organization_id": found["id"]})
    except tk.NotAuthorized as error:
        tk.abort(403, str(error.message or ""))
    return found


def _batch(organization: str, batch_id: str, **page: int) -> dict[str, Any]:
    """The batch, if it is one of this organization."""
    found = _act("dgmaturity_workbook_batch_show", {"id": batch_id, **page})
    owner = model.Group.get(found["organization_id"])
    if organization not in (owner.name, owner.id):
        tk.abort(404)
    return found


def _progress(batch_id: str) -> dict[str, Any]:
    told = telling.progress(batches.found(batch_id))
    small = told["total"] - told["done"] <= BY_HAND * config.workbook_at_once()
    return {**told, "small": small}


def _left(batch_id: str, taken: set[str]) -> list[int]:
    return [line.number for line in running.lines(batch_id) if str(line.number) not in taken]


def _waiting(told: dict[str, Any]) -> str:
    if running.is_at_work(told["organization_id"]):
        return str(tk._("Another import of this organization is at work. Go on when it is done."))
    return str(tk._("The queue of the site does not answer now, so nothing was started in the background."))


def _to(organization: dict[str, Any], batch_id: str) -> Any:
    return tk.redirect_to("dgmaturity_workbook.batch", id=organization["name"], batch_id=batch_id)


def _exported(asked: dict[str, Any]) -> Response:
    organization = model.Group.get(asked.pop("organization_id", None) or "")
    try:
        tk.check_access("dgmaturity_workbook_export", _context(), asked)
        found = exporting.export(tk.current_user.name, asked, organization)
    except tk.NotAuthorized as error:
        tk.abort(403, str(error.message or ""))
    except tk.ValidationError as error:
        tk.abort(400, "; ".join(map(str, error.error_summary.values())))
    return _file(found.content, found.name)


def _file(content: bytes, name: str) -> Response:
    answer = send_file(BytesIO(content), mimetype=exporting.MIME, as_attachment=True, download_name=name)
    return private(answer)
