"""What an .xlsx is before any library opens it: an archive of XML within bounds, gone through once as a stream.

openpyxl holds a whole row, a whole text and the whole of the styles at once, so that deep or endless XML of a few
packed kilobytes would take all memory; what is here lets nothing of that kind through.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO
from posixpath import normpath
from typing import NoReturn
from xml.parsers import expat

from msgspec import Struct

from checker.errors import WorkbookError

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED = 128 * 1024 * 1024
MAX_PARTS = 2_000
MAX_DEPTH = 32  #: levels of XML; Excel's own go to a dozen
MAX_ELEMENTS = 6_000_000  #: of all parts together: some two million cells
MAX_AT_ONCE = 200_000  #: elements of one row, of one text, or of a part that has neither
MAX_TAG = 1 << 20  #: bytes of one tag; expat goes through an unfinished one again with every chunk
MAX_RESERVED, MAX_RESERVED_IN_ALL = 1_000, 100_000  #: letters of print areas and titles, which openpyxl searches in n²
_HEAD = 1 << 10
_BEFORE_MARKUP = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"
MAX_UNVALUED = 1_000  #: formulas without a value that are told of one by one, in each part
_CHUNK = 1 << 18
_ONE_BY_ONE = frozenset({"row", "si"})  #: what openpyxl takes and lets go one at a time
_OVER_RANGES = frozenset({"mergeCell", "hyperlink", "comment"})  #: openpyxl makes every cell of their ranges
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, LookupError,
          NotImplementedError, RuntimeError)  # fmt: skip


def refusal(source: str, why_en: str, why_th: str, code: str = "not_a_workbook") -> WorkbookError:
    """Why a file cannot be used."""
    return WorkbookError(f"{source}: cannot be used: {why_en}", f"{source}: ใช้แฟ้มนี้ไม่ได้: {why_th}", code=code)


def prove_size(body: bytes, source: str) -> None:
    """Raises WorkbookError for a file that is larger than any workbook that people fill in."""
    if len(body) > MAX_BYTES:
        raise refusal(source, f"larger than {MAX_BYTES >> 20} MB", f"ใหญ่กว่า {MAX_BYTES >> 20} MB", "too_large")


def parts_of(body: bytes, source: str) -> zipfile.ZipFile:
    """The archive, once it has said that it unpacks to no more than is read. Raises WorkbookError.

    A part never gives more than it says.
    """
    prove_size(body, source)
    try:
        archive = zipfile.ZipFile(BytesIO(body))
    except BROKEN as error:
        if not body.startswith(b"PK"):
            raise refusal(source, "it is no Excel workbook (.xlsx, .xls, .ods)",
                          "ไม่ใช่ไฟล์ Excel (.xlsx, .xls, .ods)") from error  # fmt: skip
        raise refusal(source, "it is a damaged archive", "ไฟล์เสียหาย") from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refusal(source, "it is locked with a password; save it without one",
                      "แฟ้มนี้มีรหัสผ่าน ให้บันทึกใหม่โดยไม่มีรหัสผ่าน", "encrypted")  # fmt: skip
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refusal(
            source, f"it unpacks to more than {MAX_UNPACKED >> 20} MB",
            f"เมื่อคลายแล้วใหญ่กว่า {MAX_UNPACKED >> 20} MB", "bomb",
        )  # fmt: skip
    return archive


def is_xlsx(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is an .xlsx by what it holds."""
    return "xl/workbook.xml" in archive.namelist()


class Size(Struct, frozen=True, kw_only=True):
    """How much a workbook asks of who opens it whole."""

    cells: int
    merged: int  #: cells that lie in merged or linked ranges, which may be written in a few letters
    unvalued: dict[str, list[str]]  #: part → cells (``B7``) that are a formula of which no value was saved


def prove_xlsx(archive: zipfile.ZipFile, source: str) -> Size:
    """Goes through every part of XML once. Raises WorkbookError."""
    walk = _Walk(source)
    for name in archive.namelist():
        if _is_markup(archive, name, source):
            walk.part(archive, name)
    return Size(cells=walk.cells, merged=walk.merged, unvalued=walk.unvalued)


def _is_markup(archive: zipfile.ZipFile, name: str, source: str) -> bool:
    """Whether a part is XML, by what it holds: its name may be any, as long as the parts tell where it is."""
    if name.endswith((".xml", ".rels", ".vml")):
        return True
    try:
        with archive.open(name) as stream:
            return stream.read(_HEAD).lstrip(_BEFORE_MARKUP).startswith(b"<")
    except BROKEN as error:
        raise _damaged(source, name) from error


def _damaged(source: str, name: str) -> WorkbookError:
    return refusal(source, f"it is damaged ({name})", f"แฟ้มเสียหาย ({name})", "damaged")


def carried(body: bytes, source: str) -> tuple[str, ...]:
    """What a workbook carries beside cells, as codes of problems: ``macros``, ``external_links``."""
    with parts_of(body, source) as archive:
        names = archive.namelist()
    macros = any(name.endswith("vbaProject.bin") for name in names)
    links = any(name.startswith("xl/externalLinks/") for name in names)
    return (*(("macros",) if macros else ()), *(("external_links",) if links else ()))


class _Walk:
    """Counts the elements of the parts."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._left = MAX_ELEMENTS
        self.cells = self.merged = 0
        self.unvalued: dict[str, list[str]] = {}
        self._part = self._cell = ""
        self._formula = self._text = False
        self._reserved = self._reserved_in_all = 0
        self._sheets: set[tuple[str, str, str]] = set()
        self._parser = expat.ParserCreate()

    def part(self, archive: zipfile.ZipFile, name: str) -> None:
        self._depth = self._held = 0
        self._part = name
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._refuse
        try:
            with archive.open(name) as stream:
                read = 0
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                    read += len(chunk)
                    if read - parser.CurrentByteIndex > MAX_TAG:
                        self._refuse()
            parser.Parse(b"", True)
        except (*BROKEN, expat.ExpatError) as error:
            raise _damaged(self._source, name) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._held += 1
        self._left -= 1
        if self._depth > MAX_DEPTH or self._held > MAX_AT_ONCE or self._left < 0:
            self._refuse()
        local = name.rpartition(":")[2]
        if local == "c":
            self.cells += 1
            self._cell, self._formula = attributes.get("r", ""), False
            self._text = attributes.get("t") == "str"
        elif local == "f":
            self._formula = True
        elif local == "v" and self._formula:
            self._value()
        elif local in _ONE_BY_ONE:
            self._held = 0
        elif local == "definedName" and attributes.get("name", "").startswith("_xlnm"):
            self._reserved = 0
            self._parser.CharacterDataHandler = self._count_reserved
        elif local == "sheet" or attributes.get("Type", "").endswith("/worksheet"):
            self._once(local, attributes)
        elif local in _OVER_RANGES:
            self.merged += _area(attributes.get("ref", ""))

    def _once(self, local: str, attributes: dict[str, str]) -> None:
        """Refuses a part that is two sheets: many would cost as much as many parts, and take no bytes."""
        names = [value for name, value in attributes.items() if name.rpartition(":")[2] == "id"]
        for name in names if local == "sheet" else [normpath(f"/xl/{attributes.get('Target', '')}")]:
            if (self._part, local, name) in self._sheets:
                self._refuse()
            self._sheets.add((self._part, local, name))

    def _value(self) -> None:
        """A value is there: of a text also an empty one, of a number once there is a digit."""
        if self._text:
            self._formula = False
        else:
            self._parser.CharacterDataHandler = self._characters

    def _count_reserved(self, text: str) -> None:
        self._reserved += len(text)
        self._reserved_in_all += len(text)
        if self._reserved > MAX_RESERVED or self._reserved_in_all > MAX_RESERVED_IN_ALL:
            self._refuse()

    def _characters(self, _: str) -> None:
        self._formula = False
        self._parser.CharacterDataHandler = None

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if local == "definedName":
            self._parser.CharacterDataHandler = None
        if self._formula and local == "c":
            self._formula = False
            self._parser.CharacterDataHandler = None
            found = self.unvalued.setdefault(self._part, [])
            if len(found) < MAX_UNVALUED:
                found.append(self._cell)

    def _refuse(self, *_: object) -> NoReturn:
        raise refusal(
            self._source,
            "its XML is deeper or longer than that of any workbook that people fill in",
            "โครงสร้างภายในแฟ้มซ้อนลึกหรือยาวผิดปกติ ไม่ใช่แฟ้มที่คนกรอก",
            "bomb",
        )


def _area(range_: str) -> int:
    """How many cells lie in ``A1:C3``; 1 for what is no range."""
    from openpyxl.utils.cell import range_boundaries  # here: most commands open no workbook

    try:
        left, top, right, bottom = range_boundaries(range_)
    except (ValueError, TypeError):
        return 1
    if left is None or top is None or right is None or bottom is None:
        return 1 << 20
    return max(1, (right - left + 1) * (bottom - top + 1))
