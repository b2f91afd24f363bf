"""``datapackage.json``: the tables of a report as a Frictionless data package, with types, keys and closed lists.

Its words and its licence are ``schemas/interchange/package.yaml``. Everything in it comes from the report and from the
files beside it, and its date is the cut-off, so equal reports give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from checker.report.json import encoded, harmless
from checker.report.model import DatasetLine, Report
from checker.report.tables import Column, Table, choices, tables
from checker.report.words import clean, web_address
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text


class CsvFile(Struct, frozen=True, kw_only=True):
    """One table as it was written."""

    path: str  #: beside the descriptor
    bytes: int
    sha256: str


class _Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    title: Text
    about: Text
    licences: tuple[dict[str, str], ...]
    keywords: tuple[str, ...]
    guard: dict[str, Any]


@cache
def _words() -> _Words:
    return msgspec.convert(load_yaml(schemas_dir() / "interchange" / "package.yaml"), _Words, strict=True)


def descriptor(report: Report, files: Mapping[str, CsvFile]) -> bytes:
    """The descriptor of a package of these files, by table."""
    words, rubric = _words(), report.rubric
    agency = report.agency.title or report.catalog.title or report.catalog.url
    titles = {
        lang: words.title.get(lang).format(rubric=rubric.title.get(lang), agency=clean(agency)) for lang in ("th", "en")
    }
    told = {
        "profile": "tabular-data-package",
        "name": words.name.format(rubric=rubric.id),
        "title": titles["th"],
        "titles": titles,
        "description": f"{words.about.th}\n\n{words.about.en}",
        "version": rubric.version,
        "created": report.run.cutoff.isoformat(),
        "licenses": words.licences,
        "sources": [_source(report)],
        "keywords": words.keywords,
        "rubric": {"id": rubric.id, "version": rubric.version},
        "snapshot_sha256": report.run.snapshot_sha256,
        "resources": [_resource(report, name, tables()[name], file) for name, file in files.items()],
    }
    value = json.loads(encoded(told))
    return harmless(json.dumps(value, ensure_ascii=False, indent=1).encode()) + b"\n"


def _source(report: Report) -> dict[str, str]:
    """The catalog; an address that is none, or would act, is told as a title alone."""
    url = report.catalog.url
    told = {"title": clean(report.catalog.title or url or report.run.rubric_id)}
    return {**told, "path": url} if web_address(url) else told


def _resource(report: Report, name: str, table: Table, file: CsvFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": file.path,
        "title": table.th,
        "titles": {"th": table.th, "en": table.en},
        "description": f"{table.about.th}\n\n{table.about.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "guard": _words().guard,
        "schema": _schema(report, name, table),
    }


def _schema(report: Report, name: str, table: Table) -> dict[str, Any]:
    lists = choices(report.rubric)
    references = [
        {"fields": [field], "reference": {"resource": to, "fields": [head]}}
        for field, column in table.columns.items()
        if column.to and (name not in _CITING or column.to != _EVIDENCE or _all_listed(report, name))
        for to, head in [column.to.split(".")]
    ]
    schema: dict[str, Any] = {
        "fields": [_field(head, column, lists) for head, column in table.columns.items()],
        "primaryKey": [head for head, column in table.columns.items() if column.key],
        "missingValues": [""],
    }
    return {**schema, "foreignKeys": references} if references else schema


def _all_listed(report: Report, table: str) -> bool:
    """Whether all evidence that a table cites is listed: of a question that was never answered there is none to list.

    A package promises no key that does not hold.
    """
    listed = {piece.id for piece in report.evidence}
    return all(not cited or cited in listed for line in report.datasets for cited in _CITING[table](line))


_EVIDENCE = "evidence.evidence_id"
#: the evidence that each table cites, dataset by dataset
_CITING: Mapping[str, Callable[[DatasetLine], Iterable[str | None]]] = {
    "resources": lambda line: (each.observation.evidence_id for each in line.resources if each.observation),
    "findings": lambda line: (each.evidence_id for each in line.findings),
    "criteria": lambda line: (
        each.evidence_id for each in (line.standing.openness.criteria if line.standing.openness else ())
    ),
}


def _field(name: str, column: Column, lists: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.enum:
        constraints["enum"] = lists[column.enum]
    field: dict[str, Any] = {
        "name": name,
        "type": column.type,
        "title": column.th,
        "description": f"{column.th}\n\n{column.en}",
        "descriptions": {"th": column.th, "en": column.en},
    }
    if column.type == "datetime":
        field["format"] = "any"  # RFC 3339 with an offset, which the default format does not have
    return {**field, "constraints": constraints} if constraints else field
