"""Quick looks at a column, before the slow ones: can it hold a number of a person, a name?"""

from __future__ import annotations

import re

from checker.privacy import patterns
from checker.privacy.columns import BETWEEN, Column

# In bytes a digit is 0 whatever script it is in (the last byte of ๐-๙ and ０-９ is 0x90 to 0x99), and what only such
# digits are led by goes; letters never come together to a row of digits by that.
_SHAPE = bytes(48 if 48 <= byte <= 57 or 0x90 <= byte <= 0x99 else byte for byte in range(256))
_LEADS = b"\xe0\xb9\xef\xbc\xe2\x80\x8b\x8c\x8d\xbb\xbf"
_ID = re.compile(rb"(?<!0)(?:0{13}|0[ -]0{4}[ -]0{5}[ -]0{2}[ -]0)(?!0)")
_PHONE = re.compile(
    rb"(?<!0)(?:(?<!0\.)0{9,12}|\(?0{2,3}[ ()-]{1,2}0{3,4}[ -]0{2,5}(?:[ -]0{2,3})?|0{2,4}[ ()-]{1,2}0{6,8}"
    rb"|0{2,3}[ -]0{2}[ -]0{2,3}[ -]0{3,4}|0[ -]0{4}[ -]0{5}|0{6}-0{4}|0{3}\.0{3}\.0{4})(?!0)"
)


def long_numbers(column: Column) -> tuple[bool, bool]:
    """Whether a cell can hold an id, and whether one can hold a phone."""
    shape = column.joined.encode("utf-8", "replace").translate(_SHAPE, _LEADS)
    if b"000" not in shape:
        return False, False
    shapes = set(shape.split(b"\0"))
    return any(map(_ID.search, shapes)), any(map(_PHONE.search, shapes))


def prefixes(column: Column) -> bool:
    """Whether a text can hold a name behind a prefix; some two hundred cells, spread evenly, are looked at."""
    cells = set(column.cells[:: max(len(column.cells) // 200, 1)])
    text = BETWEEN.join(cells)
    return patterns.LATIN_STEM.search(text) is not None or (
        not text.isascii() and any(stem in text for stem in patterns.name_stems())
    )
