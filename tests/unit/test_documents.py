"""The text of documents: what is counted, and what is told from it."""

from __future__ import annotations

import struct
from itertools import pairwise

import pytest

from checker.content import DocumentProfile, Place
from checker.documents import FORMATS, NEEDS_WHOLE, SANDBOXED, document, documents
from checker.documents.legible import garbled, letters
from checker.documents.markup import shown
from checker.documents.pages import Page, profile, sample
from checker.documents.plain import rtf
from checker.documents.reading import READERS
from checker.documents.rules import rules
from checker.errors import Unreadable
from checker.read import read
from checker.vocabulary import vocabulary
from tests.corpora import documents as corpus
from tests.corpora import documents_published
from tests.corpora.documents import CASES, FILES, THAI, mixed, numbered, scanned, told, word, written
from tests.corpora.hostile_documents import zipped

LETTERS = sum(map(letters, THAI))


@pytest.mark.parametrize(("label", "format", "make"), [pytest.param(*c[:2], c[3], id=" ".join(c[:3])) for c in CASES])
def test_a_document_is_told_for_what_a_reader_can_do_with_it(label, format, make) -> None:
    assert told(read(make(), format, complete=True)) == label


# ---------------------------------------------------------------- PDF


def test_the_pages_of_a_pdf_are_counted() -> None:
    body = mixed(written, numbered, corpus.blank, scanned)
    assert document(body, "pdf", complete=True) == DocumentProfile(
        format="pdf",
        pages=4,
        pages_read=3,
        pages_with_text=1,
        pages_image=2,
        characters=LETTERS + letters("หน้า 2"),
        scan_at=Place(page=2),
    )


def test_the_first_garbled_page_is_named() -> None:
    found = document(corpus.partly(2, 3), "pdf", complete=True)
    assert (found.pages_with_text, found.pages_garbled, found.garbled_at) == (5, 3, Place(page=3))


def test_of_a_long_pdf_some_pages_are_read() -> None:
    found = document(corpus.book(10_000), "pdf", complete=True)
    assert (found.pages, found.pages_read, found.pages_with_text, found.complete) == (10_000, 60, 60, False)


@pytest.mark.parametrize("pages", [0, 1, 59, 60, 61, 100, 10_000])
def test_a_sample_of_pages_is_spread_from_the_first_to_the_last(pages: int) -> None:
    numbers = sample(pages)
    assert len(numbers) == len(set(numbers)) == min(pages, rules().sample_pages)
    assert numbers == sorted(numbers)
    assert not numbers or (numbers[0], numbers[-1]) == (0, pages - 1)
    assert all(after - before <= pages // 59 + 1 for before, after in pairwise(numbers))


def test_a_pdf_with_fields_is_a_form() -> None:
    assert document(corpus.form(), "pdf", complete=True).form
    assert not document(corpus.book(1), "pdf", complete=True).form


def test_a_form_whose_pages_are_made_when_it_is_opened_is_not_read() -> None:
    text = b"BT /F 12 Tf 40 780 Td (Please wait... If this message is not replaced, your viewer cannot show it) Tj ET"
    with pytest.raises(Unreadable, match="unsupported: an XFA form"):
        document(
            corpus.raw([text], tail=b"/NeedsRendering true /AcroForm << /XFA 3 0 R /Fields [] >>"), "pdf", complete=True
        )


def test_a_pdf_that_lost_its_end_and_kept_its_pages_is_read_and_said_to_be_damaged() -> None:
    body = corpus.book(3)
    found = document(body[: body.rindex(b"xref")], "pdf", complete=True)
    assert (found.pages, found.pages_with_text, found.damaged) == (3, 3, True)


def test_the_pdfs_in_a_portfolio_are_read_beside_their_cover() -> None:
    body = corpus.portfolio(mixed(written), mixed(scanned))
    found = documents(body, "pdf", complete=True)
    assert [(each.member, each.pages_with_text) for each in found] == [("", 0), ("part0.pdf", 1), ("part1.pdf", 0)]


def test_a_cover_whose_parts_cannot_be_read_is_what_there_is() -> None:
    assert [each.member for each in documents(corpus.portfolio(b"no pdf"), "pdf", complete=True)] == [""]


def test_the_head_of_a_pdf_is_not_taken_for_a_damaged_one() -> None:
    with pytest.raises(Unreadable, match="too_large"):
        document(mixed(written, written)[:2_000], "pdf", complete=False)


@pytest.mark.parametrize(
    ("page", "has_text", "blank"),
    [
        (Page(number=1), False, True),
        (Page(number=1, drawn=5), False, True),
        (Page(number=1, drawn=50), False, False),
        (Page(number=1, letters=4), False, False),
        (Page(number=1, letters=5), True, False),
        (Page(number=1, letters=149, covered=1.0), False, False),
        (Page(number=1, letters=150, covered=1.0), True, False),
        (Page(number=1, letters=20, covered=1.0, written=0.03), True, False),
        (Page(number=1, letters=20, covered=1.0, written=0.02), False, False),
        (Page(number=1, letters=19, covered=1.0, written=0.5), False, False),
        (Page(number=1, letters=149, drawn=200), False, False),
        (Page(number=1, covered=1.0), False, False),
        (Page(number=1, covered=0.3), False, False),
        (Page(number=1, covered=0.04), False, True),
    ],
)
def test_a_page_has_text_where_its_letters_are_more_than_what_is_put_on_a_picture(page, has_text, blank) -> None:
    assert (page.has_text, page.blank) == (has_text, blank)


def test_blank_pages_do_not_count() -> None:
    found = profile("pdf", [Page(number=1, letters=900), Page(number=2)], pages=2, complete=True)
    assert (found.pages, found.pages_read, found.pages_with_text, found.complete) == (2, 1, 1, True)


# ---------------------------------------------------------------- other formats


@pytest.mark.parametrize(
    ("format", "body"),
    [
        ("docx", word()),
        ("odt", corpus.open_document()),
        ("rtf", corpus.rich()),
        ("html", corpus.page()),
        ("html", corpus.page(encoding="cp874")),
        ("txt", "\n".join(THAI).encode()),
        ("txt", "\n".join(THAI).encode("cp874")),
        ("md", "\n".join(THAI).encode("utf-16")),
    ],
)
def test_the_same_text_counts_the_same_in_every_format(format: str, body: bytes) -> None:
    assert document(body, format, complete=True) == DocumentProfile(format=format, characters=LETTERS)


@pytest.mark.parametrize("extension", ["doc", "docx", "odt", "rtf", "pdf"])
def test_what_libreoffice_writes_counts_the_same_in_every_format(extension: str) -> None:
    assert document((FILES / f"libreoffice.{extension}").read_bytes(), extension, complete=True).characters == 238


def test_slides_are_pages() -> None:
    found = document(corpus.slides(lines=THAI[:3], pictures=2), "pptx", complete=True)
    assert (found.pages, found.pages_read, found.pages_with_text, found.pages_image) == (5, 5, 3, 2)
    assert found.scan_at == Place(page=4)


def test_slides_of_open_document_are_pages() -> None:
    pages = b"".join(b"<draw:page><text:p>%s</text:p></draw:page>" % line.encode() for line in THAI[:2])
    content = b"<office:body>" + pages + b"<draw:page><draw:image/></draw:page><draw:page/></office:body>"
    found = document(zipped({"content.xml": content}), "odp", complete=True)
    assert (found.pages, found.pages_read, found.pages_with_text, found.pages_image) == (4, 3, 2, 1)


def test_the_chapters_of_a_book_are_read() -> None:
    book = zipped({"mimetype": b"application/epub+zip", "OEBPS/1.xhtml": corpus.page(), "OEBPS/2.html": corpus.page()})
    assert document(book, "epub", complete=True) == DocumentProfile(format="epub", characters=2 * LETTERS)


def test_a_document_with_a_password_says_so() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked = zipped({"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>", "content.xml": b"\x93\x11"})
    for format, body in (("docx", compound), ("pptx", compound), ("odt", locked), ("odp", locked)):
        assert document(body, format, complete=True) == DocumentProfile(format=format, encrypted=True)


def test_old_word_with_a_password_says_so() -> None:
    body = bytearray((FILES / "libreoffice.doc").read_bytes())
    body[body.index(b"\xec\xa5") + 11] |= 1
    assert document(bytes(body), "doc", complete=True) == DocumentProfile(format="doc", encrypted=True)


def test_what_is_older_than_word_97_is_not_read() -> None:
    body = bytearray((FILES / "libreoffice.doc").read_bytes())
    struct.pack_into("<H", body, body.index(b"\xec\xa5") + 2, 0x65)
    with pytest.raises(Unreadable, match="unsupported: older than Word 97"):
        document(bytes(body), "doc", complete=True)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8])
def test_a_cut_word_file_is_damaged(share: float) -> None:
    body = (FILES / "libreoffice.doc").read_bytes()
    found = read(body[: int(share * len(body))], "doc", complete=True)
    assert found.trouble == "damaged" or found.documents[0].damaged


def test_a_text_that_is_not_what_is_shown_is_garbled_without_pages_too() -> None:
    body = "\n".join(THAI).encode("cp874").decode("latin-1").encode()
    found = document(body, "txt", complete=True)
    assert (found.pages, found.pages_garbled, found.garbled_at) == (0, 1, Place())


def test_what_has_no_reader_is_unsupported() -> None:
    with pytest.raises(Unreadable, match="unsupported: ppt"):
        document(b"", "ppt", complete=True)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>หนึ่ง</p>สอง", "หนึ่งสอง"),
        ("ก &amp; ข &lt; ค &#3585;", "ก & ข < ค ก"),
        ("<script>if (a < b) {}</script>ก<STYLE>p{}</Style>ข", "กข"),
        ("<head><title>ก</title></head><body>ข", "ข"),
        ("ก<!-- <p>ไม่แสดง</p> -->ข<!-- ไม่จบ", "กข"),
        ("3 < 4 <br/>ก", "3 < 4 ก"),
        ("<!DOCTYPE html><?xml?>ก</p", "ก"),
        ("<header>ก</header><article>ข</article>", "กข"),
        ("<noscript>เปิดจาวาสคริปต์</noscript>", ""),
        ("", ""),
    ],
)
def test_of_a_page_what_is_shown_is_read(page: str, text: str) -> None:
    assert "".join(shown(page)).replace(">", "") == text


@pytest.mark.parametrize(
    ("source", "count"),
    [
        (rb"{\rtf1 abc}", 3),
        (rb"{\rtf1 \u3585?\u3586?\uc1\u3587\'a1}", 3),
        (rb"{\rtf1\ansicpg874 \'a1\'a2\par\'d1}", 2),
        (rb"{\rtf1{\fonttbl{\f0 Angsana;}}{\*\generator Riched20;}{\info{\author a}}{\pict 0011ff}a}", 1),
        (rb"{\rtf1 \{a\}\\b\~}", 2),
        (rb"{\rtf1}", 0),
        (rb"\rtf1 }}}}a", 1),
    ],
)
def test_of_rich_text_what_is_shown_is_counted(source: bytes, count: int) -> None:
    assert rtf(source, "rtf", complete=True).characters == count


# ---------------------------------------------------------------- legible

GARBLED = "ประกาศกรมตัวอย่าง เรื่อง หลักเกณฑ์การให้บริการแก่ผู้อยู่อาศัย ซึ่งมีที่ตั้งอยู่ในพื้นที่น้ำท่วม"


@pytest.mark.parametrize(
    "text",
    [
        GARBLED,
        *THAI,
        "ก าหนดให้ส านักงานท าหน้าที่จัดท าบัญชีข้อมูลและน าเสนอต่อคณะกรรมการ",  # sara am in two, as Word maps it
        "ชื่อ ............................................ นามสกุล ............................................",
        "ลงชื่อ ______________________ (…………………………………………………)",
        "1,234.50 2,345.75 3,456.00 ± 0.5 % 12 °C 45 °F ≥ 100 ≤ 200 25 µg/m³",
        "☐ ใช่ ☑ ไม่ใช่ ● ข้อหนึ่ง ■ ข้อสอง ✓ ครบถ้วน \uf0b7 ข้อสาม \uf0b7 ข้อสี่ของรายการทั้งหมด",
        "Les élèves français étudient à l'école où ils ont été reçus l'année dernière, déjà très âgés",
        "ที่ ตั้ ง ขึ้ น ดั งนี้ ผู้ อ านวยการส านั กงาน",  # blanks before marks
        "中华人民共和国 政府信息公开条例 第一章 总则",
        "\u0002ต่อ\u0002คำ",
        "",
    ],
)
def test_a_text_that_can_be_read_is_not_garbled(text: str) -> None:
    assert not garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        GARBLED.encode("cp874").decode("latin-1"),
        GARBLED.encode("cp874").decode("cp1252", "replace"),
        GARBLED.encode("cp874").decode("mac_roman"),
        GARBLED.replace("่", "\uf70a").replace("้", "\uf70b"),
        "".join(chr(0xE01 + (ord(sign) - 0xE01 + 5) % 78) if "ก" <= sign <= "๎" else sign for sign in GARBLED * 2),
        "\ufffd" * 30 + "ประกาศ",
        "\x01\x02\x03\x04\x05\x06\x07" * 5,
        "(cid:12)(cid:345)(cid:6)(cid:77) (cid:12)(cid:345)",
        "่้๊๋่้๊๋" * 4,
        "".join(chr(ord(sign) - 29) if sign > "=" else sign for sign in "\n".join(corpus.ENGLISH)),
    ],
)
def test_a_text_that_is_not_what_is_shown_is_garbled(text: str) -> None:
    assert garbled(text)


# ---------------------------------------------------------------- archives, tables of the room


def test_of_an_archive_each_document_is_read_under_its_name() -> None:
    body = zipped({
        "ประกาศ.docx": word(),
        "ใน/scan.PDF": mixed(scanned),
        "data.csv": b"a,b\n1,2\n",
        "__MACOSX/._scan.pdf": b"\0\5",
        ".hidden/x.txt": b"text",
        "inner.zip": zipped({"deep.txt": b"text"}),
        "damaged.pdf": b"%PDF-1.4",
    })  # fmt: skip
    found = documents(body, "zip", complete=True)
    assert [(each.member, each.format, each.pages_image) for each in found] == [
        ("ประกาศ.docx", "docx", 0),
        ("ใน/scan.PDF", "pdf", 1),
    ]


def test_an_archive_without_documents_has_none() -> None:
    assert documents(zipped({"data.csv": b"a,b\n1,2\n"}), "zip", complete=True) == ()


@pytest.mark.parametrize(
    ("parts", "trouble"),
    [({"a.pdf": b"%PDF-1.4"}, "damaged"), ({"a.docx": zipped({"b.xml": b"<a/>"})}, "damaged")],
)
def test_an_archive_of_documents_that_cannot_be_read_says_why(parts: dict[str, bytes], trouble: str) -> None:
    with pytest.raises(Unreadable, match=trouble):
        documents(zipped(parts), "zip", complete=True)


def test_an_archive_with_a_password_says_so() -> None:
    body = bytearray(zipped({"a.txt": b"text of it"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        documents(bytes(body), "zip", complete=True)


def test_the_end_of_an_archive_that_is_missing_is_told_from_damage() -> None:
    body = zipped({"a.txt": b"text"})[:-30]
    for complete, trouble in ((True, "damaged"), (False, "too_large")):
        with pytest.raises(Unreadable, match=trouble):
            documents(body, "zip", complete=complete)


def test_every_format_of_documents_is_of_this_room() -> None:
    kinds = {name for name, form in vocabulary().formats.items() if form.kind == "document"}
    assert kinds == FORMATS
    assert set(READERS) < FORMATS
    assert NEEDS_WHOLE < SANDBOXED < FORMATS


def test_documents_as_agencies_publish_them_are_graded_right() -> None:
    cases = documents_published.CASES
    told = documents_published.results()
    assert [case[:3] for case, (_, label, said) in zip(cases, told, strict=True) if said != label] == []
