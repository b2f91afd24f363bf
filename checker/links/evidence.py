"""One answer of the fetcher → the evidence that is kept of it: everything but the body, and its hash."""

from __future__ import annotations

from hashlib import sha256

from checker.links.tables import tables
from checker.model import Attempt, Fetched, Sniffed

HEADER_LENGTH = 1_000  #: characters kept of one header


def evidence_id(url: str) -> str:
    """What the evidence of one address is called in findings and reports: the same in every run."""
    return f"link-{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def whole(fetched: Fetched) -> bool:
    """Whether the body is all that there is, so that its end can be believed; a 206 says so in ``Content-Range``."""
    if fetched.capped or fetched.error is not None:
        return False
    if fetched.status != 206:
        return True
    first, _, rest = fetched.header("content-range").removeprefix("bytes").strip().partition("-")
    last, _, total = rest.partition("/")
    numbers = first == "0" and all(each.isdecimal() and len(each) < 20 for each in (last, total))
    return numbers and int(last) + 1 >= int(total)


SMALL_PAGE = 65_536  #: bytes; an HTML answer of a data file that is no longer is not to be believed from a HEAD


def head_is_enough(fetched: Fetched, declared: str | None) -> bool:
    """Whether the answer to a HEAD can be believed; else the same is asked with GET (openness rules, section 4).

    Not after any failure, without a type or a length, or when a data file is said to be a small HTML page.
    """
    served, length = fetched.header("content-type").lower(), fetched.header("content-length")
    if fetched.error is not None or fetched.status is None or not 200 <= fetched.status < 300:
        return False
    if not served or not length.isdecimal() or len(length) > 19:
        return False
    return declared in (None, "html") or not served.startswith("text/html") or int(length) > SMALL_PAGE


def attempt_of(fetched: Fetched, number: int, vantage: str, sniffed: Sniffed | None) -> Attempt:
    """The evidence of look ``number`` from ``vantage``; only the headers that matter are kept."""
    kept = tables().headers
    return Attempt(
        url=fetched.request.url,
        number=number,
        at=fetched.at,
        vantage=vantage,
        final_url=fetched.url,
        method=fetched.request.method,
        status=fetched.status,
        headers=tuple((name, value[:HEADER_LENGTH]) for name, value in fetched.headers if name in kept),
        hops=fetched.hops,
        bytes_read=fetched.bytes_read,
        sha256=sha256(fetched.body).hexdigest(),
        capped=fetched.capped,
        error=fetched.error,
        detail=fetched.detail,
        tls_detail=fetched.tls_detail,
        elapsed=fetched.elapsed,
        tries=fetched.tries,
        sniffed=sniffed,
    )
