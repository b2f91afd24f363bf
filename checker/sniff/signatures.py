"""Formats that their first bytes tell: the table, and the few that need a second look."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

#: (offset, bytes there, format id). The first that fits decides, so the longer stands before the shorter.
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"II+\x00", "tiff"),
    (0, b"MM\x00+", "tiff"),
    (0, b"SQLite format 3\x00", "sqlite"),
    (0, b"PAR1", "parquet"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"PK\x07\x08PK", "zip"),
    (0, b"PK00PK", "zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"$FL2@(#)", "spss"),
    (0, b"$FL3@(#)", "spss"),
    (0, b"<stata_dta>", "stata"),
    (0, b"HEADER RECORD*******LIB", "sas"),
    (12, b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00", "sas"),
    (0, b"ARROW1\x00\x00", "arrow"),
    (0, b"\x09\x08\x10\x00\x00\x06", "xls"),
    (0, b"\x09\x08\x08\x00\x00\x05", "xls"),
    (0, b"\x09\x04\x06\x00", "xls"),
    (0, b"\x09\x02\x06\x00", "xls"),
    (0, b"\x09\x00\x04\x00", "xls"),
    (0, b"\x03", "dbf"),
    (0, b"\x83", "dbf"),
    (0, b"\x30", "dbf"),
    (0, b"\xf5", "dbf"),
    (0, b"fgb\x03fgb", "fgb"),
    (0, b"\x00\x00\x27\x0a", "shp"),
    (0, b"\x00\x01\x00\x00Standard Jet DB", "mdb"),
    (0, b"\x00\x01\x00\x00Standard ACE DB", "mdb"),
    (0, b"\x89HDF\r\n\x1a\n", "hdf"),
    (0, b"CDF\x01", "netcdf"),
    (0, b"CDF\x02", "netcdf"),
    (0, b"LASF", "las"),
    (0, b"GRIB", "grib"),
    (0, b"RDX2\n", "rdata"),
    (0, b"RDX3\n", "rdata"),
    (0, b"X\n\x00\x00\x00\x02", "rdata"),
    (0, b"X\n\x00\x00\x00\x03", "rdata"),
    (0, b"AC10", "dwg"),
    (0, b"AutoCAD Binary DXF", "dxf"),
    (0, b"BM", "bmp"),
    (0, b"MZ", "exe"),
    (0, b"msid", "ecw"),
    (0, b"%!PS-Adobe", "psd"),
    (0, b"8BPS\x00", "psd"),
    (0, b"\x00\x00\x00\x0cjP  ", "jp2"),
    (0, b"\xff\x4f\xff\x51", "jp2"),
    (0, b"\x1a\x45\xdf\xa3", "webm"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "avi"),
    (0, b"FLV\x01", "avi"),
    (0, b"\x00\x00\x01\xba", "avi"),
    (0, b"\x00\x00\x01\xb3", "avi"),
    (0, b"BZh", "bz2"),
    (0, b"\xfd7zXZ\x00", "bz2"),
    (0, b"(\xb5/\xfd", "bz2"),
    (0, b"OggS\x00", "wav"),
    (0, b"fLaC\x00", "wav"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mp4"),
    (257, b"ustar", "tar"),
)
#: formats whose signature is letters that may also begin a text: a control byte soon behind it settles it
_LETTERS = frozenset({"parquet", "grib", "las", "ecw", "mp3", "gif"})
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19]")
#: the same in the same order, by the first byte of the body: most bodies fit none, and this sees it at once
_BY_FIRST_BYTE = tuple(tuple(entry for entry in SIGNATURES if entry[0] or entry[1][0] == first) for first in range(256))
PDF_WITHIN = 1024  #: readers accept junk before the header, as far as this (PDF 32000-1, annex H)
#: the header and the line behind it: four bytes that are no text, or the first object
_PDF_BEGIN = re.compile(rb"%PDF-[12]\.\d[ \t]{0,3}[\r\n]{1,3}(?:%[ \t]{0,3}[\x80-\xff]{2}|\d{1,9} \d{1,5} obj)")

#: brand of an ISO base media file → format id; any other is a film (ISO/IEC 14496-12)
BRANDS = ((b"qt", "avi"), (b"3g", "avi"), (b"M4A", "wav"), (b"M4B", "wav"), (b"hei", "heic"), (b"mif1", "heic"),
           (b"avif", "heic"))  # fmt: skip
#: size of a picture's header behind that of the BMP file
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_GEO_KEY_DIRECTORY = 34735  #: the TIFF tag that makes a GeoTIFF (OGC 19-008r4)
_TAGS = 512
_STATA = (b"\x6c", b"\x6e", b"\x6f", b"\x71", b"\x72", b"\x73")  #: dta versions 108 to 115
_MP3_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


def by_signature(body: bytes) -> str | None:
    """The format id that the bytes themselves tell; ``ole``, ``zip``, ``gzip`` and ``tar`` hold others."""
    for offset, magic, name in _BY_FIRST_BYTE[body[0]] if body else ():
        if body.startswith(magic, offset):
            refine = _REFINE.get(name)
            found = refine(body) if refine is not None else name
            if found is not None and (name not in _LETTERS or _CONTROL.search(body, 0, 64)):
                return found
    if body.startswith(b"RIFF"):
        return _RIFF.get(body[8:12])
    if _pdf_within(body):
        return "pdf"
    if body[:2] in _MP3_FRAMES and len(body) > 3 and body[2] >> 4 not in (0, 15):
        return "mp3"
    if body[:1] in _STATA and body[1:4] in (b"\x01\x01\x00", b"\x02\x01\x00"):
        return "stata"
    return None


def _pdf_within(body: bytes) -> bool:
    """Whether a PDF begins behind some junk. Behind tags (the warning of a script) it must do so word for word: a page
    may speak of PDF headers.
    """
    if b"%PDF-" not in body[:PDF_WITHIN]:
        return False
    return body.lstrip()[:1] != b"<" or _PDF_BEGIN.search(body, 0, PDF_WITHIN + 32) is not None


def _media(body: bytes) -> str | None:
    if body[0]:  # its first box is no longer than 16 MB
        return None
    return next((name for brand, name in BRANDS if body.startswith(brand, 8)), "mp4")


def _bitmap(body: bytes) -> str | None:
    """Two letters are no signature: the reserved bytes and the size of the next header settle it."""
    return "bmp" if body[6:10] == b"\0\0\0\0" and body[15:18] == b"\0\0\0" and body[14] in _BMP_HEADERS else None


def _blocks(body: bytes) -> str | None:
    """A BZIP2 begins its first block, or ends, behind its own head; an XZ or Zstandard needs no second look."""
    if not body.startswith(b"BZh"):
        return "bz2"
    return "bz2" if body[4:10] in (b"1AY&SY", b"\x17rE8P\x90") else None


def _program(body: bytes) -> str | None:
    return "exe" if b"\0" in body[2:64] else None


def _drawing(body: bytes) -> str | None:
    return "dwg" if body[4:6].isdigit() and b"\0" in body[6:32] else None


def _dbase(body: bytes) -> str | None:
    """The first byte is a version; a real date, the size of the head and its end settle it (dBASE III to FoxPro)."""
    if len(body) < 65 or not (1 <= body[2] <= 12 and 1 <= body[3] <= 31):
        return None
    size, row = struct.unpack_from("<HH", body, 8)
    fields = body[32] < 0x80 and body[43:44].isalpha() and b"\0" in body[32:43]
    ended = size > len(body) or b"\r" in (body[size - 1 : size], body[size - 264 : size - 263])
    return "dbf" if fields and size >= 65 and row > 1 and ended else None


def _sqlite(body: bytes) -> str:
    return "gpkg" if body[68:72] in (b"GPKG", b"GP10", b"GP11") else "sqlite"


def _shape(body: bytes) -> str | None:
    """The file code alone is three zero-ish bytes; the version behind it settles it (ESRI, July 1998)."""
    return "shp" if len(body) < 32 or body[28:32] == b"\xe8\x03\x00\x00" else None


def _tiff(body: bytes) -> str:
    return "geotiff" if _GEO_KEY_DIRECTORY in _first_tags(body) else "tiff"


def _first_tags(body: bytes) -> Iterator[int]:
    """The tags of the first image of a TIFF or BigTIFF, as far as the head holds them."""
    order = "<" if body.startswith(b"I") else ">"
    big = body[2:4] in (b"+\x00", b"\x00+")
    where, count, step = ("Q", "Q", 20) if big else ("I", "H", 12)
    start = 8 if big else 4
    try:
        (at,) = struct.unpack_from(order + where, body, start)
        (tags,) = struct.unpack_from(order + count, body, at)
        first = at + struct.calcsize(count)
        for index in range(min(tags, _TAGS)):
            yield struct.unpack_from(order + "H", body, first + index * step)[0]
    except (struct.error, OverflowError):
        return


_REFINE: dict[str, Callable[[bytes], str | None]] = {
    "sqlite": _sqlite,
    "shp": _shape,
    "tiff": _tiff,
    "mp4": _media,
    "bz2": _blocks,
    "bmp": _bitmap,
    "exe": _program,
    "dwg": _drawing,
    "dbf": _dbase,
}
