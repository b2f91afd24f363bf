"""What the workers of `benchmarks.documents` do: all the text of a PDF, by one library each."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable
from pathlib import Path

from checker.content import Content
from checker.read.frames import Job


def by_pypdfium2(job: Job) -> Content:
    """Page by page, as the checker does."""
    import pypdfium2

    begun, texts = time.process_time(), []
    try:
        with pypdfium2.PdfDocument(job.body) as document:
            for page in document:
                texts.append(page.get_textpage().get_text_bounded())
                page.close()
    except pypdfium2.PdfiumError:
        return Content(format="pdf", trouble="damaged")
    return _answer(job, texts, begun)


def by_pypdf(job: Job) -> Content:
    """The same by pypdf."""
    import pypdf
    from pypdf.errors import PyPdfError

    begun = time.process_time()
    try:
        texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(job.body)).pages]
    except PyPdfError:
        return Content(format="pdf", trouble="damaged")
    return _answer(job, texts, begun)


def _answer(job: Job, pages: Iterable[str], begun: float) -> Content:
    """Phrases of the text that were found, µs of processor time, and KB of memory at the worker's peak."""
    taken = round(1e6 * (time.process_time() - begun))
    text = "".join("".join(pages).split())
    found = sum("".join(phrase.split()) in text for phrase in job.url.split())
    peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    return Content(format="pdf", detail=f"{found} {taken} {peak[1] if peak else 0}")
