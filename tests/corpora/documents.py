"""Documents, labelled by what a reader can do with them: search their text or not.

Labels: ``searchable``; ``scan`` (pictures or curves in place of text); ``garbled`` (the text is not what is shown);
``encrypted`` (opens only with a password); ``damaged`` (cannot be opened, or most of it is gone).
"""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from functools import cache, partial
from pathlib import Path

import docx
import pptx
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from odf import teletype  # noqa: F401 - loads the table of elements
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from PIL import Image, ImageDraw, ImageFont

from checker.content import Content, DocumentProfile
from checker.read import read

FILES = Path(__file__).parent / "documents_files"
BUNDLED = Path(__file__).parents[2] / "checker" / "demo" / "bundled"
FONTS = Path("/usr/share/fonts/truetype/tlwg")
FONT = "Garuda"

THAI = [
    "ประกาศกรมตัวอย่าง เรื่อง หลักเกณฑ์และวิธีการให้บริการประชาชนผ่านระบบอิเล็กทรอนิกส์ พ.ศ. 2565",
    "โดยที่เป็นการสมควรปรับปรุงหลักเกณฑ์การให้บริการประชาชนให้สะดวก รวดเร็ว และโปร่งใสยิ่งขึ้น กรมตัวอย่างจึงออกประกาศไว้ ดังต่อไปนี้",
    "ข้อ 1 ประกาศนี้ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศเป็นต้นไป",
    "ข้อ 2 ผู้ยื่นคำขอต้องเป็นผู้อยู่อาศัยในพื้นที่ และต้องแนบสำเนาทะเบียนบ้านพร้อมทั้งแผนที่แสดงที่ตั้งของสถานประกอบการ",
    "ข้อ 3 เจ้าหน้าที่ต้องพิจารณาคำขอให้แล้วเสร็จภายในสิบห้าวันทำการนับแต่วันที่ได้รับเอกสารครบถ้วน",
    "ข้อ 4 ในกรณีที่มีเหตุจำเป็นไม่อาจพิจารณาให้แล้วเสร็จได้ ให้แจ้งเหตุแห่งความล่าช้าให้ผู้ยื่นคำขอทราบทุกเจ็ดวัน",
    "ข้อ 5 น้ำดื่มที่ผลิตเพื่อจำหน่ายต้องผ่านการตรวจสอบคุณภาพทั้งทางเคมีและชีวภาพอย่างน้อยปีละสองครั้ง",
    "ข้อ 6 ให้เปิดเผยข้อมูลสถิติการให้บริการรายเดือนในรูปแบบที่เครื่องคอมพิวเตอร์อ่านได้ผ่านบัญชีข้อมูลของหน่วยงาน",
    "ข้อ 7 ผู้ใดฝ่าฝืนหรือไม่ปฏิบัติตามประกาศนี้ ให้อธิบดีมีอำนาจสั่งระงับการให้บริการได้เป็นการชั่วคราว",
    "ประกาศ ณ วันที่ 1 มีนาคม พ.ศ. 2565 (เอกสารสมมติ)",
]
ENGLISH = [
    "Announcement of the Department of Examples on electronic services to the public",
    "Whoever applies for a licence shall live in the district and attach a copy of the house registration.",
    "The officer in charge decides within fifteen working days from the day on which all papers have been received.",
    "Statistics of the service are published every month in a form that machines can read.",
]
NAMES = [f"{n}  โรงเรียนบ้านหนองตัวอย่าง {n}  ตำบลสมมติ  อำเภอเมืองสมมติ  จังหวัดขอนแก่น  {n * 37}" for n in range(1, 25)]
FIGURES = [f"{n}   {n * 1234:,}   {n * 77.5:,.2f}   {n * 3.1:.1f}%   {2540 + n}" for n in range(1, 30)]
FORM = [f"ชื่อ{'.' * 60} นามสกุล{'.' * 60}", f"ที่อยู่ {'…' * 70}", f"ลงชื่อ {'_' * 50} ผู้ยื่นคำขอ"] * 4


def paper(*, font: str = FONT, compressed: bool = True) -> FPDF:
    """A PDF without pages, in a Thai font."""
    made = FPDF()
    made.set_compression(compressed)
    made.set_creation_date(datetime(2022, 3, 1, tzinfo=timezone.utc))
    made.add_font("thai", fname=str(FONTS / f"{font}.ttf"))
    made.set_font("thai", size=13)
    return made


def written(made: FPDF, lines: Iterable[str] = THAI) -> FPDF:
    """The same with a page of text more."""
    made.add_page()
    for line in lines:
        made.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return made


@cache
def picture(lines: tuple[str, ...] = tuple(THAI), *, mode: str = "L") -> Image.Image:
    """A page as a scanner sees it."""
    page = Image.new("L", (1240, 1754), 240)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONTS / f"{FONT}.ttf"), 26)
    for number, line in enumerate(lines):
        draw.text((100, 120 + 60 * number), line[:70], fill=20, font=font)
    return page.rotate(0.4, fillcolor=235).convert(mode)


def scanned(made: FPDF, *, mode: str = "L", strips: int = 1, margin: int = 0) -> FPDF:
    """The same with a scanned page more, in one picture or in strips."""
    made.add_page()
    page = picture(mode=mode)
    for number in range(strips):
        part = page.crop((0, page.height * number // strips, page.width, page.height * (number + 1) // strips))
        made.image(part, x=margin, y=margin + (297 - 2 * margin) * number / strips, w=210 - 2 * margin,
                   h=(297 - 2 * margin) / strips)  # fmt: skip
    return made


def put(made: FPDF, text: str, *, y: float = 285, hidden: bool = False) -> FPDF:
    """Text on the last page, over what is there."""
    made.set_auto_page_break(False)
    made.set_xy(10, y)
    with made.local_context(text_mode="INVISIBLE" if hidden else "FILL"):
        made.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    return made


def pdf(made: FPDF) -> bytes:
    return bytes(made.output())


# ---------------------------------------------------------------- broken font maps


def remapped(change: Callable[[int], int], *, lines: Iterable[str] = THAI, pages: int = 1, font: str = FONT) -> bytes:
    """A text whose font map gives other characters than are shown, character by character."""
    made = paper(font=font, compressed=False)
    for _ in range(pages):
        written(made, lines)
    return _changed(pdf(made), change)


def partly(well: int, wrong: int) -> bytes:
    """So many pages in a font whose map is right, and so many in one whose map is not."""
    made = paper(compressed=False)
    for _ in range(well):
        written(made)
    made.add_font("other", fname=str(FONTS / "Loma.ttf"))
    made.set_font("other", size=13)
    for _ in range(wrong):
        written(made)
    first, middle, last = pdf(made).rpartition(b"begincmap")
    return first + middle + _changed(last, shuffled(9))


def _changed(part: bytes, change: Callable[[int], int]) -> bytes:
    pattern = rb"(<[0-9A-F]{4}> )<(0E[0-9A-F]{2})>"
    return re.sub(pattern, lambda found: found[1] + b"<%04X>" % change(int(found[2], 16)), part)


def shifted_by(number: int) -> Callable[[int], int]:
    return lambda code: 0x0E01 + (code - 0x0E01 + number) % 0x4D


def shuffled(seed: int) -> Callable[[int], int]:
    codes = list(range(0x0E01, 0x0E4F))
    other = codes[:]
    random.Random(seed).shuffle(other)
    return dict(zip(codes, other, strict=True)).__getitem__


def as_latin(encoding: str) -> Callable[[int], int]:
    return lambda code: ord(bytes([code - 0x0E00 + 0xA0]).decode(encoding, "replace"))


#: tone marks as fonts of Windows keep them shifted to the left (U+F70A …) or lowered
PRIVATE_MARKS = {0x0E48: 0xF70A, 0x0E49: 0xF70B, 0x0E4A: 0xF70C, 0x0E4B: 0xF70D, 0x0E4C: 0xF70E, 0x0E31: 0xF710,
                 0x0E34: 0xF701, 0x0E35: 0xF702, 0x0E47: 0xF712}  # fmt: skip


def private(code: int) -> int:
    return PRIVATE_MARKS.get(code, code)


def without_map() -> bytes:
    return pdf(written(paper(compressed=False))).replace(b"/ToUnicode", b"/NoUnicode")


def tis_in_winansi(lines: Iterable[str] = THAI) -> bytes:
    """The way of the nineties: Thai bytes in a font that says to be Latin."""
    text = b"".join(b"(" + re.sub(rb"([()\\])", rb"\\\1", line.encode("cp874")) + b") Tj T*\n" for line in lines)
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /AngsanaUPC /Encoding /WinAnsiEncoding >>"
    return raw([b"BT /F 12 Tf 40 780 Td 18 TL\n" + text + b"ET"], font=font)


def curves(pages: int = 1) -> bytes:
    """Text as a drawing program turns it into curves."""
    chance = random.Random(5)
    shape = b"".join(
        b"%d %d m %d %d l %d %d l f\n" % tuple(chance.randrange(40, 780) for _ in range(6)) for _ in range(900)
    )
    return raw([shape] * pages)


# ---------------------------------------------------------------- PDF by hand


def raw(
    pages: list[bytes], *, font: bytes = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", tail: bytes = b""
) -> bytes:
    """A PDF of content streams, with ``tail`` in its catalog."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + tail + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 595 842] >>" % (len(pages), kids),
        b"<< /Font << /F 4 0 R >> >>",
        font,
    ]
    for number, content in enumerate(pages):
        packed = zlib.compress(content)
        objects.append(b"<< /Type /Page /Parent 2 0 R /Resources 3 0 R /Contents %d 0 R >>" % (6 + 2 * number))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    return assembled(objects)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """The objects of a PDF, numbered from 1, with their table."""
    made, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


# ---------------------------------------------------------------- odd but well


def locked(user: str, *, method: EncryptionMethod = EncryptionMethod.AES_128) -> bytes:
    made = paper()
    made.set_encryption(owner_password="owner", user_password=user, encryption_method=method,
                        permissions=AccessPermission.none())  # fmt: skip
    return pdf(written(made))


def book(pages: int) -> bytes:
    """A long document: every page with a line of text."""
    line = b"BT /F 12 Tf 40 780 Td (Page with the text of an announcement of the Department of Examples) Tj ET"
    return raw([line] * pages)


def form() -> bytes:
    """Fields to be filled, beside their labels."""
    fields = b"<< /FT /Tx /T (name) /Type /Annot /Subtype /Widget /Rect [0 0 100 20] >>"
    labels = b"BT /F 12 Tf 40 780 Td (Name and address of the applicant, house registration, signature) Tj ET"
    return raw([labels], tail=b"/AcroForm << /Fields [%s] >>" % fields)


def portfolio(*parts: bytes) -> bytes:
    """A cover with PDFs inside it."""
    made = paper()
    made.add_page()
    for number, part in enumerate(parts):
        made.embed_file(bytes=part, basename=f"part{number}.pdf", mime_type="application/pdf")
    return pdf(made)


def mixed(*parts: Callable[[FPDF], FPDF]) -> bytes:
    made = paper()
    for part in parts:
        part(made)
    return pdf(made)


def blank(made: FPDF) -> FPDF:
    made.add_page()
    return made


def stamped(made: FPDF) -> FPDF:
    """A scan with what an office's system prints on it."""
    return put(scanned(made), "เลขรับที่ 12345/2565 วันที่ 1 มี.ค. 2565 เวลา 10:30 น.", y=5)


def signed(made: FPDF) -> FPDF:
    said = "Digitally signed by Department of Examples DN: c=TH, o=Examples Date: 2022.03.01 10:30:00 +07'00'"
    return put(scanned(made), said, y=270)


def numbered(made: FPDF) -> FPDF:
    return put(scanned(made), f"หน้า {made.page}")


def recognised(made: FPDF, lines: Iterable[str] = THAI) -> FPDF:
    """A scan with the text behind it that a program has recognised."""
    return put(scanned(made), "\n".join(lines), y=20, hidden=True)


def misread(made: FPDF) -> FPDF:
    """The same by a program that knows Latin letters alone."""
    chance = random.Random(7)
    words = [
        "".join(chance.choice("nuiJIlWwsS3aAUo1fdrtv5") for _ in range(chance.randrange(2, 12))) for _ in range(220)
    ]
    return recognised(made, [" ".join(words)])


def on_background(made: FPDF) -> FPDF:
    made.add_page()
    made.image(Image.new("RGB", (200, 280), (230, 240, 255)), x=0, y=0, w=210, h=297)
    return put(made, "\n".join(THAI), y=20)


def slide(made: FPDF) -> FPDF:
    """A few large words over a picture."""
    made.add_page(orientation="landscape")
    made.image(Image.new("RGB", (280, 200), (200, 220, 255)), x=0, y=0, w=297, h=210)
    with made.local_context(font_size_pt=34):
        made.set_xy(20, 30)
        made.multi_cell(0, 20, "ผลการดำเนินงานของกรมตัวอย่าง\nบริการประชาชนรวดเร็วขึ้นสองเท่า", new_x="LMARGIN", new_y="NEXT")
    return made


def watermarked(made: FPDF) -> FPDF:
    scanned(made)
    with made.local_context(font_size_pt=80), made.rotation(45, 105, 150):
        made.text(20, 150, "สำเนาถูกต้อง")
    return made


def word(*, lines: Iterable[str] = THAI, pictures: int = 0) -> bytes:
    made, target = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    for _ in range(pictures):
        made.add_picture(_png(), width=docx.shared.Inches(6))
    made.save(target)
    return target.getvalue()


def slides(*, lines: Iterable[str], pictures: int = 0) -> bytes:
    made, target = pptx.Presentation(), io.BytesIO()
    for line in lines:
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = line
    for _ in range(pictures):
        made.slides.add_slide(made.slide_layouts[6]).shapes.add_picture(_png(), 0, 0)
    made.save(target)
    return target.getvalue()


def _png() -> io.BytesIO:
    target = io.BytesIO()
    picture().resize((300, 400)).save(target, "PNG")
    target.seek(0)
    return target


def open_document() -> bytes:
    made, target = OpenDocumentText(), io.BytesIO()
    for line in THAI:
        made.text.addElement(odf_text.P(text=line))
    made.save(target)
    return target.getvalue()


def page(lines: Iterable[str] = THAI, encoding: str = "utf-8") -> bytes:
    head = f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>t</title></head><script>var code;</script>'
    return (head + "".join(f"<p>{line}</p>" for line in lines)).encode(encoding)


def rich(lines: Iterable[str] = THAI) -> bytes:
    """RTF as Word writes it: Thai bytes in a Thai font."""
    text = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in "\\par ".join(lines).encode("cp874"))
    return f"{{\\rtf1\\ansi\\ansicpg874{{\\fonttbl{{\\f0\\fcharset222 Angsana New;}}}}\\f0 {text}}}".encode("ascii")


@cache
def _well() -> bytes:
    return pdf(written(written(written(paper()))))


def cut(share: float) -> bytes:
    return _well()[: int(share * len(_well()))]


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


#: (label, format, what it is, how it is made)
CASES: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
    *(("searchable", "pdf", f"Thai in {font}", partial(lambda font: pdf(written(paper(font=font))), font))
      for font in ("Garuda", "Loma", "Kinnari", "Norasi", "Sawasdee", "TlwgMono", "Umpush", "Waree")),
    ("searchable", "pdf", "English", lambda: pdf(written(paper(), ENGLISH))),
    ("searchable", "pdf", "list of schools", lambda: pdf(written(paper(), NAMES))),
    ("searchable", "pdf", "table of figures", lambda: pdf(written(paper(), FIGURES))),
    ("searchable", "pdf", "form with dotted lines", lambda: pdf(written(paper(), FORM))),
    ("searchable", "pdf", "by LibreOffice", partial(bytes_of, FILES / "libreoffice.pdf")),
    ("searchable", "pdf", "by Chromium", partial(bytes_of, FILES / "chromium.pdf")),
    ("searchable", "pdf", "by Chromium, the demo's", partial(bytes_of, BUNDLED / "service-manual.pdf")),
    ("searchable", "pdf", "owner password alone", partial(locked, "")),
    ("searchable", "pdf", "owner password alone, RC4", partial(locked, "", method=EncryptionMethod.RC4)),
    ("searchable", "pdf", "owner password alone, AES-256", partial(locked, "", method=EncryptionMethod.AES_256)),
    ("searchable", "pdf", "every back page blank", lambda: mixed(written, blank, written, blank, written, blank)),
    ("searchable", "pdf", "two of three pages are text", lambda: mixed(written, scanned, written)),
    ("searchable", "pdf", "text over a picture", lambda: mixed(on_background, on_background)),
    ("searchable", "pdf", "slides over pictures", lambda: mixed(slide, slide, slide)),
    ("searchable", "pdf", "scan with recognised text", lambda: mixed(recognised, recognised)),
    ("searchable", "pdf", "form with fields", form),
    ("searchable", "pdf", "ten thousand pages", partial(book, 10_000)),
    ("searchable", "pdf", "portfolio of texts", lambda: portfolio(_well(), _well())),
    ("searchable", "pdf", "table of places is wrong", lambda: re.sub(rb"startxref\n\d+", b"startxref\n7", _well())),
    ("searchable", "pdf", "bytes before its beginning", lambda: b"\r\n" * 9 + _well()),
    ("searchable", "pdf", "one page of four with a broken map", partial(partly, 3, 1)),
    ("searchable", "docx", "by python-docx", word),
    ("searchable", "docx", "by LibreOffice", partial(bytes_of, FILES / "libreoffice.docx")),
    ("searchable", "odt", "by odfpy", open_document),
    ("searchable", "odt", "by LibreOffice", partial(bytes_of, FILES / "libreoffice.odt")),
    ("searchable", "doc", "by LibreOffice", partial(bytes_of, FILES / "libreoffice.doc")),
    ("searchable", "rtf", "by LibreOffice", partial(bytes_of, FILES / "libreoffice.rtf")),
    ("searchable", "rtf", "Thai bytes", rich),
    ("searchable", "pptx", "slides", partial(slides, lines=THAI[:5], pictures=2)),
    ("searchable", "html", "page", page),
    ("searchable", "html", "page in cp874", partial(page, encoding="cp874")),
    ("searchable", "txt", "text", lambda: "\n".join(THAI).encode()),
    ("searchable", "txt", "text in cp874", lambda: "\n".join(THAI).encode("cp874")),
    ("scan", "pdf", "one picture a page", lambda: mixed(scanned, scanned)),
    ("scan", "pdf", "black and white", lambda: mixed(partial(scanned, mode="1"))),
    ("scan", "pdf", "in strips", lambda: mixed(partial(scanned, strips=12))),
    ("scan", "pdf", "with margins", lambda: mixed(partial(scanned, margin=18))),
    ("scan", "pdf", "by Pillow, the demo's", partial(bytes_of, BUNDLED / "order-scanned.pdf")),
    ("scan", "pdf", "with page numbers", lambda: mixed(*[numbered] * 3)),
    ("scan", "pdf", "with stamps", lambda: mixed(stamped, stamped)),
    ("scan", "pdf", "with a signature", lambda: mixed(signed)),
    ("scan", "pdf", "with a watermark", lambda: mixed(watermarked, watermarked)),
    ("scan", "pdf", "with a cover of text", lambda: mixed(written, scanned, scanned, scanned)),
    ("scan", "pdf", "half of it", lambda: mixed(written, scanned)),
    ("scan", "pdf", "owner password alone", partial(lambda: _locked_scan())),
    ("scan", "pdf", "portfolio of scans", lambda: portfolio(mixed(scanned), mixed(scanned))),
    ("scan", "pdf", "letters as curves", curves),
    ("scan", "pptx", "slides of pictures", partial(slides, lines=[], pictures=4)),
    ("garbled", "pdf", "tone marks in private use", partial(remapped, private)),
    ("garbled", "pdf", "tone marks in private use, many pages", partial(remapped, private, pages=3, font="Loma")),
    ("garbled", "pdf", "three pages of four with a broken map", partial(partly, 1, 3)),
    *(("garbled", "pdf", f"letters moved by {n}", partial(remapped, shifted_by(n))) for n in (1, 3, 17)),
    *(("garbled", "pdf", f"letters mixed up, {n}", partial(remapped, shuffled(n))) for n in (1, 2)),
    ("garbled", "pdf", "a list with letters mixed up", partial(remapped, shuffled(4), lines=NAMES)),
    ("garbled", "pdf", "Thai bytes as Latin-1", partial(remapped, as_latin("latin-1"))),
    ("garbled", "pdf", "Thai bytes as the Mac's Latin", partial(remapped, as_latin("mac_roman"))),
    ("garbled", "pdf", "Thai bytes in a Latin font", tis_in_winansi),
    ("garbled", "pdf", "replacement characters", partial(remapped, lambda code: 0xFFFD)),
    ("garbled", "pdf", "control characters", partial(remapped, lambda code: 1 + code % 7)),
    ("garbled", "pdf", "symbols of private use", partial(remapped, lambda code: 0xF000 + code % 256)),
    ("garbled", "pdf", "letters as ASCII", partial(remapped, lambda code: 0x21 + (code * 7) % 90)),
    ("garbled", "pdf", "placeholders", lambda: pdf(written(paper(), [" ".join(f"(cid:{n})" for n in range(200))]))),
    ("garbled", "pdf", "no font map", without_map),
    ("garbled", "pdf", "scan misread as Latin", lambda: mixed(misread, misread)),
    ("encrypted", "pdf", "AES-128", partial(locked, "user")),
    ("encrypted", "pdf", "RC4", partial(locked, "user", method=EncryptionMethod.RC4)),
    ("encrypted", "pdf", "AES-256", partial(locked, "user", method=EncryptionMethod.AES_256)),
    *(("damaged", "pdf", f"{share:.0%} of the file", partial(cut, share)) for share in (0.01, 0.1, 0.3, 0.6)),
    ("damaged", "pdf", "zeros behind the first bytes", lambda: _well()[:1000] + bytes(len(_well()) - 1000)),
    ("damaged", "pdf", "its first line alone", lambda: b"%PDF-1.4\n"),
    ("damaged", "docx", "half of the file", lambda: word()[: len(word()) // 2]),
    ("damaged", "odt", "half of the file", lambda: open_document()[: len(open_document()) // 2]),
)  # fmt: skip


def _locked_scan() -> bytes:
    made = paper()
    made.set_encryption(owner_password="owner", encryption_method=EncryptionMethod.AES_128)
    return pdf(scanned(made))


def told(content: Content) -> str | None:
    """What the facts of a document come to, as the rubric counts them: text on a majority of the pages."""
    if content.trouble:
        return "damaged" if content.trouble == "damaged" else None
    words = [_told(document) for document in content.documents]
    return next((word for word in ("searchable", "garbled", "scan", "encrypted", "damaged") if word in words), None)


def _told(document: DocumentProfile) -> str | None:
    if document.encrypted:
        return "encrypted"
    if not document.pages:
        return "garbled" if document.pages_garbled else "searchable" if document.characters else None
    if 2 * document.pages_with_text <= document.pages_read:
        return "scan"
    return "garbled" if 2 * document.pages_garbled > document.pages_with_text else "searchable"


def results() -> Iterator[tuple[str, str, str | None]]:
    """(format and label, label, what is told) of each case."""
    for label, format, _, make in CASES:
        yield f"{format}: {label}", label, told(read(make(), format, complete=True))
