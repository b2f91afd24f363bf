"""After a search: what the site counts and no page held is looked up by name, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discover.api import Api
from checker.discover.facts import CkanFacts
from checker.discover.listing import OF_THE_DATASET, list_names, shown, shown_package, take_show
from checker.discover.pages import UNREADABLE
from checker.discover.reading import Reading
from checker.discover.search import stopped
from checker.discover.trouble import Trouble, printable
from checker.model import Fetched, Page

NOT_SHOWN = "counted by the site, but in none of its answers"


def read_the_rest(api: Api, reading: Reading, facts: CkanFacts, *, whole: bool, window: int) -> Iterator[Page]:
    """Pages of the datasets that search lost; then one that names what stays lost.

    ``whole`` says that all organizations were read: only then ``package_list`` can tell which names are missing.
    A dataset that search could not give and ``package_show`` can is read after all; so is one that slipped from one
    page to another that was read already, when something was deleted meanwhile.
    """
    if whole and (reading.gap > 0 or reading.changed) and reading.names_are_known:
        for name, fetched in shown(api, _missing_names(api, reading, facts), window):
            if reading.gap <= 0 and not reading.changed:
                break
            yield from _shown(reading, facts, name, fetched)
    problems = _still_lost(reading)
    if problems:
        url = f"{api.url}/action/package_search"
        reading.change(lost=())
        yield reading.give_up(UNREADABLE, url, reading.last_at, b"", problems)


def _missing_names(api: Api, reading: Reading, facts: CkanFacts) -> list[str]:
    """Names that the site lists and no page held; none where they are far more than the gap, and so something else."""
    listed = list_names(api, facts)
    if isinstance(listed, Trouble):
        return []
    missing = [name for name in listed if name not in reading.names]
    moved = abs(reading.cursor.count - reading.cursor.first)
    bound = (max(0, reading.gap) + moved) * facts.missing_times + facts.missing_more
    return [name for name in missing if name > reading.cursor.name] if len(missing) <= bound else []


def _shown(reading: Reading, facts: CkanFacts, name: str, fetched: Fetched) -> Iterator[Page]:
    package = shown_package(fetched)
    if not isinstance(package, Trouble):
        if str(package.get("type")) not in facts.not_datasets:
            reading.change(name=name, lost=reading.cursor.lost[1:])
            yield take_show(reading, fetched, package)
    elif package.code not in OF_THE_DATASET:
        raise stopped(package, reading.cursor.seen)
    elif reading.gap > 0:  # else it was deleted while we read
        reading.change(name=name, lost=reading.cursor.lost[1:])
        problem = (printable(name), package.why)
        yield reading.give_up(UNREADABLE, fetched.request.url, fetched.at, fetched.body, (problem,))


def _still_lost(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What no name was found for: each offset, and how many datasets the site counts but never shows."""
    lost = reading.cursor.lost
    offsets = [offset for offset, _ in lost]
    some = f"one of the offsets {', '.join(map(str, offsets))}" if reading.cursor.name else ""
    problems = tuple((some or f"offset {offset}", why) for offset, why in lost)
    hidden = reading.gap - len(lost)
    return (*problems, (f"{hidden} datasets", NOT_SHOWN)) if hidden > 0 else problems
