"""The evidence of a run as a report lists it: answers of the catalog, looks at links, files, answers of interfaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.content import probe_id
from checker.links import evidence_id
from checker.model import Attempt, Page, RunHead
from checker.report.model import EvidenceLine
from checker.store import Store

Told = Callable[[tuple[Attempt, ...]], tuple[Attempt, ...]]


def evidence_lines(store: Store, head: RunHead, told: Told) -> Iterator[EvidenceLine]:
    """Every piece of evidence; ``told`` gives looks at a link as they are to be told."""
    yield from _catalog_pages(store, head)
    yield from _links(store, head, told)
    yield from _files(store, head)
    yield from _answers(store, head)


def _catalog_pages(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    for page in store.pages(head.id):
        yield EvidenceLine(
            id=_page_evidence_id(page),
            kind="catalog",
            url=page.url,
            at=page.at,
            status=200,
            bytes_read=len(page.body),
            sha256=page.sha256,
            attempts=1,
        )


def _links(store: Store, head: RunHead, told: Told) -> Iterator[EvidenceLine]:
    for _, seen in store.attempts(head.id):
        looks = told(seen)
        last = looks[-1]
        yield EvidenceLine(
            id=evidence_id(last.url),
            kind="link",
            url=last.url,
            at=last.at,
            status=last.status,
            bytes_read=last.bytes_read,
            sha256=last.sha256,
            attempts=len(looks),
            detail=last.detail,
            method=last.method,
            final_url=last.final_url,
            hops=last.hops,
            error=last.error.value if last.error else "",
        )


def _files(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    """The files that were fetched for their content alone, and those that could not be read.

    What a look brought is the look's evidence already.
    """
    for url, reading in store.readings(head.id):
        trouble = reading.content.trouble
        if trouble or reading.at not in (look.at for look in store.attempts_of(head.id, url)):
            yield EvidenceLine(
                id=evidence_id(url).replace("link-", "file-"),
                kind="file",
                url=url,
                at=reading.at,
                status=None,
                bytes_read=reading.bytes_read,
                sha256=reading.sha256,
                attempts=1,
                detail=" ".join(part for part in (trouble, reading.content.detail) if part),
            )


def _answers(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    """Both answers of each interface: without the condition, and with it."""
    for key, probe in store.probes(head.id):
        for answer, part in ((probe.whole, ""), (probe.part, "-part")):
            if answer is not None:
                yield EvidenceLine(
                    id=probe_id(key) + part,
                    kind="probe",
                    url=answer.url,
                    at=answer.at,
                    status=answer.status,
                    bytes_read=answer.bytes_read,
                    sha256=answer.sha256,
                    attempts=1,
                    detail=answer.detail or answer.excerpt[:200],
                )


def _page_evidence_id(page: Page) -> str:
    """A page's name in reports: the same for the same answer."""
    return f"page-{page.sha256[:16]}"
