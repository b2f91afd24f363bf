"""RDF as a stream of nodes, written as Turtle and as JSON-LD: two syntaxes, one graph.

rdflib reads what is written here (the tests do), but does not write it: it holds the whole graph, which for 20,000
datasets is some three million triples. Nodes are written as they come, so memory does not grow with the catalog.

Nothing from outside reaches the syntax as it is: texts are escaped, and an address becomes an IRI only where it is http
or https with a host, every character that an IRI may not hold in its percent form (RFC 3987).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import Struct

from checker.report.json import encoded, mended

# what neither an IRI nor a terminal likes: controls, blanks, delimiters, C1, marks of direction, private use
_NOT_IN_IRI = re.compile(
    '[\x00-\x20<>"{}|\\\\^`\x7f-\xa0\u061c\u1680\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff'
    "\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LOCAL = re.compile(r"[^A-Za-z0-9_-]")
_NEXT = " ;\n    "
LONGEST = 4000  #: characters of an address


class Iri(Struct, frozen=True):
    """An absolute IRI, made safe by :func:`web_iri` or of our own making."""

    value: str


class Name(Struct, frozen=True):
    """``prefix:local``, of our own making."""

    value: str


class Literal(Struct, frozen=True):
    """A text with its language, or a value with its type (``xsd:…``)."""

    text: str
    lang: str = ""
    type: str = ""


Resource = Iri | Name
Term = Iri | Name | Literal
Statement = tuple[str, tuple[Term, ...]]  #: predicate (``prefix:local``), objects


class Node(Struct, frozen=True):
    """One resource with what is said of it; ``type`` names its classes."""

    id: Resource
    types: tuple[str, ...]
    statements: tuple[Statement, ...] = ()


def web_iri(url: str) -> Iri | None:
    """The address as an IRI; ``None`` where it is no http or https address with a host."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(url) > LONGEST:
            return None
    except ValueError:
        return None
    return Iri(_NOT_IN_IRI.sub(_percent, url.strip()))


def urn(*parts: str) -> Iri:
    """``urn:dgcheck:…`` of parts that may hold anything."""
    return Iri(":".join(("urn:dgcheck", *(quote(part.encode("utf-8", "replace"), safe="") for part in parts))))


def _percent(found: re.Match[str]) -> str:
    return quote(found[0].encode("utf-8", "replace"), safe="")


def local(name: str) -> str:
    """An id of a rubric as the local part of a name."""
    return _LOCAL.sub(lambda found: f"-{ord(found[0]):x}-", name)


def text(value: str, lang: str = "") -> Literal:
    """A text from outside or of the rubric; half surrogate pairs and NUL cannot stand in RDF."""
    try:
        value.encode()
    except UnicodeEncodeError:
        value = mended(value)
    return Literal(value.replace("\x00", "\N{REPLACEMENT CHARACTER}"), lang)


# Turtle


def turtle_chunks(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The nodes as Turtle (UTF-8)."""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode()
    for node in nodes:
        yield _turtle(node).encode()


def _turtle(node: Node) -> str:
    types = [f"a {', '.join(node.types)}"] if node.types else []
    told = types + [f"{name} {', '.join(map(_term, objects))}" for name, objects in node.statements if objects]
    return f"\n{_term(node.id)} {_NEXT.join(told)} .\n" if told else ""


def _term(term: Term) -> str:
    if isinstance(term, Name):
        return term.value
    if isinstance(term, Iri):
        return f"<{term.value}>"
    shown = f'"{_ESCAPED.sub(_escape, term.text)}"'
    return f"{shown}@{term.lang}" if term.lang else f"{shown}^^{term.type}" if term.type else shown


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


# JSON-LD


def jsonld_chunks(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The nodes as JSON-LD 1.1 (UTF-8), one on a line."""
    yield b'{"@context": ' + encoded(dict(prefixes)) + b',\n"@graph": ['
    before = b"\n"
    for node in nodes:
        yield before + encoded(_object(node))
        before = b",\n"
    yield b"\n]}\n"


def _object(node: Node) -> dict[str, Any]:
    types: dict[str, Any] = {"@type": list(node.types)} if node.types else {}
    told = {name: [_value(term) for term in objects] for name, objects in node.statements if objects}
    return {"@id": node.id.value, **types, **told}


def _value(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": term.value}
    if term.lang:
        return {"@value": term.text, "@language": term.lang}
    return {"@value": term.text, "@type": term.type} if term.type else {"@value": term.text}
