"""Documents made to harm who reads them: bombs, loops, depths and floods. ``HOSTILE`` is name → (format, maker)."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

from tests.corpora.documents import assembled, raw, word

MEGABYTE = 1 << 20
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(packed: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    return b"<< /Filter %s /Length %d %s >>\nstream\n%s\nendstream" % (filters, len(packed), more, packed)


def one_page(content: bytes, *more: bytes) -> bytes:
    return assembled([CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, content, FONT, *more])


def packed(piece: bytes, megabytes: int) -> bytes:
    """Much of the same, packed without being held whole."""
    packer, block = zlib.compressobj(1), (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def bomb() -> bytes:
    return one_page(stream(packed(b"q Q ", 800)))


def text_bomb() -> bytes:
    return one_page(stream(packed(b"BT /F 9 Tf (abcdefgh) Tj ET ", 100)))


def nested_filters() -> bytes:
    content = bytes(MEGABYTE * 64)
    for _ in range(4):
        content = zlib.compress(content, 9)
    return one_page(stream(content, b"[" + b"/FlateDecode " * 4 + b"]"))


def page_tree_loop() -> bytes:
    return assembled(
        [CATALOG, b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 3 0 R] /Parent 2 0 R >>", PAGE, stream(b""), FONT]
    )


def page_tree_of_itself() -> bytes:
    return assembled([b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 5 >>"])


def deep_page_tree(depth: int = 50_000) -> bytes:
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 3) for number in range(depth)]
    return assembled([CATALOG, *nodes, PAGE])


def wide_page_tree(count: int = 300_000) -> bytes:
    kids = b"3 0 R " * count
    return assembled([CATALOG, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), PAGE, stream(b""), FONT])


def counts_without_end() -> bytes:
    return assembled([CATALOG, b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>", PAGE, stream(b""), FONT])


def million_objects() -> bytes:
    return assembled([CATALOG, b"<< /Type /Pages /Count 0 /Kids [] >>", *[b"null"] * 400_000])


def table_loop() -> bytes:
    made = raw([b"BT ET"])
    start = int(made.rpartition(b"startxref\n")[2].split()[0])
    return made.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % start)


def huge_table() -> bytes:
    made = raw([b"BT ET"])
    return made.replace(b"xref\n0 7", b"xref\n0 4294967295").replace(b"/Size 7", b"/Size 4294967295")


def form_of_itself() -> bytes:
    content = b"/X Do " * 50
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length %d >>"
        % len(content)
    )
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    body = form + b"\nstream\n" + content + b"\nendstream"
    return assembled(
        [CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream(zlib.compress(content)), FONT, body]
    )


def forms_of_forms(depth: int = 9, width: int = 10) -> bytes:
    """Each form draws the next ten times: a milliard of pieces."""
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    forms = []
    for number in range(depth):
        content = b"/X Do " * width if number < depth - 1 else b"0 0 1 1 re f"
        head = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>"
        )
        forms.append(head % (7 + number, len(content)) + b"\nstream\n" + content + b"\nendstream")
    return assembled(
        [CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream(zlib.compress(b"/X Do")), FONT, *forms]
    )


def deep_arrays() -> bytes:
    return assembled([CATALOG, b"<< /Type /Pages /Count 1 /Kids " + b"[" * 500_000 + b"]" * 500_000 + b" >>"])


def huge_picture() -> bytes:
    size = b"/Width 2000000000 /Height 2000000000 /ColorSpace /DeviceRGB /BitsPerComponent 16"
    picture = stream(zlib.compress(bytes(1000)), more=b"/Type /XObject /Subtype /Image " + size)
    page = PAGE.replace(b"/Font", b"/XObject << /I 6 0 R >> /Font")
    draw = stream(zlib.compress(b"595 0 0 842 0 0 cm /I Do"))
    return assembled([CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, draw, FONT, picture])


def odd_page_size(box: bytes) -> bytes:
    return raw([b"BT /F 9 Tf 0 0 Td (A page of an odd size) Tj ET"]).replace(b"[0 0 595 842]", box)


def font_map_bomb() -> bytes:
    rows = b"".join(b"<%04X> <%s>\n" % (number, b"0E01" * 500) for number in range(0, 65536, 8))
    made = stream(zlib.compress(b"begincmap\n8192 beginbfchar\n" + rows + b"endbfchar\nendcmap"))
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R "
    font += b"/DescendantFonts [7 0 R] >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
    below += b"/CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>"
    text = b"BT /F 9 Tf <" + b"".join(b"%04X" % number for number in range(0, 65536, 8)) + b"> Tj ET"
    return assembled(
        [
            CATALOG,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            stream(zlib.compress(text * 20)),
            font,
            made,
            below,
        ]
    )


def attachments(count: int = 3_000) -> bytes:
    names = b" ".join(b"(%05d.pdf) 6 0 R" % number for number in range(count))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    held = stream(packed(b"%PDF-1.4 ", 16), more=b"/Type /EmbeddedFile")
    file = b"<< /Type /Filespec /F (a.pdf) /UF (a.pdf) /EF << /F 7 0 R >> >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return assembled([catalog, pages, PAGE, stream(zlib.compress(b"BT ET")), FONT, file, held])


def mutated(seed: int, make: Callable[[], bytes]) -> bytes:
    """A good file with some bytes changed, cut out or said twice."""
    chance, made = random.Random(seed), bytearray(make())
    for _ in range(chance.choice([1, 4, 20, 100])):
        at = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randrange(1, 200)]
            case _:
                made[at:at] = made[max(0, at - chance.randrange(1, 200)) : at]
    return bytes(made)


# ---------------------------------------------------------------- ZIP and XML


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def document_xml(content: bytes, head: bytes = b"") -> bytes:
    return zipped({"word/document.xml": b'<?xml version="1.0"?>' + head + b"<w:document>" + content + b"</w:document>"})


def zip_bomb() -> bytes:
    return document_xml(b"<w:p/>" * 3_000_000)


def blank_bomb() -> bytes:
    return document_xml(b" " * 150_000_000)


def text_flood() -> bytes:
    return document_xml(b"<w:t>" + b"abcdefgh " * 5_000_000 + b"</w:t>")


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]>'.encode()
    return document_xml(b"<w:t>&e11;</w:t>", head)


def outside_entity() -> bytes:
    return document_xml(b"<w:t>&e;</w:t>", b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>')


def deep_xml() -> bytes:
    return document_xml(b"<w:p>" * 3_000_000)


def many_attributes() -> bytes:
    return document_xml(b"<w:p " + b" ".join(b'a%d="b"' % number for number in range(500_000)) + b"/>")


def many_members() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"ppt/slides/slide{number}.xml", b"<s/>")
    return target.getvalue()


def lying_sizes() -> bytes:
    made = word()
    at = made.rindex(b"word/document.xml") - 46
    return made[: at + 20] + b"\xff" * 8 + made[at + 28 :]


#: name → (format, what makes it)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("pdf", bomb),
    "text bomb": ("pdf", text_bomb),
    "filters in filters": ("pdf", nested_filters),
    "page tree that loops": ("pdf", page_tree_loop),
    "page tree of itself": ("pdf", page_tree_of_itself),
    "deep page tree": ("pdf", deep_page_tree),
    "wide page tree": ("pdf", wide_page_tree),
    "endless count of pages": ("pdf", counts_without_end),
    "a million objects": ("pdf", million_objects),
    "table that loops": ("pdf", table_loop),
    "table without end": ("pdf", huge_table),
    "form that draws itself": ("pdf", form_of_itself),
    "forms that draw forms": ("pdf", forms_of_forms),
    "deep arrays": ("pdf", deep_arrays),
    "picture without end": ("pdf", huge_picture),
    "page of no size": ("pdf", partial(odd_page_size, b"[0 0 0 0]")),
    "page of endless size": ("pdf", partial(odd_page_size, b"[-1e38 -1e38 1e38 1e38]")),
    "page upside down": ("pdf", partial(odd_page_size, b"[595 842 0 0]")),
    "font map": ("pdf", font_map_bomb),
    "attachments": ("pdf", attachments),
    "zip bomb": ("docx", zip_bomb),
    "bomb of blanks": ("docx", blank_bomb),
    "flood of text": ("docx", text_flood),
    "entity bomb": ("docx", entity_bomb),
    "entity from outside": ("docx", outside_entity),
    "deep xml": ("docx", deep_xml),
    "many attributes": ("docx", many_attributes),
    "many members": ("pptx", many_members),
    "sizes that lie": ("docx", lying_sizes),
    "zip with a zip bomb": ("zip", lambda: zipped({"a.docx": zip_bomb(), "b.docx": word()})),
    "open tags": ("html", lambda: b"<a " * 87_000),
    "open comments": ("html", lambda: b"<!--" * 65_000),
    "open declarations": ("html", lambda: b"<!" * 131_000),
    "open references": ("html", lambda: b"<p>" + b"&#" * 131_000),
    "open script": ("html", lambda: b"<script>" + b"</" * 131_000),
    "deep page": ("html", lambda: b"<div>" * 52_000),
    "deep groups": ("rtf", lambda: b"{\\rtf1 " + b"{" * 5_000_000),
    "many controls": ("rtf", lambda: b"{\\rtf1 " + b"\\b\\i" * 300_000),
    "many letters": ("rtf", lambda: b"{\\rtf1 " + b"\\'e1\\u3585?" * 300_000),
    "long number": ("rtf", lambda: b"{\\rtf1 \\u" + b"9" * 1_000_000),
}
