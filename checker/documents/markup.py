"""The text that an HTML page shows.

Not by ``html.parser``: on an open tag or comment it looks through the rest of the page once more for each, half a
minute for 256 KB. Here whatever is left open ends the text, so each character is looked at a few times at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

#: elements whose content is not shown
_HIDDEN = frozenset({"head", "script", "style", "template", "noscript", "svg", "iframe", "textarea", "title"})
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,31})")


def shown(page: str) -> Iterator[str]:
    """The text between the tags, piece by piece; nothing of comments, programs, styles and the head."""
    at, lowered = 0, page.lower()
    while (start := page.find("<", at)) != -1:
        yield unescape(page[at:start])
        tag = _TAG.match(page, start)
        name = tag[1].lower() if tag else ""
        if page.startswith("<!--", start):
            at = _behind(page, "-->", start)
        elif name in _HIDDEN and page[start + 1] != "/":
            at = _behind(lowered, f"</{name}", start)
        elif tag or page.startswith(("<!", "<?", "</"), start):
            at = _behind(page, ">", start)
        else:
            yield "<"
            at = start + 1
    yield unescape(page[at:])


def _behind(page: str, end: str, start: int) -> int:
    """The place behind the next ``end``; the end of the page where there is none."""
    found = page.find(end, start)
    return len(page) if found == -1 else found + len(end)
