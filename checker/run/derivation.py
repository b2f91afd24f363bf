"""One pass over a run's evidence, without the network: every dataset assessed, and what that comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from msgspec.structs import replace

from checker.checks import CheckContext
from checker.model import Attempt, CatalogState, FetchError, Outcome, RunHead, Score, Standing
from checker.report.model import Decided
from checker.rubric import Rubric
from checker.run.assess import Assessment, Details, assess, assess_record
from checker.run.case import Case, Settled
from checker.run.history import history, urls_before
from checker.run.look import link_rules
from checker.run.observe import Known
from checker.run.planning import Planning, matches, planning
from checker.run.progress import Progress, Watch
from checker.run.spool import Spool
from checker.run.stored import api_url_of, datasets
from checker.run.task import Input, told_settings
from checker.run.warnings import cut_off
from checker.score import score as score_standings
from checker.standing import Assessed, as_supposed, standings
from checker.store import Store
from checker.supposed import NONE, Suppositions
from checker.vocabulary import vocabulary

#: what a network that is down looks like; a connection that is refused was refused by somebody
SILENCE = frozenset({FetchError.DNS, FetchError.TIMEOUT})
SILENT_HOSTS = 2  #: of so many at least is a silence our own: one host alone may well be down
TELL_EVERY = 500  #: datasets between two words of progress


class Derivation:
    """One pass over a run's evidence; holds what the score and the report need."""

    def __init__(
        self,
        store: Store,
        head: RunHead,
        rubric: Rubric,
        watch: Watch,
        supposed: Suppositions = NONE,
        lent: Sequence[Input] = (),
    ) -> None:
        self.store, self.head, self.rubric, self.watch = store, head, rubric, watch
        self.supposed = supposed
        self.plan: Planning = planning(store, head, rubric, lent)
        self.catalog: CatalogState = self.plan.completed(store.catalog(head.id))
        self.matches = matches(store, head, self.plan, rubric)
        self._silent = silence_is_ours(store.attempts(head.id), self.catalog)
        self.past = history(store, head)
        self.urls_before = urls_before(store, head)
        self.content = told_settings(head).content
        self.api_url = api_url_of(store, head)
        self.assessed: list[Assessed] = []
        self.details: dict[str, Details] = {}
        self.outcomes: Counter[str] = Counter()
        self.cut: list[str] = []  #: what was too long to be read whole, in words
        self.differing: list[str] = []  #: datasets whose published single source of truth the plan contradicts
        self.again: Mapping[str, Assessment] = {}  #: datasets that were decided on, assessed with the decisions

    def assess_all(self, spool: Spool) -> None:
        """Every dataset through the pure part of the line; all findings go to the spool."""
        known = self.known()
        for dataset in datasets(self.store, self.head):
            one = assess(dataset, known)
            self.assessed.append(one.assessed)
            self.details[dataset.id] = one.details
            self.outcomes.update([finding.outcome for finding in one.findings])
            self.cut += cut_off(dataset)
            if one.authority_differs:
                self.differing.append(dataset.name or dataset.id)
            spool.put(one.findings)
            if len(self.assessed) % TELL_EVERY == 0:
                self.watch(Progress(stage="derive", done=len(self.assessed), total=self.catalog.held))
        self.watch(Progress(stage="derive", done=len(self.assessed), total=len(self.assessed)))

    def looks(self, url: str) -> tuple[Attempt, ...]:
        """The looks at a link."""
        return self.told(self.store.attempts_of(self.head.id, url))

    def told(self, looks: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
        """The same looks, with our own failures told as such."""
        return tuple([_ours(look) for look in looks]) if self._silent else looks

    def conclude(self) -> tuple[tuple[Standing, ...], Score]:
        """The standings and the score, once every dataset was assessed."""
        numbers = [item.no for item in self.rubric.items]
        rows = self.rows_of(self.assessed)
        rows = tuple([as_supposed(row, self.supposed.of(row.id), numbers) for row in rows])
        return rows, self.scored(rows)

    def conclude_decided(self) -> tuple[tuple[Standing, ...], Score, Decided | None]:
        """The same with what assessors decided on the run, and that log; ``None``: nothing was decided."""
        rows, undecided = self.conclude()
        case = Case(self, rows, undecided)
        settled = case.settle_log()
        if settled is None:
            return rows, undecided, None
        self.decide(settled)
        return settled.variant.rows, settled.variant.score, case.decided(settled)

    def decide(self, settled: Settled) -> None:
        """Takes what was decided for true from here on; the datasets that it is about were assessed anew with it."""
        self.supposed, self.again = settled.supposed, settled.variant.assessments
        for name, one in self.again.items():
            before = settled.before[name]
            self.outcomes.subtract([finding.outcome for finding in before.findings])
            self.outcomes.update([finding.outcome for finding in one.findings])
            self.details[name] = one.details

    def rows_of(self, assessed: Sequence[Assessed]) -> tuple[Standing, ...]:
        """The standings of the listed datasets and of those of the catalog that are given."""
        return standings(self.plan.plan, self.matches, assessed, self.records, self.rubric, self.catalog)

    @cached_property
    def records(self) -> dict[str, Assessed]:
        """What the workbook says of listed datasets, by code."""
        known = self.known()
        return {code: assess_record(package, known) for code, package in self.plan.records.items()}

    def scored(self, rows: Sequence[Standing]) -> Score:
        """The score of these standings, under the plan and the catalog of the run."""
        return score_standings(self.rubric, rows, self.plan.plan, self.catalog, self.supposed.components)

    def known(self) -> Known:
        """What every dataset of the run is held against."""
        return Known(
            rubric=self.rubric,
            rules=link_rules(self.rubric, told_settings(self.head).confirm_after),
            context=CheckContext(vocabulary=vocabulary(), rules=self.rubric.checks, today=self.head.cutoff.date()),
            cutoff=self.head.cutoff,
            looks=self.looks,
            planned=self.plan.by_dataset(self.matches),
            probe=(lambda key: self.store.probe_of(self.head.id, key)) if self.content else None,
            past=self.past,
            urls_before=self.urls_before,
            api_url=self.api_url,
            reading=lambda url: self.store.reading_of(self.head.id, url),
            supposed=self.supposed,
        )


def silence_is_ours(attempts: Iterable[tuple[str, tuple[Attempt, ...]]], catalog: CatalogState) -> bool:
    """Whether several hosts were asked and none ever answered, the catalog's included: our own network is down.

    Then no look says anything of a link (openness rules, section 4: our own network failure cannot tell).
    """
    if catalog.outcome is Outcome.PASSED:
        return False
    silent: set[str] = set()
    for _, looks in attempts:
        for look in looks:
            if look.status is not None or look.error in (FetchError.CONNECT, FetchError.TLS):
                return False
            if look.error in SILENCE:
                silent.add(urlsplit(look.url).netloc)
    return len(silent) >= SILENT_HOSTS


def _ours(look: Attempt) -> Attempt:
    if look.error not in SILENCE:
        return look
    return replace(look, error=FetchError.OURS, detail=f"no host answered at all: {look.detail}")
