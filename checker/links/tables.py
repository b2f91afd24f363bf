"""The tables of ``schemas/openness/links.yaml``, and the comparison of a declared format with the bytes."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir
from checker.vocabulary import vocabulary


class Tables(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an answer means, as data."""

    statuses: dict[int, str]
    service_statuses: frozenset[int]
    errors: dict[str, str]
    ours: frozenset[str]
    headers: frozenset[str]
    front_paths: frozenset[str]
    umbrellas: dict[str, frozenset[str]]
    services: frozenset[str]


@cache
def tables() -> Tables:
    """The tables, loaded once."""
    raw: Any = load_yaml(schemas_dir() / "openness" / "links.yaml")
    return msgspec.convert(raw, Tables)


@cache
def _login_steps() -> frozenset[str]:
    raw: Any = load_yaml(schemas_dir() / "vocabulary" / "pages.yaml")
    return frozenset(raw["login"]["path"])


def is_login_path(url: str) -> bool:
    """Whether a step of the address's path is one that only logins have."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return False
    return not _login_steps().isdisjoint(path.split("/"))


def archive(name: str) -> bool:
    """Whether a format counts as what is inside it."""
    form = vocabulary().formats.get(name)
    return form is not None and form.archive


def akin(declared: str, found: str) -> bool:
    """Whether bytes of the one format may stand under the name of the other: same, one family, or taken in by it."""
    if declared == found or found in tables().umbrellas.get(declared, ()):
        return True
    formats = vocabulary().formats
    one, other = formats.get(declared), formats.get(found)
    return one is not None and other is not None and bool(one.family) and one.family == other.family
