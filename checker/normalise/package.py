"""A dataset back as a package: the inverse of normalise, notes apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.model import Dataset, Distribution, FieldValue

_OF_THEIR_OWN = frozenset({"owner_org", "tag_string"})


def as_package(dataset: Dataset) -> dict[str, Any]:
    """The CKAN package that normalises to this dataset again (under the same ``base_url``)."""
    package: dict[str, Any] = {name: _raw(value) for name, value in dataset.fields.items() if name not in _OF_THEIR_OWN}
    package |= {"id": dataset.id, "name": dataset.name, "private": dataset.private}
    package["resources"] = [_resource(each) for each in dataset.distributions]
    if dataset.modified is not None:
        package["metadata_modified"] = dataset.modified.isoformat()
    publisher = dataset.publisher
    if publisher is not None:
        package["organization"] = {"id": publisher.id, "name": publisher.name, "title": publisher.title}
        package["owner_org"] = publisher.id
    elif "owner_org" in dataset.fields:
        package["organization"] = None
        package["owner_org"] = dataset.fields["owner_org"]
    if "tag_string" in dataset.fields:
        package["tags"] = [{"name": tag, "display_name": tag} for tag in dataset.fields["tag_string"]]
    return package


def _resource(each: Distribution) -> dict[str, Any]:
    found: dict[str, Any] = {name: _raw(value) for name, value in each.fields.items()}
    found |= {"id": each.id, "name": each.name, "url": each.url, "description": each.description}
    found |= {"format": each.declared, "mimetype": each.mimetype, "datastore_active": each.datastore_active}
    found["resource_private"] = "True" if each.private else "False"
    if each.last_modified is not None:
        found["last_modified"] = each.last_modified.isoformat()
    return found


def with_values(
    package: dict[str, Any], fields: Mapping[str, FieldValue | None], resources: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """A package of :func:`as_package` with other values in some of its fields."""
    found = package | {name: _raw(value) if value is not None else "" for name, value in fields.items()}
    if "tag_string" in fields:
        found["tags"] = found.pop("tag_string")
    if "owner_org" in fields:
        owner = found["owner_org"]
        found["organization"] = {"id": owner, "name": owner, "title": owner} if owner else None
    found["resources"] = [each | resources.get(each["id"], {}) for each in package["resources"]]
    return found


def _raw(value: FieldValue) -> Any:
    return list(value) if isinstance(value, tuple) else value
