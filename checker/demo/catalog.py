"""The demo catalog's datasets, in the form that a CKAN with thai_gdc gives them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct, convert

from checker.resources import load_yaml

FOLDER = Path(__file__).resolve().parent
FieldText = str | list[str]


class DemoAgency(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agency that does not exist."""

    title: str
    usual: dict[str, FieldText]  #: what its datasets carry unless they say otherwise


class DemoResource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One resource, with what the site does when it is asked for."""

    name: str
    format: str
    file: str = ""  #: a file of :mod:`checker.demo.files`, or only a name where the answer never gives the file
    answer: str = "well"  #: a name of :mod:`checker.demo.answers`
    url: str = ""  #: instead of ``file``
    host: str = ""  #: ``dead``: a port where nothing listens
    datastore: str = ""  #: table of the data interface
    resource_created_date: str = ""
    resource_last_updated_date: str = ""


class DemoDataset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dataset as ``catalog.yaml`` writes it."""

    name: str
    agency: str
    title: str
    notes: str
    tags: list[str]
    fields: dict[str, FieldText]
    resources: list[DemoResource]
    form: str = "top"  #: where the fields stand: ``top``, ``extras`` or ``mixed``
    without: list[str] = []
    private: bool = False


class DemoCatalog(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``catalog.yaml``."""

    title: str
    agencies: dict[str, DemoAgency]
    datasets: list[DemoDataset]


@cache
def written() -> DemoCatalog:
    """``catalog.yaml``, read once; its dates stay the texts that they are."""
    return convert(_as_text(load_yaml(FOLDER / "catalog.yaml")), DemoCatalog)


def _as_text(value: Any) -> Any:
    """YAML reads ``2021-10-01`` as a date; a catalog holds text."""
    if isinstance(value, Mapping):
        return {key: _as_text(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_text(held) for held in value]
    return value if isinstance(value, str | bool) else str(value)


def identity(*parts: str) -> str:
    """An id as CKAN gives one, the same in every run."""
    return str(uuid5(NAMESPACE_URL, "/".join(("dgcheck-demo", *parts))))


def file_path(dataset: DemoDataset, position: int) -> str:
    """The path of a resource's file, as CKAN builds it."""
    resource = dataset.resources[position]
    owner, own = identity(dataset.name), identity(dataset.name, str(position))
    return f"/dataset/{owner}/resource/{own}/download/{resource.file}"


def catalog(base_url: str, *, dead_url: str = "http://127.0.0.1:9") -> list[dict[str, Any]]:
    """All datasets of the demo, with links to ``base_url``; ``dead_url`` is a place where nothing listens."""
    return [_package(dataset, base_url, dead_url) for dataset in written().datasets]


def _package(dataset: DemoDataset, base_url: str, dead_url: str) -> dict[str, Any]:
    agency = written().agencies[dataset.agency]
    fields = {key: value for key, value in {**agency.usual, **dataset.fields}.items() if key not in dataset.without}
    core: dict[str, Any] = {
        key: fields.pop(key) for key in ("maintainer", "maintainer_email", "license_id") if key in fields
    }
    owner = identity(dataset.agency)
    return {
        "id": identity(dataset.name),
        "name": dataset.name,
        "title": dataset.title,
        "notes": dataset.notes,
        "type": "dataset",
        "state": "active",
        "private": dataset.private,
        "owner_org": owner,
        "organization": {"id": owner, "name": dataset.agency, "title": agency.title, "type": "organization"},
        **core,
        **_placed(fields, dataset.form),
        "isopen": False,
        "tags": [{"name": tag, "display_name": tag, "state": "active"} for tag in dataset.tags],
        "num_tags": len(dataset.tags),
        "metadata_created": "2021-10-04T02:15:00.000000",
        "metadata_modified": "2022-03-01T04:30:00.000000",
        "num_resources": len(dataset.resources),
        "resources": [_resource(dataset, number, base_url, dead_url) for number in range(len(dataset.resources))],
    }


def _placed(fields: Mapping[str, FieldText], form: str) -> dict[str, Any]:
    """The fields at the top level, in ``extras``, or half and half, lists in extras as older sites write them."""
    if form == "top":
        return {**fields, "extras": []}
    top = dict(list(fields.items())[::2]) if form == "mixed" else {}
    rest = {key: value for key, value in fields.items() if key not in top}
    flat = {key: value if isinstance(value, str) else ",".join(value) for key, value in rest.items()}
    return {**top, "extras": [{"key": key, "value": value} for key, value in flat.items()]}


def _resource(dataset: DemoDataset, position: int, base_url: str, dead_url: str) -> dict[str, Any]:
    resource = dataset.resources[position]
    base = dead_url if resource.host == "dead" else base_url
    dates = {
        "resource_created_date": resource.resource_created_date,
        "resource_last_updated_date": resource.resource_last_updated_date,
    }
    return {
        "id": identity(dataset.name, str(position)),
        "package_id": identity(dataset.name),
        "name": resource.name,
        "description": "",
        "format": resource.format,
        "url": resource.url or f"{base}{file_path(dataset, position)}",
        "url_type": "" if resource.url else "upload",
        "position": position,
        "state": "active",
        "datastore_active": bool(resource.datastore),
        "created": "2021-10-04T02:20:00.000000",
        "last_modified": "2022-03-01T04:30:00.000000",
        **{key: value for key, value in dates.items() if value},
    }
