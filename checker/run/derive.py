"""From a stored run to a report, without the network: the same evidence under the same rubric, the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from checker.discover.rest import NOT_SHOWN
from checker.errors import Problem
from checker.model import Agency, CatalogState, Outcome, RunHead, RunInfo, Score, Standing
from checker.report.model import DatasetLine, Decided, Report, Todo, Totals
from checker.rubric import Rubric
from checker.run.assess import Details
from checker.run.case import findings_of
from checker.run.derivation import Derivation
from checker.run.evidence import evidence_lines
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Run
from checker.run.spool import Spool
from checker.run.task import Input
from checker.run.to_do import ToDo, to_do
from checker.run.trend import trend_points
from checker.run.warnings import authority_warnings, catalog_warnings, cut_warnings
from checker.standing import category_warnings
from checker.store import Store
from checker.store.derived import Counted

UNKNOWN_FORMAT = "unknown"


def score(
    run: Run,
    *,
    rubric: str | None = None,
    watch: Watch = silent,
    decisions: bool = True,
    lent: Sequence[Input] = (),
    work: bool = True,
    whole: bool = False,
) -> Report:
    """The report of a stored run under its own rubric, or under another. Writes what it derived into the store.

    What assessors decided on the run counts, unless ``decisions`` is false: then nothing is written. Nor is it where
    files are ``lent`` to it, a plan to a run that has none: the store holds what follows from the run's own. Without
    ``work`` the report does not say what is to be done, for those who only ask for the score: that is a third faster.
    With the ``whole`` of it the report holds every fix.
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
                store.write_derived(head.id, rules.id, rules.version, found, rows, body, behind=_behind(decided))
        done = to_do(derivation, rows, whole=whole) if work else ToDo()
        return replace(_report(derivation, rows, result, done), decided=decided)


def _behind(decided: Decided | None) -> int | None:
    """How many decisions were counted; ``None``: the log was changed by others, nobody can say what it should hold."""
    if decided is None:
        return 0
    return len(decided.lines) if decided.broken is None else None


def _report(derivation: Derivation, rows: tuple[Standing, ...], result: Score, work: ToDo) -> Report:
    store, head, plan, rubric = derivation.store, derivation.head, derivation.plan, derivation.rubric
    lines = tuple(_line(row, derivation.details.get(row.id, Details()), work.by_dataset.get(row.id)) for row in rows)
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
        evidence=tuple(evidence_lines(store, head, derivation.told)),
        matches=derivation.matches,
        agenda=plan.agenda,
        warnings=tuple(_warnings(derivation, rows)),
        remark=(head.options.get("remark_th", ""), head.options.get("remark_en", "")),
        worklist=work.best,
        ahead=work.ahead,
        trend=trend_points(store, head, rubric, Counted(version=rubric.version, score=result, datasets=len(rows))),
    )


def _warnings(derivation: Derivation, rows: Sequence[Standing]) -> Iterator[Problem]:
    catalog, plan = derivation.catalog, derivation.plan
    yield from catalog_warnings(catalog)
    yield from plan.warnings
    yield from cut_warnings(derivation.cut, catalog)
    yield from authority_warnings(derivation.differing, catalog)
    yield from category_warnings(rows, catalog.url or plan.source)


def _agency(planned: Agency, lines: Sequence[DatasetLine]) -> Agency:
    """The plan's agency; without its name, the one publisher of all datasets, where there is but one."""
    publishers = {line.publisher for line in lines if line.publisher}
    if planned.title or len(publishers) != 1:
        return planned
    return replace(planned, title=publishers.pop())


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
