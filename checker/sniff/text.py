"""Bytes → text, and text → CSV, TSV or one of the small text formats.

Encodings, in this order (design, "CSV"): a byte order mark; strict UTF-8; cp874 where it reads as Thai; then chardet.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import chardet
from msgspec import Struct

SAMPLE = 32_768  #: characters looked at for a delimiter
ROWS = 50  #: rows looked at
DELIMITERS = (",", "\t", ";", "|")
SAME_WIDTH = 0.8  #: share of rows that must be of one width; title rows above a table are why it is not 1
THAI_SHARE = 0.9  #: share of the non-ASCII letters that must be Thai for cp874
STRAY_MARKS = 0.05  #: share of Thai characters that may be marks with nothing to stand on
CONTROLS = 0.01  #: share of control bytes from which it is no text
GUESSED = 16_384  #: bytes that chardet is shown
SURE = 0.5  #: chardet's confidence from which it is believed
LETTERS = 8_192  #: characters looked at to tell Thai from Latin

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_STRAY = re.compile("(?:^|[^\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_NOT_ASCII = re.compile("[^\x00-\x7f\xa0\u2013-\u2026\u20ac]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_PX = re.compile(r'\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|DECIMALS|MATRIX)(?:\[[^\]\n]{0,9}\])?="?')
_TURTLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:@prefix\s+[\w.-]*:\s*<|@base\s*<|PREFIX\s+[\w.-]*:\s*<|BASE\s*<)")
_NTRIPLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:<[^<>\s]+>|_:\S+)[ \t]+<[^<>\s]+>[ \t]+(?:<[^<>\s]*>|_:\S+|\")")


class Decoded(Struct, frozen=True, kw_only=True):
    """Text, and how it was written."""

    text: str
    encoding: str | None  #: ``None``: none that could be told


class Table(Struct, frozen=True, kw_only=True):
    """What the head of a text looks like when it is taken for a table."""

    delimiter: str
    width: int
    rows: int  #: non-blank rows in the sample
    regular: bool  #: enough of the rows are of one width, and there are two at least


#: all that ``str.strip`` takes for white space
_WHITE = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001))))


def decode(body: bytes, *, complete: bool) -> Decoded | None:
    """The text of a head; ``None`` when it is no text."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return Decoded(text=body.decode(encoding, "replace"), encoding=encoding)
    if body.isascii() and b"\0" not in body:
        return None if _binary(body) else Decoded(text=body.decode("ascii"), encoding="utf-8")
    if b"\0" in body:
        return _wide(body)
    return None if _binary(body) else _narrow(body, complete)


def _binary(body: bytes) -> bool:
    head = body[:4096]
    return len(head) - len(head.translate(None, _CONTROL_BYTES)) > CONTROLS * len(head)


def _wide(body: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte is 0x00 or 0x0E (ASCII and Thai)."""
    head = body[:2048]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[first::2]
        if half and sum(half.count(byte) for byte in (b"\0", b"\x0e")) > 0.9 * len(half):
            return Decoded(text=body[: len(body) & ~1].decode(encoding, "replace"), encoding=encoding)
    return None if _binary(body) else _narrow(body.replace(b"\0", b""), complete=False)


def _narrow(body: bytes, complete: bool) -> Decoded | None:
    try:
        return Decoded(text=body.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        if not complete and error.start >= len(body) - 3:  # the cut went through a letter
            return Decoded(text=body[: error.start].decode("utf-8"), encoding="utf-8")
    try:
        text = body.decode("cp874")
    except UnicodeDecodeError:
        return _guessed(body)
    return Decoded(text=text, encoding="cp874") if _reads_as_thai(text) else _guessed(body)


def _reads_as_thai(text: str) -> bool:
    """Latin-1 decodes as cp874 too; but there the marks stand on nothing and the rest is no Thai."""
    start = next((at.start() for at in _NOT_ASCII.finditer(text)), 0)
    text = text[start : start + LETTERS]
    thai, letters = len(_THAI.findall(text)), len(_NOT_ASCII.findall(text))
    return thai > 1 and thai >= THAI_SHARE * letters and len(_STRAY.findall(text)) <= STRAY_MARKS * thai


def _guessed(body: bytes) -> Decoded:
    """What chardet takes it for; text all the same where it cannot tell, for it holds no control bytes."""
    guess = chardet.detect(body[:GUESSED])
    encoding = guess["encoding"] if (guess["confidence"] or 0) >= SURE else None
    try:
        return Decoded(
            text=body.decode(encoding or "latin-1", "replace"), encoding=encoding.lower() if encoding else None
        )
    except LookupError:
        return Decoded(text=body.decode("latin-1"), encoding=None)


def text_format(text: str) -> str | None:
    """The small text formats that their first line tells."""
    head = text[:4096]
    if head.lstrip().startswith("BEGIN:VCALENDAR"):
        return "ical"
    if _PX.match(head) and ("STUB" in text[:SAMPLE] or "DATA=" in text[:SAMPLE] or "HEADING" in text[:SAMPLE]):
        return "px"
    if _TURTLE.match(head):
        return "turtle"
    return "ntriples" if _NTRIPLE.match(head) else None


def table_of(text: str, *, complete: bool) -> Table | None:
    """The best reading of a text as a delimited table; ``None`` when it holds no delimiter at all."""
    sample = text[:SAMPLE]
    lines = sample.splitlines(keepends=True)
    if len(lines) > 1 and (not complete or len(sample) < len(text)):
        lines = lines[:-1]
    quoted = '"' in sample
    found = [_measure(lines[: 4 * ROWS], mark, quoted) for mark in DELIMITERS if mark in sample]
    return max((table for table in found if table), key=lambda t: (t.regular, t.rows > 1, t.width), default=None)


def _measure(lines: Sequence[str], delimiter: str, quoted: bool) -> Table | None:
    widths = _widths(lines, delimiter, quoted)
    if not widths:
        return None
    rows = len(widths)
    width, same = max(Counter(widths).items(), key=lambda pair: (pair[1], pair[0]))
    regular = rows > 1 and width > 1 and same >= SAME_WIDTH * rows
    return Table(delimiter=delimiter, width=width, rows=rows, regular=regular)


def _widths(lines: Sequence[str], delimiter: str, quoted: bool) -> list[int]:
    """How many columns each row has that holds anything; none where the rows cannot be told."""
    if not quoted:  # to count is to read, and ten times faster
        blank = delimiter + _WHITE
        return [line.count(delimiter) + 1 for line in lines if line.strip(blank)][:ROWS]
    try:
        filled = (len(row) for row in csv.reader(lines, delimiter=delimiter) if "".join(row).strip())
        return list(islice(filled, ROWS))
    except csv.Error:
        return []


def filled_lines(text: str, at_most: int = 2) -> int:
    """How many lines hold anything, counted no further than ``at_most``."""
    count = 0
    for line in text[:SAMPLE].splitlines():
        if line.strip(" ,;\t|\"'\ufeff"):
            count += 1
            if count >= at_most:
                break
    return count
