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

_PROVINCES = ("กรุงเทพมหานคร", "เชียงใหม่", "ขอนแก่น", "สงขลา", "ชลบุรี")
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
Rows = list[tuple[object, ...]]


def _monthly(seed: int) -> Rows:
    rows = [(n + 1, 2556 + n // 12, n % 12 + 1, _PROVINCES[(seed + n) % 5], (seed >> n % 16) % 1000) for n in range(40)]
    return [("ลำดับ", "ปี", "เดือน", "จังหวัด", "จำนวน"), *rows]


def _daily(seed: int) -> Rows:
    rows = [(f"2564-{1 + n // 28 % 12:02}-{1 + n % 28:02}", (seed >> n % 16) % 1000) for n in range(60)]
    return [("วันที่", "จำนวนผู้รับบริการ"), *rows]


def _yearly(seed: int) -> Rows:
    rows = [(2550 + n, (seed >> n) % 10_000, (seed >> n) % 97) for n in range(3 + seed % 8)]
    return [("ปีงบประมาณ", "จำนวนโครงการ", "ร้อยละ"), *rows]


def _register(seed: int) -> Rows:
    rows = [(f"R-{seed % 900 + n}", f"รายการที่ {n + 1}", (seed >> n % 16) % 50) for n in range(25)]
    return [("รหัส", "ชื่อรายการ", "จำนวน"), *rows]


def _printed(seed: int) -> Rows:
    """Laid out for a report: title rows, and a total below."""
    rows = [(2560 + n, (seed >> n) % 1000) for n in range(5)]
    total = sum(int(str(row[1])) for row in rows)
    return [("ตารางที่ 1 สถิติการให้บริการ", ""), ("หน่วย: ครั้ง", ""), ("ปี", "จำนวน"), *rows, ("รวม", total)]


_SHAPES = (_monthly, _daily, _yearly, _register, _printed)


def _table(key: str) -> Rows:
    """A table, its header first, that depends on the key alone."""
    seed = crc32(key.encode())
    return _SHAPES[seed % len(_SHAPES)](seed)


def _csv(key: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_table(key))
    return out.getvalue().encode("cp874" if crc32(key.encode()) % 3 == 0 else "utf-8-sig")


def _xlsx(key: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(_table(key)):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _rows(key: str) -> Rows:
    """Records alone: no shape of a printed page."""
    return _monthly(crc32(key.encode()))[1:]


def _xml(key: str) -> bytes:
    rows = "".join(f"<row><year>{row[1]}</year><count>{row[4]}</count></row>" for row in _rows(key))
    return f"{_XML}<rows>{rows}</rows>\n".encode()


def _rss(key: str) -> bytes:
    items = "".join(f"<item><title>รายการที่ {row[0]}</title></item>" for row in _rows(key))
    return f'{_XML}<rss version="2.0"><channel><title>ข่าว</title>{items}</channel></rss>\n'.encode()


def _json(key: str) -> bytes:
    header, *rows = _monthly(crc32(key.encode()))
    return json.dumps([dict(zip(map(str, header), row, strict=True)) for row in rows], ensure_ascii=False).encode()


def _gml(key: str) -> bytes:
    members = "".join(f"<gml:pos>13.{row[4]} 100.{row[4]}</gml:pos>" for row in _rows(key))
    return f'{_XML}<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">{members}</gml:FeatureCollection>\n'.encode()


def _rdf(key: str) -> bytes:
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    rows = "".join(f'<rdf:Description rdf:about="http://data.example/{row[0]}"/>' for row in _rows(key))
    return f'{_XML}<rdf:RDF xmlns:rdf="{space}">{rows}</rdf:RDF>\n'.encode()


def _ods(key: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in _table(key))
    sheet = f"<office:spreadsheet><table:table table:name='1'>{rows}</table:table></office:spreadsheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"{_XML}<office:document-content {spaces}><office:body>{sheet}</office:body></office:document-content>",
        )
    return out.getvalue()


def _pdf(key: str) -> bytes:
    """One in three is a scan."""
    return FILES["order-scanned.pdf" if crc32(key.encode()) % 3 == 0 else "service-manual.pdf"]()


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
    "pdf": ("application/pdf", _pdf),
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
