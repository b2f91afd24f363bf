"""The words of the trade as data: choices, fields, formats, licences, frequencies, Focus Areas.

All of it is ``schemas/vocabulary/*.yaml``, loaded once. Comparison ignores case and blanks and knows the synonyms;
what comes back is the stored value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from checker import text
from checker.resources import load_yaml, schemas_dir
from checker.rubric import Text

LONGEST = 200  #: characters of a written value beyond which it is no choice
OTHER = "อื่นๆ"  #: the choice of many lists that asks for a text of its own
OTHER_TYPE = "ข้อมูลประเภทอื่นๆ"  #: that of ``data_type``
NEAR = 0.6  #: likeness (difflib) from which a choice is offered


class Choice(Struct, frozen=True, kw_only=True):
    """One choice of a list; ``value`` is what catalogs store, byte for byte."""

    value: str
    label: Text
    synonyms: tuple[str, ...] = ()


class Field(Struct, frozen=True, kw_only=True):
    """One field of a dataset or a resource."""

    name: str
    label: Text
    level: str  #: ``dataset`` or ``resource``
    form: str
    choices: str = ""  #: name of its list of choices
    other: str = ""  #: field that holds the text of อื่นๆ
    item: str = ""  #: number of the mandatory item
    required: bool = False
    shown_for: str = "RSGMO"
    aliases: tuple[str, ...] = ()
    help: Text | None = None


class Format(Struct, frozen=True, kw_only=True):
    """A file format. ``stars`` are by the scheme of the surveys, or by its principle with the ``reason``."""

    id: str
    title: str
    family: str
    kind: str | None
    stars: int | None
    extensions: tuple[str, ...] = ()
    mimetypes: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    archive: bool = False
    reason: str = ""


class Licence(Struct, frozen=True, kw_only=True):
    """A licence; ``open`` is ``None`` where it is not recognised."""

    id: str
    title: str
    open: bool | None
    reason: str  #: ``open``, ``closed_…``, ``other``, ``not_recognised``, ``missing``
    names: tuple[str, ...] = ()
    assumed: str = ""


class Frequency(Struct, frozen=True, kw_only=True):
    """A unit of update frequency."""

    value: str
    days: float | None
    allowed_days: float | None
    interval: bool  #: a number belongs beside it
    period: str
    working: bool = False  #: Saturdays and Sundays do not count


class FocusArea(Struct, frozen=True, kw_only=True):
    """A Focus Area and what the source ties it to."""

    id: int
    th: str
    en: str
    synonyms: tuple[str, ...] = ()
    nso_goals: tuple[str, ...] = ()
    dga_goals: tuple[str, ...] = ()
    agenda_services: tuple[int, ...] = ()
    survey_open_data: tuple[str, ...] = ()
    survey_open_government: tuple[str, ...] = ()


class AgendaService(Struct, frozen=True, kw_only=True):
    """One of the 12 Agenda e-Services."""

    id: int
    th: str
    en: str
    agency: str


class Vocabulary:
    """Everything above, with its indexes. One instance, :func:`vocabulary`; compared and hashed by identity."""

    def __init__(self, load: Mapping[str, Any]) -> None:
        self.fields: dict[str, dict[str, Field]] = {level: _fields(level, load["fields"][level])
                                                    for level in ("dataset", "resource")}  # fmt: skip
        self.lists: dict[str, tuple[Choice, ...]] = {name: _choices(rows) for name, rows in load["choices"].items()}
        self.formats: dict[str, Format] = {
            name: msgspec.convert({"id": name, **row}, Format) for name, row in load["formats"].items()
        }
        self.licences: tuple[Licence, ...] = msgspec.convert(load["licences"], tuple[Licence, ...])
        self.frequencies: dict[str, Frequency] = {
            row["value"]: msgspec.convert(row, Frequency) for row in load["frequencies"]
        }
        areas = load["focus_areas"]
        self.focus_areas: tuple[FocusArea, ...] = msgspec.convert(areas["focus_areas"], tuple[FocusArea, ...])
        self.agenda_services: dict[int, AgendaService] = {
            row["id"]: msgspec.convert(row, AgendaService) for row in areas["agenda_services"]
        }
        self.fillers: frozenset[str] = frozenset(map(text.key, load["fillers"]["words"]))
        self._list_of = {
            field.name: field.choices for level in self.fields.values() for field in level.values() if field.choices
        }
        self._by_key = {name: _choice_index(rows) for name, rows in self.lists.items()}
        self._values = {name: {choice.value: choice.value for choice in rows} for name, rows in self.lists.items()}
        self._licence_by_key = {
            _licence_key(name): row for row in self.licences for name in (row.id, row.title, *row.names)
        }
        self._format_by_key = _format_index(self.formats)
        self._extensions = {ext: form.id for form in reversed(self.formats.values()) for ext in form.extensions}

    def choices(self, field: str) -> tuple[Choice, ...]:
        """The choices of a field, in the order of the form; none for a field without a list."""
        return self.lists.get(self._list_of.get(field, field), ())

    def match(self, field: str, written: str) -> str | None:
        """The stored value that a text stands for; ``None``: it is not in the list."""
        name = self._list_of.get(field, field)
        exact = self._values.get(name)
        if exact is None:
            return None
        found = exact.get(written)
        if found is None and len(written) <= LONGEST:
            found = self._by_key[name].get(text.key(written))
        return found

    def nearest(self, field: str, written: str) -> str | None:
        """The choice that is written most like it; ``None`` where none comes near."""
        return _nearest(self, self._list_of.get(field, field), written) if len(written) <= LONGEST else None

    def near_keys(self, name: str) -> Mapping[str, str]:
        """Comparison key → stored value of one list of choices."""
        return self._by_key.get(name, {})

    def filler(self, written: str) -> bool:
        """Whether a text fills its cell without saying anything."""
        return _filler(self, written) if len(written) <= 60 else text.filler(written, self.fillers)

    def licence(self, written: str) -> Licence:
        """The licence of this id, title or address."""
        return _licence(self, written[:LONGEST])

    def licence_by_key(self, key: str) -> Licence | None:
        """The licence with this comparison key; hyphens do not count (``CC BY-SA 4.0``)."""
        return self._licence_by_key.get(key.replace("-", ""))

    def format(self, written: str, *, url: str = "", name: str = "") -> str | None:
        """The format id of a declared format as publishers write it, else of the address, else of the name.

        ``XSL`` is ``xls`` (data.go.th writes it so throughout), ``MAP`` is whatever the address or name says.
        """
        return _declared(self, written[:LONGEST]) or self.format_of_name(url) or self.format_of_name(name)

    def format_written(self, written: str) -> str | None:
        """The format id that the declared text itself tells."""
        return _declared(self, written[:LONGEST])

    def format_of_name(self, name: str) -> str | None:
        """The format id that an address or a name ends with: ``…/x.csv?v=1``, ``ชื่อ (KML)``."""
        scheme, there, rest = name.partition("://")
        path = (rest if there else scheme).partition("?")[0].partition("#")[0]
        if there and "/" not in path:
            return None
        last = path[-LONGEST:].rstrip().rpartition("/")[2]
        end = last.rpartition(".")[2]
        if end != last:
            found = self._extensions.get(end.casefold()) or self._extensions.get(unquote(end).casefold())
            if found is not None:
                return found
        if last.endswith(")"):
            return self._extensions.get(last.rpartition("(")[2][:-1].strip().casefold())
        return None

    def format_by_key(self, key: str) -> str | None:
        """The format id with this comparison key."""
        return self._format_by_key.get(key)


def _fields(level: str, rows: Mapping[str, Any]) -> dict[str, Field]:
    found = {}
    for name, row in rows.items():
        rest = {key: value for key, value in row.items() if key not in ("th", "en")}
        label = {"th": row["th"], "en": row["en"]}
        found[name] = msgspec.convert({"name": name, "level": level, "label": label, **rest}, Field)
    return found


def _choices(rows: list[dict[str, Any]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=row["value"], label=Text(th=row.get("th", row["value"]), en=row["en"]),
               synonyms=tuple(row.get("synonyms", ())))
        for row in rows
    )  # fmt: skip


def _choice_index(rows: tuple[Choice, ...]) -> dict[str, str]:
    """Comparison key → stored value; a value's own spelling goes before another's synonym."""
    found: dict[str, str] = {}
    for choice in rows:
        for written in (choice.label.th, choice.label.en, *choice.synonyms):
            found.setdefault(text.key(written), choice.value)
    return found | {text.key(choice.value): choice.value for choice in rows}


def _licence_key(name: str) -> str:
    return text.key(name).replace("-", "")


def _format_index(formats: Mapping[str, Format]) -> dict[str, str]:
    """Comparison key → format id; ids go before extensions, extensions before synonyms and types."""
    found: dict[str, str] = {}
    for row in formats.values():
        found |= {text.key(row.id): row.id, text.key(row.title): row.id}
    for row in formats.values():
        for name in row.extensions:
            found.setdefault(text.key(name), row.id)
    for row in formats.values():
        for name in (*row.synonyms, *row.mimetypes):
            found.setdefault(text.key(name), row.id)
    return found


@lru_cache(maxsize=16_384)
def _filler(words: Vocabulary, written: str) -> bool:
    return text.filler(written, words.fillers)


@lru_cache(maxsize=4096)
def _nearest(words: Vocabulary, name: str, written: str) -> str | None:
    known = words.near_keys(name)
    near = difflib.get_close_matches(text.key(written), known, n=1, cutoff=NEAR)
    return known[near[0]] if near else None


@lru_cache(maxsize=4096)
def _licence(words: Vocabulary, written: str) -> Licence:
    key = text.key(written)
    if not key:
        return Licence(id="", title="", open=False, reason="missing")
    for form in (key, re.sub(r"^https?://(www\.)?", "http://", key).rstrip("/")):
        for variant in (form, form + "/", form.replace("http://", "http://www.", 1), _VERSION.sub("", form)):
            found = words.licence_by_key(variant)
            if found is not None:
                return found
    return Licence(id="", title=written, open=None, reason="not_recognised")


_VERSION = re.compile(r"-?(?:version|v)?\d\.\d-?(?:th|thailand|international|unported|generic)?$")
_STAMP = re.compile(r"\d[\d\-/:. tz+]*")
_PARTS = re.compile(r"[,;/|+&()\[\]\s]+")


@lru_cache(maxsize=8192)
def _declared(words: Vocabulary, written: str) -> str | None:
    shown = text.clean(written).casefold().strip(" .*'\"")
    if not shown or shown == "map" or _STAMP.fullmatch(shown) and shown not in ("7z",):
        return None
    if "://" in shown:
        return words.format_of_name(shown)
    for candidate in _readings(shown):
        found = words.format_by_key(text.key(candidate))
        if found is not None:
            return found
    return None


def _readings(shown: str) -> Iterator[str]:
    """The text, then less and less of it: without parameters, behind the last dot, its parts in order."""
    yield shown
    yield shown.partition(";")[0]
    yield shown.rpartition(".")[2]
    yield from _PARTS.split(shown)[:8]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the project."""
    folder = schemas_dir() / "vocabulary"
    parts = ("fields", "choices", "formats", "licences", "frequencies", "focus_areas", "fillers")
    return Vocabulary({name: load_yaml(folder / f"{name}.yaml") for name in parts})
