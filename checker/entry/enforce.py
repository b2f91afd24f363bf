"""What becomes of a package that lacks something: by how strictly a catalog holds its datasets to the rules."""

from __future__ import annotations

from msgspec import Struct

from checker.entry.judge import Judgement, Problem

#: the laxest first
LEVELS = ("report", "publish", "strict")


class Decision(Struct, frozen=True, kw_only=True):
    """Nothing refused: the package is stored, and what is told is told."""

    refused: tuple[Problem, ...]
    told: tuple[Problem, ...]


def decide(judgement: Judgement, level: str, *, visible: bool, was_visible: bool) -> Decision:
    """What is refused, and what is only told.

    What is wrong and new is refused at every level: only what is lacking differs. ``strict`` refuses all that lacks
    something. ``publish`` refuses to make such a dataset visible to everybody, and to take from one that is visible
    what it has; what a visible dataset lacked before is told. ``report`` tells.
    """
    lacking = judgement.lacking
    if level == "strict" or (level == "publish" and visible and not was_visible):
        barring = lacking
    elif level == "publish" and visible:
        barring = judgement.fresh
    else:
        barring = ()
    return Decision(
        refused=(*judgement.refused, *barring), told=tuple(each for each in lacking if each not in barring)
    )  # fmt: skip
