"""Documents that are a ZIP of XML: DOCX, PPTX, ODT, ODP, EPUB."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.content import DocumentProfile
from checker.documents import pages
from checker.documents.gathered import Gathered, profile
from checker.documents.markup import shown
from checker.documents.pages import Page
from checker.documents.plain import decoded
from checker.documents.rules import rules
from checker.documents.xml import Event, Events, Kind
from checker.documents.zipped import Zipped, unzipped
from checker.errors import Unreadable

PARTS = 2_000  #: slides or chapters that are read
CHAPTER = 4 * 1024 * 1024  #: bytes that are read of one chapter

_OLE = b"\xd0\xcf\x11\xe0"  #: what OOXML with a password is wrapped in ([MS-OFFCRYPTO], 2.1)
PIECES = 100_000  #: pieces of text after which a document is not read further: some 1,500 pages
_DOCX = re.compile(r"word/document\d{0,3}\.xml")
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")
_CHAPTER = re.compile(r".{1,200}\.x?html?", re.IGNORECASE)
_BREAKS = frozenset({"p", "h", "tab", "br", "line-break", "tc", "table-cell"})
_PICTURES = frozenset({"blip", "image"})


def docx(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The text of an OOXML document (ECMA-376, part 1, 17.3.3.31: ``w:t``). Raises Unreadable."""
    if body.startswith(_OLE):
        return DocumentProfile(format=format, encrypted=True)
    with unzipped(body, complete=complete) as archive:
        part = next((name for name in archive.names() if _DOCX.fullmatch(name)), None)
        if part is None:
            raise Unreadable("damaged", "no main part")
        return _document(format, archive, part, "t", complete)


def odt(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The body of an OpenDocument text (ODF 1.3, part 3, 3.3). Raises Unreadable."""
    with unzipped(body, complete=complete) as archive:
        if _locked(archive):
            return DocumentProfile(format=format, encrypted=True)
        return _document(format, archive, "content.xml", "body", complete)


def pptx(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The slides of an OOXML presentation, each a page. Raises Unreadable."""
    if body.startswith(_OLE):
        return DocumentProfile(format=format, encrypted=True)
    with unzipped(body, complete=complete) as archive:
        found = sorted((int(slide[1]), name) for name in archive.names() if (slide := _SLIDE.fullmatch(name)))
        events = [Events(archive.pieces(name)) for _, name in found[:PARTS]]
        slides = [_slide(number, each, "t") for number, each in enumerate(events, start=1)]
        damaged = archive.damaged or not found or any(each.damaged for each in events)
        return pages.profile(
            format,
            slides,
            pages=len(found),
            complete=complete and archive.complete and all(each.complete for each in events),
            damaged=damaged,
        )


def odp(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The slides of an OpenDocument presentation (ODF 1.3, part 3, 10.2.4), each a page. Raises Unreadable."""
    with unzipped(body, complete=complete) as archive:
        if _locked(archive):
            return DocumentProfile(format=format, encrypted=True)
        events = Events(archive.pieces("content.xml"))
        slides = [_slide(number, each, "p") for number, each in enumerate(_split(events, "page"), start=1)]
        damaged = archive.damaged or events.damaged or not slides
        return pages.profile(
            format,
            slides,
            pages=len(slides),
            complete=complete and archive.complete and events.complete,
            damaged=damaged,
        )


def epub(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The chapters of an EPUB (3.3: XHTML). Raises Unreadable."""
    gathered = Gathered()
    with unzipped(body, complete=complete) as archive:
        chapters = [name for name in archive.names() if _CHAPTER.fullmatch(name)]
        for name in chapters[:PARTS]:
            for text in shown(decoded(archive.head(name, CHAPTER), complete=False)):
                gathered.add(text)
            if gathered.enough:
                break
        whole = complete and archive.complete and len(chapters) <= PARTS
    return profile(format, gathered, complete=whole, damaged=archive.damaged)


def _document(format: str, archive: Zipped, part: str, inside: str, complete: bool) -> DocumentProfile:
    events, gathered = Events(archive.pieces(part)), Gathered()
    cut = False
    for count, text in enumerate(_texts(events, inside), 1):
        gathered.add(text)
        cut = count >= PIECES
        if cut or gathered.enough:
            break
    whole = archive.complete and events.complete and not cut
    if not whole and not gathered.letters:
        raise Unreadable("too_large", "no text in what was read of it")
    return profile(format, gathered, complete=complete and whole, damaged=events.damaged or archive.damaged)


def _texts(events: Iterable[Event], inside: str) -> Iterator[str]:
    """The text in elements of one name, and a line end for each that begins a line."""
    depth = 0
    for kind, value in events:
        if kind is Kind.TEXT:
            if depth:
                yield value
        elif value == inside:
            depth += 1 if kind is Kind.BEGIN else -1
        elif kind is Kind.BEGIN and value in _BREAKS:
            yield "\n"


def _slide(number: int, events: Iterable[Event], inside: str) -> Page:
    """One slide. A picture fills it where there is no text beside it."""
    seen: set[str] = set()
    gathered = Gathered()
    for text in _texts(_noted(events, seen), inside):
        gathered.add(text)
    alone = gathered.letters < rules().plain_letters and not _PICTURES.isdisjoint(seen)
    return Page(number=number, letters=gathered.letters, garbled=gathered.garbled, covered=float(alone))


def _noted(events: Iterable[Event], seen: set[str]) -> Iterator[Event]:
    for kind, value in events:
        if kind is Kind.BEGIN and value in _PICTURES:
            seen.add(value)
        yield kind, value


def _split(events: Iterable[Event], name: str) -> Iterator[list[Event]]:
    """The events in each element of one name, the first :data:`PARTS`."""
    part: list[Event] | None = None
    count = 0
    for kind, value in events:
        if value == name and kind is not Kind.TEXT:
            if kind is Kind.END and part is not None:
                yield part
                count += 1
                if count == PARTS:
                    return
            part = [] if kind is Kind.BEGIN else None
        elif part is not None:
            part.append((kind, value))


def _locked(archive: Zipped) -> bool:
    """Whether OpenDocument has a password (ODF 1.3, part 2, 4.8.2)."""
    return b"encryption-data" in archive.head("META-INF/manifest.xml", CHAPTER)
