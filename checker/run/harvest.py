"""The first stage: a catalog's raw answers into the store, resumable page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from checker.discover import SourceState, open_source
from checker.errors import CatalogError
from checker.fetch import Fetcher
from checker.model import Attempt, CatalogState, Fetched, FetchError, Found, Hop, Outcome, Request, RunHead
from checker.rubric import Rubric
from checker.run.progress import Progress, Watch
from checker.run.task import Task
from checker.store import Store


class Lenient:
    """Asks a catalog without proof of its certificate where it has none, as links are; remembers that it did.

    Never with a token: that goes to a site that has proved who it is, or nowhere.
    """

    def __init__(self, fetcher: Fetcher, token: str) -> None:
        self._fetcher = fetcher
        self._token = token
        self._unverified = not token
        self.tls_detail = ""

    def get(self, request: Request) -> Fetched:
        """One answer."""
        return self._noted(self._fetcher.get(self._asked(request)))

    def run(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        """Many answers, as they come."""
        return map(self._noted, self._fetcher.run(map(self._asked, requests)))

    def _asked(self, request: Request) -> Request:
        return msgspec.structs.replace(request, unverified=self._unverified)

    def _noted(self, fetched: Fetched) -> Fetched:
        self.tls_detail = self.tls_detail or fetched.tls_detail
        return without_token(fetched, self._token) if self._token else fetched


HIDDEN = "[token]"


def without_token(fetched: Fetched, token: str) -> Fetched:
    """An answer as it came, but for the token where a site sends it back: it is never stored or printed."""
    return msgspec.structs.replace(
        fetched,
        url=fetched.url.replace(token, HIDDEN),
        body=fetched.body.replace(token.encode(), HIDDEN.encode()),
        headers=tuple((name, value.replace(token, HIDDEN)) for name, value in fetched.headers),
        hops=tuple(
            Hop(url=hop.url.replace(token, HIDDEN), status=hop.status, location=hop.location.replace(token, HIDDEN))
            for hop in fetched.hops
        ),
        detail=fetched.detail.replace(token, HIDDEN),
    )


#: Codes that say nothing of the catalog, however often they are seen: our own refusal, our own failure, a brake.
OURS = frozenset({"address", "budget", "ours", "throttled"})
#: Codes that only another place on the network can confirm: data-centre addresses are often shut out.
SHUT_OUT = frozenset({"forbidden"})
#: Codes of a catalog that did answer: its state is told by what it said.
ANSWERED = frozenset({"empty", "none_readable"})
#: Codes of a :class:`CatalogError` that say "no answer" (so a second look may find it) rather than "not a catalog".
UNREACHABLE = frozenset(
    {"budget", "connect", "dns", "ours", "server_error", "throttled", "timeout", "tls", "unreachable"}
)


def harvest(
    store: Store,
    head: RunHead,
    task: Task,
    fetcher: Fetcher,
    rubric: Rubric,
    watch: Watch,
    clock: Callable[[], datetime],
) -> CatalogState:
    """Reads all pages that are not held yet; every page is stored before the next is derived from.

    Raises CatalogError when the source cannot be read. What was asked and what came back is kept with the
    run first, so that a score can still be counted from the plan and the catalog looked at again.
    """
    if not task.source:
        state = CatalogState(url="", url_given=False, outcome=Outcome.FAILED, reason="no_url")
        store.put_catalog(head.id, state)
        return state
    try:
        return _harvest(store, head, task, fetcher, watch, clock)
    except CatalogError as error:
        wait = task.settings.confirm_after
        _keep_failure(store, head, task, error, rubric.links.confirm_after_default if wait is None else wait, clock())
        raise


def _harvest(
    store: Store, head: RunHead, task: Task, fetcher: Fetcher, watch: Watch, clock: Callable[[], datetime]
) -> CatalogState:
    lenient = Lenient(fetcher, task.token)
    source = open_source(
        task.source,
        fetch=lenient.get,
        fetch_many=lenient.run,
        organization=task.organization or None,
        token=task.token or None,
        settings=task.settings,
        clock=clock,
    )
    store.put_found(head.id, source.found)
    done = 0
    for page in source.pages(after=store.last_cursor(head.id), held=store.pages(head.id)):
        store.add_page(head.id, page)
        done += page.count
        watch(Progress(stage="harvest", done=done, total=source.found.declared or None))
    state = catalog_state(source.found, source.state(), lenient.tls_detail)
    store.put_catalog(head.id, state)
    if not state.held:
        raise _nothing_held(task.source, source.found, state)
    return state


def _nothing_held(source: str, found: Found, state: CatalogState) -> CatalogError:
    """A catalog of which no dataset is held: it lists none, or none that it lists could be read."""
    whose_en = f" of organization {found.organization!r}" if found.organization else ""
    whose_th = f"ขององค์กร {found.organization!r}" if found.organization else ""
    if not state.unreadable:
        return CatalogError(
            f"{source}: the catalog answers but lists no dataset{whose_en}",
            f"{source}: ระบบบัญชีข้อมูลตอบ แต่ไม่มีชุดข้อมูล{whose_th}",
            code="empty",
        )
    count, why = state.declared or len(state.unreadable), state.unreadable[0][1]
    return CatalogError(
        f"{source}: the catalog counts {count} datasets{whose_en}, but none of them could be read: {why}",
        f"{source}: ระบบบัญชีข้อมูลแจ้งว่ามี {count} ชุดข้อมูล{whose_th} แต่อ่านไม่ได้เลย: {why}",
        code="none_readable",
    )


def catalog_state(found: Found, read: SourceState, tls_detail: str = "") -> CatalogState:
    """What was seen of the catalog, reconciled: declared, held (each id once), and what could not be read."""
    if not (found.base_url or found.api_url):
        outcome, reason = Outcome.CANNOT_TELL, "offline"
    elif read.held:
        outcome, reason = Outcome.PASSED, "observed"
    elif read.unreadable:
        outcome, reason = Outcome.CANNOT_TELL, "unconfirmed"
    else:
        outcome, reason = Outcome.FAILED, "empty"
    return CatalogState(
        url=found.base_url or found.source,
        title=found.title,
        software=found.software,
        ckan_version=found.ckan_version,
        thai_gdc_version=found.thai_gdc_version,
        outcome=outcome,
        reason=reason,
        declared=read.declared,
        held=read.held,
        unreadable=read.unreadable,
        changed=read.changed,
        tls_detail=tls_detail,
    )


def _keep_failure(store: Store, head: RunHead, task: Task, error: CatalogError, wait: float, now: datetime) -> None:
    """The look at the catalog itself, as evidence; a second one, later, confirms it."""
    if error.code in ANSWERED:
        return
    earlier = store.attempts_of(head.id, task.source)
    attempt = Attempt(
        url=task.source,
        number=len(earlier) + 1,
        at=now,
        vantage=task.settings.vantage,
        error=FetchError.CONNECT if error.code in UNREACHABLE else None,
        detail=error.en[:500],
    )
    store.add_attempts(head.id, [attempt])
    store.put_catalog(head.id, failed_state(task.source, error.code, [*earlier, attempt], wait))


def failed_state(url: str, code: str, attempts: Sequence[Attempt], wait: float) -> CatalogState:
    """A catalog that could not be read: cannot tell after one look, failed when two looks ``wait`` apart agree."""
    apart = (attempts[-1].at - attempts[0].at).total_seconds()
    vantages = {attempt.vantage for attempt in attempts}
    agreed = len(vantages) > 1 or (apart >= wait and code not in SHUT_OUT)
    confirmed = len(attempts) > 1 and agreed and code not in OURS
    return CatalogState(
        url=url,
        outcome=Outcome.FAILED if confirmed else Outcome.CANNOT_TELL,
        reason="unreachable" if confirmed else "unconfirmed",
        unreadable=((url, code),),
    )


def look_at_catalog_again(
    store: Store,
    head: RunHead,
    task: Task,
    fetcher: Fetcher,
    rubric: Rubric,
    watch: Watch,
    clock: Callable[[], datetime],
) -> bool:
    """Where the catalog did not answer: asks it again. True when it was read this time.

    A catalog that answers now is read as it is now; the score says what was seen, with its time.
    """
    if not task.source or next(store.pages(head.id), None) is not None:
        return False
    try:
        harvest(store, head, task, fetcher, rubric, watch, clock)
    except CatalogError:
        return False  # the failed look is kept, and what it means stands in the catalog's state
    return True
