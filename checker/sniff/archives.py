"""Containers, listed and never unpacked to disk: ZIP and what is made of it, TAR, GZIP, OLE2.

All reads are bounded, and all work on the head of a file: the directory at the end of a ZIP is then missing, so its
members are read from their own headers, in order.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

MEMBERS = 2_000  #: members looked at in one archive
INFLATED = 65_536  #: decoded bytes looked at inside a GZIP

_LOCAL = b"PK\x03\x04"
_SIDECARS = frozenset({"dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qpj"})
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
#: folder that only this kind of Office file has, and the format
_OFFICE = (("xl/", "xlsx"), ("word/", "docx"), ("ppt/", "pptx"))
_EXCEL_PARTS = (("xl/workbook.bin", "xlsb"), ("xl/vbaProject.bin", "xlsm"))
_OFFICE_MARKS = ("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml")
#: beginning of an OLE2 stream at the first sector (BIFF8 and BIFF5 workbook, Word 97 FIB)
_OLE_FIRST_SECTOR = (
    (b"\x09\x08\x10\x00\x00\x06\x05", "xls"),
    (b"\x09\x08\x08\x00\x00\x05", "xls"),
    (b"\xec\xa5\xc1\x00", "doc"),
)
_OLE_STREAMS = (("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"), ("Book", "xls"))


def zip_names(body: bytes) -> Iterator[str]:
    """The names of a ZIP's members as their local headers give them (APPNOTE 4.3.7), one level."""
    at, seen = body.find(_LOCAL), 0
    while at != -1 and at + 30 <= len(body) and seen < MEMBERS:
        flags, packed, name_size, extra_size = struct.unpack_from("<H10xI4xHH", body, at + 6)
        name = body[at + 30 : at + 30 + name_size]
        yield name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        behind = at + 30 + name_size + extra_size
        known = packed if not flags & 0x08 and packed != 0xFFFFFFFF else 0
        at, seen = body.find(_LOCAL, behind + known), seen + 1


def zip_format(body: bytes, names: list[str]) -> str:
    """The Office, OpenDocument, EPUB or KMZ file that a ZIP is, or plain ``zip``."""
    if names[:1] == ["mimetype"]:
        size = struct.unpack_from("<H", body, 28)[0]
        for mimetype, name in _OPEN_DOCUMENT:
            if body.startswith(mimetype, 30 + len("mimetype") + size):
                return name
    for folder, name in _OFFICE:
        if any(member.startswith(folder) for member in names) and _is_office(names, folder):
            return next((special for part, special in _EXCEL_PARTS if part in names), name)
    if any(member.lower().endswith(".kml") for member in names if member.count("/") < 2):
        return "kmz"
    return "zip"


def _is_office(names: list[str], folder: str) -> bool:
    parts = (folder + "workbook.xml", folder + "document.xml", folder + "presentation.xml", folder + "worksheets/")
    return any(name in _OFFICE_MARKS or name.startswith(parts) for name in names)


def looks_like_office(names: list[str]) -> bool:
    """Whether a cut head shows an Office file, before the parts that say which."""
    return any(name in _OFFICE_MARKS for name in names)


def extensions(names: Iterator[str] | list[str]) -> list[str]:
    """The extensions of the members that hold something, without a shapefile's companions, each once."""
    found: dict[str, None] = {}
    for name in names:
        base = name.replace("\\", "/").rpartition("/")[2]
        if base and not base.startswith(".") and "__MACOSX/" not in name and "." in base:
            found.setdefault(base.rpartition(".")[2].lower())
    if "shp" in found:
        return [name for name in found if name not in _SIDECARS and name != "xml"]
    return list(found)


def tar_names(body: bytes) -> Iterator[str]:
    """The names of a TAR's plain files (POSIX ustar), as far as the head holds them."""
    at, seen = 0, 0
    while at + 512 <= len(body) and body[at] and seen < MEMBERS:
        header = body[at : at + 512]
        try:
            size = int(header[124:136].strip(b" \x00") or b"0", 8)
        except ValueError:  # a base-256 size, or damage
            return
        if header[156:157] in (b"0", b"\x00"):
            yield header[:100].rstrip(b"\x00").decode("utf-8", "replace")
        at, seen = at + 512 + -(-size // 512) * 512, seen + 1


def inflate(body: bytes) -> bytes:
    """The first bytes inside a GZIP; empty when it is damaged from the start."""
    try:
        return zlib.decompressobj(31).decompress(body, INFLATED)
    except zlib.error:
        return b""


def ole_format(body: bytes) -> str | None:
    """``xls``, ``doc`` or ``ppt`` of a compound file; ``None`` when the head does not show it."""
    for name, found in _ole_streams(body):
        if name:
            return found
    for magic, found in _OLE_FIRST_SECTOR:
        if body.startswith(magic, 512):
            return found
    return None


def _ole_streams(body: bytes) -> Iterator[tuple[str, str]]:
    """The telling streams, from the directory sector where the head holds it, else anywhere in the head."""
    (shift,), (first,) = struct.unpack_from("<H", body.ljust(76), 30), struct.unpack_from("<I", body.ljust(76), 48)
    size = 1 << min(shift, 12)
    at = (first + 1) * size
    sector = body[at : at + 4 * size] if at < len(body) else body
    for part in (sector, body):
        for name, found in _OLE_STREAMS:
            if f"{name}\0".encode("utf-16-le") in part:
                yield name, found
