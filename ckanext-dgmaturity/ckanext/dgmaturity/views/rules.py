"""The rules of one organization: how strictly it is held to them, and what was published all the same."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context
from flask import Blueprint, Response

blueprint = Blueprint("dgmaturity_rules", __name__)
SHOWN = 50  #: publications of the page
#: rows of the form, each beside its explanation
LEVELS = ("report", "publish", "strict")


@blueprint.route("/organization/<id>/dgmaturity/rules", methods=["GET", "POST"])
def organization(id: str) -> str | Response:
    """The form, for the administrators of the organization."""
    found = _organization(id)
    errors: dict[str, Any] = {}
    if tk.request.method == "POST":
        form = tk.request.form
        sent = {name: form[name] for name in ("enforcement", "public_page") if name in form}
        try:
            tk.get_action("dgmaturity_rules_update")(_context(), {"id": found["id"], **sent})
        except tk.ValidationError as error:
            errors = error.error_dict
        else:
            tk.h.flash_success(tk._("The rules are saved"))
            return tk.redirect_to("dgmaturity_rules.organization", id=found["name"])
    return str(tk.render("dgmaturity/rules/organization.html", _shown(found, errors)))


def _shown(found: dict[str, Any], errors: dict[str, Any]) -> dict[str, Any]:
    asked = {"id": found["id"], "limit": SHOWN}
    rules = tk.get_action("dgmaturity_rules_show")(_context(), {"id": found["id"]})
    words = level_words()
    return {
        "group_dict": found,
        "group_type": found["type"],
        "active": "rules",
        "rules": rules,
        "levels": [{"id": level, **words[level]} for level in LEVELS if level in rules["choices"]],
        "words": words,
        "publications": tk.get_action("dgmaturity_publication_list")(_context(), asked),
        "errors": errors,
    }


def level_words() -> dict[str, dict[str, str]]:
    """What each level is called, and what it does."""
    return {
        "report": {
            "title": tk._("Report"),
            "text": tk._("Incomplete datasets are saved; what is missing is told."),
        },
        "publish": {
            "title": tk._("Complete before public"),
            "text": tk._("Drafts and private datasets may be incomplete; they are not made public before."),
        },
        "strict": {
            "title": tk._("Always complete"),
            "text": tk._("An incomplete dataset is not saved, wherever it comes from."),
        },
    }


def _context() -> Context:
    return {"user": tk.current_user.name}


def _organization(name: str) -> dict[str, Any]:
    """The organization, for those who may set its rules; ends the request for others."""
    asked = {"id": name, "include_datasets": False, "include_users": False, "include_groups": False}
    try:
        found = dict(tk.get_action("organization_show")(_context(), {**asked, "include_dataset_count": False}))
        tk.check_access("dgmaturity_rules_update", _context(), {"id": found["id"]})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("Organization not found"))
    except tk.NotAuthorized as refused:
        tk.abort(403, str(refused))
    return found
