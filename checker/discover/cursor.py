"""Where a source stands, as the opaque text that a page carries."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from checker.discover.trouble import Trouble, catalog_error


class Cursor(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that is needed to go on behind a page, whatever door it came by."""

    mode: str  #: ``search``, ``list``, ``rest`` (what is left to look up at the end), ``file``
    number: int = 0  #: pages so far
    offset: int = 0  #: search: next offset; file: next row, line or byte
    size: int = 0  #: datasets per page within the window under way
    begin: int = 0  #: offset at which the window under way begins
    end: int = 0  #: offset at which the window under way ends
    ceiling: int = 0  #: datasets per page after it
    strikes: int = 0  #: pages of that size that failed for no record's sake
    sort: int = 0  #: which of the stable orders
    name: str = ""  #: list and rest: last name done; file: the file
    first: int = 0  #: how many datasets the site said it had when reading began
    count: int = 0  #: how many it said last
    seen: int = 0  #: datasets read, of all organizations
    held: int = 0  #: datasets held
    twice: int = 0  #: datasets that came a second time
    lost: tuple[tuple[int, str], ...] = ()  #: offsets that could not be read, and why
    given_up: int = 0  #: datasets that the pages so far name as unreadable


def written(cursor: Cursor) -> str:
    """The cursor as text."""
    return msgspec.json.encode(cursor).decode()


def read_cursor(text: str, source: str, modes: tuple[str, ...]) -> Cursor:
    """The cursor that ``text`` is. Raises CatalogError where it was not written by such a source."""
    try:
        cursor = msgspec.json.decode(text, type=Cursor)
    except (msgspec.MsgspecError, ValueError) as error:
        raise catalog_error(Trouble(code="cursor", url=source)) from error
    if cursor.mode not in modes:
        raise catalog_error(Trouble(code="cursor", url=source))
    return cursor
