"""Reads a CKAN by ``package_search``: pages in a stable order, smaller ones where one fails."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checker.discover.api import Api, Params, as_trouble
from checker.discover.decode import Unreadable
from checker.discover.facts import CkanFacts, Words
from checker.discover.pages import UNREADABLE
from checker.discover.reading import Reading
from checker.discover.rows import SearchRows, search_rows
from checker.discover.trouble import OF_THE_PAGE, Trouble, catalog_error, trouble_of
from checker.errors import CatalogError
from checker.model import Fetched, Page, Request


class Span(Struct, frozen=True):
    """Datasets ``start`` up to, but not with, ``end`` in the order of the catalog."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many datasets."""
        return self.end - self.start

    def cut(self, size: int) -> list[Span]:
        """The same in pieces of at most ``size``."""
        return [Span(at, min(at + size, self.end)) for at in range(self.start, self.end, size)]


class Broken(Exception):
    """Search cannot be used at this site; it has to be read another way."""

    def __init__(self, trouble: Trouble, *, may_go_on: bool = True) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble
        self.may_go_on = may_go_on  #: asking on brings something, if slowly


class Search:
    """One reading by ``package_search``, from where ``reading`` stands to the end of what the site says it has."""

    def __init__(
        self, api: Api, reading: Reading, *, facts: CkanFacts, params: Params, page_size: int, window: int
    ) -> None:
        self._api = api
        self._reading = reading
        self._facts = facts
        self._params = params
        self._page_size = page_size
        self._window = window
        self._failing = 0  # single datasets in a row that could not be read
        self._empty = 0  # pages in a row that held nothing at all, though the site counts on
        self._without_new = 0  # pages in a row that held nothing new

    def pages(self) -> Iterator[Page]:
        """Pages to the end. Raises CatalogError where the site stops answering, Broken where search is of no use."""
        reading = self._reading
        while reading.cursor.offset < reading.cursor.count:
            self._begin_window()
            at = reading.cursor
            for span, fetched in self._answers(_spans(at.offset, at.begin, at.end, at.size)):
                yield from self._span(span, fetched)
                reading.change(offset=max(reading.cursor.offset, span.end))
                if self._empty >= self._facts.stuck:  # whatever it counts, there is no more
                    reading.change(offset=reading.cursor.count)
                    break

    def _begin_window(self) -> None:
        """A new window where the last is done: one page alone at first, to learn what the site allows."""
        at = self._reading.cursor
        if at.offset < at.end:
            return
        pages = self._window if at.offset else 1
        size = at.ceiling or self._page_size
        self._reading.change(begin=at.offset, size=size, end=min(at.count, at.offset + pages * size))

    def _request(self, span: Span) -> Request:
        sort = self._facts.sorts[self._reading.cursor.sort]
        params = {**self._params, "start": span.start, "rows": span.size, "sort": sort}
        return self._api.request("package_search", params, key=str(span.start))

    def _answers(self, spans: list[Span]) -> Iterator[tuple[Span, Fetched]]:
        """The answers to all of ``spans``, in order; asked side by side where that is offered."""
        if self._api.fetch_many is None or len(spans) == 1:
            yield from ((span, self._api.fetch(self._request(span))) for span in spans)
            return
        early: dict[int, Fetched] = {}
        ready: list[tuple[Span, Fetched]] = []
        due = iter(spans)
        next_due = next(due, None)
        clear = True
        for fetched in self._api.fetch_many(self._request(span) for span in spans):
            early[int(fetched.request.key)] = fetched
            while next_due is not None and next_due.start in early:
                ready.append((next_due, early.pop(next_due.start)))
                next_due = next(due, None)
            clear = clear and all(trouble_of(each) is None for _, each in ready)
            if clear:  # what failed is read again alone, once the line is free
                yield from ready
                ready.clear()
        yield from ready

    def _span(self, span: Span, fetched: Fetched, *, whole: bool = True) -> Iterator[Page]:
        """The pages of one span: as it came, or in smaller pieces."""
        if fetched.tries == 0 and fetched.error is not None:  # never sent: too many before it had failed
            fetched = self._api.fetch(self._request(span))
        found = _rows(fetched)
        if isinstance(found, Trouble):
            yield from self._in_pieces(span, fetched, found, whole=whole)
            return
        self._failing = 0
        new = len(self._reading.new_rows(found.rows))
        self._empty = 0 if found.came else self._empty + 1
        self._without_new = 0 if new or not found.came else self._without_new + 1
        if self._without_new >= self._facts.stuck:
            same = Trouble(code="not_a_catalog", url=fetched.request.url, detail="every page is the same")
            raise Broken(same, may_go_on=False)
        came = found.came
        end = span.start + came if 0 < came < span.size else span.end
        again = self._reading.cursor.twice + len(found.rows) - new
        yield self._take(fetched, found, offset=end, twice=again)
        if end < span.end:
            yield from self._missing_part(Span(end, min(span.end, found.count)), came)

    def _missing_part(self, span: Span, came: int) -> Iterator[Page]:
        """What a page was short of: the site allows fewer rows than asked, or counts datasets that it does not show."""
        while span.size > 0:
            fetched = self._api.fetch(self._request(span))
            found = _rows(fetched)
            if isinstance(found, Trouble):
                yield from self._in_pieces(span, fetched, found, whole=False)
                return
            if not self._reading.new_rows(found.rows):
                return
            if came > 1:
                self._reading.change(ceiling=min(came, self._reading.cursor.ceiling or came))
            span = Span(min(span.start + found.came, span.end), span.end)
            yield self._take(fetched, found, offset=span.start)

    def _take(self, fetched: Fetched, found: SearchRows, **changes: int) -> Page:
        self._reading.change(count=found.count, **changes)
        return self._reading.take("ckan_search", fetched.request.url, fetched.at, fetched.body, found.rows)

    def _in_pieces(self, span: Span, fetched: Fetched, trouble: Trouble, *, whole: bool) -> Iterator[Page]:
        """The span again in smaller pages, down to the one dataset that cannot be read."""
        if trouble.code not in OF_THE_PAGE:
            raise self._stopped(trouble)
        if span.size == 1:
            yield self._lost(span, fetched, trouble)
            return
        lost = len(self._reading.cursor.lost)
        if whole:
            self._ask_whether_it_answers()
        size = next(each for each in self._facts.smaller_pages if each < span.size)
        for piece in span.cut(size):
            yield from self._span(piece, self._api.fetch(self._request(piece)), whole=False)
        if whole and len(self._reading.cursor.lost) == lost:
            self._strike(size)

    def _strike(self, size: int) -> None:
        """A page failed for its size alone: after some of those, that size is not asked for again."""
        at = self._reading.cursor
        enough = at.strikes + 1 >= self._facts.strikes
        self._reading.change(strikes=0 if enough else at.strikes + 1, ceiling=size if enough else at.ceiling)

    def _lost(self, span: Span, fetched: Fetched, trouble: Trouble) -> Page:
        self._failing += 1
        if self._failing % self._facts.patience == 0:
            self._ask_whether_it_answers()
            seen = self._reading.cursor.seen
            if not seen or self._failing == self._facts.despair:
                raise Broken(trouble, may_go_on=seen > 0 or self._failing < self._facts.despair)
        lost = (*self._reading.cursor.lost, (span.start, trouble.why))
        self._reading.change(offset=span.end, lost=lost)
        return self._reading.give_up(UNREADABLE, fetched.request.url, fetched.at, fetched.body, ())

    def _ask_whether_it_answers(self) -> None:
        answer = self._api.ask("package_search", **self._params, rows=0)
        if isinstance(answer, Trouble):
            raise self._stopped(answer)

    def _stopped(self, trouble: Trouble) -> CatalogError:
        return stopped(trouble, self._reading.cursor.seen)


def stopped(trouble: Trouble, held: int) -> CatalogError:
    """The error of a site that stops answering in the middle."""
    if not held:
        return catalog_error(trouble)
    before = Words(
        th=f"อ่านได้ {held:,} ชุดข้อมูลแล้วหยุด (ส่วนที่อ่านแล้วเก็บไว้ สั่งอีกครั้งเพื่อทำต่อ): ",
        en=f"stopped after {held:,} datasets, which are kept (the same command goes on): ",
    )
    return catalog_error(trouble, before=before)


def _spans(offset: int, begin: int, end: int, size: int) -> list[Span]:
    """From ``offset`` to ``end`` along the grid of ``size`` that starts at ``begin``."""
    first = min(end, begin + ((offset - begin) // size + 1) * size)
    return [Span(offset, first), *(Span(first, end).cut(size) if first < end else ())]


def _rows(fetched: Fetched) -> SearchRows | Trouble:
    trouble = trouble_of(fetched)
    if trouble is not None:
        return trouble
    try:
        return search_rows(fetched.body)
    except Unreadable as error:
        return as_trouble(error, fetched)
