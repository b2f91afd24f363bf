"""What a workbook changes in a dataset that a catalog holds: what ``package_patch`` takes, and each change in words.

A workbook adds and corrects, it takes nothing away: a field that it has no column for, a cell that is blank, a file
that it does not list stay as the catalog has them. One thing goes with what is changed: the text of อื่นๆ of a choice
that is no longer taken. Files are the same by address and name, else by address, else by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from checker.model import FieldValue
from checker.normalise import normalise
from checker.vocabulary import OTHER, vocabulary
from checker.workbook.created import created, is_closed
from checker.workbook.difference import (
    ADDED,
    CHANGED,
    Change,
    FileChange,
    Listed,
    compared,
    file_said,
    label_of,
    listed,
    paired,
    place_of,
    shown,
)
from checker.workbook.record import Package, Record, Row

_CATALOG = Row(source="", sheet="", number=0, columns=())  #: where the files of a catalog stand
_LEFT = {"dataset": frozenset({"name", "owner_org"}), "resource": frozenset[str]()}  #: a dataset keeps these


class Update(Struct, frozen=True, kw_only=True):
    """What changes in one dataset."""

    patch: Package  #: without the id; empty: nothing changes
    changes: tuple[Change, ...] = ()
    files: tuple[FileChange, ...] = ()  #: new and changed ones; a file of the catalog alone stays


def update_of(existing: Mapping[str, Any], record: Record) -> Update:
    """What importing ``record`` changes in ``existing``, a package as ``package_show`` gives it."""
    wanted = created(record)
    old, new = normalise(existing), normalise(wanted)
    changes = dict(_changes(old.fields, new.fields, record.row, "dataset"))
    patch: Package = {name: wanted.get(name, "") for name in changes if name != "tag_string"}
    if "tag_string" in changes:
        patch["tags"] = wanted["tags"]
    for change in _visibility(old.private, record, wanted):
        changes["private"], patch["private"] = change, wanted["private"]
    files, resources = _files(existing, record, wanted)
    if files:
        patch["resources"] = resources
    return Update(patch=patch, changes=tuple(changes.values()), files=files)


def _changes(
    old: Mapping[str, FieldValue], new: Mapping[str, FieldValue], row: Row, level: str
) -> Iterator[tuple[str, Change]]:
    """By field, what the workbook says otherwise."""
    for field in vocabulary().fields[level].values():
        name, said = field.name, new.get(field.name) or ""
        if said and name not in _LEFT[level] and not _same(name, old.get(name, ""), said):
            yield name, _change(name, old.get(name, ""), said, row, level)
        if field.other and said and OTHER not in _taken(said) and old.get(field.other) and not new.get(field.other):
            yield field.other, _change(field.other, old[field.other], "", row, level)


def _same(name: str, old: FieldValue, new: FieldValue) -> bool:
    if name == "format" and isinstance(old, str) and isinstance(new, str):
        known = vocabulary().format_written(new)
        return old == new or (known is not None and vocabulary().format_written(old) == known)
    return compared(old) == compared(new)


def _taken(value: FieldValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _change(name: str, old: FieldValue, new: FieldValue, row: Row, level: str) -> Change:
    return Change(
        field=name,
        label=label_of(name, level),
        old=shown(name, old, level),
        new=shown(name, new, level),
        old_place="",
        new_place=place_of(row, name, level),
    )


def _visibility(private: bool, record: Record, wanted: Package) -> Iterator[Change]:
    """Where the workbook says it, and where its category closes what was open."""
    closed = is_closed(wanted)
    if private != wanted["private"] and ("private" in record.package or closed):
        old, new = (str(each) if each else "" for each in (private, wanted["private"]))
        yield _change("private", old, new, record.row, "dataset")


def _files(
    existing: Mapping[str, Any], record: Record, wanted: Package
) -> tuple[tuple[FileChange, ...], list[Package]]:
    """(what is new and changed, all resources as they are to be)."""
    held = [dict(each) for each in existing.get("resources") or () if isinstance(each, Mapping)]
    files = normalise({"resources": held}).distributions
    have = [Listed(place=place, file=file, row=_CATALOG) for place, file in enumerate(files)]
    come = listed(record, normalise(wanted))
    pairs, _, added = paired(have, come)
    found: dict[int, FileChange] = {}
    for before, after in pairs:
        changes = dict(_changes(file_said(before.file), file_said(after.file), after.row, "resource"))
        if changes:
            new: Package = wanted["resources"][after.place]
            held[before.place].update({name: new.get(name, "") for name in changes})
            if "url" in changes and held[before.place].get("url_type"):
                held[before.place]["url_type"] = ""  # what was uploaded gives way to an address
            found[after.place] = _file(CHANGED, after, tuple(changes.values()))
    for each in added:
        held.append(dict(wanted["resources"][each.place]))
        found[each.place] = _file(ADDED, each)
    return tuple(found[place] for place in sorted(found)), held


def _file(kind: str, each: Listed, changes: tuple[Change, ...] = ()) -> FileChange:
    return FileChange(kind=kind, name=each.file.name, url=each.file.url, new_place=each.row.place(), changes=changes)
