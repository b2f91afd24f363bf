"""What is packed into one stream, looked into and never unpacked to disk: GZIP, BZIP2, XZ; and RAR and 7z, listed.

All reads are bounded: in what they go through, in what they unpack, and in the memory that unpacking may take.
"""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

from checker.sniff.archives import MEMBERS

UNPACKED = 65_536  #: bytes looked at inside a stream
MEMORY = 16_777_216  #: bytes that unpacking may take
HEADER = 2_097_152  #: bytes of a 7z header that are looked at, packed and unpacked

_RAR5 = b"Rar!\x1a\x07\x01\x00"
_RAR4 = b"Rar!\x1a\x07\x00"
_ENCRYPTED_HEADERS, _FILE = 4, 2  #: kinds of blocks of RAR 5
_SEVEN_START = 32
_LZMA, _LZMA2 = b"\x03\x01\x01", b"\x21"
#: end of a name in the header of a 7z: a dot, letters and digits, the zero behind every name, in UTF-16
_EXTENSION = re.compile(rb"\.\0((?:[A-Za-z0-9]\0){1,8})\0\0")


def unpacked(body: bytes) -> bytes:
    """The first bytes inside a GZIP, BZIP2 or XZ; empty when it is damaged from the start or of another kind."""
    try:
        if body.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(body, UNPACKED)
        if body.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(body, UNPACKED)
        if body.startswith(b"\xfd7zXZ"):
            return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=4 * MEMORY).decompress(body, UNPACKED)
    except (zlib.error, OSError, lzma.LZMAError):
        return b""
    return b""


def rar_names(body: bytes) -> Iterator[str]:
    """The names of a RAR's files as far as the head goes; none where its headers are encrypted."""
    if body.startswith(_RAR5):
        return _rar5_names(body)
    return _rar4_names(body) if body.startswith(_RAR4) else iter(())


def _rar5_names(body: bytes) -> Iterator[str]:
    """RAR 5.0 archive format: blocks of a checksum, a size and fields of seven-bit numbers."""
    at = len(_RAR5)
    for _ in range(MEMBERS):
        size, fields = _number(body, at + 4)
        kind, here = _number(body, fields)
        flags, here = _number(body, here)
        if here > len(body) or size <= 0 or kind == _ENCRYPTED_HEADERS:
            return
        _, here = _number(body, here) if flags & 1 else (0, here)
        data, here = _number(body, here) if flags & 2 else (0, here)
        if kind == _FILE:
            name = _rar5_name(body, here)
            if name:
                yield name
        at = fields + size + data


def _rar5_name(body: bytes, at: int) -> str:
    """The name in the fields of a file's block; empty for a folder."""
    flags, at = _number(body, at)
    for _ in range(2):  # unpacked size, attributes
        _, at = _number(body, at)
    at += (4 if flags & 2 else 0) + (4 if flags & 4 else 0)
    for _ in range(2):  # method, system
        _, at = _number(body, at)
    size, at = _number(body, at)
    return "" if flags & 1 else body[at : at + min(size, 4_096)].decode("utf-8", "replace")


def _number(body: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where the next stands."""
    value = 0
    for index, byte in enumerate(body[at : at + 10]):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, at + index + 1
    return 0, len(body) + 1


def _rar4_names(body: bytes) -> Iterator[str]:
    """RAR 2.9 to 4: blocks of a checksum, a kind, flags and a size, a file's with the size of its data behind it."""
    at = len(_RAR4)
    for _ in range(MEMBERS):
        if at + 32 > len(body):
            return
        kind, flags, size = struct.unpack_from("<BHH", body, at + 2)
        if size < 7 or (kind == 0x73 and flags & 0x80):  # damage, or encrypted headers
            return
        data = struct.unpack_from("<I", body, at + 7)[0] if flags & 0x8000 or kind == 0x74 else 0
        if kind == 0x74:
            name_size = struct.unpack_from("<H", body, at + 26)[0]
            start = at + (40 if flags & 0x100 else 32)
            if flags & 0xE0 != 0xE0:  # no folder
                yield body[start : start + name_size].partition(b"\0")[0].decode("utf-8", "replace")
        at += size + data


def seven_extensions(body: bytes) -> list[str]:
    """The extensions in the header of a whole 7z, which stands at its end; none where it is encrypted or cut off."""
    found = dict.fromkeys(_EXTENSION.findall(_seven_header(body)))
    return [each.decode("utf-16-le").lower() for each in islice(found, MEMBERS)]


def _seven_header(body: bytes) -> bytes:
    """The header as it is read: as it stands, or unpacked where it is packed by LZMA alone (7zFormat.txt)."""
    if len(body) < _SEVEN_START:
        return b""
    offset, size = struct.unpack_from("<QQ", body, 12)
    at = _SEVEN_START + offset
    header = body[at : at + size]
    if len(header) != size or size > HEADER or header[:1] != b"\x17":
        return header if len(header) == size and header[:1] == b"\x01" else b""
    for coder, form in ((_LZMA, lzma.FILTER_LZMA1), (_LZMA2, lzma.FILTER_LZMA2)):
        found = header.find(bytes([0x20 | len(coder)]) + coder)  # a coder with properties
        if found != -1:
            return _unpacked_header(body, header, found + 1 + len(coder), form)
    return b""


def _unpacked_header(body: bytes, header: bytes, at: int, form: int) -> bytes:
    """The stream that an encoded header points at; ``at``: the properties of its one coder."""
    start, here = _seven_number(header, 2)
    if header[1:2] != b"\x06" or header[here : here + 2] != b"\x01\x09":
        return b""
    size, _ = _seven_number(header, here + 2)
    properties = header[at + 1 : at + 1 + header[at]] if at < len(header) else b""
    chosen = _filter(form, properties)
    if chosen is None or size > HEADER:
        return b""
    packed = body[_SEVEN_START + start : _SEVEN_START + start + size]
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chosen]).decompress(packed, HEADER)
    except (lzma.LZMAError, EOFError):
        return b""


def _filter(form: int, properties: bytes) -> dict[str, int] | None:
    """The properties of a coder; ``None`` where they make no sense or ask for much memory."""
    if form == lzma.FILTER_LZMA2:
        bits = properties[0] if properties else 41
        return {"id": form, "dict_size": (2 | bits & 1) << bits // 2 + 11} if bits < 26 else None
    if len(properties) != 5 or properties[0] >= 225:
        return None
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    memory = struct.unpack_from("<I", properties, 1)[0]
    if memory > MEMORY or lc + lp > 4:
        return None
    return {"id": form, "dict_size": max(memory, 4096), "lc": lc, "lp": lp, "pb": pb}


def _seven_number(header: bytes, at: int) -> tuple[int, int]:
    """A number whose first byte says by its leading ones how many more belong to it, and where the next stands."""
    first = header[at] if at < len(header) else 0
    more = next((index for index in range(8) if not first & 0x80 >> index), 8)
    low = int.from_bytes(header[at + 1 : at + 1 + more], "little")
    high = first & (0x7F >> more) if more < 8 else 0
    return low | high << 8 * more, at + 1 + more
