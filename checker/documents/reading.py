"""Which reader a format has, and which of the documents of an archive are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module

from msgspec.structs import replace

from checker.content import DocumentProfile
from checker.documents.zipped import unzipped
from checker.errors import Unreadable
from checker.vocabulary import vocabulary

Reader = Callable[..., DocumentProfile]

#: format id → module and function that reads it; loaded when it is first asked for
READERS = {
    "pdf": "pdf:pdf",
    "docx": "office:docx",
    "pptx": "office:pptx",
    "odt": "office:odt",
    "odp": "office:odp",
    "epub": "office:epub",
    "doc": "word:doc",
    "rtf": "plain:rtf",
    "html": "plain:html",
    "txt": "plain:text",
    "md": "plain:text",
}

#: formats of this room; one without a reader (PowerPoint 97) is ``unsupported``
FORMATS = frozenset(READERS) | {"ppt"}
#: of which the head tells nothing: what leads to the text stands at the end
NEEDS_WHOLE = frozenset({"pdf", "docx", "pptx", "odt", "odp", "epub", "doc"})
#: to be read in a worker of the sandbox: all but what is text as it stands, and read at once
SANDBOXED = FORMATS - {"txt", "md", "html"}

MEMBERS = 200  #: documents of one archive that are read
MEMBER_BYTES = 64 * 1024 * 1024
NAME = 200  #: characters of a name that are kept
COLLECTION = b"/Collection"  #: of a portfolio, whose cover only says how to open it (PDF 32000-1, 12.3.5)


def document(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """What can be seen of the text of one document. Raises Unreadable with the trouble that keeps it from being read.

    One that opens only with a password is no such trouble, but ``encrypted``.
    """
    if format not in READERS:
        raise Unreadable("unsupported", format)
    return _reader(format)(body, format, complete=complete)


def documents(body: bytes, format: str, *, complete: bool) -> tuple[DocumentProfile, ...]:
    """The same of a file: of the documents in a ZIP, one level deep, and of the PDFs in a PDF that is their cover.

    The cover of a portfolio does not count. A ZIP without documents has none. Raises Unreadable where none of those
    that there are can be read.
    """
    if format == "zip":
        return _members(body, complete)
    first = document(body, format, complete=complete)
    if format != "pdf" or first.pages > 1 or first.encrypted:
        return (first,)
    attached = _attached(body)
    return attached if attached and COLLECTION in body else (first, *attached)


def _attached(body: bytes) -> tuple[DocumentProfile, ...]:
    found: Iterator[tuple[str, Callable[[], bytes]]] = import_module("checker.documents.pdf").attached(body)
    try:
        return _each((name, "pdf", load) for name, load in found)
    except Unreadable:  # the cover is what there is
        return ()


def _reader(format: str) -> Reader:
    module, _, name = READERS[format].partition(":")
    reader: Reader = getattr(import_module(f"checker.documents.{module}"), name)
    return reader


def _members(body: bytes, complete: bool) -> tuple[DocumentProfile, ...]:
    with unzipped(body, complete=complete) as archive:
        wanted = [(name, format) for name in archive.names() if (format := _format_of(name)) in READERS]
        return _each((name, format, partial(archive.head, name, MEMBER_BYTES + 1)) for name, format in wanted[:MEMBERS])


def _each(parts: Iterator[tuple[str, str, Callable[[], bytes]]]) -> tuple[DocumentProfile, ...]:
    """Those that can be read. Raises Unreadable with the first trouble where there are some and none can."""
    found: list[DocumentProfile] = []
    first: Unreadable | None = None
    for name, format, load in parts:
        try:
            part = load()
            if len(part) > MEMBER_BYTES:
                raise Unreadable("too_large", f"over {MEMBER_BYTES} bytes")
            found.append(replace(document(part, format, complete=True), member=name[:NAME]))
        except Unreadable as error:
            first = first or error
    if first and not found:
        raise first
    return tuple(found)


def _format_of(name: str) -> str | None:
    """By its extension; not what a Mac or a hidden folder puts beside it."""
    hidden = any(step.startswith((".", "__MACOSX")) for step in name.replace("\\", "/").split("/"))
    extension = name.rpartition(".")[2].lower()
    return None if hidden else _by_extension().get(extension)


@cache
def _by_extension() -> dict[str, str]:
    formats = vocabulary().formats
    return {extension: name for name in READERS for extension in formats[name].extensions}
