"""A run as it stands without any decision, and any log of decisions counted on it.

Decisions touch few datasets: those alone are assessed again, the rest of the run is derived once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checker.decided import DECIDING, DecisionLine, Entry, Kind, Log, Signature, State, Subject
from checker.decisions.evidence import Ground, Seen, fingerprint, referred_to, signed_on
from checker.decisions.judging import Worth, counting, suppositions, worths
from checker.decisions.log import read_log
from checker.decisions.signing import signatures
from checker.model import Dataset, Finding, Role, Score, Standing
from checker.report.model import Decided
from checker.run.assess import Assessment, assess
from checker.run.stored import datasets
from checker.score import score as score_standings
from checker.standing import as_supposed
from checker.supposed import NONE, Suppositions

if TYPE_CHECKING:
    from checker.run.derivation import Derivation


class Variant(Struct, frozen=True, kw_only=True):
    """The run with something supposed of it."""

    rows: tuple[Standing, ...]
    score: Score
    assessments: Mapping[str, Assessment]  #: of the datasets that were assessed again


class Settled(Struct, frozen=True, kw_only=True):
    """The run with a log of decisions counted on it."""

    log: Log
    lines: tuple[DecisionLine, ...]
    signatures: tuple[Signature, ...]
    variant: Variant
    supposed: Suppositions
    before: Mapping[str, Seen]  #: without any decision: the datasets that decisions are about

    def states(self) -> dict[int, State]:
        """What each entry is worth."""
        return {line.entry.number: line.state for line in self.lines}


class Case:
    """One run under one rubric, derived once without any decision."""

    def __init__(self, derivation: Derivation, rows: tuple[Standing, ...], undecided: Score) -> None:
        self.derivation, self.rows, self.undecided = derivation, rows, undecided
        self.rubric = derivation.rubric
        self.run = derivation.head.id
        self._place = {row.id: place for place, row in enumerate(rows)}
        self._held: dict[str, Dataset] = {}
        self._looked_for: set[str] = set()
        self._seen: dict[str, Seen] = {}
        self._fingerprints: dict[tuple[Kind, Subject], str | None] = {}
        self._last: tuple[tuple[Entry, ...], Variant] | None = None  #: what counted last, and what came of it
        self._numbers = [item.no for item in self.rubric.items]
        self.ground = Ground(
            rubric=self.rubric,
            seen=self._seen_of,
            score=undecided,
            given=self._given,
            snapshot=lambda: self._snapshot,
        )

    def log(self) -> Log:
        """The log as it stands in the store now."""
        return read_log(self.run, self.derivation.store.decisions(self.run))

    def settle(self, log: Log, *, effects: bool = True) -> Settled:
        """What each entry is worth, who has signed, the score with all that counts, and what each entry moves."""
        self.hold(entry.subject.dataset for entry in log.entries)
        worth = worths(log, self.rubric, lambda entry: self.now(entry, log))
        counted = counting(log.entries, worth)
        supposed = suppositions(counted, self.rubric)
        if self._last is None or self._last[0] != counted:
            self._last = counted, self.supposing(supposed)
        whole = self._last[1]
        signed = signatures(log, self.rubric, worth, lambda body: signed_on(body, whole.score, counted, self.ground))
        worth |= {each.number: Worth(state=each.state, by=each.by) for each in signed if each.number and each.state}
        of = whole if effects else None
        lines = tuple(self._line(entry, worth, log.entries, of) for entry in log.entries)
        return Settled(
            log=log,
            lines=lines,
            signatures=signed,
            variant=whole,
            supposed=supposed,
            before={name: self._seen[name] for name in whole.assessments},
        )

    def settle_log(self) -> Settled | None:
        """The run with its own log counted on it; ``None``: it has none."""
        log = self.log()
        return self.settle(log) if log.entries or log.broken else None

    def title(self, name: str) -> str:
        """What a dataset of the run is called; empty: there is none of this id."""
        place = self._place.get(name)
        return "" if place is None else self.rows[place].title or self.rows[place].name or name

    def now(self, entry: Entry, log: Log) -> str | None:
        """The hash of what an entry would be made on today."""
        if entry.kind in (Kind.ANSWER, Kind.WITHDRAW):
            return referred_to(entry.refers, log)
        return self.fingerprint(entry.kind, entry.subject)

    def fingerprint(self, kind: Kind, subject: Subject) -> str | None:
        """The hash of what a decision would be made on today; ``None``: it is not there."""
        asked = (kind, subject)
        if asked not in self._fingerprints:
            self._fingerprints[asked] = fingerprint(kind, subject, self.ground)
        return self._fingerprints[asked]

    def supposing(self, supposed: Suppositions) -> Variant:
        """The run with something supposed of some of its datasets and components."""
        rows = list(self.rows)
        again = self._restand(rows, supposed, supposed.datasets)
        return Variant(rows=tuple(rows), score=self._scored(rows, supposed), assessments=again)

    def _restand(self, rows: list[Standing], supposed: Suppositions, names: Iterable[str]) -> dict[str, Assessment]:
        """Puts these datasets as they stand under what is supposed in the place of how they stood."""
        known = replace(self.derivation.known(), supposed=supposed)
        placed = [name for name in names if name in self._place]
        again = {
            name: assess(self._held[name], known) for name in placed if name in self._held and name in supposed.datasets
        }
        found = {row.id: row for row in self.derivation.rows_of([each.assessed for each in again.values()])}
        for name in placed:
            row = found[name] if name in again else self.rows[self._place[name]]
            rows[self._place[name]] = as_supposed(row, supposed.of(name), self._numbers)
        return again

    def hold(self, names: Iterable[str]) -> None:
        """Reads these datasets again from the evidence, for they are to be assessed again."""
        missing = {name for name in names if self._place.get(name) is not None} - self._looked_for
        if not missing:
            return
        self._looked_for |= missing
        for dataset in datasets(self.derivation.store, self.derivation.head):
            if dataset.id in missing:
                self._held[dataset.id] = dataset
                missing.remove(dataset.id)
                if not missing:
                    return

    def named(self, name: str) -> tuple[str, ...]:
        """The datasets with this id, code, name or title, whichever of these is the first to fit any."""
        wanted = name.strip().casefold()
        for part in ("id", "code", "name", "title"):
            found = [row.id for row in self.rows if (getattr(row, part) or "").casefold() == wanted]
            if found:
                return tuple(found)
        return ()

    def near(self, name: str) -> list[str]:
        """Codes, names and titles that are nearly this."""
        known = {part for row in self.rows for part in (row.code, row.name, row.title) if part}
        return get_close_matches(name, known, n=3, cutoff=0.5)

    def decided(self, settled: Settled) -> Decided:
        """The log as a report holds it."""
        names = {line.entry.subject.dataset for line in settled.lines} - {""}
        return Decided(
            lines=settled.lines,
            signatures=settled.signatures,
            undecided=self.undecided,
            head=settled.log.head,
            broken=settled.log.broken,
            titles={name: self.title(name) for name in sorted(names)},
        )

    def _scored(self, rows: Sequence[Standing], supposed: Suppositions) -> Score:
        derivation = self.derivation
        return score_standings(self.rubric, rows, derivation.plan.plan, derivation.catalog, supposed.components)

    def _seen_of(self, name: str) -> Seen | None:
        """One dataset without any decision; ``None``: the run has none of this id."""
        if name not in self._place:
            return None
        if name not in self._seen:
            self.hold([name])
            self._seen[name] = self._looked_at(name)
        return self._seen[name]

    def _looked_at(self, name: str) -> Seen:
        standing, dataset = self.rows[self._place[name]], self._held.get(name)
        if dataset is None:
            return Seen(standing=standing)
        one = assess(dataset, replace(self.derivation.known(), supposed=NONE))
        lines = one.details.resources
        return Seen(
            standing=standing,
            findings=one.findings,
            observations={line.id: line.observation for line in lines if line.observation is not None},
            resources=tuple([line.id for line in lines]),
            data=tuple([line.id for line in lines if line.role == Role.DATA.value]),
        )

    def _line(
        self, entry: Entry, worth: Mapping[int, Worth], entries: Iterable[Entry], whole: Variant | None
    ) -> DecisionLine:
        own = worth[entry.number]
        if own.state is not State.COUNTS or entry.kind not in DECIDING or whole is None:
            return DecisionLine(entry=entry, state=own.state, by=own.by)
        live = (State.COUNTS, State.SUPERSEDED)
        others = [each for each in entries if worth[each.number].state in live and each is not entry]
        score, without = whole.score, self._without(entry, others, whole)
        parts = {
            mine.id: mine.points - other.points
            for mine, other in zip(score.components, without.components, strict=True)
            if mine.points != other.points
        }
        return DecisionLine(
            entry=entry,
            state=own.state,
            by=own.by,
            effect=score.total - without.total,
            parts=parts,
            bounds=(score.minimum - without.minimum, score.maximum - without.maximum),
        )

    def _without(self, entry: Entry, others: Iterable[Entry], whole: Variant) -> Score:
        """The score with all decisions but one: of the datasets only that one's stands otherwise."""
        supposed = suppositions(others, self.rubric)
        rows = list(whole.rows)
        self._restand(rows, supposed, [entry.subject.dataset])
        return self._scored(rows, supposed)

    @cached_property
    def _given(self) -> str:
        given = self.derivation.store.inputs(self.run)
        return next((each.sha256 for each in given if each.kind == "plan"), "")

    @cached_property
    def _snapshot(self) -> str:
        return self.derivation.store.snapshot_sha256(self.run)


def findings_of(spool: Iterable[Finding], again: Mapping[str, Assessment]) -> Iterator[Finding]:
    """The findings of the run, those of datasets that were assessed again in the place of their first ones."""
    for finding in spool:
        if finding.subject not in again:
            yield finding
    for one in again.values():
        yield from one.findings
