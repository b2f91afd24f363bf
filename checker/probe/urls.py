"""Links and their parameters, without touching the encoding of what is left as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote, unquote_plus, urljoin, urlsplit

#: characters of a parameter that servers read as they stand, and that people can then read too
_PLAIN = "$:,@*'()!~"
#: what nearly all addresses are, told without taking them apart
_PLAIN_WEB = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#]|\Z)[^\[\]]*\Z", re.IGNORECASE)


def is_web(url: str) -> bool:
    """An address that can be asked."""
    if _PLAIN_WEB.match(url):
        return True
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def bare(url: str) -> str:
    """The address without query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def path_of(url: str) -> str:
    """The path, decoded."""
    return unquote(urlsplit(url).path)


def query(url: str) -> tuple[tuple[str, str], ...]:
    """Names and values, decoded, in their order."""
    pairs = (piece.partition("=") for piece in _pieces(url))
    return tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in pairs)


def parameter(url: str, name: str) -> str:
    """The value of a parameter, whatever the case of its name; empty: there is none."""
    return next((value for each, value in query(url) if each.lower() == name.lower()), "")


def asked(url: str, values: Mapping[str, str] = {}, drop: Collection[str] = ()) -> str:
    """The address with these parameters, in the place of those of the same name, and without the dropped ones."""
    gone = {name.lower() for name in (*drop, *values)}
    new = {name.lower(): f"{quote(name, safe=_PLAIN)}={quote(value, safe=_PLAIN)}" for name, value in values.items()}
    kept = []
    for piece in _pieces(url):
        name = unquote_plus(piece.partition("=")[0]).lower()
        if name in new:
            kept.append(new.pop(name))
        elif name not in gone:
            kept.append(piece)
    kept += new.values()
    return f"{bare(url)}?{'&'.join(kept)}" if kept else bare(url)


def shown(name: str, value: str) -> str:
    """A parameter as a person reads it."""
    return f"{name}={value}"


def joined(base: str, link: str) -> str:
    """``link`` as seen from ``base``; empty where it leads nowhere."""
    try:
        found = urljoin(base, link)
    except ValueError:
        return ""
    return found if is_web(found) else ""


def _pieces(url: str) -> list[str]:
    return [piece for piece in url.partition("#")[0].partition("?")[2].split("&") if piece]
