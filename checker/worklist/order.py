"""The order of the worklist: most points for the effort first, the same in every run."""

from __future__ import annotations

from collections.abc import Iterable

from checker.worth import Fix


def ordered(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """By points at least for a unit of effort, then by points at most, then by effort, dataset and id.

    Fixes of one package stand together, as they count together.
    """
    return tuple(sorted(fixes, key=_place))


def _place(fix: Fix) -> tuple[object, ...]:
    worth, package = fix.worth, fix.package
    return (
        -fix.per_effort,
        -worth.maximum / fix.weight,
        fix.weight,
        fix.dataset,
        package.id if package else fix.id,
        _natural(fix.item),
        fix.id,
    )


def _natural(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (0, number)
