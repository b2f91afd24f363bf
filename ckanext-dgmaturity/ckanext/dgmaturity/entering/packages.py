"""A package as the engine reads it: of CKAN's flat data under validation, and of what the database holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import FlattenDataDict

#: what CKAN keeps when an update does not name it; every other field is gone then
COLUMNS = (
    "title",
    "name",
    "notes",
    "maintainer",
    "maintainer_email",
    "license_id",
    "url",
    "state",
    "private",
    "owner_org",
)
RESOURCE_COLUMNS = ("id", "url", "name", "description", "format", "url_type")

Package = dict[str, Any]


def of_data(data: FlattenDataDict, before: Package | None) -> Package:
    """The package that is being validated. Values that validators moved to extras are read where they came from."""
    found: Package = {name: before[name] for name in COLUMNS} if before else {}
    resources: dict[int, Package] = {}
    tags: dict[int, Any] = {}
    for key, value in data.items():
        if value is tk.missing:
            continue
        if len(key) == 1:
            found[key[0]] = value
        elif len(key) == 3 and key[0] == "resources":
            resources.setdefault(key[1], {})[key[2]] = value
        elif len(key) == 3 and key[0] == "tags" and key[2] == "name":
            tags[key[1]] = value
    found["resources"] = [resources[place] for place in sorted(resources)]
    if tags:
        found["tags"] = [{"name": tags[place]} for place in sorted(tags)]
        found.pop("tag_string", None)
    found["extras"] = extras_of(data, found)
    if before is not None and found.get("owner_org") == before["owner_org"]:
        return {**found, "organization": before["organization"]}
    return with_organization(found)


#: CKAN 2.12 validates only the resources that change
CHANGED_ALONE = tk.check_ckan_version(min_version="2.12")


def whole(
    changed: Sequence[Package], before: Package | None, asked: Sequence[Any] | None
) -> list[tuple[Package, int | None]]:
    """Every resource that the dataset will have, in the order in which they were sent.

    With each its place among those that are validated; ``None``: it is not, for it stays as it is stored.
    """
    if before is None or not CHANGED_ALONE:
        return [(each, place) for place, each in enumerate(changed)]
    there = {each.get("id") for each in changed}
    stays = {each["id"]: each for each in before["resources"] if each["id"] not in there}
    if asked is None:
        return [(each, place) for place, each in enumerate(changed)] or [(each, None) for each in stays.values()]
    names = [each.get("id") if isinstance(each, Mapping) else None for each in asked]
    coming = iter(enumerate(changed))
    found: list[tuple[Package, int | None]] = []
    for name in names:
        if isinstance(name, str) and name in stays:
            found.append((stays[name], None))
        else:
            found += [(each, place) for place, each in islice(coming, 1)]
    return [*found, *((each, place) for place, each in coming)]


def category_of(data: FlattenDataDict) -> Package:
    """Only what the category of a package is read from."""
    name = "data_category"
    value = data.get((name,))
    return {"extras": extras_of(data, ())} if value is tk.missing else {name: value, "extras": extras_of(data, {name})}


def extras_of(data: FlattenDataDict, known: Collection[str]) -> dict[str, Any]:
    """The extras by name, without those that stand at the top as well."""
    names = {key[1]: value for key, value in data.items() if len(key) == 3 and key[0] == "extras" and key[2] == "key"}
    found = {str(name): data.get(("extras", place, "value")) for place, name in names.items() if name is not tk.missing}
    return {name: value for name, value in found.items() if name not in known and value is not tk.missing}


def with_organization(package: Package) -> Package:
    """The package with the organization that ``owner_org`` names, if there is one."""
    owner = package.get("owner_org")
    group = model.Group.get(owner) if isinstance(owner, str) and owner else None
    there = group is not None and group.is_organization and group.state == "active"
    package["organization"] = (
        {"id": group.id, "name": group.name, "title": group.title or group.name} if there else None
    )
    return package


def of_row(package: model.Package) -> Package:
    """A dataset of the database."""
    found: Package = {name: getattr(package, name) for name in COLUMNS}
    found |= {"id": package.id, "tags": [{"name": tag.name} for tag in package.get_tags()]}
    found |= {name: value for name, value in package.extras.items() if name not in found}
    found["resources"] = [of_resource(each) for each in package.resources]
    return with_organization(found)


def of_resource(resource: model.Resource) -> Package:
    """A resource of the database."""
    return {**(resource.extras or {}), **{name: getattr(resource, name) for name in RESOURCE_COLUMNS}}
