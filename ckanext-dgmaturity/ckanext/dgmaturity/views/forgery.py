"""No form of ours is sent by another site's page: CKAN before 2.12 leaves pages of extensions out of that."""

from __future__ import annotations

from ckan.config.middleware import flask_app
from ckan.plugins import toolkit as tk
from flask import current_app, g

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def refuse() -> None:
    """Before each request of somebody with a session: a form that this site did not hand out is refused (400).

    Tokens of the API and visitors without a session need none: CKAN marks both with the same flag.
    """
    if tk.request.method not in WRITES or not current_app.config["WTF_CSRF_ENABLED"]:
        return
    if not g.get("login_via_auth_header"):
        flask_app.csrf.protect()
