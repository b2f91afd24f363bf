"""Decisions recorded on a run: held against the evidence and the log, put at its end, and told with their effect."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from checker.decided import DecisionLine, Entry, Log
from checker.decisions.file import Placed, wrong
from checker.decisions.log import grown, read_log, written
from checker.errors import Problem
from checker.model import Score
from checker.report.model import Decided
from checker.rubric import Rubric
from checker.run.case import Case, Settled, findings_of
from checker.run.derivation import Derivation
from checker.run.drawing import Drawing
from checker.run.progress import Watch, silent
from checker.run.rules import proved_rubric
from checker.run.scan import Run
from checker.run.spool import Spool
from checker.store import KeptDecision, Store


class Recorded(Struct, frozen=True, kw_only=True):
    """What came of proposals."""

    entries: tuple[Entry, ...]  #: as recorded, or as they would be
    skipped: tuple[Problem, ...]  #: of a file: what was not taken over, and why
    before: Score  #: with the decisions before these
    after: Score
    decided: Decided  #: the whole log now
    rubric: Rubric
    dry: bool  #: nothing was recorded

    def lines(self) -> tuple[DecisionLine, ...]:
        """The new entries with what they are worth."""
        numbers = {each.number for each in self.entries}
        return tuple([line for line in self.decided.lines if line.entry.number in numbers])


class Judged(Struct, frozen=True, kw_only=True):
    """A log, held against the evidence as it is now."""

    decided: Decided
    score: Score  #: with the decisions that count
    rubric: Rubric


class _Drawn(Struct, frozen=True, kw_only=True):
    """Proposals made entries, behind a log."""

    log: Log
    behind: Log
    skipped: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.log.entries[len(self.behind.entries) :]


def decide(
    run: Run,
    proposals: Sequence[Placed],
    *,
    source: str = "decide",
    reopen: bool = False,
    dry_run: bool = False,
    watch: Watch = silent,
) -> Recorded:
    """Records proposals at the end of a run's log, all or none. Raises UsageError that names what is wrong with each.

    Where another process has added to the log meanwhile, the proposals are held against the new log.
    """
    with Store.open(run.store, create=False) as store, Spool() as spool:
        case = _case(store, run, spool, watch)
        while True:
            drawn = _drawn(case, proposals, source, reopen)
            settled = case.settle(drawn.log)
            if dry_run or not drawn.entries or _recorded(case, spool, drawn, settled):
                break
        before = case.settle(drawn.behind, effects=False).variant.score
        return Recorded(
            entries=drawn.entries,
            skipped=drawn.skipped,
            before=before,
            after=settled.variant.score,
            decided=case.decided(settled),
            rubric=case.rubric,
            dry=dry_run,
        )


def judged(run: Run, *, watch: Watch = silent) -> Judged:
    """What every entry of a run's log is worth today. Nothing is written."""
    with Store.open(run.store, create=False) as store, Spool() as spool:
        case = _case(store, run, spool, watch)
        settled = case.settle(case.log())
        return Judged(decided=case.decided(settled), score=settled.variant.score, rubric=case.rubric)


def _case(store: Store, run: Run, spool: Spool, watch: Watch) -> Case:
    head = store.resolve(run.id)
    derivation = Derivation(store, head, proved_rubric(head.rubric), watch)
    derivation.assess_all(spool)
    return Case(derivation, *derivation.conclude())


def _recorded(case: Case, spool: Spool, drawn: _Drawn, settled: Settled) -> bool:
    """The entries and what follows from them stored at once; ``False``: the log has grown meanwhile."""
    head, rubric, store = case.derivation.head, case.rubric, case.derivation.store
    return store.write_derived(
        head.id,
        rubric.id,
        rubric.version,
        findings_of(spool, settled.variant.assessments),
        settled.variant.rows,
        msgspec.json.encode(settled.variant.score, enc_hook=str),
        behind=len(drawn.behind.entries),
        new=[KeptDecision(number=e.number, hash=e.hash, body=written(e)) for e in drawn.entries],
    )


def log_of(run: Run) -> tuple[Log, str]:
    """The log of a run as it was recorded, and the run's rubric."""
    with Store.open(run.store, create=False) as store:
        head = store.resolve(run.id)
        return read_log(head.id, store.decisions(head.id)), head.rubric


def _drawn(case: Case, proposals: Sequence[Placed], source: str, reopen: bool) -> _Drawn:
    behind = log = case.log()
    faults: list[Problem] = []
    skipped: list[Problem] = []
    numbers: dict[int, int] = {}  #: of another log → of this one
    for each in proposals:
        drawing = Drawing(case, log, each, source, reopen, numbers)
        entry = drawing.entry()
        faults += drawing.faults
        skipped += drawing.skipped
        if entry is not None:
            log = grown(log, entry)
            if each.proposal.number is not None:
                numbers[each.proposal.number] = entry.number
    if faults:
        raise wrong(source, tuple(faults))
    return _Drawn(log=log, behind=behind, skipped=tuple(skipped))
