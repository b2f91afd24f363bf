"""All that is to be done in a run, done together: what the score would come to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.report.todo import added
from checker.run.basis import Basis
from checker.run.groups import components_of, wishes_of
from checker.run.what_if import what_if
from checker.worth import Fix, Gain


def ahead(basis: Basis, fixes: Sequence[Fix]) -> Gain | None:
    """Points that these fixes would add together: the score's own "what if"; ``None`` where there are none.

    What a file that is not there yet, or a thing that is not settled, may earn stands in the maximum alone.
    """
    if not fixes:
        return None
    found = what_if(basis, list(wishes_of(basis, fixes)), components_of([fix for fix in fixes if fix.gain.exact]))
    open_ends = added(fix.gain for fix in fixes if _is_open(fix))
    most = sum((part.max for part in basis.score.components), Fraction(0))
    before = basis.score.total
    upper = min(found.most.total + open_ends.maximum - open_ends.minimum, most)
    return Gain(minimum=found.least.total - before, maximum=max(upper, found.least.total) - before)


def _is_open(fix: Fix) -> bool:
    """Whether no supposing tells all that may come of it."""
    return fix.kind in ("publish", "settle") or (fix.kind == "component" and not fix.gain.exact)
