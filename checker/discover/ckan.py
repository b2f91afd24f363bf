"""A CKAN as a source: opened, read by search or by list, and reconciled with what the site says it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from checker.config import Settings
from checker.discover.api import Params
from checker.discover.cursor import Cursor, read_cursor
from checker.discover.decode import Unreadable
from checker.discover.facts import ckan_facts
from checker.discover.listing import Listing, list_names
from checker.discover.organizations import Organization, find_organization
from checker.discover.probe import Site, version_of_thai_gdc
from checker.discover.reading import Reading
from checker.discover.rest import read_the_rest
from checker.discover.rows import count_of, is_package
from checker.discover.search import Broken, Search
from checker.discover.source import SourceState
from checker.discover.trouble import Trouble, catalog_error, printable
from checker.model import Found, Page

#: Troubles of a search that come of how it was asked, so that asking differently may do.
OF_THE_QUESTION = frozenset({"refused", "status", "server_error", "timeout", "not_a_catalog", "missing", "forbidden",
                             "html", "json", "empty_body", "truncated"})  # fmt: skip


class Opening(Struct, frozen=True, kw_only=True):
    """How the site is going to be read."""

    mode: str  #: ``search`` or ``list``
    count: int  #: datasets that it says it has, in this reading
    sort: int = 0
    filtered: bool = False  #: the site itself picks the organization's datasets


class CkanSource:
    """The datasets of one CKAN, or of one organization on it."""

    def __init__(self, source: str, site: Site, organization: Organization | None, settings: Settings) -> None:
        self._api = site.api
        self._facts = ckan_facts()
        self._settings = settings
        self._organization = organization
        self._wanted = organization.wanted if organization else ()
        self._params: Params = {"include_private": "true"} if site.api.token else {}
        self._opening = self._open()
        self._reading: Reading | None = None
        declared = self._opening.count
        if organization and not self._opening.filtered:
            declared = organization.count
        self.found = Found(
            source=source,
            software="ckan",
            base_url=site.root,
            api_url=site.api.url,
            title=printable(str(site.status.get("site_title") or "")),
            ckan_version=printable(str(site.status.get("ckan_version") or ""), 40),
            thai_gdc_version=printable(version_of_thai_gdc(site.status), 40),
            organization=organization.name if organization else "",
            declared=declared,
        )

    def _open(self) -> Opening:
        """The first way of asking that the site answers: filtered or whole, in the best order, else by list."""
        troubles: list[Trouble] = []
        filters = [self._organization.query] if self._organization else []
        for fq in (*filters, ""):
            opening = self._counted(fq, troubles)
            if opening is not None:
                self._params = {**self._params, **({"fq": fq} if fq else {})}
                return opening
        names = list_names(self._api, self._facts)
        if isinstance(names, Trouble):
            raise catalog_error(troubles[0])
        return Opening(mode="list", count=len(names))

    def _counted(self, fq: str, troubles: list[Trouble]) -> Opening | None:
        """How many datasets ``package_search`` counts, in the first order that the site takes."""
        sorts = self._facts.sorts
        place = 0
        while place < len(sorts):
            answer = self._api.ask("package_search", **self._params, fq=fq, rows=0, sort=sorts[place])
            trouble = answer if isinstance(answer, Trouble) else None
            try:
                count = count_of(answer.get("count") if is_package(answer) else None)
                return Opening(mode="search", count=count, sort=place, filtered=bool(fq))
            except Unreadable:
                trouble = trouble or self._no_count()
            troubles.append(trouble)
            if trouble.code not in OF_THE_QUESTION:
                raise catalog_error(trouble)
            # an order that is refused is followed by the next; after a failure only the plainest question is left
            place = place + 1 if trouble.code in ("refused", "status") else max(place + 1, len(sorts) - 1)
        return None

    def _no_count(self) -> Trouble:
        return Trouble(
            code="not_a_catalog", url=f"{self._api.url}/action/package_search", detail="no count of datasets"
        )

    def pages(self, after: str | None = None, held: Iterable[Page] = ()) -> Iterator[Page]:
        """See :class:`checker.discover.source.Source`."""
        opening = self._opening
        first = Cursor(mode=opening.mode, sort=opening.sort, first=opening.count, count=opening.count)
        cursor = read_cursor(after, self.found.source, ("search", "list", "rest")) if after else first
        reading = self._reading = Reading(cursor, self._wanted, self._facts.sorts, held)
        yield from self._pages(reading)

    def _pages(self, reading: Reading) -> Iterator[Page]:
        search = self._search(reading)
        while reading.cursor.mode == "search":
            try:
                yield from search.pages()
                reading.change(mode="rest", name="")
            except Broken as broken:
                self._turn_to_names(reading, broken)
        if reading.cursor.mode == "list":
            yield from Listing(self._api, reading, self._facts, self._window()).pages()
        if reading.cursor.mode == "rest":
            yield from read_the_rest(self._api, reading, self._facts, whole="fq" not in self._params,
                                     window=self._window())  # fmt: skip

    def _turn_to_names(self, reading: Reading, broken: Broken) -> None:
        """Reads by names what search does not give; where the site lists none, search goes on as it can."""
        names = list_names(self._api, self._facts)
        if not isinstance(names, Trouble):
            reading.change(mode="list", name="", lost=())
        elif not broken.may_go_on:
            raise catalog_error(broken.trouble) from broken

    def _search(self, reading: Reading) -> Search:
        return Search(self._api, reading, facts=self._facts, params=self._params,
                      page_size=self._settings.page_size, window=self._window())  # fmt: skip

    def _window(self) -> int:
        """How many pages are asked in one go. The fetcher holds to ``per_host``; where that is more than
        ``harvest_parallel``, no more than that are handed to it at once."""
        parallel = self._settings.harvest_parallel
        if parallel < 2:
            return 1
        return parallel if self._settings.per_host > parallel else self._facts.window

    def state(self) -> SourceState:
        """See :class:`checker.discover.source.Source`."""
        if self._reading is None:
            return SourceState(declared=self.found.declared)
        return self._reading.state()


def open_ckan(source: str, site: Site, organization: str, settings: Settings) -> CkanSource:
    """The source at ``site``. Raises CatalogError, or UsageError where there is no such organization."""
    facts = ckan_facts()
    found = find_organization(site.api, organization, facts) if organization else None
    return CkanSource(source, site, found, settings)
