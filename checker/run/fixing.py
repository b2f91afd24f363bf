"""Fixes beside the catalog as it is now: proposed dataset by dataset, and handed on to be written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from checker.fix.calls import reversed_, standing
from checker.fix.model import AskedDataset, Change, Ending, Proposed, Reason
from checker.fix.propose import Ground, propose
from checker.run.fix_site import Site
from checker.run.fix_writing import MAY_BE_WRITTEN, Task, Writing, changes_of, ending_of, path_of, reason
from checker.store import Store


def fingerprint(*parts: str | bytes) -> str:
    """The name of everything that was asked for."""
    digest = hashlib.sha256()
    for part in parts:
        body = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(body).to_bytes(8, "big") + body)
    return digest.hexdigest()


class Fixing:
    """Proposes and writes, dataset by dataset, one call at a time."""

    def __init__(self, store: Store, site: Site, task: Task) -> None:
        self._store, self._site, self._task = store, site, task
        self.writing = Writing(store, site, task)

    def asked(self, dataset: str, asked: AskedDataset) -> Ending:
        """One dataset of a file: proposed, and written where that is asked for."""
        found = self.proposed(dataset, asked)
        if isinstance(found, Ending):
            return found
        if found.stale:
            return ending_of(found, "refused", (reason("changed", found.stale),))
        if not found.changes:
            return self._nothing_to_do(found)
        return self.writing.written(found) if self._task.apply else ending_of(found, "proposed")

    def proposed(self, dataset: str, asked: AskedDataset) -> Proposed | Ending:
        """What would change in one dataset; an ending where the catalog does not show it."""
        package = self._site.show(dataset)
        if isinstance(package, Reason):
            return self._not_shown(dataset, package)
        ground = Ground(
            now=package,
            then=self._site.then[dataset],
            customs=self._site.customs,
            organization=self._site.organization,
            written=self._ours(dataset),
        )
        return propose(asked, ground)

    def _not_shown(self, dataset: str, why: Reason) -> Ending:
        then = self._site.then.get(dataset, {})
        name, title = str(then.get("name") or ""), str(then.get("title") or "")
        return Ending(id=dataset, name=name, title=title, outcome="failed", reasons=(why,))

    def _ours(self, dataset: str) -> Mapping[tuple[str, str], tuple[Any, ...]]:
        """Every value that we wrote, or put back, in this dataset."""
        found: dict[tuple[str, str], tuple[Any, ...]] = {}
        for written in self._store.writings_of(self._task.api_url, dataset):
            if written.state in MAY_BE_WRITTEN:
                for change in changes_of(written):
                    place = change.resource, change.key
                    found[place] = (*found.get(place, ()), change.new.raw)
        return found

    def _nothing_to_do(self, found: Proposed) -> Ending:
        """So already; what this journal wrote before it was stopped is told as done."""
        journal = self.writing.journal
        writings = self._store.writings(journal) if journal else ()
        mine = [each for each in writings if each.dataset == found.id and each.state == "done"]
        if mine:
            return ending_of(found, "done", changes=tuple(change for each in mine for change in changes_of(each)))
        return ending_of(found, "refused" if found.problems else "unchanged")

    def put_back(self, dataset: str, changes: tuple[Change, ...]) -> Ending:
        """One dataset of a journal: the old values, wherever the catalog still holds what was written."""
        package = self._site.show(dataset)
        if isinstance(package, Reason):
            return self._not_shown(dataset, package)
        back = [(change, standing(package, change)) for change in reversed_(changes)]
        later = [path_of(change) for change, what in back if what == "other"]
        left = tuple(change for change, what in back if what == "old")
        name, title = str(package.get("name") or ""), str(package.get("title") or "")
        modified = str(package.get("metadata_modified") or "")
        found = Proposed(id=dataset, name=name, title=title, modified=modified, changes=left)
        reasons = (reason("changed_after", later),) if later else ()
        if not left:
            return self._nothing_to_do(found) if not later else ending_of(found, "refused", reasons)
        ending = self.writing.written(found) if self._task.apply else ending_of(found, "proposed")
        return replace(ending, reasons=(*ending.reasons, *reasons))
