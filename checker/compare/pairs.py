"""Which dataset of the one run is which of the other: by id, else by the plan's code, else by the catalog's name.

A code or name joins two datasets only where each side has it once among those that are left: of two that share a
name nobody can tell which went on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from checker.compare.side import Link, One


class Pair(Struct, frozen=True, kw_only=True):
    """One dataset in both runs; ``None`` where it is in one alone."""

    before: One | None
    after: One | None
    matched: str = ""  #: ``id``, ``code`` or ``name``


_KEYS: tuple[tuple[str, Callable[[One], str]], ...] = (
    ("id", lambda one: one.id),
    ("code", lambda one: one.code.casefold()),
    ("name", lambda one: one.name.casefold()),
)


def pairs(before: Sequence[One], after: Sequence[One]) -> Iterator[Pair]:
    """Every dataset of both sides once."""
    left, right = list(before), list(after)
    for matched, key in _KEYS:
        ours, theirs = _single(left, key), _single(right, key)
        common = ours.keys() & theirs.keys()
        if not common:
            continue
        for name, one in ours.items():
            if name in common:
                yield Pair(before=one, after=theirs[name], matched=matched)
        left = [one for one in left if key(one) not in common]
        right = [one for one in right if key(one) not in common]
    for one in left:
        yield Pair(before=one, after=None)
    for one in right:
        yield Pair(before=None, after=one)


def _single(ones: Iterable[One], key: Callable[[One], str]) -> dict[str, One]:
    """Those whose key is theirs alone, by it."""
    found: dict[str, One | None] = {}
    for one in ones:
        name = key(one)
        if name:
            found[name] = None if name in found else one
    return {name: one for name, one in found.items() if one is not None}


def link_pairs(before: Sequence[Link], after: Sequence[Link]) -> Iterator[tuple[Link | None, Link | None]]:
    """The links of one dataset: the same resource id, else the same address under another id."""
    left, right = _by(before, lambda link: link.id), _by(after, lambda link: link.id)
    for name in [name for name in left if name in right]:
        yield left.pop(name), right.pop(name)
    urls, theirs = _by(left.values(), lambda link: link.url), _by(right.values(), lambda link: link.url)
    for url in urls:
        if url and url in theirs:
            yield left.pop(urls[url].id), right.pop(theirs[url].id)
    for link in left.values():
        yield link, None
    for link in right.values():
        yield None, link


def _by(links: Iterable[Link], key: Callable[[Link], str]) -> dict[str, Link]:
    """The first of each."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(key(link), link)
    return found
