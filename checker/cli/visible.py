"""Text from outside, made harmless for a terminal."""

from __future__ import annotations

import re

#: Control characters (ESC begins the sequences that a terminal obeys) and those that turn the direction of text.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_UNSEEN_AND_LINES = re.compile(_UNSEEN.pattern[:-1] + "\n\u2028\u2029]")


def visible(text: str, *, keep_lines: bool = False) -> str:
    """``text`` with every character that a terminal would obey shown as its code point (``<U+001B>``)."""
    pattern = _UNSEEN if keep_lines else _UNSEEN_AND_LINES
    return pattern.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
