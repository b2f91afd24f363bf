"""Words that a large list repeats thousands of times, said once, in the style sheet.

A page of 2,000 datasets would be two thirds interface words. There each distinct word pair becomes an element
(``<w-5>``) whose text stands in the style, once in each language; it is still shown, printed and read aloud.
Small reports write their words in place.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from checker.report.guide import Advice
from checker.report.words import tell

_PAIR = re.compile(r"<span lang=th>(.*)</span><span lang=en>(.*)</span>\Z", re.DOTALL)
_FIX = ";display:block;margin:.2rem 0 .2rem 1.8rem;border-left:3px solid #e0b04a;padding:.1rem 0 .1rem .7rem"
_PLAIN = re.compile(r"[^0-9A-Za-z .,()/\u0e01-\u0e5b-]")


class Labels:
    """The words of one list: in place, or as elements that the style sheet fills."""

    def __init__(self, shared: bool) -> None:
        self._shared = shared
        self._elements: dict[tuple[Markup, Markup], str] = {}

    def say(self, key: str) -> Markup:
        """An interface text without values."""
        return self.word(tell(key))

    def word(self, both: Markup) -> Markup:
        """A text in both languages."""
        return self._element(both, Markup("")) if self._shared and both else both

    def advice(self, advice: Advice) -> Markup:
        """A reason and, on a line of its own, its fix."""
        if self._shared and not advice.own:
            return self._element(advice.reason, advice.fix)
        fix = Markup("<span class=fix>→ {}</span>").format(advice.fix) if advice.fix else ""
        return advice.reason + fix

    def style(self) -> Markup:
        """The rules that hold the words; empty where they stand in place."""
        return Markup("").join(
            _rule(f"{name}::before", before, "", "") + (_rule(f"{name}::after", after, "→ ", _FIX) if after else "")
            for (before, after), name in self._elements.items()
        )

    def _element(self, before: Markup, after: Markup) -> Markup:
        name = self._elements.setdefault((before, after), f"w-{len(self._elements)}")
        return Markup(f"<{name}></{name}>")


def _rule(selector: str, both: Markup, lead: str, manner: str) -> Markup:
    pair = _PAIR.match(both)
    th, en = (Markup(pair[1]).unescape(), Markup(pair[2]).unescape()) if pair else (both.unescape(),) * 2
    english = f"#lang-en:checked~* {selector}{{content:{quoted(lead + en)}}}" if en != th else ""
    return Markup(f"{selector}{{content:{quoted(lead + th)}{manner}}}{english}\n")


def quoted(text: str) -> str:
    """A CSS string; whatever could end it, or the style, is written as its code."""
    return '"' + _PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
