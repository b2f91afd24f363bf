"""What each run saw of the links of one dataset, or of one address: the history of a link, for a person to read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from checker.discover import packages
from checker.errors import UsageError
from checker.links import settle
from checker.model import Attempt, Dataset, Distribution, Observation, Role, RunHead
from checker.normalise import normalise
from checker.rubric import Rubric
from checker.run.history import addresses_in, earlier_runs, looks_before
from checker.run.look import link_rules
from checker.run.rules import proved_rubric
from checker.run.sameness import Print, last_print, same
from checker.run.task import told_settings
from checker.store import Store

NEAR = 3  #: names that are offered where none is the one


class Seen(Struct, frozen=True, kw_only=True):
    """One link in one run."""

    run: str
    at: datetime  #: of the look that decided; of the run's start where there was none
    url: str
    looked: bool  #: the link was looked at in this run
    verdict: str = ""
    confirmed: bool = False
    status: int | None = None
    bytes: str = ""  #: against the look before that brought the file: ``first``, ``same``, ``changed``, ``unknown``
    moved: bool = False  #: another address than in the run before
    last_modified: datetime | None = None


class Timeline(Struct, frozen=True, kw_only=True):
    """One resource through the runs, the oldest first."""

    id: str
    name: str
    dataset: str  #: title of its dataset
    seen: tuple[Seen, ...]


def timelines(store: Store, head: RunHead, wanted: str) -> tuple[Timeline, ...]:
    """The history of every link of a dataset (id, name or title), or of a URL, as seen from this run.

    Raises :class:`UsageError` where this run has neither.
    """
    links = _wanted(store, head, wanted)
    rules = proved_rubric(head.rubric)
    runs = (*reversed(tuple(earlier_runs(store, head))), head)
    held = [(run, _addresses(store, head, run, links)) for run in runs]
    return tuple(
        Timeline(
            id=link.id,
            name=link.name,
            dataset=title,
            seen=tuple(
                _followed(store, head, rules, link, [(run, urls[link.id]) for run, urls in held if link.id in urls])
            ),
        )
        for title, link in links.values()
    )


def _wanted(store: Store, head: RunHead, wanted: str) -> dict[str, tuple[str, Distribution]]:
    """Resource id → (title of the dataset, resource) of what is asked for: a dataset goes before an address."""
    found: dict[str, tuple[str, Distribution]] = {}
    names: list[str] = []
    for page in store.pages(head.id):
        for dataset in map(normalise, packages(page)):
            title = dataset.title or dataset.id
            known = _names(dataset)
            if wanted.casefold() in known:
                return {each.id: (title, each) for each in dataset.distributions if each.role is not Role.BUNDLE}
            names += known
            for each in dataset.distributions:
                if each.url == wanted:
                    found.setdefault(each.id, (title, each))
    if not found:
        raise _no_such(head, wanted, names)
    return found


def _no_such(head: RunHead, wanted: str, names: Sequence[str]) -> UsageError:
    near = ", ".join(difflib.get_close_matches(wanted.casefold(), names, n=NEAR, cutoff=0.4))
    return UsageError(
        f"no dataset and no link {wanted!r} in run {head.id}" + (f"; near: {near}" if near else ""),
        f"ไม่พบชุดข้อมูลหรือลิงก์ {wanted!r} ในรอบตรวจ {head.id}" + (f" ใกล้เคียง: {near}" if near else ""),
    )


def _names(dataset: Dataset) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (dataset.id, dataset.name, dataset.title) if name)


def _addresses(store: Store, head: RunHead, run: RunHead, links: Mapping[str, object]) -> dict[str, str]:
    """The address of each of the links in one run, for those that it held."""
    found: dict[str, str] = {}
    for identity, url in addresses_in(store, run, None if run.id == head.id else head.started):
        if identity in links:
            found.setdefault(identity, url)
            if len(found) == len(links):
                break
    return found


def _followed(
    store: Store, head: RunHead, rubric: Rubric, link: Distribution, held: Sequence[tuple[RunHead, str]]
) -> Iterator[Seen]:
    """One link through the runs that held it, the oldest first."""
    before: Print | None = None
    was: str | None = None
    for run, url in held:
        looks = store.attempts_of(run.id, url)
        looks = looks if run.id == head.id else tuple(looks_before(looks, head))
        rules = link_rules(rubric, told_settings(run).confirm_after)
        found = last_print(looks)
        observed = settle(replace(link, url=url), looks, rules, public=True)
        yield _seen(run, observed, moved=was not in (None, url), bytes_are=_compared(before, found))
        was, before = url, found[1] if found else before


def _compared(before: Print | None, found: tuple[Attempt, Print] | None) -> str:
    if found is None:
        return ""
    if before is None:
        return "first"
    return {True: "same", False: "changed", None: "unknown"}[same(found[1], before)]


def _seen(run: RunHead, observed: Observation, *, moved: bool, bytes_are: str) -> Seen:
    return Seen(
        run=run.id,
        at=observed.at or run.started,
        url=observed.url,
        looked=observed.attempts > 0,
        verdict=observed.verdict.value if observed.attempts else "",
        confirmed=observed.confirmed,
        status=observed.status,
        bytes=bytes_are,
        moved=moved,
        last_modified=observed.last_modified,
    )
