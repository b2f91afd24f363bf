"""Whether two looks at a link, months apart, saw the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from checker.model import Attempt

HASH = 16  #: hexadecimal digits of a hash that are held: 64 bits
LONGEST_TAG = 100


class Print(Struct, frozen=True, kw_only=True, gc=False):
    """What one look saw of the bytes, small enough to hold one for every link of a large catalog."""

    digest: int  #: beginning of the hash of what was read
    read: int  #: bytes
    size: int | None  #: of all of the file; ``None``: not known
    tag: str = ""  #: a strong ``ETag``


def print_of(attempt: Attempt) -> Print | None:
    """The print of a look that brought the file itself; ``None``: an error, a page in its place, or nothing."""
    found = attempt.sniffed
    if attempt.error is not None or attempt.status is None or not 200 <= attempt.status < 300:
        return None
    if found is None or found.page is not None or found.empty or not attempt.bytes_read or attempt.method != "GET":
        return None
    headers = dict(attempt.headers)
    tag = headers.get("etag", "")
    return Print(
        digest=int(attempt.sha256[:HASH] or "0", 16),
        read=attempt.bytes_read,
        size=_size(attempt, headers),
        tag="" if tag.startswith("W/") else tag[:LONGEST_TAG],
    )


def last_print(attempts: Sequence[Attempt]) -> tuple[Attempt, Print] | None:
    """The last look that brought the file, with its print."""
    for attempt in reversed(attempts):
        found = print_of(attempt)
        if found is not None:
            return attempt, found
    return None


def same(one: Print, other: Print) -> bool | None:
    """Whether both are of the same bytes; ``None``: it cannot be told.

    Of a long file only the head is read: the same head with the same size is taken for the same file; where the size is
    not known, the ``ETag`` decides. Heads of different lengths tell only whether the sizes differ.
    """
    if one.size is not None and other.size is not None and one.size != other.size:
        return False
    if one.read != other.read:
        return False if _longer(one, other) or _longer(other, one) else None
    if one.digest != other.digest:
        return False
    if one.size is not None and one.size == other.size:
        return True
    return one.tag == other.tag if one.tag and other.tag else None


def _longer(one: Print, other: Print) -> bool:
    """Whether more was read of the one than all of the other has."""
    return other.size is not None and one.read > other.size


def _size(attempt: Attempt, headers: dict[str, str]) -> int | None:
    """How long the file is, in the bytes that ``read`` counts."""
    ranged = attempt.status == 206
    if not attempt.capped and not ranged:
        return attempt.bytes_read
    if headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        return None
    told = headers.get("content-range", "").rpartition("/")[2] if ranged else headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else None
