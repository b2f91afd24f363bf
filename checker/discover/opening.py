"""The front door: what a source is, and the source that reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import structs

from checker.config import Settings
from checker.discover.address import Address, parse, same_site
from checker.discover.api import Fetch, FetchMany
from checker.discover.ckan import open_ckan
from checker.discover.decode import Unreadable
from checker.discover.documents import Document, next_of, of_address, of_path
from checker.discover.facts import document_facts
from checker.discover.files import open_documents
from checker.discover.probe import Site, find_site, raise_moved
from checker.discover.source import Source
from checker.discover.trouble import OF_THE_SITE, Trouble, catalog_error, trouble_of, worst
from checker.model import Fetched, Request


def open_source(
    source: str,
    *,
    fetch: Fetch,
    fetch_many: FetchMany | None = None,
    organization: str | None = None,
    token: str | None = None,
    settings: Settings,
    clock: Callable[[], datetime],
) -> Source:
    """The source that ``source`` (a URL as pasted, a file, a folder) means.

    ``organization`` (name, title or id) picks one organization; the page of an organization picks it by itself.
    ``token`` is sent to the catalog's own site only, and kept nowhere. Raises UsageError for a file that does not
    exist or an unknown organization, CatalogError where nothing that came back is a catalog.
    """
    address = parse(source)
    if address.path is not None:
        return open_documents(source, of_path(address.path), organization=organization, settings=settings, clock=clock)
    wanted = organization or address.organization
    troubles: list[Trouble] = []
    if address.document:
        document = _document(address, fetch, settings, clock, wanted)
        if not isinstance(document, Trouble):
            return document
        troubles.append(document)
    site = find_site(address.roots, fetch=fetch, fetch_many=fetch_many, token=token)
    if isinstance(site, Site):
        return open_ckan(source, site, wanted, settings)
    raise_moved(site)
    troubles.extend(site)
    if not address.document and not all(trouble.code in OF_THE_SITE for trouble in troubles):
        document = _document(address, fetch, settings, clock, wanted)
        if not isinstance(document, Trouble):
            return document
        troubles.append(document)
    told = worst(troubles)
    raise catalog_error(structs.replace(told, url=_named(told.url, source)))


def _document(
    address: Address, fetch: Fetch, settings: Settings, clock: Callable[[], datetime], organization: str
) -> Source | Trouble:
    """The source in what the address itself answers with, or what that is instead."""
    first = _answered(address, fetch)
    if isinstance(first, Trouble):
        return first
    try:
        documents = _with_next_pages(of_address(first), fetch, settings)
        return open_documents(address.source, documents, organization=organization, settings=settings, clock=clock)
    except Unreadable as error:
        return Trouble(code=error.code, url=first.request.url, status=first.status, detail=error.detail)


def _answered(address: Address, fetch: Fetch) -> Fetched | Trouble:
    """The answer of the first scheme at which the site answers at all."""
    trouble: Trouble | None = None
    for url in address.urls:
        fetched = fetch(Request(key=url, url=url))
        trouble = trouble_of(fetched)
        if trouble is None:
            return fetched
        if trouble.code not in OF_THE_SITE:
            break
    assert trouble is not None
    return trouble


def _with_next_pages(first: Document, fetch: Fetch, settings: Settings) -> list[Document]:
    """A document and those that follow it, where a catalog in RDF is given in pages; only of the same site."""
    found = [first]
    while len(found) < document_facts().pages:
        url = next_of(found[-1], settings)
        if not url or not same_site(first.name, url) or url in {each.name for each in found}:
            break
        fetched = fetch(Request(key=url, url=url))
        trouble = trouble_of(fetched)
        if trouble is not None:
            raise catalog_error(trouble)
        found.append(of_address(fetched))
    return found


def _named(url: str, source: str) -> str:
    """The URL that was asked, with what the person wrote where that is something else."""
    return url if url.rstrip("/") == source.strip().rstrip("/") else f"{source.strip()} → {url}"
