"""The least work that reaches a target: from each group at most one choice, gains of different groups adding up.

A covering problem with choices. Where it is small enough it is solved exactly, by the most that can be gained for each
amount of work; else greedily along each group's efficient choices, beside a bound that no choice can be under: the
same with the last choice taken in part (the linear relaxation).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple

LARGEST = 4_000_000  #: steps of the exact solution that are still done


class Choice(NamedTuple):
    """One way to do something about a group."""

    cost: int
    gain: Fraction
    key: int  #: which of the group's ways it is


class Plan(NamedTuple):
    """What was chosen: for each group the way, or -1."""

    chosen: tuple[int, ...]
    cost: int
    gain: Fraction
    bound: Fraction  #: no choice costs less
    exact: bool


def most(groups: Sequence[Sequence[Choice]]) -> Fraction:
    """All that can be gained."""
    return sum((max((each.gain for each in group), default=Fraction(0)) for group in groups), Fraction(0))


def least_work(groups: Sequence[Sequence[Choice]], needed: Fraction) -> Plan | None:
    """The choices of least cost that gain as much as is needed; ``None``: all of them gain less."""
    if needed <= 0:
        return Plan((-1,) * len(groups), 0, Fraction(0), Fraction(0), True)
    if most(groups) < needed:
        return None
    greedy, bound = _greedy(groups, needed)
    plan = _plan(groups, greedy, bound, exact=False)
    if plan.cost == ceil(bound):
        return plan._replace(exact=True)
    steps = plan.cost * sum(map(len, groups))
    return _exact(groups, needed, plan) if steps <= LARGEST else plan


def _plan(groups: Sequence[Sequence[Choice]], chosen: Sequence[int], bound: Fraction, *, exact: bool) -> Plan:
    taken = [
        next(each for each in group if each.key == key) for group, key in zip(groups, chosen, strict=True) if key >= 0
    ]
    gain = sum((each.gain for each in taken), Fraction(0))
    return Plan(tuple(chosen), sum(each.cost for each in taken), gain, bound, exact)


def _frontier(group: Sequence[Choice]) -> list[Choice]:
    """The choices that no mixture of others beats, by cost."""
    found = [Choice(0, Fraction(0), -1)]
    for each in sorted(group, key=lambda one: (one.cost, -one.gain, one.key)):
        if each.gain <= found[-1].gain:
            continue
        while len(found) > 1 and _slope(found[-2], found[-1]) <= _slope(found[-2], each):
            found.pop()
        found.append(each)
    return found


def _slope(low: Choice, high: Choice) -> Fraction:
    return (high.gain - low.gain) / max(1, high.cost - low.cost)


def _greedy(groups: Sequence[Sequence[Choice]], needed: Fraction) -> tuple[list[int], Fraction]:
    rises: list[tuple[Fraction, int, Choice, Choice]] = []
    for place, group in enumerate(groups):
        line = _frontier(group)
        rises.extend((-_slope(low, high), place, high, low) for low, high in zip(line, line[1:], strict=False))
    chosen = [-1] * len(groups)
    gained, cost = Fraction(0), Fraction(0)
    for slope, place, high, low in sorted(rises, key=lambda one: one[:3]):
        missing = needed - gained
        chosen[place] = high.key
        if high.gain - low.gain >= missing:
            return chosen, cost + missing / -slope
        gained += high.gain - low.gain
        cost += high.cost - low.cost
    return chosen, cost


def _exact(groups: Sequence[Sequence[Choice]], needed: Fraction, known: Plan) -> Plan:
    """The most that can be gained for each cost below the known one; the least cost that is enough."""
    scale = lcm(needed.denominator, *(each.gain.denominator for group in groups for each in group))
    enough = int(needed * scale)
    best = [0] * known.cost
    ways: list[list[int]] = []
    for group in groups:
        now, way = list(best), [-1] * len(best)
        for each in group:
            gain = int(each.gain * scale)
            for cost in range(each.cost, len(best)):
                if best[cost - each.cost] + gain > now[cost]:
                    now[cost], way[cost] = best[cost - each.cost] + gain, each.key
        best = now
        ways.append(way)
    least = next((cost for cost, gain in enumerate(best) if gain >= enough), None)
    if least is None:
        return known._replace(exact=True, bound=Fraction(known.cost))
    return _plan(groups, _back(groups, ways, least), Fraction(least), exact=True)


def _back(groups: Sequence[Sequence[Choice]], ways: Sequence[Sequence[int]], cost: int) -> list[int]:
    chosen = [-1] * len(groups)
    for place in range(len(groups) - 1, -1, -1):
        key = ways[place][cost]
        if key >= 0:
            chosen[place] = key
            cost -= next(each.cost for each in groups[place] if each.key == key)
    return chosen
