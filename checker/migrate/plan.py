"""A dataset as it lies in the database → what changes. Given what it leads to, nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from checker.fix.places import CORE, extras_of, tag_names
from checker.fix.values import Reading, Refusal, empty, read, refusal
from checker.fix.words import text
from checker.form import RUBRIC, FormVerdict, form_verdict
from checker.migrate.model import Exposed, Lacking, Left, Move, Plan
from checker.model import Outcome
from checker.normalise.shapes import listed, written
from checker.rubric import Text
from checker.vocabulary import Field, vocabulary

#: What can be migrated from.
SOURCES = ("thai_gdc",)
#: Names that a CKAN takes for no extra, as it has such a key itself: one that lies there blocks every edit.
OWN = CORE | {
    "author", "author_email", "extras", "groups", "id", "organization", "plugin_data", "private", "resources", "state",
    "relationships_as_object", "relationships_as_subject", "tag_string", "tags", "type", "version",
}  # fmt: skip
#: An extra that stands in such a way is kept under its name with this behind it.
KEPT = "_extra"
SHOWN = 200  #: characters of a value that is told
_NOT_READ = frozenset({"name", "owner_org", "tag_string", "title"})
_READ = frozenset({"choice", "choices", "flag", "date", "year", "number"})
_WHY = {"choice": "choice", "choices": "choice", "flag": "flag", "date": "date", "year": "year", "number": "number"}

Raw = Mapping[str, Any]


def plan(
    package: Raw, *, today: date, rubric: str = RUBRIC, vocabularies: Mapping[str, Sequence[str]] | None = None
) -> Plan:
    """What changes in a package of CKAN's default schema (fields in ``extras``).

    ``vocabularies``: its tags that belong to a vocabulary, by the vocabulary's name: older sites kept choices so.
    """
    planned = _Planned(package, vocabularies or {})
    planned.fields()
    planned.tags()
    planned.in_the_way()
    for resource in package.get("resources") or ():
        planned.resource(resource)
    verdict = form_verdict(package, today=today, rubric=rubric)
    return Plan(
        id=str(package.get("id") or ""), name=str(package.get("name") or ""), title=verdict.dataset.title,
        moves=tuple(planned.moves), left=tuple(planned.left), lacking=tuple(_lacking(verdict)),
        exposed=tuple(_exposed(package)), passed=verdict.passed, required=verdict.required,
    )  # fmt: skip


class _Planned:
    def __init__(self, package: Raw, vocabularies: Mapping[str, Sequence[str]]) -> None:
        self.package, self.extras, self.vocabularies = package, extras_of(package), vocabularies
        self.moves: list[Move] = []
        self.left: list[Left] = []

    def fields(self) -> None:
        for field in vocabulary().fields["dataset"].values():
            if field.name in _NOT_READ:
                continue
            own, source, raw = self._found(field)
            if not empty(raw):
                self._field(field, own, raw, source)

    def _found(self, field: Field) -> tuple[Any, str, Any]:
        """(what stands in the field's own place, the key of what is filled when that is another, what is filled)."""
        core = field.name in CORE
        own = self.package.get(field.name) if core else self.extras.get(field.name)
        if not empty(own):
            return own, "", own
        for key in ((field.name,) if core else ()) + field.aliases:
            if not empty(self.extras.get(key)):
                return own, key, self.extras[key]
        members = self.vocabularies.get(field.name)
        return (own, f"tags/{field.name}", list(members)) if members else (own, "", own)

    def _field(self, field: Field, own: Any, raw: Any, source: str) -> None:
        value, others, left = _settled(field, raw)
        if left is not None:
            self.left.append(left)
        elif source and field.name == "license_id":
            value = _licence(value)
        if source or not _as_stored(field, raw, value):
            where = "top" if field.name in CORE else "extras"
            why = "moved" if source else "other" if others else _why(field, raw)
            self.moves.append(
                Move(field=field.name, where=where, key=field.name, before=own, after=value, why=why, source=source)
            )
        if others:
            there = self.extras.get(field.other)
            self._other("", "extras", field.other, "" if empty(there) else written(there), others)

    def _other(self, resource: str, where: str, key: str, there: str, others: str) -> None:
        if others not in there:
            after = f"{there}\n{others}" if there else others
            self.moves.append(
                Move(field=key, resource=resource, where=where, key=key, before=there or None, after=after, why="other")
            )

    def tags(self) -> None:
        """Keywords that lie in an extra, where the dataset has none."""
        if tag_names(self.package):
            return
        field = vocabulary().fields["dataset"]["tag_string"]
        for key in ("tag_string", "tags"):
            value = read(field, self.extras.get(key)).value if not empty(self.extras.get(key)) else ()
            if value:
                names = list(value) if isinstance(value, tuple) else [value]
                self.moves.append(
                    Move(field="tag_string", where="tags", key="tags", before=[], after=names, why="moved", source=key)
                )
                return

    def in_the_way(self) -> None:
        """Extras with the name of a key of CKAN's own: what is moved or said twice goes, anything else is renamed."""
        moved = {move.source for move in self.moves}
        for key, value in self.extras.items():
            if key not in OWN:
                continue
            said = empty(value) or key in moved or written(self.package.get(key)) == written(value)
            self.moves.append(
                Move(field=key, where="extras", key=key, before=value, why="twice" if said else "in_the_way")
            )
            if not said:
                kept = self._free(key + KEPT)
                self.moves.append(Move(field=key, where="extras", key=kept, after=value, why="in_the_way", source=key))

    def _free(self, key: str) -> str:
        while key in self.extras:
            key += KEPT
        return key

    def resource(self, resource: Raw) -> None:
        identity = str(resource.get("id") or "")
        for field in vocabulary().fields["resource"].values():
            raw = resource.get(field.name)
            if empty(raw) or field.form not in _READ:
                continue
            value, others, left = _settled(field, raw, identity)
            if left is not None:
                self.left.append(left)
            if not _as_stored(field, raw, value):
                why = "other" if others else _why(field, raw)
                self.moves.append(
                    Move(field=field.name, resource=identity, where="top", key=field.name, before=raw, after=value,
                         why=why)
                )  # fmt: skip
            if others:
                there = resource.get(field.other)
                self._other(identity, "top", field.other, "" if empty(there) else written(there), others)


def _settled(field: Field, raw: Any, resource: str = "") -> tuple[Any, str, Left | None]:
    """(what shall stand there, the text for the field of อื่นๆ, what is told where it stays as it is)."""
    if field.form not in _READ:
        return raw, "", None
    reading = read(field, raw)
    wrong = refusal(field, reading, others_allowed=True)
    if wrong is not None:
        return raw, "", _left(field, resource, raw, wrong)
    value = _value(field, reading, raw)
    return value, reading.others, None


def _value(field: Field, reading: Reading, raw: Any) -> Any:
    if field.form == "choices":
        return list(reading.value) if isinstance(reading.value, tuple) else [reading.value]
    if field.name == "license_id" and vocabulary().match("license_id", str(reading.value)) is None:
        return raw  # an id of CKAN's own that the vocabulary knows as a licence
    return reading.value


def _licence(told: str) -> str:
    """A licence told by its address: the choice of the form, else the id that CKAN knows it by. Others as they are."""
    known = vocabulary().licence(told)
    if "://" not in told or not known.id:
        return told
    return vocabulary().match("license_id", known.title) or known.id


def _as_stored(field: Field, raw: Any, value: Any) -> bool:
    """Whether the database holds the value as ckanext-scheming reads it: a list as JSON, anything else as it is."""
    if raw == value:
        return True
    listing = field.form == "choices" and isinstance(raw, str) and raw.lstrip().startswith("[")
    return listing and listed(raw.strip()) == value


def _why(field: Field, raw: Any) -> str:
    """A list in another shape, or a value in another spelling."""
    if field.form == "choices" and not (isinstance(raw, list) or str(raw).lstrip().startswith("[")):
        return "list"
    return _WHY[field.form]


def _left(field: Field, resource: str, raw: Any, wrong: Refusal) -> Left:
    params = {"field": field.name, **wrong.params}
    said = text("problems", wrong.code)
    why = Text(th=said.th.format(**params), en=said.en.format(**params))
    return Left(field=field.name, resource=resource, value=written(raw)[:SHOWN], why=why)


def _lacking(verdict: FormVerdict) -> Iterator[Lacking]:
    for item in verdict.items:
        if item.outcome is not Outcome.PASSED:
            said = next((each.text for each in item.remarks if each.finding.outcome is Outcome.FAILED), item.title)
            yield Lacking(no=item.no, title=item.title, text=said)


def _exposed(package: Raw) -> Iterator[Exposed]:
    """Files that are hidden one by one, of a dataset that is neither private nor a draft.

    thai_gdc hides a file whose ``resource_private`` is ``True`` from all who may not edit its dataset. Here a dataset
    is private as a whole or not at all, so such a file is open from the moment the plugin is exchanged.
    """
    if package.get("private") or package.get("state", "active") != "active":
        return
    field = vocabulary().fields["resource"]["resource_private"]
    for resource in package.get("resources") or ():
        if read(field, resource.get(field.name)).value == "True":
            name = str(resource.get("name") or resource.get("url") or "")
            yield Exposed(resource=str(resource.get("id") or ""), name=name[:SHOWN])
