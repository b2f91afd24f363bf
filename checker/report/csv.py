"""``csv/<table>.csv``: the tables of a report for spreadsheets and programs (RFC 4180, UTF-8 with a byte order mark).

The mark is what makes Excel read Thai. The heads are the stable ids of ``schemas/interchange/tables.yaml``; lines end
in CR LF; points are decimals, truth is ``true`` or ``false``, lists and objects are JSON, and blank is both null and
the empty text.

**Formulas.** A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, quoted or not. A
*text* that begins so (behind blanks too, or in full width), or with a tab, a line end or an apostrophe, gets one
apostrophe in front; numbers, dates and JSON never do. Where a spreadsheet's list separator is ``;``, or the file is
read with tabs, quotes at commas protect nothing: a text is cut at each ``;``, tab and line end in it. What begins so
behind one of these gets the same apostrophe there, and in JSON such a ``;`` is an escape. The way back is as plain: one
apostrophe at the beginning of a text and behind each of these is taken away (:func:`plain`). The data package says so
of each table (``guard``).

Characters that a terminal obeys or that turn the direction of text stand as U+FFFD, as in the other reports for people.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from io import StringIO
from typing import Any

import msgspec

from checker.report.json import encoded
from checker.report.model import Report
from checker.report.tables import rows, tables

MARK = b"\xef\xbb\xbf"
GUARD = "'"
PIECE = 500  #: rows that are written together
_SIGNS = "[=+\\-@|%＝＋－＠]"  #: a cell that begins with one of these may act
_ACTS = re.compile(rf"\s*{_SIGNS}|[\t\r\n']")
#: the same where another separator than ours would begin a cell
_ACTS_BEHIND = re.compile(rf"([;\t\r\n])(?=(?:[^\S\t\r\n]|\")*{_SIGNS}|')")
_GUARDED = re.compile(r"(?:\A|(?<=[;\t\r\n]))'")
_ACTS_IN_JSON = re.compile(rf';(?=(?:\s|\\?"|\\[tnr])*{_SIGNS})')
#: controls but tab and line ends, C1, marks and turns of direction, separators, half pairs, no characters
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)


def csv_chunks(report: Report, table: str, *, canonical: bool = False) -> Iterator[bytes]:
    """The bytes of one table piece by piece."""
    columns = tables()[table].columns
    types = [column.type for column in columns.values()]
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    yield MARK
    for count, row in enumerate(rows(report, table, canonical=canonical), start=1):
        writer.writerow([cell(value, kind) for value, kind in zip(row, types, strict=True)])
        if count % PIECE == 0:
            yield _taken(held)
    yield _taken(held)


def whole(head: Iterable[str], lines: Iterable[Iterable[object]]) -> bytes:
    """A short table at once. Its cells are written as they are: those that come from outside are guarded already."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(lines)
    return MARK + held.getvalue().encode()


def _taken(held: StringIO) -> bytes:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text.encode()


def cell(value: Any, kind: str) -> str:
    """A value of ``report.json`` as the text of a cell; ``kind`` is the type of its column."""
    if value is None:
        return ""
    if kind in ("object", "array"):
        return _ACTS_IN_JSON.sub(r"\\u003b", encoded(value).decode())
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value.value if isinstance(value, Enum) else value
    text = text if isinstance(text, str) else str(msgspec.to_builtins(text))
    return guarded(text) if kind == "string" else text


def guarded(text: str) -> str:
    """The text with nothing in it that acts, in a terminal or in a spreadsheet."""
    shown = _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
    whole = _ACTS_BEHIND.sub(rf"\1{GUARD}", shown)
    return GUARD + whole if _ACTS.match(shown) else whole


def plain(text: str) -> str:
    """The text of a cell as it was before :func:`guarded` put apostrophes into it."""
    return _GUARDED.sub("", text)
