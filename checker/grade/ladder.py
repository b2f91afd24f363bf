"""A rubric's tiers as numbers, made once: ranks, and the points of every combination of tiers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from checker.errors import RubricError
from checker.rubric import DocumentRules, GranularityRules, Rubric

#: tiers that the criteria speak of; a rubric must have them all
SPOKEN_OF = ("none", "basic", "middle", "advanced")


def _mean(points: Sequence[int]) -> Fraction:
    return Fraction(sum(points), len(points))


def _lowest(points: Sequence[int]) -> Fraction:
    return Fraction(min(points))


def _majority(points: Sequence[int]) -> Fraction:
    """The best tier that more than half of the criteria reach."""
    return Fraction(sorted(points, reverse=True)[len(points) // 2])


#: Every way to combine the criteria of a dataset that a rubric may name.
COMBINATIONS: dict[str, Callable[[Sequence[int]], Fraction]] = {"mean": _mean, "lowest": _lowest, "majority": _majority}


class Ladder(NamedTuple):
    """Tiers from the lowest up; a rank is a place in ``ids``."""

    ids: tuple[str, ...]
    ranks: dict[str, int]  #: by tier id
    none: int
    basic: int
    middle: int
    advanced: int
    top: int
    best: Fraction  #: points of the highest tier
    criteria: dict[str, tuple[str, ...]]  #: by kind
    points: dict[tuple[int, ...], Fraction]  #: combined points, by the ranks of the criteria in any order
    common_software: frozenset[str]
    text_documents: frozenset[str]
    interface_alone: bool  #: a query interface earns the highest channel tier without a single source of truth
    text_rank: int  #: what a document earns whose text can be searched
    report_signs: frozenset[str]
    granularity: GranularityRules
    documents: DocumentRules
    camera_days: dict[str, int]  #: days back that a tier of traffic cameras asks for
    gains: dict[tuple[str, tuple[int, ...]], tuple[Fraction, ...]]  #: by kind and ranks: what one tier up would add


class _Same:
    """A rubric as a key: equal to itself alone, since a rubric is loaded once and never changes."""

    __slots__ = ("rubric",)

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __hash__(self) -> int:
        return id(self.rubric)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rubric is self.rubric


def ladder_of(rubric: Rubric) -> Ladder:
    """The ladder of a rubric; a rubric whose tiers or combination the code does not know is an error."""
    return _ladder(_Same(rubric))


@lru_cache(maxsize=8)
def _ladder(key: _Same) -> Ladder:
    rubric = key.rubric
    rules = rubric.openness
    ids = tuple(tier.id for tier in rules.tiers)
    wrong = [f"tier {name!r} is missing" for name in SPOKEN_OF if name not in ids]
    if rules.combination not in COMBINATIONS:
        wrong.append(f"combination {rules.combination!r} has no function")
    if wrong:
        raise RubricError(f"{rubric.id}: {'; '.join(wrong)}")
    ranks = {name: ids.index(name) for name in SPOKEN_OF}
    top = len(ids) - 1
    points = _combined(rubric)
    return Ladder(
        ids=ids,
        ranks={name: rank for rank, name in enumerate(ids)},
        **ranks,
        top=top,
        best=Fraction(rules.tiers[top].points),
        criteria={kind.id: kind.criteria for kind in rules.kinds},
        points=points,
        gains=_gains(rubric, ids, points),
        common_software=frozenset(rules.common_software),
        text_documents=frozenset(rules.text_documents),
        interface_alone=rules.switches.get("interface_without_single_source", False),
        report_signs=frozenset(rules.report_signs),
        granularity=rules.granularity,
        documents=rules.documents,
        camera_days=rules.camera_days,
        text_rank=top if rules.switches.get("document_text_earns_all_tiers", False) else ranks["basic"],
    )


def _gains(
    rubric: Rubric, ids: tuple[str, ...], points: dict[tuple[int, ...], Fraction]
) -> dict[tuple[str, tuple[int, ...]], tuple[Fraction, ...]]:
    steps = {each.id: sorted(ids.index(tier) for tier in each.tiers) for each in rubric.openness.criteria}

    def gain(names: tuple[str, ...], ranks: tuple[int, ...], place: int) -> Fraction:
        higher = next((step for step in steps[names[place]] if step > ranks[place]), ranks[place])
        risen = (*ranks[:place], higher, *ranks[place + 1 :])
        return points[risen] - points[ranks]

    return {
        (kind.id, ranks): tuple(gain(kind.criteria, ranks, place) for place in range(len(ranks)))
        for kind in rubric.openness.kinds
        for ranks in product(range(len(ids)), repeat=len(kind.criteria))
    }


def _combined(rubric: Rubric) -> dict[tuple[int, ...], Fraction]:
    combine = COMBINATIONS[rubric.openness.combination]
    points = [tier.points for tier in rubric.openness.tiers]
    sizes = {len(kind.criteria) for kind in rubric.openness.kinds} - {0}
    return {
        ranks: combine([points[rank] for rank in ranks])
        for size in sizes
        for ranks in product(range(len(points)), repeat=size)
    }
