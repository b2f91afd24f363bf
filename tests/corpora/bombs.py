"""Files that are made to harm whoever reads them: small to send, endless to read. By name: format and bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

MB = 1_000_000
#: ten letters that call for ten times themselves, ten levels deep
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
    + "]><l>&j;</l>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{url}">]><rows><row><a>&x;</a></row></rows>'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def packed(*members: tuple[str, str | bytes]) -> bytes:
    """A ZIP of these members, under the names as they are given."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return whole.getvalue()


def _package(kind: str, part: str, *members: tuple[str, str]) -> bytes:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="{kind}"/>'
        "</Types>"
    )
    link = f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{part}"/>'
    return packed(("[Content_Types].xml", types), ("_rels/.rels", f"{link}</Relationships>"), *members)


def xlsx(sheet: str, *more: tuple[str, str], sheets: str = '<sheet name="S" sheetId="1" r:id="r1"/>') -> bytes:
    """A workbook around what stands in its sheet."""
    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    link = f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
    return _package(
        f"{_KINDS}.spreadsheetml.sheet.main+xml",
        "xl/workbook.xml",
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", f'{link}Target="worksheets/sheet1.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", sheet),
        *more,
    )


def worksheet(rows: str, behind: str = "") -> str:
    """One sheet of a workbook."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{behind}</worksheet>'


def ods(tables: str) -> bytes:
    """An OpenDocument spreadsheet around its tables."""
    names = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {names}>{body}</office:document-content>'
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return whole.getvalue()


def docx(body: str) -> bytes:
    """A Word document around its body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return _package(f"{_KINDS}.wordprocessingml.document.main+xml", "word/document.xml", ("word/document.xml", content))


def pdf(content: bytes = b"", *, pages: bytes = b"/Count 1/Kids[3 0 R]", extra: bytes = b"") -> bytes:
    """A PDF of one page, with its content packed."""
    stream = zlib.compress(content)
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages" + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R" + extra + b">>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    )
    objects = b"".join(b"%d 0 obj%bendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def texts(size: int) -> dict[str, tuple[str, bytes]]:
    """Text formats, each about so many bytes long."""
    repeat = {
        "csv of commas alone": ("csv", b"", b","),
        "csv of one row of commas": ("csv", b"a,b\n1,2\n", b","),
        "csv of empty rows": ("csv", b"a,b\n", b",\n"),
        "csv of line ends": ("csv", b"", b"\n"),
        "csv of blanks": ("csv", b"", b" "),
        "csv of one quote that never ends": ("csv", b'a,b\n1,"', b"x,\n"),
        "csv of quotes": ("csv", b"a,b\n", b'"'),
        "csv of lines within quotes": ("csv", b"a,b\n", b'"\n",'),
        "csv of one number": ("csv", b"a,b\n1,", b"9"),
        "csv of NUL": ("csv", b"a,b\n", b"\0"),
        "csv of every delimiter": ("csv", b"", b"a;b,c|d\te\n"),
        "csv of half addresses": ("csv", b"a\n", b"a@"),
        "csv of dots": ("csv", b"a\n", b"a."),
        "csv of Thai dates": ("csv", "วันที่,ค่า\n".encode(), "1 มกราคม 2565,1\n".encode()),
        "csv of bytes that are no text": ("csv", b"", b"\xff\xfe\xfd\x80"),
        "json of open brackets": ("json", b"", b"["),
        "json of objects in objects": ("json", b"", b'{"a":'),
        "json of one number": ("json", b'[{"a":', b"9"),
        "json of one text": ("json", b'[{"a":"', b"\\u0e01"),
        "json of half surrogates": ("json", b'[{"a":"', b"\\ud83d"),
        "jsonl of objects": ("jsonl", b"", b'{"a":1}\n'),
        "geojson of coordinates": (
            "geojson",
            b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[',
            b"[1,2],",
        ),
        "xml of open elements": ("xml", b"", b"<a>"),
        "xml of attributes": ("xml", b"<r><a ", b'a="1" '),
        "xml of a comment": ("xml", b"<r><!--", b"-"),
        "xml of CDATA": ("xml", b"<r><a><![CDATA[", b"]"),
        "svg of groups": ("svg", b'<svg xmlns="http://www.w3.org/2000/svg">', b"<g>"),
        "kml of folders": ("kml", b'<kml xmlns="http://www.opengis.net/kml/2.2">', b"<Folder>"),
        "html of open elements": ("html", b"<html><body>", b"<div>"),
        "html of angle brackets": ("html", b"<html><body>", b"<"),
        "html of ampersands": ("html", b"<html><body>", b"&"),
        "html of comments": ("html", b"<html><body>", b"<!--"),
        "html of blanks": ("html", b"<html><body>x", b" "),
        "text of blanks": ("txt", b"x", b" "),
        "text of blanks that do not break": ("txt", b"x", "\u00a0".encode()),
        "text of Thai marks": ("txt", "ก".encode(), "ิ่".encode()),
        "rtf of open groups": ("rtf", b"{\\rtf1", b"{"),
    }
    found = {name: (form, head + piece * (size // len(piece))) for name, (form, head, piece) in repeat.items()}
    names = range(size // 12)
    found["json of a name a row"] = ("json", ("[" + ",".join(f'{{"k{each}":1}}' for each in names) + "]").encode())
    found["xml of a name a row"] = ("xml", ("<r>" + "".join(f"<a{each}/>" for each in names) + "</r>").encode())
    found["xml of laughs"] = ("xml", LAUGHS.encode())
    found["xml of one long entity"] = (
        "xml",
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * (size // 2) + b'">]><r>' + b"&a;" * (size // 6) + b"</r>",
    )
    return found


def archives(size: int) -> dict[str, tuple[str, bytes]]:
    """Packed formats, each unpacking to about ``size`` bytes."""
    merged = '<mergeCell ref="A1:XFD1048576"/>'
    row = "<row>" + '<c t="str"><v>x</v></c>' * 50 + "</row>"
    nested = b"a,b\n1,2\n"
    for level in range(20):
        nested = packed((f"{level}.zip", nested))
    return {
        "zip of one file": ("zip", packed(("a.csv", bytes(size)))),
        "zip of many files": ("zip", packed(*((f"{each}.csv", "a\n1\n") for each in range(min(size // 500, 20_000))))),
        "zip in zip in zip": ("zip", nested),
        "kmz of folders": (
            "kmz",
            packed(("doc.kml", '<kml xmlns="http://www.opengis.net/kml/2.2">' + "<Folder>" * (size // 8))),
        ),
        "gzip of nothing": ("gzip", gzip.compress(bytes(size))),
        "gzip in gzip": ("gzip", gzip.compress(gzip.compress(bytes(size)))),
        "xlsx of rows": ("xlsx", xlsx(worksheet(row * (size // len(row))))),
        "xlsx of one cell": ("xlsx", xlsx(worksheet(f'<row><c t="str"><v>{"x" * size}</v></c></row>'))),
        "xlsx of the last cell": (
            "xlsx",
            xlsx(worksheet('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>')),
        ),
        "xlsx of rows that never end": ("xlsx", xlsx(worksheet("<row>" * (size // 5)))),
        "xlsx of laughs": ("xlsx", xlsx(LAUGHS)),
        "xlsx of shared texts": (
            "xlsx",
            xlsx(worksheet(row), ("xl/sharedStrings.xml", f'<sst xmlns="{_SHEET}">{"<si/>" * (size // 5)}</sst>')),
        ),
        "xlsx of merged cells": (
            "xlsx",
            xlsx(worksheet(row, f"<mergeCells>{merged * (size // 35)}</mergeCells>")),
        ),
        "xlsx of sheets": (
            "xlsx",
            xlsx(worksheet(row), sheets='<sheet name="S" sheetId="1" r:id="r1"/>' * (size // 40)),
        ),
        "ods of repeated cells": (
            "ods",
            ods(
                '<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000000">'
                '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell>'
                "</table:table-row></table:table>"
            ),
        ),
        "ods of repeated blanks": (
            "ods",
            ods(
                '<table:table table:name="S"><table:table-row><table:table-cell><text:p>a<text:s text:c="1000000000"/>b'
                "</text:p></table:table-cell></table:table-row></table:table>"
            ),
        ),
        "ods of tables in tables": ("ods", ods("<table:table>" * (size // 13))),
        "docx of paragraphs": ("docx", docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * (size // 33))),
        "docx of open paragraphs": ("docx", docx("<w:p>" * (size // 5))),
        "pdf of one page of moves": ("pdf", pdf(b"0 0 m " * (size // 6))),
        "pdf of pages that hold themselves": ("pdf", pdf(pages=b"/Count 1000000000/Kids[2 0 R]")),
        "pdf of junk": ("pdf", b"%PDF-1.4\n" + b"1 0 obj<<" * (size // 90)),
        "pdf of arrays in arrays": ("pdf", pdf(extra=b"/A" + b"[" * (size // 90))),
    }
