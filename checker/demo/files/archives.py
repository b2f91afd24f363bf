"""Files that are ZIP inside (and one picture): the portal's bundle, a Word document."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

from checker.demo.files import tables

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_RULES = (
    "ระเบียบกรมตัวอย่าง ว่าด้วยการให้บริการใบอนุญาต (ฉบับสมมติ)",
    "ข้อ 1 ระเบียบนี้ใช้เพื่อการสาธิตระบบตรวจบัญชีข้อมูลเท่านั้น",
    "ข้อ 2 ผู้ขอใบอนุญาตยื่นคำขอผ่านระบบออนไลน์หรือที่จุดบริการทุกแห่ง",
    "ข้อ 3 เจ้าหน้าที่พิจารณาคำขอให้แล้วเสร็จภายในสิบห้าวันทำการ",
)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP whose bytes depend on the members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 3, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def service_rules() -> bytes:
    """A Word document of a few paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in _RULES)
    body = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
    return zipped(
        {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.encode(), "word/document.xml": body.encode()}
    )


def all_resource_data() -> bytes:
    """What the portal makes of all resources of a dataset."""
    return zipped({"quarterly.csv": tables.online_permits_quarterly(), "dictionary.csv": tables.permits_dictionary()})


def e_books() -> bytes:
    """A table in a ZIP."""
    return zipped({"e-books/list.csv": tables.archive_list()})


def waiting_area() -> bytes:
    """A small grey picture (PNG)."""
    width, height = 160, 90
    rows = b"".join(b"\0" + bytes((column + row) % 256 for column in range(width)) for row in range(height))
    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
