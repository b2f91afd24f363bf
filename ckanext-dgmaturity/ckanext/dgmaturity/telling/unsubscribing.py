"""No more mails, by a link that needs no login: it is signed, names one person, and changes nothing until confirmed.

A mail program follows links by itself, so the page that the link opens only asks; the button on it unsubscribes. The
header List-Unsubscribe is left out: CKAN's mailer breaks and encodes long headers so that no mail program reads them.
"""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from itsdangerous import BadSignature, URLSafeSerializer

SALT = "dgmaturity-unsubscribe"


def _serializer() -> URLSafeSerializer:
    secret = tk.config.get("SECRET_KEY") or tk.config["beaker.session.secret"]
    return URLSafeSerializer(str(secret), salt=SALT)


def url_of(user_id: str) -> str:
    """The address of a person's page."""
    return str(tk.url_for("dgmaturity_mail.unsubscribe", token=_serializer().dumps(user_id), qualified=True))


def user_of(token: str) -> str | None:
    """The person that a link names; ``None`` where nobody here signed it."""
    try:
        return str(_serializer().loads(token))
    except BadSignature:
        return None
