"""JSON documents: which of the known shapes one has, and its packages byte for byte as they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from checker.discover.dcat import dcat_packages
from checker.discover.decode import BOM, Unreadable, decode
from checker.discover.piece import Piece, piece_of
from checker.discover.rdf import rdf_packages
from checker.discover.rows import Row, count_of
from checker.discover.trouble import words_of


class _Top(Struct, frozen=True):
    success: Any = None
    error: Any = None
    result: Raw = field(default_factory=Raw)
    results: Raw = field(default_factory=Raw)
    packages: Raw = field(default_factory=Raw)
    datasets: Raw = field(default_factory=Raw)
    dataset: Raw = field(default_factory=Raw)
    context: Raw = field(name="@context", default_factory=Raw)
    graph: Raw = field(name="@graph", default_factory=Raw)
    node: Any = field(name="@id", default=None)
    id: Any = None
    name: Any = None


class _Node(Struct, frozen=True):
    node: Any = field(name="@id", default=None)
    type: Raw = field(name="@type", default_factory=Raw)
    context: Raw = field(name="@context", default_factory=Raw)
    id: Any = None
    name: Any = None


class _Results(Struct, frozen=True):
    results: Raw = field(default_factory=Raw)
    id: Any = None
    name: Any = None


class _Counted(Struct, frozen=True):
    count: Any = None


class _Search(Struct, frozen=True):
    result: _Counted | None = None


def told_count(body: bytes) -> int:
    """How many datasets a saved answer of ``package_search`` says that there are; 0 where it says nothing of it."""
    try:
        search = msgspec.json.decode(body.removeprefix(BOM), type=_Search)
        return count_of(search.result.count) if search.result is not None else 0
    except (Unreadable, msgspec.MsgspecError, ValueError, RecursionError):
        return 0


def json_pieces(body: bytes, *, page_size: int, url: str) -> Iterator[Piece]:
    """The packages of a whole JSON document of any known shape. Raises Unreadable where it is none of them."""
    body = body.removeprefix(BOM).strip()
    try:
        msgspec.json.decode(body, type=Raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        body = msgspec.json.encode(decode(body))  # mended, so that it can be cut into its packages
    if body.startswith(b"["):
        found = msgspec.json.decode(body, type=list[Raw])
        if _is_linked(found):
            yield piece_of("rdf_jsonld", body, list(rdf_packages(body, "jsonld", url)))
        else:
            yield from _listed(found, page_size)
        return
    try:
        top = msgspec.json.decode(body, type=_Top)
    except msgspec.ValidationError as error:
        raise Unreadable("not_a_catalog", str(error)) from error
    if top.success is False:
        raise Unreadable("refused", words_of(top.error))
    yield from _of_object(body, top, page_size, url)


def _of_object(body: bytes, top: _Top, page_size: int, url: str) -> Iterator[Piece]:
    """The packages of an object, by the keys that it has."""
    result = bytes(top.result)
    linked = bool(bytes(top.context) or bytes(top.graph))
    if result.startswith(b"{"):
        inner = msgspec.json.decode(result, type=_Results)
        if bytes(inner.results).startswith(b"["):
            yield from _listed(msgspec.json.decode(inner.results, type=list[Raw]), page_size)
            return
        if inner.id or inner.name:
            yield from _listed([Raw(result)], page_size)
            return
    for each in (result, bytes(top.results), bytes(top.packages), bytes(top.datasets)):
        if each.startswith(b"["):
            yield from _listed(msgspec.json.decode(each, type=list[Raw]), page_size)
            return
    if bytes(top.dataset).startswith(b"["):
        packages = list(dcat_packages(decode(body), url))
        if not packages or not linked or any(each.get("title") for each in packages):
            yield piece_of("dcat_json", body, packages)
            return
    if linked or top.node:
        yield piece_of("rdf_jsonld", body, list(rdf_packages(body, "jsonld", url)))
    elif top.id or top.name:
        yield from _listed([Raw(body)], page_size)
    else:
        raise Unreadable("not_a_catalog", "a JSON object of no known shape")


def _is_linked(found: Sequence[Raw]) -> bool:
    """Whether a list is JSON-LD: nodes, written out in full or with a context of their own."""
    first = bytes(found[0]) if found else b""
    if not first.startswith(b"{"):
        return False
    node = msgspec.json.decode(first, type=_Node)
    return not (node.id or node.name) and bool(node.node or bytes(node.type) or bytes(node.context))


def _listed(found: Sequence[Raw], page_size: int) -> Iterator[Piece]:
    """Pieces of a list of packages; what is no package in it is told by its place."""
    if found and not any(bytes(each[:1]) == b"{" for each in map(bytes, found)):
        raise Unreadable("not_a_catalog", "a list of names or numbers, not of datasets")
    for start in range(0, len(found), page_size):
        some = [bytes(each) for each in found[start : start + page_size]]
        rows: list[Row] = []
        problems: list[tuple[str, str]] = []
        for place, text in enumerate(some, start + 1):
            row = msgspec.json.decode(text, type=Row) if text.startswith(b"{") else Row()
            if row.key:
                rows.append(row)
            else:
                problems.append((f"dataset {place}", "not_a_catalog: no dataset"))
        yield Piece(kind="ckan_list", body=b"[" + b",".join(some) + b"]", rows=tuple(rows), end=start + len(some),
                    problems=tuple(problems))  # fmt: skip
