"""Writing calls: journalled before they are sent, proved after.

Every writing call stands in the journal with its old values before it is sent. A process that is killed leaves an
intended call; the same command asks the catalog what is there, notes it, and goes on: nothing is written twice with
another effect. CKAN knows no conditional writing: between our last look and the call somebody else's change of the
same place can still be lost, a window of one request.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone
from itertools import groupby

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from checker.fix.calls import call_for, now_at, standing
from checker.fix.model import Change, Ending, Held, Proposed, Reason
from checker.model import RunHead
from checker.publish.answer import Declined
from checker.run.fix_site import Package, Site, reason_of
from checker.store import JournalHead, Store, Written

Came = tuple[tuple[Change, ...], tuple[Reason, ...]]  #: what was made, and why not all
MAY_BE_WRITTEN = frozenset({"intended", "done", "unsure"})
_changes = msgspec.json.Decoder(tuple[Change, ...]).decode


class Task(Struct, frozen=True, kw_only=True):
    """One giving of the command."""

    head: RunHead
    api_url: str
    fingerprint: str
    apply: bool
    undoes: str | None = None


def now() -> datetime:
    """The present moment."""
    return datetime.now(timezone.utc)


def changes_of(written: Written) -> tuple[Change, ...]:
    """What a call was to change; once the catalog was seen afterwards, with the values that it kept."""
    return _changes(written.outcome if written.outcome is not None else written.intent)


#: Not written because somebody else's work is there.
REFUSALS = frozenset({"changed", "changed_meanwhile", "changed_after"})


class Writing:
    """Writes, dataset by dataset, one call at a time, into one journal."""

    def __init__(self, store: Store, site: Site, task: Task) -> None:
        self._store, self._site, self._task = store, site, task
        self.journal = ""  #: id; empty until something is written
        self.resumed = False
        self._busy: Declined | None = None  #: the answer to the last writing call, where the site was busy

    def take_up(self) -> None:
        """Go on with the journal that the same command left behind: ask the catalog about calls without an answer."""
        for head in self._store.journals(self._task.api_url):
            if head.fingerprint == self._task.fingerprint and head.finished is None:
                self.journal, self.resumed = head.id, True
        for written in self._store.writings(self.journal) if self.journal else ():
            if written.state in ("intended", "unsure"):
                self._clear_up(written)

    def _clear_up(self, written: Written) -> None:
        package = self._site.show(written.dataset)
        if isinstance(package, Reason):
            return
        changes = _changes(written.intent)
        seen = {standing(package, change) for change in changes}
        if seen == {"new"}:
            self._store.settle(self.journal, written.position, "done", _kept(package, changes))
        elif seen == {"old"}:
            self._store.settle(self.journal, written.position, "failed")

    def written(self, found: Proposed) -> Ending:
        """The dataset's own fields in one call, each resource's in another; the first that fails ends it."""
        done: list[Change] = []
        by_resource = groupby(sorted(found.changes, key=lambda each: each.resource), key=lambda each: each.resource)
        for _, group in by_resource:
            changes = tuple(group)
            made, reasons = self._step(found.id, changes)
            done += made
            if reasons:
                outcome = "refused" if {each.code for each in reasons} <= REFUSALS else "failed"
                return ending_of(found, outcome, reasons, tuple(done))
        return ending_of(found, "done", changes=tuple(done))

    def _step(self, dataset: str, changes: tuple[Change, ...]) -> Came:
        """One writing call; for a busy site once more from the beginning, as others may write while we wait."""
        turn = 0
        while True:
            self._busy = None
            came = self._try(dataset, changes)
            if self._busy is None or not came[1] or not self._site.client.waited(self._busy, turn):
                return came
            turn += 1

    def _try(self, dataset: str, changes: tuple[Change, ...]) -> Came:
        """Look again, put down what is meant, send, look what came of it."""
        package = self._site.show(dataset)
        if isinstance(package, Reason):
            return (), (package,)
        seen = [(change, standing(package, change)) for change in changes]
        others = [path_of(change) for change, what in seen if what == "other"]
        if others:
            code = "changed_after" if self._task.undoes else "changed_meanwhile"
            return (), (reason(code, others),)
        left = tuple(change for change, what in seen if what == "old")
        return self._sent(dataset, package, left) if left else (changes, ())

    def _sent(self, dataset: str, package: Package, changes: tuple[Change, ...]) -> Came:
        position = self._store.intend(self._begun(), dataset, changes, now())
        call = call_for(package, changes, self._site.customs)
        answer = self._site.client.once(call.action, call.data)
        self._busy = answer if isinstance(answer, Declined) and answer.code == "busy" else None
        if isinstance(answer, Declined) and not answer.unsure:
            self._store.settle(self.journal, position, "failed")
            return (), (reason_of(answer),)
        after = self._site.show(dataset)
        if isinstance(after, Reason):
            self._store.settle(self.journal, position, "unsure")
            return (), (_unsure(answer if isinstance(answer, Declined) else after),)
        return self._proved(position, after, changes, answer if isinstance(answer, Declined) else None)

    def _proved(self, position: int, after: Package, changes: tuple[Change, ...], declined: Declined | None) -> Came:
        """What the catalog holds after the call decides, whatever the call's answer was."""
        seen = [(change, standing(after, change)) for change in changes]
        kept = _kept(after, [change for change, what in seen if what == "new"])
        lost = [path_of(change) for change, what in seen if what != "new"]
        if not lost:
            self._store.settle(self.journal, position, "done", kept)
            return kept, ()
        if declined is not None and not kept:
            late = declined.code in ("timeout", "network")  # it may still be at work on it
            self._store.settle(self.journal, position, "unsure" if late else "failed")
            return (), (_unsure(declined) if late else reason_of(declined),)
        self._store.settle(self.journal, position, "done" if kept else "failed", kept or None)
        return kept, (reason("not_kept", lost),)

    def _begun(self) -> str:
        """The journal, begun with the first thing that is written."""
        if not self.journal:
            task, started = self._task, now()
            self.journal = f"fix-{started:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
            self._store.begin_journal(
                JournalHead(
                    id=self.journal,
                    run=task.head.id,
                    catalog=task.api_url,
                    fingerprint=task.fingerprint,
                    undoes=task.undoes,
                    started=started,
                )
            )
        return self.journal

    def conclude(self, endings: Iterable[Ending]) -> None:
        """A journal of which everything was done is finished; any other is gone on with by the same command."""
        if self.journal and all(each.outcome in ("done", "unchanged") and not each.reasons for each in endings):
            self._store.finish_journal(self.journal, now())


def _kept(package: Package, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with the values that the catalog made of them."""
    return tuple(replace(change, new=_as_kept(now_at(package, change), change)) for change in changes)


def _as_kept(held: Held, change: Change) -> Held:
    return held if change.new.there or held.there else change.new


def _unsure(why: Declined | Reason) -> Reason:
    return Reason(code="unsure", params={"why": why.code})


def path_of(change: Change) -> str:
    return f"{change.resource}/{change.field}" if change.resource else change.field


def reason(code: str, fields: Iterable[str]) -> Reason:
    return Reason(code=code, params={"fields": ", ".join(fields)})


def ending_of(
    found: Proposed, outcome: str, reasons: tuple[Reason, ...] = (), changes: tuple[Change, ...] | None = None
) -> Ending:
    return Ending(
        id=found.id,
        name=found.name,
        title=found.title,
        outcome=outcome,
        modified=found.modified,
        changes=found.changes if changes is None else changes,
        reasons=reasons,
        problems=found.problems,
    )


def collapsed(writings: Iterable[Written]) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """What a journal came to, by dataset: of each place the value before its first writing, and after its last."""
    found: dict[str, dict[tuple[str, str, str], Change]] = {}
    for written in writings:
        if written.state in MAY_BE_WRITTEN:
            places = found.setdefault(written.dataset, {})
            for change in changes_of(written):
                place = change.resource, change.where, change.key
                first = places.get(place)
                places[place] = change if first is None else replace(change, old=first.old)
    for dataset, changes in found.items():
        yield dataset, tuple(changes.values())
