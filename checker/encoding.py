"""Bytes → text: by a byte order mark, as strict UTF-8, as cp874 where it reads as Thai, or as chardet takes it."""

from __future__ import annotations

import re

import chardet
from msgspec import Struct

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
_THAI = bytes(range(0xA1, 0x100))  #: all that cp874 has there is Thai
_HIGH = re.compile(b"[\xa1-\xff]")


class Decoded(Struct, frozen=True, kw_only=True):
    """Text, and how it was written."""

    text: str
    encoding: str | None  #: ``None``: none that could be told


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
    return Decoded(text=text, encoding="cp874") if _reads_as_thai(body, text) else _guessed(body)


def _reads_as_thai(body: bytes, text: str) -> bool:
    """Latin-1 decodes as cp874 too; but there the marks stand on nothing. A byte is a character here."""
    start = next((at.start() for at in _HIGH.finditer(body)), 0)
    thai = LETTERS - len(body[start : start + LETTERS].ljust(LETTERS).translate(None, _THAI))
    return thai > 1 and len(_STRAY.findall(text[start : start + LETTERS])) <= STRAY_MARKS * thai


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
