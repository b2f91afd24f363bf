"""Builders: a complete package, a dataset of it, and what one check says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checker.checks import CHECKS, CheckContext, check_dataset
from checker.model import Dataset, Finding
from checker.normalise import normalise
from checker.rubric import load
from checker.vocabulary import vocabulary

RUBRIC = "data-catalog-kpi-2565"
_DICTIONARY = {
    "id": "5f0f3f6c-0000-4000-8000-0000000000r2",
    "name": "พจนานุกรมข้อมูล",
    "url": "https://data.example.org/labour-dictionary.csv",
}


def a_package(**changes: Any) -> dict[str, Any]:
    """A package with all 14 items, a table and its data dictionary, as a CKAN with thai_gdc gives it.

    A keyword replaces a field; ``None`` takes it out.
    """
    package: dict[str, Any] = {
        "id": "5f0f3f6c-0000-4000-8000-000000000001",
        "name": "labour-force",
        "title": "จำนวนกำลังแรงงานรวม",
        "notes": "จำนวนผู้ที่มีอายุ 15 ปีขึ้นไปซึ่งมีงานทำ ว่างงาน หรือรอฤดูกาล จำแนกรายจังหวัด",
        "owner_org": "5f0f3f6c-0000-4000-8000-00000000000a",
        "organization": {"id": "5f0f3f6c-0000-4000-8000-00000000000a", "name": "nso", "title": "สำนักงานตัวอย่าง"},
        "maintainer": "กองสถิติพยากรณ์",
        "maintainer_email": "services@example.org",
        "tags": [{"name": "แรงงาน"}, {"name": "การมีงานทำ"}],
        "data_type": "ข้อมูลสถิติ",
        "objective": ["พันธกิจหน่วยงาน"],
        "update_frequency_unit": "เดือน",
        "update_frequency_interval": "1",
        "geo_coverage": "จังหวัด",
        "data_source": "โครงการสำรวจภาวะการทำงานของประชากร",
        "data_format": ["CSV"],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "Open Data Common",
        "allow_harvest": "True",
        "private": False,
        "state": "active",
        "metadata_modified": "2022-03-01T04:30:00.000000",
        "resources": [a_resource(), a_resource(**_DICTIONARY)],
    }
    return _changed(package, changes)


def a_resource(**changes: Any) -> dict[str, Any]:
    """A resource that is a CSV file; keywords as for :func:`a_package`."""
    resource = {
        "id": "5f0f3f6c-0000-4000-8000-0000000000r1",
        "name": "กำลังแรงงานรายเดือน",
        "url": "https://data.example.org/labour.csv",
        "format": "CSV",
        "resource_last_updated_date": "2022-03-01",
    }
    return _changed(resource, changes)


def _changed(held: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**held, **changes}.items() if value is not None}


def a_dataset(**changes: Any) -> Dataset:
    """:func:`a_package`, normalised."""
    return normalise(a_package(**changes))


def run_check(
    check: str,
    dataset: Dataset | Mapping[str, Any],
    *,
    today: date = date(2022, 9, 30),
    organizations: frozenset[str] | None = None,
) -> tuple[Finding, ...]:
    """What one check says of a dataset, or of a raw package, which is normalised first."""
    held = dataset if isinstance(dataset, Dataset) else normalise(dataset)
    if check not in CHECKS:
        raise KeyError(f"no check {check!r}; there are: {', '.join(CHECKS)}")
    rules = load(RUBRIC).checks
    context = CheckContext(vocabulary=vocabulary(), rules=rules, today=today, organizations=organizations)
    return check_dataset(held, context, only=(check,))
