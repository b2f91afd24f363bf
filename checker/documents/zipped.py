"""The members of a ZIP, read in pieces and within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from checker.errors import Unreadable

UNPACKED = 128 * 1024 * 1024  #: bytes that are unpacked of one file
RATIO = 100  #: times the packed size, over which so much is a bomb
PIECE = 256 * 1024
ENCRYPTED = 0x1  #: APPNOTE 4.4.4

#: what a damaged or odd ZIP makes the standard library raise
ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, OSError)


class Zipped:
    """A ZIP that is open for reading."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive, self._size = archive, size
        self._unpacked = 0
        self.members = [member for member in archive.infolist() if not member.is_dir()]
        self.damaged = False  #: a member broke off
        self.complete = True  #: nothing was left out for its size

    def names(self) -> list[str]:
        """Of the files in it."""
        return [member.filename for member in self.members]

    def pieces(self, name: str) -> Iterator[bytes]:
        """One member, piece by piece; to where it breaks off. Raises Unreadable for a bomb, and for a password."""
        try:
            if self._archive.getinfo(name).flag_bits & ENCRYPTED:
                raise Unreadable("encrypted", "files of the archive")
            with self._archive.open(name) as member:
                while self.complete and (piece := member.read(PIECE)):
                    self._count(len(piece))
                    yield piece
        except ERRORS:
            self.damaged = True

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of one member; none where there is none of that name."""
        found = bytearray()
        if name in self.names():
            for piece in self.pieces(name):
                found += piece
                if len(found) >= size:
                    break
        return bytes(found[:size])

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > UNPACKED:
            if self._unpacked > RATIO * self._size:
                raise Unreadable("bomb", f"over {UNPACKED} bytes from {self._size}")
            self.complete = False


@contextmanager
def unzipped(body: bytes, *, complete: bool) -> Iterator[Zipped]:
    """A ZIP of which all bytes are there. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except ERRORS as error:
        raise Unreadable("damaged" if complete else "too_large", "no directory of the ZIP") from error
    with archive:
        yield Zipped(archive, len(body))
