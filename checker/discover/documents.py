"""Files and bodies that hold a catalog: what form they have, and their packages piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from checker.config import Settings
from checker.discover.decode import BOM, GZIP, Unreadable, decode, inflate
from checker.discover.facts import document_facts
from checker.discover.lines import line_pieces
from checker.discover.piece import Piece, piece_of
from checker.discover.rdf import next_page, rdf_packages
from checker.discover.rows import Row, is_package
from checker.discover.shapes import json_pieces, told_count
from checker.discover.trouble import html_title, is_html, page_trouble
from checker.errors import UsageError
from checker.model import Fetched

_CHUNK = 1 << 16
_LOOK = 1 << 16
#: A stream is never whole in memory, so it may be so many times as large as what is read whole.
STREAM = 16


class Document(Struct, frozen=True, kw_only=True):
    """One file, or one body that was fetched."""

    name: str  #: path or URL
    path: Path | None = None
    body: bytes = b""

    def raw(self) -> Iterator[bytes]:
        """The bytes as they stand."""
        if self.path is None:
            yield self.body
            return
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def content(self, settings: Settings, limit: int) -> Iterator[bytes]:
        """The bytes, unpacked where they are a gzip file. Raises Unreadable over ``limit`` and on bad gzip."""
        chunks = self.raw()
        first = next(chunks, b"")
        whole = _after(first, chunks)
        if first.startswith(GZIP):
            yield from inflate(whole, limit=limit, ratio=settings.max_decode_ratio)
            return
        read = 0
        for chunk in whole:
            read += len(chunk)
            if read > limit:
                raise Unreadable("too_large", f"> {limit:,} bytes")
            yield chunk

    def whole(self, settings: Settings) -> bytes:
        """All of it, at most ``max_bytes``."""
        return b"".join(self.content(settings, settings.max_bytes))

    def stream(self, settings: Settings) -> Iterator[bytes]:
        """All of it, bit by bit."""
        return self.content(settings, settings.max_bytes * STREAM)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def of_path(path: Path) -> tuple[Document, ...]:
    """The documents at a path: the file, or the files of a folder whose names promise one, sorted by name."""
    try:
        if not path.is_dir():
            with path.open("rb"):
                return (Document(name=str(path), path=path),)
        found = sorted(each for each in path.iterdir() if each.is_file() and suffix(each.name))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}", f"{path}: อ่านไม่ได้: {error.strerror}",
                         code="unreadable_file") from error  # fmt: skip
    if not found:
        ends = " ".join(document_facts().suffixes)
        raise UsageError(f"{path}: a folder with no file that could hold a catalog ({ends}, also .gz)",
                         f"{path}: โฟลเดอร์นี้ไม่มีไฟล์ที่อ่านได้ ({ends} หรือ .gz)", code="no_such_file")  # fmt: skip
    return tuple(Document(name=str(each), path=each) for each in found)


def of_address(fetched: Fetched) -> Document:
    """What an address answered with."""
    return Document(name=fetched.request.url, body=fetched.body)


def suffix(name: str) -> str:
    """The form that a file's name promises; empty where it promises none."""
    plain = name.lower().split("?")[0].removesuffix(".gz")
    return next((form for end, form in document_facts().suffixes.items() if plain.endswith(end)), "")


def next_of(document: Document, settings: Settings) -> str:
    """The address of the page behind a document that is one page of a catalog; empty where there is none."""
    body = document.whole(settings)
    form = form_of(body[:_LOOK], document.name)
    return next_page(body, {"json": "jsonld"}.get(form, form), document.name) if form != "jsonl" else ""


class Survey(Struct, frozen=True, kw_only=True):
    """What a document is, found by reading it once."""

    form: str
    count: int  #: lines or packages
    organizations: frozenset[tuple[str, ...]] = frozenset()  #: every way in which each owner is named
    software: str  #: ``dump`` or ``dcat``
    told: int = 0  #: how many datasets a saved search says that there are, this page of them and others
    pieces: tuple[Piece, ...] | None = None  #: where the reading of it brought all of them


_TURTLE = re.compile(rb"\A(?:\s|#[^\n]*\n)*(?:@prefix|@base|prefix\s|base\s|<[a-z][a-z0-9+.-]*:|_:)", re.I)


def form_of(head: bytes, name: str) -> str:
    """The form of a document by its first bytes; by its name only where they leave it open. Raises Unreadable."""
    text = head.removeprefix(BOM).lstrip()
    promised = suffix(name)
    if is_html(head):
        trouble = page_trouble(head, name, None)
        raise Unreadable(trouble.code if trouble else "html", html_title(head))
    if text[:1] in (b"{", b"[") or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "jsonl" if _is_lines(text, promised) else "json"
    if _TURTLE.match(text):
        return "turtle"
    if text.startswith(b"<"):
        return "rdf_xml"
    if not text:
        raise Unreadable("truncated", "empty file")
    raise Unreadable("json" if promised in ("json", "jsonl", "jsonld", "") else "rdf", "neither JSON nor RDF")


def _is_lines(text: bytes, promised: str) -> bool:
    """Whether JSON goes on behind a first whole object: a package a line."""
    first, _, rest = text.partition(b"\n")
    if promised == "jsonl":
        return True
    if not first.startswith(b"{") or not rest.strip():
        return False
    try:
        return isinstance(decode(first), dict)
    except Unreadable:
        return False


def pieces(document: Document, form: str, settings: Settings, after: int = 0) -> Iterator[Piece]:
    """The pieces of a document behind ``after``. Raises Unreadable."""
    yield from _READERS[form](document, settings, after)


def _line_pieces(document: Document, settings: Settings, after: int) -> Iterator[Piece]:
    return line_pieces(document.stream(settings), after=after, page_size=settings.page_size, limit=settings.max_bytes)


def _json_pieces(document: Document, settings: Settings, after: int) -> Iterator[Piece]:
    found = json_pieces(document.whole(settings), page_size=settings.page_size, url=document.name)
    return (piece for piece in found if piece.end > after)


def _rdf_reader(kind: str, form: str) -> Callable[[Document, Settings, int], Iterator[Piece]]:
    def read(document: Document, settings: Settings, after: int) -> Iterator[Piece]:
        body = document.whole(settings)
        piece = piece_of(kind, body, list(rdf_packages(body, form, document.name)))
        yield from (piece,) if piece.end > after or not after else ()

    return read


_READERS: dict[str, Callable[[Document, Settings, int], Iterator[Piece]]] = {
    "jsonl": _line_pieces,
    "json": _json_pieces,
    "turtle": _rdf_reader("rdf_turtle", "turtle"),
    "rdf_xml": _rdf_reader("rdf_xml", "rdf_xml"),
}


def survey(document: Document, settings: Settings) -> Survey:
    """What a document is. Reads all of it, so that nothing is begun that cannot be finished. Raises Unreadable."""
    head = b""
    for chunk in document.stream(settings):
        head += chunk
        if len(head) >= _LOOK:
            break
    form = form_of(head, document.name)
    found = pieces(document, form, settings)
    kept = None if form == "jsonl" else tuple(found)
    count = 0
    owners: set[tuple[str, ...]] = set()
    good = False
    for piece in kept if kept is not None else found:
        count += len(piece.rows) + len(piece.problems)
        good = good or bool(piece.rows)
        owners.update(_owner(row) for row in piece.rows)
    if count and not good:
        raise Unreadable("json", "no line of it is a dataset")
    software = "dcat" if any(each.kind.startswith(("dcat", "rdf")) for each in kept or ()) else "dump"
    named = frozenset(owners - {("", "", "")})
    told = told_count(document.whole(settings)) if form == "json" else 0
    return Survey(form=form, count=count, organizations=named, software=software, told=told, pieces=kept)


def _owner(row: Row) -> tuple[str, ...]:
    held = row.organization if is_package(row.organization) else {}
    return (
        str(held.get("id") or row.owner_org or ""),
        str(held.get("name") or row.owner_org or ""),
        str(held.get("title") or held.get("display_name") or ""),
    )
