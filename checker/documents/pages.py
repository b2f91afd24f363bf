"""Pages that were looked at → the profile of their document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.content import DocumentProfile, Place
from checker.documents.rules import rules


class Page(Struct, frozen=True, kw_only=True, gc=False):
    """What is on one page or slide."""

    number: int  #: from 1
    letters: int = 0
    written: float = 0.0  #: share of the page that the letters cover
    garbled: bool = False
    covered: float = 0.0  #: share of the page that pictures cover
    drawn: int = 0  #: lines and shapes, as far as they were counted

    @property
    def picture(self) -> bool:
        """Whether pictures fill it."""
        return self.covered >= rules().picture_share

    @property
    def has_text(self) -> bool:
        """Whether its letters are more than what is put on a picture."""
        limits = rules()
        if not self.picture and self.drawn < limits.drawn_objects:
            return self.letters >= limits.plain_letters
        slide = self.letters >= limits.slide_letters and self.written >= limits.slide_share
        return slide or self.letters >= limits.picture_letters

    @property
    def blank(self) -> bool:
        """Whether nobody would miss it."""
        limits = rules()
        return not self.letters and self.covered < limits.blank_share and self.drawn < limits.blank_objects

    @property
    def plan(self) -> bool:
        """Whether it is drawn, and has too few letters to say that they are all of its text."""
        limits = rules()
        return not self.has_text and not self.picture and self.letters >= limits.plain_letters


def sample(pages: int) -> list[int]:
    """Numbers, from 0, of the pages to look at: all, or so many spread evenly, the first and the last among them."""
    most = rules().sample_pages
    if pages <= most:
        return list(range(pages))
    return [number * (pages - 1) // (most - 1) for number in range(most)]


def profile(
    format: str, read: Sequence[Page], *, pages: int, complete: bool, damaged: bool = False, form: bool = False
) -> DocumentProfile:
    """What the pages that were read say of a document of so many ``pages``. Blank ones say nothing and do not count."""
    shown = [page for page in read if not page.blank]
    with_text = [page for page in shown if page.has_text]
    return DocumentProfile(
        format=format,
        pages=pages,
        pages_read=len(shown),
        pages_with_text=len(with_text),
        pages_image=sum(page.picture for page in shown),
        pages_drawn=sum(page.plan for page in shown),
        pages_garbled=sum(page.garbled for page in with_text),
        characters=sum(page.letters for page in shown),
        garbled_at=_first(page for page in with_text if page.garbled),
        scan_at=_first(page for page in shown if page.picture and not page.has_text),
        damaged=damaged,
        form=form,
        complete=complete and len(read) == pages,
    )


def _first(pages: Iterable[Page]) -> Place | None:
    return next((Place(page=page.number) for page in pages), None)
