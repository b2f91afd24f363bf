"""From changes to the calls of CKAN's Action API that make them, and to the package that they lead to.

``package_patch`` replaces the whole of ``extras`` and of ``tags``: both are sent whole, as the catalog has them at that
moment with only the changed keys exchanged. ``resource_patch`` can put a key but not take one away: a resource that
loses a key is sent whole with ``resource_update``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from msgspec import Struct

from checker.fix.model import Change, Held
from checker.fix.places import Customs, Package, Spot, held, held_in_resource, tag_names
from checker.fix.resources import resource_of, resources_of
from checker.fix.values import fields_of, same


class Call(Struct, frozen=True, kw_only=True):
    """One writing call."""

    action: str
    data: dict[str, Any]


def call_for(package: Package, changes: Sequence[Change], known: Customs) -> Call:
    """The one call for changes that are all of the dataset, or all of one resource."""
    resource = changes[0].resource
    return _resource_call(package, resource, changes) if resource else _dataset_call(package, changes, known)


def _dataset_call(package: Package, changes: Sequence[Change], known: Customs) -> Call:
    after = applied(package, changes)
    data: dict[str, Any] = {"id": package["id"]}
    for change in changes:
        # a key of a scheming site goes when it is sent as null: package_patch leaves out no key
        data[_sent(change)] = after.get(change.key) if change.where == "top" else after.get(change.where)
    if known.tags_as_text:  # CKAN adds the words of tag_string to those of tags
        data |= {"tags": [], "tag_string": ", ".join(tag_names(after))}
    return Call(action="package_patch", data=data)


def _sent(change: Change) -> str:
    return change.key if change.where == "top" else change.where


def _resource_call(package: Package, identity: str, changes: Sequence[Change]) -> Call:
    if all(change.new.there for change in changes):
        return Call(action="resource_patch", data={"id": identity, **{each.key: each.new.raw for each in changes}})
    after = applied(package, changes)
    return Call(action="resource_update", data=next(dict(r) for r in resources_of(after) if r.get("id") == identity))


def applied(package: Package, changes: Iterable[Change]) -> dict[str, Any]:
    """The package as it is once the changes are made; everything else in it stays."""
    after: dict[str, Any] = deepcopy(dict(package))
    for change in changes:
        if change.resource:
            for each in resources_of(after):
                if each.get("id") == change.resource:
                    _put(each, change)  # type: ignore[arg-type]  # of the copy above: a dict of our own
        elif change.where == "extras":
            after["extras"] = _with_extra(after.get("extras"), change)
        elif change.where == "tags":
            after["tags"] = _with_tags(after.get("tags"), change.new.raw or [])
        else:
            _put(after, change)
    return after


def _put(holder: dict[str, Any], change: Change) -> None:
    if change.new.there:
        holder[change.key] = change.new.raw
    else:
        holder.pop(change.key, None)


def _with_extra(extras: Any, change: Change) -> list[Any]:
    """The list with one key exchanged in its place, put at the end, or taken out; never a key twice."""
    found: list[Any] = []
    done = not change.new.there
    for each in extras if isinstance(extras, list) else ():
        if isinstance(each, dict) and each.get("key") == change.key:
            if not done:
                found.append({**each, "value": change.new.raw})
                done = True
        else:
            found.append(each)
    return found if done else [*found, {"key": change.key, "value": change.new.raw}]


def _with_tags(tags: Any, names: Sequence[str]) -> list[Any]:
    """Keywords that stay, stay as they are; those of a vocabulary stay always."""
    held = [each for each in (tags if isinstance(tags, list) else ()) if isinstance(each, dict)]
    free = {each.get("name"): each for each in held if not each.get("vocabulary_id")}
    return [*(each for each in held if each.get("vocabulary_id")), *(free.get(name, {"name": name}) for name in names)]


def now_at(package: Package, change: Change) -> Held:
    """What the place of a change holds."""
    if not change.resource:
        return held(package, Spot(change.where, change.key))
    return held_in_resource(resource_of(package, change.resource), change.key)


def standing(package: Package, change: Change) -> str:
    """``old``: not made; ``new``: made; ``other``: somebody has put something else there.

    CKAN brings some values to a spelling of its own (formats, keywords), so a value that says the same as the new one
    and is not the old one is the new one. Nothing is nothing, as a key or without one; in a resource that is gone,
    nothing is as it was.
    """
    if change.resource and not resource_of(package, change.resource):
        return "other"
    now = now_at(package, change)
    field = fields_of("resource" if change.resource else "dataset")[change.field]
    if change.where == "tags":
        return _tags_standing(now, change)
    if _equal(now, change.old):
        return "old"
    return "new" if _equal(now, change.new) or same(field, now.raw, change.new.raw) else "other"


def _tags_standing(now: Held, change: Change) -> str:
    """CKAN sorts keywords."""
    for name, value in (("old", change.old.raw), ("new", change.new.raw)):
        if sorted(now.raw or []) == sorted(value or []):
            return name
    return "other"


def _equal(one: Held, other: Held) -> bool:
    return one.raw == other.raw or (one.raw in (None, "", []) and other.raw in (None, "", []))


def reversed_(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that put the old values back."""
    return tuple(
        Change(field=each.field, resource=each.resource, where=each.where, key=each.key, old=each.new, new=each.old)
        for each in changes
    )
