"""The way of one request over redirects and tries. Pure: an answer in, the next step out."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

import pycurl
from msgspec import Struct, structs

from checker.config import Settings
from checker.fetch.causes import Cause, causes, error_of, tls_cause, tls_words, without_figures
from checker.fetch.headers import Head, outgoing, parse
from checker.fetch.transfer import Answer, Shape
from checker.guard import Refused, Target, origin, slashed, vet
from checker.model import Fetched, FetchError, Hop, Request
from checker.throttle import PAUSING_STATUSES, decide, retry_after

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: answers to which a ranged request is asked once more without its range
RANGE_REFUSED = frozenset({400, 405, 406, 412, 416, 501})
DECODED = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress"})
COOKIES = 20
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


class Again(Struct, frozen=True, gc=False):
    """Ask for the journey's target (which may be a new one) after ``wait`` seconds."""

    wait: float = 0.0


Step = Fetched | Again


def begin(request: Request, settings: Settings) -> tuple[Target, tuple[str, ...]] | Refused:
    """Where a request goes first and the caller's header lines, or why it goes nowhere."""
    if request.method not in METHODS:
        return Refused(FetchError.INVALID_URL, f"no such method: {request.method[:20]!r}")
    lines = outgoing(request.headers) if request.headers else ()
    if lines is None:
        return Refused(FetchError.HEADER, "a header of the request cannot be sent")
    target = vet(request.url)
    return target if isinstance(target, Refused) else (target, lines)


def refused(request: Request, why: Refused, now: datetime) -> Fetched:
    """The answer to a request that goes nowhere."""
    shown = _without_headers(request)
    return Fetched(request=shown, url=request.url, at=now, error=why.error, detail=why.detail, tries=0)


def _without_headers(request: Request) -> Request:
    """A caller's headers may be secrets, so no answer holds them."""
    return structs.replace(request, headers={}) if request.headers else request


class Journey:
    """One request on its way. The engine sends what :meth:`shape` says and hands :meth:`step` what came."""

    __slots__ = (
        "_body", "_cookies", "_headers", "_hops", "_method", "_ranged", "_raw", "_seen", "_settings",
        "_tls", "_used", "_verified", "excused", "paused", "request", "site", "target", "tries",
    )  # fmt: skip

    def __init__(self, request: Request, target: Target, headers: tuple[str, ...], settings: Settings) -> None:
        self.request = _without_headers(request)
        self.target = target
        self.tries = 0
        self.excused = 0  #: timeouts that were our own doing
        self.paused = 0.0  #: seconds that the last answer asks all requests to its host to wait
        self.site = ""  #: address of the ``robots.txt`` that it asks for; empty: it is a caller's
        self._settings = settings
        self._method = request.method
        self._body = request.body
        self._headers = headers
        self._hops: tuple[Hop, ...] = ()
        self._seen: set[tuple[str, str, str]] | None = None
        self._cookies: dict[str, dict[str, str]] | None = None
        self._ranged = request.head_bytes is not None
        self._raw = False
        self._verified = True
        self._tls: tuple[Cause, str] | None = None
        self._used = 0.0  #: seconds of this try on earlier hops

    def limit(self) -> int:
        """The most bytes of a body that are kept."""
        head = self.request.head_bytes
        return self._settings.max_bytes if head is None else head

    def shape(self) -> Shape:
        """How the target is asked."""
        head = self.request.head_bytes
        limit = self.request.timeout if self.request.timeout is not None else self._settings.timeout
        return Shape(
            method=self._method,
            range=head if self._ranged and head else None,
            identity=head is not None or self._raw,
            raw=self._raw,
            verified=self._verified,
            headers=self._headers + self._cookie_line(),
            body=self._body,
            timeout=max(0.05, limit - self._used),
        )

    def step(self, answer: Answer, now: datetime) -> Step:
        """The next step: the end, the same again (changed or later), or the target of a redirect."""
        self._used += answer.elapsed
        head = parse(answer.lines)
        error, detail = self._error(answer, head)
        if error is FetchError.TLS and self._unverified_try(answer):
            return Again()
        if error is None or error is FetchError.DECODING:
            changed = self._asked_otherwise(head, error)
            if changed:
                return Again()
        if error is None and head.status in REDIRECTS:
            return self._follow(answer, head, now)
        return self._retried(head, error, now) or self._end(answer, head, error, detail, now)

    def refused(self, error: FetchError, detail: str, now: datetime) -> Fetched:
        """The end without an answer of the target."""
        return Fetched(
            request=self.request, url=self.target.url, at=now, hops=self._hops, error=error, detail=detail,
            elapsed=self._used, tries=self.tries, tls_detail=self._tls_words(),
        )  # fmt: skip

    def _error(self, answer: Answer, head: Head) -> tuple[FetchError | None, str]:
        if answer.refusal:
            return FetchError.ADDRESS, answer.refusal
        if answer.cut == "headers":
            return FetchError.CAPPED, f"headers of more than {self._settings.max_header_bytes} bytes"
        if answer.cut == "layers":
            return FetchError.CAPPED, "compressed several times over"
        if answer.cut == "ratio":
            return FetchError.CAPPED, f"decompresses to more than {self._settings.max_decode_ratio} times its size"
        if answer.cut == "body":
            whole = self.request.head_bytes is None and head.status not in REDIRECTS
            return (FetchError.CAPPED, f"more than {self._settings.max_bytes} bytes") if whole else (None, "")
        if answer.code == pycurl.E_WRITE_ERROR and head.value("content-encoding"):  # not by us: that is a cut
            junk = (None, "bytes behind the end of the compressed body were left out")
            return junk if answer.body else (FetchError.DECODING, answer.text[:300])
        if answer.code:
            error = error_of(answer.code, answer.text, begun=head.status is not None, os_errno=answer.os_errno)
            if error is FetchError.TLS:
                return error, tls_words(tls_cause(answer.text), answer.text)
            return error, without_figures(answer.text)[:300]
        encoding = ", ".join(head.values("content-encoding")).strip().lower()
        coded = any(coding.strip() in DECODED for coding in encoding.split(","))
        if coded and (self._raw or self._swallowed(answer, head)):
            return FetchError.DECODING, f"not the {encoding[:50]} that its header says"
        return None, ""

    def _swallowed(self, answer: Answer, head: Head) -> bool:
        """Bytes were promised and came, and nothing is left of them: a decoder that fails without a word (Brotli)."""
        length = head.value("content-length")
        return not answer.body and self.request.method != "HEAD" and length.isdecimal() and length.strip("0") != ""

    def _unverified_try(self, answer: Answer) -> bool:
        """A link's data is read all the same, once, with nothing of the caller's in the request."""
        wanted = self.request.unverified or self.request.head_bytes is not None
        if not self._verified or not wanted:
            return False
        self._verified = False
        self._headers = ()
        self._cookies = None
        self._tls = self._tls or (tls_cause(answer.text), answer.text)
        return True

    def _asked_otherwise(self, head: Head, error: FetchError | None) -> bool:
        """Once more without the range that was refused, or without the encoding that did not decode."""
        if error is FetchError.DECODING:
            if self._raw:
                return False
            self._raw = True
            return True
        refused = head.status in RANGE_REFUSED or (head.status == 206 and not _from_start(head))
        if self._ranged and refused:
            self._ranged = False
            return True
        return False

    def _follow(self, answer: Answer, head: Head, now: datetime) -> Step:
        """One redirect, by our own hand: vetted like a first URL, and counted."""
        location = head.value("location")
        assert head.status is not None
        if not location:
            return self._end(answer, head, FetchError.REDIRECT, "redirect without a target", now)
        self._hops += (Hop(url=self.target.url, status=head.status, location=location[:2000]),)
        if len(self._hops) > self._settings.redirects:
            return self._end(answer, head, FetchError.REDIRECT, f"more than {self._settings.redirects} redirects", now)
        try:
            target = vet(urljoin(self.target.url, slashed(location)))
        except ValueError:
            target = Refused(FetchError.INVALID_URL, "not a URL")
        if isinstance(target, Refused):
            error = FetchError.REDIRECT if target.error is FetchError.INVALID_URL else target.error
            return self._end(answer, head, error, f"redirect to {location[:200]!r}: {target.detail}", now)
        self._take_cookies(head)
        if not self._turn(head.status, target):
            words = "redirect that would send the request's body to another site"
            return self._end(answer, head, FetchError.REDIRECT, words, now)
        place = (self._method, target.url, "".join(self._cookie_line()))
        self._seen = self._seen or {(self.request.method, self._hops[0].url, "")}
        if place in self._seen:
            return self._end(answer, head, FetchError.REDIRECT, f"redirect loop at {target.url[:200]}", now)
        self._seen.add(place)
        return Again()

    def _turn(self, status: int, target: Target) -> bool:
        """Method, body and headers for the next hop (RFC 9110, 15.4); a caller's headers stay with its site."""
        if status == 303 or (status in (301, 302) and self._method == "POST"):
            self._method = "HEAD" if self._method == "HEAD" else "GET"
            self._body = None
        same = _same_site(self.target, target)
        if not same:
            self._headers = ()
            if self._body is not None:
                return False
        if origin(self.target) != origin(target):
            self._verified = True
        self.target = target
        return True

    def _retried(self, head: Head, error: FetchError | None, now: datetime) -> Again | None:
        if error is FetchError.TIMEOUT and self.request.head_bytes is not None:
            return None  # a link is looked at a second time anyway, later: whoever keeps us waiting does it once
        asked = retry_after(head.value("retry-after"), now) if head.status and head.value("retry-after") else None
        retry = decide(status=head.status, error=error, tries=self.tries, asked_wait=asked, settings=self._settings)
        if asked is not None and head.status in PAUSING_STATUSES:
            self.paused = asked
        if retry is None:
            return None
        if retry.host:
            self.paused = retry.wait
        self.tries += 1
        if error in (FetchError.CONNECT, FetchError.PARTIAL):
            self._ranged = False  # some servers break off when asked for a range
        self._used = 0.0
        return Again(retry.wait)

    def _end(self, answer: Answer, head: Head, error: FetchError | None, detail: str, now: datetime) -> Fetched:
        lost = error in (FetchError.CAPPED, FetchError.DECODING)
        body = b"" if lost else answer.body
        return Fetched(
            request=self.request,
            url=self.target.url,
            at=now,
            status=head.status,
            reason_phrase=head.phrase,
            headers=head.headers,
            body=body,
            bytes_read=len(answer.body),
            capped=answer.cut == "body" or _more_behind(head, len(body)),
            hops=self._hops,
            error=error,
            detail=detail,
            tls_detail="" if error is FetchError.TLS else self._tls_words(answer),
            peer=answer.peer,
            elapsed=self._used,
            tries=self.tries,
        )

    def _tls_words(self, answer: Answer | None = None) -> str:
        if self._tls is None:
            return ""
        cause, text = self._tls
        if cause.id == "unknown_issuer" and answer is not None and answer.chain == 1 and not answer.self_issued:
            cause = causes().incomplete
        return tls_words(cause, text)

    def _take_cookies(self, head: Head) -> None:
        """Keeps what a redirect sets, for the same host on this journey: some sites turn in a circle without."""
        found = [line.split(";", 1)[0].strip() for line in head.values("set-cookie")]
        pairs = [cookie for cookie in found if "=" in cookie and cookie.isascii() and len(cookie) < 4096]
        if pairs:
            self._cookies = self._cookies or {}
            jar = self._cookies.setdefault(self.target.host, {})
            for cookie in pairs[:COOKIES]:
                name, _, value = cookie.partition("=")
                if len(jar) < COOKIES or name in jar:
                    jar[name] = value

    def _cookie_line(self) -> tuple[str, ...]:
        jar = (self._cookies or {}).get(self.target.host)
        return ("Cookie: " + "; ".join(f"{name}={value}" for name, value in jar.items()),) if jar else ()


def _same_site(here: Target, there: Target) -> bool:
    """The same origin, or its step up from plain http to https on the standard ports."""
    if origin(here) == origin(there):
        return True
    return here.host == there.host and (here.scheme, here.port, there.scheme, there.port) == ("http", 80, "https", 443)


def _from_start(head: Head) -> bool:
    """Whether a partial answer is the part that was asked for, and it alone."""
    if head.value("content-type").lower().startswith("multipart/byteranges"):
        return False
    written = head.value("content-range").lower().removeprefix("bytes").lstrip(" =:")
    return not written or written.startswith("0-")


def _more_behind(head: Head, got: int) -> bool:
    """Whether a partial answer leaves bytes out."""
    if head.status != 206:
        return False
    total = head.value("content-range").rpartition("/")[2].strip()
    return not (total.isascii() and total.isdigit()) or int(total[:18]) > got
