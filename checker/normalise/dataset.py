"""A raw package → its fields, wherever the site keeps them: at the top, in extras, under another edition's name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from checker.model import FieldValue, Note, Publisher
from checker.normalise.choices import exact_values, many_choices, one_choice, with_other
from checker.normalise.notebook import OFTEN, Notebook
from checker.normalise.shapes import listed, parts, written
from checker.normalise.values import address, date_text, email_text, flag, heading, number_text, plain_text, year_text
from checker.text import blank, clean, clean_often, one_line
from checker.vocabulary import Field, Vocabulary

MOST_TAGS = 1_000
MOST_EXTRAS = 5_000
BETWEEN_TAGS = re.compile(r"[,;\n]")  #: no keyword of a CKAN may hold one of them
_SPECIAL = frozenset({"name", "owner_org", "tag_string"})
_OF_ONE_DATASET = frozenset({"heading", "long_text", "url"})  #: forms whose texts differ from dataset to dataset
_READERS: dict[str, Callable[[str, Any, Notebook], str]] = {
    "flag": flag, "date": date_text, "year": year_text, "number": number_text, "email": email_text, "url": address,
    "text": plain_text, "long_text": plain_text, "heading": heading,
}  # fmt: skip


class _Row(NamedTuple):
    """A field as it is read: a plain tuple, as this is the innermost loop of a run."""

    name: str
    form: str
    item: bool
    shared: bool  #: whether many datasets have the same text in it
    field: Field
    exact: Mapping[str, str]  #: stored values of its list
    read: Callable[[str, Any, Notebook], str]


class _Table(NamedTuple):
    """All fields by their form; one with a text of อื่นๆ comes behind that text."""

    rows: tuple[_Row, ...]
    places: dict[str, int]  #: place in ``rows`` of what a site may write: names and aliases
    aliases: tuple[str, ...]


@cache
def _table(words: Vocabulary) -> _Table:
    found = [field for name, field in words.fields["dataset"].items() if name not in _SPECIAL]
    rows = tuple(
        _Row(
            field.name,
            field.form,
            bool(field.item),
            field.form not in _OF_ONE_DATASET,
            field,
            exact_values(words, field),
            _READERS.get(field.form, plain_text),
        )
        for field in sorted(found, key=lambda field: bool(field.other))
    )
    places = {name: place for place, row in enumerate(rows) for name in (row.name, *row.field.aliases)}
    return _Table(rows, places, tuple(alias for row in rows for alias in row.field.aliases))


def extras_of(package: Mapping[str, Any]) -> dict[str, Any]:
    """The extras by name: a list of ``{key, value}``, or an object."""
    raw = package.get("extras")
    if not raw:
        return {}
    if isinstance(raw, (dict, Mapping)):
        return {str(name): value for name, value in list(raw.items())[:MOST_EXTRAS]}
    found: dict[str, Any] = {}
    if isinstance(raw, (list, tuple)):
        for each in raw[:MOST_EXTRAS]:
            if isinstance(each, (dict, Mapping)) and isinstance(each.get("key"), str):
                found.setdefault(each["key"], each.get("value"))
    return found


def raw_value(package: Mapping[str, Any], extras: Mapping[str, Any], field: Field) -> Any:
    """What the site wrote for a field: at the top, else in extras, else under another name. ``None``: nowhere.

    A blank gives way to a value further on, and stands where there is none.
    """
    name = field.name
    found = package.get(name)
    if found and not _empty(found):
        return found
    value = extras.get(name)
    if value is not None and not _empty(value):
        return value
    if found is None:
        found = value
    for alias in field.aliases:
        for place in (package, extras):
            value = place.get(alias)
            if value is not None and not _empty(value):
                return value
            if found is None:
                found = value
    return found


def _empty(value: Any) -> bool:
    """Nothing to read in a text or in any member of a list, also of one that is written as text (``[""]``, ``{}``)."""
    if isinstance(value, str):
        return not value[:1].isalnum() and (
            blank(value) or value.lstrip()[:1] in ("[", "{") and not any(map(str.strip, parts(value)))
        )
    return isinstance(value, (list, tuple, dict, Mapping)) and blank(written(value))


def read_fields(
    words: Vocabulary, package: Mapping[str, Any], extras: Mapping[str, Any], book: Notebook
) -> dict[str, FieldValue]:
    """All fields but the organization and the tags. A mandatory one that is there and blank is kept as blank."""
    fields: dict[str, FieldValue] = {}
    get = package.get
    rows, places, aliases = _table(words)
    elsewhere = bool(extras) or any(map(get, aliases))
    known: set[Any] = {*map(places.get, package), *map(places.get, extras)}
    for place in sorted(known - {None}):
        name, _, item, shared, field, exact, _ = rows[place]
        value = get(name)
        if type(value) is str and value in exact:
            fields[name] = value
            continue
        if not value or (not value[:1].isalnum() if type(value) is str else elsewhere):
            if extras or (elsewhere and field.aliases):
                value = raw_value(package, extras, field)
            if value is None or (value == "" and not item):
                continue
        if shared and type(value) is str and len(value) <= OFTEN:
            said, others, notes = _read_often(words, place, value)
            book.take(notes)
        else:
            said, others = _read(words, rows[place], value, book)
        if others:
            with_other(fields, field, others)
        if said or item:
            fields[name] = said
    return fields


@lru_cache(maxsize=16_384)
def _read_often(words: Vocabulary, place: int, text: str) -> tuple[FieldValue, str, tuple[Note, ...]]:
    """As :func:`_read`, remembered with its notes: for short texts that many datasets share."""
    book = Notebook()
    return *_read(words, _table(words).rows[place], text, book), tuple(book.notes)


def _read(words: Vocabulary, row: _Row, value: Any, book: Notebook) -> tuple[FieldValue, str]:
    """(what the field says, the text for its field of อื่นๆ)."""
    if row.form == "choice":
        return one_choice(words, row.field, value, book)
    if row.form == "choices":
        return many_choices(words, row.field, value, book)
    return row.read(row.name, value, book), ""


def read_tags(package: Mapping[str, Any], extras: Mapping[str, Any], book: Notebook) -> tuple[str, ...] | None:
    """The keywords in their order, each once; ``None``: the site has no such field."""
    value = package.get("tags")
    there = value is not None
    found = _tags(value, book) if value else ()
    if not found:
        for place, name in ((package, "tag_string"), (extras, "tag_string"), (extras, "tags")):
            value = place.get(name)
            there = there or value is not None
            found = _tags(value, book) if value else ()
            if found:
                break
    return found if found or there else None


def _tags(value: Any, book: Notebook) -> tuple[str, ...]:
    if isinstance(value, str):
        members = listed(value.strip())
        value = BETWEEN_TAGS.split(value) if members is None else members
    if not isinstance(value, (list, tuple)):
        return ()
    if len(value) > MOST_TAGS:
        book.add("cut", "tag_string", f"{len(value)}", f"{MOST_TAGS}")
    found: dict[str, None] = {}
    for each in value[:MOST_TAGS]:
        text = _tag(each)
        if type(text) is not str or not text:
            continue
        text = book.clean("tag_string", text, often=True)
        if text:
            found[text] = None
    return tuple(found)


def _tag(each: Any) -> Any:
    if type(each) is dict:
        shown = each.get("display_name")
        if type(shown) is str and shown and not shown.isspace():
            return shown
        return written(each.get("name"))
    return each if type(each) is str else written(each)


def read_publisher(
    package: Mapping[str, Any], extras: Mapping[str, Any], book: Notebook
) -> tuple[Publisher | None, str | None]:
    """(publisher, ``owner_org`` as shown); a publisher of ``None`` with a text is one that names no organization.

    An ``organization`` object is one, whatever ``owner_org`` says; where the site has the key and nothing in it,
    ``owner_org`` names nothing (``metadata.md``, readings of the edges).
    """
    organization = package.get("organization")
    owner = package.get("owner_org")
    if owner is None or (isinstance(owner, str) and blank(owner)):
        owner = extras.get("owner_org", owner)
    named = one_line(book.clean("owner_org", written(owner), often=True)) if owner else ""
    if isinstance(organization, (dict, Mapping)):
        found = _organization(organization, named, book)
        if found is not None:
            return found, found.title or found.name or found.id
    elif isinstance(organization, str) and not blank(organization):
        text = heading("owner_org", organization, book)
        return Publisher(id=named or text, name=named or text, title=text), text
    if not named:
        return None, None if owner is None and "organization" not in package else ""
    if "organization" in package:
        return None, named
    return Publisher(id=named), named


def _organization(raw: Mapping[str, Any], named: str, book: Notebook) -> Publisher | None:
    name, identity = _short(raw.get("name")), _short(raw.get("id"))
    value = raw.get("title") or raw.get("display_name")
    title = one_line(book.clean("owner_org", written(value), often=True)) if value else ""
    if not (name or identity or title):
        return None
    return Publisher(id=identity or named or name or title, name=name, title=title)


def _short(value: Any) -> str:
    text = value if type(value) is str else written(value)
    return text if text.isascii() and text.isalnum() else clean_often(text[:500])


def identity_of(package: Mapping[str, Any]) -> tuple[str, str]:
    """(id, name) of the dataset; without either, an id made from what it says, the same each time."""
    name = identifier(package.get("name"))
    identity = identifier(package.get("id")) or name
    return identity or f"unnamed-{_digest(package)}", name


_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")


def identifier(value: Any) -> str:
    """An id or a URL name, within bounds."""
    if type(value) is str and _PLAIN_ID.fullmatch(value):
        return value
    return clean(written(value)[:1000])[:500].strip()


def _digest(package: Mapping[str, Any]) -> str:
    said = "\x00".join(_told(package))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


def _told(package: Mapping[str, Any]) -> Iterator[str]:
    for name in ("title", "notes", "url"):
        yield written(package.get(name))[:10_000]
    resources = package.get("resources")
    if isinstance(resources, list):
        for each in resources[:100]:
            yield written(each.get("url"))[:1_000] if isinstance(each, (dict, Mapping)) else ""
