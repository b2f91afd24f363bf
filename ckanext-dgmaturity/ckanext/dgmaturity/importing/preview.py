"""What importing a workbook would do, dataset by dataset; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from string import ascii_uppercase, digits
from typing import Any

import msgspec
from ckan.plugins import toolkit as tk
from ckan.types import Context
from msgspec import Struct

from checker.text import key
from checker.vocabulary import vocabulary
from checker.workbook.created import created
from checker.workbook.reading import column_number
from checker.workbook.record import Package, Record, Row
from checker.workbook.remarks import Remark
from checker.workbook.updating import Update, update_of
from ckanext.dgmaturity.importing.existing import Place, places
from ckanext.dgmaturity.importing.reading import Read, missing_of
from ckanext.dgmaturity.importing.rules import is_strict

NEW, UPDATE, SAME, HELD = "new", "update", "same", "held"
INCOMPLETE, DENIED = "incomplete", "denied"


class Found(Struct, frozen=True, kw_only=True):
    """One dataset of a workbook, before anything is written."""

    code: str
    name: str
    title: str
    kind: str
    package_id: str | None = None
    body: dict[str, Any]


class Preview(Struct, frozen=True, kw_only=True):
    """The whole of it."""

    datasets: tuple[Found, ...]
    problems: list[dict[str, Any]]  #: of the workbook as a whole


def preview(read: Read, organization: Package, user: str) -> Preview:
    """What is new, what changes, what cannot be imported and why."""
    remarks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = _rows(read)
    for remark in read.checked.remarks:
        code, row = rows.get((remark.source, remark.sheet, remark.cell.lstrip(ascii_uppercase)), ("", None))
        remarks[remark.dataset or code].append(_remark(remark, row))
    strict = is_strict(organization["id"])
    found = []
    for record, place in zip(read.book.datasets, places(organization["id"], read.book.datasets), strict=True):
        one = _found(record, place, strict, user)
        one.body["problems"] = remarks[record.code]
        one.body["other_owner"] = _other_owner(read.owners.get(record.code, ""), organization)
        found.append(one)
    return Preview(datasets=tuple(found), problems=remarks[""])


def shown(package_id: str, user: str) -> Package:
    """A dataset as it is now, for this user. Raises ObjectNotFound, NotAuthorized."""
    context: Context = {"user": user, "use_cache": False}  # type: ignore[typeddict-unknown-key]
    package: Package = tk.get_action("package_show")(context, {"id": package_id})
    return package


def package_of(record: Record) -> Package:
    """What ``package_create`` takes."""
    package = created(record)
    package.pop("organization", None)
    return package


def _found(record: Record, place: Place, strict: bool, user: str) -> Found:
    if place.why:
        return _one(record, HELD, {"why": place.why})
    if place.package_id is None:
        package = package_of(record)
        missing = missing_of({**package, "organization": record.package["organization"]})
        body = {"missing": missing, "private": bool(missing) or package["private"]}
        return _one(record, HELD, {**body, "why": INCOMPLETE}) if strict and missing else _one(record, NEW, body)
    try:
        existing = shown(place.package_id, user)
        tk.check_access("package_update", {"user": user}, {"id": place.package_id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return _one(record, HELD, {"why": DENIED})
    return _updating(record, existing, strict)


def _updating(record: Record, existing: Package, strict: bool) -> Found:
    update = update_of(existing, record)
    missing = missing_of({**existing, **update.patch})
    body = {
        "missing": missing,
        "private": bool({**existing, **update.patch}.get("private")),
        "modified": existing["metadata_modified"],
        "catalog_name": existing["name"],
        **differences(update),
    }
    kind = UPDATE if update.patch else SAME
    if strict and missing and update.patch:
        kind, body["why"] = HELD, INCOMPLETE
    return _one(record, kind, body, existing["id"])


def differences(update: Update) -> dict[str, Any]:
    """The changes of an update as they are kept."""
    told: dict[str, Any] = msgspec.json.decode(msgspec.json.encode({"changes": update.changes, "files": update.files}))
    return told


def _one(record: Record, kind: str, body: dict[str, Any], package_id: str | None = None) -> Found:
    title = str(created(record)["title"] or "")
    body = {"place": record.row.place(), **body}
    return Found(code=record.code, name=record.name, title=title, kind=kind, package_id=package_id, body=body)


def _rows(read: Read) -> dict[tuple[str, str, str], tuple[str, Row]]:
    """File, sheet and row → the code of the dataset that stands there, or one of whose files does."""
    return {
        (row.source, row.sheet, str(row.number)): (record.code, row)
        for record in read.book.datasets
        for row in (record.row, *(each.row for each in record.resources))
    }


def _other_owner(named: str, organization: Package) -> str:
    """The organization that a row names, where it is not the one that is imported into."""
    own = {key(str(organization.get(name) or "")) for name in ("id", "name", "title")}
    return "" if not named or key(named) in own else named


def _remark(remark: Remark, row: Row | None) -> dict[str, Any]:
    told = {name: value for name, value in msgspec.to_builtins(remark).items() if name not in ("source", "dataset")}
    column = column_number(remark.cell.rstrip(digits)) if row is not None else 0
    if not told["field"]["th"] and row is not None and 1 < column <= len(row.columns):
        told["field"] = _label(row.columns[column - 1])
    return told


def _label(column: str) -> dict[str, str]:
    """What a column is called; what the reader finds wrong with a cell says only where it is."""
    for level in ("dataset", "resource"):
        field = vocabulary().fields[level].get(column)
        if field is not None:
            return {"th": field.label.th, "en": field.label.en}
    return {"th": "", "en": ""}
