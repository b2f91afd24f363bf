"""Two sides → one comparison: the score by component, the datasets, and what each explains of the difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.compare.changes import changes
from checker.compare.model import (
    ZERO,
    Cause,
    Comparison,
    ComponentChange,
    DatasetChange,
    Direction,
    Presence,
    Share,
)
from checker.compare.pairs import Pair, pairs
from checker.compare.remarks import remarks
from checker.compare.shares import REACHED, Reached, Split
from checker.compare.side import One, Side, side_of
from checker.model import ComponentScore, Outcome
from checker.report.model import Report

_WAYS = {way: place for place, way in enumerate(Direction)}


def compare_reports(before: Report, after: Report) -> Comparison:
    """What changed from one report to another."""
    return compare(side_of(before), side_of(after))


def compare(before: Side, after: Side) -> Comparison:
    """What changed from one run to another; ``before`` is the one that was named first, whichever is older."""
    splitting = _Splitting(before, after)
    found, unchanged = [], 0
    for pair in pairs(before.datasets, after.datasets):
        one = splitting.change(pair)
        if one is None:
            unchanged += 1
        else:
            found.append(one)
    return Comparison(
        before=before.run,
        after=after.run,
        rubric=after.rubric,
        difference=after.run.score.total - before.run.score.total,
        components=splitting.components(),
        causes=splitting.causes(),
        datasets=tuple(sorted(found, key=_worst_first)),
        unchanged=unchanged,
        warnings=remarks(before, after),
    )


def _worst_first(change: DatasetChange) -> tuple[object, ...]:
    """The worst loss first; among those of the same points what went wrong before what went well."""
    worse = sum(each.direction is Direction.WORSE for each in change.changes)
    return change.points, _WAYS[change.direction], -worse, change.title, change.after_id or change.before_id or ""


class _Splitting:
    """Takes the difference of the score apart over the datasets."""

    def __init__(self, before: Side, after: Side) -> None:
        self._rubrics = before.rubric, after.rubric
        self._parts = _by_id(before.components), _by_id(after.components)
        self._ids = tuple(dict.fromkeys([*self._parts[1], *self._parts[0]]))
        methods = {part.id: part.method for rubric in self._rubrics for part in rubric.components}
        self._places = tuple({part.id: place for place, part in enumerate(each.components)} for each in self._rubrics)
        self._splits = {
            name: Split(self._parts[0].get(name), self._parts[1].get(name), methods.get(name) in REACHED)
            for name in self._ids
        }

    def change(self, pair: Pair) -> DatasetChange | None:
        """The dataset with its points; ``None`` where nothing changed."""
        before, after = pair.before, pair.after
        shares = tuple(
            Share(component=name, points=points)
            for name in self._ids
            if (points := self._splits[name].take(self._reached(name, 0, before), self._reached(name, 1, after)))
        )
        one = after or before
        assert one is not None
        both = before is not None and after is not None
        found = changes(before, after, self._rubrics[1]) if before is not None and after is not None else ()
        if both and not found and not shares:
            return None
        return DatasetChange(
            presence=Presence.BOTH if both else Presence.NEW if after is not None else Presence.GONE,
            before_id=before.id if before else None,
            after_id=after.id if after else None,
            matched=pair.matched,
            title=one.title,
            name=one.name,
            code=one.code,
            listed=one.listed,
            points=sum((share.points for share in shares), ZERO),
            shares=shares,
            changes=found,
        )

    def _reached(self, component: str, side: int, one: One | None) -> Reached:
        place = self._places[side].get(component)
        return one.reached[place] if one is not None and place is not None else None

    def causes(self) -> tuple[Cause, ...]:
        """What no dataset explains, once all were taken."""
        return tuple(cause for name in self._ids for cause in self._splits[name].causes())

    def components(self) -> tuple[ComponentChange, ...]:
        """The parts of the score in the order of the later rubric."""
        return tuple(_component(self._parts[0].get(name), self._parts[1].get(name)) for name in self._ids)


def _by_id(parts: Sequence[ComponentScore]) -> dict[str, ComponentScore]:
    return {part.id: part for part in parts}


def _component(before: ComponentScore | None, after: ComponentScore | None) -> ComponentChange:
    shown = after or before
    assert shown is not None
    first, second = (_points(part) for part in (before, after))
    return ComponentChange(
        id=shown.id,
        max=shown.max,
        before=first,
        after=second,
        difference=second - first,
        outcomes=(_outcome(before), _outcome(after)),
        reasons=(before.reason if before else "", after.reason if after else ""),
        params=(before.params if before else {}, after.params if after else {}),
    )


def _points(part: ComponentScore | None) -> Fraction:
    return part.points if part is not None else ZERO


def _outcome(part: ComponentScore | None) -> Outcome:
    return part.outcome if part is not None else Outcome.NOT_APPLICABLE
