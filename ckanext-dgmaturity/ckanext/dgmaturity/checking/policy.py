"""Which links are looked at when.

After a change: what is new or changed. At night: what is older than the site's hours. What failed is looked at again in
both, once the wait of the rubric is over, for a failure counts only when a second look confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from checker.links import settle
from checker.model import Attempt, Distribution, Outcome
from checker.rubric import LinkRules


class Mode(Enum):
    """What a check is for."""

    CHANGE = "change"  #: a dataset was saved
    DUE = "due"  #: the nightly round
    ALL = "all"  #: somebody asked for it
    NONE = "none"  #: nothing is looked at, only counted


class Choice(Enum):
    """What becomes of one link."""

    KEEP = "keep"  #: the looks that are held count
    AGAIN = "again"  #: one more look beside them
    ANEW = "anew"  #: a new look in their place; they become the past


class Policy(NamedTuple):
    """The rules of one check."""

    mode: Mode
    now: datetime
    hours: float  #: after which a link that works is looked at anew
    rules: LinkRules

    def choose(self, looks: Sequence[Attempt], distribution: Distribution, format_held: str, tag: str | None) -> Choice:
        """``looks`` are those that are held, one at least; ``format_held`` what was declared then.

        ``tag``: of an upload, what its ``ETag`` is now; empty: its file is gone.
        """
        if self.mode is Mode.NONE:
            return Choice.KEEP
        if format_held != (distribution.format or ""):
            return Choice.ANEW
        if tag is not None:
            return self._of_upload(looks, tag)
        if settle(distribution, looks, self.rules, True).outcome is Outcome.PASSED:
            return self._of_good(looks)
        return Choice.AGAIN if self.mode is Mode.ALL or self._waited(looks) else Choice.KEEP

    def _of_upload(self, looks: Sequence[Attempt], tag: str) -> Choice:
        held = dict(looks[-1].headers).get("etag", "")
        if not tag and looks[-1].status == 404:
            return Choice.AGAIN if self.mode is Mode.ALL or self._waited(looks) else Choice.KEEP
        return Choice.ANEW if held != tag else self._of_good(looks)

    def _of_good(self, looks: Sequence[Attempt]) -> Choice:
        old = self.now - looks[-1].at >= timedelta(hours=self.hours)
        return Choice.ANEW if self.mode is Mode.ALL or (old and self.mode is Mode.DUE) else Choice.KEEP

    def _waited(self, looks: Sequence[Attempt]) -> bool:
        return self.now - looks[-1].at >= timedelta(seconds=self.rules.confirm_after_default)
