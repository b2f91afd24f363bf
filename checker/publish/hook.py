"""One signed message to an address that somebody set up: guarded, and never sent on elsewhere.

The receiver holds ``X-Dgmaturity-Signature: t=<seconds>,v1=<hex>`` against the HMAC-SHA256 of ``<seconds>.<body>``
under the shared secret, and refuses old seconds; so nobody else can send one, and nobody can send one again later.
"""

from __future__ import annotations

import hashlib
import hmac

import requests

from checker.config import Settings
from checker.errors import CatalogError
from checker.guard import Refused, vet
from checker.publish.connection import session

HEADER = "X-Dgmaturity-Signature"


def signature(body: bytes, secret: str, seconds: int) -> str:
    """What the header says of a body at a moment (seconds since 1970)."""
    made = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={made}"


def send(url: str, body: bytes, *, secret: str, seconds: int, settings: Settings, user_agent: str) -> int:
    """Posts a JSON document; the status of the answer. Raises CatalogError where it could not be delivered."""
    target = vet(url)
    if isinstance(target, Refused):
        raise CatalogError(f"{url}: {target.detail}", f"{url}: ใช้ที่อยู่นี้ไม่ได้: {target.detail}")
    headers = {"Content-Type": "application/json"}
    if secret:
        headers[HEADER] = signature(body, secret, seconds)
    with session(settings, token="", user_agent=user_agent) as line:
        try:
            status: int = line.post(target.url, data=body, headers=headers, allow_redirects=False).status_code
        except requests.RequestException as error:
            why = type(error).__name__
            raise CatalogError(f"{url}: not delivered: {why}", f"{url}: ส่งไม่สำเร็จ: {why}") from error
    if status >= 300:
        raise CatalogError(f"{url}: not accepted: HTTP {status}", f"{url}: ปลายทางไม่รับ: HTTP {status}")
    return status
