"""The little that reading a catalog needs of its packages; the rest is not even decoded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

import msgspec
from msgspec import Struct

from checker.discover.decode import BOM, Unreadable, decode
from checker.discover.trouble import words_of


class Row(Struct, frozen=True):
    """One package: who it is, and whose."""

    id: Any = None
    name: Any = None
    owner_org: Any = None
    organization: Any = None

    @property
    def key(self) -> str:
        """What tells it from others: its id, else its name."""
        return str(self.id or self.name or "")


class _Result(Struct, frozen=True):
    count: Any = None
    results: list[Row] | None = None


class _Answer(Struct, frozen=True):
    success: Any = None
    result: _Result | None = None
    error: Any = None


class SearchRows(Struct, frozen=True, kw_only=True):
    """An answer of ``package_search``."""

    count: int  #: what the catalog says it has
    rows: tuple[Row, ...]  #: those that say who they are
    came: int  #: rows in the answer, of any kind


_ANSWERS = msgspec.json.Decoder(_Answer)


def search_rows(body: bytes) -> SearchRows:
    """Count and rows of a ``package_search`` answer, decoded as little as can be. Raises Unreadable."""
    try:
        answer = _ANSWERS.decode(body.removeprefix(BOM))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _search_rows_of(decode(body))
    if answer.result is None or answer.result.results is None:
        return _search_rows_of(decode(body))
    if answer.success is False:
        raise Unreadable("refused", words_of(answer.error))
    return _told(answer.result.count, answer.result.results, len(answer.result.results))


def _search_rows_of(value: Any) -> SearchRows:
    """The same of an answer that is not as CKAN writes it."""
    if not isinstance(value, Mapping):
        raise Unreadable("not_a_catalog", "no JSON object")
    if value.get("success") is False:
        raise Unreadable("refused", words_of(value.get("error")))
    result = value.get("result")
    found = result.get("results") if isinstance(result, Mapping) else None
    if not isinstance(result, Mapping) or not isinstance(found, list):
        raise Unreadable("not_a_catalog", "no result with results")
    return _told(result.get("count"), (row_of(each) for each in found if is_package(each)), len(found))


def _told(count: Any, rows: Iterable[Row], came: int) -> SearchRows:
    return SearchRows(count=count_of(count), rows=tuple(row for row in rows if row.key), came=came)


def count_of(value: Any) -> int:
    """The count of an answer, also where a site writes it as a text. Raises Unreadable."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        raise Unreadable("not_a_catalog", "no count of datasets") from None


def is_package(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Whether a JSON value can be a package at all."""
    return isinstance(value, Mapping)


def row_of(package: Mapping[str, Any]) -> Row:
    """The row of a package that is decoded already."""
    return Row(package.get("id"), package.get("name"), package.get("owner_org"), package.get("organization"))


def named(value: Any, *keys: str) -> tuple[str, ...]:
    """The texts under ``keys`` of what may be an object."""
    if not isinstance(value, Mapping):
        return ()
    return tuple(str(value[key]) for key in keys if isinstance(value.get(key), (str, int)) and value[key])


def owners(row: Row) -> tuple[str, ...]:
    """Every way in which a package names its organization: id, name, title."""
    owner = (str(row.owner_org),) if row.owner_org else ()
    return (*owner, *named(row.organization, "id", "name", "title", "display_name"))


def folded(text: str) -> str:
    """``text`` as names are compared: case, blanks and equal code points set aside."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def belongs(row: Row, wanted: Sequence[str]) -> bool:
    """Whether a package is one of the organization that ``wanted`` names (folded id, name or title)."""
    return not wanted or any(folded(each) in wanted for each in owners(row))
