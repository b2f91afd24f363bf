"""A part of a document, as it becomes a page."""

from __future__ import annotations

from msgspec import Struct

from checker.discover.rows import Row


class Piece(Struct, frozen=True, kw_only=True):
    """So many packages of a document as one page holds."""

    kind: str  #: kind of the page
    body: bytes
    rows: tuple[Row, ...]
    end: int  #: place in the document behind it: rows or lines
    problems: tuple[tuple[str, str], ...] = ()
