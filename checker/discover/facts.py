"""What is known of catalogs and their documents, out of ``schemas/discover``."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir


class CkanFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a CKAN is found and read; each line is told in the file."""

    locales: frozenset[str]
    markers: frozenset[str]
    organization_markers: frozenset[str]
    organization_verbs: frozenset[str]
    usual_roots: tuple[str, ...]
    sorts: tuple[str, ...]
    smaller_pages: tuple[int, ...]
    strikes: int
    patience: int
    despair: int
    stuck: int
    window: int
    list_page: int
    missing_times: int
    missing_more: int
    not_datasets: frozenset[str]
    organizations: int


class Words(Struct, frozen=True):
    """The same in both languages."""

    th: str
    en: str


class TroubleWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one kind of trouble is told, and the way out."""

    rank: int
    th: str
    en: str
    way: Words


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON-LD context that is known without fetching it."""

    addresses: tuple[str, ...]
    vocab: str
    prefixes: dict[str, str] = {}


class Frequency(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a frequency of DCAT is in the fields of a dataset."""

    unit: str
    interval: str = ""
    other: str = ""


class DocumentFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Files and documents that hold a catalog."""

    suffixes: dict[str, str]
    pages: int
    contexts: tuple[Context, ...]
    frequencies: dict[str, Frequency]


@cache
def ckan_facts() -> CkanFacts:
    """``schemas/discover/ckan.yaml``."""
    return msgspec.convert(load_yaml(schemas_dir() / "discover" / "ckan.yaml"), CkanFacts)


@cache
def document_facts() -> DocumentFacts:
    """``schemas/discover/documents.yaml``."""
    return msgspec.convert(load_yaml(schemas_dir() / "discover" / "documents.yaml"), DocumentFacts)


@cache
def trouble_words() -> dict[str, TroubleWords]:
    """``schemas/discover/troubles.yaml``."""
    return msgspec.convert(load_yaml(schemas_dir() / "discover" / "troubles.yaml"), dict[str, TroubleWords])
