"""PDF → its text, page by page, through PDFium (``pypdfium2``): always in a worker of the sandbox.

PDFium and not pypdf, by ``benchmarks/documents.py``: of the phrases in Thai PDFs of three programs it finds 364 of 366
(pypdf 355: where a font maps tone marks to the private use area, as Chromium's do, it does not look at the text that
stands beside the map), in a fifth of the time (0.36 ms a page against 1.88), in less memory (36 MB against 50), and it
reads more of what is damaged (158 of 220 files against 128). It does crash where pypdf only fails, on 5 hostile files
of the 220: that is what the sandbox is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from checker.content import DocumentProfile
from checker.documents.legible import garbled, letters
from checker.documents.pages import Page, profile, sample
from checker.errors import Unreadable

DEPTH = 4  #: forms inside forms
TEXT = 50_000  #: characters read of one page
OBJECTS = 2_000  #: things on one page that are looked at
TAIL = 2_048  #: bytes in which the end of a file is looked for
ATTACHED = 8  #: PDFs inside a PDF that is only their cover


def pdf(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The pages of a PDF, or a sample of them. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        return _unopened(error, complete)
    try:
        return _profile(document, body, complete)
    finally:
        document.close()


def _unopened(error: pypdfium2.PdfiumError, complete: bool) -> DocumentProfile:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return DocumentProfile(format="pdf", encrypted=True)
    raise Unreadable("damaged" if complete else "too_large", "PDFium cannot open it") from error


def _profile(document: pypdfium2.PdfDocument, body: bytes, complete: bool) -> DocumentProfile:
    form = document.get_formtype()
    if form == pdfium.FORMTYPE_XFA_FULL:
        raise Unreadable("unsupported", "an XFA form, whose pages are made when it is opened")
    number = len(document)
    wanted = sample(number)
    read = list(_pages(document, wanted))
    sound = len(read) == len(wanted) > 0 and pdfium.FPDF_DocumentHasValidCrossReferenceTable(document)
    damaged = not sound or b"%%EOF" not in body[-TAIL:]
    if damaged and all(page.blank for page in read):
        raise Unreadable("damaged" if complete else "too_large", "no page can be read")
    return profile("pdf", read, pages=number, complete=complete, damaged=damaged, form=form != pdfium.FORMTYPE_NONE)


def _pages(document: pypdfium2.PdfDocument, numbers: list[int]) -> Iterator[Page]:
    """Those that can be read."""
    for number in numbers:
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        try:
            yield _page(page, number + 1)
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    text, written = _text(page)
    covered, drawn = _seen(page)
    return Page(
        number=number,
        letters=letters(text),
        written=written,
        garbled=garbled(text),
        covered=covered,
        drawn=drawn,
    )


def _text(page: pypdfium2.PdfPage) -> tuple[str, float]:
    """The text of a page, and the share of the page that it covers."""
    layer = page.get_textpage()
    try:
        text = str(layer.get_text_bounded())[:TEXT]
        boxes = (layer.get_rect(number) for number in range(min(layer.count_rects(), OBJECTS)))
        return text, sum(_area(box, page.get_bbox()) for box in boxes) / _size(page)
    finally:
        layer.close()


def _seen(page: pypdfium2.PdfPage) -> tuple[float, int]:
    """The share of the page that pictures cover (overlaps count twice), and the number of lines and shapes."""
    area, drawn = 0.0, 0
    placed = {0: pypdfium2.PdfMatrix()}
    for thing in islice(page.get_objects(max_depth=DEPTH), OBJECTS):
        if thing.type == pdfium.FPDF_PAGEOBJ_FORM:
            placed[thing.level + 1] = thing.get_matrix().multiply(placed[thing.level])
        elif thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            area += _area(placed[thing.level].on_rect(*thing.get_bounds()), page.get_bbox())
        elif thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
            drawn += 1
    return area / _size(page), drawn


Box = tuple[float, float, float, float]  # left, bottom, right, top


def _area(box: Box, page: Box) -> float:
    """Of the part of a box that is on the page."""
    width = min(box[2], page[2]) - max(box[0], page[0])
    height = min(box[3], page[3]) - max(box[1], page[1])
    return max(0.0, width) * max(0.0, height)


def _size(page: pypdfium2.PdfPage) -> float:
    return max(1.0, _area(page.get_bbox(), page.get_bbox()))


def attached(body: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and bytes of the PDFs in a portfolio: a PDF of one page at the most, which is only their cover."""
    with pypdfium2.PdfDocument(body) as document:
        if len(document) > 1:
            return
        for number in range(min(document.count_attachments(), ATTACHED)):
            attachment = document.get_attachment(number)
            name = attachment.get_name()
            if name.lower().endswith(".pdf"):
                yield name, partial(_held, attachment)


def _held(attachment: pypdfium2.PdfAttachment) -> bytes:
    try:
        return bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", "an attached file") from error
