"""How much there is to do, and what it would add: over a worklist, by dataset.

Readings. What a package, or a fix of its own, adds is counted as if it were done alone. Where several links of one
dataset are broken the best of them counts once, for any of them makes the dataset reachable. What would cost points
counts as nothing, for nobody has to do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.report.model import Todo
from checker.worth import Fix, Gain

Together = tuple[Fix, ...]  #: one fix that counts alone, or those of one package
_NOTHING = Fraction(0)


def distinct(worklist: Iterable[Fix]) -> Sequence[Together]:
    """The fixes that count alone, and those of one package together, in their order; last what adds nothing."""
    found: dict[str, list[Fix]] = {}
    for fix in worklist:
        found.setdefault(f"package {fix.package.id}" if fix.package else f"fix {fix.id}", []).append(fix)
    whole = [tuple(fixes) for fixes in found.values()]
    return sorted(whole, key=lambda fixes: fixes[0].worth.maximum <= 0)


def todos(worklist: Iterable[Fix]) -> Mapping[str, Todo]:
    """What there is to do in each dataset, by id; what is no dataset's under the empty id."""
    found: dict[str, list[Together]] = {}
    for fixes in distinct(worklist):
        found.setdefault(fixes[0].dataset, []).append(fixes)
    return {dataset: _todo(jobs) for dataset, jobs in found.items()}


def _todo(jobs: Sequence[Together]) -> Todo:
    links = [fixes[0].worth for fixes in jobs if fixes[0].kind == "link"]
    others = [fixes[0].worth for fixes in jobs if fixes[0].kind != "link"]
    if links:
        best = Gain(minimum=max(link.minimum for link in links), maximum=max(link.maximum for link in links))
        others.append(best)
    return Todo(jobs=len(jobs), gain=added(others))


def added(gains: Iterable[Gain]) -> Gain:
    """The gains together, those below 0 as nothing."""
    held = list(gains)
    return Gain(
        minimum=sum((max(gain.minimum, _NOTHING) for gain in held), _NOTHING),
        maximum=sum((max(gain.maximum, _NOTHING) for gain in held), _NOTHING),
    )
