"""A dataset as it lies in the database, place by place: read, compared, and written back past every validator.

Validators would bring an old value into shape again: what is undone has to be what it was, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ckan import model

from ckanext.dgmaturity.entering.packages import with_organization

COLUMNS = (
    "name", "title", "url", "notes", "author", "author_email", "maintainer", "maintainer_email", "license_id",
    "version", "state", "private", "owner_org",
)  # fmt: skip
RESOURCE_COLUMNS = ("url", "name", "description", "format", "mimetype", "url_type", "resource_type")

Raw = dict[str, Any]


class Spot(NamedTuple):
    """One place of a dataset."""

    resource: str  #: id; empty: the dataset's own
    where: str  #: ``column``, ``extras`` or ``tags``
    key: str


def raw(package: model.Package) -> Raw:
    """The dataset in CKAN's default schema: columns, ``extras``, keywords, resources with their extras."""
    found: Raw = {"id": package.id, "type": package.type, **{name: getattr(package, name) for name in COLUMNS}}
    found["extras"] = [{"key": key, "value": value} for key, value in sorted((package.extras or {}).items())]
    found["tags"] = [{"name": name} for name, vocabulary in tags_of(package.id) if vocabulary is None]
    found["resources"] = [
        {**(each.extras or {}), "id": each.id, **{name: getattr(each, name) for name in RESOURCE_COLUMNS}}
        for each in package.resources
    ]
    return with_organization(found)


def tags_of(package_id: str) -> list[tuple[str, str | None]]:
    """(keyword, name of its vocabulary), in the order of words."""
    rows = (
        model.Session.query(model.Tag.name, model.Vocabulary.name)
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .outerjoin(model.Vocabulary, model.Vocabulary.id == model.Tag.vocabulary_id)
        .filter(model.PackageTag.package_id == package_id, model.PackageTag.state == "active")
    )
    return sorted((str(name), vocabulary) for name, vocabulary in rows)


def vocabulary_tags(package_id: str) -> list[dict[str, str]]:
    """Keywords of vocabularies as ``package_update`` takes them: ``package_show`` does not tell them."""
    rows = (
        model.Session.query(model.Tag.name, model.Tag.vocabulary_id)
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .filter(model.PackageTag.package_id == package_id, model.PackageTag.state == "active")
        .filter(model.Tag.vocabulary_id.isnot(None))
    )
    return [{"name": name, "vocabulary_id": vocabulary} for name, vocabulary in rows]


def vocabularies_of(package_id: str) -> dict[str, list[str]]:
    """Keywords of vocabularies, by the vocabulary's name."""
    found: dict[str, list[str]] = {}
    for name, vocabulary in tags_of(package_id):
        if vocabulary is not None:
            found.setdefault(vocabulary, []).append(name)
    return found


def spots(package: Mapping[str, Any]) -> dict[Spot, Any]:
    """What stands where in a package of :func:`raw`."""
    found = {Spot("", "column", name): package.get(name) for name in COLUMNS}
    found |= {Spot("", "extras", each["key"]): each["value"] for each in package["extras"]}
    found[Spot("", "tags", "tags")] = sorted(each["name"] for each in package["tags"])
    for resource in package["resources"]:
        identity = resource["id"]
        for key, value in resource.items():
            if key != "id":
                found[Spot(identity, "column" if key in RESOURCE_COLUMNS else "extras", key)] = value
    return found


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[Spot]:
    """The places in which two packages differ."""
    first, second = spots(one), spots(other)
    return {
        spot for spot in {*first, *second} if (spot in first, first.get(spot)) != (spot in second, second.get(spot))
    }


def put(package: model.Package, held: Mapping[Spot, Any], where: set[Spot]) -> None:
    """Writes what ``held`` says of these places; what it does not name is taken away."""
    resources = {each.id: each for each in package.resources}
    if package.extras is None:  # 2.12, of a dataset that never had any
        package.extras = {}
    for spot in sorted(where):
        if spot.where == "tags":
            _put_tags(package, held.get(spot, []))
        elif not spot.resource:
            _put(package, package.extras, spot, held)
        elif spot.resource in resources:
            resource = resources[spot.resource]
            extras = dict(resource.extras or {})
            _put(resource, extras, spot, held)
            resource.extras = extras


def _put(holder: Any, extras: Any, spot: Spot, held: Mapping[Spot, Any]) -> None:
    if spot.where == "column":
        setattr(holder, spot.key, held.get(spot))
    elif spot in held:
        extras[spot.key] = held[spot]
    elif spot.key in extras:
        del extras[spot.key]


def _put_tags(package: model.Package, names: list[str]) -> None:
    there = {tag.name: tag for tag in package.get_tags()}
    for name, tag in there.items():
        if name not in names:
            package.remove_tag(tag)
    for name in names:
        if name not in there:
            package.add_tag_by_name(name)
