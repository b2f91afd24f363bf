"""A working copy: the engine's own store in a folder that is thrown away, filled from CKAN and from our tables.

All that the engine can do with a run it can do with the copy: reports, worklist, what-if, the evidence pack.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from checker.model import Attempt, Distribution, Page, RunHead
from checker.normalise import addresses, normalise
from checker.run import Run
from checker.run.look import link_rules
from checker.run.rules import proved_rubric
from checker.run.task import Task, new_head
from checker.store import GivenFile, Store
from ckanext.dgmaturity import config
from ckanext.dgmaturity.checking import looks, packages, task
from ckanext.dgmaturity.checking.looks import Links, Past
from ckanext.dgmaturity.checking.own import Own
from ckanext.dgmaturity.checking.policy import Choice, Mode, Policy
from ckanext.dgmaturity.given import Decisions

LINES = 200  #: datasets of one page
NAME = "dgcheck.sqlite"
PREFIX = "dgmaturity-"
LEFT = timedelta(days=1)  #: after which a copy that nothing was written to is one that a killed process has left


class Copy:
    """One working copy; ``links`` is what our tables held, with what becomes past by this check."""

    def __init__(self, store: Store, head: RunHead, asked: Task, mode: Mode) -> None:
        self.store, self.head, self.task, self.mode = store, head, asked, mode
        self.rubric = proved_rubric(asked.rubric)
        self.run = Run(id=head.id, store=store.path)
        self.links: dict[str, Links] = {}
        self.modified: dict[str, str] = {}  #: ``metadata_modified`` of what was read, by dataset
        self.owners: dict[str, str | None] = {}  #: organization, by dataset
        self.declared: dict[str, dict[str, Distribution]] = {}  #: by dataset: URL → the first that names it
        self.addresses: dict[str, tuple[tuple[str, str], ...]] = {}
        self.again: set[str] = set()
        self.own = Own((), task.site_url(), asked.settings)


@contextmanager
def working_copy(
    ids: Sequence[str],
    mode: Mode,
    *,
    organization: str = "",
    plan: dict[str, Any] | None = None,
    wait: float = 0.0,
    decisions: Decisions | None = None,
) -> Iterator[Copy]:
    """A copy with these datasets; ``organization`` is the name of the one they belong to, empty: the whole site.

    ``decisions`` is that organization's log: the copy then is the run that the log belongs to.
    """
    asked = task.task_of(organization, plan, wait)
    now = datetime.now(timezone.utc)
    run = decisions.run if decisions else f"{now:%Y%m%d-%H%M%S}-site"
    head = new_head(asked, proved_rubric(asked.rubric), now, run)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, Store.open(Path(folder) / NAME) as store:
        copy = Copy(store, head, asked, mode)
        _fill(copy, ids, now)
        if decisions:
            store.add_decisions(head.id, decisions.entries, 0)
        yield copy


def clear_away() -> int:
    """Takes away the copies that killed processes of this user have left; how many."""
    left = [each for each in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if _is_left(each)]
    for each in left:
        shutil.rmtree(each, ignore_errors=True)
    return len(left)


def _is_left(folder: Path) -> bool:
    try:
        newest = max(each.lstat().st_mtime for each in (folder, *folder.iterdir()))
        return folder.lstat().st_uid == os.getuid() and time.time() - newest > LEFT.total_seconds()
    except OSError:
        return False


def _fill(copy: Copy, ids: Sequence[str], now: datetime) -> None:
    copy.links = looks.load(ids)
    uploads: list[Mapping[str, Any]] = []
    pages = list(_pages(copy, ids, uploads, now))
    copy.own = Own(uploads, task.site_url(), copy.task.settings)
    rules = link_rules(copy.rubric, copy.task.settings.confirm_after)
    policy = Policy(copy.mode, now, config.check_hours(), rules)
    kept = _chosen(copy, policy)
    _earlier_runs(copy)
    given = tuple(GivenFile(kind=each.kind, name=each.name, body=each.body) for each in copy.task.inputs)
    state = {"state": "finished", "finished": now} if copy.mode is Mode.NONE else {"state": "looking"}
    copy.store.begin(replace(copy.head, **state), given)
    count = len(copy.modified)
    copy.store.put_found(copy.head.id, task.found(copy.task.organization, count))
    copy.store.put_catalog(copy.head.id, task.catalog_state(count))
    for page in pages:
        copy.store.add_page(copy.head.id, page)
    _put_links(copy, kept)


def _pages(copy: Copy, ids: Sequence[str], uploads: list[Mapping[str, Any]], now: datetime) -> Iterator[Page]:
    batch: list[packages.Package] = []
    number = 1
    for package in packages.read(ids):
        _remember(copy, package)
        uploads.append({"resources": package.get("resources")})
        batch.append(package)
        if len(batch) == LINES:
            yield page_of(number, batch, now)
            number, batch = number + 1, []
    if batch:
        yield page_of(number, batch, now)


def _remember(copy: Copy, package: packages.Package) -> None:
    dataset = normalise(package)
    copy.modified[dataset.id] = str(package.get("metadata_modified") or "")
    copy.owners[dataset.id] = package.get("owner_org") or None
    copy.addresses[dataset.id] = tuple(addresses(package))
    declared = copy.declared.setdefault(dataset.id, {})
    for each in dataset.distributions:
        declared.setdefault(each.url, each)


def page_of(number: int, found: Sequence[packages.Package], at: datetime) -> Page:
    """Packages as the engine keeps an answer of a catalog."""
    body = packages.as_lines(found)
    return Page(
        number=number,
        kind="jsonl",
        cursor=str(number),
        url=f"{task.site_url()}/api/3/action/package_search",
        at=at,
        body=body,
        sha256=sha256(body).hexdigest(),
        count=len(found),
    )


def _chosen(copy: Copy, policy: Policy) -> dict[str, tuple[Attempt, ...]]:
    """The looks that count on, by URL; what gets a new look becomes past, in each dataset that names the link."""
    held: dict[str, tuple[Attempt, ...]] = {}
    formats: dict[str, str] = {}
    for links in copy.links.values():
        for url, attempts in links.attempts.items():
            if url not in held or held[url][-1].at < attempts[-1].at:
                held[url], formats[url] = attempts, links.formats[url]
    anew: set[str] = set()
    for declared in copy.declared.values():
        for url, each in declared.items():
            if url in held and url not in anew | copy.again:
                choice = policy.choose(held[url], each, formats[url], copy.own.tag_of(url))
                (anew if choice is Choice.ANEW else copy.again if choice is Choice.AGAIN else set()).add(url)
    for name, links in copy.links.items():
        if name in copy.modified and (anew & links.attempts.keys() or links.seen != copy.addresses[name]):
            links.past = looks.with_past(links)
    return {url: attempts for url, attempts in held.items() if url not in anew}


def _earlier_runs(copy: Copy) -> None:
    """What our tables hold of earlier checks, as runs: the last check of every dataset is the last run, and so on."""
    past = {name: links.past for name, links in copy.links.items() if links.past and name in copy.modified}
    for back in range(max(map(len, past.values()), default=0), 0, -1):
        _earlier_run(copy, back, {name: each[-back] for name, each in past.items() if len(each) >= back})


def _earlier_run(copy: Copy, back: int, held: Mapping[str, Past]) -> None:
    first, last = min(each.at for each in held.values()), max(each.at for each in held.values())
    started = min(first, copy.head.started - timedelta(seconds=back))
    ended = min(last, copy.head.started)
    run = replace(copy.head, id=f"{copy.head.id}-{back}", started=started, state="finished", finished=ended)
    copy.store.begin(run)
    rows = [
        {"id": name, "name": name, "resources": [{"id": one, "url": url} for one, url in each.resources]}
        for name, each in held.items()
    ]
    copy.store.add_page(run.id, page_of(1, rows, ended - timedelta(microseconds=1)))
    seen: dict[str, Attempt] = {}
    for attempt in (one for each in held.values() for one in each.attempts):
        if attempt.url not in seen or seen[attempt.url].at < attempt.at:
            seen[attempt.url] = replace(attempt, number=1)
    copy.store.add_attempts(run.id, list(seen.values()))


def _put_links(copy: Copy, kept: Mapping[str, Sequence[Attempt]]) -> None:
    named = {url for declared in copy.declared.values() for url in declared}
    for url, attempts in kept.items():
        if url in named:
            copy.store.add_attempts(copy.head.id, [replace(each, number=n) for n, each in enumerate(attempts, 1)])
    copy.store.add_readings(copy.head.id, [each for each in _newest_readings(copy) if each.url in named])
    fresh = datetime.now(timezone.utc) - timedelta(hours=config.check_hours())
    probes = {key: each for links in copy.links.values() for key, each in links.probes.items()}
    if copy.mode is not Mode.NONE:
        probes = {
            key: each
            for key, each in probes.items()
            if each.whole is not None
            and each.whole.at > fresh
            and copy.mode is not Mode.ALL
            and not each.whole.url.startswith(task.site_url())
        }
    copy.store.add_probes(copy.head.id, list(probes.values()))


def _newest_readings(copy: Copy) -> Iterable[Any]:
    found: dict[str, Any] = {}
    for links in copy.links.values():
        for url, each in links.readings.items():
            if url not in found or found[url].at < each.at:
                found[url] = each
    return found.values()
