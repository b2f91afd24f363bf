"""Tables inside a ZIP, one level: what stands in it counts as if it stood alone."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator

import msgspec

from checker.errors import Unreadable
from checker.grid import Sheet
from checker.tables.bounds import CELLS, MEMBER, SHEETS, UNPACKED
from checker.tables.packages import opened, read_part
from checker.tables.shapes import cpg, dbf
from checker.vocabulary import vocabulary

Read = Callable[[bytes, str], list[Sheet]]

_ARCHIVES = frozenset({"zip", "kmz", "7z", "rar", "gzip", "tar", "bz2"})
#: files of an archive that stand beside the data, and of a Mac
_ASIDE = ("__MACOSX/", ".")
_SHAPEFILE = frozenset({"dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "qpj"})


def zipped(body: bytes, read: Read, readable: frozenset[str]) -> list[Sheet]:
    """The tables of the files in a ZIP, in its order. Raises :class:`Unreadable` when none of several can be read."""
    found: list[Sheet] = []
    first: Unreadable | None = None
    with opened(body) as archive:
        names = {name_of(part): part for part in archive.infolist() if not part.is_dir()}
        left = UNPACKED
        for name, form in _members(names, readable):
            part = names[name]
            if part.file_size > min(MEMBER, left):
                first = first or Unreadable("too_large", "a file of the archive is larger than is read")
                continue
            left -= part.file_size
            try:
                found += _member(archive, names, name, form, read)
            except Unreadable as error:
                first = first or error
            if len(found) >= SHEETS or sum(len(sheet.rows) for sheet in found) * 10 > CELLS:
                break
    if not found and first is not None:
        raise first
    return found[:SHEETS]


def name_of(part: zipfile.ZipInfo) -> str:
    """The name of a file as a person sees it: Thai ones are often written in cp874, and nothing says so."""
    if part.flag_bits & 0x800 or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "cp874"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def _members(names: dict[str, zipfile.ZipInfo], readable: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The files of the archive that are read, with their formats."""
    stems = {name.rpartition(".")[0].lower() for name in names if name.lower().endswith(".shp")}
    for name in names:
        stem, _, extension = name.lower().rpartition(".")
        if name.rpartition("/")[2].startswith(_ASIDE) or name.startswith(_ASIDE):
            continue
        if stem in stems and extension in _SHAPEFILE | {"xml"}:
            continue
        form = vocabulary().format_of_name(name.rpartition("/")[2])
        if form in readable and form not in _ARCHIVES:
            yield name, form


def _member(
    archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str, form: str, read: Read
) -> list[Sheet]:
    body = read_part(archive, names[name].filename, MEMBER)
    if form == "shp":
        return _shapefile(archive, names, name)
    return [msgspec.structs.replace(sheet, member=name) for sheet in read(body, form)]


def _shapefile(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str) -> list[Sheet]:
    """The attributes of a shapefile stand in the DBF beside it."""
    beside = {other.lower(): other for other in names}
    stem = name.rpartition(".")[0].lower()
    table, codes = beside.get(f"{stem}.dbf"), beside.get(f"{stem}.cpg")
    if table is None or names[table].file_size > MEMBER:
        return [Sheet(rows=[], format="shp", member=name, records=True, geometry=True)]
    encoding = cpg(read_part(archive, names[codes].filename, 100)) if codes else ""
    return dbf(
        read_part(archive, names[table].filename, MEMBER),
        complete=True, encoding=encoding, member=name, geometry=True, format="shp",
    )  # fmt: skip


def unpacked(body: bytes) -> bytes:
    """What a GZIP holds. Raises :class:`Unreadable`."""
    inflating = zlib.decompressobj(31)
    try:
        found = inflating.decompress(body, MEMBER)
    except zlib.error as error:
        raise Unreadable("damaged", "the archive cannot be unpacked") from error
    if inflating.unconsumed_tail:
        raise Unreadable("too_large", "the archive unpacks to more than is read")
    return found
