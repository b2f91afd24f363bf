"""Text → CSV, TSV or one of the small text formats."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

SAMPLE = 32_768  #: characters looked at for a delimiter
ROWS = 50  #: rows looked at
DELIMITERS = (",", "\t", ";", "|")
SAME_WIDTH = 0.8  #: share of rows that must be of one width; title rows above a table are why it is not 1

_PX = re.compile(r'\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|DECIMALS|MATRIX)(?:\[[^\]\n]{0,9}\])?="?')
_TURTLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:@prefix\s+[\w.-]*:\s*<|@base\s*<|PREFIX\s+[\w.-]*:\s*<|BASE\s*<)")
_NTRIPLE = re.compile(r"(?:\s|#[^\n]*\n)*(?:<[^<>\s]+>|_:\S+)[ \t]+<[^<>\s]+>[ \t]+(?:<[^<>\s]*>|_:\S+|\")")


class Table(Struct, frozen=True, kw_only=True):
    """What the head of a text looks like when it is taken for a table."""

    delimiter: str
    width: int
    rows: int  #: non-blank rows in the sample
    regular: bool  #: enough of the rows are of one width, and there are two at least


#: all that ``str.strip`` takes for white space
_WHITE = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001))))


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
