"""What may safely be mended in a dataset, for a person to confirm: repairs that change no meaning.

Each is what ``normalise`` repairs when it reads the field alone, so a scan already counts the field as the suggestion
has it. Left out on purpose, as they would be a guess: text that is in no list, units behind numbers, values that were
cut, HTML in descriptions (Markdown allows it), licences (a catalog's own ids are no misspellings), formats that an
address contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from checker.fix.places import Customs, Package, Spot, held, spot_of, tag_names
from checker.fix.resources import resources_of
from checker.fix.values import empty, fields_of, read, refusal
from checker.model import FieldValue
from checker.normalise import identity_of
from checker.text import key, repair
from checker.vocabulary import Field, vocabulary

#: Note of ``normalise`` → rule of a suggestion; a value with any other note is left alone.
RULES: Mapping[str, str] = {
    "unicode_repaired": "unicode",
    "html_removed": "html",
    "buddhist_era": "buddhist_era",
    "synonym": "synonym",
    "email_tidied": "email",
    "trimmed": "url",
}
_LEFT_ALONE = frozenset({"license_id", "owner_org"})


class Suggestion(Struct, frozen=True, kw_only=True):
    """One value that may be mended."""

    field: str
    old: Any  #: raw, as the catalog has it
    new: FieldValue
    rules: tuple[str, ...]  #: text ids under ``suggestions``


class Suggested(Struct, frozen=True, kw_only=True):
    """The suggestions of one dataset."""

    id: str
    name: str
    title: str
    fields: tuple[Suggestion, ...] = ()
    resources: tuple[tuple[str, str, tuple[Suggestion, ...]], ...] = ()  #: (id, name, suggestions)


def suggest(package: Package) -> Suggested | None:
    """What may be mended in one dataset; ``None``: nothing."""
    identity, name = identity_of(package)
    fields = tuple(_of_dataset(package))
    resources = tuple(
        (str(each["id"]), str(each.get("name") or ""), found)
        for each in resources_of(package)
        if (found := tuple(_of_resource(each)))
    )
    if not (fields or resources):
        return None
    title = package.get("title")
    return Suggested(
        id=identity, name=name, title=title if isinstance(title, str) else "", fields=fields, resources=resources
    )


def _of_dataset(package: Package) -> Iterator[Suggestion]:
    for field in fields_of("dataset").values():
        if field.name in _LEFT_ALONE:
            continue
        raw = tag_names(package) if field.form == "tags" else held(package, _spot(field, package)).raw
        found = _mended(field, raw)
        if found is not None:
            yield found


def _spot(field: Field, package: Package) -> Spot:
    return spot_of(field, package, Customs())


def _of_resource(resource: Package) -> Iterator[Suggestion]:
    for field in fields_of("resource").values():
        raw = resource.get(field.name)
        found = _format(field, raw, resource) if field.name == "format" else _mended(field, raw)
        if found is not None:
            yield found


def _mended(field: Field, raw: Any) -> Suggestion | None:
    if empty(raw) or not isinstance(raw, str | list):
        return None
    if field.form == "long_text" and isinstance(raw, str):
        return _repaired(field, raw)
    reading = read(field, raw)
    codes = dict.fromkeys(note.code for note in reading.notes)
    safe = bool(codes) and all(code in RULES for code in codes) and refusal(field, reading) is None
    if not safe or reading.value == raw:
        return None
    rules = tuple(dict.fromkeys(RULES[code] for code in codes))
    return Suggestion(field=field.name, old=raw, new=reading.value, rules=rules)


def _repaired(field: Field, raw: str) -> Suggestion | None:
    """Code points alone: HTML in a description may be meant."""
    new = repair(raw)
    if new == raw or refusal(field, read(field, new)) is not None:
        return None
    return Suggestion(field=field.name, old=raw, new=new.strip(), rules=("unicode",))


def _format(field: Field, raw: Any, resource: Package) -> Suggestion | None:
    """The usual name, where the whole text is another name of the format and the address does not say otherwise.

    Where the address names another format of the same family (``XSL`` for a file ``.xlsx``), the address is right.
    """
    if not isinstance(raw, str) or empty(raw):
        return None
    words = vocabulary()
    written = key(raw.partition(";")[0].strip(" .*'\""))
    found = words.format_by_key(written)
    if found is None or written in _names(found):
        return None
    told = words.format_of_name(str(resource.get("url") or ""))
    if told is not None and told != found:
        if words.formats[told].family != words.formats[found].family:
            return None
        found = told
    return Suggestion(field=field.name, old=raw, new=words.formats[found].title, rules=("format",))


def _names(identity: str) -> frozenset[str]:
    """What is no misspelling: the id, the title and the endings of a format."""
    form = vocabulary().formats[identity]
    return frozenset(key(name) for name in (form.id, form.title, *form.extensions))
