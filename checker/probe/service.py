"""An interface of which only the address is known: one look at what it answers, then the conversation that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from checker.model import Fetched
from checker.probe.arcgis import arcgis
from checker.probe.compare import compare
from checker.probe.datasette import datasette, is_table
from checker.probe.declared import ByField, declared
from checker.probe.examples import example_of
from checker.probe.features import features
from checker.probe.odata import odata
from checker.probe.openapi import alternates, document_of, links_to_documents, openapi
from checker.probe.reading import Answer, read
from checker.probe.rules import rules
from checker.probe.sdmx import observations, sdmx
from checker.probe.talk import Talk
from checker.probe.target import Conversation
from checker.probe.wfs import capabilities, wfs
from checker.probe.xml import Node

Begin = Callable[[Talk], Conversation]
_OGC = frozenset({"data", "conformance", "service-desc", "http://www.opengis.net/def/rel/ogc/1.0/conformance"})
#: a description for people stands beside an interface; its document is what can be tried
_PAGE = "page"


def service(talk: Talk, *, pages: int = 1) -> Conversation:
    """One look, then the conversation of what it is; a page leads to what it is a page of, ``pages`` times."""
    talk.interface = "declared"
    url = talk.target.url
    fetched = yield from talk.fetch(url)
    if document_of(fetched.body) is not None:
        return (yield from openapi(talk))
    answer = read(fetched, talk.mask)
    begin = _of_document(answer.document)
    if begin is not None:
        return (yield from begin(talk))
    if answer.trouble == _PAGE and pages:
        return (yield from _page(talk, fetched, answer))
    if answer.trouble:
        needs = fetched.status in rules().needs_parameters and answer.trouble == "error_answer"
        return talk.end("needs_parameters" if needs else answer.trouble, part=answer)
    if example_of(url, camera=talk.target.camera).trials:
        return (yield from declared(talk))
    return (yield from compare(talk, ByField(url=url)))


def _of_document(document: Any) -> Begin | None:
    """The conversation that an answer calls for; ``None``: nothing tells."""
    if isinstance(document, Node):
        return _of_xml(document)
    if not isinstance(document, dict):
        return None
    names = set(document)
    if is_table(document):
        return datasette
    if "currentVersion" in names and names & {"layers", "fields", "serviceDescription"}:
        return arcgis
    if "@odata.context" in names or "odata.metadata" in names or _v2(document.get("d")):
        return odata
    if observations(document) is not None:
        return sdmx
    links = document.get("links")
    told = {each.get("rel") for each in links if isinstance(each, dict)} if isinstance(links, list) else set()
    if {str(rel) for rel in told} & _OGC or ("collections" in names and told):
        return features
    return features if document.get("type") == "FeatureCollection" and "numberReturned" in names and told else None


def _v2(inner: Any) -> bool:
    return isinstance(inner, dict) and ("EntitySets" in inner or "results" in inner)


def _of_xml(root: Node) -> Begin | None:
    if capabilities(root) is not None:
        return wfs
    if observations(root):
        return sdmx
    return odata if root.name in ("Edmx", "service") else None


def _page(talk: Talk, fetched: Fetched, answer: Answer) -> Conversation:
    """A page for people: the OpenAPI document that it shows, or itself in JSON, where it has one of the two."""
    page = fetched.body.decode("utf-8", "replace")
    for begin, links in ((openapi, links_to_documents), (_again, alternates)):
        if link := next(links(page, fetched.url), ""):
            talk.target = msgspec.structs.replace(talk.target, url=link)
            return (yield from begin(talk))
    return talk.end("page", part=answer)


def _again(talk: Talk) -> Conversation:
    return (yield from service(talk, pages=0))
