"""Word 97-2003 (.doc): the text by its piece table ([MS-DOC] 2.4.1), in the compound file around it (``olefile``)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from checker.content import DocumentProfile
from checker.documents.gathered import Gathered, profile
from checker.errors import Unreadable

STREAM = 64 * 1024 * 1024  #: bytes that are read of one stream
PIECES = 200_000

_WORD_97 = 0xC1  #: ``nFib`` from which text is held so
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_NARROW = 0x40000000  #: a piece of one byte for a letter


def doc(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The text of a Word 97-2003 document. Raises Unreadable."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as file:
            if file.exists("EncryptedPackage"):
                return DocumentProfile(format=format, encrypted=True)
            word = _stream(file, "WordDocument")
            magic, version, flags = struct.unpack_from("<HH6xH", word)
            if magic != 0xA5EC or version < _WORD_97:
                raise Unreadable("unsupported", "older than Word 97")
            if flags & _ENCRYPTED:
                return DocumentProfile(format=format, encrypted=True)
            table = _stream(file, "1Table" if flags & _TABLE_1 else "0Table")
            gathered = Gathered()
            for piece in _pieces(word, table):
                gathered.add(piece)
    except (OSError, struct.error, IndexError, ValueError) as error:  # OleFileError is an OSError
        raise Unreadable("damaged" if complete else "too_large", type(error).__name__) from error
    return profile(format, gathered, complete=complete)


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    return bytes(file.openstream(name).read(STREAM))


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    """The text, piece by piece ([MS-DOC] 2.8.35, 2.9.38). Raises struct.error where the table is cut."""
    at, size = struct.unpack_from("<II", word, 0x01A2)
    table = table[at : at + size]
    at = 0
    while table[at : at + 1] == b"\x01":  # changes of format that stand before
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at : at + 1] != b"\x02":
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", table, at + 1)
    count = min((size - 4) // 12, PIECES)
    places = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    first = at + 5 + 4 * ((size - 4) // 12 + 1)
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, first + 8 * number + 2)
        length = max(0, places[number + 1] - places[number])
        start = where & ~_NARROW
        if where & _NARROW:
            yield word[start // 2 : start // 2 + length].decode("cp1252", "replace")
        else:
            yield word[start : start + 2 * length].decode("utf-16-le", "replace")
