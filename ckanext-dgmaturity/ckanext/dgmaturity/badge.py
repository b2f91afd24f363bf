"""The public badge of a dataset: a small picture of two fields, drawn without a font of our own."""

from __future__ import annotations

import unicodedata

from markupsafe import escape

HEIGHT = 22
SIZE = 12  #: of the letters, pixels
WIDE = 7.2  #: pixels that a letter takes at that size, about; the picture sets its text to the width that is counted
MARGIN = 8
DARK = "#37474f"
#: at least this share of the items → colour; each has 4.5 : 1 or more against white letters
COLOURS = ((1.0, "#1b7a3d"), (0.5, "#8a5a00"), (0.0, "#8e2b23"))


def colour(passed: int, required: int) -> str:
    """Green only where every item is there."""
    share = passed / required if required else 0.0
    return next(name for least, name in COLOURS if share >= least)


def svg(label: str, value: str, fill: str) -> str:
    """The picture; its texts are told to screen readers in one."""
    left, right = _width(label), _width(value)
    whole = left + right + 4 * MARGIN
    first, second = 2 * MARGIN + left, 2 * MARGIN + right
    told = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" role="img" aria-label="{told}">'
        f"<title>{told}</title>"
        f'<rect width="{whole}" height="{HEIGHT}" rx="4" fill="{DARK}"/>'
        f'<path d="M{first} 0h{second - 4}a4 4 0 0 1 4 4v{HEIGHT - 8}a4 4 0 0 1-4 4h-{second - 4}z" fill="{fill}"/>'
        f'<g fill="#fff" font-family="Sarabun,\'Noto Sans Thai\',Loma,Tahoma,Verdana,sans-serif" font-size="{SIZE}">'
        f"{_text(label, MARGIN, left)}{_text(value, first + MARGIN, right)}</g></svg>"
    )


def _text(text: str, start: int, width: int) -> str:
    return f'<text x="{start}" y="15" textLength="{width}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'


def _width(text: str) -> int:
    """Vowels and tones above and below a Thai letter take no room."""
    return round(sum(WIDE for letter in text if unicodedata.category(letter) != "Mn"))
