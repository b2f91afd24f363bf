"""What came back instead of a catalog, as one value, and the error that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from checker.discover.decode import Unreadable, decode
from checker.discover.facts import Words, trouble_words
from checker.errors import CatalogError
from checker.model import Fetched, FetchError

OF_TRANSPORT = {
    FetchError.INVALID_URL: "invalid_url",
    FetchError.SCHEME: "invalid_url",
    FetchError.ADDRESS: "address",
    FetchError.HEADER: "invalid_url",
    FetchError.DNS: "dns",
    FetchError.CONNECT: "connect",
    FetchError.TLS: "tls",
    FetchError.TIMEOUT: "timeout",
    FetchError.REDIRECT: "redirect",
    FetchError.PARTIAL: "truncated",
    FetchError.DECODING: "encoding",
    FetchError.CAPPED: "too_large",
    FetchError.BUDGET: "budget",
    FetchError.ROBOTS: "forbidden",
    FetchError.OURS: "ours",
}
OF_STATUS = {401: "login_required", 403: "forbidden", 404: "missing", 410: "missing", 429: "throttled"}
#: The same for every address of a site: no use in asking another one there.
OF_THE_SITE = frozenset({"address", "dns", "connect", "tls", "budget", "ours", "invalid_url", "throttled"})
#: May hang on one record of the page that was asked for: smaller pages may be well.
OF_THE_PAGE = frozenset(
    {"server_error", "timeout", "truncated", "encoding", "too_large", "deep", "json", "empty_body", "html", "connect",
     "refused", "not_a_catalog"}
)  # fmt: skip

_HTML = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.I | re.S)
_PASSWORD = re.compile(rb"""<input[^>]+type\s*=\s*["']?password""", re.I)
_LOOK = 65_536
_SHOWN = 200


class Trouble(Struct, frozen=True, kw_only=True):
    """One answer that is no catalog. ``code`` is an id of ``schemas/discover/troubles.yaml``."""

    code: str
    url: str
    status: int | None = None
    detail: str = ""
    title: str = ""

    @property
    def why(self) -> str:
        """In a few words, for the list of what could not be read."""
        if self.code in ("server_error", "status", "missing", "forbidden", "login_required", "throttled"):
            return f"HTTP {self.status}"
        return f"{self.code}: {self.detail}" if self.detail else self.code


def catalog_error(trouble: Trouble, *, before: Words | None = None) -> CatalogError:
    """The error that names the URL, what came back, and the way out. ``before`` stands in front of it."""
    words = trouble_words()[trouble.code]
    shown = {
        "url": printable(trouble.url),
        "status": trouble.status if trouble.status is not None else "-",
        "detail": trouble.detail or "-",
        "title": f", “{trouble.title}”" if trouble.title else "",
    }
    en, th = (f"{text.format_map(shown)}; {way}" for text, way in ((words.en, words.way.en), (words.th, words.way.th)))
    if before is not None:
        en, th = f"{before.en}{en}", f"{before.th}{th}"
    return CatalogError(en, th, code=trouble.code)


def worst(troubles: Iterable[Trouble]) -> Trouble:
    """The one of several that tells most; of equals the first."""
    return max(troubles, key=lambda trouble: trouble_words()[trouble.code].rank)


def printable(text: str, length: int = _SHOWN) -> str:
    """``text`` of a stranger on one line: no control characters, cut."""
    line = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(line.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def trouble_of(fetched: Fetched) -> Trouble | None:
    """What stands in the way of reading the body at all; ``None`` where it may hold data."""
    url = fetched.request.url
    if fetched.error is not None:
        detail = printable(fetched.detail)
        return Trouble(code=OF_TRANSPORT[fetched.error], url=url, status=fetched.status, detail=detail)
    if fetched.capped:
        return Trouble(code="too_large", url=url, status=fetched.status, detail=f"> {fetched.bytes_read:,} bytes")
    status = fetched.status or 0
    if status >= 400:
        return _of_status(fetched, status)
    if status != 200:
        return Trouble(code="status", url=url, status=status, detail=printable(fetched.reason_phrase))
    if not fetched.body.strip():
        return Trouble(code="empty_body", url=url, status=status)
    return page_trouble(fetched.body, url, status)


def page_trouble(body: bytes, url: str, status: int | None) -> Trouble | None:
    """An HTML page that stands in for data."""
    if not is_html(body):
        return None
    code = "login" if _PASSWORD.search(body[:_LOOK]) else "html"
    return Trouble(code=code, url=url, status=status, title=html_title(body))


def is_html(body: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return _HTML.match(body[:_LOOK]) is not None


def html_title(body: bytes) -> str:
    """The title of an HTML page, on one line."""
    found = _TITLE.search(body[:_LOOK])
    return printable(found[1].decode("utf-8", "replace"), 80) if found else ""


def _of_status(fetched: Fetched, status: int) -> Trouble:
    url = fetched.request.url
    refused = refusal(fetched.body)
    if refused is not None and status not in OF_STATUS:
        return Trouble(code="refused", url=url, status=status, detail=refused)
    code = OF_STATUS.get(status, "server_error" if status >= 500 else "status")
    title = html_title(fetched.body) if is_html(fetched.body) else ""
    return Trouble(code=code, url=url, status=status, detail=refused or printable(fetched.reason_phrase), title=title)


def refusal(body: bytes) -> str | None:
    """The words of CKAN's ``{"success": false}``; ``None`` where the body is nothing of the kind."""
    if not body[:_LOOK].lstrip().startswith(b"{"):
        return None
    try:
        answer = decode(body)
    except Unreadable:
        return None
    return words_of(answer.get("error")) if isinstance(answer, dict) and answer.get("success") is False else None


def words_of(error: Any) -> str:
    """CKAN's ``error`` on one line, whatever shape it has."""
    if isinstance(error, dict):
        kind, message = error.get("__type"), error.get("message")
        parts = [str(each) for each in (kind, message) if each] or [f"{key}: {each}" for key, each in error.items()]
        return printable(": ".join(parts[:4]))
    return printable(str(error)) if error else "-"
