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

#: openings of the small text formats; the name of the group that fits is the format id
OPENINGS = re.compile(
    r"""[\s\ufeff]*(?:(?:\#[^\n]*\n\s*)*(?:
      (?P<turtle>(?:@prefix|PREFIX)\s+[\w.-]*:\s*<|(?:@base|BASE)\s*<)
    | (?P<ntriples>(?:<[^<>\s]+>|_:\S+)[ \t]+<[^<>\s]+>[ \t]+(?:<[^<>\s]*>|_:\S+|"))
    ) | (?P<ical>BEGIN:VCALENDAR)
    | (?P<px>(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|DECIMALS|MATRIX)(?:\[[^\]\n]{0,9}\])?="?)
    | (?P<dxf>(?:999[^\n]*\n[^\n]*\n\s*)?0\r?\n\s*SECTION\r?\n)
    | (?P<mapinfo>!table\s*\n\s*!version|Version\ \d+\r?\n\s*Charset\ ")
    | (?P<e00>EXP\ +[012]\ )
    | (?P<yaml>(?:openapi|swagger):\ |%YAML\ )
    | (?P<html>MIME-Version:\ |From:\ <Saved\ by\ )
    | (?P<sql>--[^\n]*\n|/\*|(?i:SET|CREATE|DROP|INSERT|BEGIN|START|USE|PRAGMA)\b)
    )""",
    re.VERBOSE,
)
#: what must stand in the sample as well, where the opening alone says too little
_SECOND = {
    "px": re.compile(r"""\n[A-Z][A-Z-]+(?:\[[^\]\n]{0,9}\])?(?:\("[^"\n]*"\))?="""),
    "html": re.compile("multipart/related"),
    "e00": re.compile(r"\n(?:ARC|CNT|LAB|LOG|PAL|PRJ|SIN|TOL|IFO|TX\d|TXT|RPL|RXP|GRD) +[23]\s"),
    "sql": re.compile(
        r"^[ \t]*(?:(?:CREATE|DROP)\s+TABLE\s|INSERT\s+INTO\s+[^\s,(]+\s*(?:\(|VALUES))", re.MULTILINE | re.IGNORECASE
    ),
}


class Table(Struct, frozen=True, kw_only=True):
    """What the head of a text looks like when it is taken for a table."""

    delimiter: str
    width: int
    rows: int  #: non-blank rows in the sample
    regular: bool  #: enough of the rows are of one width, and there are two at least


#: all that ``str.strip`` takes for white space
_WHITE = "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001))))


def text_format(text: str) -> str | None:
    """The small text formats that their first lines tell."""
    head = text[:4096]
    found = OPENINGS.match(head)
    if found is None:
        return "spss" if "SPSS PORT FILE" in head[:300] else None
    name = found.lastgroup
    second = _SECOND.get(name or "")
    return name if second is None or second.search(text, 0, SAMPLE) else None


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
