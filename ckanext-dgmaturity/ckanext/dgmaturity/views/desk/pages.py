"""What the pages of the desk share: the blueprint, the organization, calls of actions as pages make them."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response

from ckanext.dgmaturity.views.downloads import private

blueprint = Blueprint("dgmaturity_desk", __name__, url_prefix="/organization/<id>/dgmaturity")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = str | Response


def organization(name: str) -> dict[str, Any]:
    """The organization of a page; the address of one that is not there leads to 404."""
    row = model.Group.get(name) if "\x00" not in name else None
    if row is None or not row.is_organization or row.state != model.State.ACTIVE:
        tk.abort(404, tk._("Organization not found"))
    context: Context = {"user": tk.current_user.name, "for_view": True}
    asked = {"id": row.id, "include_datasets": False, "include_users": False, "include_dataset_count": False}
    try:
        found: dict[str, Any] = tk.get_action("organization_show")(context, asked)
    except tk.NotAuthorized:
        tk.abort(403, tk._("You may not see this organization"))
    return found


def called(action: str, **data: Any) -> Any:
    """What one of our actions answers; 403 and 404 are told here, ValidationError is the page's."""
    try:
        return tk.get_action(f"dgmaturity_{action}")({"user": tk.current_user.name}, data)
    except tk.NotAuthorized as error:
        return tk.abort(403, str(error.message or tk._("Not authorized to see this page")))
    except tk.ObjectNotFound as error:
        return tk.abort(404, str(error.message or tk._("Not found")))


def may(action: str, found: dict[str, Any]) -> bool:
    """Whether the reader could do something to the organization: its buttons are shown."""
    return bool(tk.h.check_access(f"dgmaturity_{action}", {"organization_id": found["id"]}))


def shown(template: str, found: dict[str, Any], **more: Any) -> str:
    """A page of the organization's area."""
    extra = {"group_dict": found, "group_type": found["type"], "errors": {}, "data": {}, **more}
    return str(tk.render(f"dgmaturity/desk/{template}.html", extra))


def typed() -> dict[str, str]:
    """What a form sent."""
    return {name: value for name, value in tk.request.form.items() if name != tk.config["WTF_CSRF_FIELD_NAME"]}


def back(endpoint: str, found: dict[str, Any], **more: Any) -> Response:
    """To another page of the desk, once something is done."""
    answer: Response = tk.redirect_to(f"dgmaturity_desk.{endpoint}", id=found["name"], **more)
    return answer


def workbook(body: bytes, name: str) -> Response:
    """A workbook to keep."""
    answer = Response(body, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return private(answer)
