"""Which values a decision can have, by what it decides, under a rubric."""

from __future__ import annotations

from checker.decided import Kind, Subject
from checker.decisions.powers import CRITERION, ITEMS, RESOURCE, WHOLE, part_of
from checker.rubric import Rubric

SETTLED = ("passed", "failed")
ANSWERS = ("accepted", "refused")
NO_VALUE = ("",)


def values_of(kind: Kind, subject: Subject, rubric: Rubric) -> tuple[str, ...]:
    """The values that may be given; one that is empty where there is nothing to say."""
    part = part_of(kind, subject, rubric)
    if kind is Kind.ANSWER:
        return ANSWERS
    if kind is Kind.SET_KIND:
        return tuple([each.id for each in rubric.openness.kinds])
    if kind in (Kind.ACCEPT, Kind.OVERRULE) and part == CRITERION:
        return _tiers(subject, rubric)[kind is Kind.ACCEPT :]
    if kind is Kind.ACCEPT:
        return SETTLED[:1]
    if kind is Kind.OVERRULE and part in (ITEMS, RESOURCE, WHOLE):
        return SETTLED
    return NO_VALUE


def _tiers(subject: Subject, rubric: Rubric) -> tuple[str, ...]:
    """The tiers that a criterion has, "none" first; of one that the rubric does not know, none at all."""
    own = next((each.tiers for each in rubric.openness.criteria if each.id == subject.criterion), None)
    lowest = rubric.openness.tiers[0].id
    return () if own is None else tuple([e.id for e in rubric.openness.tiers if e.id == lowest or e.id in own])
