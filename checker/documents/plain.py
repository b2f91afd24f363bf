"""Documents that are text as they stand: TXT and Markdown, HTML, RTF. Every step is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.content import DocumentProfile
from checker.documents.gathered import Gathered, profile
from checker.documents.markup import shown
from checker.encoding import decode
from checker.errors import Unreadable

_DEPTH = 1_000  #: groups of RTF inside each other


def text(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """A plain text. Raises Unreadable where it is none."""
    gathered = Gathered()
    gathered.add(decoded(body, complete))
    return profile(format, gathered, complete=complete)


def html(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The text that a page shows, without what its programs add. Raises Unreadable where it is no text."""
    gathered = Gathered()
    for piece in shown(decoded(body, complete)):
        gathered.add(piece)
    return profile(format, gathered, complete=complete)


def decoded(body: bytes, complete: bool) -> str:
    """Bytes as text. Raises Unreadable where they are none."""
    found = decode(body, complete=complete)
    if found is None:
        raise Unreadable("damaged", "no text")
    return found.text


_RTF = re.compile(
    rb"\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]{1,4096})"
)
#: groups that hold no text of the document
_ASIDE = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"datastore", b"listtable",
     b"latentstyles", b"xmlnstbl", b"rsidtbl", b"generator", b"fldinst", b"bin"}
)  # fmt: skip
_BREAKS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n"}
_THAI = re.compile(rb"\\(?:fcharset222|ansicpg874)(?![0-9])")


def rtf(body: bytes, format: str, *, complete: bool) -> DocumentProfile:
    """The text of RTF 1.9. Raises Unreadable where groups stand in each other without end."""
    gathered = Gathered()
    for piece in _rtf_text(body):
        gathered.add(piece)
        if gathered.enough:
            break
    return profile(
        format, gathered, complete=complete, damaged=complete and not body.rstrip(b"\r\n\t \0").endswith(b"}")
    )


def _rtf_text(body: bytes) -> Iterator[str]:
    encoding = "cp874" if _THAI.search(body[:262_144]) else "cp1252"
    aside, skip, groups = False, 0, [False]
    for found in _RTF.finditer(body):
        kind = found.lastgroup
        if kind == "group":
            if found["group"] == b"{":
                groups.append(aside)
                if len(groups) > _DEPTH:
                    raise Unreadable("damaged", "RTF groups too deep")
            elif len(groups) > 1:
                aside = groups.pop()
            skip = 0
        elif found["sign"] == b"*" or found["word"] in _ASIDE:
            aside = True
        elif aside:
            continue
        elif found["word"] == b"u":
            yield chr(int(found["number"] or 0) & 0xFFFF)
            skip = 1
        elif found["word"] is not None:
            yield _BREAKS.get(found["word"], "")
        elif skip:
            skip, rest = 0, (found["text"] or b"")[1:]
            yield rest.decode("ascii", "replace")
        elif kind == "byte":
            yield bytes([int(found["byte"], 16)]).decode(encoding, "replace")
        elif kind == "text":
            yield found["text"].decode(encoding, "replace")
