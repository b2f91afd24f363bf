"""Files that stand in for those behind real links: made here, of the format that the link names."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from zlib import crc32

import xlsxwriter

from checker.demo.files import FILES

_HEADER = ("ลำดับ", "ปี", "เดือน", "จังหวัด", "จำนวน")
_PROVINCES = ("กรุงเทพมหานคร", "เชียงใหม่", "ขอนแก่น", "สงขลา", "ชลบุรี")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _rows(key: str) -> list[tuple[object, ...]]:
    """A table that depends on the key alone: 12 to 71 rows."""
    seed = crc32(key.encode())
    return [
        (n + 1, 2556 + n // 12, n % 12 + 1, _PROVINCES[(seed + n) % 5], (seed >> n % 16) % 1000)
        for n in range(12 + seed % 60)
    ]


def _csv(key: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_HEADER, *_rows(key)])
    return out.getvalue().encode("cp874" if crc32(key.encode()) % 3 == 0 else "utf-8-sig")


def _xlsx(key: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([_HEADER, *_rows(key)]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _xml(key: str) -> bytes:
    rows = "".join(f"<row><year>{row[1]}</year><count>{row[4]}</count></row>" for row in _rows(key))
    return f"{_XML}<rows>{rows}</rows>\n".encode()


def _rss(key: str) -> bytes:
    items = "".join(f"<item><title>รายการที่ {row[0]}</title></item>" for row in _rows(key))
    return f'{_XML}<rss version="2.0"><channel><title>ข่าว</title>{items}</channel></rss>\n'.encode()


def _json(key: str) -> bytes:
    return json.dumps([dict(zip(_HEADER, row, strict=True)) for row in _rows(key)], ensure_ascii=False).encode()


def _gml(key: str) -> bytes:
    members = "".join(f"<gml:pos>13.{row[4]} 100.{row[4]}</gml:pos>" for row in _rows(key))
    return f'{_XML}<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">{members}</gml:FeatureCollection>\n'.encode()


def _rdf(key: str) -> bytes:
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    rows = "".join(f'<rdf:Description rdf:about="http://data.example/{row[0]}"/>' for row in _rows(key))
    return f'{_XML}<rdf:RDF xmlns:rdf="{space}">{rows}</rdf:RDF>\n'.encode()


def _ods(key: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'{_XML}<office:document-content xmlns:office="{office}"/>')
    return out.getvalue()


def _ppt(key: str) -> bytes:
    """The old Office container of the bundled workbook, its stream renamed to PowerPoint's."""
    old, new = "Workbook\0".encode("utf-16-le"), "PowerPoint Document\0".encode("utf-16-le")
    body = bytearray(FILES["annual-report.xls"]())
    at = body.index(old)
    body[at : at + len(new)] = new
    body[at + 64] = len(new)
    return bytes(body)


def _of_demo(name: str) -> Callable[[str], bytes]:
    return lambda key: FILES[name]()


#: Format, as the end of the URL or the declared format names it → (content type, what makes the bytes).
MAKERS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "csv": ("text/csv", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "xls": ("application/vnd.ms-excel", _of_demo("annual-report.xls")),
    "pdf": ("application/pdf", _of_demo("service-manual.pdf")),
    "zip": ("application/zip", _of_demo("all-resource-data.zip")),
    "json": ("application/json", _json),
    "kml": ("application/vnd.google-earth.kml+xml", _of_demo("service-points.kml")),
    "gml": ("application/gml+xml", _gml),
    "xml": ("application/xml", _xml),
    "rss": ("application/rss+xml", _rss),
    "rdf": ("application/rdf+xml", _rdf),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ods),
    "ppt": ("application/vnd.ms-powerpoint", _ppt),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _of_demo("service-rules.docx")),
}
