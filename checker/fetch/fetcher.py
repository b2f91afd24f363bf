"""The fetcher: what one program run keeps over many rounds of requests, and the two ways to ask."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType

import pycurl
from msgspec.structs import replace

from checker.config import Settings
from checker.fetch.names import Names, Resolve, system_resolve
from checker.fetch.robots import Robots
from checker.fetch.round import Round
from checker.fetch.transfer import Options, Transfer
from checker.guard import Guard
from checker.model import Fetched, Request
from checker.throttle import Manners

MOST_CONNECTIONS = 400  #: libcurl's select() cannot see file descriptors over 1,024


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(timezone.utc)


class Wires:
    """One libcurl multi handle with its connections, and the easy handles that are free."""

    def __init__(self, settings: Settings, options: Options) -> None:
        self.count = max(1, min(settings.connections, MOST_CONNECTIONS))
        self.multi = pycurl.CurlMulti()
        self.multi.setopt(pycurl.M_MAXCONNECTS, max(MOST_CONNECTIONS, 2 * self.count))
        self.free: list[Transfer] = []
        self._options = options

    def take(self) -> Transfer:
        """A handle to use."""
        return self.free.pop() if self.free else Transfer(self._options)

    def close(self) -> None:
        """Closes handles and connections."""
        for transfer in self.free:
            transfer.curl.close()
        self.free.clear()
        self.multi.close()


class Fetcher:
    """Asks hosts for things: many at once, each with manners, none behind the guard.

    Bad input is an answer (``Fetched.error``), never an exception. Manners, addresses and connections are kept from
    one call to the next. Not for several threads at once; a call within the loop over another's results is fine.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        resolve: Resolve = system_resolve,
        ca_file: Path | None = None,
    ) -> None:
        guard = Guard(settings.allow_networks)
        self.settings = settings
        self._clock = clock
        self._options = Options.of(settings, guard, ca_file)
        self._names = Names(resolve, guard)
        self._manners: dict[str, Manners] = {}
        self._sites: dict[str, Robots] = {}
        self._idle: list[Wires] = []

    def run(self, requests: Iterable[Request], *, at_once: int | None = None) -> Generator[Fetched, None, None]:
        """The answers, in the order in which they come. Requests are read as places come free, a bounded way ahead.

        ``at_once`` is for large answers: no more than so many are under way together.
        An origin that leaves five requests in a row without any answer is not asked again in this call: the rest
        has the same error, ``tries`` 0, and says so in ``detail``.
        """
        wires = self._wires(at_once)
        turn = Round(requests, self.settings, wires, self._names, self._manners, self._sites, self._clock)
        try:
            yield from turn.results()
        finally:
            turn.stop()
            if at_once is None:
                self._idle.append(wires)
            else:
                wires.close()

    def _wires(self, at_once: int | None) -> Wires:
        if at_once is not None:
            return Wires(replace(self.settings, connections=at_once), self._options)
        return self._idle.pop() if self._idle else Wires(self.settings, self._options)

    def get(self, request: Request) -> Fetched:
        """One answer, by the same way."""
        with closing(self.run((request,))) as answers:
            return next(answers)

    def close(self) -> None:
        """Closes the connections."""
        while self._idle:
            self._idle.pop().close()
        self._names.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
