"""DCAT to packages in CKAN's form: ``data.json`` (Project Open Data 1.1) here, RDF by way of the same shapes.

What DCAT does not say stays absent: it is never blank, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from checker.discover.facts import document_facts

Package = dict[str, Any]


def dcat_packages(value: Any, _url: str) -> Iterator[Package]:
    """The packages of a ``data.json``: an object with ``dataset``, or the list itself."""
    found = value.get("dataset") if isinstance(value, Mapping) else value
    for place, each in enumerate(found if isinstance(found, list) else (), 1):
        if isinstance(each, Mapping):
            yield package_of(each, place)


def package_of(dataset: Mapping[str, Any], place: int) -> Package:
    """One dataset of DCAT, with the short names of ``data.json``, as a package."""
    distributions = [each for each in listed(dataset.get("distribution")) if isinstance(each, Mapping)]
    resources = [resource_of(each) for each in distributions]
    identifier = text(dataset.get("identifier")) or text(dataset.get("@id"))
    title = text(dataset.get("title"))
    first = next((each["url"] for each in resources if each.get("url")), "")
    made: Package = {
        "id": identifier or text(dataset.get("landingPage")) or first or title or f"dataset-{place}",
        "name": identifier if identifier and "/" not in identifier and " " not in identifier else "",
        "title": title,
        "notes": text(dataset.get("description")),
        "tags": [{"name": each} for each in texts(dataset.get("keyword"))],
        "resources": resources,
        "url": text(dataset.get("landingPage")),
        "license_id": text(dataset.get("license")) or text(dataset.get("rights")),
        "metadata_created": text(dataset.get("issued")),
        "metadata_modified": text(dataset.get("modified")),
        **_publisher(dataset.get("publisher")),
        **_contact(dataset.get("contactPoint")),
        **frequency(text(dataset.get("accrualPeriodicity"))),
        "extras": _extras(dataset),
    }
    return {key: each for key, each in made.items() if each not in ("", [], None)}


def resource_of(distribution: Mapping[str, Any]) -> Package:
    """One distribution as a resource; a download address comes before an access address."""
    media = text(distribution.get("mediaType"))
    made = {
        "id": text(distribution.get("identifier")) or text(distribution.get("@id")),
        "name": text(distribution.get("title")),
        "description": text(distribution.get("description")),
        "url": text(distribution.get("downloadURL")) or text(distribution.get("accessURL")),
        "access_url": text(distribution.get("accessURL")),
        "format": _last(text(distribution.get("format"))) or _last(media),
        "mimetype": _media_type(media),
        "created": text(distribution.get("issued")),
        "last_modified": text(distribution.get("modified")),
        "license": text(distribution.get("license")),
    }
    return {key: each for key, each in made.items() if each}


def _media_type(written: str) -> str:
    """``text/csv``, also where it is written as an address of IANA's registry."""
    return "/".join(urlsplit(written).path.strip("/").split("/")[-2:]) if "://" in written else written


def _last(written: str) -> str:
    """The last part of an address (``…/file-type/CSV``); a format that is no address as it is."""
    return _media_type(written) if "/media-types/" in written else written.rstrip("/").rsplit("/", 1)[-1].rsplit(
        "#", 1)[-1] if "://" in written else written  # fmt: skip


def _publisher(value: Any) -> Package:
    value = next(iter(listed(value)), None)
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, Mapping):
        return {}
    name = text(value.get("name")) or text(value.get("@id"))
    if not name:
        return {}
    id = text(value.get("identifier")) or text(value.get("@id")) or name
    return {"owner_org": id, "organization": {"id": id, "name": name, "title": name}}


def _contact(value: Any) -> Package:
    value = next((each for each in listed(value) if isinstance(each, Mapping)), {})
    email = text(value.get("hasEmail")) or text(value.get("email"))
    email = email[7:] if email.lower().startswith("mailto:") else email
    return {"maintainer": text(value.get("fn")) or text(value.get("name")), "maintainer_email": email}


def frequency(written: str) -> Package:
    """``accrualPeriodicity`` in the words of the vocabulary; one that is not known is kept as it is written."""
    key = written.rstrip("/").rsplit("#", 1)[-1]
    key = (key if key.upper().startswith("R/") else key.rsplit("/", 1)[-1]).casefold()
    found = document_facts().frequencies.get(key)
    if found is None:
        return {"update_frequency_unit": written}
    return {
        "update_frequency_unit": found.unit,
        "update_frequency_interval": found.interval,
        "update_frequency_unit_other": found.other,
    }


def _extras(dataset: Mapping[str, Any]) -> list[dict[str, str]]:
    """What CKAN has no field for, under the names that ckanext-dcat gives it."""
    kept = {
        "spatial": _place(dataset.get("spatial")),
        "temporal": text(dataset.get("temporal")),
        "theme": ", ".join(texts(dataset.get("theme"))),
        "language": ", ".join(texts(dataset.get("language"))),
        "access_rights": text(dataset.get("accessLevel")) or text(dataset.get("accessRights")),
    }
    return [{"key": key, "value": each} for key, each in kept.items() if each]


def _place(value: Any) -> str:
    """A place as its name, else as it is written."""
    for each in listed(value):
        if isinstance(each, Mapping):
            return text(each.get("prefLabel")) or text(each.get("label")) or text(each.get("@id"))
        return text(each)
    return ""


def listed(value: Any) -> list[Any]:
    """One or many, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text(value: Any) -> str:
    """The first text in a value; ``""`` where there is none."""
    return next(iter(texts(value)), "")


def texts(value: Any) -> list[str]:
    """The texts in a value: itself, the members of a list, ``@value`` or ``@id`` of an object."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, (int, float)):
        return [str(value)]
    if isinstance(value, list):
        return [each for one in value if not isinstance(one, list) for each in texts(one)]
    if isinstance(value, Mapping):
        return texts(value.get("@value") or value.get("@id") or value.get("label"))
    return []
