"""Whether a text is what a reader sees, or what is left of it behind a broken font map.

Three kinds of damage are told: signs that are no text at all, Thai bytes read as Latin, and letters that stand for
other letters, by how often each of them stands there.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from checker.documents.rules import rules

SAMPLE = 20_000  #: characters of a text that are looked at

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # vowels and signs above and below
#: blanks that a reader of glyph positions puts before a mark
_SPACED_MARK = re.compile(f"(?<![ \u00a0])[ \u00a0]+(?=[{_MARKS}\u0e33])")
#: a mark on nothing, two of a kind, a vowel before nothing; vowels behind a consonant are too often split off to count
_STRAY = re.compile(
    f"(?<![\u0e01-\u0e2e{_MARKS}\u25cc\uf700-\uf71a])[{_MARKS}]"
    "|(?<=[\u0e48-\u0e4b])[\u0e48-\u0e4b]|(?<=[\u0e31\u0e34-\u0e39])[\u0e31\u0e34-\u0e39]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e\uf700-\uf71a])"
)
_SHIFTED = re.compile("[\uf700-\uf71a]")
_THAI = re.compile("[\u0e01-\u0e2e]")
_CID = re.compile(r"\(cid:\d{1,5}\)")
#: no text: control characters (but those of a line, and U+0002, which stands for a hyphen), private use, replacement
_NO_TEXT = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf6ff\uf71b-\uf8ff\ufffd\U000f0000-\U0010ffff]")
#: Latin-1, and what else the Mac's Latin set holds; not the dashes, quotes and dots of a Thai text
_FOREIGN = re.compile(
    "[\u00a1-\u00ff\u0131\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6-\u02dd\u03a9\u03c0\u2020\u2021\u2030\u2039\u203a"
    "\u2044\u2122\u2126\u2202-\u222b\u2248-\u2265\u25ca\ufb01\ufb02]"
)
#: leaders of dots, lines of dashes
_RUN = re.compile("([.\u00b7\u2022\u2026_=~*\\-\u2010-\u2015\u2500-\u257f])\\1{2,}")
_SCRIPTS = {"thai": re.compile("[\u0e01-\u0e4e]"), "latin": re.compile("[a-z]")}


def letters(text: str) -> int:
    """Letters and digits, of any script; marks above and below are part of their letter."""
    return sum(map(str.isalnum, text))


def garbled(text: str) -> bool:
    """Whether a text is not what is shown. A text that is too short to tell is believed."""
    limits = rules().garbled
    text = _RUN.sub(r"\1", _SPACED_MARK.sub("", text[:SAMPLE]))
    signs = sum(not sign.isspace() for sign in text)
    if signs < limits.signs:
        return False
    placeholders = sum(len(found) for found in _CID.findall(text))
    wrong = len(_NO_TEXT.findall(text)) + len(_STRAY.findall(text)) + placeholders
    shifted, thai = len(_SHIFTED.findall(text)), len(_THAI.findall(text))
    return (
        wrong > limits.wrong_share * signs
        or shifted > limits.shifted_share * max(thai, shifted)
        or _foreign(text) > limits.foreign_share * signs
        or _unlike(text)
    )


def _foreign(text: str) -> int:
    return len(_FOREIGN.findall(text))


def _unlike(text: str) -> bool:
    """Whether its letters are not spread as in real text, in the script that most of it is in; each word once."""
    words = " ".join(dict.fromkeys(unicodedata.normalize("NFC", text).lower().split()))
    counts = {script: Counter(pattern.findall(words)) for script, pattern in _SCRIPTS.items()}
    script, count = max(counts.items(), key=lambda entry: entry[1].total())
    limit = rules().garbled.likeness[script]
    return count.total() >= limit.letters and likeness(count, rules().frequencies[script]) < limit.least


def likeness(count: Mapping[str, float], frequencies: Mapping[str, float]) -> float:
    """The cosine between two spreads of letters: 1 is the same, 0 nothing in common."""
    product = sum(count.get(letter, 0) * often for letter, often in frequencies.items())
    return product / math.sqrt(sum(n * n for n in count.values()) * sum(n * n for n in frequencies.values()))
