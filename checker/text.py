"""Text as people paste it: repaired, without markup, compared, sorted. Pure, and of bounded work.

Thai text comes in visually equal but different code points (``metadata.md`` section 4). :func:`repair` brings it to
one form for display (NFC, never blindly NFKC); :func:`key` to one form for comparison (NFKC, no case, no spaces).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

#: What the eye does not see: soft hyphen, zero-width, direction marks, fillers, tags, byte order mark.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f"
)
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_SURROGATE = "\ud800-\udfff"
_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"  #: those that stand above or below a consonant
_TONES = "\u0e48-\u0e4b"
_ABOVE_TONES = "\u0e4c\u0e4e"
_MARKS = _VOWELS + "\u0e4d" + _TONES + _ABOVE_TONES
#: glyph variants of old Thai fonts in the private use area, as PDF and Word documents of the time carry them
_OLD_GLYPHS = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d\u0e31\u0e4d\u0e47"
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
_REMOVED = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
_UNPAIRED = re.compile(f"[{_SURROGATE}]")
_OLD = re.compile("[\uf700-\uf71a]")
_SARA_AM = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")
_TONE_BEHIND_AM = re.compile(f"\u0e33[\u0e33{_TONES}]+")
_RUN = re.compile(f"[{_MARKS}]{{2,}}")
#: Any place where Thai marks do not stand in the normal order. Two small searches are faster than one.
_VOWEL_BEHIND = re.compile(f"[\u0e33{_MARKS}][{_VOWELS}]")
_TONE_BEHIND = re.compile(f"[\u0e33{_TONES}{_ABOVE_TONES}][{_TONES}{_ABOVE_TONES}]")
_TAG = re.compile(r"(<!--|-->|</?[a-zA-Z][^<>]*>)")
_BLOCK = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|hr|blockquote|section|article)\b", re.IGNORECASE)
_SILENT = re.compile(r"<(/?)(script|style|head|title|template)\b", re.IGNORECASE)
_ROUNDS = 4
_LONGEST_BLANK = 100_000  #: characters that are gone through to find something to read
_DIGITS = {ord(thai): str(value) for value, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}


def repair(text: str) -> str:
    """The text in normal form: NFC, nothing invisible, Thai marks in order, U+0E4D U+0E32 as U+0E33."""
    if text.isprintable():
        if text.isascii() or not _disordered(text):
            return text
    elif text.isascii():
        return _REMOVED.sub("", text)
    text = _OLD.sub(lambda found: _OLD_GLYPHS[ord(found[0])], text)
    text = unicodedata.normalize("NFC", _UNPAIRED.sub("\ufffd", _REMOVED.sub("", text)))
    for _ in range(_ROUNDS if _disordered(text) else 0):
        before = text
        text = unicodedata.normalize("NFC", _in_order(text))
        if text == before:
            break
    return text


def _disordered(text: str) -> bool:
    return (
        "\u0e4d" in text
        or _VOWEL_BEHIND.search(text) is not None
        or _TONE_BEHIND.search(text) is not None
        or "\u0e40\u0e40" in text
        or not unicodedata.is_normalized("NFC", text)
    )


def _in_order(text: str) -> str:
    text = _RUN.sub(_run, text)
    text = _SARA_AM.sub("\\1\u0e33", text)
    text = _TONE_BEHIND_AM.sub(_am_last, text)
    text = _RUN.sub(_run, text)
    return text.replace("\u0e40\u0e40", "\u0e41")


def _rank(mark: str) -> tuple[int, str]:
    """Vowels (phinthu first, as NFC has it), nikhahit, tones, then what stands above tones."""
    if mark == "\u0e3a":
        return 0, mark
    if mark == "\u0e4d":
        return 2, mark
    return (3 if "\u0e48" <= mark <= "\u0e4b" else 4 if mark > "\u0e4b" else 1), mark


def _run(found: re.Match[str]) -> str:
    return "".join(sorted(set(found[0]), key=_rank))


def _am_last(found: re.Match[str]) -> str:
    run = found[0]
    return run.replace("\u0e33", "") + "\u0e33" * run.count("\u0e33")


def plain(text: str) -> str:
    """The text without HTML: block elements become line breaks, scripts and styles go with what they hold."""
    if "<" not in text and "&" not in text:
        return text
    for _ in range(_ROUNDS):
        before = text
        text = html.unescape(_without_tags(text) if "<" in text else text)
        if text == before:
            return text
    return text.replace("<", "").replace("&", "")  # nested on purpose


def _without_tags(text: str) -> str:
    kept: list[str] = []
    until = ""
    for piece in _TAG.split(text):
        if until:
            if _closes(piece, until):
                until = ""
        elif piece == "<!--":
            until = "-->"
        elif not _TAG.fullmatch(piece):
            kept.append(piece)
        elif piece != "-->":
            silent = _SILENT.match(piece)
            if silent is not None and not silent[1] and not piece.endswith("/>"):
                until = silent[2].lower()
            elif _BLOCK.match(piece):
                kept.append("\n")
    return "".join(kept)


def _closes(piece: str, until: str) -> bool:
    if until == "-->":
        return piece == "-->"
    silent = _SILENT.match(piece)
    return silent is not None and bool(silent[1]) and silent[2].lower() == until


def clean(text: str) -> str:
    """Repaired, without markup, without blanks around."""
    if "<" not in text and "&" not in text:
        return repair(text).strip()
    for _ in range(_ROUNDS):
        before = text
        text = repair(plain(text)).strip()
        if text == before:
            return text
    return repair(text.replace("<", "").replace("&", "")).strip()


def one_line(text: str) -> str:
    """The text with each run of blanks as one space."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


@lru_cache(maxsize=16_384)
def clean_often(text: str) -> str:
    """As :func:`clean`, remembered: for short texts that many datasets share (units, organizations, keywords)."""
    return clean(text)


def blank(text: str) -> bool:
    """Nothing to read in it: blanks, zero-width characters and tags without text count as nothing."""
    return not text or (not text[:1].isalnum() and not clean(text[:_LONGEST_BLANK]))


@lru_cache(maxsize=8192)
def _short_key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", repair(text)).casefold().split())


def key(text: str) -> str:
    """The form in which two texts are compared: compatibility forms, case and blanks do not count."""
    if len(text) <= 200:
        return _short_key(text)
    return "".join(unicodedata.normalize("NFKC", repair(text)).casefold().split())


def filler(text: str, words: Container[str]) -> bool:
    """Whether the text fills a cell and says nothing: no letter or digit in it, or one of ``words`` (as keys).

    A number behind such a word changes nothing (``test1``, ``ทดสอบ 2``).
    """
    if len(text) > 60:
        return not any(map(str.isalnum, text))
    found = key(text)
    if found in words:
        return True
    bare = found.strip("-–—_.,:;!?/\\|*#()[]{}<>\"'`~= ")
    return not any(map(str.isalnum, bare)) or bare in words or bare.rstrip("0123456789๐๑๒๓๔๕๖๗๘๙-_.") in words


def arabic_digits(text: str) -> str:
    """Thai digits as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


_LEADING = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_SECONDARY = re.compile("[\u0e47-\u0e4e]")


def thai_order(text: str) -> tuple[str, str]:
    """Sort key of Thai dictionary order: a leading vowel counts behind its consonant, tone marks come second."""
    swapped = _LEADING.sub(r"\2\1", repair(text).casefold())
    return _SECONDARY.sub("", swapped), swapped
