"""From a stored run to a report, without the network: the same evidence under the same rubric, the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

from checker.checks import CheckContext
from checker.content import probe_id
from checker.discover.rest import NOT_SHOWN
from checker.links import evidence_id
from checker.model import (
    Agency,
    Attempt,
    CatalogState,
    FetchError,
    Outcome,
    Page,
    RunHead,
    RunInfo,
    Score,
    Standing,
)
from checker.report.model import DatasetLine, Decided, EvidenceLine, Report, Todo, Totals
from checker.report.todo import todos
from checker.rubric import Rubric
from checker.run.ahead import ahead
from checker.run.assess import Assessment, Details, assess, assess_record
from checker.run.basis import Basis
from checker.run.case import Case, Settled, findings_of
from checker.run.history import history, urls_before
from checker.run.look import link_rules
from checker.run.observe import Known
from checker.run.planning import Planning, matches, planning
from checker.run.progress import Progress, Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Run
from checker.run.spool import Spool
from checker.run.stored import api_url_of, datasets
from checker.run.task import Input, told_settings
from checker.run.trend import trend_points
from checker.run.warnings import authority_warnings, catalog_warnings, cut_off, cut_warnings
from checker.run.worklist import best_of, worklist
from checker.score import score as score_standings
from checker.standing import Assessed, as_supposed, category_warnings, standings
from checker.store import Store
from checker.store.derived import Counted
from checker.supposed import NONE, Suppositions
from checker.vocabulary import vocabulary
from checker.worklist.rules import worklist_rules

UNKNOWN_FORMAT = "unknown"
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


def score(
    run: Run,
    *,
    rubric: str | None = None,
    watch: Watch = silent,
    decisions: bool = True,
    lent: Sequence[Input] = (),
) -> Report:
    """The report of a stored run under its own rubric, or under another. Writes what it derived into the store.

    What assessors decided on the run counts, unless ``decisions`` is false: then nothing is written. Nor is it where
    files are ``lent`` to it, a plan to a run that has none: the store holds what follows from the run's own.
    """
    with Store.open(run.store, create=False) as store:
        head = store.resolve(run.id)
        rules = proved_rubric(rubric or head.rubric)
        derivation = Derivation(store, head, rules, watch, lent=lent)
        with Spool() as spool:
            derivation.assess_all(spool)
            rows, result, decided = derivation.conclude_decided() if decisions else (*derivation.conclude(), None)
            if decisions and not lent:
                found = findings_of(spool, derivation.again)
                body = msgspec.json.encode(result, enc_hook=str)
                store.write_derived(head.id, rules.id, rules.version, found, rows, body)
        return msgspec.structs.replace(_report(store, head, derivation, rows, result), decided=decided)


def _report(store: Store, head: RunHead, derivation: Derivation, rows: tuple[Standing, ...], result: Score) -> Report:
    plan, rubric = derivation.plan, derivation.rubric
    basis = Basis(derivation, rows)
    fixes = worklist(basis, most=worklist_rules().derived)
    whole = len(rows) <= worklist_rules().derived
    todo = todos(fixes) if whole else {}
    lines = tuple(_line(row, derivation.details.get(row.id, Details()), todo.get(row.id)) for row in rows)
    return Report(
        run=_run_info(store, head, rubric),
        rubric=rubric,
        catalog=derivation.catalog,
        agency=_agency(plan.agency, lines),
        applies=not plan.agency.type or plan.agency.type in rubric.applies_to,
        planned=plan.plan is not None,
        score=result,
        datasets=lines,
        totals=_totals(lines, derivation.outcomes, derivation.catalog),
        evidence=(
            *_catalog_pages(store, head),
            *_links(store, head, derivation),
            *_files(store, head),
            *_answers(store, head),
        ),
        matches=derivation.matches,
        agenda=plan.agenda,
        warnings=(
            *catalog_warnings(derivation.catalog),
            *plan.warnings,
            *cut_warnings(derivation.cut, derivation.catalog),
            *authority_warnings(derivation.differing, derivation.catalog),
            *category_warnings(rows, derivation.catalog.url or plan.source),
        ),
        remark=(head.options.get("remark_th", ""), head.options.get("remark_en", "")),
        worklist=best_of(fixes),
        ahead=ahead(basis, fixes) if whole else None,
        trend=trend_points(store, head, rubric, Counted(version=rubric.version, score=result, datasets=len(rows))),
    )


def _agency(planned: Agency, lines: Sequence[DatasetLine]) -> Agency:
    """The plan's agency; without its name, the one publisher of all datasets, where there is but one."""
    publishers = {line.publisher for line in lines if line.publisher}
    if planned.title or len(publishers) != 1:
        return planned
    return msgspec.structs.replace(planned, title=publishers.pop())


def _line(standing: Standing, details: Details, todo: Todo | None) -> DatasetLine:
    return DatasetLine(
        standing=standing,
        url=details.url,
        publisher=details.publisher,
        contact=details.contact,
        resources=details.resources,
        findings=details.findings,
        todo=todo,
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
    return msgspec.structs.replace(look, error=FetchError.OURS, detail=f"no host answered at all: {look.detail}")


def _totals(lines: Sequence[DatasetLine], outcomes: Mapping[str, int], catalog: CatalogState) -> Totals:
    seen = [resource.observation for line in lines for resource in line.resources]
    formats = Counter(
        each.sniffed.format if each and each.sniffed and each.sniffed.format else UNKNOWN_FORMAT for each in seen
    )
    return Totals(
        datasets=len(lines),
        resources=len(seen),
        by_outcome={outcome.value: outcomes.get(outcome.value, 0) for outcome in Outcome},
        by_verdict=dict(sorted(Counter(each.verdict.value for each in seen if each).items())),
        by_format=dict(sorted(formats.items())),
        unreconciled=_unreconciled(catalog),
    )


def _unreconciled(catalog: CatalogState) -> int:
    """What is neither held nor named; datasets that the site counts but never shows are named together."""
    if any(why == NOT_SHOWN for _, why in catalog.unreadable):
        return 0
    return max(0, catalog.declared - catalog.held - len(catalog.unreadable))


def _catalog_pages(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    for page in store.pages(head.id):
        yield EvidenceLine(
            id=_page_evidence_id(page),
            kind="catalog",
            url=page.url,
            at=page.at,
            status=200,
            bytes_read=len(page.body),
            sha256=page.sha256,
            attempts=1,
        )


def _links(store: Store, head: RunHead, derivation: Derivation) -> Iterator[EvidenceLine]:
    for _, seen in store.attempts(head.id):
        looks = derivation.told(seen)
        last = looks[-1]
        yield EvidenceLine(
            id=evidence_id(last.url),
            kind="link",
            url=last.url,
            at=last.at,
            status=last.status,
            bytes_read=last.bytes_read,
            sha256=last.sha256,
            attempts=len(looks),
            detail=last.detail,
            method=last.method,
            final_url=last.final_url,
            hops=last.hops,
            error=last.error.value if last.error else "",
        )


def _files(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    """The files that were fetched for their content alone, and those that could not be read.

    What a look brought is the look's evidence already.
    """
    for url, reading in store.readings(head.id):
        trouble = reading.content.trouble
        if trouble or reading.at not in (look.at for look in store.attempts_of(head.id, url)):
            yield EvidenceLine(
                id=evidence_id(url).replace("link-", "file-"),
                kind="file",
                url=url,
                at=reading.at,
                status=None,
                bytes_read=reading.bytes_read,
                sha256=reading.sha256,
                attempts=1,
                detail=" ".join(part for part in (trouble, reading.content.detail) if part),
            )


def _answers(store: Store, head: RunHead) -> Iterator[EvidenceLine]:
    """Both answers of each interface: without the condition, and with it."""
    for key, probe in store.probes(head.id):
        for answer, part in ((probe.whole, ""), (probe.part, "-part")):
            if answer is not None:
                yield EvidenceLine(
                    id=probe_id(key) + part,
                    kind="probe",
                    url=answer.url,
                    at=answer.at,
                    status=answer.status,
                    bytes_read=answer.bytes_read,
                    sha256=answer.sha256,
                    attempts=1,
                    detail=answer.detail or answer.excerpt[:200],
                )


def _page_evidence_id(page: Page) -> str:
    """A page's name in reports: the same for the same answer."""
    return f"page-{page.sha256[:16]}"


def _run_info(store: Store, head: RunHead, rubric: Rubric) -> RunInfo:
    return RunInfo(
        id=head.id,
        started=head.started,
        finished=head.finished,
        cutoff=head.cutoff,
        tool_version=head.tool_version,
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        snapshot_sha256=store.snapshot_sha256(head.id),
    )
