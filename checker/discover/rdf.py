"""DCAT in RDF (Turtle, RDF/XML, JSON-LD) to packages. Nothing outside the document is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import msgspec

from checker.discover.dcat import Package, package_of
from checker.discover.decode import Unreadable, decode
from checker.discover.facts import document_facts

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

#: What relative addresses of a document that has none of its own hang on.
BASE = "http://document.invalid/"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
HYDRA = "http://www.w3.org/ns/hydra/core#"
SCHEMA = ("https://schema.org/", "http://schema.org/")

DATASETS = (f"{DCAT}Dataset", *(f"{each}Dataset" for each in SCHEMA))


def _either(*local: str) -> tuple[str, ...]:
    return tuple(base + name for name in local for base in SCHEMA)


#: Short name of ``data.json`` → properties that say it, the best first.
OF_DATASET: dict[str, tuple[str, ...]] = {
    "identifier": (f"{DCT}identifier", *_either("identifier")),
    "title": (f"{DCT}title", *_either("name", "headline")),
    "description": (f"{DCT}description", *_either("description")),
    "keyword": (f"{DCAT}keyword", *_either("keywords")),
    "landingPage": (f"{DCAT}landingPage", f"{FOAF}page", *_either("url")),
    "license": (f"{DCT}license", *_either("license")),
    "rights": (f"{DCT}rights",),
    "issued": (f"{DCT}issued", f"{DCT}created", *_either("datePublished", "dateCreated")),
    "modified": (f"{DCT}modified", *_either("dateModified")),
    "accrualPeriodicity": (f"{DCT}accrualPeriodicity",),
    "theme": (f"{DCAT}theme",),
    "language": (f"{DCT}language", *_either("inLanguage")),
    "accessRights": (f"{DCT}accessRights",),
}
OF_DISTRIBUTION: dict[str, tuple[str, ...]] = {
    "identifier": (f"{DCT}identifier",),
    "title": (f"{DCT}title", *_either("name")),
    "description": (f"{DCT}description", *_either("description")),
    "downloadURL": (f"{DCAT}downloadURL", *_either("contentUrl")),
    "accessURL": (f"{DCAT}accessURL", *_either("url")),
    "mediaType": (f"{DCAT}mediaType", *_either("encodingFormat", "fileFormat")),
    "format": (f"{DCT}format",),
    "license": (f"{DCT}license",),
    "issued": (f"{DCT}issued",),
    "modified": (f"{DCT}modified",),
}
OF_AGENT: dict[str, tuple[str, ...]] = {
    "name": (f"{FOAF}name", f"{VCARD}fn", f"{SKOS}prefLabel", f"{RDFS}label", f"{DCT}title", *_either("name")),
    "identifier": (f"{DCT}identifier",),
}
OF_CONTACT: dict[str, tuple[str, ...]] = {
    "fn": (f"{VCARD}fn", f"{VCARD}organization-name", f"{FOAF}name", *_either("name")),
    "hasEmail": (f"{VCARD}hasEmail", f"{VCARD}email", f"{VCARD}value", f"{FOAF}mbox", *_either("email")),
}
OF_PLACE: dict[str, tuple[str, ...]] = {
    "prefLabel": (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCT}title", *_either("name")),
}
OF_LABEL: dict[str, tuple[str, ...]] = {
    "label": (f"{RDFS}label", f"{SKOS}prefLabel", f"{DCT}title", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"),
}
#: Property of a dataset → (short name, properties of the thing that it points to).
LINKED: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "publisher": ((f"{DCT}publisher", f"{DCT}creator", *_either("publisher", "creator")), OF_AGENT),
    "contactPoint": ((f"{DCAT}contactPoint", "http://www.w3.org/ns/adms#contactPoint"), OF_CONTACT),
    "spatial": ((f"{DCT}spatial", *_either("spatialCoverage")), OF_PLACE),
    "distribution": ((f"{DCAT}distribution", *_either("distribution")), OF_DISTRIBUTION),
}
_SYNTAX = {"turtle": "turtle", "rdf_xml": "xml"}


def rdf_packages(body: bytes, form: str, url: str) -> Iterator[Package]:
    """The datasets of an RDF document as packages, sorted by their address. Raises Unreadable."""
    graph = _graph(body, form, url if "://" in url else BASE)
    from rdflib import RDF, URIRef

    subjects = {node for kind in DATASETS for node in graph.subjects(RDF.type, URIRef(kind))}
    found = [_described(graph, node, OF_DATASET) | _linked(graph, node) for node in subjects]
    if not found:
        raise Unreadable("not_a_catalog", "RDF without a dcat:Dataset")
    for place, each in enumerate(sorted(found, key=_order), 1):
        yield package_of(each, place)


def next_page(body: bytes, form: str, url: str) -> str:
    """The next page of a catalog that is given in pages (Hydra, as ckanext-dcat writes it); empty where none."""
    if b"hydra" not in body:
        return ""
    from rdflib import URIRef

    graph = _graph(body, form, url)
    found = {str(each) for name in ("next", "nextPage") for each in graph.objects(None, URIRef(HYDRA + name))}
    return min(found, default="")


def _order(dataset: Mapping[str, Any]) -> tuple[str, str, bytes]:
    return str(dataset.get("@id", "")), str(dataset.get("title", "")), msgspec.json.encode(dataset, order="sorted")


def _graph(body: bytes, form: str, base: str) -> Graph:
    """The parsed document. rdflib is handed bytes only, and nothing in them that would make it ask for more."""
    if form == "rdf_xml":
        refuse_entities(body)
    from xml.sax import SAXException

    from rdflib import Graph
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.jsonld import to_rdf

    graph = Graph(bind_namespaces="none")
    try:
        if form == "jsonld":
            to_rdf(_with_known_contexts(body), graph, base=base)
            return graph
        return graph.parse(data=body, format=_SYNTAX[form], publicID=base)
    except RecursionError:
        raise Unreadable("deep") from None
    except Unreadable:
        raise
    except (
        ParserError, SAXException, SyntaxError, ValueError, LookupError, TypeError, AttributeError, AssertionError,
    ) as error:  # fmt: skip
        raise Unreadable("rdf", f"{type(error).__name__}: {' '.join(str(error).split())[:200]}") from error


def refuse_entities(body: bytes) -> None:
    """Reads XML through once and raises Unreadable on a document type, which is where entities are made."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Unreadable("entities")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise Unreadable("rdf", str(error)) from error


def _with_known_contexts(body: bytes) -> Any:
    """JSON-LD with each context that is only an address put in its place, or Unreadable for one not known here."""
    known = {
        address: {"@vocab": each.vocab, **each.prefixes}
        for each in document_facts().contexts
        for address in each.addresses
    }
    return _resolved(decode(body), known)


def _resolved(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(each, known) for each in value]
    if not isinstance(value, dict):
        return value
    if "@import" in value:
        raise Unreadable("context", str(value["@import"])[:200])
    return {key: _context(each, known) if key == "@context" else _resolved(each, known) for key, each in value.items()}


def _context(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_context(each, known) for each in value]
    if isinstance(value, str):
        if value.strip() not in known:
            raise Unreadable("context", value[:200])
        return known[value.strip()]
    return _resolved(value, known)


def _described(graph: Graph, node: Node, properties: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What is said of a node, under short names."""
    from rdflib import URIRef

    made: dict[str, Any] = {"@id": _address(node)} if isinstance(node, URIRef) else {}
    for name, addresses in properties.items():
        for address in addresses:
            found = _values(graph, node, address)
            if found:
                made[name] = found
                break
    return made


def _address(node: Node) -> str:
    """An address as it stands in the document."""
    return str(node).removeprefix(BASE)


def _values(graph: Graph, node: Node, address: str) -> list[str]:
    """The objects of a property as texts: Thai first, then without a language, then English, each sorted."""
    from rdflib import BNode, Literal, URIRef

    ranked: list[tuple[int, str]] = []
    for each in graph.objects(node, URIRef(address)):
        if isinstance(each, Literal):
            ranked.append(({"th": 0, "": 1, "en": 2}.get((each.language or "").split("-")[0], 3), str(each)))
        elif isinstance(each, BNode):
            ranked.extend((1, label) for label in _described(graph, each, OF_LABEL).get("label", ()))
        else:
            ranked.append((1, _address(each)))
    return [value for _, value in sorted(set(ranked))]


def _linked(graph: Graph, node: Node) -> dict[str, Any]:
    """The things that a dataset points to, each described."""
    from rdflib import Literal, URIRef

    made: dict[str, Any] = {}
    for name, (addresses, properties) in LINKED.items():
        for address in addresses:
            found = [
                {"name": str(each), "prefLabel": str(each)} if isinstance(each, Literal)
                else _described(graph, each, properties)
                for each in graph.objects(node, URIRef(address))
            ]  # fmt: skip
            if found:
                made[name] = sorted(found, key=lambda each: msgspec.json.encode(each, order="sorted"))
                break
    return made
