"""HTML that stands where data should be: a login, an error, a block page, a page in between.

Precision before recall: an ordinary page with a login link, or with a small login box beside its text, is none of
these. The words are ``schemas/vocabulary/pages.yaml``.
"""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from checker.resources import load_yaml, schemas_dir


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long such a page may be, in characters. Own text: what a person sees without what stands in links."""

    source: int
    titled_text: int
    short_text: int
    own_text: int
    login_text: int
    login_links: int
    form_links: int
    between_links: int
    plain_text: int
    bare_text: int
    beside: int


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tells one sort of page."""

    sign: tuple[str, ...] = ()
    title_is: tuple[str, ...] = ()
    title_starts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    number_is: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


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
    titles: tuple[str, ...]  #: the title, whole and in its parts
    headings: tuple[str, ...]  #: the same of the first headings, and of what a script says in a box
    text: str  #: what a person sees
    own: int  #: characters of it outside of links
    links: int
    passwords: int
    onward: bool  #: it sends the browser on by itself


_TITLE = re.compile(r"<title\b[^<>]*>")
_HEADING = re.compile(r"<h[12]\b[^<>]*>")
_CLOSE = re.compile(r"</(?:title|h[12])\s*>")
_HEADINGS = 3
_BOX = re.compile(r"""\balert\s*\(\s*(["'])([^"'<>]{1,300})\1""")
_APPLICATION = re.compile(r"""<(?:app-root|div\b[^<>]*\bid\s*=\s*["']?(?:root|app|__next|__nuxt)\b)""")
_TAG = re.compile(r"<[^<>]*>")
_PARTS = re.compile(r"\s+[|»·•:-]+\s+|\s*[|»‹›–—]\s*|\s+::\s+")
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
    if _says(view, known.block, known):
        return "block"
    if _is_login(view, known, url):
        return "login"
    if _says(view, known.error, known):
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
    shown = _shown(source)
    visible = _plain(shown)
    return View(
        source=source,
        titles=_named(source, _TITLE, 1),
        headings=_headings(source, shown, bare=len(visible) <= limits.bare_text),
        text=visible,
        own=len(visible) - len(_plain(_within(shown, "<a ", "</a"))),
        links=source.count("<a "),
        passwords=len(_PASSWORD.findall(source)),
        onward=_goes_on(source),
    )


def _goes_on(source: str) -> bool:
    """Whether the page sends the browser on by itself, and is no application that only begins so."""
    said = "location" in source or "refresh" in source
    return said and _ONWARD.search(source) is not None and _APPLICATION.search(source) is None


def _named(source: str, opening: re.Pattern[str], at_most: int) -> tuple[str, ...]:
    """The texts of the first elements of this sort, whole and in their parts."""
    found: dict[str, None] = {}
    for start in islice(opening.finditer(source), at_most):
        closing = _CLOSE.search(source, start.end(), start.end() + 500)
        if closing is not None:
            name = _plain(source[start.end() : closing.start()])
            found.update(dict.fromkeys(part.strip() for part in (name, *_PARTS.split(name)) if part.strip()))
    return tuple(found)


def _headings(source: str, shown: str, *, bare: bool) -> tuple[str, ...]:
    """The first headings; where a page shows next to nothing, also what its script says in a box."""
    boxes = tuple(" ".join(found[1].split()) for found in _BOX.findall(source)[:_HEADINGS]) if bare else ()
    return _named(shown, _HEADING, _HEADINGS) + boxes


def _shown(source: str) -> str:
    """The body without scripts and styles; the head element's title does not count."""
    for opening, closing in _HIDDEN:
        source = _without(source, opening, closing)
    body = source.find("<body")
    return source[body:] if body != -1 else _without(source, "<title", "</title")


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


def _within(source: str, opening: str, closing: str) -> str:
    """What stands inside the elements of this sort."""
    kept, at = [], 0
    while (start := source.find(opening, at)) != -1:
        at = source.find(closing, start + len(opening))
        if at == -1:
            kept.append(source[start:])
            break
        kept.append(source[start:at])
    return " ".join(kept)


def _plain(source: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", source)).split())


def _says(view: View, sort: Words, known: Pages) -> bool:
    limits = known.limits
    if any(sign in view.source for sign in sort.sign):
        return True
    if _titled(view, sort, limits) or _numbered(view, sort, limits):
        return True
    return _brief(view, limits) and any(word in view.text for word in sort.short)


def _brief(view: View, limits: Limits) -> bool:
    """Whether a page says one thing only, be it in the frame of a site with its menus."""
    return len(view.text) <= limits.short_text or view.own <= limits.own_text


def _titled(view: View, sort: Words, limits: Limits) -> bool:
    """By its title, unless it is long; by a heading where there is little beside it."""
    if view.own <= limits.titled_text and _is_called(view.titles, sort):
        return True
    return view.own <= limits.short_text and _is_called(view.headings, sort)


def _is_called(names: tuple[str, ...], sort: Words) -> bool:
    return any(
        name in sort.title_is or name.rstrip(" .!") in sort.title_is or name.startswith(sort.title_starts)
        for name in names
    )


def _numbered(view: View, sort: Words, limits: Limits) -> bool:
    """A status as title; or in large figures, with an excuse near it: a portal counts its datasets in such too."""
    if view.own > limits.titled_text:
        return False
    for number in sort.number_is:
        if number in view.titles:
            return True
        if number in view.headings:
            at = view.text.find(number)
            near = view.text[max(0, at - limits.beside) : at + limits.beside]
            if any(word in near for word in sort.beside):
                return True
    return False


def _is_login(view: View, known: Pages, url: str) -> bool:
    """A password field in a page that is about nothing else; or a short page that is called login."""
    limits = known.limits
    if view.passwords > 1:  # a registration, or a change of password
        return False
    framed = view.own <= limits.own_text and _is_called(view.titles, known.login)
    brief = len(view.text) <= limits.login_text and view.links <= limits.login_links
    titled = brief and _titled(view, known.login, limits)
    if view.passwords:
        alone = len(view.text) <= limits.short_text and view.links <= limits.form_links
        return framed or titled or alone or (brief and is_login_path(url))
    if framed or not _brief(view, limits):
        return framed
    return titled or any(word in view.text for word in known.login.short)


def _in_between(view: View, known: Pages) -> bool:
    if view.onward and len(view.text) <= known.limits.bare_text:
        return True
    little = len(view.text) <= known.limits.short_text and view.links <= known.limits.between_links
    named = _is_called((*view.titles, *view.headings), known.interstitial)
    return little and (named or any(word in view.text for word in known.interstitial.short))
