"""The bytes of one file → its content: the room that reads its format, then the mask over all that is shown of it."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from checker import documents, linked, privacy, tables
from checker.content import Area, Column, Content, DocumentProfile, Period, PersonalData, Place, Sign, TableProfile
from checker.errors import Unreadable
from checker.grid import Sheet
from checker.privacy import masked
from checker.read.frames import Job

ARCHIVES = frozenset({"zip"})  #: read by both rooms, one level deep
SANDBOXED = ARCHIVES | documents.SANDBOXED | linked.FORMATS | tables.THIRD_PARTY
WHOLE = ARCHIVES | documents.NEEDS_WHOLE | (linked.FORMATS - {"ntriples"}) | tables.NEEDS_WHOLE
LONGEST_NAME = 200  #: characters of the name of a sheet, or of a file in an archive

Found = TypeVar("Found", Area, Period, PersonalData, Sign)


def read(body: bytes, format: str | None, *, complete: bool, url: str = "") -> Content:
    """What is inside a file, or inside its head; what cannot be read is a trouble of the content, never an error.

    ``format`` is a format id, as sniffed. Only what :func:`sandboxed` says no of is safe to read outside a worker:
    another parser may crash, or take all time and memory.
    """
    if format is None:
        return Content(format=None, head=not complete, trouble="unsupported", detail="no known format")
    if format in linked.FORMATS:
        return _linked(body, format, complete)
    troubles: list[Unreadable] = []
    texts = _texts(body, format, complete, troubles)
    sheets = _sheets(body, format, complete, url, troubles)
    profiles, personal = inside(sheets)
    trouble = troubles[0] if troubles and not texts and not sheets else None
    return Content(
        format=format,
        head=not complete,
        tables=profiles,
        documents=tuple(_masked_document(text) for text in texts),
        personal=personal,
        trouble=trouble.trouble if trouble else "",
        detail=trouble.detail if trouble else "",
    )


def _linked(body: bytes, format: str, complete: bool) -> Content:
    """What RDF links to; its structure is its own, and it holds no table to profile."""
    try:
        return Content(format=format, head=not complete, links_out=linked.links_out(body, format, complete=complete))
    except Unreadable as error:
        return Content(format=format, head=not complete, trouble=error.trouble, detail=error.detail)


def inside(sheets: list[Sheet]) -> tuple[tuple[TableProfile, ...], tuple[PersonalData, ...]]:
    """What tables show, and the personal data in them, masked."""
    found = privacy.personal(sheets)
    profiles = tuple(_masked_table(privacy.hidden(table, found)) for table in tables.profile(sheets))
    return profiles, tuple(_found(each) for each in found)


def read_job(job: Job) -> Content:
    """:func:`read` as a worker of the sandbox calls it."""
    return read(job.body, job.format, complete=job.complete, url=job.url)


def sandboxed(format: str | None) -> bool:
    """Whether a format is to be read in a :class:`~checker.read.sandbox.Sandbox`."""
    return format in SANDBOXED


def needs_whole(format: str | None) -> bool:
    """Whether the head of a file tells nothing, and all of it is to be fetched."""
    return format in WHOLE


def _texts(body: bytes, format: str, complete: bool, troubles: list[Unreadable]) -> tuple[DocumentProfile, ...]:
    if format not in documents.FORMATS and format not in ARCHIVES:
        return ()
    try:
        return documents.documents(body, format, complete=complete)
    except Unreadable as error:
        troubles.append(error)
        return ()


def _sheets(body: bytes, format: str, complete: bool, url: str, troubles: list[Unreadable]) -> list[Sheet]:
    if format in documents.FORMATS:
        return []
    try:
        return tables.sheets(body, format, complete=complete, url=url)
    except Unreadable as error:
        troubles.append(error)
        return []


def _name(text: str) -> str:
    return masked(text[:LONGEST_NAME])


def _masked_table(table: TableProfile) -> TableProfile:
    return replace(
        table,
        member=_name(table.member),
        sheet=_name(table.sheet),
        columns=tuple(_masked_column(column) for column in table.columns),
        signs=tuple(_found(sign) for sign in table.signs),
        period=_found(table.period) if table.period else None,
        area=_found(table.area) if table.area else None,
    )


def _masked_document(document: DocumentProfile) -> DocumentProfile:
    return replace(
        document,
        member=_name(document.member),
        garbled_at=_masked_place(document.garbled_at) if document.garbled_at else None,
        scan_at=_masked_place(document.scan_at) if document.scan_at else None,
    )


def _masked_column(column: Column) -> Column:
    return replace(column, name=masked(column.name))


def _found(found: Found) -> Found:
    return replace(found, at=_masked_place(found.at))


def _masked_place(place: Place) -> Place:
    return replace(
        place,
        member=_name(place.member),
        sheet=_name(place.sheet),
        header=masked(place.header),
        value=masked(place.value),
    )
