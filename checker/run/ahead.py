"""What is to be done in a run as a whole: by dataset, and all of it together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checker.model import Outcome, Verdict
from checker.report.todo import added
from checker.rubric import Item
from checker.run.basis import Basis
from checker.run.what_if import what_if
from checker.run.wishes import Wish
from checker.supposed import Supposed
from checker.worth import Fix, Gain

MOST = 20_000  #: fixes; of more, all together is not counted, for each dataset would be derived anew
_OPEN = frozenset({"publish", "settle", "component"})  #: kinds of which no supposing tells all that may come of them


def ahead(basis: Basis, fixes: Sequence[Fix]) -> Gain | None:
    """Points that all of the worklist together would add: the score's own "what if", with every fix done.

    What a file that is not there yet, or a thing that is not settled, may earn stands in the maximum alone.
    ``None`` where there is nothing to do, or too much to be counted.
    """
    if not fixes or len(fixes) > MOST:
        return None
    items = {item.no: item for item in basis.rubric.items}
    wishes = [wish for fix in fixes for wish in _wishes(basis, fix, items)]
    parts = {name: Outcome.PASSED for fix in fixes if _settled(fix) for name in fix.components}
    found = what_if(basis, wishes, parts)
    open_ends = added(fix.gain for fix in fixes if fix.kind in _OPEN and not _settled(fix))
    most = sum((part.max for part in basis.score.components), Fraction(0))
    before = basis.score.total
    upper = min(found.most.total + open_ends.maximum - open_ends.minimum, most)
    return Gain(minimum=found.least.total - before, maximum=max(upper, found.least.total) - before)


def _settled(fix: Fix) -> bool:
    """Whether a part of the score that no dataset carries is full once this is done."""
    return fix.kind == "component" and fix.gain.exact


def _wishes(basis: Basis, fix: Fix, items: Mapping[str, Item]) -> Iterator[Wish]:
    there = bool(fix.dataset) and basis.rows[basis.places[fix.dataset]].on_catalog
    if fix.kind == "item" and there:
        yield Wish(dataset=fix.dataset, item=items[fix.item])
    elif fix.kind == "item":
        yield Wish(dataset=fix.dataset, supposed=Supposed(items={fix.item: Outcome.PASSED}))
    elif fix.kind == "tier":
        yield Wish(dataset=fix.dataset, supposed=Supposed(tiers={fix.check: fix.next}))
    elif fix.kind == "link":
        yield Wish(dataset=fix.dataset, supposed=Supposed(verdicts={fix.resource: Verdict.OK}))
    elif fix.kind in ("record", "publish"):
        yield Wish(dataset=fix.dataset, supposed=Supposed(items=dict.fromkeys(items, Outcome.PASSED)))
