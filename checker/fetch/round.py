"""One round of requests: reads them as places come free, sends each when its host may be asked, gives what comes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush
from queue import SimpleQueue
from typing import Protocol

import pycurl
from msgspec.structs import replace

from checker.config import Settings
from checker.fetch import robots
from checker.fetch.causes import SPOKEN
from checker.fetch.headers import user_agent
from checker.fetch.journey import Again, Journey, begin, refused
from checker.fetch.names import Names, Resolved, drain
from checker.fetch.transfer import Answer, Transfer
from checker.guard import Refused, Target
from checker.model import Fetched, FetchError, Request
from checker.throttle import Manners, Silences

AHEAD = 10_000  #: requests that are held at once
FAR_AHEAD = 50_000  #: the same, while places are free that only later requests could use
STRIDE = 256  #: requests that are read between two looks at the network
PATIENCE = 0.1  #: seconds of one wait at most
NAMELESS = 60.0  #: seconds that a resolver may take
EXCUSES = 3  #: timeouts of one request that may be our own doing
STALL = 1.0  #: seconds between two looks at the network from which a timeout may be our own doing


class Connections(Protocol):
    """Handles to send with."""

    count: int
    multi: pycurl.CurlMulti
    free: list[Transfer]

    def take(self) -> Transfer:
        """A handle to use."""


class Line:
    """The requests that wait for one host."""

    __slots__ = ("active", "manners", "name", "parked", "queued", "resolved", "waiting")

    def __init__(self, name: str, manners: Manners) -> None:
        self.name = name
        self.manners = manners
        self.waiting: deque[Journey] = deque()
        self.active = 0
        self.queued = False  #: stands in the heap of hosts
        self.parked = 0.0  #: since when it waits for its addresses; 0: it does not
        self.resolved: Resolved | None = None


class Round:
    """The state of one call of ``Fetcher.run``."""

    def __init__(
        self,
        requests: Iterable[Request],
        settings: Settings,
        wires: Connections,
        names: Names,
        manners: dict[str, Manners],
        sites: dict[str, robots.Robots],
        clock: Callable[[], datetime],
    ) -> None:
        self._requests = iter(requests)
        self._settings = settings
        self._wires = wires
        self._names = names
        self._manners = manners
        self._clock = clock
        self._sites = sites
        self._asking: dict[str, list[Journey]] = {}  #: address of a ``robots.txt`` → the journeys that wait for it
        self._silences = Silences()
        self._lines: dict[str, Line] = {}
        self._ready: list[tuple[float, int, Line]] = []
        self._delayed: list[tuple[float, int, Journey]] = []
        self._active: dict[pycurl.Curl, Transfer] = {}
        self._done: deque[Fetched] = deque()
        self._resolved: SimpleQueue[tuple[str, Resolved]] = SimpleQueue()
        self._serial = 0
        self._held = 0
        self._exhausted = False
        self._parked = 0
        self._now = self._swept = self._looked = time.monotonic()
        self._stalled = False

    def results(self) -> Iterator[Fetched]:
        """Every request's answer."""
        while True:
            self._now = time.monotonic()
            self._read()
            self._wake(self._now)
            self._send()
            if self._active:
                self._look()
            if self._now - self._swept > 0.25:
                self._sweep()
            while self._done:
                self._held -= 1
                yield self._done.popleft()
            if not self._held and self._exhausted:
                return
            self._wait()

    def stop(self) -> None:
        """Takes back every handle; what was under way is broken off."""
        for curl, transfer in self._active.items():
            self._wires.multi.remove_handle(curl)
            curl.close()
            transfer.journey = transfer.line = None
        self._active.clear()

    def _may_read(self) -> bool:
        """Reads far ahead only where all that is held waits and places are free."""
        if self._exhausted or self._held >= FAR_AHEAD:
            return False
        busy = len(self._active) >= self._wires.count or (self._ready and self._ready[0][0] <= self._now)
        return self._held < AHEAD or not busy

    def _read(self) -> None:
        """Reads on, a stride at most."""
        if not self._may_read():
            return
        for _ in range(STRIDE):
            request = next(self._requests, None)
            if request is None:
                self._exhausted = True
                return
            self._held += 1
            first = begin(request, self._settings)
            if isinstance(first, Refused):
                self._done.append(refused(request, first, self._clock()))
            else:
                self._admit(Journey(request, first[0], first[1], self._settings))

    def _admit(self, journey: Journey, first: bool = False) -> None:
        """To its host's line, where the site's ``robots.txt`` lets it or is not to be asked."""
        if not journey.request.robots:
            self._join(journey, first)
            return
        address = robots.address(journey.target)
        site = self._sites.get(address)
        if site is None:
            self._ask_site(address, journey)
            return
        words = site.refuses(journey.target.url)
        if words:
            self._finish(journey, journey.refused(site.error or FetchError.ROBOTS, words, self._clock()))
        else:
            self._join(journey, first)

    def _ask_site(self, address: str, journey: Journey) -> None:
        """Has a journey wait for a site's ``robots.txt``, which is asked for once and behind the same guard."""
        waiting = self._asking.get(address)
        if waiting is not None:
            waiting.append(journey)
            return
        self._asking[address] = [journey]
        request = Request(key=address, url=address, head_bytes=robots.LARGEST)
        inner = Journey(request, replace(journey.target, url=address), (), self._settings)
        inner.site = address
        self._join(inner)

    def _finish(self, journey: Journey, found: Fetched) -> None:
        """A journey is over: given out, or heeded where it was for a ``robots.txt``."""
        if not journey.site:
            self._done.append(found)
            return
        self._sites[journey.site] = robots.read(found, user_agent(self._settings))
        for waiting in self._asking.pop(journey.site):
            self._admit(waiting)

    def _join(self, journey: Journey, first: bool = False) -> None:
        """To the end of its host's line; one that is under way already, to the front."""
        target = journey.target
        line = self._lines.get(target.host)
        if line is None:
            manners = self._manners.setdefault(target.host, Manners())
            line = self._lines[target.host] = Line(target.host, manners)
        if first:
            line.waiting.appendleft(journey)
        else:
            line.waiting.append(journey)
        self._queue(line, target)

    def _queue(self, line: Line, target: Target) -> None:
        """Puts a host into the heap, when it may have one more request and its addresses are known."""
        if line.queued or line.parked or line.active >= self._settings.per_host:
            return
        if line.resolved is None or line.resolved.until <= self._now:
            self._resolve(line, target)
            if line.parked:
                return
        self._serial += 1
        line.queued = True
        at = line.manners.ready_at()
        if line.manners.paused_until - self._now > self._settings.backoff_max:
            at = 0.0  # it asked for more than we wait: its requests are answered at once
        heappush(self._ready, (at, self._serial, line))

    def _resolve(self, line: Line, target: Target) -> None:
        if target.literal:
            line.resolved = self._names.vetted((target.literal,))
            return
        line.resolved = self._names.known(target.host, self._now)
        if line.resolved is None:
            line.parked = self._now
            self._parked += 1
            self._names.ask(target.host, target.port, lambda host, found: self._resolved.put((host, found)))

    def _wake(self, now: float) -> None:
        """Lets go on whose wait is over, and hosts whose addresses have come."""
        while self._delayed and self._delayed[0][0] <= now:
            self._join(heappop(self._delayed)[2], first=True)
        if self._parked:
            self._named(0.0, now)

    def _named(self, timeout: float, now: float) -> None:
        for host, found in drain(self._resolved, timeout):
            resolved = self._names.keep(host, found, now)
            if self._lines[host].parked:
                self._unpark(self._lines[host], resolved)

    def _unpark(self, line: Line, resolved: Resolved) -> None:
        line.resolved = resolved
        line.parked = 0.0
        self._parked -= 1
        if line.waiting:
            self._queue(line, line.waiting[0].target)

    def _send(self) -> None:
        """Sends what may be sent now."""
        ready = self._ready
        most = self._wires.count
        now = self._now
        while ready and ready[0][0] <= now and len(self._active) < most:
            line = heappop(ready)[2]
            line.queued = False
            if not line.waiting:
                continue
            manners = line.manners
            refusal = manners.refusal(now, self._settings)
            if refusal:
                self._refuse_all(line, refusal)
                continue
            if manners.ready_at() > now:  # it asked for a pause since it was queued
                self._queue(line, line.waiting[0].target)
                continue
            self._start(line, line.waiting.popleft(), now)
            if line.waiting:
                self._queue(line, line.waiting[0].target)

    def _refuse_all(self, line: Line, words: str) -> None:
        waiting, line.waiting = line.waiting, deque()
        for journey in waiting:
            self._finish(journey, journey.refused(FetchError.BUDGET, words, self._clock()))

    def _start(self, line: Line, journey: Journey, now: float) -> None:
        target = journey.target
        resolved = line.resolved
        assert resolved is not None
        if resolved.error is not None:
            self._finish(journey, journey.refused(resolved.error, resolved.detail, self._clock()))
            return
        silence = self._silences.refusal((target.scheme, target.host, target.port))
        if silence is not None:
            self._finish(journey, journey.refused(silence[0], silence[1], self._clock()))
            return
        transfer = self._wires.take()
        pin = "" if target.literal else f"{target.host}:{target.port}:{','.join(map(_bracketed, resolved.addresses))}"
        transfer.start(target.url, pin, resolved.addresses, journey.shape(), journey.limit(), now)
        transfer.journey = journey
        transfer.line = line
        journey.tries = journey.tries or 1
        line.active += 1
        line.manners.next_at = now + self._settings.host_interval
        self._active[transfer.curl] = transfer
        self._wires.multi.add_handle(transfer.curl)

    def _look(self) -> None:
        """Lets libcurl work, and takes what is complete."""
        before = self._looked
        self._looked = time.monotonic()
        self._stalled = self._looked - before > STALL
        multi = self._wires.multi
        multi.perform()
        self._now = time.monotonic()
        left = 1
        while left:
            left, whole, broken = multi.info_read()
            for curl in whole:
                self._over(self._active[curl], 0, "")
            for curl, code, text in broken:
                self._over(self._active[curl], code, text)

    def _sweep(self) -> None:
        """Breaks off what has been out too long without a line of an answer, and names that do not come."""
        self._swept = self._now
        limit = self._settings.first_byte_timeout
        late = []
        for transfer in self._active.values():
            since = transfer.waiting_since()
            if since is not None and self._now - since > limit:
                late.append(transfer)
        for transfer in late:
            self._over(transfer, pycurl.E_OPERATION_TIMEDOUT, f"no answer within {limit:g} s")
        if self._parked:
            self._sweep_names(self._now)

    def _sweep_names(self, now: float) -> None:
        """Gives up on names that the resolver does not come back with; whose fault that is nobody knows."""
        words = f"our resolver gave no answer within {NAMELESS:g} s"
        for line in self._lines.values():
            if line.parked and now - line.parked > NAMELESS:
                self._unpark(line, Resolved(error=FetchError.OURS, detail=words, until=now + NAMELESS))

    def _over(self, transfer: Transfer, code: int, text: str) -> None:
        now = self._now
        answer = transfer.answer(code, text, now)
        journey, line = transfer.journey, transfer.line
        transfer.journey = transfer.line = None
        del self._active[transfer.curl]
        self._wires.multi.remove_handle(transfer.curl)
        self._wires.free.append(transfer)
        line.active -= 1
        line.manners.spent += answer.elapsed
        self._go_on(journey, line, answer, now)
        if line.waiting:
            self._queue(line, line.waiting[0].target)

    def _go_on(self, journey: Journey, line: Line, answer: Answer, now: float) -> None:
        target = journey.target
        if self._stalled and answer.code == pycurl.E_OPERATION_TIMEDOUT and journey.excused < EXCUSES:
            journey.excused += 1
            self._join(journey, first=True)  # whoever takes our results kept us from looking: not the host's fault
            return
        journey.paused = 0.0
        step = journey.step(answer, self._clock())
        if journey.paused:
            line.manners.pause(now, journey.paused, self._settings)
        if isinstance(step, Again):
            if step.wait <= 0.0:
                self._admit(journey, first=True)
            else:
                self._serial += 1
                heappush(self._delayed, (now + step.wait, self._serial, journey))
            return
        place = (target.scheme, target.host, target.port)
        answered = step.status is not None or answer.code in SPOKEN
        self._silences.heard(place, step.error, answered=answered, connected=bool(step.peer))
        self._finish(journey, step)

    def _wait(self) -> None:
        """Until something may have happened: on the network, in the resolver, or by the clock."""
        now = time.monotonic()
        due = now + PATIENCE
        if self._ready and len(self._active) < self._wires.count:
            due = min(due, self._ready[0][0])
        if self._delayed:
            due = min(due, self._delayed[0][0])
        if self._may_read():
            due = now
        if self._active:
            if self._parked:
                due = min(due, now + 0.005)
            if due > now:
                self._wires.multi.select(due - now)
        elif due > now:
            if self._parked:
                self._named(due - now, now)
            else:
                time.sleep(due - now)


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address
