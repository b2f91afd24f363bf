"""The links of a run in the runs before it: the same id, the same address, the same bytes (openness rules, section 2).

For one run the answer is always the same, whatever runs come later, and however late an older run is looked at again:
only runs that were finished, and what was seen, before this run began are counted. Memory grows with the links of this
run, not with the number of runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from checker.discover import packages
from checker.model import Attempt, Past, RunHead
from checker.normalise import addresses, identity_of
from checker.run.sameness import Print, last_print, same
from checker.store import Store

RUNS = 24  #: how many runs are looked back at, at the most


def history(store: Store, head: RunHead, most: int = RUNS) -> Mapping[str, Past]:
    """What earlier runs of the same source and organization held of each resource id of this run.

    A resource that none of them held is not in it. A run that did not hold a resource says nothing of it: its page may
    not have been read.
    """
    before = tuple(earlier_runs(store, head, most))
    if not before:
        return {}
    trails = _Trails(store, head)
    for run in before:
        trails.follow(store, run)
    return trails.pasts()


def earlier_runs(store: Store, head: RunHead, most: int = RUNS) -> Iterator[RunHead]:
    """The runs of the same source and organization that were finished before this one began, newest first."""
    run = store.previous(head.source, head.organization, before=head.id)
    count = 0
    while run is not None and count < most:
        if run.finished is not None and run.finished <= head.started:
            yield run
            count += 1
        run = store.previous(head.source, head.organization, before=run.id)


def addresses_in(store: Store, run: RunHead, before: datetime | None = None) -> Iterator[tuple[str, str]]:
    """(resource id, URL) of all that a run held, of an older run as far as it was read before a moment."""
    for page in store.pages(run.id):
        if before is None or page.at < before:
            for package in packages(page):
                yield from addresses(package)


def urls_before(store: Store, head: RunHead) -> dict[str, tuple[str, ...]]:
    """The URLs of each dataset id in the snapshot before; a dataset that it did not hold is not in it."""
    found: dict[str, tuple[str, ...]] = {}
    for run in earlier_runs(store, head, 1):
        for page in store.pages(run.id):
            for package in packages(page) if page.at < head.started else ():
                identity = identity_of(package)[0]
                found[identity] = (*found.get(identity, ()), *(url for _, url in addresses(package)))
    return found


def looks_before(attempts: Sequence[Attempt], head: RunHead) -> list[Attempt]:
    """The looks of an older run that were made before this run began."""
    return [each for each in attempts if each.at < head.started]


class _Trail:
    """One resource id, followed back from run to run."""

    __slots__ = ("changed_after", "elsewhere", "first", "here", "now", "row", "runs", "unchanged", "url", "was")

    def __init__(self, url: str) -> None:
        self.url = url
        self.now: Print | None = None  #: the bytes of this run; ``None``: not seen, or settled already
        self.first: datetime | None = None  #: the first look at the present address
        self.row = True  #: all runs so far had the present address
        self.runs = 0
        self.was: str | None = None  #: the address in the run before
        self.here = -1  #: number of the last run that held the id …
        self.elsewhere = False  #: … and whether it had another address there
        self.unchanged: datetime | None = None
        self.changed_after: datetime | None = None

    def held(self, number: int, url: str, run: RunHead) -> None:
        """Run ``number``, counted back, held the id with this address."""
        self.here, self.elsewhere = number, url != self.url
        self.runs += 1
        if self.was is None:
            self.was = url if self.elsewhere else self.url
        self.row = self.row and not self.elsewhere
        if self.row:
            self.first = run.started

    def looked(self, attempts: Sequence[Attempt]) -> None:
        """The looks of that run at the address that the id had in it."""
        if self.row:
            self.first = attempts[0].at
        found = last_print(attempts) if self.now is not None else None
        if self.now is None or found is None:
            return
        look, was = found
        alike = same(self.now, was)
        if alike:
            self.unchanged = look.at
        elif alike is False:
            self.changed_after, self.now = look.at, None

    def past(self, since: datetime) -> Past:
        return Past(
            url=self.url if self.was is None else self.was,
            since=self.first or since,
            runs=self.runs,
            unchanged_since=self.unchanged,
            changed_after=self.changed_after,
        )


class _Trails:
    """The trails of all resources of a run."""

    def __init__(self, store: Store, head: RunHead) -> None:
        self._head = head
        self._by_id: dict[str, _Trail] = {}
        self._by_url: dict[str, list[_Trail]] = {}
        self._runs = 0
        for identity, url in addresses_in(store, head):
            if identity not in self._by_id:
                trail = self._by_id[identity] = _Trail(url)
                self._by_url.setdefault(url, []).append(trail)
        for url, attempts in store.attempts(head.id):
            found = last_print(attempts)
            for trail in self._by_url.get(url, ()):
                trail.first = attempts[0].at
                trail.now = found[1] if found else None

    def follow(self, store: Store, run: RunHead) -> None:
        """One run further back."""
        self._runs += 1
        number, elsewhere = self._runs, dict[str, list[_Trail]]()
        for identity, url in addresses_in(store, run, self._head.started):
            trail = self._by_id.get(identity)
            if trail is not None and trail.here != number:
                trail.held(number, url, run)
                if trail.elsewhere:
                    elsewhere.setdefault(url, []).append(trail)
        for url, attempts in store.attempts(run.id):
            here = [each for each in self._by_url.get(url, ()) if each.here == number and not each.elsewhere]
            there = elsewhere.get(url, ())
            looks = looks_before(attempts, self._head) if here or there else ()
            for trail in (*here, *there) if looks else ():
                trail.looked(looks)

    def pasts(self) -> dict[str, Past]:
        """What was found of each id that an earlier run held."""
        return {name: trail.past(self._head.started) for name, trail in self._by_id.items() if trail.runs}
