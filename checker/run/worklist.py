"""What to mend in a run, weighed and in order: drafts from the report's own values, the telling ones derived anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from msgspec.structs import replace

from checker.content import ProbeOutcome
from checker.model import ComponentScore, Dataset, Outcome, Standing
from checker.report.words import rubric_words
from checker.rubric import Component, Text
from checker.run.assess import Details
from checker.run.basis import Basis
from checker.supposed import Supposed
from checker.texts import Bilingual, reason_text
from checker.worklist.choices import Values, fills
from checker.worklist.drafts import Draft, Link, Seen, Sketch, filled
from checker.worklist.order import ordered
from checker.worklist.rules import worklist_rules
from checker.worklist.scale import NOTHING, Candidate, at_best
from checker.worth import Fix, Gain, Package

DATA = "data"  #: the role of a resource that holds data
MOST_WAYS = 4096  #: combinations of what may be filled in that are tried for one dataset
NO_DETAILS = Details()
#: parts of the score that no dataset carries, whatever their reason; the others only where there is nothing to count
_WHOLE = frozenset({"complete_plan", "observed_catalog", "evidenced_use"})
_NOTHING_TO_COUNT = frozenset({"empty", "unread"})
_ASSUMED = {"no_plan": "same_list", "needs_evidence": "complete_evidence", "not_open": "complete_evidence"}


def worklist(basis: Basis, *, everything: bool = False, most: int | None = None) -> tuple[Fix, ...]:
    """Every fix of a run that counts for the score, most points for the effort first.

    ``everything``: also those that count nowhere, or nothing as things stand (behind the gate of a step), with 0.
    ``most``: no more datasets are derived anew, those with the fewest fixes first; the others are left out.
    """
    found = [*_of_components(basis), *_of_datasets(basis, everything, most)]
    return ordered(fix for fix in found if everything or fix.worth != NOTHING)


def best_of(fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
    """The first of the worklist, as a report holds them; a package is held whole or not at all."""
    limit = worklist_rules().shown
    while 0 < limit < len(fixes) and fixes[limit].package and fixes[limit - 1].package == fixes[limit].package:
        limit -= 1
    return fixes[:limit]


def _of_datasets(basis: Basis, everything: bool, most: int | None) -> Iterator[Fix]:
    sketch = Sketch(basis.rubric, worklist_rules(), rubric_words(basis.rubric))
    universe = _universes(basis)
    later: dict[str, list[Draft]] = {}
    for place, row in enumerate(basis.rows):
        counts = row.listed or (row.on_catalog and "listed" not in universe and _may_be_public(row))
        if not counts and not everything:
            continue
        drafts = list(sketch.of(row, seen_of(basis.derivation.details.get(row.id, NO_DETAILS))))
        if not counts:
            yield from (draft.fix for draft in drafts)
        elif any(_to_derive(draft) for draft in drafts):
            later[row.id] = drafts
        else:
            yield from _weighed(basis, place, drafts, None)
    least = frozenset(sorted(later, key=lambda name: len(later[name]))[:most])
    for dataset in basis.datasets(least):
        yield from _weighed(basis, basis.places[dataset.id], later[dataset.id], dataset)


def _may_be_public(row: Standing) -> bool:
    return row.public is not False and not row.waived


def _universes(basis: Basis) -> frozenset[str]:
    return frozenset(
        str(component.parameters["universe"])
        for component in basis.rubric.components
        if "universe" in component.parameters
    )


def seen_of(details: Details) -> Seen:
    """What the worklist needs of a dataset."""
    links = tuple(
        Link(id=each.id, name=each.name, url=each.url, observation=each.observation)
        for each in details.resources
        if each.role == DATA
    )
    return Seen(
        url=details.url,
        publisher=details.publisher,
        contact=details.contact,
        findings=details.findings,
        links=links,
        live=any(
            probe.outcome is ProbeOutcome.CONDITION
            for link in links
            if link.observation
            for probe in link.observation.probes or ()
        ),
    )


def _to_derive(draft: Draft) -> bool:
    return not draft.candidates or draft.tells or draft.together == "tiers"


def _weighed(basis: Basis, place: int, drafts: Sequence[Draft], dataset: Dataset | None) -> Iterator[Fix]:
    """The fixes of one dataset with their gains, those that only count together as a package."""
    singly = [_alone(basis, place, draft, dataset) for draft in drafts]
    packages = {
        together: _package(basis, place, [each for each in drafts if each.together == together], dataset, together)
        for together in dict.fromkeys(draft.together for draft in drafts if draft.together)
    }
    for draft, gain in zip(drafts, singly, strict=True):
        package = packages.get(draft.together)
        parts = _changed(basis, draft)
        yield replace(draft.fix, gain=gain, package=package, components=parts)


def _changed(basis: Basis, draft: Draft) -> tuple[str, ...]:
    """The parts of the score that a fix may change, by what it is about."""
    kind = draft.fix.kind
    items = kind in ("item", "record", "publish")
    opens = kind in ("link", "tier", "settle", "publish") or (kind == "item" and not draft.candidates)
    methods = {name for name, is_it in (("mean_of_complete", items), ("mean_openness", opens)) if is_it}
    return tuple(component.id for component in basis.rubric.components if component.method in methods)


def _alone(basis: Basis, place: int, draft: Draft, dataset: Dataset | None) -> Gain:
    if draft.candidates or dataset is None:
        return basis.scale.weigh(place, draft.candidates)
    if draft.supposed is not None:
        return basis.scale.weigh(place, _mended(basis, place, dataset, draft.supposed))
    return basis.scale.weigh(place, _derived(basis, place, dataset, _ways(basis, dataset, draft), ()))


def _ways(basis: Basis, dataset: Dataset, draft: Draft) -> tuple[Values, ...]:
    return fills(dataset, draft.item, draft.failed, basis.rubric, live=draft.live) if draft.item else ()


def _package(basis: Basis, place: int, drafts: Sequence[Draft], dataset: Dataset | None, together: str) -> Package:
    row = basis.rows[place]
    if together == "tiers" and dataset is not None:
        tiers = {name: tier for draft in drafts if draft.supposed for name, tier in draft.supposed.tiers.items()}
        up = basis.with_supposed(dataset, Supposed(tiers=tiers))
        gain = basis.scale.weigh(place, (Candidate("", up, up),))
    else:
        plain = tuple(draft.fix.item for draft in drafts if not draft.tells)
        told = [draft for draft in drafts if draft.tells]
        if told and dataset is not None:
            each = [_ways(basis, dataset, draft) for draft in told]
            gain = basis.scale.weigh(place, _derived(basis, place, dataset, _together(each), plain))
        else:
            done = filled(row, tuple(draft.fix.item for draft in drafts))
            gain = basis.scale.weigh(place, (Candidate("", done, done),))
    return Package(
        id=f"{together}:{row.id}",
        fixes=tuple(draft.fix.id for draft in drafts),
        gain=gain,
        weight=sum(draft.fix.effort.weight for draft in drafts),
    )


def _together(each: Sequence[Sequence[Values]]) -> Iterator[Values]:
    """Every combination of ways; the first combinations alone where there are too many."""
    for number, parts in enumerate(product(*each)):
        if number == MOST_WAYS:
            return
        yield {name: value for part in parts for name, value in part.items()}


def _derived(
    basis: Basis, place: int, dataset: Dataset, ways: Iterator[Values] | Sequence[Values], plain: tuple[str, ...]
) -> Iterator[Candidate]:
    """What the dataset becomes by each way to fill in its fields; ``plain`` are items filled in besides."""
    row = basis.rows[place]
    for values in ways:
        again = basis.restood(row, basis.derived(dataset, Supposed(fields=values)))
        done = filled(again, plain) if plain else again
        yield Candidate(_words(values), done, done)


def _words(values: Values) -> str:
    return ", ".join(value if isinstance(value, str) else ", ".join(value) for value in values.values())


def _mended(basis: Basis, place: int, dataset: Dataset, supposed: Supposed) -> Iterator[Candidate]:
    """What the dataset becomes with a link that works: at the least, and with all that its file may turn out to be."""
    row = basis.rows[place]
    least = basis.restood(row, basis.derived(dataset, supposed))
    most = at_best(basis.restood(row, basis.derived(dataset, supposed, probed=False)), Fraction(0))
    other = at_best(least, Fraction(0))
    yield Candidate("", least, max(most, other, key=_points))


def _points(row: Standing) -> Fraction:
    return row.openness.points if row.openness else Fraction(0)


# ---------------------------------------------------------------- parts of the score that no dataset carries


def _of_components(basis: Basis) -> Iterator[Fix]:
    rules = {component.id: component for component in basis.rubric.components}
    for part in basis.score.components:
        rule = rules[part.id]
        whole = rule.method in _WHOLE or part.reason in _NOTHING_TO_COUNT
        told = rule.reasons.get(part.reason)
        earned = part.outcome is Outcome.PASSED  # and held back by a step before it: nothing of its own is to be mended
        if whole and not earned and part.points < part.max and part.id not in basis.derivation.supposed.components:
            effort = worklist_rules().of_component(rule.method, part.reason)
            yield Fix(
                id=f"component:{part.id}",
                kind="component",
                what=rule.title,
                reason=_text(told, part) if told else rule.rule,
                how=_text(told.fix, part) if told and told.fix else rule.rule,
                gain=_of_component(basis, part, rule),
                effort=effort,
                components=(part.id,),
                check=part.reason,
                assumed=_taken(part, rule),
            )


def _of_component(basis: Basis, part: ComponentScore, rule: Component) -> Gain:
    """All of its points; none at the least where it hangs on something that is not known."""
    full = basis.scale.scored({}, {part.id: Outcome.PASSED}).total - basis.score.total
    return Gain(minimum=Fraction(0) if _hangs(basis, part, rule) else full, maximum=full)


def _hangs(basis: Basis, part: ComponentScore, rule: Component) -> bool:
    if rule.method == "observed_catalog":
        seen = basis.derivation.catalog.outcome is Outcome.PASSED
        return not (part.reason == "no_url" and seen) and part.outcome is not Outcome.FAILED
    return rule.method not in _WHOLE


def _taken(part: ComponentScore, rule: Component) -> tuple[str, ...]:
    name = _ASSUMED.get(part.reason) or ("complete_evidence" if rule.method == "evidenced_use" else "")
    return (name,) if name else ()


def _text(text: Bilingual, part: ComponentScore) -> Text:
    th, en = (reason_text(text, part.params, lang) for lang in ("th", "en"))
    return Text(th=th, en=en)
