"""Documents as a source: one file, one body, or all files of a folder, a page of packages at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import structs

from checker.config import Settings
from checker.discover.cursor import Cursor, read_cursor
from checker.discover.decode import Unreadable
from checker.discover.documents import Document, Survey, pieces, survey
from checker.discover.organizations import Organization, pick
from checker.discover.pages import UNREADABLE
from checker.discover.reading import Reading
from checker.discover.rest import NOT_SHOWN
from checker.discover.source import SourceState
from checker.discover.trouble import Trouble, catalog_error
from checker.model import Found, Page


class FileSource:
    """The packages of some documents, in the order of the documents."""

    def __init__(
        self,
        source: str,
        surveys: Sequence[tuple[Document, Survey | Unreadable]],
        organization: Organization | None,
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        self._surveys = surveys
        self._settings = settings
        self._clock = clock
        self._wanted = organization.wanted if organization else ()
        self._reading: Reading | None = None
        good = [each for _, each in surveys if isinstance(each, Survey)]
        self._count = sum(each.count for each in good)
        told = max((each.told for each in good), default=0)
        self._not_saved = 0 if organization else max(0, told - self._count)
        self.found = Found(
            source=source,
            software=good[0].software if good else "dump",
            base_url=next((document.name for document, _ in surveys if document.path is None), ""),
            organization=organization.name if organization else "",
            declared=organization.count if organization else self._count,
        )

    def pages(self, after: str | None = None, held: Iterable[Page] = ()) -> Iterator[Page]:
        """See :class:`checker.discover.source.Source`."""
        first = Cursor(mode="file", first=self._count, count=self._count)
        cursor = read_cursor(after, self.found.source, ("file",)) if after else first
        reading = self._reading = Reading(cursor, self._wanted, ("",), held)
        started = not cursor.name
        for document, each in self._surveys:
            if not started:
                started = document.name == cursor.name
                if started and isinstance(each, Survey):
                    yield from self._document(reading, document, each, cursor.offset)
                continue
            if isinstance(each, Survey):
                yield from self._document(reading, document, each, 0)
            else:
                reading.change(name=document.name, offset=0)
                yield reading.give_up(UNREADABLE, document.name, self._clock(), b"", ((document.name, _why(each)),))
        if not started:
            raise catalog_error(Trouble(code="cursor", url=self.found.source))

    def _document(self, reading: Reading, document: Document, known: Survey, after: int) -> Iterator[Page]:
        found = pieces(document, known.form, self._settings, after) if known.pieces is None else known.pieces
        try:
            for piece in found:
                if piece.end > after:
                    problems = tuple((self._place(document, place), why) for place, why in piece.problems)
                    twice = len(piece.rows) - len(reading.new_rows(piece.rows))
                    reading.change(name=document.name, offset=piece.end, twice=reading.cursor.twice + twice)
                    yield reading.take(piece.kind, document.name, self._clock(), piece.body, piece.rows, problems)
        except Unreadable as error:  # it was well a moment ago
            raise catalog_error(Trouble(code=error.code, url=document.name, detail=error.detail)) from error

    def _place(self, document: Document, place: str) -> str:
        return place if len(self._surveys) == 1 else f"{document.name}: {place}"

    def state(self) -> SourceState:
        """See :class:`checker.discover.source.Source`."""
        if self._reading is None:
            return SourceState(declared=self.found.declared)
        state = self._reading.state()
        declared = state.held + len(state.unreadable) + self._not_saved
        missing = ((f"{self._not_saved} datasets", NOT_SHOWN),) if self._not_saved else ()
        return structs.replace(state, declared=declared, unreadable=(*state.unreadable, *missing), changed=False)


def open_documents(
    source: str,
    documents: Sequence[Document],
    *,
    organization: str | None,
    settings: Settings,
    clock: Callable[[], datetime],
) -> FileSource:
    """The source that the documents are. Raises Unreadable for a single body, CatalogError for files.

    In a folder a file that cannot be read is a problem of that file; only when none can is there no catalog.
    """
    surveys = [(document, _surveyed(document, settings, keep=len(documents) == 1)) for document in documents]
    failed = [(document, each) for document, each in surveys if isinstance(each, Unreadable)]
    if len(failed) == len(surveys):
        document, error = failed[0]
        if document.path is None:
            raise error
        raise catalog_error(Trouble(code=error.code, url=document.name, detail=error.detail)) from error
    good = [each for _, each in surveys if isinstance(each, Survey)]
    found = _organization(organization, good) if organization else None
    return FileSource(source, surveys, found, settings, clock)


def _surveyed(document: Document, settings: Settings, *, keep: bool) -> Survey | Unreadable:
    """What a document is; of many documents the contents are read again later rather than all held."""
    try:
        found = survey(document, settings)
        return found if keep else structs.replace(found, pieces=None)
    except Unreadable as error:
        return error
    except OSError as error:
        return Unreadable("json", f"cannot be read: {error.strerror}")


def _organization(written: str, surveys: Sequence[Survey]) -> Organization:
    known = dict.fromkeys(owner for each in surveys for owner in sorted(each.organizations))
    return pick(written, [Organization(id=id, name=name or title or id, title=title) for id, name, title in known])


def _why(error: Unreadable) -> str:
    return f"{error.code}: {error.detail}" if error.detail else error.code
