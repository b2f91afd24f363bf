"""What every door offers: what was found, its pages, and how the reading came out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from checker.model import Found, Page


class SourceState(Struct, frozen=True, kw_only=True):
    """How the reading came out so far: the site says ``declared``, we hold ``held``, and these could not be read."""

    declared: int = 0
    held: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()  #: (name or offset, why)
    changed: bool = False  #: the catalog changed while it was read
    duplicates: int = 0  #: datasets that came a second time and were dropped
    sort: str = ""  #: the order that the site accepted; empty: its own, which may not be stable


class Source(Protocol):
    """A catalog that was found and can be read, page by page."""

    @property
    def found(self) -> Found:
        """What the source turned out to be."""

    def pages(self, after: str | None = None, held: Iterable[Page] = ()) -> Iterator[Page]:
        """The pages behind the one with the cursor ``after``; ``held`` are those before it, to know their datasets.

        Raises CatalogError when the source stops answering; the same call with the last cursor goes on.
        """

    def state(self) -> SourceState:
        """How the reading came out; whole once ``pages`` is read to its end."""


def page(
    *, number: int, kind: str, cursor: str, url: str, at: datetime, body: bytes, count: int,
    problems: tuple[tuple[str, str], ...] = (),
) -> Page:  # fmt: skip
    """A page with the hash of its body."""
    return Page(
        number=number,
        kind=kind,
        cursor=cursor,
        url=url,
        at=at,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        count=count,
        problems=problems,
    )
