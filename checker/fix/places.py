"""Where a catalog keeps each field, and in which shape: told by its schema and by what it holds already.

Fields stand at the top level (ckanext-scheming) or in ``extras``, under their own name or another edition's; lists
are JSON lists, JSON in a text, ``{a,b}`` or comma texts (``metadata.md`` section 4). A fix keeps what it finds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from checker.fix.model import Held
from checker.fix.values import empty
from checker.model import FieldValue
from checker.vocabulary import Field, vocabulary

#: CKAN's own columns: always at the top level.
CORE = frozenset({"name", "title", "notes", "url", "maintainer", "maintainer_email", "license_id", "owner_org"})
#: CKAN makes these itself from ``license_id``.
_MADE = frozenset({"license_title", "license_url"})

Package = Mapping[str, Any]


class Spot(Struct, frozen=True):
    """One place of a package."""

    where: str  #: ``top``, ``extras`` or ``tags``
    key: str


class Customs(Struct, frozen=True, kw_only=True):
    """How one catalog keeps its metadata."""

    schema: frozenset[str] | None = None  #: dataset fields of its ckanext-scheming schema; ``None``: it has none
    tags_as_text: bool = False  #: the schema demands ``tag_string`` with every writing
    spots: dict[str, Spot] = {}  #: where a field stands in most of its datasets
    lists: dict[str, str] = {}  #: shape of most many-choice values, by where they stand: ``list``, ``json`` …
    licences: dict[str, str] = {}  #: licence (its id in the vocabulary) → what the catalog writes for it


def customs(
    packages: Iterable[Package], schema: frozenset[str] | None = None, *, tags_as_text: bool = False
) -> Customs:
    """The customs of a catalog, from its datasets."""
    spots: dict[str, Counter[Spot]] = {}
    lists: dict[str, Counter[str]] = {}
    licences: dict[str, Counter[str]] = {}
    fields = vocabulary().fields["dataset"]
    held_by = tuple(packages)
    for package in held_by:
        for field in fields.values():
            spot = _filled(field, package)
            if spot is None:
                continue
            spots.setdefault(field.name, Counter())[spot] += 1
            if field.form == "choices":
                lists.setdefault(spot.where, Counter())[shape_of(held(package, spot).raw)] += 1
        written = package.get("license_id")
        if isinstance(written, str) and written:
            licences.setdefault(vocabulary().licence(written).id, Counter())[written] += 1
    return Customs(
        schema=schema,
        tags_as_text=tags_as_text,
        spots={
            name: spot for name, counted in spots.items() if (spot := _usual(name, counted, len(held_by))) is not None
        },
        lists={where: _most(counted) for where, counted in lists.items()},
        licences={identity: _most(counted) for identity, counted in licences.items() if identity},
    )


def _usual(name: str, counted: Counter[Spot], datasets: int) -> Spot | None:
    """Where a field usually stands. In place of CKAN's own column only what most datasets have, not a few odd ones."""
    spot: Spot = _most(counted)
    own = name not in CORE or spot == Spot("top", name)
    return spot if own or 2 * counted[spot] > datasets else None


def _most(counted: Counter[Any]) -> Any:
    """The most frequent; of equals, the same one each time."""
    return min(counted, key=lambda each: (-counted[each], repr(each)))


def spot_of(field: Field, package: Package, known: Customs) -> Spot:
    """Where a field of a dataset is, or would be."""
    if field.form == "tags":
        return Spot("tags", "tags")
    if field.name in ("license_id", "owner_org", "title"):
        return Spot("top", field.name)
    there = _filled(field, package)
    if there is not None:
        return there
    extras = extras_of(package)
    if field.name in extras and field.name not in CORE:
        return Spot("extras", field.name)
    demanded = field.name in (known.schema or ())  # a CKAN takes no extra with the name of a field of its form
    if field.name in known.spots and not (demanded and known.spots[field.name].where == "extras"):
        return known.spots[field.name]
    if demanded or field.name in CORE or field.name in package:
        return Spot("top", field.name)
    flat = known.schema is None and any(spot.where == "top" and name not in CORE for name, spot in known.spots.items())
    return Spot("top" if flat else "extras", field.name)


def _filled(field: Field, package: Package) -> Spot | None:
    """The place that a scan reads the field from; ``None``: nothing is filled. Top, then extras, then other names."""
    extras = extras_of(package)
    for name in (field.name, *(alias for alias in field.aliases if alias not in _MADE)):
        if not empty(package.get(name)):
            return Spot("top", name)
        if not empty(extras.get(name)):
            return Spot("extras", name)
    return None


def extras_of(package: Package) -> dict[str, Any]:
    """The extras by key; of a key that is there twice, the first."""
    found: dict[str, Any] = {}
    extras = package.get("extras")
    for each in extras if isinstance(extras, list) else ():
        if isinstance(each, dict) and isinstance(each.get("key"), str):
            found.setdefault(each["key"], each.get("value"))
    return found


def held(package: Package, spot: Spot) -> Held:
    """What stands in a place of a dataset."""
    if spot.where == "tags":
        return Held(there=True, raw=tag_names(package))
    holder = extras_of(package) if spot.where == "extras" else package
    return Held(there=spot.key in holder, raw=holder.get(spot.key))


def held_in_resource(resource: Package, name: str) -> Held:
    """What stands in a field of a resource."""
    return Held(there=name in resource, raw=resource.get(name))


def tag_names(package: Package) -> list[str]:
    """The free keywords in their order; those of a vocabulary are the site's own and are left alone."""
    tags = package.get("tags")
    return [
        str(each.get("name"))
        for each in (tags if isinstance(tags, list) else ())
        if isinstance(each, dict) and not each.get("vocabulary_id")
    ]


def shape_of(raw: Any) -> str:
    """The shape of a value: ``list``, ``json``, ``json_ascii``, ``braces`` or ``text``."""
    if isinstance(raw, list):
        return "list"
    text = raw.strip() if isinstance(raw, str) else ""
    if text.startswith("["):
        return "json_ascii" if "\\u" in text else "json"
    return "braces" if text.startswith("{") else "text"


def raw_of(field: Field, value: FieldValue, like: Held, spot: Spot, known: Customs) -> Any:
    """A value in the shape that the catalog has it in, or has others of its kind in."""
    if field.form == "choices" or isinstance(value, tuple):
        members = list(value) if isinstance(value, tuple) else [value]
        if spot.where == "tags":
            return members
        usual = known.lists.get(spot.where, "list" if spot.where == "top" else "json")
        return _SHAPES[usual if empty(like.raw) else shape_of(like.raw)](members)
    if field.form == "choice" and shape_of(like.raw) != "text":
        return _SHAPES[shape_of(like.raw)]([value])
    if field.name == "license_id":
        return known.licences.get(vocabulary().licence(value).id, value)
    if isinstance(like.raw, bool) and value in ("True", "False"):
        return value == "True"
    if isinstance(like.raw, int) and not isinstance(like.raw, bool):
        number = {"True": "1", "False": "0"}.get(value, value) if field.form == "flag" else value
        return int(number) if number.isdecimal() else value
    if field.form == "flag" and isinstance(like.raw, str) and like.raw in _FLAGS:
        return _FLAGS[like.raw][value == "True"]
    return value


_FLAGS: Mapping[str, tuple[str, str]] = {
    each: pair for pair in (("0", "1"), ("false", "true"), ("no", "yes"), ("ไม่ใช่", "ใช่")) for each in pair
}
_SHAPES: Mapping[str, Any] = {
    "list": lambda members: members,
    "json": lambda members: json.dumps(members, ensure_ascii=False),
    "json_ascii": json.dumps,
    "braces": lambda members: "{" + ",".join(map(_braced, members)) + "}",
    "text": ", ".join,
}


def _braced(member: str) -> str:
    """A member of ``{a,b}``, quoted where it holds a sign of that form or a blank."""
    return f'"{member}"' if any(sign in member for sign in ',{}" ') else member
