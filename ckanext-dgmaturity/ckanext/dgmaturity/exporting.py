"""Datasets of the catalog as the official workbook, for whoever may see them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ckan import model
from ckan.lib.search import SearchError
from ckan.plugins import toolkit as tk
from msgspec import Struct

from checker.normalise import normalise
from checker.plan import Plan
from checker.workbook.official.book import write_template, write_workbook
from ckanext.dgmaturity import config
from ckanext.dgmaturity.language import lang as lang_of_request

PAGE = 100  #: datasets of one question to the search
GENERATION = 2  #: of Template 2: with the column of the classification
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}")
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Export(Struct, frozen=True, kw_only=True):
    """A workbook."""

    name: str  #: of the file
    content: bytes
    datasets: int = 0
    resources: int = 0


def export(user: str, asked: dict[str, Any], organization: Any = None, lang: str | None = None) -> Export:
    """What a search finds, as this user sees it; of an organization with what is private and in draft.

    Raises ValidationError where it is more than one export may hold, or the search does not understand it.
    """
    asked = {"include_private": tk.config["ckan.search.default_include_private"], **asked}
    asked["fq"] = f"{asked.get('fq', '')} +dataset_type:dataset".strip()
    if organization is not None:
        own = f'+owner_org:"{organization.id}"'
        asked |= {"fq": f"{asked['fq']} {own}", "include_private": True, "include_drafts": True}
        asked.setdefault("sort", "name asc")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        datasets = (normalise(package) for package in _packages(user, asked))
        written = write_workbook(datasets, Plan(), path, generation=GENERATION, lang=_lang(lang))
        content = path.read_bytes()
    name = f"metadata-{_safe(organization.name) if organization is not None else 'search'}.xlsx"
    return Export(name=name, content=content, datasets=written.datasets, resources=written.resources)


def template(lang: str | None = None) -> Export:
    """The workbook without datasets: Templates 1, 2 and 3."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write_template(path, generation=GENERATION, lang=_lang(lang))
        return Export(name="metadata-template.xlsx", content=path.read_bytes())


def _lang(lang: str | None) -> str:
    return lang if lang in ("th", "en") else lang_of_request()


def _packages(user: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Page by page; nothing of it is kept."""
    most, start = config.workbook_max_datasets(), 0
    while True:
        found = _page(user, {**asked, "rows": PAGE, "start": start})
        if found["count"] > most:
            told = tk._("{count} datasets are more than the {limit} of one workbook: narrow the search")
            raise tk.ValidationError({"q": [told.format(count=found["count"], limit=most)]})
        yield from found["results"]
        start += PAGE
        if start >= found["count"] or not found["results"]:
            return


def _page(user: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tk.get_action("package_search")({"user": user}, asked)
    except SearchError as error:
        raise tk.ValidationError({"q": [tk._("The search did not answer. Try again, or search for less.")]}) from error
    return found


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def asked_of(args: Any) -> dict[str, Any]:
    """What ``package_search`` is asked for the address of a search page, as that page reads it."""
    fq, extras = [], {}
    for name, value in args.items(multi=True):
        if name in ("q", "page", "sort") or not value or name.startswith("_"):
            continue
        if name.startswith("ext_"):
            extras[name] = value
        elif _FIELD.fullmatch(name):
            fq.append(f'{name}:"{_quoted(value)}"')
    asked = {"q": args.get("q", ""), "fq": " ".join(fq), "extras": extras}
    return {**asked, "sort": args["sort"]} if args.get("sort") else asked


def drafts(organization_id: str) -> list[dict[str, Any]]:
    """The drafts of an organization that wait to be completed: CKAN's own lists leave them out."""
    table = model.Package
    query = model.Session.query(table).filter(table.owner_org == organization_id, table.state == "draft")
    rows = query.order_by(table.metadata_modified.desc()).limit(PAGE)
    return [
        {"name": row.name, "title": row.title or row.name}
        for row in rows
        if tk.h.check_access("package_update", {"id": row.id})
    ]


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
