"""RDF that links to other data: the fifth star (openness rules, section 3).

Parsed with rdflib, from its bytes alone: nothing that they name is fetched. JSON-LD is left out, since its parser
fetches contexts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from xml.sax import SAXException

import msgspec

from checker.errors import Unreadable
from checker.resources import load_yaml, schemas_dir

#: format id → rdflib's name of its parser
PARSERS = {"rdf_xml": "xml", "turtle": "turtle", "ntriples": "nt"}
FORMATS = frozenset(PARSERS)
TRIPLES = 200_000  #: triples that are looked at
#: what rdflib's parsers raise on damage, beside their own errors
BROKEN = (SyntaxError, ValueError, LookupError, AssertionError, AttributeError, TypeError, RecursionError)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@cache
def vocabularies() -> tuple[str, ...]:
    """Sites of vocabularies and licences: to point there is not to link to data."""
    raw: Any = load_yaml(schemas_dir() / "openness" / "linked.yaml")
    return msgspec.convert(raw["vocabularies"], tuple[str, ...])


def links_out(body: bytes, format: str, *, complete: bool) -> int:
    """How many other sites the data of an RDF file links to. Raises Unreadable.

    A link is a triple whose object is a web address on a site of which the file has no subject, and which is no site
    of a vocabulary or a licence.
    """
    import rdflib  # here: only RDF needs it, and it is slow to load
    from rdflib.exceptions import ParserError

    if format == "rdf_xml" and _ENTITY.search(body):
        raise Unreadable("bomb", "XML with entities of its own")
    if format == "ntriples" and not complete:
        body = body[: body.rfind(b"\n") + 1]
    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(data=body, format=PARSERS[format], publicID="urn:x:file")
    except (*BROKEN, ParserError, SAXException) as error:
        raise Unreadable("damaged", type(error).__name__) from error
    sites = {_site(each) for each in graph.subjects()} - {""}
    return len({site for site in _linked(graph) if site not in sites})


def _linked(graph: Any) -> Iterator[str]:
    for count, (_, _, target) in enumerate(graph):
        if count >= TRIPLES:
            return
        site = _site(target)
        if site and not any(site == each or site.endswith(f".{each}") for each in vocabularies()):
            yield site


def _site(term: Any) -> str:
    """The host of a web address; empty: a literal, a blank node, or no web address."""
    text = str(term) if type(term).__name__ == "URIRef" else ""
    if not text.lower().startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(text).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
