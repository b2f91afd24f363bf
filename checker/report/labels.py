"""Words that a large list repeats thousands of times, said once, in the style sheet.

A page of 2,000 datasets would be two thirds interface words. There each distinct word pair becomes an element
(``<w-5>``) whose text stands in the style, once in each language; it is still shown, printed and read aloud.
Small reports write their words in place. Only the project's own words go this way, never a catalog's text.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from checker.report.words import tell

_PAIR = re.compile(r"<span lang=th>(.*)</span><span lang=en>(.*)</span>\Z", re.DOTALL)
_PLAIN = re.compile(r"[^0-9A-Za-z .,()/\u0e01-\u0e5b-]")


class Labels:
    """The words of one list: in place, or as elements that the style sheet fills."""

    def __init__(self, shared: bool) -> None:
        self._shared = shared
        self._elements: dict[Markup, str] = {}

    def say(self, key: str) -> Markup:
        """An interface text without values."""
        return self.word(tell(key))

    def word(self, both: Markup) -> Markup:
        """A text in both languages."""
        if not self._shared or not both:
            return both
        name = self._elements.setdefault(both, f"w-{len(self._elements)}")
        return Markup(f"<{name}></{name}>")

    def style(self) -> Markup:
        """The rules that hold the words; empty where they stand in place."""
        return Markup("").join(_rule(name, both) for both, name in self._elements.items())


def _rule(name: str, both: Markup) -> Markup:
    pair = _PAIR.match(both)
    th, en = (Markup(pair[1]).unescape(), Markup(pair[2]).unescape()) if pair else (both.unescape(),) * 2
    english = f"#lang-en:checked~* {name}::before{{content:{_quoted(en)}}}" if en != th else ""
    return Markup(f"{name}::before{{content:{_quoted(th)}}}{english}\n")


def _quoted(text: str) -> str:
    """A CSS string; whatever could end it, or the style, is written as its code."""
    return '"' + _PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
