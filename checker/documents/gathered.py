"""Text as it is read piece by piece, counted and not kept; and what a document without pages is told to be by it."""

from __future__ import annotations

from checker.content import DocumentProfile, Place
from checker.documents.legible import SAMPLE, garbled, letters

ENOUGH = 1_000_000  #: letters after which a document is not read further


class Gathered:
    """The letters of a text, and as much of its beginning as shows whether it is legible."""

    def __init__(self) -> None:
        self.letters = 0
        self._kept: list[str] = []
        self._left = SAMPLE

    def add(self, text: str) -> None:
        """Takes the next piece."""
        self.letters += letters(text)
        if self._left > 0:
            self._kept.append(text[: self._left])
            self._left -= len(text)

    @property
    def enough(self) -> bool:
        """Whether there is no need to read on."""
        return self.letters >= ENOUGH

    @property
    def garbled(self) -> bool:
        """Whether it is not what is shown."""
        return garbled("".join(self._kept))


def profile(format: str, text: Gathered, *, complete: bool, damaged: bool = False) -> DocumentProfile:
    """Of a document that has no pages to count. Its text is garbled as a whole: one page of one."""
    return DocumentProfile(
        format=format,
        pages_garbled=int(text.garbled),
        garbled_at=Place() if text.garbled else None,
        characters=text.letters,
        damaged=damaged,
        complete=complete and not text.enough,
    )
