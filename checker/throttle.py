"""Manners towards one host: when the next request may go, what a failure costs, when to stop asking. Pure.

A *host* is a host name (or literal address), whatever the scheme and port: it is one machine's patience that is
being spared, and ``http``, ``https`` and port 8080 of one name are one machine. Names that share an address are
hosts of their own: a shared hosting centre serves many agencies, and is built for that.

What a host costs is the time that requests to it took plus the pauses that it asked for; when that passes
``host_budget`` the rest of its requests is answered unasked (``FetchError.BUDGET``). Time is handed in.
"""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from msgspec import Struct

from checker.config import Settings
from checker.model import FetchError

#: answers that say "not now" (RFC 9110, RFC 6585): asked again
RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
#: answers whose Retry-After holds for the whole host
PAUSING_STATUSES = frozenset({429, 503})
#: errors that may pass by themselves → how often they are tried again at most (besides ``settings.retries``)
RETRIED_ERRORS = {FetchError.CONNECT: 99, FetchError.TIMEOUT: 1, FetchError.PARTIAL: 1, FetchError.DNS: 0}
#: errors without any answer: so many in a row from one origin and the rest of its requests is not sent
SILENT_ERRORS = frozenset({FetchError.DNS, FetchError.CONNECT, FetchError.TIMEOUT})
SILENT_IN_A_ROW = 5


class Retry(Struct, frozen=True):
    """Ask again after ``wait`` seconds; ``host`` says that all requests to the host wait as long."""

    wait: float
    host: bool = False


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds from a ``Retry-After`` header (RFC 9110, 10.2.3): a number or a date. ``None``: none that can be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=timezone.utc)
    return max(0.0, (date - now).total_seconds())


def backoff(tries: int, settings: Settings) -> float:
    """The wait after so many tries: doubled each time, up to ``backoff_max``."""
    return min(settings.backoff * 2.0 ** min(tries - 1, 60), settings.backoff_max)


def decide(
    *, status: int | None, error: FetchError | None, tries: int, asked_wait: float | None, settings: Settings
) -> Retry | None:
    """Whether one answer is asked for again. ``asked_wait``: its Retry-After; longer than our longest: give up."""
    if tries > settings.retries:
        return None
    if error is not None:
        if tries > RETRIED_ERRORS.get(error, 0):
            return None
        return Retry(backoff(tries, settings))
    if status not in RETRIED_STATUSES:
        return None
    if asked_wait is None:
        return Retry(backoff(tries, settings), host=status == 429)
    if asked_wait > settings.backoff_max:
        return None
    return Retry(asked_wait, host=status in PAUSING_STATUSES)


class Manners:
    """What one host has cost so far and when it may be asked again. Times are the caller's seconds."""

    __slots__ = ("next_at", "paused_until", "spent")

    def __init__(self) -> None:
        self.next_at = 0.0  #: the interval since the last request ends
        self.paused_until = 0.0  #: the pause that it asked for ends
        self.spent = 0.0  #: seconds that it has cost

    def ready_at(self) -> float:
        """The earliest moment of the next request."""
        return self.next_at if self.next_at > self.paused_until else self.paused_until

    def pause(self, now: float, seconds: float, settings: Settings) -> None:
        """The host asked to be left alone. Only a pause that is waited for is charged, and no second twice."""
        until = now + seconds
        if until > self.paused_until:
            if seconds <= settings.backoff_max:
                self.spent += until - max(now, self.paused_until)
            self.paused_until = until

    def refusal(self, now: float, settings: Settings) -> str:
        """Why the host is not asked any more, or the empty string."""
        if self.spent > settings.host_budget:
            return f"not asked: this host has cost {self.spent:.0f} s, over its budget of {settings.host_budget:g} s"
        left = self.paused_until - now
        if left > settings.backoff_max:
            return f"not asked: this host wants to be left alone for another {left:.0f} s"
        return ""


class Silences:
    """Origins that did not answer so often in a row that the rest of their requests in this run is not sent.

    Where no connection could be made at all, it is the origin that is not there: what is not sent is answered with
    the same error, and that is as good a look as any. Where connections were made and then left without an answer,
    another link of the same origin may well have had one: what is not sent is then our decision (``BUDGET``), and
    says nothing of the link.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, int], tuple[int, FetchError, bool]] = {}

    def heard(self, place: tuple[str, str, int], error: FetchError | None, *, answered: bool, connected: bool) -> None:
        """One request is over: counts failures in a row; any answer ends the row."""
        if answered:
            if self._rows:
                self._rows.pop(place, None)
        elif error in SILENT_ERRORS:
            count, _, before = self._rows.get(place, (0, error, False))
            self._rows[place] = (count + 1, error, before or connected)

    def refusal(self, place: tuple[str, str, int]) -> tuple[FetchError, str] | None:
        """The error and the words for a request that is not sent; ``None``: send it."""
        count, error, connected = self._rows.get(place, (0, FetchError.CONNECT, False))
        if count < SILENT_IN_A_ROW:
            return None
        why = f"not asked: the {count} requests to {place[1]} before it had no answer ({error.value})"
        return FetchError.BUDGET if connected else error, why
