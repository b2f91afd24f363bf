"""Organizations with people, plans and datasets, for the tests of the desk."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories, helpers
from werkzeug.datastructures import FileStorage

from checker.plan import read_value
from checker.workbook.plan_book import plan_book


class Office:
    """An organization with an administrator, an editor and a member."""

    def __init__(self) -> None:
        people = [factories.UserWithToken(), factories.User(), factories.User()]
        self.headers = {"Authorization": people[0]["token"]}
        self.admin, self.editor, self.member = (each["name"] for each in people)
        roles = zip(people, ("admin", "editor", "member"), strict=True)
        users = [{"name": each["name"], "capacity": role} for each, role in roles]
        self.organization = factories.Organization(users=users)
        self.id, self.name = self.organization["id"], self.organization["name"]

    def call(self, action: str, user: str | None = None, **data: Any) -> Any:
        """An action of ours as a user of it; without one, as its administrator. Nothing is let through unasked."""
        asked = {} if "id" in data else {"organization_id": self.id}
        context = {"user": self.admin if user is None else user, "ignore_auth": False}
        return helpers.call_action(f"dgmaturity_{action}", context, **{**asked, **data})

    def dataset(self, title: str, **more: Any) -> str:
        """The id of a new dataset; written to the table alone, for no rule of the form is of interest here."""
        name = more.get("name") or f"d-{uuid4().hex[:12]}"
        row = model.Package(name=name, title=title, owner_org=self.id, private=more.get("private", False))
        row.type = "dataset"
        model.Session.add(row)
        model.Session.commit()
        return str(row.id)


@cache
def idle(*datasets: tuple[str, str]) -> Office:
    """One organization with a plan of these datasets, for all tests after which it is as it was."""
    found = Office()
    found.call("plan_create", plan=value(*datasets))
    return found


def value(*datasets: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A complete plan of these codes and titles."""
    listed = [{"code": code, "title": title, "category": "ข้อมูลสาธารณะ"} for code, title in datasets]
    issue = {
        "focus_area": 9,
        "issue": "การขับเคลื่อน e-Service",
        "goal": "วางแผนงาน",
        "expected_users": ["สำนักงาน ก.พ.ร."],
        "missions": [{"title": "พัฒนาบริการ", "processes": [{"number": "1.1", "title": "งาน", "datasets": listed}]}],
    }
    return {"fiscal_year": 2565, "agency": {"title": "กรมตัวอย่าง", "type": "department"}, "issues": [issue], **more}


def book(plan: dict[str, Any], lang: str = "th") -> bytes:
    """A plan as the workbook of Template 1."""
    return plan_book(read_value(plan, "plan"), lang)


def upload(body: bytes, name: str = "แผน.xlsx") -> FileStorage:
    """A file as a form sends it."""
    return FileStorage(BytesIO(body), filename=name)


def refused(office: Office, action: str, **data: Any) -> dict[str, Any]:
    """What an action says is wrong."""
    with pytest.raises(tk.ValidationError) as caught:
        office.call(action, **data)
    return dict(caught.value.error_dict)


USE = {
    "dataset": "DataSet_11_01",
    "kind": "dashboard",
    "change": "ลดขั้นตอน",
    "result": "เวลาลดลง 20 %",
    "link": "https://agency.example/report",
    "attested_by": "กองแผนงาน",
    "attested_on": "31/03/2565",
}
