"""What a changed standing is worth: the score's own function, asked once for each change that it can tell apart.

The score reads little of a standing. Two datasets that are the same in that little (their *signature*), and become the
same, change the score by the same: so a list of n datasets is scored as often as there are different changes among
them, not n times. That the signature holds all that the score reads is proved against full scores by a property test.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from checker.model import Openness, Outcome, Score, Standing
from checker.worth import Gain

Scored = Callable[[Sequence[Standing], Mapping[str, Outcome]], Score]
WAITING = frozenset({Outcome.CANNOT_TELL, Outcome.UNTESTED})
NOTHING = Gain(minimum=Fraction(0), maximum=Fraction(0))


class Candidate(NamedTuple):
    """What a standing may become by one way to mend it."""

    value: str  #: what was filled in
    least: Standing  #: with what is proven then
    most: Standing  #: once all of it is settled for the best


class Scale:
    """Weighs changes of one run's standings."""

    def __init__(
        self, rows: Sequence[Standing], scored: Scored, named: Collection[str], *, gated: bool = False
    ) -> None:
        """``gated``: steps gate each other. ``named``: codes, in lower case, of the plan's records of use."""
        self.rows = list(rows)
        self._scored = scored
        self._named = named
        self._gated = gated
        self._known: dict[tuple[object, object], Fraction] = {}
        self.base = scored(self.rows, {})

    def signature(self, row: Standing) -> object:
        """All that the score reads of a standing."""
        openness = row.openness
        code = row.code.casefold() if row.code else ""
        return (
            row.listed,
            row.on_catalog,
            row.public,
            row.items_outcome,
            row.informative,
            row.reachable,
            row.waived_in,
            openness and (openness.outcome, openness.points, openness.minimum, openness.maximum),
            code if code in self._named else "",
        )

    def gain(self, place: int, row: Standing) -> Fraction:
        """Points that the score changes by when the standing at ``place`` is ``row``."""
        before = self.rows[place]
        if not self._gated and _but_points(before) == _but_points(row):
            return self._slope(place, row) * (_points(row) - _points(before))
        key = self._change(before, row)
        if key[0] == key[1]:
            return Fraction(0)
        if key not in self._known:
            self._known[key] = self.scored({place: row}).total - self.base.total
        return self._known[key]

    def _change(self, before: Standing, row: Standing) -> tuple[object, object]:
        """What tells one change from another: where its openness stays, that is left out, as parts add up."""
        if not self._gated and _stays_open(before) == _stays_open(row):
            before, row = replace(before, openness=None), replace(row, openness=None)
        return self.signature(before), self.signature(row)

    def _slope(self, place: int, row: Standing) -> Fraction:
        """Points of the score for one point more of openness, of datasets that are the same in all else.

        A mean is linear in its members, so one change tells of all of them. Under a rubric whose steps gate each other
        the score is not, and every change is weighed by itself.
        """
        key = (_but_points(row), self.signature(replace(row, openness=None)))
        more = _points(row) - _points(self.rows[place])
        if not more:
            return Fraction(0)
        if key not in self._known:
            self._known[key] = (self.scored({place: row}).total - self.base.total) / more
        return self._known[key]

    def scored(self, changes: Mapping[int, Standing], components: Mapping[str, Outcome] | None = None) -> Score:
        """The whole score with other standings at some places, and parts of it taken for settled."""
        rows = list(self.rows)
        for place, row in changes.items():
            rows[place] = row
        return self._scored(rows, components or {})

    def weigh(self, place: int, candidates: Iterable[Candidate]) -> Gain:
        """The least and the most that any of the candidates gives; no candidate: nothing."""
        least = most = None
        for each in candidates:
            low, high = self.gain(place, each.least), self.gain(place, each.most)
            if least is None or low < least[0]:
                least = (low, each.value)
            if most is None or high > most[0]:
                most = (high, each.value)
        if least is None or most is None:
            return NOTHING
        same = least[0] == most[0]
        return Gain(minimum=least[0], maximum=most[0], least="" if same else least[1], most="" if same else most[1])


def _but_points(row: Standing) -> object:
    """What the score reads of a standing but the points of its openness, where it has any."""
    return (
        row.openness is not None,
        row.listed,
        row.on_catalog,
        row.public,
        row.items_outcome,
        row.informative,
        row.reachable,
        row.waived_in,
    )


def _stays_open(row: Standing) -> object:
    """What the part of open data reads of a standing."""
    return (row.listed, row.on_catalog, row.public, row.reachable, row.waived_in, row.openness)


def _points(row: Standing) -> Fraction:
    return row.openness.points if row.openness else Fraction(0)


def at_best(row: Standing, best: Fraction) -> Standing:
    """The standing once all that is not settled of its openness is settled for the best; ``best``: the highest tier."""
    reachable = Outcome.PASSED if row.reachable in WAITING else row.reachable
    openness = row.openness
    if openness is None:
        openness = Openness(outcome=Outcome.PASSED, kind=None, reason="graded", maximum=best)
    if openness.outcome in (Outcome.NOT_APPLICABLE,):
        return row
    most = openness.maximum
    outcome = Outcome.PASSED if most else Outcome.FAILED
    return replace(
        row, reachable=reachable, openness=replace(openness, points=most, minimum=most, maximum=most, outcome=outcome)
    )


def raised(row: Standing, points: Fraction) -> Standing:
    """The standing with so many points more for its openness, all that was possible still possible."""
    openness = row.openness
    assert openness is not None
    proven = openness.points + points
    most = max(openness.maximum, proven)
    return replace(row, openness=replace(openness, points=proven, minimum=proven, maximum=most))
