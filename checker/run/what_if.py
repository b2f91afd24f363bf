"""The score with something else taken for true: beside the score as it is, by component, exact or between bounds.

Readings. Where an item is to be filled in and no value is given, each value that the engine can tell from the others is
tried for each dataset by itself, and the least and the most are taken over the datasets: exact as long as no more than
one dataset may enter or leave the universe of open data by it, else the two ends that were found (``searched``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker.model import Dataset, Outcome, Score, Standing
from checker.rubric import Item
from checker.run.basis import Basis, with_both
from checker.run.wishes import Wish
from checker.standing import as_supposed
from checker.supposed import Supposed
from checker.worklist.choices import fills
from checker.worklist.drafts import published
from checker.worklist.lacking import failed_checks, is_lacking
from checker.worklist.scale import Candidate, at_best
from checker.worth import Gain

MOST_WAYS = 4096


class WhatIf(Struct, frozen=True, kw_only=True):
    """What was asked, and what it comes to."""

    before: Score
    least: Score
    most: Score
    touched: tuple[str, ...]  #: standings that changed
    searched: bool = False  #: the two ends are those that were found, not proven to be the ends

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.least.total == self.most.total


class _Asked(NamedTuple):
    """All that is asked of one dataset."""

    supposed: Supposed
    items: tuple[Item, ...]  #: to be filled in
    there: bool  #: to be put on the catalog


def what_if(basis: Basis, wishes: Sequence[Wish], components: Mapping[str, Outcome] | None = None) -> WhatIf:
    """The score once all of the wishes come true together."""
    asked = _gathered(wishes)
    candidates = {basis.places[name]: found for name, found in _candidates(basis, asked)}
    scale = basis.scale
    low = {
        place: min(found, key=lambda each: scale.gain(place, each.least)).least for place, found in candidates.items()
    }
    high = {
        place: max(found, key=lambda each: scale.gain(place, each.most)).most for place, found in candidates.items()
    }
    ends = sorted((scale.scored(low, components), scale.scored(high, components)), key=lambda score: score.total)
    touched = [place for place in candidates if low[place] != basis.rows[place] or high[place] != basis.rows[place]]
    moving = sum(len({each.least.public for each in found}) > 1 for found in candidates.values())
    return WhatIf(
        before=basis.score,
        least=ends[0],
        most=ends[1],
        touched=tuple(basis.rows[place].id for place in sorted(touched)),
        searched=moving > 1,
    )


def gain_of(basis: Basis, wishes: Sequence[Wish], components: Mapping[str, Outcome] | None = None) -> Gain:
    """Points of all of the wishes together; those of one dataset need no full score of their own."""
    names = {each.dataset for each in wishes}
    if len(names) == 1 and not components:
        (name,) = names
        found = dict(_candidates(basis, _gathered(wishes)))
        return basis.scale.weigh(basis.places[name], found.get(name, ()))
    weighed = what_if(basis, wishes, components)
    before = basis.score.total
    return Gain(minimum=weighed.least.total - before, maximum=weighed.most.total - before)


def _gathered(wishes: Sequence[Wish]) -> dict[str, _Asked]:
    """What is asked of each dataset, together; of the same thing, the last counts."""
    found: dict[str, _Asked] = {}
    for each in wishes:
        before, items, there = found.get(each.dataset, _Asked(Supposed(), (), False))
        if each.item is not None and each.item not in items:
            items = (*items, each.item)
        found[each.dataset] = _Asked(with_both(each.supposed, before), items, there or each.there)
    return found


def _candidates(basis: Basis, asked: Mapping[str, _Asked]) -> Iterator[tuple[str, list[Candidate]]]:
    there = {name for name in asked if basis.rows[basis.places[name]].on_catalog}
    for name in asked:
        if name not in there:
            yield name, list(_not_there(basis, basis.rows[basis.places[name]], asked[name]))
    for dataset in basis.datasets(there):
        yield dataset.id, list(_of_catalog(basis, dataset, asked[dataset.id].supposed, asked[dataset.id].items))


def _not_there(basis: Basis, row: Standing, asked: _Asked) -> Iterator[Candidate]:
    """A listed dataset that is not on the catalog; once it is put there its record is whole, whatever is supposed."""
    numbers = [item.no for item in basis.rubric.items]
    if not asked.there:
        changed = as_supposed(row, asked.supposed, numbers)
        yield Candidate("", changed, changed)
        return
    left = replace(asked.supposed, items={})
    for value, least, most in published(row, basis.rubric):
        yield Candidate(value, as_supposed(least, left, numbers), as_supposed(most, left, numbers))


def _of_catalog(basis: Basis, dataset: Dataset, supposed: Supposed, items: Sequence[Item]) -> Iterator[Candidate]:
    findings, row = basis.derivation.details[dataset.id].findings, basis.rows[basis.places[dataset.id]]
    open_items = [item for item in items if is_lacking(row, item, findings, basis.rubric)]
    failed = [failed_checks(item, findings, basis.rubric) for item in open_items]
    ways = [fills(dataset, item, checks, basis.rubric) for item, checks in zip(open_items, failed, strict=True)]
    for parts in islice(product(*ways), MOST_WAYS):
        values = {name: value for part in parts for name, value in part.items()}
        both = with_both(supposed, Supposed(fields=values))
        least = basis.with_supposed(dataset, both)
        yield Candidate("", least, _at_most(basis, dataset, both, least) if supposed.verdicts else least)


def _at_most(basis: Basis, dataset: Dataset, supposed: Supposed, least: Standing) -> Standing:
    """With a link that works: all that its file may turn out to be."""
    row = basis.rows[basis.places[dataset.id]]
    most = basis.restood(row, basis.derived(dataset, supposed, probed=False))
    ends = [at_best(each, Fraction(0)) for each in (as_supposed(most, supposed), least)]
    return max(ends, key=lambda each: each.openness.points if each.openness else Fraction(0))
