"""Files of every format, each made by the library that people make it with where there is one. Names are format ids."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
import tarfile
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

ROWS = [("รหัส", "จังหวัด", "จำนวน"), *((number, "เชียงใหม่", number * 3) for number in range(40))]
THAI_CSV = "".join(",".join(map(str, row)) + "\r\n" for row in ROWS)


def zipped(members: dict[str, bytes], *, mimetype: str | None = None) -> bytes:
    """A ZIP of these members; ``mimetype`` first and stored, as OpenDocument asks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(rows: int = 30) -> bytes:
    """A workbook by openpyxl."""
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([number, "ข้อมูล", number * 2])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def streamed_workbook() -> bytes:
    """A workbook by XlsxWriter, whose parts stand in another order."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for number in range(5_000):
            sheet.write_row(number, 0, [number, f"แถว {number}", number * 1.5])
    return stream.getvalue()


def compound(stream: str, start: bytes = b"") -> bytes:
    """An OLE2 compound file with one stream of this name in its directory (MS-CFB 2.2, 2.6)."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    header = header.ljust(48, b"\0") + struct.pack("<I", 1)
    entry = f"{stream}\0".encode("utf-16-le").ljust(64, b"\0").ljust(128, b"\0")
    root = "Root Entry\0".encode("utf-16-le").ljust(128, b"\0")
    return header.ljust(512, b"\0") + start.ljust(512, b"\0") + (root + entry).ljust(512, b"\0")


def database(path: Path, application: int | None = None) -> bytes:
    """A SQLite file; a GeoPackage when it carries that application id."""
    connection = sqlite3.connect(path)
    if application is not None:
        connection.execute(f"PRAGMA application_id = {application}")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def tiff(*tags: int) -> bytes:
    """A little-endian TIFF with these tags in its first directory."""
    entries = b"".join(struct.pack("<HHII", tag, 3, 1, 1) for tag in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0\0\0\0"


def shapefile() -> bytes:
    """The header of a shapefile (ESRI, July 1998): file code, version, shape type."""
    return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + struct.pack("<2i", 1000, 1) + b"\0" * 64


def tarred(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return stream.getvalue()


def sound() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 100)
    return stream.getvalue()


_POINT = {"type": "Feature", "properties": {"name": "วัด"}, "geometry": {"type": "Point", "coordinates": [100.5, 13.7]}}
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OFFICE = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}

TEXTS: dict[str, str] = {
    "csv": THAI_CSV,
    "tsv": THAI_CSV.replace(",", "\t"),
    "txt": "ประกาศกรมตัวอย่าง\nเรื่อง การเปิดเผยข้อมูล\nโดยที่เป็นการสมควร จึงประกาศไว้ดังนี้\n",
    "json": json.dumps({"records": [{"a": 1}, {"a": 2}]}),
    "jsonl": '{"a": 1}\n{"a": 2}\n{"a": 3}\n',
    "geojson": json.dumps({"type": "FeatureCollection", "features": [_POINT] * 3}, ensure_ascii=False),
    "topojson": json.dumps({"type": "Topology", "objects": {}, "arcs": []}),
    "jsonld": json.dumps({"@context": "https://schema.org", "@type": "Dataset"}),
    "xml": _XML + "<rows><row a='1'/></rows>",
    "kml": _XML + '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>',
    "gml": _XML + '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"/>',
    "gpx": _XML + '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"/>',
    "rss": '<rss version="2.0"><channel/></rss>',
    "atom": _XML + '<feed xmlns="http://www.w3.org/2005/Atom"/>',
    "rdf_xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>',
    "sdmx": _XML + '<mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"/>',
    "wms": _XML + '<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"/>',
    "wfs": _XML + '<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"/>',
    "turtle": '@prefix dct: <http://purl.org/dc/terms/> .\n<#a> dct:title "ข้อมูล"@th .\n',
    "ntriples": '<http://example.org/a> <http://purl.org/dc/terms/title> "a" .\n',
    "ical": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "px": 'CHARSET="ANSI";\nAXIS-VERSION="2000";\nSTUB="จังหวัด";\nHEADING="ปี";\nDATA=\n1 2 3;\n',
    "html": "<!DOCTYPE html>\n<html lang='th'><head><title>กรมตัวอย่าง</title></head><body><h1>บริการข้อมูล</h1>"
    + "<p>รายงานประจำปีและข้อมูลเปิดของกรม</p>" * 20
    + "</body></html>",
}

BINARIES: dict[str, Callable[[Path], bytes]] = {
    "xlsx": lambda _: workbook(),
    "xlsm": lambda _: zipped({**_OFFICE, "xl/workbook.xml": b"<w/>", "xl/vbaProject.bin": b"x"}),
    "xlsb": lambda _: zipped({**_OFFICE, "xl/workbook.bin": b"x"}),
    "docx": lambda _: zipped({**_OFFICE, "word/document.xml": b"<w/>"}),
    "pptx": lambda _: zipped({**_OFFICE, "ppt/presentation.xml": b"<p/>"}),
    "ods": lambda _: zipped({"content.xml": b"<c/>"}, mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "odt": lambda _: zipped({"content.xml": b"<c/>"}, mimetype="application/vnd.oasis.opendocument.text"),
    "odp": lambda _: zipped({"content.xml": b"<c/>"}, mimetype="application/vnd.oasis.opendocument.presentation"),
    "epub": lambda _: zipped({"OEBPS/a.xhtml": b"<c/>"}, mimetype="application/epub+zip"),
    "kmz": lambda _: zipped({"doc.kml": TEXTS["kml"].encode()}),
    "xls": lambda _: compound("Workbook"),
    "doc": lambda _: compound("WordDocument"),
    "ppt": lambda _: compound("PowerPoint Document"),
    "pdf": lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "rtf": lambda _: b"{\\rtf1\\ansi Hello}",
    "png": lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "jpeg": lambda _: b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "gif": lambda _: b"GIF89a\1\0\1\0",
    "webp": lambda _: b"RIFF\x24\0\0\0WEBPVP8 ",
    "tiff": lambda _: tiff(256, 257, 258),
    "geotiff": lambda _: tiff(256, 257, 33550, 34735),
    "shp": lambda _: shapefile(),
    "sqlite": lambda folder: database(folder / "a.db"),
    "gpkg": lambda folder: database(folder / "a.gpkg", 0x47504B47),
    "parquet": lambda _: b"PAR1\x15\x04\x15\x10",
    "mdb": lambda _: b"\0\1\0\0Standard Jet DB\0",
    "hdf": lambda _: b"\x89HDF\r\n\x1a\n\0\0",
    "netcdf": lambda _: b"CDF\x01\0\0\0\0",
    "spss": lambda _: b"$FL2@(#) SPSS DATA FILE",
    "stata": lambda _: b"<stata_dta><header><release>118</release>",
    "mp4": lambda _: b"\0\0\0\x18ftypisom\0\0\2\0",
    "mp3": lambda _: b"ID3\3\0\0\0\0\0\x21",
    "wav": lambda _: sound(),
    "zip": lambda _: zipped({"data/a.csv": THAI_CSV.encode(), "readme.txt": b"x"}),
    "7z": lambda _: b"7z\xbc\xaf\x27\x1c\0\4",
    "rar": lambda _: b"Rar!\x1a\x07\x01\0",
    "gzip": lambda _: gzip.compress(THAI_CSV.encode()),
    "bz2": lambda _: b"BZh91AY&SY",
    "tar": lambda _: tarred({"a.csv": THAI_CSV.encode(), "b.pdf": b"%PDF-1.4"}),
}
