"""HTML that stands where data should be: a login, an error, a block page, a page in between.

Precision before recall: an ordinary page with a login link, or with a small login box beside its text, is none of
these. The words are ``schemas/vocabulary/pages.yaml``.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long such a page may be, in characters."""

    source: int
    short_text: int
    login_text: int
    login_links: int
    plain_text: int
    bare_text: int


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tells one sort of page."""

    sign: tuple[str, ...] = ()
    title_is: tuple[str, ...] = ()
    title_starts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


class Pages(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All the words, by sort of page."""

    limits: Limits
    block: Words
    error: Words
    login: Words
    interstitial: Words


class View(Struct, frozen=True, kw_only=True):
    """One page as these rules see it, all in lower case."""

    source: str
    titles: tuple[str, ...]  #: the title and the headings, whole and in their parts
    text: str  #: what a person sees
    links: int
    password: bool
    onward: bool  #: it sends the browser on by itself


_TITLE = re.compile(r"<(?:title|h1|h2)\b[^<>]*>")
_CLOSE = re.compile(r"</(?:title|h1|h2)\s*>")
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"\s+[|»·•:-]+\s+|\s*[|»–—]\s*|\s+::\s+")
_PASSWORD = re.compile(r"""<input\b[^<>]*\btype\s*=\s*["']?password""")
_ONWARD = re.compile(
    r"""http-equiv\s*=\s*["']?refresh["']?[^<>]*url\s*=|location\.replace\s*\(|location(?:\.href)?\s*=[^=]"""
)
#: keys of an API's word about a request, and those of them that tell of success or of a fault
_TALK = frozenset(
    {"success", "ok", "error", "errors", "message", "msg", "status", "statuscode", "code", "detail", "details", "help",
     "path", "timestamp", "title", "type", "instance", "traceid"}
)  # fmt: skip
_HOLDERS = frozenset({"result", "results", "data", "records"})
_SUCCESS = frozenset({"success", "ok"})
_FAULT = frozenset({"error", "errors"})
_HIDDEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<noscript", "</noscript"))


@cache
def words() -> Pages:
    """The words, loaded once."""
    raw: Any = load_yaml(schemas_dir() / "vocabulary" / "pages.yaml")
    return msgspec.convert(raw, Pages)


def page_of(text: str, url: str) -> str | None:
    """``login``, ``error``, ``block``, ``interstitial``, or ``None`` for a page that is what it seems."""
    known = words()
    view = look(text, known.limits)
    if _says(view, known.block, known.limits):
        return "block"
    if _is_login(view, known, url):
        return "login"
    if _says(view, known.error, known.limits):
        return "error"
    return "interstitial" if _in_between(view, known) else None


def message_of(text: str) -> str | None:
    """The same for an answer that is no HTML: only a short one can be a message."""
    known = words()
    shown = " ".join(text[: known.limits.plain_text + 1].split()).lower()
    if len(shown) > known.limits.plain_text:
        return None
    for name, sort in (("block", known.block), ("error", known.error)):
        if (
            any(shown.startswith(word) for word in (*sort.title_starts, *sort.short))
            or shown.rstrip(".!") in sort.title_is
        ):
            return name
    return None


def refusal_of(text: str) -> str | None:
    """``error`` for a JSON object that says that nothing came of the request, as an API answers with status 200."""
    if len(text) > words().limits.short_text:
        return None
    try:
        told = msgspec.json.decode(text.strip().lstrip("\ufeff"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    told = {name.lower(): value for name, value in told.items()}
    if any(value and isinstance(value, list | dict) for name, value in told.items() if name not in _TALK):
        return None
    failed = any(told.get(name) in (False, "false") for name in _SUCCESS if name in told)
    faulty = any(told.get(name) for name in _FAULT) and told.keys() <= _TALK | _HOLDERS
    return "error" if failed or faulty else None


def is_login_path(url: str) -> bool:
    """Whether a step of the address's path is one that only logins have."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return False
    return not set(path.split("/")).isdisjoint(words().login.path)


def look(text: str, limits: Limits) -> View:
    """What there is to see on a page; every step is linear in the head that is looked at."""
    source = text[: limits.source].lower()
    return View(
        source=source,
        titles=_titles(source),
        text=_shown(source),
        links=source.count("<a "),
        password=_PASSWORD.search(source) is not None,
        onward=_ONWARD.search(source) is not None,
    )


def _titles(source: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for opening in list(_TITLE.finditer(source))[:4]:
        closing = _CLOSE.search(source, opening.end(), opening.end() + 500)
        if closing is None:
            continue
        title = _plain(source[opening.end() : closing.start()])
        found.update(dict.fromkeys(part.strip() for part in (title, *_PARTS.split(title)) if part.strip()))
    return tuple(found)


def _shown(source: str) -> str:
    """The text without scripts, styles and tags; the head element's title does not count."""
    for opening, closing in _HIDDEN:
        source = _without(source, opening, closing)
    body = source.find("<body")
    return _plain(source[body:] if body != -1 else _without(source, "<title", "</title"))


def _without(source: str, opening: str, closing: str) -> str:
    kept, at = [], 0
    while (start := source.find(opening, at)) != -1:
        kept.append(source[at:start])
        end = source.find(closing, start + len(opening))
        if end == -1:
            return "".join(kept)
        at = end + len(closing)
    kept.append(source[at:])
    return "".join(kept)


def _plain(source: str) -> str:
    return _SPACES.sub(" ", html.unescape(_TAG.sub(" ", source))).strip()


def _says(view: View, sort: Words, limits: Limits) -> bool:
    if any(sign in view.source for sign in sort.sign):
        return True
    if _titled(view, sort):
        return True
    return len(view.text) <= limits.short_text and any(word in view.text for word in sort.short)


def _titled(view: View, sort: Words) -> bool:
    return any(
        title.rstrip(" .!") in sort.title_is or title.startswith(sort.title_starts) for title in view.titles
    ) or any(title in sort.title_is for title in view.titles)


def _is_login(view: View, known: Pages, url: str) -> bool:
    """A password field in a page that is about nothing else; or a short page that is called login."""
    brief = len(view.text) <= known.limits.login_text and view.links <= known.limits.login_links
    titled = _titled(view, known.login)
    if view.password:
        return (titled and brief) or (brief and is_login_path(url)) or len(view.text) <= known.limits.short_text
    if len(view.text) > known.limits.short_text:
        return False
    return titled or any(word in view.text for word in known.login.short)


def _in_between(view: View, known: Pages) -> bool:
    if view.onward and len(view.text) <= known.limits.bare_text:
        return True
    return len(view.text) <= known.limits.short_text and any(word in view.text for word in known.interstitial.short)
