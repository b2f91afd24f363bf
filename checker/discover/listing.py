"""Reads a CKAN by ``package_list`` and ``package_show``, where search is of no use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.discover.api import Api, result_of
from checker.discover.facts import CkanFacts
from checker.discover.pages import UNREADABLE
from checker.discover.reading import Reading
from checker.discover.rows import is_package, row_of
from checker.discover.search import stopped
from checker.discover.trouble import OF_THE_PAGE, Trouble, printable
from checker.model import Fetched, Page

#: Troubles that are one dataset's own: it is gone, or closed to us.
OF_THE_DATASET = OF_THE_PAGE | {"missing", "forbidden", "login_required", "login", "status"}


def list_names(api: Api, facts: CkanFacts) -> list[str] | Trouble:
    """All names of ``package_list``, sorted by us: the site's own order hangs on its database."""
    names: dict[str, None] = {}
    while True:
        answer = api.ask("package_list", limit=facts.list_page, offset=len(names))
        if isinstance(answer, Trouble):
            return answer
        if not isinstance(answer, list):
            return Trouble(code="not_a_catalog", url=f"{api.url}/action/package_list", detail="no list of names")
        before = len(names)
        names.update(dict.fromkeys(each for each in answer if isinstance(each, str) and each))
        if len(answer) < facts.list_page or len(names) == before or len(answer) > facts.list_page:
            return sorted(names)


class Listing:
    """One reading by names, from where ``reading`` stands."""

    def __init__(self, api: Api, reading: Reading, facts: CkanFacts, window: int) -> None:
        self._api = api
        self._reading = reading
        self._facts = facts
        self._window = window
        self._failing = 0

    def pages(self) -> Iterator[Page]:
        """A page for every dataset. Raises CatalogError where the site stops answering."""
        names = list_names(self._api, self._facts)
        if isinstance(names, Trouble):
            raise stopped(names, self._reading.cursor.seen)
        at = self._reading.cursor
        self._reading.change(count=len(names), first=at.first if at.name else len(names))
        left = [name for name in names if name > at.name and name not in self._reading.names]
        for name, fetched in shown(self._api, left, self._window):
            yield from self._pages(name, fetched)

    def _pages(self, name: str, fetched: Fetched) -> Iterator[Page]:
        """The page of one name; none where it names something else than a dataset."""
        package = shown_package(fetched)
        self._reading.change(name=name)
        if isinstance(package, Trouble):
            yield self._unreadable(name, fetched, package)
            return
        self._failing = 0
        if str(package.get("type")) in self._facts.not_datasets:
            at = self._reading.cursor
            self._reading.change(count=at.count - 1, first=at.first - 1)
            return
        yield take_show(self._reading, fetched, package)

    def _unreadable(self, name: str, fetched: Fetched, trouble: Trouble) -> Page:
        if trouble.code not in OF_THE_DATASET:
            raise stopped(trouble, self._reading.cursor.seen)
        self._failing += 1
        if self._failing % self._facts.patience == 0:
            answer = self._api.ask("package_list", limit=1)
            if isinstance(answer, Trouble):
                raise stopped(answer, self._reading.cursor.seen)
        return self._reading.give_up(
            UNREADABLE, fetched.request.url, fetched.at, fetched.body, ((printable(name), trouble.why),)
        )


def shown(api: Api, names: Sequence[str], window: int) -> Iterator[tuple[str, Fetched]]:
    """``package_show`` of every name, in order; ``window`` of them asked side by side where that is offered."""
    for start in range(0, len(names), window):
        requests = [api.request("package_show", {"id": name}, key=name) for name in names[start : start + window]]
        if api.fetch_many is None or len(requests) == 1:
            yield from ((request.key, api.fetch(request)) for request in requests)
            continue
        answers = {fetched.request.key: fetched for fetched in api.fetch_many(requests)}
        for request in requests:
            fetched = answers[request.key]
            unsent = fetched.tries == 0 and fetched.error is not None  # too many before it had failed
            yield request.key, api.fetch(request) if unsent else fetched


def shown_package(fetched: Fetched) -> Mapping[str, Any] | Trouble:
    """The dataset in an answer of ``package_show``, or what stands in its place."""
    result = result_of(fetched)
    if isinstance(result, Trouble):
        return result
    if is_package(result) and row_of(result).key:
        return result
    return Trouble(code="not_a_catalog", url=fetched.request.url, status=fetched.status, detail="no dataset")


def take_show(reading: Reading, fetched: Fetched, package: Mapping[str, Any]) -> Page:
    """The page of an answer of ``package_show`` that is well."""
    return reading.take("ckan_show", fetched.request.url, fetched.at, fetched.body, [row_of(package)])
