"""What an XLSX or ODS file is before any library opens it: a ZIP that unpacks to no more than it says and may."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import IO

from checker.errors import Unreadable
from checker.tables.bounds import MEMBERS, UNPACKED

_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, LookupError,
          NotImplementedError, RuntimeError)  # fmt: skip


def prove(body: bytes) -> None:
    """Raises :class:`Unreadable` for a locked file, and for a ZIP that is not what it says."""
    if body.startswith(_OLE):
        if _ENCRYPTED in body:
            raise Unreadable("encrypted", "the file asks for a password")
    else:
        with opened(body) as archive:
            for part in archive.namelist():
                each_chunk(archive, part, len)


def opened(body: bytes) -> zipfile.ZipFile:
    """The archive, with no more parts and bytes than are read. Raises :class:`Unreadable`."""
    if body.startswith(_OLE) and _ENCRYPTED in body:
        raise Unreadable("encrypted", "the file asks for a password")
    try:
        archive = zipfile.ZipFile(BytesIO(body))
    except BROKEN as error:
        raise Unreadable("damaged", f"the archive cannot be read ({type(error).__name__})") from error
    parts = archive.infolist()
    if len(parts) > MEMBERS:
        raise Unreadable("bomb", f"{len(parts)} parts")
    size = sum(part.file_size for part in parts)
    if size > UNPACKED:
        raise Unreadable("bomb", f"it says that it unpacks to {size} bytes")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted", "the archive asks for a password")
    return archive


def each_chunk(archive: zipfile.ZipFile, name: str, take: Callable[[bytes], object]) -> None:
    """Unpack a part to its end, a piece at a time: it then holds what it says. Raises :class:`Unreadable`."""
    try:
        with archive.open(name) as part:
            while piece := part.read(_CHUNK):
                take(piece)
    except BROKEN as error:
        raise Unreadable("damaged", f"a part cannot be unpacked ({type(error).__name__})") from error


def read_part(archive: zipfile.ZipFile, name: str, at_most: int) -> bytes:
    """The bytes of a part, at most so many. Raises :class:`Unreadable`."""
    try:
        part: IO[bytes]
        with archive.open(name) as part:
            return part.read(at_most)
    except BROKEN as error:
        raise Unreadable("damaged", f"a part cannot be unpacked ({type(error).__name__})") from error
