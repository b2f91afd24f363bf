"""The second stage: one look at every link, then a second one at those that failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from checker.checks import CheckContext
from checker.config import Settings
from checker.content import Reading
from checker.discover import packages
from checker.fetch import Fetcher
from checker.links import attempt_of, head_is_enough, next_look, whole
from checker.model import Attempt, Distribution, Fetched, Request, RunHead
from checker.normalise import normalise
from checker.read import Job
from checker.rubric import LinkRules, Rubric
from checker.run.inside import Desk, read_whole, tells, to_read, with_content, worth_reading
from checker.run.observe import Known
from checker.run.planning import matches, planning
from checker.run.progress import Progress, Watch
from checker.run.stored import api_url_of
from checker.run.task import Task, told_settings
from checker.sniff import sniff
from checker.store import Store
from checker.vocabulary import vocabulary

BATCH = 200  #: attempts per transaction
BATCH_SECONDS = 2.0  #: and no attempt waits longer than this to be stored


def link_rules(rubric: Rubric, confirm_after: float | None) -> LinkRules:
    """The rubric's rules, with one wait for all failures where the settings ask for it."""
    if confirm_after is None:
        return rubric.links
    return replace(rubric.links, confirm_after={}, confirm_after_default=confirm_after)


Looked = tuple[Attempt, Reading | None]  #: a look, and what was found inside where it told that
#: URL → the distributions that name it, one for each format that is declared of it; the first one first
Links = dict[str, tuple[Distribution, ...]]


def declared_links(store: Store, head: RunHead) -> Links:
    """Each URL once, in the catalog's order. It is looked at once, and judged by each of its declared formats."""
    links: Links = {}
    for page in store.pages(head.id):
        for package in packages(page):
            for distribution in normalise(package).distributions:
                held = links.get(distribution.url, ())
                if all(distribution.format != each.format for each in held):
                    links[distribution.url] = (*held, distribution)
    return links


def look(
    store: Store,
    head: RunHead,
    task: Task,
    fetcher: Fetcher,
    rubric: Rubric,
    watch: Watch,
    *,
    again: Collection[str] = (),
) -> None:
    """Looks at every link that this run has not looked at yet, and once more at those that are named in ``again``."""
    links = declared_links(store, head)
    numbers = {url: len(store.attempts_of(head.id, url)) for url in again}
    held = store.looked_at(head.id) - numbers.keys()
    missing = [url for url in links if url not in held]
    done = len(links) - len(missing)
    watch(Progress(stage="look", done=done, total=len(links)))
    for count, looks in _looks(fetcher, task, rubric, missing, links, number=lambda url: numbers.get(url, 0) + 1):
        _keep(store, head, looks)
        watch(Progress(stage="look", done=done + count, total=len(links)))


def read_files(store: Store, head: RunHead, task: Task, fetcher: Fetcher, watch: Watch) -> None:
    """Reads the files whose head did not tell what is inside."""
    if task.settings.content:
        formats = {url: of[0].format for url, of in declared_links(store, head).items()}
        read_whole(store, head, formats, task.settings, fetcher, watch)


def known_links(store: Store, head: RunHead, rubric: Rubric) -> Known:
    """What was seen of links and files, before any interface was tried."""
    plan = planning(store, head, rubric)
    rules = link_rules(rubric, told_settings(head).confirm_after)
    return Known(
        rubric=rubric,
        rules=rules,
        context=CheckContext(vocabulary=vocabulary(), rules=rubric.checks, today=head.cutoff.date()),
        cutoff=head.cutoff,
        looks=lambda url: store.attempts_of(head.id, url),
        planned=plan.by_dataset(matches(store, head, plan, rubric)),
        reading=lambda url: store.reading_of(head.id, url),
        api_url=api_url_of(store, head),
    )


def look_again(
    store: Store,
    head: RunHead,
    task: Task,
    fetcher: Fetcher,
    rubric: Rubric,
    watch: Watch,
    clock: Callable[[], datetime],
    *,
    patience: float | None,
) -> int:
    """Comes back to failures that a second look can settle, waiting ``patience`` seconds at most (``None``: not now).

    Returns how many are left for a later look.
    """
    links = declared_links(store, head)
    rules = link_rules(rubric, task.settings.confirm_after)
    due = sorted(_due(store, head, links, rules, task.settings.vantage))
    if patience is None:
        return len(due)
    deadline = clock().timestamp() + patience
    soon = [(at, url) for at, url in due if at <= deadline]
    if not soon:
        return len(due)
    _wait_until(soon[-1][0], clock, watch)
    numbers = {url: len(store.attempts_of(head.id, url)) + 1 for _, url in soon}
    urls = [url for _, url in soon]
    for count, looks in _looks(fetcher, task, rubric, urls, links, number=numbers.__getitem__):
        _keep(store, head, looks)
        watch(Progress(stage="second_look", done=count, total=len(urls)))
    return len(due) - len(soon)


def _due(store: Store, head: RunHead, links: Links, rules: LinkRules, vantage: str) -> Iterator[tuple[float, str]]:
    """(moment, URL) of every failure that another look from here, the place called ``vantage``, would settle."""
    for url, attempts in store.attempts(head.id):
        if url in links:
            waits = [next_look(attempts, each, rules, vantage=vantage) for each in links[url]]
            due = [wait for wait in waits if wait is not None]
            if due:
                yield attempts[-1].at.timestamp() + max(due), url


def _wait_until(moment: float, clock: Callable[[], datetime], watch: Watch) -> None:
    while (left := moment - clock().timestamp()) > 0:
        watch(Progress(stage="wait", done=0, total=round(left)))
        time.sleep(min(left, 1.0))


def _keep(store: Store, head: RunHead, looks: list[Looked]) -> None:
    """What was read comes first: a look that is held says that its file was read, or is to be fetched whole."""
    store.add_readings(head.id, [reading for _, reading in looks if reading is not None])
    store.add_attempts(head.id, [attempt for attempt, _ in looks])


def _looks(
    fetcher: Fetcher,
    task: Task,
    rubric: Rubric,
    urls: Iterable[str],
    links: Links,
    *,
    number: Callable[[str], int],
) -> Iterator[tuple[int, list[Looked]]]:
    """Batches of looks as they come in, with the count so far."""
    batch: list[Looked] = []
    count, since = 0, time.monotonic()
    with Desk[Looked](task.settings) as desk:
        for looked in _looked(desk, _answers(fetcher, task, rubric, urls, links), links, number, task.settings):
            batch.append(looked)
            count += 1
            if len(batch) >= BATCH or time.monotonic() - since > BATCH_SECONDS:
                yield count, batch
                batch, since = [], time.monotonic()
    if batch:
        yield count, batch


def _looked(
    desk: Desk[Looked], answers: Iterator[Fetched], links: Links, number: Callable[[str], int], settings: Settings
) -> Iterator[Looked]:
    """Each look, with what was found inside where the answer tells it."""
    for fetched in answers:
        url = fetched.request.key
        attempt = _attempt(fetched, links[url][0], number(url), settings.vantage)
        if settings.content and worth_reading(attempt) and tells(attempt, fetched):
            yield from _read(desk, attempt, fetched)
        else:
            yield attempt, None
            yield from desk.done()
    yield from desk.rest()


def _read(desk: Desk[Looked], attempt: Attempt, fetched: Fetched) -> Iterator[Looked]:
    blank, found = to_read(attempt.url, fetched), attempt.sniffed
    assert found is not None
    job = Job(key=attempt.url, body=fetched.body, format=found.format, complete=blank.whole, url=fetched.url)
    return desk.take(job, lambda content: (with_content(attempt, content), replace(blank, content=content)))


def _answers(fetcher: Fetcher, task: Task, rubric: Rubric, urls: Iterable[str], links: Links) -> Iterator[Fetched]:
    """One ranged GET for each link; HEAD first where the rubric asks for it, and GET where HEAD is not believed."""
    if not rubric.links.head_first:
        yield from fetcher.run(_requests(urls, "GET", task))
        return
    doubted: list[str] = []
    for fetched in fetcher.run(_requests(urls, "HEAD", task)):
        if head_is_enough(fetched, links[fetched.request.key][0].format):
            yield fetched
        else:
            doubted.append(fetched.request.key)
    yield from fetcher.run(_requests(doubted, "GET", task))


def _requests(urls: Iterable[str], method: str, task: Task) -> Iterator[Request]:
    settings = task.settings
    for url in urls:
        yield Request(
            key=url, url=url, method=method, head_bytes=settings.head_bytes, robots=settings.robots == "all"
        )  # fmt: skip


def _attempt(fetched: Fetched, distribution: Distribution, number: int, vantage: str) -> Attempt:
    sniffed = None
    if fetched.status is not None:
        sniffed = sniff(
            fetched.body,
            content_type=fetched.header("content-type"),
            url=fetched.url,
            declared=distribution.format,
            complete=fetched.request.method == "GET" and whole(fetched),
        )
    return attempt_of(fetched, number=number, vantage=vantage, sniffed=sniffed)
