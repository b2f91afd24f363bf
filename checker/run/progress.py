"""What a long run tells while it works."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Progress(Struct, frozen=True, kw_only=True):
    """How far a stage is."""

    stage: str  #: ``harvest``, ``look``, ``read``, ``second_look``, ``wait``, ``derive``
    done: int
    total: int | None = None  #: ``None``: not known yet


Watch = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Tells nobody."""
