"""What a file asks for, held against a dataset as the catalog has it: field by field, old and new.

A value that the catalog has already is no change, and is accepted whatever it is (``metadata.md`` section 1: an old
value that an edit leaves unchanged). A field whose value is refused stays as it is; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from checker.errors import Problem
from checker.fix.model import Asked, AskedDataset, AskedResource, Change, Held, Proposed
from checker.fix.places import Customs, Package, Spot, held, held_in_resource, raw_of, spot_of
from checker.fix.resources import resource_names, resource_of, resources_like
from checker.fix.values import NEVER_EMPTY, Refusal, empty, fields_of, read, refusal, same
from checker.fix.words import problem
from checker.normalise import identity_of
from checker.normalise.shapes import parts
from checker.text import key
from checker.vocabulary import OTHER, OTHER_TYPE, Field

#: Texts are written as typed: what a scan leaves out when it reads (HTML in a description) is the writer's own.
AS_TYPED = frozenset({"text", "heading", "long_text"})
#: What is known of an organization by its name, title or id: its id; ``None``: there is none.
Organization = Callable[[str], str | None]


class Ground(Struct, frozen=True, kw_only=True):
    """What a proposal stands on."""

    now: Package  #: the dataset as the catalog has it
    then: Package  #: as the run saw it
    customs: Customs
    organization: Organization
    #: raw values that were written by us since the run, by (resource id, key): no stranger's change
    written: Mapping[tuple[str, str], tuple[Any, ...]] = {}


def propose(asked: AskedDataset, ground: Ground) -> Proposed:
    """What would change in one dataset."""
    building = _Building(asked, ground)
    for one in asked.fields:
        building.field("dataset", one, ground.now, "")
    for resource in asked.resources:
        building.resource(resource)
    building.prove_others()
    identity, name = identity_of(ground.now)
    return Proposed(
        id=identity,
        name=name,
        title=str(ground.now.get("title") or ""),
        modified=str(ground.now.get("metadata_modified") or ""),
        changes=tuple(building.changes),
        problems=tuple(building.problems),
        stale=tuple(building.stale()),
    )


class _Building:
    """Gathers changes and problems of one dataset."""

    def __init__(self, asked: AskedDataset, ground: Ground) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self._asked, self._ground = asked, ground
        self._places: dict[tuple[str, str], Asked] = {}

    def field(self, level: str, one: Asked, holder: Package, resource: str) -> None:
        """One field of the dataset, or of one of its resources."""
        field = fields_of(level)[one.field]
        spot, old = self._where(field, holder, resource)
        self._places[resource, one.field] = one
        if isinstance(old.raw, dict) and old.raw:
            self._refuse(one, Refusal(code="several_languages"))
            return
        if one.written is None:
            self._empty(field, one, spot, old, resource)
            return
        if self._as_it_is(field, one, old):
            return
        if resource and field.name == "url" and not empty(holder.get("url_type")):
            self._refuse(one, Refusal(code="held_by_the_catalog"))
            return
        found = self._stored(field, one, old)
        if isinstance(found, Refusal):
            self._refuse(one, found)
            return
        value, others = found
        self._put(field, resource, spot, old, value)
        if others:
            self._others(field, others, level, holder, resource)

    def _where(self, field: Field, holder: Package, resource: str) -> tuple[Spot, Held]:
        if resource:
            return Spot("top", field.name), held_in_resource(holder, field.name)
        spot = spot_of(field, holder, self._ground.customs)
        return spot, held(holder, spot)

    def _as_it_is(self, field: Field, one: Asked, old: Held) -> bool:
        """The catalog has this already: to the letter, or (from a workbook) in what it means."""
        if old.raw == one.written and not empty(old.raw):
            return True
        if field.form == "organization":
            return self._same_organization(one)
        return not self._asked.exact and not empty(old.raw) and same(field, old.raw, one.written)

    def _same_organization(self, one: Asked) -> bool:
        now = self._ground.now
        shown = now.get("organization")
        names = [
            now.get("owner_org"),
            *(shown.get(part) for part in ("id", "name", "title") if isinstance(shown, dict)),
        ]
        return key(str(one.written)) in {key(name) for name in names if isinstance(name, str) and name}

    def _stored(self, field: Field, one: Asked, old: Held) -> tuple[Any, str] | Refusal:
        """The value to be stored and the text for its field of อื่นๆ, or why not."""
        if field.form == "organization":
            found = self._ground.organization(str(one.written))
            return Refusal(code="unknown_organization") if found is None else (found, "")
        if isinstance(one.written, list):
            return _members(field, one.written, old)
        reading = read(field, one.written)
        wrong = refusal(field, reading, others_allowed=not self._asked.exact)
        if wrong is not None:
            return wrong
        if field.form in AS_TYPED and field.name != "format" and isinstance(one.written, str):
            return one.written.strip(), ""
        return reading.value, reading.others

    def _put(self, field: Field, resource: str, spot: Spot, old: Held, value: Any) -> None:
        raw = value if field.form == "organization" else raw_of(field, value, old, spot, self._ground.customs)
        if old.there and (old.raw == raw or (field.form == "tags" and sorted(old.raw) == sorted(raw))):
            return
        new = Held(there=True, raw=raw)
        self.changes.append(
            Change(field=field.name, resource=resource, where=spot.where, key=spot.key, old=old, new=new)
        )

    def _others(self, field: Field, others: str, level: str, holder: Package, resource: str) -> None:
        other = fields_of(level)[field.other]
        spot, old = self._where(other, holder, resource)
        if empty(old.raw) or not same(other, old.raw, others):
            self._put(other, resource, spot, old, others)

    def _empty(self, field: Field, one: Asked, spot: Spot, old: Held, resource: str) -> None:
        """To be emptied, as the file says in so many words. A key in ``extras`` goes; elsewhere it becomes blank."""
        if field.name in NEVER_EMPTY[field.level]:
            self._refuse(one, Refusal(code="never_empty"))
        elif not empty(old.raw):
            blank: Any = [] if isinstance(old.raw, list) else ""
            new = Held() if spot.where == "extras" else Held(there=True, raw=blank)
            self.changes.append(
                Change(field=field.name, resource=resource, where=spot.where, key=spot.key, old=old, new=new)
            )

    def resource(self, asked: AskedResource) -> None:
        """One resource, by id, name or address; one that is not there, or is there twice, is told of."""
        found = resources_like(asked, self._ground.now)
        if len(found) != 1:
            code = "several_resources" if found else "unknown_resource"
            self._wrong(
                problem(code, self._asked.source, asked.place, asked.key, names=resource_names(self._ground.now))
            )
            return
        for one in asked.fields:
            self.field("resource", one, found[0], str(found[0].get("id")))

    def prove_others(self) -> None:
        """อื่นๆ as new input needs its text (``metadata.md``, readings of the edges)."""
        for change in tuple(self.changes):
            field = fields_of("resource" if change.resource else "dataset")[change.field]
            if not field.other or not _says_other(field, change.new.raw) or _says_other(field, change.old.raw):
                continue
            if empty(self._becomes(field.other, change.resource)):
                self.changes.remove(change)
                self._refuse(
                    self._places[change.resource, field.name],
                    Refusal(code="other_without_text", params={"other": field.other}),
                )
        self._prove_emptied()

    def _prove_emptied(self) -> None:
        """Where อื่นๆ stands, or will, its text is not taken away."""
        for change in tuple(self.changes):
            level = "resource" if change.resource else "dataset"
            chosen = next((each for each in fields_of(level).values() if each.other == change.field), None)
            if chosen is None or not empty(change.new.raw):
                continue
            if _says_other(chosen, self._becomes(chosen.name, change.resource)):
                self.changes.remove(change)
                why = Refusal(code="other_without_text", params={"other": change.field})
                self._refuse(self._places[change.resource, change.field], why)

    def _becomes(self, name: str, resource: str) -> Any:
        for change in self.changes:
            if (change.field, change.resource) == (name, resource):
                return change.new.raw
        field = fields_of("resource" if resource else "dataset")[name]
        holder = resource_of(self._ground.now, resource) if resource else self._ground.now
        return self._where(field, holder, resource)[1].raw

    def stale(self) -> Iterator[str]:
        """The fields that somebody else has changed since the run: what is there is neither as it was nor ours."""
        for change in self.changes:
            field = fields_of("resource" if change.resource else "dataset")[change.field]
            if change.resource:
                before = held_in_resource(resource_of(self._ground.then, change.resource), change.key)
            else:
                before = held(self._ground.then, spot_of(field, self._ground.then, self._ground.customs))
            ours = self._ground.written.get((change.resource, change.key), ())
            if not same(field, before.raw, change.old.raw) and change.old.raw not in ours:
                yield f"resources/{change.resource}/{change.field}" if change.resource else change.field

    def _refuse(self, one: Asked, why: Refusal) -> None:
        shown = ", ".join(one.written) if isinstance(one.written, list) else one.written
        params = {"field": one.field, **why.params}
        self._wrong(problem(why.code, self._asked.source, one.place, "" if shown is None else shown, **params))

    def _wrong(self, found: Problem) -> None:
        self.problems.append(found)


def _members(field: Field, written: list[str], old: Held) -> tuple[Any, str] | Refusal:
    """The members of a list; one that the catalog has already is accepted as it is."""
    there = frozenset(parts(old.raw))
    found: dict[str, None] = {}
    for member in written:
        if member in there:
            found[member] = None
            continue
        reading = read(field, [member])
        wrong = refusal(field, reading)
        if wrong is not None:
            return wrong
        found.update(dict.fromkeys(reading.value if isinstance(reading.value, tuple) else (reading.value,)))
    return tuple(found), ""


def _says_other(field: Field, raw: Any) -> bool:
    if empty(raw):
        return False
    value = read(field, raw).value
    return OTHER in value if isinstance(value, tuple) else value in (OTHER, OTHER_TYPE)
