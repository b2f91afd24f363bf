"""One resource of a package → one distribution: format repair, role, dates (``metadata.md`` sections 2 and 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from checker.dates import ReadDate, parse_moment, read_date
from checker.model import Distribution, FieldValue, Role
from checker.normalise.choices import exact_values, many_choices, one_choice, with_other
from checker.normalise.notebook import Notebook
from checker.normalise.shapes import truth, written
from checker.normalise.values import address, date_text, flag, heading, plain_text, year_text
from checker.resources import load_yaml, schemas_dir
from checker.text import clean_often, key
from checker.vocabulary import Field, Vocabulary

MOST_RESOURCES = 10_000  #: of one dataset that are read
_OWN = frozenset({"url", "name", "description", "format", "resource_private"})  #: attributes of a distribution
_READERS: dict[str, Callable[[str, Any, Notebook], str]] = {
    "flag": flag, "date": date_text, "year": year_text, "text": plain_text, "long_text": plain_text,
}  # fmt: skip


class Companions:
    """What a resource is for, told by its name (``vocabulary/companions.yaml``)."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.bundles = frozenset(key(name) for name in raw["bundle"]["names"])
        words = [str(word).casefold() for word in raw["dictionary"]["words"]]
        self.hints = tuple(sorted({word[:4] for word in words}))
        self.word = re.compile(
            "(?<![a-z])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")(?![a-z])"
        )
        self.dictionaries = frozenset(key(name) for name in raw["dictionary"]["names"])
        self.begins = tuple(str(word) for word in raw["dictionary"]["begins"])

    def role(self, name: str, format_id: str | None) -> Role:
        """The role of a resource of this name and format."""
        if (format_id is None or format_id == "zip") and key(name) in self.bundles:
            return Role.BUNDLE
        if name.startswith(self.begins) or key(name) in self.dictionaries:
            return Role.DICTIONARY
        shown = name.casefold()
        for hint in self.hints:
            if hint in shown and self.word.search(shown):
                return Role.DICTIONARY
        return Role.DATA


@cache
def companions() -> Companions:
    """The table, loaded once."""
    return Companions(load_yaml(schemas_dir() / "vocabulary" / "companions.yaml"))


@lru_cache(maxsize=4096)
def _declared_format(words: Vocabulary, declared: str) -> tuple[str | None, bool]:
    """(format id, whether the text needed repair)."""
    found = words.format_written(declared)
    if found is None:
        return None, False
    form = words.formats[found]
    return found, key(declared) not in {key(name) for name in (form.id, form.title, *form.extensions)}


def distribution(words: Vocabulary, raw: Mapping[str, Any], identity: str, path: str, book: Notebook) -> Distribution:
    """The distribution of one raw resource; ``path`` is ``resources/<id>``."""
    get = raw.get
    value = get("name")
    name = heading(path + "/name", value, book) if value else ""
    value = get("url")
    url = address(path + "/url", value, book) if value else ""
    value = get("format")
    declared = heading(path + "/format", value, book)[:200] if value else ""
    format_id = _format(words, declared, url, name, path, book)
    fields = _fields(words, raw, path, book)
    value = get("description")
    private = get("resource_private")
    stamp = get("last_modified")
    mimetype = get("mimetype")
    stored = get("datastore_active")
    return Distribution(
        id=identity,
        name=name,
        url=url,
        description=plain_text(path + "/description", value, book) if value else "",
        declared=declared,
        format=format_id,
        role=companions().role(name, format_id),
        mimetype=clean_often(written(mimetype)[:200]) if mimetype else "",
        fields=fields,
        created=_day(fields.get("resource_created_date")),
        updated=_day(fields.get("resource_last_updated_date")),
        last_modified=parse_moment(stamp) if stamp else None,
        datastore_active=bool(stored) and truth(stored) == "True",
        private=private is not None and truth(private) == "True",
    )


def _format(words: Vocabulary, declared: str, url: str, name: str, path: str, book: Notebook) -> str | None:
    found, repaired = _declared_format(words, declared) if declared else (None, False)
    if found is not None:
        if repaired:
            book.add("format_repaired", path + "/format", declared, found)
        return found
    found = words.format_of_name(url) or words.format_of_name(name)
    if found is not None:
        book.add("format_from_name", path + "/format", declared, found)
    return found


class _Table(NamedTuple):
    """Fields with a text of อื่นๆ come behind that text."""

    rows: tuple[tuple[Field, Mapping[str, str]], ...]  #: a field, and the stored values of its list
    places: dict[str, int]  #: place in ``rows`` by name


@cache
def _table(words: Vocabulary) -> _Table:
    found = [field for name, field in words.fields["resource"].items() if name not in _OWN]
    found.sort(key=lambda field: bool(field.other))
    return _Table(
        tuple((field, exact_values(words, field)) for field in found),
        {field.name: place for place, field in enumerate(found)},
    )


def _fields(words: Vocabulary, raw: Mapping[str, Any], path: str, book: Notebook) -> dict[str, FieldValue]:
    found: dict[str, FieldValue] = {}
    rows, places = _table(words)
    for place in sorted([places[name] for name in raw if name in places]):
        field, exact = rows[place]
        name = field.name
        value = raw[name]
        if type(value) is str and value in exact:
            found[name] = value
            continue
        if not value and value is not False and value != 0:
            continue
        read: FieldValue
        others = ""
        if field.form == "choice":
            read, others = one_choice(words, field, value, book)
        elif field.form == "choices":
            read, others = many_choices(words, field, value, book)
        else:
            read = _READERS[field.form](f"{path}/{name}", value, book)
        if others:
            with_other(found, field, others)
        if read:
            found[name] = read
    return found


def _day(text: FieldValue | None) -> date | None:
    found = read_date(text) if isinstance(text, str) else None
    return found.value if isinstance(found, ReadDate) else None
