"""Datasets for tests of checks: complete ones, with links and uploads."""

from __future__ import annotations

import io
import uuid
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.tests import factories
from ckanext.dgmaturity.model import Look, Verdict
from werkzeug.datastructures import FileStorage

COMPLETE = {
    "data_type": "ข้อมูลระเบียน",
    "title": "รายชื่อสถานศึกษา ปี 2564",
    "maintainer": "กองสถิติ",
    "maintainer_email": "stat@agency.example",
    "tag_string": "สถานศึกษา",
    "notes": "รายชื่อสถานศึกษาทุกแห่งในสังกัด พร้อมที่ตั้งและจำนวนนักเรียน",
    "objective": ["พันธกิจหน่วยงาน"],
    "update_frequency_unit": "ปี",
    "update_frequency_interval": "1",
    "geo_coverage": "ประเทศ",
    "data_source": "ระบบทะเบียนสถานศึกษา",
    "data_format": ["CSV"],
    "data_category": "ข้อมูลสาธารณะ",
    "license_id": "DGA Open Government License",
}
TABLE = "รหัส,จังหวัด,นักเรียน\n" + "".join(f"{number},เชียงใหม่,{number * 7}\n" for number in range(1, 40))


def done(action: str, **data: Any) -> Any:
    """What an action answers to the site's own user."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return tk.get_action(action)({"user": user, "ignore_auth": True}, data)


def made(**fields: Any) -> dict[str, Any]:
    """A dataset of an organization of its own, complete but for ``fields``."""
    owner = fields.pop("owner_org", None) or factories.Organization()["id"]
    name = fields.pop("name", f"checked-{uuid.uuid4().hex[:10]}")
    return done("package_create", name=name, owner_org=owner, **{**COMPLETE, **fields})


def uploaded(package_id: str, body: bytes, name: str = "schools.csv", **fields: Any) -> dict[str, Any]:
    """A file in the dataset."""
    held = FileStorage(stream=io.BytesIO(body), filename=name)
    return done(
        "resource_create", package_id=package_id, name=name, format="CSV", url=name, url_type="upload", upload=held,
        **fields,
    )  # fmt: skip


def verdict_of(package_id: str) -> Any:
    """The row as it is now."""
    model.Session.expire_all()
    return model.Session.query(Verdict).filter_by(package_id=package_id).first()


def looks_of(package_id: str, kind: str) -> list[Any]:
    """The rows of one kind."""
    model.Session.expire_all()
    return model.Session.query(Look).filter_by(package_id=package_id, kind=kind).order_by(Look.at).all()
