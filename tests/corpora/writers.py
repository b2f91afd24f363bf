"""Files of every format, each by the library or program format that people make it with, where one writes it.

``FILES`` is format id → name of the writer → bytes. Each is made once; what holds the day of its making is fixed.
Formats that no small library writes (RAR, old Word and PowerPoint, MP4, MP3, PX, SDMX …) are bytes by their
specification, marked ``by hand``.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import struct
import tarfile
import tempfile
import warnings
import wave
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

ROWS = [("รหัส", "จังหวัด", "จำนวน"), *((number, "เชียงใหม่", number * 3) for number in range(40))]
CSV = "".join(",".join(map(str, row)) + "\r\n" for row in ROWS)
NOTICE = "ประกาศกรมตัวอย่าง\nเรื่อง การเปิดเผยข้อมูล\nโดยที่เป็นการสมควร จึงประกาศไว้ดังนี้\n"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"


# ---------------------------------------------------------------- archives


def zipped(
    members: dict[str, bytes], *, mimetype: str | None = None, method: int = zipfile.ZIP_DEFLATED, stream: Any = None
) -> bytes:
    """A ZIP of these members; ``mimetype`` first and stored, as OpenDocument asks."""
    held = io.BytesIO()
    with zipfile.ZipFile(held if stream is None else stream(held), "w", method) as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


class Unseekable(io.RawIOBase):
    """A stream that cannot go back: what is written to it has its sizes behind each member (APPNOTE 4.3.9)."""

    def __init__(self, to: io.BytesIO) -> None:
        self.to = to

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self.to.write(data)


def zip_entry(name: bytes, content: bytes, *, flags: int = 0, zip64: bool = False) -> bytes:
    """One member by hand (APPNOTE 4.3.7), for what ``zipfile`` does not write: raw names, encryption, ZIP64."""
    crc, size = zlib.crc32(content), len(content)
    extra = struct.pack("<HHQQ", 1, 16, size, size) if zip64 else b""
    shown = 0xFFFFFFFF if zip64 else size
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, flags, 0, 0, 0x5721, crc, shown, shown, len(name), len(extra))
    return head + name + extra + content


def tarred(members: dict[str, bytes], mode: str = "w", form: int = tarfile.GNU_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return stream.getvalue()


def _number(value: int) -> bytes:
    """A RAR5 number: seven bits a byte, the lowest first."""
    found = bytearray()
    while True:
        found.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(found)


def _rar5_block(kind: int, fields: bytes, *, flags: int = 0, data: bytes = b"", extra: bytes = b"") -> bytes:
    flags |= (2 if data else 0) | (1 if extra else 0)
    sizes = (_number(len(extra)) if extra else b"") + (_number(len(data)) if data else b"")
    rest = _number(kind) + _number(flags) + sizes + fields + extra
    head = _number(len(rest)) + rest
    return struct.pack("<I", zlib.crc32(head)) + head + data


def rar5(members: dict[str, bytes], *, encrypted: bool = False) -> bytes:
    """A RAR 5 archive of stored members (RAR 5.0 archive format, technical note)."""
    found = b"Rar!\x1a\x07\x01\0"
    if encrypted:  # the headers are unreadable behind this one
        return found + _rar5_block(4, _number(0) + _number(0) + b"\x0f" + b"s" * 16) + b"\x5a" * 400
    found += _rar5_block(1, _number(0), extra=b"")
    for name, content in members.items():
        raw = name.encode()
        folder = name.endswith("/")
        fields = _number(1 if folder else 4) + _number(len(content)) + _number(0x20)
        fields += (b"" if folder else struct.pack("<I", zlib.crc32(content))) + _number(0) + _number(1)
        found += _rar5_block(2, fields + _number(len(raw)) + raw, data=content)
    return found + _rar5_block(5, _number(0))


def rar4(members: dict[str, bytes], encoding: str = "utf-8", *, encrypted: bool = False) -> bytes:
    """A RAR 2.9 to 4 archive of stored members (technote.txt of RAR 4)."""
    main = struct.pack("<BHHIH", 0x73, 0x80 if encrypted else 0, 13, 0, 0)
    found = b"Rar!\x1a\x07\0" + struct.pack("<H", zlib.crc32(main) & 0xFFFF) + main
    if encrypted:
        return found + b"\x5a" * 400
    for name, content in members.items():
        raw = name.encode(encoding)
        rest = struct.pack("<IIBIIBBHI", len(content), len(content), 2, zlib.crc32(content), 0, 29, 0x30, len(raw), 32)
        head = struct.pack("<BHH", 0x74, 0x8000, 7 + len(rest) + len(raw)) + rest + raw
        found += struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + content
    return found + b"\xc4\x3d\x7b\0\x40\7\0"


def seven(members: dict[str, bytes], password: str | None = None) -> bytes:
    import py7zr

    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return stream.getvalue()


# ---------------------------------------------------------------- workbooks and documents


def workbook(rows: int = 30) -> bytes:
    """A workbook by openpyxl."""
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([number, "ข้อมูล", number * 2])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def streamed_workbook(rows: int = 5_000) -> bytes:
    """A workbook by XlsxWriter, whose parts stand in another order."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for number in range(rows):
            sheet.write_row(number, 0, [number, f"แถว {number}", number * 1.5])
    return stream.getvalue()


def macro_workbook() -> bytes:
    """A workbook with macros by XlsxWriter, around a project that holds nothing."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write(0, 0, "ข้อมูล")
        book.add_vba_project(io.BytesIO(compound("VBA")), is_stream=True)
    return stream.getvalue()


def old_workbook(rows: int = 30) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("ข้อมูล")
    for number in range(rows):
        for column, value in enumerate((number, "เชียงใหม่", number * 2)):
            sheet.write(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opendocument(kind: str) -> bytes:
    from odf import opendocument as odf
    from odf import table, text

    if kind == "ods":
        book = odf.OpenDocumentSpreadsheet()
        sheet = table.Table(name="ข้อมูล")
        for row in ROWS:
            line = table.TableRow()
            for value in row:
                cell = table.TableCell()
                cell.addElement(text.P(text=str(value)))
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    elif kind == "odt":
        book = odf.OpenDocumentText()
        book.text.addElement(text.P(text=NOTICE))
    else:
        book = odf.OpenDocumentPresentation()
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


def flat_opendocument() -> bytes:
    """A spreadsheet in one XML file, as LibreOffice saves .fods (by hand)."""
    return (
        XML + '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body/>'
        "</office:document>"
    ).encode()


def word() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("ประกาศ", 1)
    document.add_paragraph(NOTICE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def slides() -> bytes:
    import pptx

    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "สรุปผล"
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def portable() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.cell(text="Annual report")
    return bytes(document.output())


def compound(stream: str, start: bytes = b"") -> bytes:
    """An OLE2 compound file with one stream of this name in its directory (MS-CFB 2.2, 2.6), by hand."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    header = header.ljust(48, b"\0") + struct.pack("<I", 1)
    entry = f"{stream}\0".encode("utf-16-le").ljust(64, b"\0").ljust(128, b"\0")
    root = "Root Entry\0".encode("utf-16-le").ljust(128, b"\0")
    return header.ljust(512, b"\0") + start.ljust(512, b"\0") + (root + entry).ljust(512, b"\0")


# ---------------------------------------------------------------- pictures, sound, video


def picture(kind: str) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    image = Image.new("RGB", (32, 32), "navy")
    image.save(stream, kind)
    return stream.getvalue()


def raster(*, geo: bool, big: bool = False, order: str = "<") -> bytes:
    """A TIFF by tifffile, with the keys of a GeoTIFF or without."""
    import numpy
    import tifffile

    keys = (1, 1, 0, 1, 1024, 0, 1, 2)
    tags = [(33550, "d", 3, (1.0, 1.0, 0.0), True), (34735, "H", len(keys), keys, True)] if geo else []
    stream = io.BytesIO()
    with tifffile.TiffWriter(stream, bigtiff=big, byteorder=order) as writer:
        writer.write(numpy.zeros((16, 16), "uint8"), extratags=tags, metadata=None)
    return stream.getvalue()


def sound() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 100)
    return stream.getvalue()


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def film(brand: bytes, *others: bytes) -> bytes:
    """A file of the ISO base media format by hand: its type, and a movie without tracks (ISO/IEC 14496-12)."""
    named = box(b"ftyp", brand + struct.pack(">I", 512) + b"".join(others))
    return named + box(b"free", b"\0" * 64) + box(b"moov", box(b"mvhd", b"\0" * 100))


def mp3(*, tagged: bool) -> bytes:
    """MPEG 1 layer III frames of 128 kbit/s at 44.1 kHz, with an ID3v2 tag before them or without, by hand."""
    frames = (b"\xff\xfb\x90\x00".ljust(417, b"\0")) * 4
    return (b"ID3\3\0\0\0\0\0\x0a" + b"\0" * 10 if tagged else b"") + frames


# ---------------------------------------------------------------- data and maps


def database(application: int | None = None) -> bytes:
    """A SQLite file; a GeoPackage of another maker when it carries that application id."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        connection = sqlite3.connect(path)
        if application is not None:
            connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("CREATE TABLE t (a)")
        connection.commit()
        connection.close()
        return path.read_bytes()


def columns(kind: str) -> bytes:
    import pyarrow
    import pyarrow.feather
    import pyarrow.parquet

    table = pyarrow.table({"จังหวัด": ["เชียงใหม่"] * 40, "จำนวน": list(range(40))})
    stream = io.BytesIO()
    if kind == "parquet":
        pyarrow.parquet.write_table(table, stream)
    else:
        pyarrow.feather.write_feather(table, stream)
    return stream.getvalue()


def statistics(writer: str, **options: Any) -> bytes:
    """A file of SPSS, Stata or SAS by ReadStat."""
    import pandas
    import pyreadstat

    frame = pandas.DataFrame({"province": ["CM"] * 40, "n": [float(number) for number in range(40)]})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        getattr(pyreadstat, f"write_{writer}")(frame, str(path), **options)
        return path.read_bytes()


@cache
def layer(driver: str, extension: str, *, fields: bool = True, points: bool = True) -> dict[str, bytes]:
    """The files that GDAL writes for one layer of points: name → bytes."""
    import numpy
    import pyogrio.raw

    where = numpy.array([struct.pack("<BIdd", 1, 1, 100.5 + n / 10, 13.7) for n in range(20)], dtype=object)
    data = [numpy.array(["วัด"] * 20, dtype=object), numpy.arange(20, dtype="int32")] if fields else []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            f"{folder}/layer.{extension}",
            geometry=where if points else None,
            field_data=data,
            fields=["name", "n"] if fields else [],
            geometry_type="Point" if points else None,
            driver=driver,
            crs="EPSG:4326" if points else None,
        )
        return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def mapped(driver: str, extension: str, **options: Any) -> bytes:
    """The one file of that name which GDAL writes."""
    return layer(driver, extension, **options)[f"layer.{extension}"]


def linked(form: str) -> bytes:
    from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

    graph = Graph()
    one = URIRef("https://data.example.go.th/dataset/a")
    graph.add((one, RDF.type, DCAT.Dataset))
    graph.add((one, DCTERMS.title, Literal("ข้อมูลตัวอย่าง", lang="th")))
    graph.add((one, DCTERMS.publisher, URIRef("http://dbpedia.org/resource/Thailand")))
    return graph.serialize(format=form, encoding="utf-8")


def feed(kind: str) -> bytes:
    from feedgen.feed import FeedGenerator

    news = FeedGenerator()
    news.id("https://example.go.th/")
    news.title("ข่าว")
    news.link(href="https://example.go.th/")
    news.description("ข่าวประชาสัมพันธ์")
    news.updated("2026-01-01T00:00:00Z")
    return bytes(news.atom_str() if kind == "atom" else news.rss_str())


def calendar() -> bytes:
    from icalendar import Calendar, Event

    days = Calendar()
    days.add("prodid", "-//example//th")
    days.add("version", "2.0")
    event = Event()
    event.add("summary", "วันหยุด")
    event.add("dtstart", date(2026, 4, 13))
    days.add_component(event)
    return bytes(days.to_ical())


def _text(text: str) -> Callable[[], bytes]:
    return text.encode


_POINT = {"type": "Feature", "properties": {"name": "วัด"}, "geometry": {"type": "Point", "coordinates": [100.5, 13.7]}}
_FLAT = json.dumps({"records": [{"รหัส": number, "จังหวัด": "ตาก"} for number in range(20)]}, ensure_ascii=False)
_PAGE = (
    "<!DOCTYPE html>\n<html lang='th'><head><title>กรมตัวอย่าง</title></head><body><h1>บริการข้อมูล</h1>"
    + "<p>รายงานประจำปีและข้อมูลเปิดของกรม</p>" * 20
    + "</body></html>"
)
_EXCEL_PAGE = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    "<head><meta name=ProgId content=Excel.Sheet></head><body><table><tr><td>1</td></tr></table></body></html>"
)
_OFFICE = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}

#: format id → writer → how it is made
FILES: dict[str, dict[str, Callable[[], bytes]]] = {
    # tables
    "csv": {"text": _text(CSV), "GDAL": lambda: mapped("CSV", "csv", points=False)},
    "tsv": {"text": _text(CSV.replace(",", "\t"))},
    "xls": {
        "xlwt": old_workbook,
        "by hand": lambda: compound("Workbook"),
        "BIFF5, by hand": lambda: compound("Book"),
        "BIFF4, by hand": lambda: b"\x09\x04\x06\0\0\0\x10\0\x42\0\2\0\xe4\4" + b"\0" * 200,
        "SpreadsheetML, by hand": _text(
            XML + "<?mso-application progid='Excel.Sheet'?>\n"
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet/></Workbook>"
        ),
        "Excel's HTML, by hand": _text(_EXCEL_PAGE),
    },
    "xlsx": {
        "openpyxl": workbook,
        "XlsxWriter": streamed_workbook,
        "GDAL": lambda: mapped("XLSX", "xlsx", points=False),
    },
    "xlsm": {"XlsxWriter": macro_workbook},
    "xlsb": {"by hand": lambda: zipped({**_OFFICE, "xl/workbook.bin": b"x"})},
    "ods": {
        "odfpy": lambda: opendocument("ods"),
        "GDAL": lambda: mapped("ODS", "ods", points=False),
        "flat, by hand": flat_opendocument,
    },
    "px": {
        "by hand": _text(
            'CHARSET="ANSI";\nAXIS-VERSION="2000";\nLANGUAGE="th";\nTITLE="ประชากร";\nSTUB="จังหวัด";\nHEADING="ปี";\n'
            'VALUES("จังหวัด")="ตาก","ลำพูน";\nVALUES("ปี")="2564","2565";\nDATA=\n1 2\n3 4;\n'
        )
    },
    "sdmx": {
        "generic, by hand": _text(f'{XML}<mes:GenericData xmlns:mes="{SDMX}"><mes:Header/></mes:GenericData>'),
        "specific, by hand": _text(f'{XML}<m:StructureSpecificData xmlns:m="{SDMX}"></m:StructureSpecificData>'),
        "structure, by hand": _text(f'{XML}<Structure xmlns="{SDMX}"><Header/></Structure>'),
        "JSON, by hand": _text(
            '{"meta": {"schema": "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/'
            '1.0/sdmx-json-data-schema.json", "id": "a"}, "data": {"dataSets": [], "structure": {}}}'
        ),
    },
    "spss": {
        "ReadStat": lambda: statistics("sav"),
        "ReadStat, zsav": lambda: statistics("sav", compress=True),
        "ReadStat, por": lambda: statistics("por"),
    },
    "stata": {
        "ReadStat": lambda: statistics("dta"),
        "ReadStat, 8": lambda: statistics("dta", version=8),
        "ReadStat, 12": lambda: statistics("dta", version=12),
    },
    "sas": {
        "ReadStat, 8": lambda: statistics("xport"),
        "ReadStat, 5": lambda: statistics("xport", file_format_version=5),
    },
    "parquet": {"pyarrow": lambda: columns("parquet")},
    "arrow": {"pyarrow": lambda: columns("arrow")},
    "sqlite": {"sqlite3": database, "GDAL": lambda: mapped("SQLite", "sqlite")},
    "mdb": {
        "Jet, by hand": lambda: b"\0\1\0\0Standard Jet DB\0\1" + b"\0" * 2000,
        "ACE, by hand": lambda: b"\0\1\0\0Standard ACE DB\0\2" + b"\0" * 2000,
    },
    "dbf": {"GDAL": lambda: mapped("ESRI Shapefile", "dbf", points=False)},
    # data as text
    "json": {"json": _text(_FLAT), "json, a list": _text('[\n {"a": 1},\n {"a": 2}\n]\n')},
    "jsonl": {
        "json": _text('{"a": 1}\n{"a": 2}\n{"a": 3}\n'),
        "GDAL": lambda: mapped("GeoJSONSeq", "geojsonl"),
    },
    "geojson": {
        "GDAL": lambda: mapped("GeoJSON", "geojson"),
        "json": _text(json.dumps({"type": "FeatureCollection", "features": [_POINT] * 3}, ensure_ascii=False)),
        "GDAL, JSON-FG": lambda: mapped("JSONFG", "json"),
    },
    "topojson": {"json": _text(json.dumps({"type": "Topology", "objects": {"a": {}}, "arcs": [[[0, 0], [1, 1]]]}))},
    "xml": {"by hand": _text(XML + "<rows><row a='1'/></rows>")},
    "rss": {"feedgen": lambda: feed("rss"), "by hand": _text('<rss version="2.0"><channel/></rss>')},
    "atom": {"feedgen": lambda: feed("atom")},
    "ical": {"icalendar": calendar},
    "sql": {"GDAL": lambda: mapped("PGDUMP", "sql")},
    # linked data
    "rdf_xml": {"rdflib": lambda: linked("xml"), "rdflib, pretty": lambda: linked("pretty-xml")},
    "turtle": {"rdflib": lambda: linked("turtle")},
    "ntriples": {"rdflib": lambda: linked("nt")},
    "jsonld": {
        "rdflib": lambda: linked("json-ld"),
        "json": _text(json.dumps({"@context": "https://schema.org", "@type": "Dataset", "name": "ข้อมูล"})),
    },
    # maps
    "kml": {"GDAL": lambda: mapped("KML", "kml"), "libkml": lambda: mapped("LIBKML", "kml")},
    "kmz": {"libkml": lambda: mapped("LIBKML", "kmz"), "zipfile": lambda: zipped({"doc.kml": mapped("KML", "kml")})},
    "gml": {
        "GDAL": lambda: mapped("GML", "gml"),
        "by hand": _text(XML + '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"/>'),
        "a WFS, by hand": _text(
            '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"/>'
        ),
    },
    "gpx": {"GDAL": lambda: mapped("GPX", "gpx", fields=False)},
    "shp": {"GDAL": lambda: mapped("ESRI Shapefile", "shp")},
    "gpkg": {"GDAL": lambda: mapped("GPKG", "gpkg"), "sqlite3": lambda: database(0x47504B47)},
    "fgb": {"GDAL": lambda: mapped("FlatGeobuf", "fgb")},
    "mapinfo": {"GDAL, tab": lambda: mapped("MapInfo File", "tab"), "GDAL, mif": lambda: mapped("MapInfo File", "mif")},
    "dxf": {"GDAL": lambda: mapped("DXF", "dxf", fields=False)},
    "dwg": {"by hand": lambda: b"AC1027\0\0\0\0\0\x7d" + b"\1\2\3\xff" * 100},
    "geotiff": {
        "tifffile": lambda: raster(geo=True),
        "tifffile, big": lambda: raster(geo=True, big=True),
        "tifffile, big-endian": lambda: raster(geo=True, order=">"),
    },
    "las": {"by hand": lambda: b"LASF" + b"\0" * 20 + b"\1\2" + b"\0" * 300},
    "netcdf": {"by hand": lambda: b"CDF\x01\0\0\0\0" + b"\0" * 100},
    "hdf": {"by hand": lambda: b"\x89HDF\r\n\x1a\n\0\0" + b"\0" * 100},
    "wms": {
        "1.3.0, by hand": _text(XML + '<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"/>'),
        "1.1.1, by hand": _text(
            XML + '<!DOCTYPE WMT_MS_Capabilities SYSTEM "a.dtd">\n<WMT_MS_Capabilities version="1.1.1"/>'
        ),
    },
    "wfs": {
        "2.0.0, by hand": _text(
            XML + '<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"/>'
        )
    },
    # documents
    "pdf": {"fpdf2": portable, "behind a blank line": lambda: b"\r\n" + portable()},
    "doc": {"by hand": lambda: compound("WordDocument")},
    "docx": {"python-docx": word},
    "odt": {"odfpy": lambda: opendocument("odt")},
    "ppt": {"by hand": lambda: compound("PowerPoint Document")},
    "pptx": {"python-pptx": slides},
    "odp": {"odfpy": lambda: opendocument("odp")},
    "rtf": {"by hand": lambda: b"{\\rtf1\\ansi\\ansicpg874 Hello}"},
    "txt": {"text": _text(NOTICE)},
    "html": {"by hand": _text(_PAGE)},
    "epub": {
        "by hand": lambda: zipped(
            {"META-INF/container.xml": b"<c/>", "OEBPS/a.xhtml": b"<c/>"}, mimetype="application/epub+zip"
        )
    },
    # pictures, sound, video
    "png": {"Pillow": lambda: picture("PNG")},
    "jpeg": {"Pillow": lambda: picture("JPEG")},
    "gif": {"Pillow": lambda: picture("GIF")},
    "webp": {"Pillow": lambda: picture("WEBP")},
    "bmp": {"Pillow": lambda: picture("BMP")},
    "jp2": {"Pillow": lambda: picture("JPEG2000")},
    "tiff": {"Pillow": lambda: picture("TIFF"), "tifffile": lambda: raster(geo=False)},
    "svg": {"by hand": _text('<svg xmlns="http://www.w3.org/2000/svg" width="1"/>')},
    "mp4": {"by hand": lambda: film(b"isom", b"isom", b"mp41"), "for streams, by hand": lambda: film(b"mp42", b"dash")},
    "mp3": {"tagged, by hand": lambda: mp3(tagged=True), "bare, by hand": lambda: mp3(tagged=False)},
    "avi": {
        "QuickTime, by hand": lambda: film(b"qt  "),
        "AVI, by hand": lambda: b"RIFF" + struct.pack("<I", 500) + b"AVI LIST" + b"\0" * 500,
    },
    "wav": {"wave": sound, "M4A, by hand": lambda: film(b"M4A ")},
    "webm": {"by hand": lambda: b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01" + b"\0" * 100},
    # archives
    "zip": {
        "zipfile": lambda: zipped({"data/a.csv": CSV.encode(), "readme.txt": b"x"}),
        "zipfile, stored": lambda: zipped({"a.csv": CSV.encode()}, method=zipfile.ZIP_STORED),
        "zipfile, streamed": lambda: zipped({"a.csv": CSV.encode(), "b.pdf": portable()}, stream=Unseekable),
        "shapefile by GDAL": lambda: zipped(layer("ESRI Shapefile", "shp")),
    },
    "7z": {"py7zr": lambda: seven({"a.csv": CSV.encode(), "b.json": b"{}"})},
    "rar": {
        "5, by hand": lambda: rar5({"a.csv": CSV.encode()}),
        "4, by hand": lambda: rar4({"a.csv": CSV.encode()}),
    },
    "gzip": {
        "gzip": lambda: gzip.compress(CSV.encode(), mtime=0),
        "a TAR in it": lambda: gzip.compress(tarred({"a.csv": CSV.encode()}), mtime=0),
    },
    "bz2": {"bz2": lambda: bz2.compress(CSV.encode()), "lzma": lambda: lzma.compress(CSV.encode())},
    "tar": {
        "tarfile": lambda: tarred({"a.csv": CSV.encode(), "b.pdf": b"%PDF-1.4"}),
        "tarfile, PAX": lambda: tarred({"ข้อมูล" * 20 + ".csv": CSV.encode()}, form=tarfile.PAX_FORMAT),
        "tarfile, USTAR": lambda: tarred({"a.csv": CSV.encode()}, form=tarfile.USTAR_FORMAT),
    },
    "exe": {"by hand": lambda: b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0".ljust(64, b"\0") + b"\x0e\x1f\xba\x0e" * 20},
}


@cache
def made(name: str, writer: str = "") -> bytes:
    """The file of this format by that writer; by the first where none is named."""
    writers = FILES[name]
    return writers[writer or next(iter(writers))]()
