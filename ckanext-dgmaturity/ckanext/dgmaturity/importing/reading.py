"""A workbook as its organization's: read and checked by the engine, every dataset in the chosen organization."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from checker.errors import WorkbookError
from checker.form import form_verdict
from checker.run.rules import proved_rubric
from checker.workbook.checking import check_workbook
from checker.workbook.record import Package, Record, Workbook
from checker.workbook.remarks import Checked
from checker.workbook.template2 import read_workbook
from ckanext.dgmaturity import config


class Read(Struct, frozen=True, kw_only=True):
    """What a workbook holds and what is wrong with it."""

    book: Workbook
    checked: Checked
    owners: dict[str, str]  #: code → the organization that its cell names, where it names one


def read(content: bytes, name: str, organization: Package) -> Read:
    """Reads a workbook into ``organization``, whatever its cells say of theirs. Raises WorkbookError."""
    book = read_workbook(content, name)
    most = config.workbook_max_datasets()
    if len(book.datasets) > most:
        raise WorkbookError(
            f"{name}: it has {len(book.datasets):,} datasets, more than the {most:,} of one import; divide it",
            f"{name}: มี {len(book.datasets):,} ชุดข้อมูล เกิน {most:,} ชุดที่นำเข้าได้ในครั้งเดียว กรุณาแบ่งเป็นหลายแฟ้ม",
            code="too_many",
        )
    owners = {record.code: _owner(record.package) for record in book.datasets}
    book = replace(book, datasets=tuple(_moved(record, organization) for record in book.datasets))
    return Read(book=book, checked=check_workbook(book, proved_rubric(config.rubric()), today()), owners=owners)


def today() -> date:
    """The day in the time zone of the rubric."""
    return datetime.now(ZoneInfo(proved_rubric(config.rubric()).time_zone)).date()


def missing_of(package: Package) -> list[str]:
    """The numbers of the mandatory items that a package has not."""
    verdict = form_verdict(package, today=today(), rubric=config.rubric())
    return [item.no for item in verdict.items if item.outcome.value != "passed"]


def _owner(package: Package) -> str:
    organization = package.get("organization")
    if isinstance(organization, dict):
        return str(organization.get("title") or organization.get("name") or "")
    return str(package.get("owner_org") or "")


def _moved(record: Record, organization: Package) -> Record:
    own: dict[str, Any] = {name: organization.get(name) for name in ("id", "name", "title")}
    return replace(record, package={**record.package, "owner_org": organization["id"], "organization": own})
