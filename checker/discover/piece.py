"""A part of a document, as it becomes a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from checker.discover.rows import Row, row_of


class Piece(Struct, frozen=True, kw_only=True):
    """So many packages of a document as one page holds."""

    kind: str  #: kind of the page
    body: bytes
    rows: tuple[Row, ...]
    end: int  #: place in the document behind it: rows or lines
    problems: tuple[tuple[str, str], ...] = ()


def piece_of(kind: str, body: bytes, packages: Sequence[Mapping[str, Any]]) -> Piece:
    """A whole body as one piece, with the packages that were made of it."""
    return Piece(kind=kind, body=body, rows=tuple(row_of(each) for each in packages), end=len(packages))
