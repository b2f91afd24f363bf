"""CSV, TSV and other delimited text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from checker.encoding import decode
from checker.grid import Row, Sheet
from checker.tables.bounds import CELL, COLUMNS, ROWS, TEXT, Unreadable

DELIMITERS = (",", "\t", ";", "|")
SAMPLE = 100  #: lines looked at for the delimiter
SAME_WIDTH = 0.8  #: share of the rows of a plain text that must be of one width for it to be a table
BREAKS = 50  #: line breaks in one field from which its quote was none

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?$')
_NAMED = {"csv": ",", "tsv": "\t"}


def delimited(body: bytes, format: str, *, complete: bool) -> list[Sheet]:
    """The one table of a text; none when a plain text (``txt``) holds none. Raises :class:`Unreadable`."""
    decoded = decode(body[:TEXT], complete=complete and len(body) <= TEXT)
    if decoded is None:
        raise Unreadable("damaged", "no text")
    text = decoded.text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    complete = complete and len(body) <= TEXT
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    elif not complete and len(lines) > 1:
        lines.pop()  # the cut went through it
    return _sheets(lines, format, decoded.encoding or "", complete)


def _sheets(lines: list[str], format: str, encoding: str, complete: bool) -> list[Sheet]:
    first = _SEPARATOR_LINE.match(lines[0]) if lines else None
    delimiter, regular = (first[1], True) if first else delimiter_of(lines)
    if format not in _NAMED and not regular:
        return []
    delimiter = delimiter or _NAMED.get(format, "")
    rows = _rows(lines, delimiter, complete)
    if first:
        rows[0] = ()
    told = format if format in _NAMED else "tsv" if delimiter == "\t" else "csv"
    sheet = Sheet(
        rows=rows[:ROWS],
        format=told,
        encoding=encoding,
        delimiter=delimiter,
        complete=complete and len(rows) <= ROWS,
    )
    return [sheet]


def delimiter_of(lines: Sequence[str]) -> tuple[str, bool]:
    """The delimiter of a text (empty: one column), and whether its rows are regular enough to be a table's."""
    sample = [line for line in islice(lines, 4 * SAMPLE) if line.strip()][:SAMPLE]
    best: tuple[float, int, str] = (0.0, 0, "")
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _parsed(sample, delimiter) if any(row))
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if wide:
            count, width = max(wide)
            best = max(best, (round(count / widths.total(), 1), width, delimiter))
    share, _, delimiter = best
    return delimiter, share >= SAME_WIDTH and len(sample) > 2


def _rows(lines: list[str], delimiter: str, complete: bool) -> list[Row]:
    """The rows, no more than one over the limit: that one says that there are more."""
    if any(len(line) > CELL for line in lines):
        lines = [line[: COLUMNS * CELL] for line in lines]
    if not any('"' in line for line in lines[: ROWS + 1]):
        plain = lines[: ROWS + 1]
        if not delimiter:
            return [(line,) for line in plain]
        return [tuple(line.split(delimiter, COLUMNS)[:COLUMNS]) for line in plain]
    rows = _parsed(lines, delimiter, ROWS + 1)
    if rows and not complete:
        rows.pop()  # its last quote may stand behind the cut
    return rows


def _parsed(lines: Sequence[str], delimiter: str, at_most: int = SAMPLE) -> list[Row]:
    """Rows as the csv module reads them; with quotes as plain characters where they cannot be quotes."""
    if not any('"' in line for line in lines):
        return [tuple(line.split(delimiter, COLUMNS)[:COLUMNS]) for line in lines[:at_most]]
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter or "\x1f", quoting=quoting)
        try:
            rows: list[Row] = [tuple(row[:COLUMNS]) for row in islice(reader, at_most)]
        except csv.Error:
            continue
        if quoting == csv.QUOTE_NONE or not any(cell.count("\n") > BREAKS for row in rows for cell in row):
            return rows
    return [tuple(line.split(delimiter or "\x1f", COLUMNS)[:COLUMNS]) for line in lines[:at_most]]
