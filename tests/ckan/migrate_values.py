"""Datasets of a thai_gdc site as they lie in the database once its plugin is gone: both generations, and odd ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from ckan import model
from ckanext.dgmaturity.search import reindex

from checker.vocabulary import Field, vocabulary

#: what thai_gdc 2.2 stores: lists as JSON with escapes, flags as texts
GENERATION_2 = {
    "data_type": "ข้อมูลระเบียน",
    "objective": json.dumps(["ยุทธศาสตร์ชาติ", "พันธกิจหน่วยงาน"]),
    "update_frequency_unit": "ปี",
    "update_frequency_interval": "1",
    "geo_coverage": "ประเทศ",
    "data_source": "ทะเบียนสถานศึกษา (สำนักงานตัวอย่าง)",
    "data_format": json.dumps(["CSV", "XLS"]),
    "data_category": "ข้อมูลสาธารณะ",
    "data_classification": "เปิดเผย",
    "allow_harvest": "True",
    "data_support": json.dumps(["หน่วยงานของรัฐ"]),
    "data_collect": "บุคคล",
    "data_language": json.dumps(["ไทย", "อังกฤษ"]),
    "created_date": "2021-09-10",
    "last_updated_date": "2022-01-31",
    "high_value_dataset": "False",
    "reference_data": "False",
    "accessible_condition": "ไม่มีค่าใช้จ่าย",
}
#: 2.1.0 and older, and what people wrote into it by other programs
GENERATION_1 = {
    "data_type": "ข้อมูลสถิติ",
    "objective": '{ยุทธศาสตร์ชาติ,"แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)"}',
    "update_frequency_unit": "รายปี",
    "update_frequency_interval": "๒",
    "geo_coverage": "จังหวัด",
    "data_source": "สำรวจภาวะการทำงานของประชากร",
    "data_format": "Database, XLS, text, SPSS",
    "data_category": "ข้อมูลส่วนบุคคล",
    "allow_harvest": "1",
    "disaggregate": "เพศ,อายุ/กลุ่มอายุ",
    "unit_of_multiplier": "พัน",
    "first_year_of_data": "2560",
    "last_year_of_data": "2564",
    "last_updated_date": "10 ก.ย. 2564",
    "data_release_calendar": "30/11/2564",
    "official_statistics": "true",
}
RESOURCE_2 = {
    "resource_created_date": "2021-09-10",
    "resource_data_collect": "บุคคล",
    "resource_private": "False",
}
RESOURCE_1 = {
    "resource_created_date": "10/9/2564",
    "resource_disaggregate": "{เพศ,ศาสนา}",
    "resource_private": False,
    "resource_first_year_of_data": "๒๕๖๐",
}


#: what thai_gdc hides from all who may not edit the dataset
HIDDEN = {"name": "เงินเดือนรายบุคคล", "resource_private": "True"}


def sample(field: Field) -> str:
    """What another edition may have written under another name of this field."""
    choices = vocabulary().choices(field.name)
    return choices[-1].value if choices else "unit@agency.example" if field.form == "email" else "02 123 4567"


def legacy(
    organization: Mapping[str, Any],
    extras: Mapping[str, str],
    *,
    resources: Sequence[Mapping[str, Any]] = (),
    tags: Sequence[str] = ("สถานศึกษา", "ทะเบียน"),
    **columns: Any,
) -> str:
    """Puts a dataset into the database past all validators; its id."""
    given = {
        "name": f"old-{uuid4()}", "title": "รายชื่อสถานศึกษา ปี 2564", "notes": "ทะเบียนสถานศึกษาทุกแห่งในสังกัดของหน่วยงาน",
        "maintainer": "สำนักแผนงาน", "maintainer_email": "plan@agency.example", "license_id": "Open Data Common",
        "type": "dataset", "state": "active", "private": False, "owner_org": organization["id"],
    }  # fmt: skip
    package = model.Package(**{**given, **columns})
    model.Session.add(package)
    model.Session.flush()
    if package.extras is None:  # 2.12
        package.extras = {}
    for key, value in extras.items():
        package.extras[key] = value
    for name in tags:
        package.add_tag_by_name(name)
    for position, each in enumerate(resources):
        core = {"url": "https://agency.example/a.csv", "name": "ตาราง", "format": "CSV"}
        own = {**core, **{key: each[key] for key in core if key in each}}
        resource = model.Resource(
            package_id=package.id, **own, extras={key: value for key, value in each.items() if key not in core}
        )
        resource.position = position
        model.Session.add(resource)
    identity: str = package.id
    model.Session.commit()
    reindex(identity)
    return identity
