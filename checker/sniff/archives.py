"""Containers, listed and never unpacked to disk: ZIP and what is made of it, TAR, OLE2.

All reads are bounded, and all work on the head of a file: the directory at the end of a ZIP is then missing, so its
members are read from their own headers, in order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

MEMBERS = 2_000  #: members looked at in one archive

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_COMMENT = 65_557  #: bytes at the end of a ZIP in which its directory's end stands, with the longest comment
#: extensions that only together are one thing: (all of these, what they are, what else belongs to it)
_BUNDLES = (
    ({"shp"}, "shp", {"dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qpj", "xml", "fix", "idx"}),
    ({"gdbtable"}, "gdb", {"gdbtable", "gdbtablx", "gdbindexes", "atx", "spx", "freelist", "horizon", "gdb"}),
    ({"tab", "map"}, "mif", {"tab", "map", "dat", "id", "ind"}),
)
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
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_OLE_ENTRIES = 64  #: entries of the directory that are looked at
#: what lies beside the places in a KMZ: pictures and models
_BESIDE_KML = frozenset({"kml", "png", "jpg", "jpeg", "gif", "bmp", "ico", "dae"})


def zip_names(body: bytes, *, complete: bool) -> list[str]:
    """The names of a ZIP's members, one level: of a whole one by its directory, else by their own headers."""
    names = _listed_names(body) if complete else None
    return list(_local_names(body)) if names is None else names


def _listed_names(body: bytes) -> list[str] | None:
    """By the directory at the end (APPNOTE 4.3.12); ``None`` where it is damaged or elsewhere."""
    end = body.rfind(_END, max(0, len(body) - _COMMENT))
    if end == -1 or end + 22 > len(body):
        return None
    count, size = struct.unpack_from("<HI", body, end + 10)
    at, names = end - size, []
    if count == 0xFFFF or at < 0:  # ZIP64, whose directory stands elsewhere
        return None
    for _ in range(min(count, MEMBERS)):
        if not body.startswith(_CENTRAL, at) or at + 46 > end:
            return None
        flags, name_size, extra_size, comment_size = struct.unpack_from("<H18xHHH", body, at + 8)
        names.append(_name(body[at + 46 : at + 46 + name_size], flags))
        at += 46 + name_size + extra_size + comment_size
    return names


def _local_names(body: bytes) -> Iterator[str]:
    """By the members' own headers (APPNOTE 4.3.7), as far as the head of the file holds them."""
    at, seen = body.find(_LOCAL), 0
    while at != -1 and at + 30 <= len(body) and seen < MEMBERS:
        flags, packed, name_size, extra_size = struct.unpack_from("<H10xI4xHH", body, at + 6)
        yield _name(body[at + 30 : at + 30 + name_size], flags)
        behind = at + 30 + name_size + extra_size
        if packed == 0xFFFFFFFF:
            packed = _long_size(body, behind - extra_size, behind)
        at, seen = body.find(_LOCAL, behind + (0 if flags & 0x08 else packed)), seen + 1


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")


def _long_size(body: bytes, at: int, end: int) -> int:
    """The packed size in the ZIP64 field of a member's header (APPNOTE 4.5.3); 0 where it is not told."""
    while at + 4 <= min(end, len(body)):
        kind, size = struct.unpack_from("<HH", body, at)
        if kind == 1 and size >= 16 and at + 20 <= len(body):
            return int(struct.unpack_from("<Q", body, at + 12)[0])
        at += 4 + size
    return 0


def zip_format(body: bytes, names: list[str]) -> str:
    """The Office, OpenDocument, EPUB or KMZ file that a ZIP is, or plain ``zip``."""
    if names[:1] == ["mimetype"]:
        size = struct.unpack_from("<H", body, 28)[0]
        for mimetype, name in _OPEN_DOCUMENT:
            if body.startswith(mimetype, 30 + len("mimetype") + size):
                return name
    if "content.xml" in names:  # written by a program that puts the type somewhere else
        for mimetype, name in _OPEN_DOCUMENT:
            if b"mimetype" + mimetype in body:
                return name
    names = [name.replace("\\", "/") for name in names]
    for folder, name in _OFFICE:
        if any(member.startswith(folder) for member in names) and _is_office(names, folder):
            return next((special for part, special in _EXCEL_PARTS if part in names), name)
    return "kmz" if _is_kmz(names) else "zip"


def _is_kmz(names: list[str]) -> bool:
    """A KML by the name that viewers look for, or one with nothing beside it but pictures and models."""
    found = extensions(names)
    return "doc.kml" in names or ("kml" in found and _BESIDE_KML.issuperset(found))


def _is_office(names: list[str], folder: str) -> bool:
    parts = (folder + "workbook.xml", folder + "document.xml", folder + "presentation.xml", folder + "worksheets/")
    return any(name in _OFFICE_MARKS or name.startswith(parts) for name in names)


def looks_like_office(names: list[str]) -> bool:
    """Whether a cut head shows an Office file, before the parts that say which."""
    return any(name in _OFFICE_MARKS for name in names)


def extensions(names: Iterable[str]) -> list[str]:
    """The extensions of the members that hold something, each once; of a shapefile and its like only the main one."""
    found: dict[str, None] = {}
    for name in names:
        base = name.replace("\\", "/").rpartition("/")[2]
        if base and not base.startswith(".") and "__MACOSX/" not in name and "." in base:
            found.setdefault(base.rpartition(".")[2].lower())
    for needed, main, others in _BUNDLES:
        if needed <= found.keys():
            return [main, *(name for name in found if name not in others and name != main)]
    return list(found)


def tar_names(body: bytes) -> Iterator[str]:
    """The names of a TAR's plain files (POSIX ustar, with the long names of GNU and PAX), as far as the head goes."""
    at, seen, long = 0, 0, b""
    while at + 512 <= len(body) and body[at] and seen < MEMBERS:
        header = body[at : at + 512]
        try:
            size = int(header[124:136].strip(b" \x00") or b"0", 8)
        except ValueError:  # a base-256 size, or damage
            return
        kind, held = header[156:157], body[at + 512 : at + 512 + min(size, 4_096)]
        if kind in (b"0", b"\x00"):
            yield (long or header[:100]).rstrip(b"\x00").decode("utf-8", "replace")
        long = held if kind == b"L" else _pax_path(held) if kind == b"x" else b""
        at, seen = at + 512 + -(-size // 512) * 512, seen + 1


def _pax_path(held: bytes) -> bytes:
    """The path in the extended header of the next member (POSIX pax: ``<length> path=<value>`` on a line)."""
    return held.partition(b" path=")[2].partition(b"\n")[0]


def ole_format(body: bytes) -> str | None:
    """``xls``, ``doc``, ``ppt`` or ``encrypted`` (an Office file under a password); ``None`` where it does not show."""
    named = _ole_names(body)
    for name, found in _OLE_STREAMS:
        if name in named:
            return found
    for magic, found in _OLE_FIRST_SECTOR:
        if body.startswith(magic, 512):
            return found
    return next((found for name, found in _OLE_STREAMS if f"{name}\0".encode("utf-16-le") in body), None)


def _ole_names(body: bytes) -> set[str]:
    """The names at the top of the directory (MS-CFB 2.6), where the head holds it; not those of embedded objects."""
    (shift,), (first,) = struct.unpack_from("<H", body.ljust(76), 30), struct.unpack_from("<I", body.ljust(76), 48)
    start = (first + 1) << min(shift, 12)
    wanted, seen = [_ole_links(body, start)[2]], {0}
    names = set()
    while wanted:
        number = wanted.pop()
        if number >= _OLE_ENTRIES or number in seen:
            continue
        seen.add(number)
        at = start + 128 * number
        left, right, _ = _ole_links(body, at)
        wanted += [left, right]
        names.add(body[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0])
    return names


def _ole_links(body: bytes, at: int) -> tuple[int, int, int]:
    """The entries left and right of one of the directory, and the first below it; too large a number: none."""
    return struct.unpack_from("<3I", body, at + 68) if at + 128 <= len(body) else (_OLE_ENTRIES,) * 3
