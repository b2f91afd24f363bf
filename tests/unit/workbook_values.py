"""Datasets as an officer would type them into the official sheets: packages of a catalog → rows of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from checker.vocabulary import vocabulary
from checker.workbook.layouts import Layout, layouts

HEAD = (("แบบฟอร์มคำอธิบายข้อมูล (Metadata)",), ("นิยาม",), ("Mandatory Metadata",))
HINTS = ("Temp1_Dataset", "(เลือกจากตัวเลือก)", "(กรอกชื่อชุดข้อมูล)")
Rows = list[Sequence[object]]


def sheets_of(packages: Iterable[Mapping[str, Any]], generation: int = 2) -> dict[str, Rows]:
    """The rows of the ten sheets. What the sheets have no column for is left out."""
    forms = {(layout.role, layout.data_type): layout for layout in layouts().values()}
    kinds = [layout for layout in layouts().values() if layout.role == "datasets"]
    files = [layout for layout in layouts().values() if layout.role == "resources"]
    beside = dict(zip([layout.data_type for layout in kinds], files, strict=True))
    found: dict[str, Rows] = defaultdict(list)
    for package in packages:
        kind = package.get("data_type")
        layout = forms.get(("datasets", str(kind)), kinds[0])
        resources = beside[layout.data_type]
        _add(
            found,
            layout,
            generation,
            {**package, "d_type": kind, "owner_org": _owner(package), "tag_string": _tags(package)},
        )
        for each in package.get("resources", ()):
            _add(found, resources, 1, {**each, "dataset_name": package["name"]})
    return dict(found)


def workbook_bytes(sheets: Mapping[str, Rows]) -> bytes:
    """The workbook, every text as text."""
    stream = BytesIO()
    with xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value not in (None, ""):
                        sheet.write(number, column, value)
    return stream.getvalue()


def _add(found: dict[str, Rows], layout: Layout, generation: int, values: Mapping[str, Any]) -> None:
    columns = layout.generations[min(generation, len(layout.generations)) - 1]
    rows = found[layout.sheet]
    if not rows:
        rows += [*HEAD, columns, HINTS]
    rows.append(tuple(_cell(name, values.get(name)) for name in columns))


def _cell(name: str, value: object) -> object:
    """Several choices behind commas; where one is in no list, a line each, as a comma may be part of a free text."""
    if not isinstance(value, list | tuple):
        return value
    texts = [str(each) for each in value if each]
    return (", " if all(vocabulary().match(name, each) for each in texts) else "\n").join(texts)


def _owner(package: Mapping[str, Any]) -> object:
    organization = package.get("organization") or {}
    return organization.get("title") or organization.get("name") or package.get("owner_org")


def _tags(package: Mapping[str, Any]) -> str:
    return ", ".join(tag["name"] if isinstance(tag, dict) else str(tag) for tag in package.get("tags") or ())
