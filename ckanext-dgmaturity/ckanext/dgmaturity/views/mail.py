"""The page behind the link of a digest."""

from __future__ import annotations

import ckan.model as model
from ckan.plugins import toolkit as tk
from flask import Blueprint
from flask.typing import ResponseReturnValue

from ckanext.dgmaturity.model import Told
from ckanext.dgmaturity.telling import unsubscribing

blueprint = Blueprint("dgmaturity_mail", __name__)


@blueprint.route("/dgmaturity/mail/<token>", methods=["GET", "POST"])
def unsubscribe(token: str) -> ResponseReturnValue:
    """Asks (GET), then writes (POST); ``again`` in the form asks for mails once more."""
    user = model.User.get(unsubscribing.user_of(token) or "")
    if user is None:
        return tk.abort(404)
    told = model.Session.query(Told).filter_by(user_id=user.id).first()
    if tk.request.method == "POST":
        told = told or Told(user_id=user.id, body={})
        told.unsubscribed = "again" not in tk.request.form
        model.Session.add(told)
        model.Session.commit()
    return tk.render("dgmaturity/mail/unsubscribe.html", {"unsubscribed": bool(told and told.unsubscribed)})
