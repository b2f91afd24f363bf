"""Workbooks for tests: made by the engine's own writer."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
from ckan.tests import factories, helpers

SHEET = "Temp2_Meta_Record"
COLUMNS = {"name": 1, "title": 3, "maintainer": 5, "email": 6, "tags": 7, "notes": 8, "unit": 10, "category": 15}


def unique(stem: str) -> str:
    """A name that no other test has."""
    return f"{stem}-{uuid4().hex[:8]}"


def edited(body: bytes, cells: dict[str, Any], sheet: str = SHEET) -> bytes:
    """The workbook with other texts in some cells."""
    book = openpyxl.load_workbook(BytesIO(body))
    for place, value in cells.items():
        book[sheet][place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def organization(editor: str = "editor") -> tuple[dict[str, Any], dict[str, Any]]:
    """(a new organization, a user with this capacity in it)."""
    user = factories.User(name=unique("user"))
    users = [{"name": user["name"], "capacity": editor}]
    made = factories.Organization(name=unique("org"), title="กรมตัวอย่าง", users=users)
    return made, user


def call(action: str, user: dict[str, Any] | None, /, **data: Any) -> Any:
    """An action with the user's own rights."""
    context = {"user": user["name"] if user else "", "ignore_auth": False}
    return helpers.call_action(action, context, **data)


def checked(organization: dict[str, Any], user: dict[str, Any], body: bytes, **more: Any) -> Any:
    """The preview of a workbook."""
    content = base64.b64encode(body).decode()
    return call("dgmaturity_workbook_check", user, organization_id=organization["id"], content=content, **more)


def imported(organization: dict[str, Any], user: dict[str, Any], body: bytes, **more: Any) -> Any:
    """The result of importing a workbook."""
    batch = checked(organization, user, body)
    return call("dgmaturity_workbook_import", user, id=batch["id"], **more)
