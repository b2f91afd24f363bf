"""Documents as agencies publish them, graded: from the bytes to whether ``document_structure`` is passed.

Labelled by the openness rules: ``searchable``, ``not searchable``, and ``cannot tell`` where the file does not say.
First read: 30 of 44 right, 13 wrong (pages with smaller pictures went for blank ones, plans and dense charts for scans,
pages that a program fills for texts or for empty ones), one not told.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

import docx
from fpdf import FPDF
from PIL import Image

from checker.grade import grade
from checker.model import CriterionGrade, Observation, Outcome, Verdict
from checker.normalise import normalise
from checker.read import read
from checker.rubric import load
from checker.sniff import sniff
from tests.corpora.documents import (
    FIGURES,
    THAI,
    blank,
    mixed,
    page,
    paper,
    pdf,
    picture,
    put,
    raw,
    recognised,
    scanned,
    word,
    written,
)

RUBRIC = load("data-catalog-kpi-2565")
YES, NO, OPEN = "searchable", "not searchable", "cannot tell"
TOLD = {Outcome.PASSED: YES, Outcome.FAILED: NO, Outcome.CANNOT_TELL: OPEN}
WARNING = b"<br />\n<b>Warning</b>: session_start() in <b>/var/www/get.php</b> on line <b>3</b><br />\n"
SHORT = "ประกาศงดให้บริการชั่วคราว ในวันที่ 6 เมษายน 2565 เนื่องจากปรับปรุงระบบ กรมตัวอย่าง"


def graded(body: bytes, declared: str) -> CriterionGrade:
    """The grade of a document that was fetched whole."""
    url = f"https://a.example/x.{declared}"
    found = sniff(body, content_type="", url=url, declared=declared, complete=True)
    look = Observation(
        distribution="r",
        url=url,
        verdict=Verdict.OK,
        outcome=Outcome.PASSED,
        confirmed=True,
        sniffed=found,
        probes=(),
        content=read(body, found.format, complete=True),
    )
    dataset = normalise({"id": "d", "resources": [{"id": "r", "url": url, "format": declared.upper()}]})
    told = grade(dataset, {"r": look}, RUBRIC, kind="document").criteria
    return next(each for each in told if each.criterion == "document_structure")


def pictures(made: FPDF, width: int, height: int, number: int = 1) -> FPDF:
    """A page with pictures below each other, in millimetres."""
    made.add_page()
    for each in range(number):
        made.image(picture(), x=30, y=20 + each * (height + 5), w=width, h=height)
    return made


def photographs(made: FPDF) -> FPDF:
    return pictures(made, 110, 90, 2)


def plan(made: FPDF, labels: int) -> FPDF:
    """A drawing with so many labels."""
    chance = random.Random(4)
    made.add_page(orientation="landscape")
    for _ in range(260):
        made.line(chance.randrange(290), chance.randrange(200), chance.randrange(290), chance.randrange(200))
    for each in range(labels):
        made.text(20 + 30 * each % 250, 20 + 180 * each / labels, f"ห้อง {each} กว้าง 4.00 ม.")
    return made


def chart(made: FPDF, bars: int) -> FPDF:
    made.add_page(orientation="landscape")
    for each in range(bars):
        made.line(20 + each / 2, 150, 20 + each / 2, 150 - each % 40)
    return put(made, "แผนภูมิที่ 1 จำนวนผู้รับบริการรายเดือน ปี 2565 จำแนกตามเขตพื้นที่", y=20)


def captioned(made: FPDF) -> FPDF:
    return put(pictures(made, 110, 90, 2), "ภาพที่ 1 การประชุมคณะกรรมการ วันที่ 3 มีนาคม 2565", y=250)


def columns(made: FPDF) -> FPDF:
    """Two of them, as in the gazette."""
    made.add_page()
    for number, line in enumerate(THAI * 3):
        made.text(15 + 95 * (number % 2), 25 + 8 * (number // 2), line[:40])
    return made


def signature(made: FPDF) -> FPDF:
    """An announcement with an emblem above and a signature below."""
    written(made, [SHORT])
    made.image(Image.new("L", (60, 60), 90), x=95, y=8, w=20)
    made.image(Image.new("L", (90, 30), 60), x=120, y=120, w=40)
    return made


def above_scans(text: str, scans: int) -> bytes:
    made, target = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    for _ in range(scans):
        shown = io.BytesIO()
        picture().resize((600, 850)).save(shown, "JPEG", quality=30)
        shown.seek(0)
        made.add_picture(shown)
    made.save(target)
    return target.getvalue()


def html(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def zipped(*parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, part in enumerate(parts):
            archive.writestr(f"ประกาศ {number}.pdf", part)
    return target.getvalue()


def portfolio(*parts: bytes) -> bytes:
    """With the cover that Acrobat puts before it."""
    made = written(
        paper(), ["For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X, or later."]
    )
    for number, part in enumerate(parts):
        made.embed_file(bytes=part, basename=f"part{number}.pdf", mime_type="application/pdf")
    return pdf(made).replace(b"/PageLayout /OneColumn", b"/Collection<</View/T>>")


def letter_with(part: bytes) -> bytes:
    """A letter with an enclosure."""
    made = written(paper())
    made.embed_file(bytes=part, basename="annex.pdf", mime_type="application/pdf")
    return pdf(made)


def inline() -> bytes:
    shown = b"BI /W 600 /H 800 /BPC 1 /CS /G ID " + b"\x55" * 75 * 800 + b" EI"
    return raw([b"q 595 0 0 842 0 0 cm " + shown + b" Q"])


SHELL = html('<div id="root">Loading…</div><script src="/main.js"></script>', "<title>ประกาศ</title>")
NOSCRIPT = html("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>")
SHEET = html('<script>var rows = 0;</script><div id="docs-chrome">Sheet1 ไฟล์ แก้ไข ดู</div>')

#: (label, declared format, what it is, how it is made)
CASES: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
    (YES, "pdf", "text", lambda: mixed(written, written)),
    (YES, "pdf", "two columns", lambda: mixed(columns, columns)),
    (YES, "pdf", "figures alone", lambda: pdf(written(paper(), FIGURES))),
    (YES, "pdf", "an announcement with emblem and signature", lambda: mixed(signature)),
    (YES, "pdf", "one line", lambda: pdf(written(paper(), [SHORT]))),
    (YES, "pdf", "photographs with captions", lambda: mixed(captioned, captioned)),
    (YES, "pdf", "blank pages in the majority", lambda: mixed(written, blank, blank, blank)),
    (YES, "pdf", "a logo on the backs", lambda: mixed(written, partial(pictures, width=20, height=20))),
    (YES, "pdf", "a cover that is scanned", lambda: mixed(scanned, written, written)),
    (YES, "pdf", "a chart of few bars", lambda: mixed(partial(chart, bars=40))),
    (YES, "pdf", "scans with recognised text", lambda: mixed(recognised, recognised)),
    (YES, "pdf", "behind the warning of a script", lambda: WARNING + mixed(written)),
    (YES, "pdf", "a portfolio of texts", lambda: portfolio(mixed(written), mixed(written))),
    (YES, "pdf", "a letter that encloses a scan", lambda: letter_with(mixed(scanned))),
    (YES, "zip", "texts", lambda: zipped(mixed(written), mixed(written))),
    (YES, "docx", "one line", lambda: word(lines=[SHORT])),
    (YES, "docx", "text with a picture", lambda: word(pictures=1)),
    (YES, "html", "page", page),
    (YES, "txt", "one line", SHORT.encode),
    (NO, "pdf", "scans", lambda: mixed(scanned, scanned)),
    (NO, "pdf", "scans with blank backs", lambda: mixed(scanned, blank, scanned, blank)),
    (NO, "pdf", "half-page scans", lambda: mixed(*[partial(pictures, width=170, height=130)] * 4)),
    (NO, "pdf", "a letter and smaller scans", lambda: mixed(written, *[partial(pictures, width=140, height=190)] * 8)),
    (NO, "pdf", "a letter and photographs", lambda: mixed(written, *[photographs] * 8)),
    (NO, "pdf", "half of it scanned", lambda: mixed(written, scanned)),
    (NO, "pdf", "a fax", lambda: mixed(partial(scanned, mode="1"))),
    (NO, "pdf", "pictures in the stream of the page", inline),
    (NO, "pdf", "drawings without a letter", lambda: mixed(*[partial(plan, labels=0)] * 2)),
    (NO, "pdf", "blank pages", lambda: mixed(blank, blank)),
    (NO, "pdf", "a portfolio of scans", lambda: portfolio(mixed(scanned), mixed(scanned))),
    (NO, "zip", "scans", lambda: zipped(mixed(scanned), mixed(scanned))),
    (NO, "docx", "scans", lambda: above_scans("", 3)),
    (NO, "docx", "nothing", lambda: word(lines=[])),
    (OPEN, "pdf", "plans with eight labels", lambda: mixed(*[partial(plan, labels=8)] * 3)),
    (OPEN, "pdf", "plans with three labels", lambda: mixed(*[partial(plan, labels=3)] * 3)),
    (OPEN, "pdf", "charts of many lines", lambda: mixed(*[partial(chart, bars=400)] * 2)),
    (OPEN, "pdf", "a report with plans at its end", lambda: mixed(written, written, *[partial(plan, labels=2)] * 3)),
    (OPEN, "pdf", "cut", lambda: mixed(written, written)[:9000]),
    (OPEN, "docx", "scans below a line", lambda: above_scans("ประกาศกรมตัวอย่าง เรื่อง รับสมัคร", 3)),
    (OPEN, "html", "filled by a program", lambda: SHELL),
    (OPEN, "html", "filled by a program, a note for others", lambda: NOSCRIPT),
    (OPEN, "html", "the editor of a sheet", lambda: SHEET),
    (OPEN, "html", "a picture", lambda: html('<img src="scan1.jpg"><img src="scan2.jpg">')),
    (OPEN, "html", "a frame around a PDF", lambda: html('<iframe src="/a.pdf"></iframe>')),
)  # fmt: skip


def results() -> Iterator[tuple[str, str, str | None]]:
    """(label, label, what is told) of each case; what nobody can tell is told right where it is left open."""
    for label, declared, _, make in CASES:
        said = TOLD.get(graded(make(), declared).outcome)
        yield label, label, None if said == OPEN != label else said
