"""Fixes gathered by item, owner, dataset or resource, each group weighed as one: what all of it together is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from checker.model import Outcome, Verdict
from checker.report.units import NOBODY, unit_key
from checker.rubric import Text
from checker.run.basis import Basis
from checker.run.what_if import gain_of
from checker.run.wishes import Wish
from checker.supposed import Supposed
from checker.worklist.rules import worklist_rules
from checker.worth import Fix, Gain


class Group(Struct, frozen=True, kw_only=True):
    """Fixes that are done together."""

    key: str
    title: Text
    fixes: tuple[str, ...]  #: ids
    datasets: int
    gain: Gain  #: of all of them together; where there are several, what would only settle something is not in it
    weight: int


def _plain(text: str) -> Text:
    return Text(th=text, en=text)


def _by_item(fix: Fix) -> tuple[str, Text] | None:
    return (fix.item, fix.what) if fix.item else None


def _by_owner(fix: Fix) -> tuple[str, Text] | None:
    """The unit as the pages of units tell them apart, in the words of its first fix."""
    unit = unit_key(fix.owner)
    return unit, worklist_rules().texts["nobody"] if unit == NOBODY else _plain(fix.owner)


def _by_dataset(fix: Fix) -> tuple[str, Text] | None:
    return fix.dataset, _plain(fix.title) if fix.dataset else worklist_rules().texts["whole"]


def _by_resource(fix: Fix) -> tuple[str, Text] | None:
    if not fix.resource:
        return None
    return f"{fix.dataset} {fix.resource}", _plain(f"{fix.title}: {fix.resource_name or fix.link or fix.resource}")


WAYS: Mapping[str, Callable[[Fix], tuple[str, Text] | None]] = {
    "dataset": _by_dataset,
    "item": _by_item,
    "owner": _by_owner,
    "resource": _by_resource,
}


def groups(basis: Basis, fixes: Sequence[Fix], by: str) -> tuple[Group, ...]:
    """The fixes gathered, most points for the effort first; those that have no such thing in common are left out."""
    gathered: dict[str, tuple[Text, list[Fix]]] = {}
    for fix in fixes:
        found = WAYS[by](fix)
        if found is not None:
            gathered.setdefault(found[0], (found[1], []))[1].append(fix)
    weighed = [_weighed(basis, key, title, held) for key, (title, held) in gathered.items()]
    return tuple(sorted(weighed, key=lambda one: (-one.gain.minimum / one.weight, -one.gain.maximum, one.key)))


def _weighed(basis: Basis, key: str, title: Text, fixes: Sequence[Fix]) -> Group:
    return Group(
        key=key,
        title=title,
        fixes=tuple(fix.id for fix in fixes),
        datasets=len({fix.dataset for fix in fixes if fix.dataset}),
        gain=_gain(basis, fixes),
        weight=sum(fix.effort.weight for fix in fixes),
    )


def _gain(basis: Basis, fixes: Sequence[Fix]) -> Gain:
    """At the least without the parts of the score that hang on more than the fix, at the most with them."""
    first = fixes[0]
    if {fix.id for fix in fixes} == set(first.package.fixes if first.package else (first.id,)):
        return first.worth
    wishes = list(wishes_of(basis, fixes))
    certain, possible = components_of(fixes), components_of(fixes, certain=False)
    least = gain_of(basis, wishes, certain)
    return least if certain == possible else replace(least, maximum=gain_of(basis, wishes, possible).maximum)


def wishes_of(basis: Basis, fixes: Sequence[Fix]) -> Iterator[Wish]:
    """The changes of datasets that fixes come to; what would only settle something is none."""
    items = {item.no: item for item in basis.rubric.items}
    for fix in fixes:
        if fix.kind == "item" and basis.rows[basis.places[fix.dataset]].on_catalog:
            yield Wish(dataset=fix.dataset, item=items[fix.item])
        elif fix.kind == "item":
            yield Wish(dataset=fix.dataset, supposed=Supposed(items={fix.item: Outcome.PASSED}))
        elif fix.kind == "publish":
            yield Wish(dataset=fix.dataset, there=True)
        elif fix.kind == "record":
            yield Wish(dataset=fix.dataset, supposed=Supposed(items=dict.fromkeys(items, Outcome.PASSED)))
        elif fix.kind == "link" and fix.resource:
            yield Wish(dataset=fix.dataset, supposed=Supposed(verdicts={fix.resource: Verdict.OK}))
        elif fix.kind == "tier":
            yield Wish(dataset=fix.dataset, supposed=Supposed(tiers={fix.check: fix.next}))


def components_of(fixes: Sequence[Fix], *, certain: bool = True) -> Mapping[str, Outcome]:
    """The parts of the score that fixes earn as a whole; ``certain``: only where nothing of it hangs on more."""
    return {
        part: Outcome.PASSED
        for fix in fixes
        if fix.kind == "component" and (fix.gain.exact or not certain)
        for part in fix.components
    }
