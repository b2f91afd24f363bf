"""Files that a person gave with the command, and how bodies are kept: compressed, and proved against their hash."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.store.trouble import damaged

#: zlib's fastest: pages of a catalog are JSON that shrinks to a seventh; the slow levels save little more.
COMPRESSION = 1


class GivenFile(Struct, frozen=True, kw_only=True):
    """A file that the person gave with the command: the plan, a workbook, last year's list."""

    kind: str
    name: str
    body: bytes
    sha256: str = ""  #: of ``body``, hex; filled in when it is kept


def packed(given: GivenFile) -> tuple[Any, ...]:
    """The columns of a file that is given."""
    return given.kind, given.name, sha256_of(given.body), pack(given.body)


def pack(body: bytes) -> bytes:
    """A body as it is kept."""
    return zlib.compress(body, COMPRESSION)


def unpack(path: Path, kept: bytes, sha256: str, en: str, th: str) -> bytes:
    """A body as it was given. Raises ``StoreError`` when it is not what its hash says."""
    try:
        body = zlib.decompress(kept)
    except zlib.error as error:
        raise damaged(path, en, th) from error
    if sha256_of(body) != sha256:
        raise damaged(path, en, th)
    return body


def sha256_of(body: bytes) -> str:
    """The hash of a body, hex."""
    return hashlib.sha256(body).hexdigest()
