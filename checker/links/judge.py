"""What came back → verdict: a pure table (openness rules, section 4 and its Edges).

The order in which the evidence is read:

1. a status that is an error says more than how the body of the error page ended;
2. the transport's own error;
3. a page that stands in for the data: login → ``protected``, block page → ``throttled``, error page → ``missing``,
   whatever was declared;
4. nothing in it → ``empty``;
5. the bytes against the declared format, by family.

Readings that the rules leave open: a page in between (meta refresh, "your download will begin") for a data file is a
``mismatch`` as any other HTML is, since the link is not the file's; a data file that leads to the site's front
page is ``missing``; an unknown 4xx is ``missing``, one about our way of asking ``refused_by_us``; a certificate that
did not verify over data that was read all the same leaves the verdict to the data, noted ``tls_not_verified``.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from checker.links.tables import Tables, akin, archive, is_login_path, tables
from checker.model import Attempt, Note, Sniffed, Verdict

PERMANENT = frozenset({301, 308})
_FORBIDDEN = "forbidden"


class Judgement(NamedTuple):
    """One look at one link."""

    verdict: Verdict
    rule: str  #: id under ``links.verdicts`` of the rubric
    notes: tuple[Note, ...] = ()
    direct: bool = True  #: no login and no page in between


def judge(attempt: Attempt, declared: str | None) -> Judgement:
    """The verdict of one look; ``declared`` is a format id, ``None`` where the catalog's word for it says nothing."""
    known = tables()
    refused = _refused(attempt, declared, known)
    if refused is not None:
        return refused
    found = _content(attempt, declared, known)
    if found.verdict is Verdict.OK:
        return _arrived(attempt, found)
    return found


_VERDICTS = {**{verdict.value: verdict for verdict in Verdict}, _FORBIDDEN: Verdict.PROTECTED}
_OK = Judgement(Verdict.OK, "ok")


def _judged(rule: str, *notes: Note, direct: bool = True) -> Judgement:
    verdict = _VERDICTS[rule]
    return Judgement(verdict, rule, notes, direct and verdict is not Verdict.PROTECTED)


def _note(code: str, before: object = "", after: object = "") -> Note:
    return Note(code=code, path="url", before=str(before or "")[:200], after=str(after or "")[:200])


def _refused(attempt: Attempt, declared: str | None, known: Tables) -> Judgement | None:
    """Steps 1 and 2: no answer, or one that is an error; ``None`` when there is something to read."""
    status, page = attempt.status, attempt.sniffed.page if attempt.sniffed else None
    if status is not None and status >= 400:
        return _status(status, page, declared, known)
    if attempt.error is not None:
        if page is not None and attempt.error.value == "partial":  # a stand-in page, cut off
            return None
        rule = known.errors[attempt.error.value]
        code = "our_failure" if attempt.error.value in known.ours else attempt.error.value
        return _judged(rule, _note(code, after=attempt.detail))
    if status is None:
        return _judged("refused_by_us", _note("our_failure", after=attempt.detail))
    if status in known.statuses:
        return _judged(known.statuses[status])
    if not 200 <= status < 300:
        return _judged("redirect_error", _note("http_status", before=status))
    return None


def _status(status: int, page: str | None, declared: str | None, known: Tables) -> Judgement:
    if page == "block" and status not in (401, 404, 410):
        return _judged("throttled", _note("block_page", before=status))
    if status == 403 and page == "login":
        return _judged("protected", _note("login_page", before=status))
    if declared in known.services and status in known.service_statuses:
        return _judged("refused_by_us", _note("service_without_conditions", before=status))
    rule = known.statuses.get(status)
    if rule is None:
        rule = "server_error" if status >= 500 else "missing"
    code = {"refused_by_us": "our_request", _FORBIDDEN: _FORBIDDEN}.get(rule, "http_status")
    return _judged(rule, _note(code, before=status))


def _content(attempt: Attempt, declared: str | None, known: Tables) -> Judgement:
    """Steps 3 to 5, for an answer of the 2xx."""
    found = attempt.sniffed
    if found is None or attempt.method == "HEAD":  # all that is known is that it answers
        return _judged("ok", _note("head_only"))
    if found.page == "login" or (found.format == "html" and _led_to_login(attempt)):
        return _judged("protected", _note("login_page", after=attempt.final_url))
    if found.page == "block":
        return _judged("throttled", _note("block_page"))
    if found.page == "error" and found.format == "json" and declared in known.services:
        return _judged("refused_by_us", _note("service_without_conditions", before=attempt.status))
    if found.page == "error":
        return _judged("missing", _note("error_page", after=attempt.final_url))
    if found.empty:
        return _judged("empty", _note("empty", after=found.detail))
    if found.format == "html":
        return _page(attempt, found, declared, known)
    return _compared(attempt, found, declared, known)


def _page(attempt: Attempt, found: Sniffed, declared: str | None, known: Tables) -> Judgement:
    """An HTML page that is no stand-in by its own words."""
    if declared is None or declared == "html":
        return _judged("ok", *([_note("interstitial")] if found.page else []), direct=not found.page)
    if declared in known.services:
        return _judged("ok", _note("service_page", declared, "html"))
    if found.page == "interstitial":
        return _judged("mismatch", _note("interstitial", declared, "html"), direct=False)
    if _led_to_front(attempt, known):
        return _judged("missing", _note("redirected_to_front", attempt.url, attempt.final_url))
    return _judged("mismatch", _note("html_for_data", declared, "html"))


def _compared(attempt: Attempt, found: Sniffed, declared: str | None, known: Tables) -> Judgement:
    if declared is None or declared == found.format or declared in known.services:
        return _judged("ok", *_inside(found)) if found.members else _OK
    if found.format is None:
        return _judged("mismatch", _note("bytes_not_as_declared", declared))
    if found.how not in ("signature", "content"):
        return _judged("ok", _note("bytes_unknown", declared, found.format))
    if archive(found.format) and declared != "html":
        return _archive(attempt, found, declared)
    unpacked = declared == "gzip" and "gzip" in _header(attempt, "content-encoding")  # on its way here
    if declared == "html" or unpacked or akin(declared, found.format):
        return _judged("ok", _note("format_family", declared, found.format))
    return _judged("mismatch", _note("bytes_not_as_declared", declared, found.format))


def _archive(attempt: Attempt, found: Sniffed, declared: str) -> Judgement:
    """An archive counts as what is inside it, one level; what was not all listed is not held against it."""
    if archive(declared):
        return _judged("ok", _note("format_family", declared, found.format), *_inside(found))
    if any(akin(declared, member) for member in found.members):
        return _judged("ok", *_inside(found))
    if not found.members or attempt.capped or any(archive(member) for member in found.members):
        return _judged("ok", _note("archive_not_listed", declared, found.format), *_inside(found))
    return _judged("mismatch", _note("bytes_not_as_declared", declared, f"{found.format}: {', '.join(found.members)}"))


def _inside(found: Sniffed) -> list[Note]:
    return [_note("inside_archive", ", ".join(found.members), found.format)] if found.members else []


def _arrived(attempt: Attempt, found: Judgement) -> Judgement:
    """How a good answer was come by: redirects, certificate, type, and where reading was cut."""
    notes = list(found.notes)
    if attempt.hops:
        notes.append(_note("redirected", attempt.url, attempt.final_url))
    if attempt.tls_detail:
        notes.append(_note("tls_not_verified", after=attempt.tls_detail))
    page = attempt.sniffed is None or attempt.sniffed.format == "html"
    if not page and _served_as_html(attempt):
        notes.append(_note("served_as_html"))
    if attempt.capped and {name for name, _ in attempt.headers}.isdisjoint(("content-length", "content-range")):
        notes.append(_note("cut_without_end", attempt.bytes_read))
    if not notes:
        return found
    moved = any(hop.status in PERMANENT for hop in attempt.hops)
    verdict = Verdict.MOVED if moved else Verdict.OK
    return Judgement(verdict, verdict.value, tuple(notes), found.direct)


def _served_as_html(attempt: Attempt) -> bool:
    return _header(attempt, "content-type").startswith("text/html")


def _header(attempt: Attempt, name: str) -> str:
    """The value of a header, in lower case; empty where there is none."""
    return next((value.lower() for key, value in attempt.headers if key == name), "")


def _led_to_login(attempt: Attempt) -> bool:
    """Redirected to an address that only logins have, from one that was none."""
    return bool(attempt.hops) and is_login_path(attempt.final_url) and not is_login_path(attempt.url)


def _led_to_front(attempt: Attempt, known: Tables) -> bool:
    """Redirected from a file to the front page of a site."""
    if not attempt.hops:
        return False
    try:
        asked, got = (urlsplit(url) for url in (attempt.url, attempt.final_url))
    except ValueError:
        return False
    front = got.path.rstrip("/").lower() in known.front_paths
    return front and asked.path.rstrip("/").lower() not in known.front_paths
