"""Stored bodies back to packages in CKAN's form: pure, so that a stored run reads as it did the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlencode

from checker.discover.dcat import dcat_packages
from checker.discover.decode import Unreadable, decode
from checker.discover.large import LARGE, of_search, of_show
from checker.discover.rdf import rdf_packages
from checker.discover.rows import belongs, is_package, row_of
from checker.model import Page

Package = Mapping[str, Any]

#: The kind of a page that holds no package: what came back where one was asked for, kept as evidence.
UNREADABLE = "unreadable"


def kind_of(kind: str, organization: tuple[str, ...]) -> str:
    """``kind`` for pages of which only the packages of one organization count (folded ids and names)."""
    return f"{kind}?{urlencode([('organization', each) for each in organization])}" if organization else kind


def packages(page: Page) -> Iterator[Package]:
    """The packages of a page in the catalog's order. A body that cannot be read any more yields none."""
    kind, _, query = page.kind.partition("?")
    wanted = tuple(parse_qs(query).get("organization", ()))
    for package in READERS[kind](page.body, page.url):
        if is_package(package):
            row = row_of(package)
            if row.key and belongs(row, wanted):
                yield package


def _search(body: bytes, _url: str) -> Iterator[Any]:
    if len(body) > LARGE:
        with suppress(Unreadable):
            yield from of_search(body)
            return
    answer = _decoded(body)
    result = answer.get("result") if is_package(answer) else None
    found = result.get("results") if is_package(result) else None
    yield from found if isinstance(found, list) else ()


def _show(body: bytes, _url: str) -> Iterator[Any]:
    if len(body) > LARGE:
        with suppress(Unreadable):
            yield of_show(body)
            return
    answer = _decoded(body)
    if is_package(answer):
        yield answer.get("result")


def _list(body: bytes, _url: str) -> Iterator[Any]:
    found = _decoded(body)
    yield from found if isinstance(found, list) else ()


def _lines(body: bytes, _url: str) -> Iterator[Any]:
    for line in body.split(b"\n"):
        if line.strip():
            yield unwrapped(_decoded(line))


def unwrapped(value: Any) -> Any:
    """A package out of the envelope of ``package_show`` that some dumps keep around it."""
    return value.get("result") if is_package(value) and "success" in value and "result" in value else value


def _decoded(body: bytes) -> Any:
    try:
        return decode(body)
    except Unreadable:
        return None


def _none(_body: bytes, _url: str) -> Iterator[Any]:
    return iter(())


def _dcat(body: bytes, url: str) -> Iterator[Any]:
    yield from dcat_packages(_decoded(body), url)


READERS: dict[str, Callable[[bytes, str], Iterator[Any]]] = {
    "ckan_search": _search,
    "ckan_show": _show,
    "ckan_list": _list,
    "jsonl": _lines,
    "dcat_json": _dcat,
    "rdf_turtle": lambda body, url: rdf_packages(body, "turtle", url),
    "rdf_xml": lambda body, url: rdf_packages(body, "rdf_xml", url),
    "rdf_jsonld": lambda body, url: rdf_packages(body, "jsonld", url),
    UNREADABLE: _none,
}
