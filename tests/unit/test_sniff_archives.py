"""What is inside an archive, listed from its head or its whole, whatever made it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Sniffed
from checker.sniff import sniff
from tests.corpora.writers import (
    CSV,
    Unseekable,
    compound,
    layer,
    made,
    rar4,
    rar5,
    seven,
    tarred,
    workbook,
    zip_entry,
    zipped,
)

INSIDE = {"ข้อมูล/ตาราง.csv": CSV.encode(), "b.json": b'{"a": 1}', "แฟ้ม/": b""}
THAI = "ข้อมูล.csv".encode("cp874")


def told(body: bytes, *, complete: bool = True, url: str = "https://a.go.th/d/1") -> Sniffed:
    return sniff(body, content_type="", url=url, declared=None, complete=complete)


LISTED = {
    "ZIP": (zipped(INSIDE), ("csv", "json")),
    "ZIP without a way back": (zipped(INSIDE, stream=Unseekable), ("csv", "json")),
    "ZIP with a name in cp874": (zip_entry(THAI, b"a,b\n1,2\n") + zip_entry(b"a.pdf", b"x"), ("csv", "pdf")),
    "ZIP, encrypted": (zip_entry(b"a.csv", b"\x9c\x11" * 20, flags=1) + zip_entry(b"b.pdf", b"x"), ("csv", "pdf")),
    "ZIP64": (zip_entry(b"a.csv", b"PK\3\4" + b"x" * 90, zip64=True) + zip_entry(b"b.pdf", b"x"), ("csv", "pdf")),
    "ZIP in a ZIP": (zipped({"a.zip": zipped({"a.pdf": b"x" * 99}, method=0)}, method=0, stream=Unseekable), ("zip",)),
    "shapefile": (zipped(layer("ESRI Shapefile", "shp")), ("shp",)),
    "geodatabase": (zipped(layer("OpenFileGDB", "gdb")), ("gdb",)),
    "MapInfo": (zipped(layer("MapInfo File", "tab")), ("mapinfo",)),
    "RAR 5": (rar5(INSIDE), ("csv", "json")),
    "RAR 4": (rar4(INSIDE), ("csv", "json")),
    "RAR 4 with names in cp874": (rar4(INSIDE, "cp874"), ("csv", "json")),
    "RAR 5 with encrypted headers": (rar5(INSIDE, encrypted=True), ()),
    "RAR 4 with encrypted headers": (rar4(INSIDE, encrypted=True), ()),
    "7z": (seven({"ตาราง.csv": CSV.encode(), "b.json": b"{}"}), ("csv", "json")),
    "7z of many": (seven({f"{n}.csv": b"a,b\n" for n in range(2_500)} | {"z.pdf": b"x"}), ("csv", "pdf")),
    "7z, encrypted": (seven({"a.csv": CSV.encode()}, "secret"), ("csv",)),
    "TAR": (tarred(INSIDE), ("csv", "json")),
    "TAR with a long name": (tarred({"ข้อมูล" * 20 + ".csv": b"1"}), ("csv",)),
    "TAR with a long name by PAX": (tarred({"ข้อมูล" * 20 + ".csv": b"1"}, form=tarfile.PAX_FORMAT), ("csv",)),
    "TAR.GZ": (gzip.compress(tarred(INSIDE)), ("csv", "json")),
    "TAR.XZ": (lzma.compress(tarred(INSIDE)), ("csv", "json")),
    "GZIP": (gzip.compress(CSV.encode()), ("csv",)),
    "BZIP2": (bz2.compress(CSV.encode()), ("csv",)),
    "XZ": (lzma.compress(made("geojson")), ("geojson",)),
    "GZIP of a workbook": (gzip.compress(workbook()), ("xlsx",)),
    "GZIP in a GZIP": (gzip.compress(gzip.compress(CSV.encode())), ()),
}


@pytest.mark.parametrize("name", LISTED)
def test_an_archive_is_listed(name: str) -> None:
    body, members = LISTED[name]
    assert told(body).members == members


@pytest.mark.parametrize(("name", "size"), [("ZIP", 150), ("RAR 5", 700), ("RAR 4", 700), ("TAR", 700)])
def test_a_cut_archive_is_listed_as_far_as_it_goes(name: str, size: int) -> None:
    assert told(LISTED[name][0][:size], complete=False).members == ("csv",)


def test_a_7z_without_its_end_lists_nothing() -> None:
    body = LISTED["7z"][0]
    assert told(body[:-1], complete=False) == Sniffed(format="7z", how="signature")


def test_a_7z_that_asks_for_much_memory_is_not_unpacked() -> None:
    body = bytearray(LISTED["7z of many"][0])
    offset, size = struct.unpack_from("<QQ", body, 12)
    header = body[32 + offset : 32 + offset + size]
    coder = header.find(b"\x21\x21\x01")  # LZMA2, whose one property is the size of its dictionary
    assert coder != -1
    body[32 + offset + coder + 3] = 40
    assert told(bytes(body)).members == ()


def test_the_directory_of_a_zip_counts_and_not_what_was_left_in_it() -> None:
    removed = zip_entry(b"old.pdf", b"x" * 40)
    whole = zipped({"a.csv": CSV.encode()})
    assert told(removed + whole).members == ("csv",)


@given(st.sampled_from(sorted(LISTED)), st.integers(0, 3_000), st.binary(min_size=1, max_size=24))
def test_no_damage_breaks_the_listing(name: str, at: int, damage: bytes) -> None:
    body = LISTED[name][0]
    assert isinstance(told(body[:at] + damage + body[at + len(damage) :]), Sniffed)


@given(st.binary(max_size=400))
def test_no_bytes_behind_a_signature_break_the_listing(rest: bytes) -> None:
    for start in (b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c\0\4", b"PK\x03\x04", b"BZh9"):
        assert isinstance(told(start + rest), Sniffed)


def _compound_of(*names: str, below: str = "") -> bytes:
    """An OLE2 directory (MS-CFB 2.6): these streams at its top, each right of the one before, and one in a storage."""

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        raw = f"{name}\0".encode("utf-16-le")
        head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        return (head + struct.pack("<3I", 0xFFFFFFFF, right, child)).ljust(128, b"\0")

    last = len(names)
    entries = [entry("Root Entry", 5, 0xFFFFFFFF, 1)]
    entries += [entry(name, 2, n + 2 if n + 1 < last else last + 1, 0xFFFFFFFF) for n, name in enumerate(names)]
    entries += [entry("MBD00012345", 1, 0xFFFFFFFF, last + 2), entry(below, 2, 0xFFFFFFFF, 0xFFFFFFFF)]
    header = compound("x")[:512]
    return header + b"\0" * 512 + b"".join(entries).ljust(2_048, b"\0")


@pytest.mark.parametrize(
    ("streams", "below", "name"),
    [
        (("Workbook", "\x05SummaryInformation"), "WordDocument", "xls"),
        (("WordDocument", "1Table"), "Workbook", "doc"),
        (("\x05SummaryInformation", "PowerPoint Document"), "Workbook", "ppt"),
        (("Book",), "", "xls"),
    ],
)
def test_what_is_embedded_does_not_make_the_file(streams: tuple[str, ...], below: str, name: str) -> None:
    assert told(_compound_of(*streams, below=below)).format == name


@pytest.mark.parametrize("declared", ["xlsx", "docx", "pptx", "xls", "doc"])
def test_an_office_file_under_a_password_is_what_it_is_called(declared: str) -> None:
    body = _compound_of("EncryptionInfo", "EncryptedPackage")
    found = sniff(body, content_type="", url="", declared=declared, complete=True)
    assert (found.format, found.detail) == (declared, "Office file under a password")
    assert told(body).format == "xlsx"


def test_a_directory_that_goes_in_a_circle_ends() -> None:
    body = bytearray(_compound_of("a", "b"))
    body[1024 + 256 + 68 : 1024 + 256 + 80] = struct.pack("<3I", 1, 2, 0)
    assert told(bytes(body), complete=False).format is None


def test_places_among_other_files_make_no_kmz() -> None:
    assert told(zipped({"a.kml": b"<kml/>", "b.csv": b"a,b"})).members == ("kml", "csv")
    assert told(zipped({"a.kml": b"<kml/>", "icons/b.png": b""})).format == "kmz"
    assert told(zipped({"doc.kml": b"<kml/>", "files/readme.txt": b""})).format == "kmz"


def test_parts_with_backslashes_and_a_type_in_another_place_are_told() -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "_rels\\.rels": b"<r/>", "xl\\workbook.xml": b"<w/>"}
    assert told(zipped(parts)).format == "xlsx"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert told(zipped({"content.xml": b"<c/>", "mimetype": kind}, method=0)).format == "ods"
