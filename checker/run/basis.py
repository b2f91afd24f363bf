"""One derivation of a run, held so that many what-ifs can be asked of it: only what they touch is derived anew.

Nothing is fetched and nothing is written: what is derived anew is derived from the stored evidence, by the same
functions as the report, and scored by the same score. Where the run has decisions they stand in every what-if too: a
change on the catalog does not undo what a body decided.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.content import Probe
from checker.discover import packages
from checker.model import Dataset, Outcome, PlannedDataset, Score, Standing
from checker.normalise import identity_of, normalise
from checker.run.assess import assess
from checker.run.observe import Known, interfaces, observe
from checker.score import score as score_standings
from checker.standing import Assessed, as_supposed, is_public
from checker.supposed import Supposed, Suppositions
from checker.worklist.scale import Scale

if TYPE_CHECKING:
    from checker.run.derivation import Derivation


class Basis:
    """A run's standings and score, and what they would be with something else taken for true."""

    def __init__(self, derivation: Derivation, rows: Sequence[Standing]) -> None:
        self.derivation = derivation
        self.rubric = derivation.rubric
        self.places = {row.id: place for place, row in enumerate(rows)}
        plan = derivation.plan.plan
        named = frozenset(record.dataset.casefold() for record in plan.utilisation) if plan else frozenset()
        self.scale = Scale(rows, self._scored, named, gated=self.rubric.gated)

    @property
    def rows(self) -> Sequence[Standing]:
        """The standings as they are."""
        return self.scale.rows

    @property
    def score(self) -> Score:
        """The score as it is."""
        return self.scale.base

    @cached_property
    def known(self) -> Known:
        """What every dataset of the run is held against."""
        return self.derivation.known()

    @cached_property
    def _planned(self) -> Mapping[str, PlannedDataset]:
        return {each.code.casefold(): each for each in self.derivation.plan.planned or ()}

    def _scored(self, rows: Sequence[Standing], components: Mapping[str, Outcome]) -> Score:
        of = self.derivation
        decided = {**components, **of.supposed.components}
        return score_standings(self.rubric, rows, of.plan.plan, of.catalog, decided)

    def datasets(self, wanted: Collection[str]) -> Iterator[Dataset]:
        """The datasets of the catalog with these ids, in its order; the others are not even normalised."""
        store, head = self.derivation.store, self.derivation.head
        found = store.found(head.id)
        base_url = found.base_url if found else ""
        seen: set[str] = set()
        for page in store.pages(head.id) if wanted else ():
            for package in packages(page):
                identity, _ = identity_of(package)
                if identity in wanted and identity not in seen:
                    seen.add(identity)
                    yield normalise(package, base_url=base_url)

    def derived(self, dataset: Dataset, supposed: Supposed, *, probed: bool = True) -> Assessed:
        """A dataset of the run with something else taken for true; not ``probed``: as if no interface had been tried.

        What was decided stands beside it, and before it. Of a link that is taken to work nobody knows what its file
        holds, whatever an interface beside it shows: its file is graded once it is there.
        """
        before = self.derivation.supposed.of(dataset.id)
        both = with_both(before, supposed)
        known = replace(self.known, supposed=Suppositions(datasets={dataset.id: both}))
        probe = self._probe(dataset, supposed.verdicts) if probed else None
        return assess(dataset, replace(known, probe=probe)).assessed

    def _probe(self, dataset: Dataset, mended: Collection[str]) -> Callable[[str], Probe | None] | None:
        """What interfaces answered, without the records behind the links that are to be mended."""
        probe = self.known.probe
        if probe is None or not mended:
            return probe
        seen = observe(dataset, self.known)
        lost = {name for name in mended if name not in seen or seen[name].outcome is not Outcome.PASSED}
        behind = {each.key for each in interfaces(dataset, seen, self.known) if each.distribution in lost}

        def without_records(key: str) -> Probe | None:
            found = probe(key)
            return replace(found, tables=()) if found is not None and key in behind else found

        return without_records

    def restood(self, row: Standing, assessed: Assessed) -> Standing:
        """The standing of a dataset of the catalog once it was derived anew."""
        planned = self._planned.get(row.code.casefold()) if row.code else None
        again = replace(
            row,
            public=is_public(assessed.dataset, planned, self.rubric),
            items={},
            informative=assessed.informative,
            openness=assessed.openness,
            reachable=assessed.reachable,
        )
        again = as_supposed(again, Supposed(items=assessed.items))
        return as_supposed(again, self.derivation.supposed.of(row.id))

    def with_supposed(self, dataset: Dataset, supposed: Supposed) -> Standing:
        """The standing of one dataset of the catalog with something else taken for true."""
        row = self.rows[self.places[dataset.id]]
        return as_supposed(self.restood(row, self.derived(dataset, supposed)), supposed)


def with_both(decided: Supposed, supposed: Supposed) -> Supposed:
    """What was decided and what is supposed, together: on the same thing the decision counts."""
    return Supposed(
        fields={**supposed.fields, **decided.fields},
        resources={**supposed.resources, **decided.resources},
        overruled=(*supposed.overruled, *decided.overruled),
        verdicts={**supposed.verdicts, **decided.verdicts},
        kind=decided.kind or supposed.kind,
        tiers={**supposed.tiers, **decided.tiers},
        items={**supposed.items, **decided.items},
        waived=decided.waived or supposed.waived,
        waived_in=decided.waived_in | supposed.waived_in,
    )
