"""Host names to addresses: asked once in threads of their own, every address vetted, and kept for a while."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue

from msgspec import Struct

from checker.guard import Guard
from checker.model import FetchError

Resolve = Callable[[str, int], Sequence[str]]

KEPT = 300.0  #: seconds that an answer is used; a fresh one is vetted like the first
THREADS = 16
ADDRESSES = 16  #: of one name that are kept
#: what the resolver says of a name that leads nowhere
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, socket.EAI_FAIL, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
#: what it says of the machine that it runs on
MACHINE = frozenset({socket.EAI_MEMORY, socket.EAI_SYSTEM})


class Resolved(Struct, frozen=True):
    """What a host name leads to: addresses that may all be connected to, or why it is not asked."""

    addresses: tuple[str, ...] = ()
    error: FetchError | None = None
    detail: str = ""
    until: float = 0.0
    doubtful: bool = False  #: our resolver did not come through: ours, unless it gave addresses before


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, by the machine's own resolver; a name that has none raises ``OSError``."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Names:
    """Resolves names for one fetcher. A name of which any address is refused is refused whole: whoever can
    put a private address beside a public one chooses which of them is tried first."""

    def __init__(self, resolve: Resolve, guard: Guard) -> None:
        self._resolve = resolve
        self._guard = guard
        self._known: dict[str, Resolved] = {}
        self._worked = False  #: the resolver gave addresses once, so a later failure is not our own network's
        self._asked: SimpleQueue[tuple[str, int, Callable[[str, Resolved], None]] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def known(self, host: str, now: float) -> Resolved | None:
        """The answer that is held, while it is fresh."""
        found = self._known.get(host)
        return found if found is not None and found.until > now else None

    def ask(self, host: str, port: int, tell: Callable[[str, Resolved], None]) -> None:
        """Has a thread find out; it calls ``tell`` with the raw answer, which then goes through :meth:`keep`."""
        if len(self._threads) < THREADS:
            thread = threading.Thread(target=self._work, name=f"names-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._asked.put((host, port, tell))

    def keep(self, host: str, found: Resolved, now: float) -> Resolved:
        """Vets an answer and holds it."""
        if found.error is None:
            self._worked = True
            found = self.vetted(found.addresses, now + KEPT)
        else:
            error = FetchError.OURS if found.doubtful and not self._worked else found.error
            found = Resolved(error=error, detail=found.detail, until=now + KEPT / 10)
        self._known[host] = found
        return found

    def vetted(self, addresses: Sequence[str], until: float = float("inf")) -> Resolved:
        """The addresses, when every one of them may be connected to."""
        for address in addresses:
            refusal = self._guard.refusal(address)
            if refusal:
                return Resolved(error=FetchError.ADDRESS, detail=refusal, until=until)
        return Resolved(tuple(addresses), until=until)

    def close(self) -> None:
        """Lets the threads go; one that hangs in the resolver does not hold up the end of the program."""
        for _ in self._threads:
            self._asked.put(None)
        self._threads.clear()

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            host, port, tell = asked
            tell(host, self._look_up(host, port))

    def _look_up(self, host: str, port: int) -> Resolved:
        for last in (False, True):
            try:
                addresses = tuple(self._resolve(host, port))[:ADDRESSES]
            except socket.gaierror as error:
                if error.errno == socket.EAI_AGAIN and not last:
                    continue
                if error.errno in MACHINE:
                    return Resolved(error=FetchError.OURS, detail=f"our resolver failed: {_said(error)}")
                return Resolved(error=FetchError.DNS, detail=_words(error), doubtful=error.errno not in NO_SUCH_NAME)
            except (OSError, UnicodeError) as error:
                return Resolved(error=FetchError.DNS, detail=_words(error))
            except Exception as error:  # noqa: BLE001 - a thread that dies would leave its host waiting for ever
                words = f"our resolver failed: {type(error).__name__}: {error}"[:300]
                return Resolved(error=FetchError.OURS, detail=words)
            if addresses:
                return Resolved(addresses)
            break
        return Resolved(error=FetchError.DNS, detail="the name has no address")


def _words(error: Exception) -> str:
    return f"the name does not resolve: {_said(error)}"[:300]


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]


def drain(answers: SimpleQueue[tuple[str, Resolved]], timeout: float = 0.0) -> Iterator[tuple[str, Resolved]]:
    """The answers that have come, after waiting at most ``timeout`` seconds for the first."""
    try:
        yield answers.get(timeout=timeout) if timeout > 0 else answers.get_nowait()
        while True:
            yield answers.get_nowait()
    except Empty:
        return
