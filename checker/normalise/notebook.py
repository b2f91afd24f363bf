"""What was seen and repaired on the way, kept while one dataset is read."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Note
from checker.text import clean, clean_often

LONGEST_TEXT = 100_000  #: characters of one text that are kept
SHOWN = 200
OFTEN = 80  #: characters up to which a shared text is remembered
MOST_NOTES = 500


class Notebook:
    """The notes of one dataset, in the order of reading."""

    __slots__ = ("notes",)

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def add(self, code: str, path: str, before: str = "", after: str = "") -> None:
        """One repair; beyond a bound nothing more is kept."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(code=code, path=path, before=_shown(before), after=_shown(after)))

    def take(self, notes: Iterable[Note]) -> None:
        """Repairs of a text that was read before."""
        self.notes += notes
        del self.notes[MOST_NOTES:]

    def clean(self, path: str, text: str, *, often: bool = False) -> str:
        """The text repaired, without markup, trimmed and within bounds, with a note of what that changed.

        ``often``: a text that many datasets share.
        """
        if len(text) > LONGEST_TEXT:
            self.add("cut", path, f"{len(text)}", f"{LONGEST_TEXT}")
            text = text[:LONGEST_TEXT]
        found = clean_often(text) if often and len(text) <= OFTEN else clean(text)
        if found is not text and found != text and found != text.strip():
            markup = ("<" in text and found.count("<") < text.count("<")) or (
                "&" in text and found.count("&") < text.count("&")
            )
            self.add("html_removed" if markup else "unicode_repaired", path, text, found)
        return found


def _shown(text: str) -> str:
    """Cut, and free of what cannot be stored (unpaired surrogates)."""
    text = text[:SHOWN]
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
